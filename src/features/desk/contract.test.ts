import { expect, test } from 'vitest'
import { Command } from '../conversation/command.ts'
import { shopContract } from '../shop/contract.ts'
import { deskContract } from './contract.ts'

const YEAR_10000 = Date.UTC(10_000, 0, 1)

test.each<[string, { safeParse(value: unknown): { success: boolean } }, object]>([
  ['a shop', deskContract.closed.params, { shopId: '2147483648' }],
  ['a conversation', deskContract.act.params, { shopId: '1', id: '2147483648' }],
  ['a member', shopContract.removeMember.params, { shopId: '1', personId: '99999999999' }],
  ['earlier messages', deskContract.earlierMessages.query, { before: '1e300' }],
  ['closed conversations', deskContract.closed.query, { before: '1e300' }],
  ['the audit', shopContract.audit.query, { before: '1.5' }],
  ['a transfer', Command, { do: 'transfer', to: 2 ** 31 }],
  ['a snooze', Command, { do: 'snooze', until: YEAR_10000 }],
  ['a look', Command, { do: 'seen', messageId: -1 }],
])('%s out of range is refused where it comes in', (_, schema, value) => {
  expect(schema.safeParse(value).success).toBe(false)
})
