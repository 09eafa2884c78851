import { describe, expect, test } from 'vitest'
import { MESSAGE_LIMIT } from '../../../shared/text.ts'
import { besides } from '../../catalog/domain/card-words.ts'
import { Card } from '../../conversation/domain.ts'
import { Basket } from '../domain/basket.ts'
import { Offer, type OfferInput } from '../domain/offer.ts'
import { quote as reckon } from '../domain/pricing.ts'
import { claimsIn } from '../domain/promise/claims.ts'
import { numbersOf } from '../domain/promise/supports.ts'
import type { Quote } from '../domain/quote.ts'
import { ruleSetOf } from '../domain/shipped/index.ts'
import { asCard, inWords, languageFor, momentIn } from './telling.ts'

const zone = 'Asia/Shanghai'
const quoted = (offers: readonly OfferInput[], lines = 2): Quote => {
  const ruleSet = ruleSetOf('tmall-2021-d11')
  if (!ruleSet) throw new Error('there is no such rule set')
  const basket = Basket.parse({
    ...{ at: '2026-11-01T20:00:00+08:00', zone },
    lines: Array.from({ length: lines }, (_, i) => ({
      ...{ id: `${i + 1}`, item: `p${i + 1}`, title: `商品${i + 1}`, priceFen: 20_000 },
    })),
  })
  const found = reckon(
    basket,
    offers.map((one) => Offer.parse(one)),
    ruleSet,
  )
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.quote
}
const reduction: OfferInput = {
  ...{ id: 'r', kind: 'full-reduction', params: { reachFen: 30_000, minusFen: 5_000 } },
}
const gift: OfferInput = {
  ...{ id: 'g', kind: 'gift', params: { reach: 100, gifts: [{ item: 'bag', title: '洗护袋' }] } },
}
const deposit: OfferInput = {
  ...{ id: 'd', kind: 'deposit-expansion', scope: { items: ['p1'] } },
  params: {
    ...{ depositFen: 2_000, countsFen: 4_000 },
    ...{ balanceFrom: '2026-11-11T00:30:00+08:00', balanceTo: '2026-11-12T00:00:00+08:00' },
  },
}

test.each([
  ['2026-11-01T00:30:00+08:00', '11月1日 00:30', '1 Nov, 00:30'],
  ['2026-11-11T23:59:59+08:00', '11月11日 23:59:59', '11 Nov, 23:59:59'],
])('%s is told as %s and %s', (when, zh, en) => {
  const at = Date.parse(when)
  expect([momentIn(at, 'zh-CN', zone), momentIn(at, 'en', zone)]).toEqual([zh, en])
})

describe('what a buyer reads', () => {
  test('goods, list price, each step with its sentence, what is paid, gifts', () => {
    const quote = quoted([reduction, gift])
    expect(inWords(quote, { language: 'zh-CN', zone }).split('\n')).toEqual([
      '商品1 ×1、商品2 ×1',
      '原价 400 元',
      `· ${quote.steps.find(({ cutFen }) => cutFen > 0)?.sentence.zh}`,
      '到手价 350 元',
      '赠 洗护袋 ×1',
    ])
    expect(inWords(quote, { language: 'en', zone })).toMatch(
      /List price ¥400[\s\S]*You pay ¥350\nFree: 洗护袋 ×1$/,
    )
  })
  test('of a pre-sale: what is paid now, and what from when until when', () => {
    const zh = inWords(quoted([deposit], 1), { language: 'zh-CN', zone })
    expect(zh).toContain('先付定金 20 元')
    expect(zh).toMatch(/11月11日 00:30 起、11月12日 00:00 前付尾款 160 元，合计 180 元/)
    expect(inWords(quoted([deposit], 1), { language: 'en', zone })).toContain(
      'Deposit ¥20 now, balance ¥160 from 11 Nov, 00:30 until 12 Nov, 00:00: ¥180 in all',
    )
  })
  test('with goods outside of the pre-sale, all that is paid at once', () => {
    const quote = quoted([deposit])
    expect(quote.nowFen).toBe(22_000)
    expect(inWords(quote, { language: 'zh-CN', zone })).toContain('先付 220 元（含定金 20 元）')
    expect(inWords(quote, { language: 'en', zone })).toContain('¥220 now (with a deposit of ¥20)')
  })
  test('a price of later says so, and not how long it holds', () => {
    const told = { language: 'zh-CN' as const, zone, later: true, until: 1 }
    expect(inWords(quoted([]), told)).toMatch(/^11月1日 20:00 的价格：商品1/)
    expect(inWords(quoted([]), told)).not.toContain('有效')
  })
  test('until when it holds', () =>
    expect(
      inWords(quoted([]), { language: 'en', zone, until: Date.parse('2026-11-12T00:00:00+08:00') }),
    ).toMatch(/Valid until 12 Nov, 00:00$/))
  test('however many steps: it fits a message, and what is paid is in it', () => {
    const quote = quoted([reduction])
    const [step] = quote.steps
    if (!step) throw new Error('no step')
    const many = { ...quote, steps: Array.from({ length: 400 }, () => step) }
    const text = inWords(many, { language: 'zh-CN', zone })
    expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT)
    expect(text).toContain('到手价 350 元')
    expect(text).toMatch(/另有 \d+ 项优惠/)
  })
})

describe('the card', () => {
  test('as messages take it, whatever the size of the basket', () => {
    const card = asCard(quoted([reduction], 60), { language: 'zh-CN', zone })
    expect(Card.parse(card)).toEqual(card)
    expect(card.lines).toHaveLength(50)
    expect(card.payableFen).toBe(60 * 20_000 - 5_000)
  })
  test.each(['zh-CN', 'en'] as const)('nothing of it is read twice beside it (%s)', (language) => {
    const quote = quoted([reduction])
    const told = { language, zone, until: Date.parse('2026-11-12T00:00:00+08:00') }
    expect(besides(inWords(quote, { ...told, card: true }), asCard(quote, told))).toBe('')
    // What it does not show stands above it.
    const gifted = quoted([gift])
    expect(besides(inWords(gifted, { ...told, card: true }), asCard(gifted, told))).toContain('洗护袋')
  })
})

test.each(['zh-CN', 'en'] as const)(
  '[GRD-40] every price that the guard reads in it is borne out (%s)',
  (language) => {
    const quote = quoted([reduction, deposit])
    const prices = claimsIn(inWords(quote, { language, zone })).flatMap((claim) =>
      claim.is === 'price' ? [claim.fen] : [],
    )
    expect(prices).toContain(quote.payableFen)
    const borneOut = numbersOf(quote)
    for (const fen of prices) expect(borneOut).toContain(fen)
  },
)

test.each([
  [['在吗'], 'zh-CN'],
  [['How much?'], 'en'],
  [['在吗', 'ok thanks'], 'en'],
  [['hello', '多少钱'], 'zh-CN'],
  [['👍'], 'zh-CN'],
])('a buyer who wrote %j is answered in %s', (texts, language) =>
  expect(
    languageFor(
      texts.map((text) => ({ author: 'buyer', text })),
      'zh-CN',
    ),
  ).toBe(language),
)
