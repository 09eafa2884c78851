import { expect, test } from 'vitest'
import type { Message } from '../domain.ts'
import { deliveredState, linesOf, type Sending } from './lines.ts'

const noon = new Date(2026, 10, 11, 12).getTime()
const message = (id: number, minutes: number, more: Partial<Message> = {}): Message => ({
  id,
  conversationId: 1,
  author: 'buyer',
  kind: 'text',
  text: '',
  picture: null,
  personId: null,
  sentAt: noon + minutes * 60_000,
  replyTo: null,
  externalId: null,
  outbound: false,
  detail: null,
  ...more,
})
const sending = (clientId: string): Sending => ({
  clientId,
  kind: 'text',
  text: '好的',
  picture: null,
  at: noon,
  failed: false,
})

test('a day’s name stands before its first message', () => {
  const lines = linesOf([message(1, 0), message(2, 1), message(3, 24 * 60)], [])
  expect(lines.map((l) => l.line)).toEqual(['day', 'message', 'message', 'day', 'message'])
})

test.each([
  ['the same hand soon after', message(2, 1), true],
  ['after a while', message(2, 4), false],
  ['somebody else', message(2, 1, { author: 'agent', personId: 7 }), false],
  ['a note after a message', message(2, 1, { kind: 'note' }), false],
  ['a notice', message(2, 1, { kind: 'notice' }), false],
])('%s joins: %o', (_, second, joined) => {
  expect(linesOf([message(1, 0), second], []).at(-1)).toMatchObject({ joined })
})

test('what has arrived is no longer being sent', () => {
  const lines = linesOf([message(1, 0, { externalId: 'a' })], [sending('a'), sending('b')])
  expect(lines.map((l) => l.key)).toEqual(['day-1', '1', 'b'])
})

test.each([
  [{ acked: 0, dead: [] }, 0, 'sent'],
  [{ acked: 5, dead: [] }, 0, 'delivered'],
  [{ acked: 9, dead: [] }, 5, 'seen'],
  [{ acked: 9, dead: [5] }, 0, 'failed'],
] as const)('delivery %o, read up to %i → %s', (delivery, read, state) => {
  expect(deliveredState(message(5, 0, { outbound: true }), delivery, read)).toBe(state)
  expect(deliveredState(message(5, 0), delivery, read)).toBeNull()
})
