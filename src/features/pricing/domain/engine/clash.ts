import type { Candidate } from './candidates.ts'

/** Whether two rising lists share a number. */
const meet = (a: readonly number[], b: readonly number[]): boolean => {
  if (a === b) return a.length > 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const x = a[i] ?? 0
    const y = b[j] ?? 0
    if (x === y) return true
    if (x < y) i++
    else j++
  }
  return false
}

/** Whether one names the other in `excludes`. */
export const excluded = (a: Candidate, b: Candidate): boolean => a.ready.against?.has(b.ready.index) ?? false

/** Whether two offers of one level cannot both take effect. */
export const clash = (a: Candidate, b: Candidate): boolean => {
  if (excluded(a, b)) return true
  if (a.ready.slot !== b.ready.slot) return false
  switch (a.ready.pick) {
    case 'all':
      return false
    case 'one':
      return true
    case 'one-per-line':
      return meet(a.taking.lines, b.taking.lines)
    case 'one-per-shop':
      return meet(a.taking.shops, b.taking.shops)
    case 'card':
      return a.ready.kind.card === 'item' && b.ready.kind.card === 'item'
        ? meet(a.taking.lines, b.taking.lines)
        : meet(a.taking.shops, b.taking.shops)
  }
}
