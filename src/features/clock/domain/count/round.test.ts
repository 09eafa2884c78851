import { describe, expect, test } from 'vitest'
import { everyDay } from '../../../../shared/hours.ts'
import type { ClockRule } from '../rule.ts'
import { chat, counted, inShort, ruleLike, share } from './in-short.ts'

type Case = [
  says: string,
  chat: string,
  gives: string,
  rule?: Partial<ClockRule>,
  more?: { zone?: string; asOf?: string },
]
const cases = (rows: Case[]) =>
  test.each(rows)('%s', (_says, short, gives, rule = {}, more = {}) => {
    expect(inShort(counted(short, ruleLike(rule), more))).toBe(gives)
  })

describe('[CLK-10] Taobao’s own examples', () => {
  test.each<[says: string, chat: string, share: string]>([
    ['asked twice, answered late', '10:10:15 ask, 10:15:20 ask, 10:18:10 person', '0/1'],
    [
      'and then once in time',
      '10:10:15 ask, 10:15:20 ask, 10:18:10 person, 10:18:30 ask, 10:19:00 person',
      '1/2',
    ],
    [
      'ten questions within three minutes, none answered that day',
      Array.from({ length: 10 }, (_, i) => `10:10:${10 + i * 5} ask`).join(', '),
      '0/1',
    ],
    [
      'ten questions over the day, none answered',
      Array.from({ length: 10 }, (_, i) => `${10 + i}:30 ask`).join(', '),
      '0/1',
    ],
  ])('%s', (_says, short, gives) => {
    expect(share(counted(short, ruleLike({})))).toBe(gives)
  })
})

describe('[CLK-5] limits, to the millisecond', () => {
  cases([
    ['at once', '10:00:00 ask, 10:00:00 person', 'met 0'],
    ['a millisecond after', '10:00:00 ask, 10:00:00.001 person', 'met 0.001'],
    ['a millisecond before 180 s', '10:00:00 ask, 10:02:59.999 person', 'met 179.999'],
    ['at 180 s', '10:00:00 ask, 10:03:00 person', 'met 180'],
    ['a millisecond after 180 s', '10:00:00 ask, 10:03:00.001 person', 'missed 180.001'],
    ['before 30 s', '10:00:00 ask, 10:00:29.999 person', 'met 29.999', { limit: 30 }],
    ['at 30 s', '10:00:00 ask, 10:00:30 person', 'met 30', { limit: 30 }],
    ['after 30 s', '10:00:00 ask, 10:00:30.001 person', 'missed 30.001', { limit: 30 }],
    ['at 6 s', '10:00:00 ask, 10:00:06 person', 'met 6', { limit: 6 }],
    ['after 6 s', '10:00:00 ask, 10:00:06.001 person', 'missed 6.001', { limit: 6 }],
    ['at an hour', '10:00:00 ask, 11:00:00 person', 'met 600', { limit: 3600 }],
  ])
})

describe('[CLK-11] the cap', () => {
  cases([
    ['below it', '10:00:00 ask, 10:09:59.999 person', 'missed 599.999'],
    ['at it', '10:00:00 ask, 10:10:00 person', 'missed 600'],
    ['beyond it', '10:00:00 ask, 12:00:00 person', 'missed 600'],
    ['unanswered', '10:00:00 ask', 'missed 600'],
    ['no cap: as long as it took', '10:00:00 ask, 12:00:00 person', 'missed 7200', { cap: null }],
    ['no cap: unanswered has no length', '10:00:00 ask', 'missed -', { cap: null }],
    ['answered the next day is unanswered', '22:59 ask, 2026-11-12_08:00 person', 'missed -', { cap: null }],
  ])
})

describe('[CLK-4] hours, by when it began', () => {
  const ask = (from: string, to: string) => `${from} ask, ${to} person`
  cases([
    ['07:59:59 does not count', ask('07:59:59', '08:00:01'), 'excluded hours'],
    ['a millisecond before eight', ask('07:59:59.999', '08:00:01'), 'excluded hours'],
    ['08:00:00 counts', ask('08:00:00', '08:00:30'), 'met 30'],
    ['22:59:59 counts, answered after eleven', ask('22:59:59', '23:01:00'), 'met 61'],
    ['22:59:59.999 counts', ask('22:59:59.999', '23:00:00'), 'met 0.001'],
    ['23:00:00 does not', ask('23:00:00', '23:00:10'), 'excluded hours'],
    ['at night', ask('03:00', '03:01'), 'excluded hours'],
    ['until 24:00', ask('23:30', '23:31'), 'met 60', { hours: everyDay('08:00', '24:00') }],
    [
      'from nine: 08:59:59',
      ask('08:59:59', '09:00:01'),
      'excluded hours',
      { hours: everyDay('09:00', '23:00') },
    ],
    ['from nine: 09:00', ask('09:00', '09:00:01'), 'met 1', { hours: everyDay('09:00', '23:00') }],
    ['always', ask('03:00', '03:01'), 'met 60', { hours: [] }],
    ['over midnight: 02:59:59', ask('02:59:59', '03:00'), 'met 1', { hours: everyDay('20:00', '03:00') }],
    [
      'over midnight: 03:00',
      ask('03:00', '03:00:01'),
      'excluded hours',
      { hours: everyDay('20:00', '03:00') },
    ],
    [
      'weekdays only: a Wednesday',
      ask('10:00', '10:01'),
      'met 60',
      { hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '23:00' }] },
    ],
    [
      'weekdays only: a Saturday',
      ask('2026-11-14_10:00', '2026-11-14_10:01'),
      'excluded hours',
      { hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '23:00' }] },
    ],
    [
      'asked before eight, again after: one round, begun outside',
      '07:59 ask, 08:01 ask, 08:02 person',
      'excluded hours',
    ],
  ])
})

describe('[CLK-6] who counts as answering', () => {
  // Rows: the rule; columns: who answered after a minute. A person always ends it after ten minutes.
  const matrix: [answeredBy: ClockRule['answeredBy'], autoExcluded: boolean, ...gives: string[]][] = [
    // answered by        person    assist     auto        greeting
    ['person', false, 'met 60', 'missed 600', 'missed 600', 'missed 600'],
    ['assist', false, 'met 60', 'met 60', 'missed 600', 'missed 600'],
    ['auto', false, 'met 60', 'met 60', 'met 60', 'missed 600'],
    ['any', false, 'met 60', 'met 60', 'met 60', 'met 60'],
    ['person', true, 'met 60', 'missed 600', 'excluded auto', 'missed 600'],
    ['assist', true, 'met 60', 'met 60', 'excluded auto', 'missed 600'],
  ]
  const who = ['person', 'assist', 'auto', 'hi']
  cases(
    matrix.flatMap(([answeredBy, autoExcluded, ...gives]) =>
      who.map(
        (by, i): Case => [
          `${by} for a rule of ${answeredBy}${autoExcluded ? ', auto left out' : ''}; a person after ten minutes`,
          `10:00 ask, 10:01 ${by}, 10:10 person`,
          gives[i] ?? '',
          { answeredBy, autoExcluded },
        ],
      ),
    ),
  )
})

describe('[CLK-7] what the assistant answered by itself', () => {
  cases([
    ['alone, and the buyer left: leaves both sides', '10:00 ask, 10:00:01 auto', 'excluded auto'],
    [
      'alone, and the next question a person’s',
      '10:00 ask, 10:00:01 auto, 10:05 ask, 10:06 person',
      'excluded auto, met 60',
    ],
    ['alone, twice', '10:00 ask, 10:00:01 auto, 10:05 ask, 10:05:01 auto', 'excluded auto, excluded auto'],
    ['alone, then silence', '10:00 ask, 10:00:01 auto, 10:05 ask', 'excluded auto, missed 600'],
    ['a greeting alone is silence', '10:00 ask, 10:00:01 hi', 'missed 600'],
    ['a greeting, then a late person: late', '10:00 ask, 10:00:01 hi, 10:09 person', 'missed 540'],
    [
      'a greeting, then the next question: one round',
      '10:00 ask, 10:00:01 hi, 10:01 ask, 10:02 person',
      'met 120',
    ],
    ['and a person in time', '10:00 ask, 10:00:01 auto, 10:02 person', 'met 120'],
    [
      'and a person adds a word late, before the buyer wrote: nobody was late',
      '10:00 ask, 10:00:01 auto, 10:05 person',
      'excluded auto',
    ],
    [
      'later than a person had: does not undo it, and the next question begins anew',
      '10:00 ask, 10:03:00.001 auto, 10:20 ask',
      'missed 600, missed 600',
    ],
    ['at the limit', '10:00 ask, 10:03:00 auto, 10:20 ask, 10:21 person', 'excluded auto, met 60'],
    ['not left out: the clock runs on', '10:00 ask, 10:00:01 auto', 'missed 600', { autoExcluded: false }],
    [
      'not left out: the next question joins',
      '10:00 ask, 10:00:01 auto, 10:02 ask, 10:04 person',
      'missed 240',
      { autoExcluded: false },
    ],
    ['an auto answer before any question', '09:59 auto, 10:00 ask, 10:01 person', 'met 60'],
    ['a person’s word before any question', '09:59 person, 10:00 ask', 'missed 600'],
    ['two answers: the first ends it', '10:00 ask, 10:01 person, 10:02 person', 'met 60'],
  ])
})

describe('[CLK-9] transfers', () => {
  cases([
    ['without a reply', '10:00 ask=A, 10:01 to=B, 10:02 person=B', 'missed 600 A, met 60 B'],
    [
      'without a reply, and the next is late',
      '10:00 ask=A, 10:01 to=B, 10:05 person=B',
      'missed 600 A, missed 240 B',
    ],
    ['answered first', '10:00 ask=A, 10:01 person=A, 10:02 to=B', 'met 60 A'],
    [
      'answered first, then asked',
      '10:00 ask=A, 10:01 person=A, 10:02 to=B, 10:03 ask=B, 10:04 person=B',
      'met 60 A, met 60 B',
    ],
    ['twice', '10:00 ask=A, 10:01 to=B, 10:02 to=C, 10:03 person=C', 'missed 600 A, missed 600 B, met 60 C'],
    [
      'and back',
      '10:00 ask=A, 10:01 to=B, 10:02 to=A, 10:02:30 person=A',
      'missed 600 A, missed 600 B, met 30 A',
    ],
    ['to the same', '10:00 ask=A, 10:01 to=A, 10:02 person=A', 'met 120 A'],
    [
      'from nobody: the first to have it is charged from the question on',
      '10:00 ask, 10:02 to=A, 10:02:30 person=A',
      'met 150 A',
    ],
    ['from nobody, too late', '10:00 ask, 10:02 to=A, 10:04 person=A', 'missed 240 A'],
    ['to nobody, and on', '10:00 ask=A, 10:01 to, 10:02 to=B, 10:03 person=B', 'missed 600 A, met 120 B'],
    [
      'told by the buyer’s next line alone',
      '10:00 ask=A, 10:01 ask=B, 10:02 person=B',
      'missed 600 A, met 60 B',
    ],
    [
      'a colleague answers without one: the owner’s round is answered',
      '10:00 ask=A, 10:01 person=B',
      'met 60 A',
    ],
    ['nobody had it: who answered is charged', '10:00 ask, 10:01 person=B', 'met 60 B'],
    ['who answered has the next', '10:00 ask, 10:01 person=B, 10:05 ask', 'met 60 B, missed 600 B'],
    [
      'a part begun outside the hours',
      '22:59:30 ask=A, 23:00:30 to=B, 23:01 person=B',
      'missed 600 A, excluded hours B',
    ],
    [
      'what the assistant had answered is no reproach',
      '10:00 ask=A, 10:00:01 auto, 10:01 to=B',
      'excluded auto A, excluded auto B',
    ],
    [
      'nor does a late word of the next one',
      '10:00 ask=A, 10:00:01 auto, 10:01 to=B, 10:05 person=B',
      'excluded auto A, excluded auto B',
    ],
    [
      'at the very moment of the question',
      '10:00 ask=A, 10:00 to=B, 10:01 person=B',
      'missed 600 A, met 60 B',
    ],
  ])
  cases([
    [
      'starts when assigned: the queue is not charged',
      '10:00 ask, 10:05 to=A, 10:07 person=A',
      'met 120 A',
      { starts: 'assigned' },
    ],
    [
      'starts when assigned: late from then',
      '10:00 ask, 10:05 to=A, 10:08:00.001 person=A',
      'missed 180.001 A',
      { starts: 'assigned' },
    ],
    [
      'starts when assigned: somebody has it already',
      '10:00 ask=A, 10:04 person=A',
      'missed 240 A',
      { starts: 'assigned' },
    ],
    [
      'starts when assigned: who answers had it',
      '10:00 ask, 10:02 person=A',
      'met 120 A',
      { starts: 'assigned' },
    ],
    ['starts when assigned: never', '10:00 ask', 'missed 600', { starts: 'assigned' }],
  ])
})

describe('[CLK-8] days, zones and clock changes', () => {
  const always = { hours: [] }
  const berlin = { zone: 'Europe/Berlin' }
  cases([
    ['over midnight, in time', '23:59 ask, 2026-11-12_00:01 person', 'met 120', always],
    ['over midnight, late: unanswered that day', '23:55 ask, 2026-11-12_00:01 person', 'missed 600', always],
    [
      'a new day begins a new round',
      '23:00:30 ask, 2026-11-12_09:00 ask, 2026-11-12_09:01 person',
      'missed 600, met 60',
      always,
    ],
    [
      'just after midnight: its own round, and the answer ends both',
      '23:59 ask, 2026-11-12_00:00 ask, 2026-11-12_00:01 person',
      'met 120, met 60',
      always,
    ],
    [
      'the same moment is another day elsewhere',
      '2026-11-11T23:30:00+08:00 ask, 2026-11-12T00:10:00+08:00 person',
      'missed 600',
      always,
      berlin,
    ],
    [
      '… where in Shanghai it is unanswered',
      '2026-11-11T23:50:00+08:00 ask, 2026-11-12T00:10:00+08:00 person',
      'missed -',
      { ...always, cap: null },
    ],
    [
      '… and in Berlin took 20 minutes',
      '2026-11-11T23:50:00+08:00 ask, 2026-11-12T00:10:00+08:00 person',
      'missed 1200',
      { ...always, cap: null },
      berlin,
    ],
    [
      'eight o’clock in Berlin, winter',
      '2026-10-25T08:00:00+01:00 ask, 2026-10-25T08:01:00+01:00 person',
      'met 60',
      {},
      berlin,
    ],
    [
      'a second before',
      '2026-10-25T07:59:59+01:00 ask, 2026-10-25T08:01:00+01:00 person',
      'excluded hours',
      {},
      berlin,
    ],
    [
      'eight o’clock in Berlin, summer',
      '2026-10-24T08:00:00+02:00 ask, 2026-10-24T08:01:00+02:00 person',
      'met 60',
      {},
      berlin,
    ],
    [
      'the hour that comes twice: two minutes',
      '2026-10-25T02:59:00+02:00 ask, 2026-10-25T02:01:00+01:00 person',
      'met 120',
      always,
      berlin,
    ],
    [
      'the hour that is skipped: two minutes',
      '2026-03-29T01:59:00+01:00 ask, 2026-03-29T03:01:00+02:00 person',
      'met 120',
      always,
      berlin,
    ],
    [
      'a day of 25 hours ends at its own midnight',
      '2026-10-25T00:30:00+02:00 ask, 2026-10-25T23:30:00+01:00 person',
      'missed 86400',
      { ...always, cap: 86_400 },
      berlin,
    ],
    [
      'a day of 23 hours too',
      '2026-03-29T00:30:00+01:00 ask, 2026-03-30T00:10:00+02:00 person',
      'missed -',
      { ...always, cap: null },
      berlin,
    ],
    [
      'half-hour zones',
      '2026-11-11T08:00:00+05:30 ask, 2026-11-11T08:01:00+05:30 person',
      'met 60',
      {},
      { zone: 'Asia/Kolkata' },
    ],
  ])
})

describe('[CLK-3] order', () => {
  cases([
    [
      'late lines are put in their place',
      '10:05 ask, 10:01 person, 10:00 ask, 10:06 person',
      'met 60, met 60',
    ],
    ['a question stands before the answer of its moment', '10:00 person, 10:00 ask', 'met 0'],
    [
      'an answer stands before the transfer of its moment',
      '10:00 ask=A, 10:01 to=B, 10:01 person=A',
      'met 60 A',
    ],
    ['of two answers of one moment the person’s counts', '10:00 ask, 10:01 auto, 10:01 person', 'met 60'],
  ])
})

describe('[CLK-12] sessions and buyers apart', () => {
  cases([
    [
      'an answer in one session is none in another',
      '10:00 ask #1, 10:01 ask #2, 10:02 person #2',
      'missed 600, met 60',
    ],
    [
      'two buyers',
      '10:00 ask #1 %x, 10:01 ask #2 %y, 10:02 person #1 %x, 10:03 person #2 %y',
      'met 120, met 120',
    ],
    ['an end does not answer', '10:00 ask, 10:01 end', 'missed 600'],
    ['an answer after the end still does', '10:00 ask, 10:01 end, 10:02 person', 'met 120'],
    ['nobody asked', '10:00 person, 10:01 auto', ''],
  ])
})

describe('[CLK-13] as of a moment', () => {
  cases([
    ['not due', '10:00 ask', 'open', {}, { asOf: '10:02:59' }],
    ['at the limit', '10:00 ask', 'open', {}, { asOf: '10:03:00' }],
    ['over', '10:00 ask', 'missed 600', {}, { asOf: '10:03:00.001' }],
    ['later events are not known', '10:00 ask, 10:02 person', 'open', {}, { asOf: '10:01' }],
    ['an event of that moment is', '10:00 ask, 10:02 person', 'met 120', {}, { asOf: '10:02' }],
    ['answered by the assistant', '10:00 ask, 10:00:01 auto', 'excluded auto', {}, { asOf: '10:01' }],
    ['queued, and not assigned', '10:00 ask', 'open', { starts: 'assigned' }, { asOf: '10:30' }],
  ])
  test.each<[says: string, chat: string, asOf: string, final: boolean]>([
    ['answered', '10:00 ask, 10:01 person', '10:01', true],
    ['open', '10:00 ask', '10:01', false],
    ['missed, but may be answered', '10:00 ask', '10:10', false],
    ['missed, the day is over', '10:00 ask', '2026-11-12_00:00', true],
    ['passed on', '10:00 ask=A, 10:01 to=B, 10:02 person=B', '10:02', true],
    [
      'the assistant’s, and the buyer asked on',
      '10:00 ask, 10:00:01 auto, 10:01 ask, 10:02 person',
      '10:02',
      true,
    ],
    ['the assistant’s, and a person may speak', '10:00 ask, 10:00:01 auto', '10:02', false],
  ])('final: %s', (_says, short, asOf, final) => {
    expect(counted(short, ruleLike({}), { asOf })[0]?.final).toBe(final)
  })
})

describe('[CLK-2] versions', () => {
  const noon = chat('12:00 ask')[0]?.at ?? 0
  const strict = ruleLike({ limit: 60, from: noon })
  const before = ruleLike({ limit: 180, to: noon })
  cases([['none in force yet', '10:00 ask, 10:01 person', '', { from: noon }]])
  test.each<[says: string, rules: ClockRule[], chat: string, gives: string]>([
    ['before the change', [before, strict], '11:59:59 ask, 12:02 person', 'met 121'],
    ['from the change on', [before, strict], '12:00 ask, 12:02 person', 'missed 120'],
    [
      'the past is not rewritten',
      [before, strict],
      '11:00 ask, 11:02 person, 12:30 ask, 12:32 person',
      'met 120, missed 120',
    ],
    [
      'a later version ends an open-ended one',
      [ruleLike({}), strict],
      '12:00 ask, 12:02 person',
      'missed 120',
    ],
    [
      'switched off from then on',
      [ruleLike({}), { ...strict, enabled: false }],
      '11:00 ask, 11:01 person, 12:01 ask',
      'met 60',
    ],
    ['ended, with nothing after', [before], '11:00 ask, 11:01 person, 12:01 ask', 'met 60'],
    [
      'counted something else before',
      [{ ...before, counted: 'session' }, strict],
      '11:00 ask, 11:01 person, 12:00 ask, 12:00:30 person',
      'met 60, met 30',
    ],
  ])('%s', (_says, rules, short, gives) => {
    expect(inShort(counted(short, rules))).toBe(gives)
  })
})

test('[CLK-14] a round names what is behind it: its messages, its key, its first answer', () => {
  const units = counted(
    '10:00 ask=A, 10:00:10 ask=A, 10:01 person=A, 10:02 ask=A, 10:03 person=A',
    ruleLike({}),
  )
  expect(units.map(({ refs, first, session, buyer }) => ({ refs, first, session, buyer }))).toEqual([
    { refs: [1, 2, 3], first: 60_000, session: 's1', buyer: 'b' },
    { refs: [4, 5], first: null, session: 's1', buyer: 'b' },
  ])
  expect(new Set(units.map(({ key }) => key)).size).toBe(2)
})
