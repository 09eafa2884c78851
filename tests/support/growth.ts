/** CPU time of this process for a piece of work, ms: what other processes do counts for nothing. */
const cpu = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Of repeated work the time of one, the best of some tries: a collector that happens to run is not counted. */
const measured = (work: () => void): number => {
  work()
  let best = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 4; tries++) {
    let runs = 0
    let total = 0
    while (total < 8 && runs < 1000) {
      total += cpu(work)
      runs++
    }
    best = Math.min(best, total / runs)
  }
  return best
}

/**
 * How many times as long something takes of four times the size: about 4 where it is linear, 16 where each piece is held
 * against all others. A test expects less than `LINEAR`, which says nothing of how fast the machine is.
 */
export const growth = (work: (size: number) => void, size: number): number => {
  // Compiled by then, which the first of the two would else pay for.
  for (let spent = 0, n = 0; spent < 40 && n < 2000; n++) spent += cpu(() => work(size))
  const small = measured(() => work(size))
  return measured(() => work(size * 4)) / small
}
export const LINEAR = 10
