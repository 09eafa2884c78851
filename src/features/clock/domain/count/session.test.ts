import { describe, expect, test } from 'vitest'
import { everyDay } from '../../../../shared/hours.ts'
import type { ClockRule } from '../rule.ts'
import { chat, counted, inShort, ruleLike, share } from './in-short.ts'

const douyin = (more: Partial<ClockRule> = {}): ClockRule =>
  ruleLike({ platform: 'douyin', counted: 'session', cap: null, ...more })

type Case = [
  says: string,
  chat: string,
  gives: string,
  rule?: Partial<ClockRule>,
  more?: { zone?: string; asOf?: string },
]
const cases = (rows: Case[]) =>
  test.each(rows)('%s', (_says, short, gives, rule = {}, more = {}) => {
    expect(inShort(counted(short, douyin(rule), more))).toBe(gives)
  })

describe('[CLK-15] all or nothing', () => {
  cases([
    ['one round in time', '10:00 ask, 10:01 person', 'met 60'],
    ['one round late', '10:00 ask, 10:04 person', 'missed 240'],
    ['two in time: once, by the slower', '10:00 ask, 10:01 person, 10:05 ask, 10:07 person', 'met 120'],
    ['the first late', '10:00 ask, 10:04 person, 10:05 ask, 10:06 person', 'missed 240'],
    ['the last late', '10:00 ask, 10:01 person, 10:05 ask, 10:09 person', 'missed 240'],
    [
      'one late of five',
      '10:00 ask, 10:01 person, 10:05 ask, 10:06 person, 10:10 ask, 10:14 person, 10:20 ask, 10:21 person, 10:25 ask, 10:26 person',
      'missed 240',
    ],
    ['two late: once', '10:00 ask, 10:04 person, 10:05 ask, 10:10 person', 'missed 240'],
    ['the last unanswered', '10:00 ask, 10:01 person, 10:05 ask', 'missed -'],
    ['never answered', '10:00 ask', 'missed -'],
    ['with a cap', '10:00 ask', 'missed 600', { cap: 600 }],
    ['nobody asked', '10:00 person, 10:10 person', ''],
    ['further questions join the round', '10:00 ask, 10:02:30 ask, 10:03 person', 'met 180'],
    ['the wait begins with the first of them', '10:00 ask, 10:02:30 ask, 10:04 person', 'missed 240'],
    [
      'two sessions of a buyer',
      '10:00 ask #1, 10:01 person #1, 11:00 ask #2, 11:05 person #2',
      'met 60, missed 300',
    ],
    [
      'merged: each is answered in its own',
      '10:00 ask #1, 10:01 ask #2, 10:02 person #2',
      'missed -, met 60',
    ],
    ['going on after its end', '10:00 ask, 10:01 person, 10:02 end, 15:00 ask, 15:10 person', 'missed 600'],
  ])
})

describe('[CLK-5] limits, to the millisecond', () => {
  cases([
    ['at once', '10:00 ask, 10:00 person', 'met 0'],
    ['before', '10:00 ask, 10:02:59.999 person', 'met 179.999'],
    ['at', '10:00 ask, 10:03 person', 'met 180'],
    ['after', '10:00 ask, 10:03:00.001 person', 'missed 180.001'],
    ['two minutes: at', '10:00 ask, 10:02 person', 'met 120', { limit: 120 }],
    ['two minutes: after', '10:00 ask, 10:02:00.001 person', 'missed 120.001', { limit: 120 }],
    ['in the second round, at', '10:00 ask, 10:01 person, 10:10 ask, 10:13 person', 'met 180'],
    [
      'in the second round, after',
      '10:00 ask, 10:01 person, 10:10 ask, 10:13:00.001 person',
      'missed 180.001',
    ],
  ])
})

describe('[CLK-16] hours: a round begun outside does not count', () => {
  cases([
    ['07:59:59 alone', '07:59:59 ask, 08:30 person', 'excluded hours'],
    ['08:00:00', '08:00:00 ask, 08:01 person', 'met 60'],
    ['22:59:59', '22:59:59 ask, 23:01 person', 'met 61'],
    ['23:00:00', '23:00:00 ask, 23:01 person', 'excluded hours'],
    ['a late one before, a good one within', '07:50 ask, 07:58 person, 08:10 ask, 08:11 person', 'met 60'],
    ['good ones within, a late one after', '22:50 ask, 22:51 person, 23:05 ask, 23:30 person', 'met 60'],
    ['unanswered after eleven', '22:50 ask, 22:51 person, 23:05 ask', 'met 60'],
    ['a late one within, a good one after', '22:50 ask, 22:58 person, 23:05 ask, 23:06 person', 'missed 480'],
    [
      'asked before eight, and again within: a round begun outside',
      '07:59 ask, 08:10 ask, 08:20 person',
      'excluded hours',
    ],
    [
      'from nine',
      '08:30 ask, 08:59 person, 09:00 ask, 09:01 person',
      'met 60',
      { hours: everyDay('09:00', '23:00') },
    ],
    ['always', '03:00 ask, 03:01 person', 'met 60', { hours: [] }],
    ['all its rounds outside', '03:00 ask, 03:10 person, 23:30 ask', 'excluded hours'],
  ])
})

describe('[CLK-17] what reached a person', () => {
  cases([
    ['the assistant alone', '10:00 ask, 10:00:01 auto', 'excluded auto'],
    ['the assistant alone, twice', '10:00 ask, 10:00:01 auto, 10:01 ask, 10:01:01 auto', 'excluded auto'],
    [
      'the assistant, and the last question left: it never reached a person',
      '10:00 ask, 10:00:01 auto, 10:01 ask',
      'excluded auto',
    ],
    ['nobody but a greeting: an offline message, counts as missed', '10:00 ask, 10:00:01 hi', 'missed -'],
    ['nobody at all', '10:00 ask', 'missed -'],
    ['handed to a person, who is silent', '10:00 ask, 10:00:01 auto, 10:01 ask, 10:01:05 to=A', 'missed - A'],
    [
      'handed to a person, who answers in time',
      '10:00 ask, 10:00:01 auto, 10:01 ask, 10:01:05 to=A, 10:02 person=A',
      'met 60 A',
    ],
    [
      'handed to a person, who is late',
      '10:00 ask, 10:00:01 auto, 10:01 ask, 10:01:05 to=A, 10:05 person=A',
      'missed 240 A',
    ],
    ['a person has it, the assistant answers', '10:00 ask=A, 10:00:01 auto', 'excluded auto A'],
    ['a person has it, greeted only', '10:00 ask=A, 10:00:01 hi', 'missed - A'],
    ['in the human stage, assisted', '10:00 ask=A, 10:01 assist=A', 'met 60 A'],
    ['assisted, for a rule of people', '10:00 ask=A, 10:01 assist=A', 'missed - A', { answeredBy: 'person' }],
    ['the assistant counts', '10:00 ask, 10:00:01 auto', 'met 1', { answeredBy: 'auto' }],
    ['the assistant’s are not left out', '10:00 ask, 10:00:01 auto', 'missed -', { autoExcluded: false }],
    [
      'a greeting never answers',
      '10:00 ask, 10:00:01 hi, 10:04 person',
      'missed 240',
      { answeredBy: 'auto' },
    ],
    ['silence alone is what the rule forbids', '10:00 ask, 10:00:01 hi', 'met 1', { answeredBy: 'any' }],
    [
      'a late robot does not undo the miss',
      '10:00 ask=A, 10:05 auto, 10:06 ask=A, 10:07 person=A',
      'missed - A',
    ],
  ])
})

describe('[CLK-9] transfers: one wait, charged to who had it when its time was over', () => {
  cases([
    ['passed on and answered', '10:00 ask=A, 10:01 to=B, 10:02 person=B', 'met 120 B'],
    ['passed on, and late', '10:00 ask=A, 10:01 to=B, 10:04 person=B', 'missed 240 B'],
    ['passed on too late', '10:00 ask=A, 10:04 to=B, 10:05 person=B', 'missed 300 A'],
    ['passed on at the limit', '10:00 ask=A, 10:03 to=B, 10:05 person=B', 'missed 300 B'],
    ['to nobody', '10:00 ask=A, 10:01 to', 'missed - A'],
    ['from the queue', '10:00 ask, 10:04 to=A, 10:05 person=A', 'missed 300 A'],
    [
      'from the queue, by the clock of the agent',
      '10:00 ask, 10:04 to=A, 10:05 person=A',
      'met 60 A',
      { starts: 'assigned' },
    ],
    [
      'the second round spoils it: its agent',
      '10:00 ask=A, 10:01 person=A, 10:02 to=B, 10:03 ask=B, 10:10 person=B',
      'missed 420 B',
    ],
    [
      'the first round spoilt it: its agent',
      '10:00 ask=A, 10:05 person=A, 10:06 to=B, 10:07 ask=B, 10:08 person=B',
      'missed 300 A',
    ],
  ])
})

describe('[CLK-13] as of a moment', () => {
  cases([
    ['not due', '10:00 ask', 'open', {}, { asOf: '10:03' }],
    ['over', '10:00 ask', 'missed -', {}, { asOf: '10:03:00.001' }],
    ['answered, and a second open', '10:00 ask, 10:01 person, 10:05 ask', 'open', {}, { asOf: '10:06' }],
    ['spoilt, and a second open', '10:00 ask, 10:04 person, 10:05 ask', 'missed 240', {}, { asOf: '10:06' }],
  ])
  test.each<[says: string, chat: string, asOf: string, final: boolean]>([
    ['met, but the day goes on', '10:00 ask, 10:01 person', '10:30', false],
    ['met, the day is over', '10:00 ask, 10:01 person', '2026-11-12_00:00', true],
    ['spoilt for good', '10:00 ask, 10:04 person', '10:05', true],
    ['missed, but may be answered', '10:00 ask', '10:05', false],
    ['open', '10:00 ask', '10:01', false],
  ])('final: %s', (_says, short, asOf, final) => {
    expect(counted(short, douyin(), { asOf })[0]?.final).toBe(final)
  })
})

describe('[CLK-8] days, zones and clock changes', () => {
  const always = { hours: [] }
  cases([
    [
      'a session over midnight is one',
      '23:50 ask, 23:51 person, 2026-11-12_00:10 ask, 2026-11-12_00:11 person',
      'met 60',
      always,
    ],
    ['an answer over midnight in time', '23:59 ask, 2026-11-12_00:01 person', 'met 120', always],
    ['an answer over midnight late', '23:59 ask, 2026-11-12_00:03 person', 'missed -', always],
    [
      'eight in Berlin',
      '2026-10-25T08:00:00+01:00 ask, 2026-10-25T08:02:00+01:00 person',
      'met 120',
      {},
      { zone: 'Europe/Berlin' },
    ],
    [
      'seven in Berlin, eight the day before',
      '2026-10-25T07:00:00+01:00 ask, 2026-10-25T08:02:00+01:00 person',
      'excluded hours',
      {},
      { zone: 'Europe/Berlin' },
    ],
    [
      'the hour that comes twice',
      '2026-10-25T02:59:30+02:00 ask, 2026-10-25T02:00:30+01:00 person',
      'met 60',
      always,
      { zone: 'Europe/Berlin' },
    ],
  ])
})

describe('[CLK-2] versions: the one when the session began', () => {
  const noon = chat('12:00 ask')[0]?.at ?? 0
  const rules = [douyin(), douyin({ limit: 30, from: noon })]
  test.each([
    ['begun before, a round after', '11:59 ask, 11:59:30 person, 12:10 ask, 12:12 person', 'met 120'],
    ['begun after', '12:10 ask, 12:12 person', 'missed 120'],
  ])('%s', (_says, short, gives) => {
    expect(inShort(counted(short, rules))).toBe(gives)
  })
  test('none in force', () => {
    expect(counted('11:00 ask, 11:01 person', douyin({ from: noon }))).toEqual([])
  })
})

test('[CLK-15] a day of sessions', () => {
  const short = [
    '10:00 ask #1, 10:01 person #1',
    '10:00 ask #2, 10:05 person #2',
    '10:00 ask #3, 10:00:02 auto #3',
    '10:00 ask #4',
    '23:30 ask #5',
    '10:00 ask #6, 10:02 assist #6',
  ].join(', ')
  expect(share(counted(short, douyin()))).toBe('2/4')
})

test('[CLK-14] what was spoilt leads to the round that spoilt it; what was met to all of it', () => {
  const [spoilt] = counted('10:00 ask, 10:01 person, 10:02 ask, 10:09 person, 10:10 ask', douyin())
  expect(spoilt).toMatchObject({ key: 's1', refs: [3, 4], first: 60_000 })
  const [met] = counted('10:00 ask, 10:01 person, 10:02 ask, 10:03 person', douyin())
  expect(met).toMatchObject({ key: 's1', refs: [1, 2, 3, 4] })
})
