import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Known, merged, stampOf } from './merge.ts'
import {
  flags,
  MOST_DATED,
  type Order,
  type OrderLine,
  type OrderSource,
  OrderStatus,
  type OrderUpdate,
  orderSources,
} from './order.ts'

type Word = [OrderSource, Partial<OrderUpdate>]
const toldBy = (words: readonly Word[], known: Known | null = null): Known | null =>
  words.reduce<Known | null>(
    (k, [source, update]) => merged(k, { id: 'o', at: 100, ...update }, source)?.known ?? k,
    known,
  )
const order = (...words: Word[]): Order => {
  const known = toldBy(words)
  if (!known) throw new Error('no order')
  return known.order
}

const line = (id: string, change: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id, product: null, sku: null, code: null, title: id, options: {}, said: '', quantity: 1 },
  ...{ priceFen: null, paysFen: null },
  ...change,
})
const parcel = (id: string, at: number, carrier = 'SF') => ({ id, at, carrier })
const refund = (id: string, at: number, state: Order['refunds'][number]['state']) => ({
  ...{ id, at, state, kind: 'refund' as const, line: null, fen: 100, reason: '' },
})

test.each<{ says: string; words: Word[]; is: Partial<Order> }>([
  {
    says: '[ORD-1] an id of 19 digits stays as it is',
    words: [['import', { id: '1234567890123456789' }]],
    is: { id: '1234567890123456789' },
  },
  {
    says: '[ORD-54] lines that are only summed up give way to lines told, whichever comes first',
    words: [
      ['bridge', { at: 90, lines: [line('told')] }],
      ['import', { at: 200, lines: [line('summary')], status: 'paid', asOf: { lines: 50 } }],
    ],
    is: { lines: [line('told')], status: 'paid' },
  },
  {
    says: '[ORD-2] the newer word counts',
    words: [
      ['import', { remark: 'a' }],
      ['import', { at: 101, remark: 'b' }],
    ],
    is: { remark: 'b' },
  },
  {
    says: '[ORD-2] an older word that comes later does not',
    words: [
      ['import', { remark: 'a' }],
      ['platform', { at: 99, remark: 'b' }],
    ],
    is: { remark: 'a' },
  },
  {
    says: '[ORD-2] of one moment the source believed more',
    words: [
      ['platform', { status: 'paid' }],
      ['import', { status: 'unpaid' }],
      ['desk', { status: 'closed' }],
    ],
    is: { status: 'paid' },
  },
  {
    says: '[ORD-2] the desk’s newer word counts more than the platform’s',
    words: [
      ['platform', { remark: 'a' }],
      ['desk', { at: 101, remark: 'b' }],
    ],
    is: { remark: 'b' },
  },
  {
    says: '[ORD-2] of one source and moment what sorts later',
    words: [
      ['import', { remark: 'b' }],
      ['import', { remark: 'a' }],
    ],
    is: { remark: 'b' },
  },
  {
    says: '[ORD-2] each field has its own age',
    words: [
      ['import', { at: 100, remark: 'a', flag: 'red' }],
      ['bridge', { at: 90, status: 'paid', flag: 'blue' }],
    ],
    is: { status: 'paid', remark: 'a', flag: 'red' },
  },
  {
    says: '[ORD-5] not to know the state is no news of it',
    words: [
      ['import', { status: 'paid' }],
      ['platform', { at: 101, status: 'unknown' }],
    ],
    is: { status: 'paid' },
  },
  {
    says: '[ORD-5] it began when it was first heard of, where nobody tells',
    words: [
      ['import', {}],
      ['platform', { at: 90 }],
    ],
    is: { createdAt: 90 },
  },
  {
    says: '[ORD-5] … and when it is told, that counts',
    words: [
      ['import', {}],
      ['platform', { at: 90, createdAt: 95 }],
      ['bridge', { at: 80 }],
    ],
    is: { createdAt: 95 },
  },
  {
    says: '[ORD-3] what is left out says nothing',
    words: [
      ['import', { paidFen: 5 }],
      ['import', { at: 101, remark: 'x' }],
    ],
    is: { paidFen: 5 },
  },
  {
    says: '[ORD-3] null says that there is none',
    words: [
      ['import', { payBy: 5 }],
      ['import', { at: 101, payBy: null }],
    ],
    is: { payBy: null },
  },
  {
    says: '[ORD-3] lines are all lines',
    words: [
      ['import', { lines: [line('1'), line('2')] }],
      ['import', { at: 101, lines: [line('3')] }],
    ],
    is: { lines: [line('3')] },
  },
  {
    says: '[ORD-3] lines of one moment and source add up',
    words: [
      ['import', { lines: [line('2')] }],
      ['import', { lines: [line('1')] }],
    ],
    is: { lines: [line('1'), line('2')] },
  },
  {
    says: '[ORD-3] lines of one moment and two sources do not',
    words: [
      ['import', { lines: [line('2')] }],
      ['bridge', { lines: [line('1')] }],
    ],
    is: { lines: [line('1')] },
  },
  {
    says: '[ORD-3] one line told twice in one word is one',
    words: [['import', { lines: [line('1', { title: 'b' }), line('1', { title: 'a' })] }]],
    is: { lines: [line('1', { title: 'b' })] },
  },
  {
    says: '[ORD-3] parcels add to those known',
    words: [
      ['import', { shipments: [parcel('b', 1)] }],
      ['import', { at: 101, shipments: [parcel('a', 2)] }],
    ],
    is: { shipments: [parcel('a', 2), parcel('b', 1)] },
  },
  {
    says: '[ORD-3] a refund is as its own newest time has it, whoever tells',
    words: [
      ['platform', { refunds: [refund('r', 50, 'asked')] }],
      ['import', { at: 90, refunds: [refund('r', 60, 'done')] }],
    ],
    is: { refunds: [refund('r', 60, 'done')] },
  },
  {
    says: '[ORD-3] no parcels in a later word take none away',
    words: [
      ['import', { shipments: [parcel('b', 1)] }],
      ['import', { at: 101, shipments: [] }],
    ],
    is: { shipments: [parcel('b', 1)] },
  },
])('$says', ({ words, is }) => {
  expect(order(...words)).toMatchObject(is)
})

describe('[ORD-4] what changed', () => {
  const known = toldBy([
    ['import', { createdAt: 1, remark: 'a', lines: [line('1')], refunds: [refund('r', 1, 'asked')] }],
  ])
  test.each<[string, Word, object | null]>([
    [
      'the same word again: nothing',
      ['import', { remark: 'a', lines: [line('1')], refunds: [refund('r', 1, 'asked')] }],
      null,
    ],
    ['an older word: nothing', ['platform', { at: 90, remark: 'z' }], null],
    ['the same, said later: only its age', ['import', { at: 101, remark: 'a' }], {}],
    ['a field: as it was and is', ['import', { at: 101, remark: 'b' }], { remark: ['a', 'b'] }],
    ['a parcel', ['import', { shipments: [parcel('p', 7)] }], { shipments: [[], [parcel('p', 7)]] }],
  ])('%s', (_, [source, update], changes) => {
    const next = merged(known, { id: 'o', at: 100, ...update }, source)
    expect(next?.changes ?? null).toEqual(changes)
  })

  test('columns in another order are the same columns', () => {
    const first = toldBy([['import', { extra: { a: '1', b: '2' } }]])
    expect(merged(first, { id: 'o', at: 100, extra: { b: '2', a: '1' } }, 'import')).toBeNull()
  })
})

test('[ORD-6] more parcels than an order may have: the newest stay, and what was dropped stays dropped', () => {
  const parcels = Array.from({ length: MOST_DATED + 20 }, (_, i) => parcel(`p${1000 - i}`, i))
  const known = toldBy([
    ['bridge', { shipments: parcels.slice(0, 60) }],
    ['bridge', { shipments: parcels.slice(60) }],
  ])
  expect(known?.order.shipments).toHaveLength(MOST_DATED)
  expect(Math.min(...(known?.order.shipments ?? []).map(({ at }) => at))).toBe(20)
  expect(merged(known, { id: 'o', at: 100, shipments: parcels.slice(0, 20) }, 'bridge')).toBeNull()
})

test('a stamp tells moments and sources apart to the end of the year 9999', () => {
  const last = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
  const stamps = [last - 1, last].flatMap((at) => orderSources.map((source) => stampOf(at, source)))
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b))
  expect(new Set(stamps).size).toBe(stamps.length)
})

/** Few moments, ids and values, so that words meet. */
const moment = fc.integer({ min: 1, max: 4 })
const few = fc.constantFrom('a', 'b', 'c')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const word: fc.Arbitrary<Word> = fc.tuple(
  fc.constantFrom(...orderSources),
  fc
    .record({
      at: moment,
      status: maybe(fc.constantFrom(...OrderStatus.options)),
      createdAt: maybe(moment),
      payBy: maybe(fc.option(moment)),
      remark: maybe(few),
      flag: maybe(fc.option(fc.constantFrom(...flags))),
      buyer: maybe(fc.option(fc.record({ id: few, name: few }))),
      lines: maybe(
        fc.array(
          fc.record({ id: few, title: few }).map(({ id, title }) => line(id, { title })),
          { maxLength: 3 },
        ),
      ),
      shipments: maybe(fc.array(fc.record({ id: few, at: moment, carrier: few }), { maxLength: 3 })),
      refunds: maybe(
        fc.array(
          fc
            .record({ id: few, at: moment, state: fc.constantFrom('asked' as const, 'done' as const) })
            .map(({ id, at, state }) => refund(id, at, state)),
          { maxLength: 3 },
        ),
      ),
      extra: maybe(fc.dictionary(few, few, { maxKeys: 2, noNullPrototype: true })),
    })
    .map((update) => Object.fromEntries(Object.entries(update).filter(([, v]) => v !== undefined))),
)

test('[ORD-2] in whatever order and however often words of several sources come, the same order comes out', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 8 }).chain((words) =>
        fc.tuple(
          fc.constant(words),
          // Every word at least once, in any order, with repetitions.
          fc.array(fc.integer({ min: 0, max: words.length - 1 }), { maxLength: 8 }).chain((again) =>
            fc.shuffledSubarray([...words.keys(), ...again], {
              minLength: words.length + again.length,
              maxLength: words.length + again.length,
            }),
          ),
        ),
      ),
      ([words, places]) => {
        const one = toldBy(words)
        const other = toldBy(places.map((i) => words[i] as Word))
        expect(other).toEqual(one)
        // And none of them says anything new.
        for (const [source, update] of words)
          expect(merged(one, { id: 'o', at: 100, ...update }, source)).toBeNull()
      },
    ),
    { numRuns: 3000 },
  )
})

test('[ORD-4] what changed leads from what was to what is', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 6 }), (words) => {
      let known: Known | null = null
      for (const [source, update] of words) {
        const next = merged(known, { id: 'o', at: 100, ...update }, source)
        if (!next) continue
        if (known) {
          const was = known.order as unknown as Record<string, unknown>
          for (const [field, [before]] of Object.entries(next.changes)) expect(before).toEqual(was[field])
          const is = Object.fromEntries(Object.entries(next.changes).map(([f, [, value]]) => [f, value]))
          expect(next.known.order).toEqual({ ...known.order, ...is })
        }
        known = next.known
      }
    }),
    { numRuns: 1000 },
  )
})
