import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainProduct } from '../../../catalog/domain/product.ts'
import type { Reckoned } from '../../../conversation/domain.ts'
import { at, bedding, doubleEleven, offered, per300, shelfWith } from '../../testing.ts'
import { type Shelf, wantedOf } from '../shelf.ts'
import { promisesBroken } from './check.ts'
import { looksFor, numbersOf } from './supports.ts'

const NOW = at('2026-11-11 10:00')
const gift = offered({
  ...{ id: 'gift', kind: 'gift' },
  params: { reach: 30000, gifts: [{ item: 'X', title: '棉袜一双' }] },
})
const freight = offered({
  ...{ id: 'freight', kind: 'freight' },
  params: { feeFen: 0, elsewhere: [{ regions: ['新疆', '西藏'], feeFen: 1500 }] },
})
const shelf = shelfWith([per300, gift, freight])
const basket: Reckoned = {
  lines: [
    { product: 'LB-S18', sku: null, quantity: 1 },
    { product: 'LB-P1', sku: null, quantity: 2 },
  ],
  ...{ cards: 'all', channel: 'shop', member: false, region: null, coins: 0 },
}
const broken = (text: string, about: { goods?: string[]; basket?: Reckoned | null } = {}, of = shelf) =>
  promisesBroken(text, { goods: ['LB-S18'], basket: null, now: NOW, ...about }, of)

describe('[GRD-44] a number that no honest reading bears out is told with the right one', () => {
  test.each<[string, string, string | null]>([
    ['到手399', '¥349', '349'],
    ['亲，这款369元', '¥349', '349元'],
    ['三百六十九元', '¥349', '349元'],
    ['only 369 yuan', '¥349', '349 yuan'],
    ['两件一共748元', '¥698', '698元'],
    ['枕芯现在¥109', '¥129', '¥129'],
    ['冬被只要199', '¥299–309', null],
    ['满300减80', '每满300减50', '每满300减50'],
    ['立减60元', '每满300减50', null],
    ['打7折', '每满300减50', null],
    ['送您一个保温杯', '送棉袜一双', null],
    ['买就送乳胶枕一个', '送棉袜一双', null],
    ['额外送您一条毛巾', '送棉袜一双', null],
    ['新疆包邮', '¥15', null],
  ])('%s: %s', (text, right, instead) => {
    const found = broken(text)
    expect(found.map(({ instead }) => instead)).toEqual([instead])
    expect(found[0]?.why.zh).toContain(right)
    expect(found[0]?.why.en).not.toMatch(/undefined|NaN/)
  })

  test('the basket that was told last is meant by a total', () => {
    const [found] = broken('一共600元', { basket })
    expect(found).toMatchObject({ rule: 'promise.price', instead: '557元' })
  })
})

describe('[GRD-45] what an honest reading bears out passes', () => {
  test.each([
    ['到手349', 'payable'],
    ['原价399元', 'list'],
    ['这款399元，减完349元', 'list and payable'],
    ['两件一共698元', 'payable of two'],
    ['两件原价798元', 'list of two'],
    ['满300减50', 'the rule'],
    ['满600减100', 'the rule twice'],
    ['优惠50元', 'what it takes off'],
    ['四件套加枕芯一共478元', 'both named'],
    ['冬被299元起', 'the cheapest SKU'],
    ['冬被大号309元', 'payable of a SKU'],
    ['送棉袜', 'the gift'],
    ['送枕套一对', 'part of the product'],
    ['包邮', 'free where nothing else is said'],
    ['运费15元', 'freight of a region', { region: '新疆' }],
  ] as [string, string, { region?: string }?][])('%s (%s)', (text, _, how) => {
    const about = how ? { basket: { ...basket, ...how } } : {}
    expect(broken(text, about)).toEqual([])
  })

  test('numbers of the told basket, its lines and shares', () => {
    const wanted = wantedOf(basket.lines)
    const { quote } = shelf.quote(wanted, NOW)
    if (!quote) throw new Error('no quote')
    for (const fen of numbersOf(quote))
      expect(broken(`这个是${fen / 100}元`, { goods: [], basket }), `${fen}`).toEqual([])
  })

  test('the price of a coming phase, deposit and balance, and the difference', () => {
    const cut = offered(
      {
        ...{ id: 'cut', kind: 'deposit-cut', scope: { items: ['LB-S18'] } },
        params: { depositFen: 5000, minusFen: 3000, balanceFrom: '2026-11-01T00:30:00+08:00' },
        ...{ from: '2026-10-21T00:00:00+08:00', to: '2026-10-31T22:00:00+08:00' },
      },
      { campaignId: 1 },
    )
    const presale = shelfWith([per300, cut], { campaigns: [doubleEleven] })
    const ask = (text: string, now: number) =>
      promisesBroken(text, { goods: ['LB-S18'], basket: null, now }, presale)
    const before = at('2026-10-22 12:00')
    for (const text of ['定金50元', '尾款269元', '到手319', '11月1日到手349', '现在付定金便宜30元'])
      expect(ask(text, before), text).toEqual([])
    expect(ask('定金60元', before)).toMatchObject([{ rule: 'promise.price', instead: '50元' }])
    // When deposits are closed nobody pays 319 any more.
    expect(ask('到手319', at('2026-11-02 12:00'))).toMatchObject([{ instead: '349' }])
  })
})

describe('[GRD-46] of what nothing is known nothing is said', () => {
  test.each<[string, string[]]>([
    ['到手123', []],
    ['到手123', ['of-another-shop']],
  ])('%s about %j', (text, goods) => {
    expect(broken(text, { goods })).toEqual([])
  })

  test('a shop without offers has no reductions, gifts or freight to contradict', () => {
    const bare = shelfWith([])
    for (const text of ['满300减80', '送保温杯', '新疆包邮', '立减50元', '运费12元'])
      expect(broken(text, {}, bare), text).toEqual([])
    expect(broken('到手389', {}, bare)).toMatchObject([{ instead: '399' }])
  })

  test('while nothing can be priced', () => {
    const wrong = shelfWith([offered({ id: 'x', kind: 'no-such-kind' })])
    expect(broken('到手389', {}, wrong)).toEqual([])
  })
})

test('activities say which gifts there are, and to where sending is free', () => {
  const activity = {
    ...{ id: 5, campaignId: 1, name: '主会场', wave: 'w1', owner: null },
    products: [{ product: 'LB-S18', sku: null, spotStock: null, presaleStock: null }],
    facts: {
      gifts: { says: '前100名送洗漱包' },
      'shipping-free-regions': { says: '除新疆、西藏外全国包邮' },
    },
  }
  const shop = shelfWith([], { campaigns: [doubleEleven], activities: [activity] })
  const ask = (text: string) =>
    promisesBroken(text, { goods: ['LB-S18'], basket: null, now: at('2026-11-02 12:00') }, shop)
  expect(ask('送洗漱包')).toEqual([])
  expect(ask('广东包邮')).toEqual([])
  expect(ask('送保温杯')).toMatchObject([{ rule: 'promise.gift' }])
  expect(ask('新疆包邮')).toMatchObject([{ rule: 'promise.shipping' }])
})

test('whatever is written, nothing throws, places lie in the text, and what is put instead is right', () => {
  const words = fc.array(
    fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        '到手',
        '元',
        '¥',
        '满',
        '减',
        '送',
        '包邮',
        '四件套',
        '两件',
        '折',
        '399',
        '三百',
        ',',
      ),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(words, (parts) => {
      const text = parts.join('')
      for (const {
        at: [from, to],
        instead,
        rule,
      } of broken(text)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(text.length)
        if (instead !== null && rule === 'promise.price')
          expect(broken(text.slice(0, from) + instead + text.slice(to)).some((b) => b.at[0] === from)).toBe(
            false,
          )
      }
    }),
    { numRuns: 300 },
  )
})

test('the shop of these tests sells what they say', () => {
  expect(bedding.map(({ id }) => id)).toEqual(['LB-S18', 'LB-P1', 'LB-Q1'])
})

describe('[GRD-44] what was given to a buyer who bargained may be said, as long as it holds', () => {
  const given = { id: 1, fen: 1000, gift: null, until: NOW + 60_000 }
  const bag = { id: 2, fen: null, gift: { zh: '洗护袋', en: 'wash bag' }, until: NOW + 60_000 }
  test.each([
    ['立减10元', given, true],
    ['立减20元', given, false],
    ['给您减完339元', given, true],
    ['给您减完329元', given, false],
    ['送您一个洗护袋', bag, true],
    ['送您一个保温杯', bag, false],
    ['立减10元', { ...given, until: NOW }, false],
  ])('%s', (text, of, passes) => {
    const found = promisesBroken(text, { goods: ['LB-S18'], basket: null, now: NOW, given: of }, shelf)
    expect(found.length === 0).toBe(passes)
  })
})

describe('[GRD-47] what a message costs has a bound', () => {
  const SKUS = Array.from({ length: 12 }, (_, i) => i)
  const products = [1, 2, 3, 4, 5, 6].map((n) =>
    plainProduct({
      ...{ id: `P${n}`, title: `花色${n}`, priceFen: 10000, stock: 5 },
      skus: SKUS.map((i) => ({
        ...{ id: `P${n}-${i}`, options: { 尺寸: `${i}` }, priceFen: 10000 * n + 100 * i },
        ...{ stock: 1, restockAt: null, picture: null },
      })),
    }),
  )
  const many = shelfWith([per300], { products, campaigns: [doubleEleven] })
  let quotes = 0
  const counted: Shelf = {
    ...many,
    quote: (...ask) => {
      quotes++
      return many.quote(...ask)
    },
  }
  const subject = { goods: products.map(({ id }) => id), basket: null, now: NOW }

  test('twenty wrong prices of six products of twelve SKUs', () => {
    promisesBroken('到手价777.77元，'.repeat(20), subject, counted)
    expect(quotes).toBeLessThan(2500)
  })

  test('a number that could not be looked for everywhere passes', () => {
    const baskets = [1, 2, 3].map((quantity) => wantedOf([{ product: 'LB-S18', quantity }]))
    expect(looksFor(shelf, NOW).support(baskets, 77777)).toBe(false)
    expect(looksFor(shelf, NOW, 2).support(baskets, 77777)).toBe(true)
    // Not by what is left: what was looked at stands.
    const looks = looksFor(shelf, NOW)
    expect([34900, 77777, 34900].map((fen) => looks.support(baskets, fen))).toEqual([true, false, true])
  })
})

describe('[GRD-44] freight is that of the regions named; where none is, that of any', () => {
  test.each<[string, string | null]>([
    ['新疆、西藏每单补运费 15 元', null],
    ['中国大陆包邮；新疆、西藏每单补运费 15 元', null],
    ['到新疆运费15元', null],
    ['运费15元', null],
    ['全国包邮，新疆、西藏除外', null],
    ['新疆运费0元', '新疆不包邮'],
    ['运费8元', '¥0 或 ¥15'],
    ['全国包邮', '新疆不包邮'],
    ['Free shipping to Xinjiang!', '新疆不包邮'],
    ['Shipping to Xinjiang is 15 yuan.', null],
  ])('%s', (text, why) => {
    const [found] = broken(text)
    if (why === null) expect(found).toBeUndefined()
    else expect(found?.why.zh).toContain(why)
  })
})

test('[GRD-44] 四件套 is one thing, not four', () => {
  expect(broken('四件套399元就给您')).toEqual([])
  const [found] = broken('四件套 389 元就给您')
  expect(found?.why.zh).not.toContain('×4')
  expect(found?.instead).toMatch(/^349/)
})
