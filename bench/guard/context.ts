import type { GuardContext } from '../../src/features/guard/domain/verdict.ts'

/** A message of which nothing else is known. */
export const CONTEXT: GuardContext = {
  author: 'agent',
  attachments: [],
  consent: false,
  stock: null,
  offerEndsAt: null,
  now: Date.parse('2026-11-11T02:00:00Z'),
}
