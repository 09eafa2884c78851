import { describe, expect, test } from 'vitest'
import { type Case, price } from '../testing/price.ts'

/** Yuan as the sources print them. */
const y = (yuan: number): number => Math.round(yuan * 100)
const line = (yuan: number, item?: string) => ({ priceFen: y(yuan), ...(item === undefined ? {} : { item }) })
const coupon = (reach: number, minus: number, rest: object = {}) => ({
  kind: 'shop-coupon',
  params: { reachFen: y(reach), minusFen: y(minus) },
  ...rest,
})
const cross = (every: number, minus: number, rest: object = {}) => ({
  kind: 'cross-shop',
  params: { everyFen: y(every), minusFen: y(minus) },
  ...rest,
})
/** 购物券 of 2015–16: once, not for every so much. */
const voucher = (reach: number, minus: number) => ({
  kind: 'full-reduction',
  level: 'cross-shop' as const,
  params: { reachFen: y(reach), minusFen: y(minus) },
})
const expansion = (deposit: number, counts: number) => ({
  kind: 'deposit-expansion',
  params: { depositFen: y(deposit), countsFen: y(counts) },
})
const depositCut = (deposit: number, minus: number) => ({
  kind: 'deposit-cut',
  params: { depositFen: y(deposit), minusFen: y(minus) },
})

interface Worked extends Case {
  id: string
  says: string
  total: number
  tail?: number
  pays?: number[]
}

const worked: Worked[] = [
  {
    id: 'P01',
    says: '2015: deposit 100 counts as 200',
    ruleSet: 'tmall-2015-d11',
    lines: [line(800)],
    offers: [expansion(100, 200)],
    total: 700,
    tail: 600,
  },
  {
    id: 'P02',
    says: '2015–16: thresholds after the saving; coupon, then voucher on what it leaves',
    ruleSet: 'tmall-2015-d11',
    lines: [line(1000)],
    offers: [expansion(100, 200), coupon(800, 10), voucher(600, 10)],
    total: 880,
    tail: 780,
  },
  {
    id: 'P04',
    says: '2016: 480 < 500, the voucher is refused',
    ruleSet: 'tmall-2015-d11',
    lines: [line(500)],
    offers: [coupon(300, 20), voucher(500, 30)],
    total: 480,
  },
  {
    id: 'P04 parallel',
    says: 'the same under item-price thresholds',
    ruleSet: 'tmall-2021-d11',
    lines: [line(500)],
    offers: [coupon(300, 20), voucher(500, 30)],
    total: 450,
  },
  {
    id: 'P04 every',
    says: 'the same with a cross-shop reduction for every 500',
    ruleSet: 'tmall-2015-d11',
    lines: [line(500)],
    offers: [coupon(300, 20), cross(500, 30)],
    total: 480,
  },
  {
    id: 'P08',
    says: '2019: P343.20 D50 C25',
    ruleSet: 'tmall-2019-d11',
    lines: [line(343.2)],
    offers: [depositCut(50, 25)],
    total: 318.2,
    tail: 268.2,
  },
  {
    id: 'P12',
    says: 'after Aug 2020: capped at what is left',
    ruleSet: 'tmall-2020-d11',
    lines: [line(400)],
    offers: [coupon(400, 380), cross(400, 50)],
    total: 0,
  },
  {
    id: 'P13',
    says: 'before: the allowance is refused',
    ruleSet: 'tmall-2019-d11',
    lines: [line(400)],
    offers: [coupon(400, 380), cross(400, 50)],
    total: 20,
  },
  {
    id: 'P16',
    says: '2021: thresholds by 1800, so 2000−20 is not met',
    ruleSet: 'tmall-2021-d11',
    lines: [line(2000)],
    offers: [depositCut(100, 200), coupon(2000, 20)],
    total: 1800,
    tail: 1700,
  },
  {
    id: 'P20',
    says: 'D12: red packet 5, then 200−20',
    ruleSet: 'taobao-d12',
    lines: [line(250)],
    offers: [{ kind: 'shop-red-packet', params: { minusFen: 500 } }, cross(200, 20)],
    total: 225,
  },
  {
    id: 'P22',
    says: 'three shops pooled, every 200−20',
    ruleSet: 'taobao-d12',
    lines: [
      { ...line(300), shop: 'a' },
      { ...line(200), shop: 'b' },
      { ...line(100), shop: 'c' },
    ],
    offers: [cross(200, 20)],
    total: 540,
  },
  {
    id: 'P23',
    says: 'as P22 with a red packet of 5 in shop B: 595 counts',
    ruleSet: 'taobao-d12',
    lines: [
      { ...line(300), shop: 'a' },
      { ...line(200), shop: 'b' },
      { ...line(100), shop: 'c' },
    ],
    offers: [cross(200, 20), { kind: 'shop-red-packet', params: { minusFen: 500 }, scope: { shops: ['b'] } }],
    total: 555,
  },
  {
    id: 'P23 parallel',
    says: 'the same by item price',
    ruleSet: 'taobao-2020',
    lines: [
      { ...line(300), shop: 'a' },
      { ...line(200), shop: 'b' },
      { ...line(100), shop: 'c' },
    ],
    offers: [cross(200, 20), { kind: 'shop-red-packet', params: { minusFen: 500 }, scope: { shops: ['b'] } }],
    total: 535,
  },
  {
    id: 'P26',
    says: 'allowance 400−50: A −10, B −40',
    ruleSet: 'tmall-2019-d11',
    lines: [line(80), line(320)],
    offers: [cross(400, 50)],
    total: 350,
    pays: [70, 280],
  },
  {
    id: 'P31',
    says: 'JD: shares in whole yuan by list price, the 2 that A has no room for are lost',
    ruleSet: 'jd',
    lines: [line(150), line(50)],
    offers: [
      { kind: 'full-reduction', params: { reachFen: y(150), minusFen: y(100) }, scope: { items: ['A'] } },
      coupon(150, 30, { scope: { items: ['A'] } }),
      cross(200, 30),
    ],
    total: 42,
    pays: [0, 42],
  },
  {
    id: 'R01',
    says: '500−50: a refund of B gives 90, of A 360',
    ruleSet: 'tmall-2019-d11',
    lines: [line(400), line(100)],
    offers: [cross(500, 50)],
    total: 450,
    pays: [360, 90],
  },
  {
    id: 'R03',
    says: 'shop red packet of 10 over 40 and 60',
    ruleSet: 'tmall-2018-d11',
    lines: [line(40), line(60)],
    offers: [{ kind: 'shop-red-packet', params: { minusFen: y(10) } }],
    total: 90,
    pays: [36, 54],
  },
  {
    id: 'R06',
    says: '8折 on three of four, then 159−30 over all',
    ruleSet: 'tmall-2021-d11',
    lines: [line(20), line(12), line(88), line(90)],
    offers: [
      { kind: 'percentage', params: { payPercent: 80 }, scope: { items: ['B', 'C', 'D'] } },
      coupon(159, 30),
    ],
    total: 142,
    pays: [16.51, 7.93, 58.12, 59.44],
  },
  {
    id: 'R09',
    says: '10 over three lines of 10: adds up to the fen',
    ruleSet: 'open',
    lines: [line(10), line(10), line(10)],
    offers: [coupon(0, 10)],
    total: 20,
    pays: [6.67, 6.67, 6.66],
  },
  {
    id: 'R14',
    says: 'Pinduoduo: shop coupon 2, item coupon 3, several pieces 5, platform coupon 6 off 50',
    ruleSet: 'pdd',
    lines: [{ ...line(25), quantity: 2 }],
    offers: [
      coupon(0, 2),
      { kind: 'item-coupon', params: { minusFen: y(3) } },
      { kind: 'tiers', params: { unit: 'piece', tiers: [{ reach: 2, minusFen: y(5) }] } },
      { kind: 'platform-coupon', params: { minusFen: y(6) } },
    ],
    total: 34,
  },
]

describe('worked examples of public pages (facts: P… payable amounts, R… shares)', () => {
  test.each(worked)('[$id] $says', ({ id: _, says: __, total, tail, pays, ...c }) => {
    const q = price(c)
    expect(q.payableFen).toBe(y(total))
    if (tail !== undefined) expect(q.deposit?.balanceFen).toBe(y(tail))
    if (pays !== undefined) expect(q.lines.map((l) => l.paysFen)).toEqual(pays.map(y))
    expect(q.ruleSet.source.zh).not.toBe('')
  })
})
