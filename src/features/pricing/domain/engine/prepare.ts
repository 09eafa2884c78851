import { kindOf, kinds } from '../kinds/index.ts'
import type { Filled, Kind } from '../kinds/kind.ts'
import type { Offer } from '../offer.ts'
import { placeOf, problem, problemOf } from '../problem.ts'
import type { PriceProblem } from '../quote.ts'
import type { Level, RuleSet } from '../rule-set.ts'
import { byId } from './order.ts'
import type { Ready } from './ready.ts'
import { Scopes } from './scopes.ts'

/** The offers of a shop under a rule set, read once and reckoned with often. */
export interface Prepared {
  ruleSet: RuleSet
  /** In the order of their ids. */
  offers: readonly Ready[]
  byId: ReadonlyMap<string, Ready>
  scopes: Scopes
  /** Offers of each scope. */
  ofScope: readonly (readonly Ready[])[]
}

interface Place {
  offer: Offer
  where: string
}

const unknownKind = (at: Place): PriceProblem =>
  problem(
    `${at.where}.kind`,
    `没有“${at.offer.kind}”这种优惠；可用的有：${kinds.map((k) => k.code).join('、')}。`,
    `There is no kind of offer "${at.offer.kind}". There are: ${kinds.map((k) => k.code).join(', ')}.`,
  )

const wrongLevel = (at: Place, kind: Kind, ruleSet: RuleSet): PriceProblem | null => {
  const level = at.offer.level ?? kind.level
  if (at.offer.level !== undefined && level !== kind.level && !kind.also?.includes(at.offer.level))
    return problem(
      `${at.where}.level`,
      `“${kind.name.zh}”只能在这些层级：${[kind.level, ...(kind.also ?? [])].join('、')}。`,
      `"${kind.name.en}" can only be at: ${[kind.level, ...(kind.also ?? [])].join(', ')}.`,
    )
  if (level === 'freight' || ruleSet.levels.some((l) => l.level === level)) return null
  return problem(
    `${at.where}.level`,
    `规则“${ruleSet.name.zh}”里没有“${level}”这一层，这个优惠无法计价；请换规则或层级。`,
    `The rule set "${ruleSet.name.en}" has no level "${level}", so this offer cannot be priced: choose another rule set or level.`,
  )
}

const wrongTimes = (at: Place): PriceProblem | null => {
  const { from, to } = at.offer
  if (from === null || to === null || Date.parse(from) < Date.parse(to)) return null
  return problem(
    `${at.where}.to`,
    '结束时间不晚于开始时间，这个优惠永远不会生效。',
    'It ends before it begins, so it can never apply: give a later end.',
  )
}

const ready = (
  at: Place,
  index: number,
  kind: Kind,
  filled: Filled & { ok: true },
  prepared: Building,
): Ready => {
  const { offer } = at
  const level = offer.level ?? kind.level
  const rank = prepared.ruleSet.levels.findIndex((l) => l.level === level)
  const rule = prepared.ruleSet.levels[rank] ?? null
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
    slot: kind.slot ?? (rule?.pick === 'card' ? 'main' : (kind.card ?? 'main')),
    held,
    optional: level !== 'item' && level !== 'freight' && (held || kind.use === 'choice'),
    from: offer.from === null ? Number.NEGATIVE_INFINITY : Date.parse(offer.from),
    to: offer.to === null ? Number.POSITIVE_INFINITY : Date.parse(offer.to),
    channel: offer.channel === 'any' ? (kind.channel ?? 'any') : offer.channel,
    scope: prepared.scopes.add(offer.scope),
    against: null,
  }
}

interface Building {
  ruleSet: RuleSet
  scopes: Scopes
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
      if (!b || b === a) continue
      add(a, b)
      add(b, a)
    }
}

const wrongRuleSet = (ruleSet: RuleSet): PriceProblem[] => {
  const problems: PriceProblem[] = []
  const seen = new Set<Level>()
  ruleSet.levels.forEach((l, i) => {
    if (seen.has(l.level))
      problems.push(
        problem(
          `ruleSet.levels[${i}].level`,
          `“${l.level}”写了两次。`,
          `"${l.level}" is there twice: remove one.`,
        ),
      )
    seen.add(l.level)
    if (l.level === 'item' && (i > 0 || l.pick !== 'one-per-line'))
      problems.push(
        problem(
          `ruleSet.levels[${i}]`,
          '单品层必须排在最前，且每行只取一个（one-per-line）。',
          'The item level stands first, and takes one offer for each line (one-per-line).',
        ),
      )
  })
  return problems
}

/** Reads offers. Nothing is left out silently: with any problem there is no pricing. */
export const prepare = (
  offers: readonly Offer[],
  ruleSet: RuleSet,
): { ok: true; prepared: Prepared } | { ok: false; problems: PriceProblem[] } => {
  const problems = wrongRuleSet(ruleSet)
  const building: Building = { ruleSet, scopes: new Scopes() }
  const places: Place[] = offers.map((offer, i) => ({ offer, where: `offers[${i}]` }))
  places.sort((a, b) => byId(a.offer.id, b.offer.id))
  const all: Ready[] = []
  const known = new Map<string, Ready>()
  for (const at of places) {
    const kind = kindOf(at.offer.kind)
    if (!kind) {
      problems.push(unknownKind(at))
      continue
    }
    const filled = kind.fill(at.offer.params)
    const wrong = [wrongLevel(at, kind, ruleSet), wrongTimes(at)].filter((p) => p !== null)
    if (known.has(at.offer.id))
      wrong.push(
        problem(
          `${at.where}.id`,
          `优惠编号“${at.offer.id}”重复。`,
          `The id "${at.offer.id}" is there twice: give each offer its own.`,
        ),
      )
    if (!filled.ok) {
      problems.push(...filled.issues.map((issue) => problemOf(issue, `${at.where}.params`)), ...wrong)
      continue
    }
    wrong.push(
      ...filled.absurd.map((a) => ({ where: placeOf(`${at.where}.params`, a.path), sentence: a.sentence })),
    )
    problems.push(...wrong)
    if (wrong.length > 0) continue
    const one = ready(at, all.length, kind, filled, building)
    all.push(one)
    known.set(one.id, one)
  }
  if (problems.length > 0) return { ok: false, problems }
  setAgainst(all, known)
  const ofScope: Ready[][] = building.scopes.all.map(() => [])
  for (const one of all) ofScope[one.scope]?.push(one)
  return { ok: true, prepared: { ...building, offers: all, byId: known, ofScope } }
}
