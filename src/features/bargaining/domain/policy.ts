import { z } from 'zod'
import { Fen, Share } from '../../../shared/money.ts'
import { Said } from '../../../shared/said.ts'
import { PhaseKind } from '../../campaign/domain/phase.ts'

/** When nothing of a campaign is on. */
export const NO_PHASE = 'none'
export const PolicyPhase = z.enum([...PhaseKind.options, NO_PHASE])
export type PolicyPhase = z.infer<typeof PolicyPhase>

const Words = Said.refine(({ zh, en }) => zh.trim() !== '' || en.trim() !== '', 'one language at least')

export const BargainingGift = z.object({
  id: z.string().trim().min(1).max(40),
  name: Words,
  /** What it costs the shop: so much it takes of the budget and needs of authority. */
  worthFen: Fen.min(1),
  /** The basket it is given with has to pay at least this. */
  leastBasketFen: Fen,
})
export type BargainingGift = z.infer<typeof BargainingGift>

/**
 * How a shop meets buyers who bargain (specs/bargaining.md BGN-1 ff.). What is given depends on the basket and on what is
 * written here, never on the buyer.
 */
export const BargainingPolicy = z.object({
  enabled: z.boolean(),
  /** Phases in which something may be given, and those in which nothing is; what is not named gives. */
  phases: z.partialRecord(PolicyPhase, z.enum(['gives', 'refuses'])),
  /** What the price is worth: two of them come before anything is given, and none twice to one buyer. */
  values: z.array(Words).min(2).max(8),
  /** A tactful no. */
  refusal: Words,
  /** The offer, with `{what}` and `{until}`: it holds for a payment until then. */
  offer: Words.refine(
    ({ zh, en }) => [zh, en].every((w) => w === '' || (w.includes('{what}') && w.includes('{until}'))),
    'needs {what} and {until}',
  ),
  /** Something was given and still holds; with the same variables. */
  stands: Words,
  /** So long it holds, minutes; then it returns to the budget. */
  minutes: z.number().int().min(5).max(1440),
  /** Null: no money off. At most `mostFen`, and at most this share of what the basket pays. */
  coupon: z.object({ leastBasketFen: Fen, mostFen: Fen.min(1), mostShare: Share }).nullable(),
  gifts: z.array(BargainingGift).max(20),
  /** Of all concessions of a day or a calendar month together, in the shop's zone. */
  budget: z.object({ fen: Fen, per: z.enum(['day', 'month']) }),
  /** What one concession may cost at most, by role, and for single people. */
  authority: z.object({
    agentFen: Fen,
    supervisorFen: Fen,
    people: z.array(z.object({ personId: z.number().int(), fen: Fen })).max(500),
  }),
})
export type BargainingPolicy = z.infer<typeof BargainingPolicy>

/** What a shop begins with: on, small, and nothing given while deposits are taken (who pays early must not pay more). */
export const defaultPolicy = (): BargainingPolicy => ({
  enabled: true,
  phases: { deposit: 'refuses', balance: 'refuses' },
  values: [
    {
      zh: '理解您想要个好价格。这款的用料和做工都写在详情页里，价格就定在这个品质上；现在页面上的优惠对每位顾客都一样，您可以直接用。',
      en: 'I understand that you want a good price. Material and make are described on the page, and the price is set for that quality; the offers on the page hold for everybody, and you can use them right away.',
    },
    {
      zh: '我们是明码实价，收到后七天内不满意可以退。您看重的是哪一点？我帮您对一下合不合适，买对了才真正省钱。',
      en: 'Our prices are as marked, and you can return it within seven days. What matters most to you? Let me check that it fits: the right one is what saves money.',
    },
  ],
  refusal: {
    zh: '谢谢您这么喜欢它。现在的价格已经是本次活动对所有顾客的统一价格，我不能单独调整，也不想让先下单的顾客吃亏；想更省一些的话，我可以帮您看看怎样凑单更合适。',
    en: 'Thank you for liking it. The price is the same for everybody in this campaign; I cannot change it for one order, which would be unfair to those who ordered first. If you want to save more, I can look at how to combine your order.',
  },
  offer: {
    zh: '可以为您这一单申请到{what}，{until}前付款有效，过时自动失效。需要的话您现在下单，我来备注。',
    en: 'I can give you {what} with this order if it is paid by {until}; after that it lapses by itself. If you like, order now and I will note it.',
  },
  stands: {
    zh: '{what}已经为您这一单留着，{until}前付款就有效，没有更多的可以给了。',
    en: '{what} is reserved for this order if paid by {until}; there is nothing more that I can give.',
  },
  minutes: 30,
  coupon: { leastBasketFen: 10_000, mostFen: 1000, mostShare: 0.05 },
  gifts: [],
  budget: { fen: 20_000, per: 'day' },
  authority: { agentFen: 1000, supervisorFen: 3000, people: [] },
})

/** What somebody may give in one concession, fen. */
export const authorityOf = (
  { authority }: BargainingPolicy,
  personId: number,
  role: 'owner' | 'supervisor' | 'agent' | 'viewer',
): number => {
  const own = authority.people.find((person) => person.personId === personId)
  if (own) return own.fen
  if (role === 'viewer') return 0
  return role === 'agent' ? authority.agentFen : Math.max(authority.supervisorFen, authority.agentFen)
}
