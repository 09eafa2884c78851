import { type Filled, type Kind, type Slot, slots } from '../kinds/kind.ts'
import type { Offer } from '../offer.ts'
import { problem } from '../problem.ts'
import type { PriceProblem } from '../quote.ts'
import type { RuleLevel, RuleSet } from '../rule-set.ts'
import { checkOffer, checkRuleSet } from './check.ts'
import { byId } from './order.ts'
import type { Ready } from './ready.ts'
import { Scopes } from './scopes.ts'

/** The offers of one scope, by what they do. */
export interface ScopeOffers {
  item: Ready[]
  reduce: Ready[]
  freight: Ready[]
}

/** The offers of a shop under a rule set, read once and reckoned with often. */
export interface Prepared {
  ruleSet: RuleSet
  /** In the order of their ids. */
  offers: readonly Ready[]
  gifts: readonly Ready[]
  byId: ReadonlyMap<string, Ready>
  scopes: Scopes
  ofScope: readonly ScopeOffers[]
}

interface Good {
  offer: Offer
  kind: Kind
  filled: Filled & { ok: true }
}

const slotOf = (kind: Kind, rule: RuleLevel | null): Slot =>
  // The class of cards competes as a whole (X03), unless a rule set lets item and shop cards go together.
  kind.slot ?? (rule?.pick === 'card' ? 'main' : (kind.card ?? 'main'))

const ready = ({ offer, kind, filled }: Good, index: number, ruleSet: RuleSet, scopes: Scopes): Ready => {
  const level = offer.level ?? kind.level
  const rank = ruleSet.levels.findIndex((l) => l.level === level)
  const rule = ruleSet.levels[rank] ?? null
  const held = offer.held ?? kind.use === 'card'
  return {
    index,
    id: offer.id,
    offer,
    kind,
    effect: filled.effect,
    says: filled.says,
    shown: offer.name === null ? filled.says : { zh: offer.name, en: offer.name },
    rank,
    level: rule,
    base: rule?.base ?? 'itemPrice',
    pick: rule?.pick ?? 'all',
    slot: slots.indexOf(slotOf(kind, rule)),
    held,
    optional: level !== 'item' && level !== 'freight' && (held || kind.use === 'choice'),
    from: offer.from === null ? Number.NEGATIVE_INFINITY : Date.parse(offer.from),
    to: offer.to === null ? Number.POSITIVE_INFINITY : Date.parse(offer.to),
    channel: offer.channel === 'any' ? (kind.channel ?? 'any') : offer.channel,
    scope: scopes.add(offer.scope),
    against: null,
  }
}

/** Either naming the other is enough. */
const setAgainst = (offers: readonly Ready[], known: ReadonlyMap<string, Ready>): void => {
  const add = (a: Ready, b: Ready) => {
    a.against ??= new Set()
    a.against.add(b.index)
  }
  for (const a of offers)
    for (const id of a.offer.excludes) {
      const b = known.get(id)
      if (!b) continue
      add(a, b)
      add(b, a)
    }
}

const sorted = (offers: readonly Ready[], scopes: number): ScopeOffers[] => {
  const of = Array.from({ length: scopes }, (): ScopeOffers => ({ item: [], reduce: [], freight: [] }))
  for (const r of offers) {
    const lists = of[r.scope]
    if (!lists || r.effect.does === 'give') continue
    if (r.level === null) lists.freight.push(r)
    else if (r.level.level === 'item') lists.item.push(r)
    else lists.reduce.push(r)
  }
  return of
}

/** Reads offers. Nothing is left out silently: with any problem there is no pricing. */
export const prepare = (
  offers: readonly Offer[],
  ruleSet: RuleSet,
): { ok: true; prepared: Prepared } | { ok: false; problems: PriceProblem[] } => {
  const problems = checkRuleSet(ruleSet)
  const good: Good[] = []
  const first = new Map<string, number>()
  offers.forEach((offer, i) => {
    const where = `offers[${i}]`
    const before = first.get(offer.id)
    if (before === undefined) first.set(offer.id, i)
    else
      problems.push(
        problem(
          `${where}.id`,
          `优惠编号“${offer.id}”和 offers[${before}] 重复，请改成不同的编号。`,
          `The id "${offer.id}" is that of offers[${before}] too: give each offer its own.`,
        ),
      )
    const checked = checkOffer(offer, where, ruleSet)
    if (checked.ok) good.push({ offer, kind: checked.kind, filled: checked.filled })
    else problems.push(...checked.problems)
  })
  if (problems.length > 0) return { ok: false, problems }
  const scopes = new Scopes()
  const all = good
    .sort((a, b) => byId(a.offer.id, b.offer.id))
    .map((one, index) => ready(one, index, ruleSet, scopes))
  const known = new Map(all.map((r) => [r.id, r]))
  setAgainst(all, known)
  const ofScope = sorted(all, scopes.all.length)
  const gifts = all.filter((r) => r.effect.does === 'give')
  return { ok: true, prepared: { ruleSet, offers: all, gifts, byId: known, scopes, ofScope } }
}
