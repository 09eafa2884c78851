import { folded } from '../../../shared/text.ts'
import type { FaqEntry } from './faq.ts'
import { likeness, type Near, nearPairs } from './near.ts'

/** From here on two wordings ask nearly the same. By hand on 200 pairs of made-up shop questions: below, most differ in
 * what they ask; above, hardly any does. */
const NEARLY = 0.85
/** From here on two answers say the same. */
const ALIKE = 0.9

export interface Clash<E> {
  kind: 'twice' | 'contradicts'
  alike: number
  one: { entry: E; wording: string }
  other: { entry: E; wording: string }
}

type Scoped = Pick<FaqEntry, 'items' | 'phases' | 'validFrom' | 'validTo'>

/** None means all. One entry for all and one for some are meant so: the narrower is the exception. */
const meets = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 ? a.length === b.length : a.some((x) => b.includes(x))

/** Whether there is a question that both could answer: times, products and phases overlap. */
export const overlap = (a: Scoped, b: Scoped): boolean =>
  (a.validFrom ?? Number.NEGATIVE_INFINITY) < (b.validTo ?? Number.POSITIVE_INFINITY) &&
  (b.validFrom ?? Number.NEGATIVE_INFINITY) < (a.validTo ?? Number.POSITIVE_INFINITY) &&
  meets(a.items, b.items) &&
  meets(a.phases, b.phases)

const answerAlike = (a: string, b: string): boolean => folded(a) === folded(b) || likeness(a, b) >= ALIKE

/** Entries that are asked for in (nearly) the same words while both hold: once for each two entries, contradictions and
 * the most alike first. Yields now and then, so that the event loop can go on; the last value is the result. */
export function* clashes<E extends FaqEntry>(entries: readonly E[]): Generator<null, Clash<E>[]> {
  const asked = entries
    .filter(({ enabled }) => enabled)
    .flatMap((entry) => [entry.question, ...entry.wordings].map((wording) => ({ entry, wording })))
  const found = new Map<string, Clash<E>>()
  const take = ({ one, other, alike }: Near) => {
    const [a, b] = [asked[one], asked[other]]
    if (!a || !b || a.entry.id === b.entry.id || !overlap(a.entry, b.entry)) return
    const key = `${a.entry.id} ${b.entry.id}`
    if ((found.get(key)?.alike ?? 0) >= alike) return
    const kind = answerAlike(a.entry.answer, b.entry.answer) ? 'twice' : 'contradicts'
    found.set(key, { kind, alike, one: a, other: b })
  }
  for (const piece of nearPairs(
    asked.map(({ wording }) => wording),
    NEARLY,
  )) {
    for (const near of piece) take(near)
    yield null
  }
  return [...found.values()].sort(
    (a, b) => Number(b.kind === 'contradicts') - Number(a.kind === 'contradicts') || b.alike - a.alike,
  )
}
