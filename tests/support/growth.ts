/** CPU time of this process for a piece of work, ms: what other processes do counts for nothing. */
const cpu = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Time of one piece of work: of so many at once that the time can be told (some systems count in ticks of 10 ms), the
 * better of two tries, so that a collector that happens to run is not counted. */
const measured = (work: () => void): number => {
  let times = 1
  const once = () => cpu(() => Array.from({ length: times }, work)) / times
  while (once() * times < 15) times *= 2
  return Math.min(once(), once())
}

/**
 * How many times as long something takes of four times the size: about 4 where it is linear, 16 where each piece is held
 * against all others. A test expects less than `LINEAR`, which says nothing of how fast the machine is.
 */
export const growth = (work: (size: number) => void, size: number): number => {
  // The smaller first: whatever has to be compiled is not counted against the larger.
  const small = measured(() => work(size))
  return measured(() => work(size * 4)) / small
}
export const LINEAR = 12
