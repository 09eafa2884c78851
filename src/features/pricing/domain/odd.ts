import type { Prepared } from './engine/prepare.ts'
import type { Ready } from './engine/ready.ts'
import type { Offer } from './offer.ts'
import { problem } from './problem.ts'
import type { PriceProblem } from './quote.ts'

const atOnce = (a: Ready, b: Ready): boolean =>
  a.from < b.to &&
  b.from < a.to &&
  (a.channel === 'any' || b.channel === 'any' || a.channel === b.channel) &&
  a.offer.members === b.offer.members

const within = (a: Ready, b: Ready): boolean => a.from >= b.from && a.to <= b.to

/** Two fixed prices of one scope at one time: the lower one counts, and the other is an error or forgotten. */
const contradict = (a: Ready, b: Ready): boolean =>
  a.kind.code === 'fixed-price' && b.kind.code === a.kind.code && a.scope === b.scope && atOnce(a, b)

const amounts = (r: Ready): { reach: number; minus: number } | null => {
  const { reachFen, minusFen } = r.offer.params
  return typeof reachFen === 'number' && typeof minusFen === 'number'
    ? { reach: reachFen, minus: minusFen }
    : null
}

/** Whether `b` always takes off at least as much as `a`, of the same lines, and they compete. */
const neverBetter = (a: Ready, b: Ready): boolean => {
  if (a.kind !== b.kind || a.scope !== b.scope || a.pick === 'all' || a.held || b.held || !within(a, b))
    return false
  const [x, y] = [amounts(a), amounts(b)]
  if (!x || !y || a.channel !== b.channel || (b.offer.members && !a.offer.members)) return false
  return (
    x.reach >= y.reach &&
    x.minus <= y.minus &&
    (x.reach !== y.reach || x.minus !== y.minus || a.index > b.index)
  )
}

/** Each against the others of its kind and scope; of several that beat it, one is named. */
const pairs = (offers: readonly Ready[], of: (id: string) => string): PriceProblem[] => {
  const alike = Map.groupBy(
    offers.filter((r) => r.kind.code === 'fixed-price' || r.kind.code === 'full-reduction'),
    (r) => `${r.kind.code} ${r.scope}`,
  )
  return [...alike.values()].flatMap((list) =>
    list.flatMap((a): PriceProblem[] => {
      const better = list.find((b) => b !== a && neverBetter(a, b))
      const other = list.find((b) => b.index < a.index && contradict(a, b))
      if (better)
        return [
          problem(
            of(a.id),
            `这个优惠永远用不上：“${better.shown.zh}”门槛不高于它，减得不比它少。`,
            `This offer can never apply: "${better.shown.en}" asks for no more and takes off no less.`,
          ),
        ]
      if (!other) return []
      return [
        problem(
          of(a.id),
          `和“${other.shown.zh}”（${other.id}）是同一批商品同一时间的两个一口价，按低的计算；请删去一个。`,
          `It and "${other.shown.en}" (${other.id}) are two fixed prices of the same items at the same time: the lower one counts. Remove one.`,
        ),
      ]
    }),
  )
}

/** What is odd in offers and still has one meaning: excluded ids that nobody has, prices that contradict, offers that can
 * never apply. Places are those of the list that was given. */
export const oddOffers = (offers: readonly Offer[], { offers: all, byId }: Prepared): PriceProblem[] => {
  const places = new Map(offers.map((o, i) => [o.id, `offers[${i}]`]))
  const unknown = offers.flatMap((o, i) =>
    o.excludes.flatMap((id, k) =>
      byId.has(id)
        ? []
        : [
            problem(
              `offers[${i}].excludes[${k}]`,
              `没有编号为“${id}”的优惠，这一条不起作用。`,
              `There is no offer with the id "${id}": this changes nothing.`,
            ),
          ],
    ),
  )
  return [...unknown, ...pairs(all, (id) => places.get(id) ?? 'offers')]
}
