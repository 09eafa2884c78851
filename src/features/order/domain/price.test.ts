import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { line } from '../testing.ts'
import type { Refund } from './order.ts'
import { baseFen, listFen, priceFlaw, refundFlaw } from './price.ts'
import { defaultOrderSettings, mostOff } from './settings.ts'

const order = {
  lines: [line('1'), line('2', { quantity: 2 })],
  goodsFen: 28_000,
  freightFen: 500,
  payableFen: 28_500,
}

test.each<[string, Parameters<typeof listFen>[0], number | null]>([
  ['lines and freight', order, 30_500],
  [
    'a line without price: what the goods come to',
    { ...order, lines: [line('1', { priceFen: null })] },
    28_500,
  ],
  ['no lines', { ...order, lines: [] }, 28_500],
  ['no freight', { ...order, freightFen: null }, 30_000],
  ['nothing known', { ...order, lines: [], goodsFen: null }, null],
])('[ORD-32] what is listed: %s', (_, of, fen) => {
  expect(listFen(of)).toBe(fen)
})

describe('[ORD-32] how far a price may go', () => {
  const settings = {
    ...defaultOrderSettings(),
    priceOffMost: {
      agent: { fen: 500, share: 0.1 },
      supervisor: { fen: 300, share: 0.5 },
      people: [{ personId: 7, fen: 0, share: 1 }],
    },
  }
  test.each<[string, Parameters<typeof mostOff>[1], number]>([
    ['an agent: the share of a small order', { personId: 1, role: 'agent', baseFen: 999 }, 99],
    ['an agent: the amount of a big one', { personId: 1, role: 'agent', baseFen: 99_900 }, 500],
    ['who leads: never less than an agent', { personId: 1, role: 'supervisor', baseFen: 99_900 }, 500],
    ['who owns: as who leads', { personId: 1, role: 'owner', baseFen: 99_900 }, 500],
    ['somebody’s own', { personId: 7, role: 'owner', baseFen: 99_900 }, 0],
    ['who only looks', { personId: 1, role: 'viewer', baseFen: 99_900 }, 0],
  ])('%s', (_, who, fen) => {
    expect(mostOff(settings, who)).toBe(fen)
  })

  test('whatever steps are taken, it never goes further than one step may', () => {
    const most = (base: number) =>
      mostOff(defaultOrderSettings(), { personId: 1, role: 'agent', baseFen: base })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000 }),
        fc.array(fc.tuple(fc.integer({ min: -600, max: 200 }), fc.boolean()), { maxLength: 12 }),
        (payableFen, steps) => {
          const priced = { lines: [], goodsFen: payableFen, freightFen: 0, payableFen }
          const before: number[] = []
          for (const [step, done] of steps) {
            const wanted = { payableFen: Math.max(0, priced.payableFen + step), freightFen: 0 }
            if (priceFlaw(priced, wanted, { before, mostOff: most })) continue
            before.push(baseFen(priced, []) ?? 0)
            if (done) priced.payableFen = wanted.payableFen
            expect(priced.payableFen).toBeGreaterThanOrEqual(payableFen - most(payableFen))
            expect(priced.payableFen).toBeLessThanOrEqual(payableFen)
          }
        },
      ),
    )
  })
})

describe('[ORD-33] money back', () => {
  const paid = {
    lines: [line('1', { paysFen: 6000 }), line('2', { paysFen: null })],
    paidFen: 9000,
    payableFen: 9500,
    refunds: [],
  }
  const told = (fen: number, state: Refund['state'] = 'done', of: string | null = null): Refund => ({
    ...{ id: 'R', kind: 'refund', line: of, state, fen, reason: '', at: 1 },
  })
  test.each<[string, Parameters<typeof refundFlaw>, object | null]>([
    ['all of it', [paid, { line: null, fen: 9000 }, []], null],
    ['more than was paid', [paid, { line: null, fen: 9001 }, []], { why: 'more-than-paid', mostFen: 9000 }],
    [
      'what was to be paid, where nobody tells what was',
      [{ ...paid, paidFen: null }, { line: null, fen: 9500 }, []],
      null,
    ],
    ['a line', [paid, { line: '1', fen: 6001 }, []], { why: 'more-than-paid', mostFen: 6000 }],
    ['a line of which nobody knows', [paid, { line: '2', fen: 9000 }, []], null],
    [
      'what is left',
      [paid, { line: null, fen: 3001 }, [{ line: '1', fen: 6000 }]],
      { why: 'more-than-paid', mostFen: 3000 },
    ],
    [
      'nothing left',
      [paid, { line: '1', fen: 1 }, [{ line: null, fen: 9500 }]],
      { why: 'more-than-paid', mostFen: 0 },
    ],
    [
      'what somebody has paid back on the platform',
      [{ ...paid, refunds: [told(8000)] }, { line: null, fen: 1001 }, []],
      { why: 'more-than-paid', mostFen: 1000 },
    ],
    [
      'the same told by the platform counts once',
      [{ ...paid, refunds: [told(3000)] }, { line: null, fen: 6000 }, [{ line: null, fen: 3000 }]],
      null,
    ],
    [
      'what is only asked for is not gone',
      [{ ...paid, refunds: [told(9000, 'asked')] }, { line: null, fen: 9000 }, []],
      null,
    ],
    [
      'of a line',
      [{ ...paid, refunds: [told(6000, 'done', '1')] }, { line: '1', fen: 1 }, []],
      { why: 'more-than-paid', mostFen: 0 },
    ],
    [
      'nobody knows',
      [{ ...paid, paidFen: null, payableFen: null }, { line: null, fen: 1 }, []],
      { why: 'unknown' },
    ],
  ])('%s', (_, given, flaw) => {
    expect(refundFlaw(...given)).toEqual(flaw)
  })
})
