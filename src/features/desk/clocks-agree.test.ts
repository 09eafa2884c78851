import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, SECOND } from '../../shared/time.ts'
import type { ChatEvent } from '../clock/domain/chat.ts'
import { count, isRate } from '../clock/domain/count/index.ts'
import { waitStart } from '../clock/domain/live.ts'
import { type ClockRule, inForce, type Level } from '../clock/domain/rule.ts'
import { rulesFor } from '../clock/domain/settings-rules.ts'
import type { Platform } from '../shop/domain.ts'
import { begin, NOON } from './testing.ts'

const soon = [fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 700 })]
/** What may happen in a conversation, and how many seconds after what happened before. */
const deedsAfter = (after: fc.Arbitrary<number>) =>
  fc.array(fc.record({ what: fc.constantFrom('asks', 'asks-known', 'answers', 'answers'), after }), {
    minLength: 1,
    maxLength: 12,
  })
/** When it begins, seconds after noon: at any hour, with the windows' edges and midnight more often than not. */
const anyHour = fc.oneof(
  fc.integer({ min: 0, max: 86_399 }),
  fc
    .constantFrom(20, 21, 11, 12)
    .chain((hours) => fc.integer({ min: hours * 3600 - 400, max: hours * 3600 + 200 })),
)
const plays = {
  'in an afternoon': { from: fc.constant(0), deeds: deedsAfter(fc.oneof(...soon)) },
  'over days, at any hour': {
    from: anyHour,
    deeds: deedsAfter(fc.oneof(...soon, fc.integer({ min: 701, max: 50_000 }))),
  },
}
const platforms: Platform[] = ['tmall', 'pinduoduo', 'douyin', 'jd', 'xiaohongshu', 'kuaishou', 'site']

/** The messages of a conversation as the counters see them. */
const eventsOf = (talk: ReturnType<typeof begin>): ChatEvent[] =>
  talk.messages.flatMap((m): ChatEvent[] => {
    const base = { session: '1', buyer: '1', agent: '7', team: null, at: m.sentAt, ref: m.id }
    if (m.author === 'buyer') return [{ ...base, what: 'asked', level: null }]
    if (m.kind === 'notice' || m.kind === 'note') return []
    const auto: Level = m.detail?.filler ? 'any' : 'auto'
    return [{ ...base, what: 'answered', level: m.author === 'assistant-auto' ? auto : 'person' }]
  })

describe.each(Object.entries(plays))(
  '[CLK-51] what is written down live is what is counted, %s',
  (name, play) => {
    test.each(platforms)('%s', (platform) => {
      const rules = inForce(rulesFor(platform, { rules: [] }), NOON).filter(
        (rule: ClockRule) =>
          isRate(rule) &&
          rule.starts === 'asked' &&
          // Which question is a session's first where the assistant's answers are left out and some fall outside the
          // hours of other days, the two may see differently (CLK-67).
          (name === 'in an afternoon' || !(rule.counted === 'first-reply' && rule.autoExcluded)),
      )
      expect(rules.length).toBeGreaterThan(0)
      fc.assert(
        fc.property(play.from, play.deeds, (from, deeds) => {
          // Nobody ends it in between, so that it is one session.
          const talk = begin({
            platform,
            clock: { closing: { idle: 0, thanks: [], words: '' }, steps: [] },
            says: { holdAfter: 3600 },
          })
          let s = from
          for (const { what, after } of deeds) {
            s += after
            // A word to who waits for nothing is no reply.
            if (what === 'answers' && talk.messages.length > 0 && waitStart(talk.now()) !== null)
              talk.answers(s)
            else if (what === 'asks-known') talk.asks(s, '什么时候发货')
            else talk.asks(s)
          }
          talk.until(s + HOUR / SECOND)
          const events = eventsOf(talk)
          const counting = { zone: 'Asia/Shanghai', asOf: NOON + (s + 3600) * SECOND }
          for (const rule of rules) {
            const missed = [...count([rule], events, counting)].filter(({ verdict }) => verdict === 'missed')
            const live = talk.breaches.filter((breach) => breach.rule === rule.id)
            // Of what is spoilt as a whole only how often is compared: the two name its beginning differently.
            const starts = rule.counted === 'round' ? missed.map(({ start }) => start) : missed.map(() => 0)
            const liveStarts = live.map(({ startedAt }) => (rule.counted === 'round' ? startedAt : 0))
            expect([rule.id, liveStarts]).toEqual([rule.id, starts])
          }
        }),
        { numRuns: 200 },
      )
    })
  },
)
