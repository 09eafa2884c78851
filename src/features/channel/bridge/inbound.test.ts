import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isProblem, readMessage } from './inbound.ts'
import { AHEAD, BridgeMessage, EARLIEST } from './protocol.ts'

const now = Date.UTC(2026, 10, 11)
const good = { id: 'm1', buyer: { id: 'b1', name: '小明' }, at: now, text: '在吗' }
const stored = {
  channelId: 7,
  buyer: { externalId: 'b1', name: '小明', verified: true },
  message: { externalId: 'm1', kind: 'text', text: '在吗', picture: null, size: null, sentAt: now },
}

test.each<[string, object, object]>([
  ['as it is', {}, {}],
  ['a nameless buyer', { buyer: { id: 'b1' } }, { buyer: { ...stored.buyer, name: '' } }],
  ['null for what is left out', { buyer: { id: 'b1', name: '小明' }, picture: null }, {}],
  ['a field of tomorrow', { mood: ['😀'] }, {}],
  ['a time with a zone', { at: '2026-11-11T08:00:00+08:00' }, {}],
  ['a time in UTC', { at: '2026-11-11T00:00:00.000Z' }, {}],
  ['NUL, which PostgreSQL cannot keep', { text: '在\0吗' }, {}],
  ['half an emoji', { text: '在\ud83d吗' }, { message: { ...stored.message, text: '在\ufffd吗' } }],
  ['[BRG-14] the order it is about', { order: 'O-1' }, { message: { ...stored.message, order: 'O-1' } }],
  ['[BRG-13] what the buyer looks at', { item: 'LB-1' }, { message: { ...stored.message, item: 'LB-1' } }],
  [
    'a picture',
    { text: undefined, picture: 'p' },
    { message: { ...stored.message, kind: 'picture', text: '', picture: 'p' } },
  ],
  ['a day ahead', { at: now + AHEAD }, { message: { ...stored.message, sentAt: now + AHEAD } }],
])('[BRG-10] takes %s', (_, change, expected) => {
  expect(readMessage({ ...good, ...change }, 7, now)).toEqual({ ...stored, ...expected })
})

const long = 'x'.repeat(201)
test.each<[string, unknown, string, string?]>([
  ['nothing', null, ''],
  ['a list', [], ''],
  ['a text', 'm1', ''],
  ['no id', { ...good, id: undefined }, 'id'],
  ['a number as id', { ...good, id: 1 }, 'id'],
  ['an empty id', { ...good, id: ' ' }, 'id'],
  ['a long id', { ...good, id: long }, 'id'],
  ['NUL in the id', { ...good, id: 'a\0b' }, 'id'],
  ['half a surrogate in the id', { ...good, id: 'a\udc00' }, 'id'],
  ['no buyer', { ...good, buyer: undefined }, 'buyer'],
  ['a text as buyer', { ...good, buyer: 'b1' }, 'buyer'],
  ['a list as buyer', { ...good, buyer: ['b1'] }, 'buyer'],
  ['no id of the buyer', { ...good, buyer: {} }, 'buyer.id'],
  ['a number as the buyer’s id', { ...good, buyer: { id: 5 } }, 'buyer.id'],
  ['a long id of the buyer', { ...good, buyer: { id: long } }, 'buyer.id'],
  ['NUL in the buyer’s id', { ...good, buyer: { id: '\0' } }, 'buyer.id'],
  ['a number as name', { ...good, buyer: { id: 'b', name: 3 } }, 'buyer.name'],
  ['a long name', { ...good, buyer: { id: 'b', name: 'x'.repeat(101) } }, 'buyer.name'],
  ['no time', { ...good, at: undefined }, 'at'],
  ['seconds', { ...good, at: now / 1000 }, 'at'],
  ['parts of a millisecond', { ...good, at: now + 0.5 }, 'at'],
  ['microseconds', { ...good, at: now * 1000 }, 'at'],
  ['a time without a zone', { ...good, at: '2026-11-11T08:00:00' }, 'at'],
  ['a day', { ...good, at: '2026-11-11' }, 'at'],
  ['a time without seconds', { ...good, at: '2026-11-11T00:00Z' }, 'at'],
  ['the 30th of February', { ...good, at: '2026-02-30T00:00:00Z' }, 'at'],
  ['25 o’clock', { ...good, at: '2026-02-03T25:00:00Z' }, 'at'],
  ['more than a day ahead', { ...good, at: now + AHEAD + 1 }, 'at'],
  ['a list as time', { ...good, at: [now] }, 'at'],
  ['no text', { ...good, text: undefined }, 'text'],
  ['an empty text', { ...good, text: ' \n\0' }, 'text'],
  ['a number as text', { ...good, text: 3 }, 'text'],
  ['a long text', { ...good, text: '长'.repeat(4001) }, 'text', 'too-large'],
  ['[BRG-13] a number as product', { ...good, item: 12 }, 'item'],
  ['a product’s id that is too long', { ...good, item: 'x'.repeat(81) }, 'item'],
  ['[BRG-14] a number as order', { ...good, order: 12 }, 'order'],
  ['an order with a blank before it', { ...good, order: ' 12' }, 'order'],
  ['an order’s id that is too long', { ...good, order: 'x'.repeat(81) }, 'order'],
  ['text and picture', { ...good, picture: 'p' }, 'text'],
  ['an object as picture', { ...good, text: null, picture: {} }, 'picture'],
])('[BRG-11] refuses %s', (_, value, field, code = 'malformed') => {
  expect(readMessage(value, 7, now)).toEqual({ code, field, problem: expect.stringMatching(/.{10,}/) })
})

/** Values near the border of what is allowed, and far from it. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', ' ', '\0', '\ud800', 'a\0', '在吗', 'x'.repeat(100), 'x'.repeat(101), long),
  fc.constantFrom('x'.repeat(200), 'y'.repeat(4000), 'y'.repeat(4001), `${'y'.repeat(4000)}\0`),
)
const odd = fc.oneof(fc.constantFrom(null, undefined, 0, 1.5, true, [], {}, ['a']), fc.jsonValue())
const at = fc.oneof(
  fc.constantFrom(EARLIEST, EARLIEST - 1, now, 1.5, -0, Number.NaN, 2 ** 53, '2000-01-01T00:00:00Z'),
  fc.constantFrom(
    '1999-12-31T23:59:59.9Z',
    '2000-01-01T00:00+08:00',
    '2024-02-29T00:00Z',
    '2023-02-29T00:00Z',
  ),
  fc.constantFrom('2026-04-31T01:02:03+08:00', '2026-11-11t00:00:00z', '2026-11-11T00:00:00+0800'),
  fc.constantFrom('2026-11-11T24:00:00Z', '2026-11-11T00:00:60Z', '2026-11-11T00:00:00.123456Z', 'now'),
  fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
  fc.integer({ min: EARLIEST - 10, max: now }),
  odd,
)
/** Mostly what is right, so that one wrong field at a time is the usual case. */
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: right }, { weight: 1, arbitrary: text }, { weight: 1, arbitrary: odd })
const some = fc.constantFrom('a', '小明', 'x'.repeat(100))
const content = fc.oneof(
  fc.record({ text: mostly(some) }),
  fc.record({ picture: mostly(some) }),
  fc.record({ text: mostly(some), picture: mostly(fc.constant(null)) }),
  fc.constant({}),
)
const message = mostly(
  fc
    .tuple(
      fc.record({
        id: mostly(some),
        buyer: mostly(fc.record({ id: mostly(some), name: mostly(some) }, { requiredKeys: ['id'] })),
        at: fc.oneof(
          { weight: 2, arbitrary: fc.integer({ min: EARLIEST, max: now }) },
          { weight: 1, arbitrary: at },
        ),
        extra: odd,
        item: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text }),
        order: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text }),
      }),
      content,
    )
    .map(([m, c]) => ({ ...m, ...c })),
)

test('[BRG-12] the reader by hand takes what the schema takes, and reads the same from it', () => {
  let both = 0
  fc.assert(
    fc.property(message, (value) => {
      const read = readMessage(value, 7, Number.MAX_SAFE_INTEGER)
      const truth = BridgeMessage.safeParse(value)
      expect(!isProblem(read)).toBe(truth.success)
      if (isProblem(read) || !truth.success) return
      both += 1
      const { id, buyer, at, text, picture, item, order } = truth.data
      expect(read).toEqual({
        channelId: 7,
        buyer: { externalId: buyer.id, name: buyer.name ?? '', verified: true },
        message: {
          externalId: id,
          kind: text == null ? 'picture' : 'text',
          text: text ?? '',
          picture: picture ?? null,
          size: null,
          sentAt: at,
          ...(item != null && { item }),
          ...(order != null && { order }),
        },
      })
    }),
    { numRuns: 10_000 },
  )
  // Most made-up messages must not be refused at the first field, or the property proves nothing.
  expect(both).toBeGreaterThan(1000)
})
