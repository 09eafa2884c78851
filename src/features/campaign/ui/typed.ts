const two = (n: number): string => String(n).padStart(2, '0')

/** A time as people type it, with its seconds: `20:00`, `2000`, `21：59：59` and `9:5` become `20:00:00` …; what is no time
 * of a day stays as it is, to be seen and mended. */
export const timeTyped = (text: string): string => {
  const plain = text.normalize('NFKC').trim()
  const found =
    /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{2})?$/.exec(plain)
  if (!found) return plain
  const [hour, minute, second] = [found[1], found[2], found[3] ?? '0'].map(Number)
  if (hour === undefined || minute === undefined || second === undefined) return plain
  if (hour > 23 || minute > 59 || second > 59) return plain
  return [hour, minute, second].map(two).join(':')
}

/** The date and the time of `2026-11-11T20:00:00`; either may be missing while one fills it in. */
export const partsOf = (wall: string): { date: string; time: string } => {
  const [date = '', time = ''] = wall.split('T')
  return { date, time }
}
export const wallFrom = ({ date, time }: { date: string; time: string }): string =>
  date === '' && time === '' ? '' : `${date}T${time}`
