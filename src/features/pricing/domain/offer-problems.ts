import type { Said } from '../../../shared/said.ts'
import type { Instant } from '../../../shared/time.ts'
import type { ShopCampaigns } from '../../campaign/domain/phases.ts'
import type { ShopOffer } from '../contract.ts'
import { kindOf } from './kinds/index.ts'
import type { Offer } from './offer.ts'
import { placed } from './placed.ts'
import { preparePricing } from './pricing.ts'
import type { PriceProblem } from './quote.ts'
import type { RuleSet } from './rule-set.ts'
import type { RuleSets } from './settings.ts'

/** What offers are looked at against. */
export interface Against {
  campaigns: Pick<ShopCampaigns, 'campaigns' | 'activities'>
  ruleSets: RuleSets
  /** Products that offers name and the shop does not have. */
  gone: ReadonlySet<string>
  now: Instant
}

const at = (id: string, rest = ''): string => `offers[${id}]${rest}`
const problem = (where: string, zh: string, en: string): PriceProblem => ({ where, sentence: { zh, en } })

const nameOf = (offer: Offer): Said => {
  if (offer.name !== null) return { zh: offer.name, en: offer.name }
  const filled = kindOf(offer.kind)?.fill(offer.params)
  return filled?.ok ? filled.says : { zh: offer.id, en: offer.id }
}

const moment = (text: string | null, open: number): number => (text === null ? open : Date.parse(text))
const meet = (a: Offer, b: Offer): boolean =>
  moment(a.from, Number.NEGATIVE_INFINITY) < moment(b.to, Number.POSITIVE_INFINITY) &&
  moment(b.from, Number.NEGATIVE_INFINITY) < moment(a.to, Number.POSITIVE_INFINITY)

/** Kinds of which two for the same thing at the same time say two prices: only the lower would ever be seen. */
const PRICES = new Set([
  'fixed-price',
  'time-limited-price',
  'live-price',
  'deposit-cut',
  'deposit-expansion',
])

/** Told of one offer at most: a list pasted in twice contradicts itself a thousand times. */
const MOST_TOLD = 5

const contradict = (one: Offer, other: Offer): boolean =>
  one.channel === other.channel &&
  meet(one, other) &&
  JSON.stringify(one.params) !== JSON.stringify(other.params)

/** Two of one kind for the same thing, each pair once. Looked for thing by thing: of 5,000 offers 12 million pairs have nothing
 * in common. */
const contradictions = (offers: readonly Offer[]): PriceProblem[] => {
  const byThing = new Map<string, Offer[]>()
  const found: PriceProblem[] = []
  for (const one of offers) {
    if (!PRICES.has(one.kind)) continue
    const told = new Set<Offer>()
    for (const item of new Set(one.scope.items ?? one.scope.skus ?? [])) {
      const key = JSON.stringify([one.kind, item])
      const before = byThing.get(key) ?? []
      for (const other of before) {
        if (told.size === MOST_TOLD) break
        if (told.has(other) || !contradict(one, other)) continue
        told.add(other)
        const [a, b] = [nameOf(one), nameOf(other)]
        found.push(
          problem(
            at(one.id),
            `“${a.zh}”和“${b.zh}”在同一时间给“${item}”两个价格；请改时间，或去掉一个。`,
            `"${a.en}" and "${b.en}" give "${item}" two prices at the same time: change the times, or remove one.`,
          ),
        )
      }
      before.push(one)
      byThing.set(key, before)
    }
  }
  return found
}

const excludedForEver = (offers: readonly Offer[], known: ReadonlySet<string>): PriceProblem[] =>
  offers.flatMap((offer) => [
    ...(offer.excludes.includes(offer.id)
      ? [
          problem(
            at(offer.id, '.excludes'),
            '它排除了自己，永远不会生效；请去掉。',
            'It excludes itself and can never apply: take that out.',
          ),
        ]
      : []),
    ...offer.excludes
      .filter((id) => id !== offer.id && !known.has(id))
      .map((id) =>
        problem(
          at(offer.id, '.excludes'),
          `没有编号为“${id}”的优惠；请检查。`,
          `There is no offer "${id}": see whether the id is right.`,
        ),
      ),
  ])

const emptyScope = ({ id, scope }: Offer): PriceProblem[] => {
  const lists = ['shops', 'items', 'skus', 'categories'] as const
  return lists.flatMap((list) => {
    const named = scope[list]
    if (!named) return []
    const except = list === 'shops' ? [] : (scope.except?.[list] ?? [])
    if (named.some((one) => !except.includes(one))) return []
    return [
      problem(
        at(id, `.scope.${list}`),
        '范围里什么都没有，永远不会生效；请写上商品，或删去这一项表示不限。',
        'Nothing is in its scope, so it can never apply: name something, or leave the list out for everything.',
      ),
    ]
  })
}

const goneProblems = ({ id, scope }: Offer, gone: ReadonlySet<string>): PriceProblem[] => {
  const missing = [...(scope.items ?? []), ...(scope.except?.items ?? [])].filter((item) => gone.has(item))
  if (missing.length === 0) return []
  const list = missing.slice(0, 5)
  return [
    problem(
      at(id, '.scope.items'),
      `店里没有商品：${list.join('、')}${missing.length > 5 ? ` 等${missing.length}个` : ''}；请添加商品，或从范围里去掉。`,
      `The shop has no product ${list.join(', ')}${missing.length > 5 ? ` (${missing.length} in all)` : ''}: add it, or take it out of the scope.`,
    ),
  ]
}

const over = (offer: Offer, now: Instant): PriceProblem[] =>
  moment(offer.to, Number.POSITIVE_INFINITY) <= now
    ? [
        problem(
          at(offer.id, '.to'),
          '已经结束，不会再生效；可以停用或删除。',
          'It is over and will not apply any more: switch it off, or remove it.',
        ),
      ]
    : []

const withoutSale = (one: ShopOffer, offer: Offer): PriceProblem[] =>
  one.campaignId !== null && offer.to !== null && Date.parse(offer.to) === 0
    ? [
        problem(
          at(offer.id, '.from'),
          '所属活动还没有可以付款的阶段，这个优惠没有时间；请给活动加阶段，或给优惠写时间。',
          'Its campaign has no phase in which anybody can pay, so it has no times: add phases, or give it times of its own.',
        ),
      ]
    : []

/** Rule sets by which a shop reckons: outside of campaigns, and in those that name one. While one holds, all its offers are
 * reckoned by it, whichever campaign they belong to. */
export const rulesUsed = (
  { all, chosen }: RuleSets,
  { campaigns }: Pick<ShopCampaigns, 'campaigns'>,
): RuleSet[] => {
  const used = new Set([chosen, ...campaigns.flatMap(({ ruleSet }) => ruleSet ?? [])])
  return all.filter(({ id }) => used.has(id))
}

/** Campaigns that name rules there are not: while one is on, nothing can be priced. */
const unknownRules = ({ all }: RuleSets, { campaigns }: Pick<ShopCampaigns, 'campaigns'>): PriceProblem[] =>
  campaigns.flatMap(({ id, name, ruleSet }) =>
    ruleSet === null || all.some((known) => known.id === ruleSet)
      ? []
      : [
          {
            where: `campaigns[${id}].ruleSet`,
            sentence: {
              zh: `活动“${name}”用的计算规则“${ruleSet}”不存在，活动期间算不出价；请在活动里另选。`,
              en: `The campaign "${name}" goes by the rule set "${ruleSet}", which there is not: nothing can be priced while it is on. Choose another in the campaign.`,
            },
          },
        ],
  )

/** What stands in the way of pricing under one rule set, each at its offer's id. */
const unpriceable = (offers: readonly Offer[], ruleSet: RuleSet): PriceProblem[] => {
  const ready = preparePricing(offers, ruleSet)
  if (ready.ok) return []
  return ready.problems.map(({ where, sentence }) => ({
    where: where.replace(/^offers\[(\d+)\]/, (_, i: string) => at(offers[Number(i)]?.id ?? i)),
    sentence,
  }))
}

/**
 * What is wrong with the offers of a shop that count: those that cannot be priced under the rules they will be reckoned by,
 * contradict one another, can never apply, or name what is not there. Places are `offers[<id>]…` (specs/pricing.md).
 */
export const offerProblems = (all: readonly ShopOffer[], against: Against): PriceProblem[] => {
  const { campaigns, ruleSets, gone, now } = against
  const counting = all.filter(({ enabled }) => enabled).map((one) => ({ one, offer: placed(one, campaigns) }))
  const offers = counting.map(({ offer }) => offer)
  const known = new Set(all.map(({ offer }) => offer.id))
  const rules = rulesUsed(ruleSets, campaigns)
  const seen = new Set<string>()
  return [
    ...unknownRules(ruleSets, campaigns),
    ...rules.flatMap((ruleSet) => unpriceable(offers, ruleSet)),
    ...contradictions(offers),
    ...excludedForEver(offers, known),
    ...counting.flatMap(({ one, offer }) => {
      const alone = withoutSale(one, offer)
      return [
        ...emptyScope(one.offer),
        ...goneProblems(offer, gone),
        ...(alone.length > 0 ? alone : over(offer, now)),
      ]
    }),
  ].filter(({ where, sentence }) => {
    const key = `${where}\u0000${sentence.en}`
    return !seen.has(key) && seen.add(key)
  })
}
