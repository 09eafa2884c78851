import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../../../shared/time.ts'
import type { ChatEvent } from '../chat.ts'
import { figureOf, leavesOf, rowsBy, SPLITS, sumOf } from '../rates.ts'
import { type ClockRule, Level } from '../rule.ts'
import { ruleLike } from './in-short.ts'
import { count, type Unit } from './index.ts'

const NOON = Date.UTC(2026, 10, 11, 4) // in Shanghai
const KINDS = ['round', 'session', 'buyer-day', 'first-reply'] as const
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York']

/** Few names and coarse times, so that ties, overlaps and returns abound; 18 hours around midnight, too. */
const event = fc
  .record({
    session: fc.constantFrom('s1', 's2', 's3'),
    buyer: fc.constantFrom('x', 'y'),
    agent: fc.constantFrom(null, 'A', 'B'),
    team: fc.constantFrom(null, 'T'),
    what: fc.constantFrom<ChatEvent['what'][]>('asked', 'asked', 'answered', 'answered', 'transfer', 'end'),
    level: fc.constantFrom(...Level.options),
    minute: fc.integer({ min: 0, max: 18 * 60 }),
    coarse: fc.boolean(),
  })
  .map(({ session, buyer, agent, team, what, level, minute, coarse }) => ({
    session: `${session}-${buyer}`,
    buyer,
    agent,
    team,
    what,
    level: what === 'answered' ? level : null,
    at: NOON + (coarse ? Math.floor(minute / 60) * 60 : minute) * MINUTE,
  }))
const chats = fc
  .array(event, { maxLength: 40 })
  .map((events) => events.map((one, i): ChatEvent => ({ ...one, ref: i + 1 })))

const rule = fc
  .record({
    counted: fc.constantFrom(...KINDS),
    starts: fc.constantFrom<ClockRule['starts'][]>('asked', 'assigned'),
    answeredBy: fc.constantFrom(...Level.options),
    autoExcluded: fc.boolean(),
    limit: fc.constantFrom(30, 180, 600, 3600, 7200),
    cap: fc.constantFrom(null, 600),
    sameSession: fc.constantFrom(0, 600, 7200),
    always: fc.boolean(),
  })
  .map(({ always, ...more }) => ruleLike({ ...more, ...(always && { hours: [] }) }))
const zone = fc.constantFrom(...ZONES)

const units = (
  versions: ClockRule | readonly ClockRule[],
  events: readonly ChatEvent[],
  zone: string,
  asOf = Infinity,
) => [...count([versions].flat(), events, { zone, asOf })]
/** What does not depend on where in the file a message stood. */
const figures = (found: readonly Unit[]) =>
  found.map(({ refs, ...unit }) => ({ ...unit, messages: refs.length }))

describe('counters', () => {
  test('[CLK-3] over permutations of a stream give the same, to the message', () => {
    fc.assert(
      fc.property(
        chats.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        rule,
        zone,
        ([events, shuffled], rule, zone) => {
          expect(units(rule, shuffled, zone)).toEqual(units(rule, events, zone))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('[CLK-3] over a file whose lines of equal time were exchanged give the same figures', () => {
    fc.assert(
      fc.property(
        chats.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        rule,
        zone,
        ([events, shuffled], rule, zone) => {
          const rewritten = shuffled.map((one, i) => ({ ...one, ref: i + 1 }))
          expect(figures(units(rule, rewritten, zone))).toEqual(figures(units(rule, events, zone)))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('[CLK-26] the whole is the sum of its parts by agent, team and day, and every unit is in it once', () => {
    fc.assert(
      fc.property(chats, rule, zone, (events, rule, zone) => {
        const found = units(rule, events, zone, NOON + 12 * HOUR)
        const leaves = leavesOf(found, zone)
        const total = sumOf(leaves.map(({ tally }) => tally))
        for (const split of SPLITS)
          expect(sumOf(rowsBy(leaves, split).map(({ tally }) => tally)), split).toEqual(total)
        expect(total.met + total.missed + total.excluded + total.open).toBe(found.length)
        const figure = figureOf(total, rule)
        expect(figure.counted).toBe(found.filter(({ verdict }) => /^m/.test(verdict)).length)
        // Every buyer's session is in some unit, where anybody asked: nothing is lost.
        const asked = new Set(
          events
            .filter(({ what, at }) => what === 'asked' && at <= NOON + 12 * HOUR)
            .map(({ buyer }) => buyer),
        )
        expect(new Set(found.map(({ buyer }) => buyer))).toEqual(asked)
      }),
      { numRuns: 500 },
    )
  })

  test('[CLK-13] what is final stays, however much later it is counted and whatever begins after', () => {
    fc.assert(
      fc.property(
        chats,
        rule,
        zone,
        fc.integer({ min: 0, max: 20 * 60 }),
        fc.integer({ min: 0, max: 3 * 24 * 60 }),
        chats,
        (events, rule, zone, minute, later, more) => {
          const asOf = NOON + minute * MINUTE
          // New talk of new sessions, two days on.
          const begun = more.map((one) => ({
            ...one,
            session: `n${one.session}`,
            at: one.at + 2 * DAY,
            ref: one.ref + 100,
          }))
          const before = units(rule, events, zone, asOf).filter(({ final }) => final)
          const after = new Map(
            units(
              rule,
              [...events.filter(({ at }) => at <= asOf), ...begun],
              zone,
              asOf + later * MINUTE,
            ).map((unit) => [JSON.stringify([unit.key, unit.start, unit.agent, unit.refs]), unit]),
          )
          for (const unit of before)
            expect(after.get(JSON.stringify([unit.key, unit.start, unit.agent, unit.refs]))).toEqual(unit)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('[CLK-2] a version that holds later changes nothing that began before it', () => {
    fc.assert(
      fc.property(
        chats,
        rule,
        rule,
        zone,
        fc.integer({ min: 0, max: 18 * 60 }),
        (events, rule, next, zone, minute) => {
          const from = NOON + minute * MINUTE
          const changed = { ...next, counted: rule.counted, from }
          // A buyer's day and a session are judged as they began, so what began before is compared as a whole.
          const earlier = (found: readonly Unit[]) =>
            found.filter(
              ({ start, refs }) =>
                start < from && Math.min(...refs.map((ref) => events[ref - 1]?.at ?? 0)) < from,
            )
          const known = new Map(earlier(units(rule, events, zone)).map((unit) => [unit.key, unit]))
          if (rule.counted === 'round' && rule.starts === 'asked')
            for (const unit of earlier(units([rule, changed], events, zone)))
              expect(known.get(unit.key)?.dueAt).toBe(unit.dueAt)
          else if (rule.counted === 'session')
            for (const unit of units([rule, changed], events, zone)) {
              const first = Math.min(
                ...events
                  .filter(({ session, what }) => session === unit.key && what === 'asked')
                  .map(({ at }) => at),
              )
              if (first < from)
                expect(unit).toEqual(units(rule, events, zone).find(({ key }) => key === unit.key))
            }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('[CLK-5] a longer limit never lowers the share', () => {
    fc.assert(
      fc.property(chats, rule, zone, fc.integer({ min: 1, max: 7200 }), (events, rule, zone, more) => {
        const of = (limit: number) =>
          figureOf(
            sumOf(leavesOf(units({ ...rule, limit }, events, zone), zone).map(({ tally }) => tally)),
            rule,
          )
        const [short, long] = [of(rule.limit).share, of(rule.limit + more).share]
        if (short !== null && long !== null) expect(long).toBeGreaterThanOrEqual(short)
      }),
      { numRuns: 1000 },
    )
  })

  test('[CLK-11] no time is negative, none above the cap; what is met is within the limit', () => {
    fc.assert(
      fc.property(chats, rule, zone, (events, rule, zone) => {
        for (const { took, verdict, first } of units(rule, events, zone)) {
          expect(took ?? 0).toBeGreaterThanOrEqual(0)
          expect(first ?? 0).toBeGreaterThanOrEqual(0)
          if (rule.cap !== null) expect(took ?? 0).toBeLessThanOrEqual(rule.cap * SECOND)
          if (verdict === 'met') expect(took ?? 0).toBeLessThanOrEqual(rule.limit * SECOND)
        }
      }),
      { numRuns: 300 },
    )
  })
})
