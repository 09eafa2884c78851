import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asksForRestock, piecesWished, skuNamed, type Waiting, whoIsTold, withdrawsWish } from './wish.ts'

const wish = (id: number, more: Partial<Waiting> = {}): Waiting => ({
  ...{ id, sku: null, buyerKey: `b${id}`, askedAt: id, quantity: 1 },
  ...more,
})
const of = (pieces: Record<string, number>) => new Map(Object.entries(pieces))
const ids = (told: Waiting[]) => told.map(({ id }) => id)

describe('[RCV-130] who is told', () => {
  test('in the order they asked, no more than pieces', () => {
    expect(ids(whoIsTold([wish(3), wish(1), wish(2)], of({ '': 2 })))).toEqual([1, 2])
  })
  test('who wants more than is left is not overtaken', () => {
    expect(ids(whoIsTold([wish(1), wish(2, { quantity: 5 }), wish(3)], of({ '': 3 })))).toEqual([1])
  })
  test('of a SKU that is out nobody, of another yes', () => {
    const all = [wish(1, { sku: 'M' }), wish(2, { sku: 'L' }), wish(3, { sku: 'M' })]
    expect(ids(whoIsTold(all, of({ '': 2, M: 0, L: 2 })))).toEqual([2])
  })
  test('what is held for those told before is not given again', () => {
    expect(ids(whoIsTold([wish(7), wish(8)], of({ '': 3, M: 3 }), of({ M: 2 })))).toEqual([7])
  })
  test('nobody twice, whatever they asked for', () => {
    const all = [wish(1, { sku: 'M', buyerKey: 'anna' }), wish(2, { sku: 'L', buyerKey: 'anna' })]
    expect(ids(whoIsTold(all, of({ '': 9, M: 5, L: 4 })))).toEqual([1])
  })
  test('nothing left: nobody', () => {
    expect(whoIsTold([wish(1)], of({ '': 0 }))).toEqual([])
    expect(whoIsTold([wish(1)], new Map())).toEqual([])
  })
})

const wishes = fc.array(
  fc.record({
    sku: fc.constantFrom(null, 'M', 'L', 'XL'),
    buyer: fc.integer({ min: 1, max: 12 }),
    askedAt: fc.integer({ min: 0, max: 20 }),
    quantity: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 40 },
)

test('[RCV-130] never more than there are, in order, nobody twice', () => {
  fc.assert(
    fc.property(
      wishes,
      fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 8 }))),
      fc.integer({ min: 0, max: 3 }),
      (given, [m = 0, l = 0, xl = 0], held) => {
        const all = given.map(({ buyer, ...w }, i) => wish(i + 1, { ...w, buyerKey: `b${buyer}` }))
        const told = whoIsTold(all, of({ '': m + l + xl, M: m, L: l, XL: xl }), of({ M: held }))
        const sum = (some: Waiting[]) => some.reduce((n, w) => n + w.quantity, 0)
        expect(sum(told)).toBeLessThanOrEqual(Math.max(0, m + l + xl - held))
        for (const [sku, stock] of [
          ['M', Math.max(0, m - held)],
          ['L', l],
          ['XL', xl],
        ] as const)
          expect(sum(told.filter((w) => w.sku === sku))).toBeLessThanOrEqual(stock)
        expect(new Set(told.map((w) => w.buyerKey)).size).toBe(told.length)
        const order = told.map((w) => w.askedAt * 1000 + w.id)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        // Of the same SKU nobody who asked earlier is passed over, but for those who were told already.
        for (const w of told)
          for (const earlier of all)
            if (
              earlier.sku === w.sku &&
              (earlier.askedAt < w.askedAt || (earlier.askedAt === w.askedAt && earlier.id < w.id))
            )
              expect(told.some((t) => t.buyerKey === earlier.buyerKey)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test.each([
  '这个什么时候有货',
  '海盐蓝M码啥时候补货呀',
  '到货了麻烦告诉我一声',
  '有货通知我',
  '有货了提醒一下',
  '还会补货吗',
  '能不能再进货',
  '帮我登记一下到货提醒',
  'When will it be back in stock?',
  'Please let me know when size M is available',
  'will you restock this one',
])('[RCV-131] wants to be told: %s', (text) => expect(asksForRestock(text)).toBe(true))

test.each([
  '有货吗',
  '什么时候发货',
  '不用通知我了 到货也不要了',
  '我的包裹什么时候到货',
  '退货什么时候到货给退款',
  'is it in stock',
  'No need to notify me when it is available',
])('[RCV-131] does not: %s', (text) => expect(asksForRestock(text)).toBe(false))

test.each([
  ['到货告诉我 要3件', 3],
  ['有货给我留两双', 2],
  ['十盒', 10],
  ['有货通知我', 1],
  ['Tell me when available, I need 12 pcs', 12],
] as const)('[RCV-131] pieces in “%s”: %i', (text, pieces) => expect(piecesWished(text)).toBe(pieces))

const skus = ['海盐蓝', '雾白'].flatMap((colour) =>
  ['M', 'L', 'XL'].map((size) => ({ id: `${colour}${size}`, options: { 颜色: colour, 尺码: size } })),
)
test.each([
  ['海盐蓝M码什么时候有货', '海盐蓝M'],
  ['雾白 XL 到货通知我', '雾白XL'],
  ['海盐蓝的什么时候补货', null],
  ['什么时候有货', null],
  ['Monday restock?', null],
] as const)('[RCV-131] the SKU in “%s”', (text, sku) => expect(skuNamed(text, skus)).toBe(sku))

test.each([
  ['不用通知我了', true],
  ['取消到货提醒吧', true],
  ['no need to notify me', true],
  ['到货通知我', false],
] as const)('[RCV-131] takes the wish back with “%s”: %s', (text, is) => expect(withdrawsWish(text)).toBe(is))
