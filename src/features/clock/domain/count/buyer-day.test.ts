import { describe, expect, test } from 'vitest'
import { everyDay } from '../../../../shared/hours.ts'
import { figureOf, leavesOf, sumOf } from '../rates.ts'
import type { ClockRule } from '../rule.ts'
import { chat, counted, inShort, ruleLike, share } from './in-short.ts'

const pdd = (more: Partial<ClockRule> = {}): ClockRule =>
  ruleLike({
    platform: 'pinduoduo',
    counted: 'buyer-day',
    answeredBy: 'person',
    autoExcluded: false,
    cap: null,
    days: 1,
    ...more,
  })

type Case = [
  says: string,
  chat: string,
  gives: string,
  rule?: Partial<ClockRule>,
  more?: { zone?: string; asOf?: string },
]
const cases = (rows: Case[]) =>
  test.each(rows)('%s', (_says, short, gives, rule = {}, more = {}) => {
    expect(inShort(counted(short, pdd(rule), more))).toBe(gives)
  })

test('[CLK-18] 100 buyers, 31 of them missed: 69 %', () => {
  const missed = [
    '',
    ', 10:04 person',
    ', 10:01 auto',
    ', 10:01 person, 12:00 ask',
    ', 10:01 hi, 10:03:00.001 person',
  ]
  const short = Array.from({ length: 100 }, (_, i) => {
    const after = i < 31 ? (missed[i % missed.length] ?? '') : ', 10:02 person'
    return `10:00 ask${after}`
      .split(', ')
      .map((part) => `${part} #${i} %${i}`)
      .join(', ')
  }).join(', ')
  // Outside the hours nobody is counted, whatever happens to them.
  const outside = '07:59 ask #a %a, 23:00 ask #b %b, 23:00 ask #c %c, 23:01 person #c %c'
  const units = counted(`${short}, ${outside}`, pdd())
  const rule = pdd({ target: 0.7 })
  const figure = figureOf(sumOf(leavesOf(units, 'Asia/Shanghai').map(({ tally }) => tally)), rule)
  expect(figure).toMatchObject({
    counted: 100,
    met: 69,
    missed: 31,
    excluded: 3,
    share: 0.69,
    reached: false,
  })
})

describe('[CLK-18] one late message spoils the buyer’s day, once', () => {
  cases([
    ['one message in time', '10:00 ask, 10:01 person', 'met 60'],
    ['one late', '10:00 ask, 10:04 person', 'missed 240'],
    ['one unanswered', '10:00 ask', 'missed -'],
    [
      'three late: once',
      '10:00 ask, 10:04 person, 11:00 ask, 11:04 person, 12:00 ask, 12:04 person',
      'missed 240',
    ],
    [
      'nine in time, one late',
      '10:00 ask, 10:01 person, 11:00 ask, 11:01 person, 12:00 ask, 12:09 person, 13:00 ask, 13:01 person',
      'missed 540',
    ],
    ['two messages, one answer in time for both', '10:00 ask, 10:01 ask, 10:02 person', 'met 120'],
    [
      'two messages, the answer in time for the second only',
      '10:00 ask, 10:02 ask, 10:04 person',
      'missed 240',
    ],
    ['two days', '10:00 ask, 10:01 person, 2026-11-12_10:00 ask', 'met 60, missed -'],
    ['two buyers', '10:00 ask %x #1, 10:01 person %x #1, 10:00 ask %y #2', 'met 60, missed -'],
    ['two sessions of a buyer are one day', '10:00 ask #1, 10:01 person #1, 15:00 ask #2', 'missed -'],
    [
      'sessions that overlap: the buyer is answered in either',
      '10:00 ask #1, 10:01 ask #2, 10:02 person #2',
      'met 120',
    ],
    ['nobody asked', '10:00 person', ''],
    ['with a cap', '10:00 ask', 'missed 600', { cap: 600 }],
  ])
})

describe('[CLK-19] the merchant speaks last', () => {
  cases([
    ['a closing thanks is left', '10:00 ask, 10:01 person, 10:02 ask', 'missed -'],
    ['and is answered', '10:00 ask, 10:01 person, 10:02 ask, 10:03 person', 'met 60'],
    [
      'by the assistant, which does not count',
      '10:00 ask, 10:01 person, 10:02 ask, 10:02:01 auto',
      'missed -',
    ],
    [
      'by the assistant, which counts',
      '10:00 ask, 10:01 person, 10:02 ask, 10:02:01 auto',
      'met 60',
      { answeredBy: 'auto' },
    ],
    [
      'by a filler, which never counts',
      '10:00 ask, 10:01 person, 10:02 ask, 10:02:01 hi',
      'missed -',
      { answeredBy: 'auto' },
    ],
    ['after eleven nobody minds', '22:59 ask, 22:59:30 person, 23:00 ask', 'met 30'],
  ])
})

describe('[CLK-20] hours, message by message', () => {
  cases([
    ['07:59:59 alone is not counted', '07:59:59 ask', 'excluded hours'],
    ['07:59:59, answered late', '07:59:59 ask, 09:00 person', 'excluded hours'],
    ['08:00:00 counts', '08:00:00 ask', 'missed -'],
    ['08:00:00 in time', '08:00:00 ask, 08:03 person', 'met 180'],
    ['22:59:59 counts', '22:59:59 ask', 'missed -'],
    ['22:59:59 may be answered after eleven', '22:59:59 ask, 23:02:59 person', 'met 180'],
    ['22:59 may be answered at 23:01', '22:59 ask, 23:01 person', 'met 120'],
    ['22:59, answered at 23:02:00.001', '22:59 ask, 23:02:00.001 person', 'missed 180.001'],
    ['23:00:00 does not count', '23:00:00 ask', 'excluded hours'],
    ['outside and within: the one within', '07:00 ask, 07:30 person, 09:00 ask, 09:01 person', 'met 60'],
    ['late outside, in time within', '07:50 ask, 07:58 person, 09:00 ask, 09:01 person', 'met 60'],
    ['asked before eight and after: the second’s own clock', '07:59 ask, 08:01 ask, 08:03 person', 'met 120'],
    [
      'asked before eight and after, late for the second',
      '07:59 ask, 08:01 ask, 08:04:00.001 person',
      'missed 180.001',
    ],
    ['all outside', '07:00 ask, 23:30 ask', 'excluded hours'],
    ['always', '03:00 ask, 03:01 person', 'met 60', { hours: [] }],
    ['from nine', '08:59:59 ask', 'excluded hours', { hours: everyDay('09:00', '23:00') }],
  ])
})

describe('[CLK-5] limits, to the millisecond', () => {
  cases([
    ['before', '10:00 ask, 10:02:59.999 person', 'met 179.999'],
    ['at', '10:00 ask, 10:03 person', 'met 180'],
    ['after', '10:00 ask, 10:03:00.001 person', 'missed 180.001'],
    ['five minutes: at', '10:00 ask, 10:05 person', 'met 300', { limit: 300 }],
    ['five minutes: after', '10:00 ask, 10:05:00.001 person', 'missed 300.001', { limit: 300 }],
    ['an hour: at', '10:00 ask, 11:00 person', 'met 3600', { limit: 3600 }],
    ['an hour: after', '10:00 ask, 11:00:00.001 person', 'missed 3600.001', { limit: 3600 }],
    ['30 s: at', '10:00 ask, 10:00:30 person', 'met 30', { limit: 30 }],
  ])
})

describe('[CLK-6] who counts as answering', () => {
  const matrix: [ClockRule['answeredBy'], ...gives: string[]][] = [
    // answered by person    assist     auto        greeting
    ['person', 'met 60', 'missed -', 'missed -', 'missed -'],
    ['assist', 'met 60', 'met 60', 'missed -', 'missed -'],
    ['auto', 'met 60', 'met 60', 'met 60', 'missed -'],
    ['any', 'met 60', 'met 60', 'met 60', 'met 60'],
  ]
  const who = ['person', 'assist', 'auto', 'hi']
  cases(
    matrix.flatMap(([answeredBy, ...gives]) =>
      who.map(
        (by, i): Case => [
          `${by} for ${answeredBy}`,
          `10:00 ask, 10:01 ${by}`,
          gives[i] ?? '',
          { answeredBy },
        ],
      ),
    ),
  )
  cases([
    ['[CLK-7] the assistant’s left out', '10:00 ask, 10:01 auto', 'excluded auto', { autoExcluded: true }],
    [
      '[CLK-7] … beside a person’s',
      '10:00 ask, 10:01 auto, 10:05 ask, 10:06 person',
      'met 60',
      { autoExcluded: true },
    ],
    ['[CLK-7] … beside silence', '10:00 ask, 10:01 auto, 10:05 ask', 'missed -', { autoExcluded: true }],
  ])
})

describe('[CLK-9] transfers: charged to who had it when its time was over', () => {
  cases([
    ['answered by the second', '10:00 ask=A, 10:01 to=B, 10:02 person=B', 'met 120 B'],
    ['late with the second', '10:00 ask=A, 10:01 to=B, 10:04 person=B', 'missed 240 B'],
    ['late with the first', '10:00 ask=A, 10:04 to=B, 10:05 person=B', 'missed 300 A'],
    [
      'the second message spoils it',
      '10:00 ask=A, 10:01 person=A, 11:00 ask=B, 11:09 person=B',
      'missed 540 B',
    ],
    ['the first spoilt it', '10:00 ask=A, 10:09 person=A, 11:00 ask=B, 11:09 person=B', 'missed 540 A'],
    [
      'from the agent’s having it',
      '10:00 ask, 10:10 to=A, 10:12 person=A',
      'met 120 A',
      { starts: 'assigned' },
    ],
  ])
})

describe('[CLK-21] days', () => {
  const always = { hours: [] }
  cases([
    [
      'a question before midnight, answered after it',
      '23:59 ask, 2026-11-12_00:01 person',
      'met 120',
      always,
    ],
    ['too late', '23:59 ask, 2026-11-12_00:02:00.001 person', 'missed -', always],
    [
      'joined before midnight: its own limit goes over it',
      '23:54 ask, 23:59 ask, 2026-11-12_00:01 person',
      'met 120',
      { hours: everyDay('23:58', '24:00') },
    ],
    [
      'on both sides: two days',
      '23:59 ask, 2026-11-12_00:00 ask, 2026-11-12_00:01 person',
      'met 120, met 60',
      always,
    ],
    [
      'one day in Berlin is two in Shanghai',
      '2026-11-11T16:30:00+01:00 ask, 2026-11-11T16:31:00+01:00 person, 2026-11-11T17:30:00+01:00 ask, 2026-11-11T17:31:00+01:00 person',
      'met 60',
      always,
      { zone: 'Europe/Berlin' },
    ],
    [
      '… and two',
      '2026-11-11T16:30:00+01:00 ask, 2026-11-11T16:31:00+01:00 person, 2026-11-12T00:30:00+08:00 ask, 2026-11-12T00:31:00+08:00 person',
      'met 60',
      always,
      { zone: 'Europe/Berlin' },
    ],
    [
      'a day of 25 hours is one',
      '2026-10-25T00:10:00+02:00 ask, 2026-10-25T00:11:00+02:00 person, 2026-10-25T23:50:00+01:00 ask, 2026-10-25T23:51:00+01:00 person',
      'met 60',
      always,
      { zone: 'Europe/Berlin' },
    ],
    [
      'in Shanghai it is two',
      '2026-11-11T16:30:00+01:00 ask, 2026-11-11T17:30:00+01:00 ask',
      'missed -, missed -',
      always,
    ],
    [
      'the hour that comes twice',
      '2026-10-25T02:59:00+02:00 ask, 2026-10-25T02:01:00+01:00 person',
      'met 120',
      always,
      { zone: 'Europe/Berlin' },
    ],
  ])
})

describe('[CLK-13] as of a moment', () => {
  cases([
    ['not due', '10:00 ask', 'open', {}, { asOf: '10:03' }],
    ['over', '10:00 ask', 'missed -', {}, { asOf: '10:03:00.001' }],
    ['one answered, one open', '10:00 ask, 10:01 person, 10:05 ask', 'open', {}, { asOf: '10:06' }],
    ['one late, one open', '10:00 ask, 10:04 person, 10:05 ask', 'missed 240', {}, { asOf: '10:06' }],
  ])
  test.each<[string, string, string, boolean]>([
    ['met, and the day goes on', '10:00 ask, 10:01 person', '12:00', false],
    ['met, the day over', '10:00 ask, 10:01 person', '2026-11-12_00:00', true],
    ['spoilt', '10:00 ask, 10:04 person', '10:05', true],
  ])('final: %s', (_says, short, asOf, final) => {
    expect(counted(short, pdd(), { asOf })[0]?.final).toBe(final)
  })
})

describe('[CLK-2] versions: the one when the buyer’s day began', () => {
  const noon = chat('12:00 ask')[0]?.at ?? 0
  const rules = [pdd(), pdd({ limit: 30, from: noon })]
  test.each([
    ['begun before', '11:00 ask, 11:01 person, 13:00 ask, 13:01 person', 'met 60'],
    ['begun after', '13:00 ask, 13:01 person', 'missed 60'],
    [
      'the next day',
      '11:00 ask, 11:01 person, 2026-11-12_09:00 ask, 2026-11-12_09:01 person',
      'met 60, missed 60',
    ],
  ])('%s', (_says, short, gives) => {
    expect(inShort(counted(short, rules))).toBe(gives)
  })
})

test('[CLK-14] what is behind it', () => {
  const units = counted('10:00 ask, 10:01 person, 11:00 ask #2, 11:09 person #2, 12:00 ask', pdd())
  expect(share(units)).toBe('0/1')
  expect(units[0]).toMatchObject({ key: 'b@2026-11-11', session: 's2', refs: [3, 4], first: 60_000 })
})
