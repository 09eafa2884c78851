import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, per300, shelfWith } from '../../pricing/testing.ts'
import { anOrder, anOrderLine } from '../testing/made.ts'
import { refundDue } from './refund-due.ts'
import { reorderNow } from './reorder.ts'

const refund = (change: object) => ({
  ...{ id: 'R1', kind: 'refund' as const, line: null, state: 'done' as const, fen: 1000, reason: '', at: 1 },
  ...change,
})
const two = [anOrderLine(), anOrderLine({ id: 'L2', priceFen: 5000, paysFen: 4500 })]

describe('what a refund comes to [TSK-40]', () => {
  test.each([
    [
      'the platform’s share of the line',
      anOrder({ lines: two, payableFen: 13400, paidFen: 13400 }),
      ['L2'],
      4500,
    ],
    [
      'the whole, with freight while nothing was sent',
      anOrder({ freightFen: 600, payableFen: 9500, paidFen: 9500 }),
      [],
      9500,
    ],
    [
      'the whole, without freight once it was',
      anOrder({ status: 'finished', freightFen: 600, payableFen: 9500, paidFen: 9500 }),
      [],
      8900,
    ],
    ['less what was given back for the line', anOrder({ refunds: [refund({ line: 'L1' })] }), ['L1'], 7900],
    [
      'a refund that was refused takes nothing',
      anOrder({ refunds: [refund({ line: 'L1', state: 'refused' })] }),
      ['L1'],
      8900,
    ],
    ['never more than is left of what was paid', anOrder({ refunds: [refund({ fen: 8000 })] }), ['L1'], 900],
    [
      'by prices, where the platform tells no shares',
      anOrder({ lines: two.map((l) => ({ ...l, paysFen: null })), payableFen: 7450, paidFen: 7450 }),
      ['L2'],
      2500,
    ],
    [
      'not known, where nothing tells',
      anOrder({ lines: two.map((l) => ({ ...l, paysFen: null, priceFen: null })) }),
      ['L1'],
      null,
    ],
  ] as const)('%s', (_, order, lines, due) => expect(refundDue(order, lines).dueFen).toBe(due))

  test('parts one after the other are what was paid, never more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ priceFen: fc.integer({ min: 1, max: 50_000 }), known: fc.boolean() }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (made, share) => {
          const lines = made.map(({ priceFen }, i) => anOrderLine({ id: `L${i}`, priceFen, paysFen: null }))
          const paidFen = Math.round(made.reduce((sum, { priceFen }) => sum + priceFen, 0) * share)
          let order = anOrder({ lines, paidFen, payableFen: paidFen, status: 'finished' })
          for (const { id } of lines) {
            const { dueFen } = refundDue(order, [id])
            order = {
              ...order,
              refunds: [...order.refunds, refund({ id: `R${id}`, line: id, fen: dueFen ?? 0 })],
            }
          }
          expect(order.refunds.reduce((sum, { fen }) => sum + (fen ?? 0), 0)).toBe(paidFen)
        },
      ),
    )
  })
})

describe('ordering the same again [TSK-41]', () => {
  const now = at('2026-11-11 12:00')
  const sheets = anOrderLine({
    product: 'LB-S18',
    sku: null,
    options: {},
    said: '',
    priceFen: 39900,
    paysFen: 34900,
  })
  const gift = anOrderLine({ id: 'G', product: null, title: '洗护袋', priceFen: 0, paysFen: 0 })
  const says = (r: ReturnType<typeof reorderNow>) => r.says.map(({ about, holds }) => `${about} ${holds}`)

  test('price, gifts and stock still hold', () => {
    const shelf = shelfWith([per300])
    const r = reorderNow(anOrder({ lines: [sheets] }), shelf, now, { line: null, sku: null })
    expect(says(r)).toEqual(['price true', 'gift true', 'stock true', 'total true'])
    expect(r).toMatchObject({ paidFen: 34900, nowFen: 34900, differenceFen: 0, problems: [] })
  })
  test('the offer is over, the gift is gone', () => {
    const r = reorderNow(anOrder({ lines: [sheets, gift] }), shelfWith([]), now, { line: null, sku: null })
    expect(says(r)).toEqual(['price false', 'gift false', 'stock true', 'total false'])
    expect(r.differenceFen).toBe(5000)
    expect(r.says[0]?.says.zh).toContain('贵 ¥50')
    expect(r.says[1]?.says.zh).toContain('洗护袋')
    expect(r.says.at(-1)?.says.en).toContain('¥50 more')
  })
  test('the right SKU of a line, of which too little is there', () => {
    const quilt = anOrderLine({
      product: 'LB-Q1',
      sku: 'LB-Q1-S',
      quantity: 13,
      priceFen: 29900,
      paysFen: 388_700,
    })
    const r = reorderNow(anOrder({ lines: [quilt] }), shelfWith([]), now, { line: 'L1', sku: 'LB-Q1-L' })
    expect(says(r)).toEqual(['price false', 'gift true', 'stock false', 'total false'])
    expect(r.differenceFen).toBe(13 * 6000)
  })
  test('a product the shop does not have, an SKU that is not told', () => {
    const unknown = reorderNow(anOrder(), shelfWith([]), now, { line: null, sku: null })
    expect(unknown).toMatchObject({ says: [], nowFen: null })
    expect(unknown.problems).toHaveLength(1)
    const which = reorderNow(
      anOrder({ lines: [anOrderLine({ product: 'LB-Q1', sku: null })] }),
      shelfWith([]),
      now,
      { line: null, sku: null },
    )
    expect(which.problems).toHaveLength(1)
    expect(which.nowFen).toBeNull()
  })
})
