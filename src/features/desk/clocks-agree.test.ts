import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, SECOND } from '../../shared/time.ts'
import type { ChatEvent } from '../clock/domain/chat.ts'
import { count, isRate } from '../clock/domain/count/index.ts'
import { type ClockRule, inForce, type Level } from '../clock/domain/rule.ts'
import { rulesFor } from '../clock/domain/settings-rules.ts'
import type { Platform } from '../shop/domain.ts'
import { begin, NOON } from './testing.ts'

/** What may happen in a conversation, and how many seconds after what happened before. */
const deed = fc.record({
  what: fc.constantFrom('asks', 'asks-known', 'answers', 'answers'),
  after: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 700 })),
})

/** The messages of a conversation as the counters see them. */
const eventsOf = (talk: ReturnType<typeof begin>): ChatEvent[] =>
  talk.messages.flatMap((m): ChatEvent[] => {
    const base = { session: '1', buyer: '1', agent: '7', team: null, at: m.sentAt, ref: m.id }
    if (m.author === 'buyer') return [{ ...base, what: 'asked', level: null }]
    if (m.kind === 'notice' || m.kind === 'note') return []
    const auto: Level = m.detail?.filler ? 'any' : 'auto'
    return [{ ...base, what: 'answered', level: m.author === 'assistant-auto' ? auto : 'person' }]
  })

describe('[CLK-51] what is written down live is what the counters count', () => {
  test.each(['tmall', 'pinduoduo', 'douyin', 'jd', 'xiaohongshu', 'kuaishou', 'site'] as Platform[])(
    '%s',
    (platform) => {
      const rules = inForce(rulesFor(platform, { rules: [] }), NOON).filter(
        (rule: ClockRule) => isRate(rule) && rule.starts === 'asked',
      )
      expect(rules.length).toBeGreaterThan(0)
      fc.assert(
        fc.property(fc.array(deed, { minLength: 1, maxLength: 12 }), (deeds) => {
          // Nobody ends it in between, so that it is one session.
          const talk = begin({
            platform,
            clock: { closing: { idle: 0, thanks: [], words: '' }, steps: [] },
            says: { holdAfter: 3600 },
          })
          let s = 0
          for (const { what, after } of deeds) {
            s += after
            if (what === 'answers' && talk.messages.length > 0) talk.answers(s)
            else if (what === 'asks-known') talk.asks(s, '什么时候发货')
            else talk.asks(s)
          }
          talk.until(s + HOUR / SECOND)
          const events = eventsOf(talk)
          for (const rule of rules) {
            const missed = [
              ...count([rule], events, { zone: 'Asia/Shanghai', asOf: NOON + (s + 3600) * SECOND }),
            ].filter(({ verdict }) => verdict === 'missed')
            const live = talk.breaches.filter((breach) => breach.rule === rule.id)
            const starts = rule.counted === 'round' ? missed.map(({ start }) => start) : missed.map(() => 0)
            const liveStarts = live.map(({ startedAt }) => (rule.counted === 'round' ? startedAt : 0))
            expect([rule.id, liveStarts]).toEqual([rule.id, starts])
          }
        }),
        { numRuns: 150 },
      )
    },
  )
})
