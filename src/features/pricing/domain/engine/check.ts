import { kindOf, kinds } from '../kinds/index.ts'
import type { Filled, Kind } from '../kinds/kind.ts'
import type { Offer } from '../offer.ts'
import { placeOf, problem, problemOf } from '../problem.ts'
import type { PriceProblem } from '../quote.ts'
import type { Level, RuleSet } from '../rule-set.ts'

const wrongLevel = (offer: Offer, where: string, kind: Kind, ruleSet: RuleSet): PriceProblem[] => {
  const level = offer.level ?? kind.level
  const may = [kind.level, ...(kind.also ?? [])]
  if (!may.includes(level))
    return [
      problem(
        `${where}.level`,
        `“${kind.name.zh}”只能在这些层级：${may.join('、')}。`,
        `"${kind.name.en}" can only be at: ${may.join(', ')}.`,
      ),
    ]
  if (level === 'freight' || ruleSet.levels.some((l) => l.level === level)) return []
  return [
    problem(
      `${where}.level`,
      `规则“${ruleSet.name.zh}”里没有“${level}”这一层，这个优惠无法计价；请换规则或层级。`,
      `The rule set "${ruleSet.name.en}" has no level "${level}", so this offer cannot be priced: choose another rule set or level.`,
    ),
  ]
}

const wrongTimes = ({ from, to }: Offer, where: string): PriceProblem[] =>
  from === null || to === null || Date.parse(from) < Date.parse(to)
    ? []
    : [
        problem(
          `${where}.to`,
          '结束时间不晚于开始时间，这个优惠永远不会生效；请改晚。',
          'It ends before it begins, so it can never apply: give a later end.',
        ),
      ]

/** An offer that names itself, or an item that it both takes and excepts, can never apply. */
const neverApplies = ({ id, excludes, scope }: Offer, where: string): PriceProblem[] => {
  const problems: PriceProblem[] = []
  if (excludes.includes(id))
    problems.push(problem(`${where}.excludes`, '它排除了自己，请删去。', 'It excludes itself: remove that.'))
  for (const list of ['items', 'skus', 'categories'] as const) {
    const only = scope[list]
    const except = scope.except?.[list]
    if (only && except && only.every((one) => except.includes(one)))
      problems.push(
        problem(
          `${where}.scope.except.${list}`,
          '范围里的全部又被除外，这个优惠永远不会生效。',
          'All that is in its scope is excepted too, so it can never apply: change one of the two.',
        ),
      )
  }
  return problems
}

export type Checked =
  | { ok: true; kind: Kind; filled: Filled & { ok: true } }
  | { ok: false; problems: PriceProblem[] }

/** Everything that is wrong with one offer under a rule set. */
export const checkOffer = (offer: Offer, where: string, ruleSet: RuleSet): Checked => {
  const kind = kindOf(offer.kind)
  if (!kind) {
    const codes = kinds.map((k) => k.code)
    const wrong = problem(
      `${where}.kind`,
      `没有“${offer.kind}”这种优惠；可用的有：${codes.join('、')}。`,
      `There is no kind of offer "${offer.kind}". There are: ${codes.join(', ')}.`,
    )
    return { ok: false, problems: [wrong] }
  }
  const filled = kind.fill(offer.params)
  const params = `${where}.params`
  const problems = [
    ...wrongLevel(offer, where, kind, ruleSet),
    ...wrongTimes(offer, where),
    ...neverApplies(offer, where),
    ...(filled.ok
      ? filled.absurd.map((a) => ({ where: placeOf(params, a.path), sentence: a.sentence }))
      : filled.issues.map((issue) => problemOf(issue, params))),
  ]
  return filled.ok && problems.length === 0 ? { ok: true, kind, filled } : { ok: false, problems }
}

/** What a schema cannot see of a rule set. */
export const checkRuleSet = (ruleSet: RuleSet): PriceProblem[] => {
  const seen = new Set<Level>()
  return ruleSet.levels.flatMap(({ level, pick }, i): PriceProblem[] => {
    const problems: PriceProblem[] = []
    if (seen.has(level))
      problems.push(
        problem(
          `ruleSet.levels[${i}].level`,
          `“${level}”写了两次，请删去一个。`,
          `"${level}" is there twice: remove one.`,
        ),
      )
    seen.add(level)
    if (level === 'item' && (i > 0 || pick !== 'one-per-line'))
      problems.push(
        problem(
          `ruleSet.levels[${i}]`,
          '单品层（item）必须排在最前，且每行只取一个（one-per-line）。',
          'The item level stands first, and takes one offer for each line (one-per-line).',
        ),
      )
    return problems
  })
}
