import { describe, expect, test } from 'vitest'
import type { ConversationEvent, Notice } from '../conversation/domain.ts'
import { releasedBy } from './released.ts'

const why = { rule: 'load' as const, team: 'pre-sales', load: 0, limit: 8, waited: 0, ring: 0 }
/** What was said of a conversation that 3 has afterwards, and that was taken from 9 before. */
const event = (notice: Notice, assignee: number | null = 3): ConversationEvent =>
  ({
    conversation: { assignee, route: { passed: [9] } },
    messages: [{ detail: { notice } }],
  }) as unknown as ConversationEvent

describe('[RTG-22] who may have got slots back', () => {
  test.each<{ says: string; notice: Notice; assignee?: number | null; people: number[] }>([
    {
      says: 'the owner, where a supervisor sends it on',
      notice: { what: 'transferred', by: 1, to: 3, from: 2 },
      people: [2, 3, 9],
    },
    {
      says: 'the owner, where a supervisor sends it to a team',
      notice: { what: 'transferred', by: 1, to: null, team: 'after-sales', from: 2 },
      assignee: null,
      people: [2, 9],
    },
    {
      says: 'who sends it on, where the line does not say whose it was',
      notice: { what: 'transferred', by: 1, to: 3 },
      people: [1, 3, 9],
    },
    {
      says: 'who offered it, where a colleague claims it',
      notice: { what: 'claimed', by: 3, from: 2 },
      people: [2, 3, 9],
    },
    {
      says: 'who had it until it was moved',
      notice: { what: 'assigned', to: 3, why, from: 2 },
      people: [2, 3, 9],
    },
    {
      says: 'who it is taken from',
      notice: { what: 'taken', by: 3, from: 2 },
      people: [2, 3, 9],
    },
    {
      says: 'who loses it to the queue',
      notice: { what: 'queued', team: 'pre-sales', intent: null, from: 2, why: 'put-back' },
      assignee: null,
      people: [2, 9],
    },
    { says: 'nobody, where it is opened anew', notice: { what: 'reopened', by: 3 }, people: [] },
  ])('$says', ({ notice, assignee, people }) => {
    expect(releasedBy(event(notice, assignee))).toEqual(people)
  })
})
