/** An amount that may be taken, at most `count` times. Whole numbers, of fen or anything else. */
export interface Amount {
  fen: number
  count: number
}

/** One way to reach the need: amounts, the greatest first. */
export interface Pick {
  sum: number
  amounts: number[]
}

/** Steps of a search over amounts × sums; some 40 ms. */
const MOST_WORK = 20_000_000
/** Sums that are told apart, at most: 8 MB. Whole yuan up to a million, or fen up to ten thousand yuan. */
const MOST_SUMS = 1_000_000

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** For each sum the place of the amount that first reaches it when they are taken in turn; −1: not reachable. */
const reached = (amounts: readonly Amount[], limit: number): Int32Array => {
  const by = new Int32Array(limit + 1).fill(-1)
  const used = new Uint16Array(limit + 1)
  /** The greatest sum that is open. Small amounts close nearly all of them, and the many others then have little to do. */
  let top = limit
  amounts.forEach(({ fen, count }, i) => {
    used.fill(0, 0, top + 1)
    for (let sum = fen; sum <= top; sum++) {
      const before = sum - fen
      if ((by[sum] ?? 0) >= 0 || (before > 0 && (by[before] ?? -1) < 0)) continue
      const times = used[before] ?? 0
      if (times >= count) continue
      by[sum] = i
      used[sum] = times + 1
    }
    while (top > 0 && (by[top] ?? -1) >= 0) top--
  })
  return by
}

/** The fewest amounts that make up the sum, of these the dearest first; null when `work` steps were not enough. */
const fewest = (amounts: readonly Amount[], by: Int32Array, sum: number): number[] | null => {
  const place = new Map(amounts.map(({ fen }, i) => [fen, i]))
  const taken: number[] = []
  let work = 200_000
  const rest = (left: number, pieces: number, top: number, times: number): boolean => {
    if (pieces === 1) {
      const i = place.get(left)
      if (i === undefined || i > top || (i === top && times >= (amounts[i]?.count ?? 0))) return false
      taken.push(left)
      return true
    }
    for (let i = top; i >= 0 && work > 0; i--) {
      const { fen = 0, count = 0 } = amounts[i] ?? {}
      if (fen * pieces < left) return false
      const already = i === top ? times : 0
      if (fen >= left || already >= count || (by[left - fen] ?? -1) < 0) continue
      work--
      taken.push(fen)
      if (rest(left - fen, pieces - 1, i, already + 1)) return true
      taken.pop()
    }
    return false
  }
  for (let pieces = 1; pieces <= 12 && work > 0; pieces++) {
    if (rest(sum, pieces, amounts.length - 1, 0)) return taken
  }
  return null
}

/** Any way to the sum: the amounts by which it was reached. */
const anyWay = (amounts: readonly Amount[], by: Int32Array, sum: number): number[] => {
  const taken: number[] = []
  for (let left = sum; left > 0; ) {
    const fen = amounts[by[left] ?? -1]?.fen
    if (fen === undefined) return []
    taken.push(fen)
    left -= fen
  }
  return taken.sort((a, b) => b - a)
}

/** So many of them that the search stays within its bound: those that suffice alone, the dearest, and others evenly. */
const thinned = (amounts: readonly Amount[], need: number, most: number): Amount[] => {
  if (amounts.length <= most) return [...amounts]
  const alone = amounts.filter(({ fen }) => fen >= need).slice(0, 4)
  const others = amounts.filter(({ fen }) => fen < need)
  const room = Math.min(others.length, most - alone.length)
  const dearest = Math.ceil(room / 2)
  const even = others
    .slice(0, others.length - dearest)
    .filter((_, i, { length }) => (i * (room - dearest)) % length < room - dearest)
  return [...even, ...others.slice(others.length - dearest), ...alone]
}

/**
 * The smallest sums of the amounts that are at least `need`, each by the fewest amounts (the dearest first): subset sums
 * up to need + greatest amount, since a sum beyond that stays enough without one of its amounts. `complete`: no smaller
 * sum exists; otherwise there were too many amounts to try all. `work`: what was done of what might be.
 */
export const leastSums = (
  given: readonly Amount[],
  need: number,
  { sums = 1, work = MOST_WORK }: { sums?: number; work?: number } = {},
): { picks: Pick[]; complete: boolean; work: number } => {
  const counts = new Map<number, number>()
  for (const { fen, count } of given) if (fen > 0) counts.set(fen, (counts.get(fen) ?? 0) + count)
  const sorted = [...counts].map(([fen, count]) => ({ fen, count })).sort((a, b) => a.fen - b.fen)
  const unit = sorted.reduce((g, { fen }) => gcd(g, fen), 0)
  const target = Math.max(1, Math.ceil(need / (unit || 1)))
  // Amounts beyond the first that suffices alone cannot be part of a smaller sum; some of them are for the next sums.
  const suffices = sorted.findIndex(({ fen }) => fen >= need)
  const useful = suffices < 0 ? sorted : sorted.slice(0, suffices + sums)
  const whole = useful.map(({ fen, count }) => ({ fen: fen / unit, count: Math.min(count, 65_535) }))
  const limit = target + (whole.at(-1)?.fen ?? 0)
  if (whole.length === 0) return { picks: [], complete: true, work: 0 }
  if (limit > MOST_SUMS) {
    const alone = useful.filter(({ fen }) => fen >= need).slice(0, sums)
    return { picks: alone.map(({ fen }) => ({ sum: fen, amounts: [fen] })), complete: false, work: 0 }
  }
  const tried = thinned(whole, target, Math.max(8, Math.floor(work / limit)))
  const by = reached(tried, limit)
  const picks: Pick[] = []
  for (let sum = target; sum <= limit && picks.length < sums; sum++) {
    if ((by[sum] ?? -1) < 0) continue
    const amounts = fewest(tried, by, sum) ?? anyWay(tried, by, sum)
    picks.push({ sum: sum * unit, amounts: amounts.map((fen) => fen * unit) })
  }
  return { picks, complete: tried.length === whole.length, work: tried.length * limit }
}

/** Amounts that are tried three at a time: a million pairs, some 5 ms. */
const MOST_FOR_THREE = 1500

/** The smallest sum of at most three amounts that is at least `need`; null: there is none. */
export const fewSum = (given: readonly Amount[], need: number): Pick | null => {
  const counts = new Map<number, number>()
  for (const { fen, count } of given) if (fen > 0) counts.set(fen, (counts.get(fen) ?? 0) + count)
  const all = [...counts]
    .flatMap(([fen, count]) => Array.from({ length: Math.min(count, 3) }, () => fen))
    .sort((a, b) => a - b)
  let best: Pick | null = null
  const take = (amounts: number[]) => {
    const sum = amounts.reduce((a, b) => a + b, 0)
    if (best === null || sum < best.sum) best = { sum, amounts: amounts.sort((a, b) => b - a) }
  }
  /** Two amounts from place `from` on that reach what is missing beside those taken: both ends move inwards. */
  const two = (from: number, missing: number, taken: readonly number[]) => {
    let [low, high] = [from, all.length - 1]
    while (low < high) {
      const [a = 0, b = 0] = [all[low], all[high]]
      if (a + b >= missing) {
        take([a, b, ...taken])
        high--
      } else low++
    }
  }
  const alone = all.find((fen) => fen >= need)
  if (alone !== undefined) take([alone])
  two(0, need, [])
  if (all.length <= MOST_FOR_THREE) for (const [i, fen] of all.entries()) two(i + 1, need - fen, [fen])
  return best
}
