import { describe, expect, test } from 'vitest'
import { everyDay } from '../../../../shared/hours.ts'
import type { ClockRule } from '../rule.ts'
import { chat, counted, inShort, ruleLike, share } from './in-short.ts'

const jd = (more: Partial<ClockRule> = {}): ClockRule =>
  ruleLike({
    platform: 'jd',
    counted: 'first-reply',
    autoExcluded: false,
    hours: everyDay('09:00', '23:00'),
    limit: 30,
    cap: null,
    sameSession: 600,
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
    expect(inShort(counted(short, jd(rule), more))).toBe(gives)
  })

describe('[CLK-22] the first question alone', () => {
  cases([
    ['in time', '10:00 ask, 10:00:20 person', 'met 20'],
    ['late', '10:00 ask, 10:00:40 person', 'missed 40'],
    ['never', '10:00 ask', 'missed -'],
    ['later ones do not matter', '10:00 ask, 10:00:20 person, 10:05 ask, 10:30 person', 'met 20'],
    ['nor do they mend it', '10:00 ask, 10:01 person, 10:05 ask, 10:05:05 person', 'missed 60'],
    [
      'asked again before the answer: from the first',
      '10:00 ask, 10:00:20 ask, 10:00:40 person',
      'missed 40',
    ],
    ['a greeting is none', '10:00 ask, 10:00:01 hi, 10:00:40 person', 'missed 40'],
    ['a greeting before', '09:59:59 hi, 10:00 ask, 10:00:10 person', 'met 10'],
    ['a person’s word before any question', '09:59:59 person, 10:00 ask', 'missed -'],
    ['nobody asked', '10:00 person', ''],
    ['with a cap', '10:00 ask', 'missed 600', { cap: 600 }],
    ['two buyers', '10:00 ask #1 %x, 10:00:10 person #1 %x, 10:00 ask #2 %y', 'met 10, missed -'],
  ])
})

describe('[CLK-5] limits, to the millisecond', () => {
  cases([
    ['at once', '10:00 ask, 10:00 person', 'met 0'],
    ['before', '10:00 ask, 10:00:29.999 person', 'met 29.999'],
    ['at', '10:00 ask, 10:00:30 person', 'met 30'],
    ['after', '10:00 ask, 10:00:30.001 person', 'missed 30.001'],
    ['two minutes: at', '10:00 ask, 10:02 person', 'met 120', { limit: 120 }],
    ['two minutes: after', '10:00 ask, 10:02:00.001 person', 'missed 120.001', { limit: 120 }],
    ['six seconds: at', '10:00 ask, 10:00:06 person', 'met 6', { limit: 6 }],
    ['six seconds: after', '10:00 ask, 10:00:06.001 person', 'missed 6.001', { limit: 6 }],
  ])
})

describe('[CLK-23] a return within ten minutes of the end is the same session', () => {
  const first = '10:00 ask #1, 10:00:10 person #1, 10:05 end #1'
  cases([
    ['at once', `${first}, 10:05 ask #2, 10:08 person #2`, 'met 10'],
    ['after 9:59.999', `${first}, 10:14:59.999 ask #2`, 'met 10'],
    ['after 10:00', `${first}, 10:15 ask #2, 10:15:20 person #2`, 'met 10, met 20'],
    ['after 10:00.001', `${first}, 10:15:00.001 ask #2`, 'met 10, missed -'],
    ['after an hour', `${first}, 11:05 ask #2, 11:06 person #2`, 'met 10, missed 60'],
    ['under the same name, soon', `${first}, 10:10 ask #1`, 'met 10'],
    ['under the same name, later', `${first}, 10:30 ask #1, 10:30:20 person #1`, 'met 10, met 20'],
    ['of another buyer', `${first}, 10:06 ask #2 %y`, 'met 10, missed -'],
    [
      'no end told: the last word is it, 9:59 ago',
      '10:00 ask #1, 10:00:10 person #1, 10:10:09 ask #2',
      'met 10',
    ],
    ['no end told: ten minutes ago', '10:00 ask #1, 10:00:10 person #1, 10:10:10 ask #2', 'met 10, missed -'],
    ['no end told, the same name: however late', '10:00 ask #1, 10:00:10 person #1, 15:00 ask #1', 'met 10'],
    [
      'returned twice, each soon after the last',
      `${first}, 10:10 ask #2, 10:11 end #2, 10:20 ask #3`,
      'met 10',
    ],
    ['returned soon, then late', `${first}, 10:10 ask #2, 10:11 end #2, 10:21 ask #3`, 'met 10, missed -'],
    [
      'the first was never answered: the return’s answer is its',
      '10:00 ask #1, 10:01 end #1, 10:02 ask #2, 10:02:05 person #2',
      'missed 125',
    ],
    [
      'the agent’s words after the end do not lengthen it',
      `${first}, 10:12 person #1, 10:15 ask #2, 10:15:01 person #2`,
      'met 10, met 1',
    ],
    ['no such rule: each is its own', `${first}, 10:05:01 ask #2`, 'met 10, missed -', { sameSession: 0 }],
    [
      'a question in the moment of the end stands before it',
      '10:00 ask, 10:00:10 person, 10:05 end, 10:05 ask',
      'met 10',
      { sameSession: 0 },
    ],
    ['an hour for a return', `${first}, 11:04:59 ask #2`, 'met 10', { sameSession: 3600 }],
  ])
})

describe('[CLK-24] hours, by when the session began', () => {
  cases([
    ['8:56 asked, 9:01 answered', '08:56 ask, 09:01 person', 'excluded hours'],
    ['8:56 asked, answered at once', '08:56 ask, 08:56:05 person', 'excluded hours'],
    ['08:59:59.999', '08:59:59.999 ask, 09:00:01 person', 'excluded hours'],
    ['09:00:00', '09:00 ask, 09:00:01 person', 'met 1'],
    ['22:59:59, answered after eleven', '22:59:59 ask, 23:00:20 person', 'met 21'],
    ['23:00:00', '23:00 ask, 23:00:01 person', 'excluded hours'],
    [
      'begun before nine, asked on after it',
      '08:56 ask, 08:57 person, 09:03 ask, 09:09 person',
      'excluded hours',
    ],
    [
      'begun before nine, ended, back within ten minutes',
      '08:56 ask #1, 08:57 person #1, 08:58 end #1, 09:05 ask #2',
      'excluded hours',
    ],
    [
      'begun before nine, ended, back after ten',
      '08:40 ask #1, 08:41 person #1, 08:45 end #1, 09:05 ask #2, 09:05:10 person #2',
      'excluded hours, met 10',
    ],
    ['always', '03:00 ask, 03:00:10 person', 'met 10', { hours: [] }],
    ['eight to eleven', '08:56 ask, 09:01 person', 'missed 300', { hours: everyDay('08:00', '23:00') }],
    ['over midnight, in time', '23:59:50 ask, 2026-11-12_00:00:10 person', 'met 20', { hours: [] }],
    ['the next morning is no answer', '22:50 ask, 2026-11-12_09:00 person', 'missed -'],
    [
      'nine in Berlin',
      '2026-10-25T09:00:00+01:00 ask, 2026-10-25T09:00:10+01:00 person',
      'met 10',
      {},
      { zone: 'Europe/Berlin' },
    ],
    [
      'a minute before',
      '2026-10-25T08:59:00+01:00 ask, 2026-10-25T09:00:10+01:00 person',
      'excluded hours',
      {},
      { zone: 'Europe/Berlin' },
    ],
    [
      'ten minutes where clocks go back',
      '2026-10-25T02:55:00+02:00 ask #1, 2026-10-25T02:55:10+02:00 person #1, 2026-10-25T02:01:00+01:00 ask #2',
      'met 10',
      { hours: [] },
      { zone: 'Europe/Berlin' },
    ],
  ])
})

describe('[CLK-6] who counts as answering', () => {
  const matrix: [ClockRule['answeredBy'], ...gives: string[]][] = [
    ['person', 'met 10', 'missed -', 'missed -', 'missed -'],
    ['assist', 'met 10', 'met 10', 'missed -', 'missed -'],
    ['auto', 'met 10', 'met 10', 'met 10', 'missed -'],
    ['any', 'met 10', 'met 10', 'met 10', 'met 10'],
  ]
  const who = ['person', 'assist', 'auto', 'hi']
  cases(
    matrix.flatMap(([answeredBy, ...gives]) =>
      who.map(
        (by, i): Case => [
          `${by} for ${answeredBy}`,
          `10:00 ask, 10:00:10 ${by}`,
          gives[i] ?? '',
          { answeredBy },
        ],
      ),
    ),
  )
})

describe('[CLK-25] the assistant’s left out: the first question for a person', () => {
  const out = { autoExcluded: true }
  cases([
    ['the assistant alone', '10:00 ask, 10:00:01 auto', 'excluded auto', out],
    [
      'the assistant, then a person asked and in time',
      '10:00 ask, 10:00:01 auto, 10:05 ask, 10:05:10 person',
      'met 10',
      out,
    ],
    [
      'the assistant, then a person asked and late',
      '10:00 ask, 10:00:01 auto, 10:05 ask, 10:06 person',
      'missed 60',
      out,
    ],
    ['the assistant, then nobody', '10:00 ask, 10:00:01 auto, 10:05 ask', 'missed -', out],
    [
      'the assistant, and a person adds a word late',
      '10:00 ask, 10:00:01 auto, 10:02 person',
      'excluded auto',
      out,
    ],
    [
      '… and what is asked then is no first question: a person has spoken',
      '10:00 ask, 10:00:01 auto, 10:02 person, 10:05 ask',
      'excluded auto',
      out,
    ],
    ['a greeting makes nothing vanish', '10:00 ask, 10:00:01 hi, 10:02 person', 'missed 120', out],
    [
      'begun before nine with the assistant: excluded as a whole',
      '08:50 ask, 08:50:01 auto, 09:05 ask, 09:06 person',
      'excluded hours',
      out,
    ],
  ])
})

describe('[CLK-9] who is charged', () => {
  cases([
    ['who had it', '10:00 ask=A, 10:00:10 person=A', 'met 10 A'],
    ['who had it when its time was over', '10:00 ask=A, 10:00:20 to=B, 10:01 person=B', 'missed 60 B'],
    ['passed on too late', '10:00 ask=A, 10:00:40 to=B, 10:01 person=B', 'missed 60 A'],
    ['from the queue', '10:00 ask, 10:00:20 to=A, 10:00:25 person=A', 'met 25 A'],
    [
      'from the queue, by the agent’s clock',
      '10:00 ask, 10:05 to=A, 10:05:25 person=A',
      'met 25 A',
      { starts: 'assigned' },
    ],
    ['nobody', '10:00 ask', 'missed -'],
  ])
})

describe('[CLK-13] as of a moment', () => {
  cases([
    ['not due', '10:00 ask', 'open', {}, { asOf: '10:00:30' }],
    ['over', '10:00 ask', 'missed -', {}, { asOf: '10:00:30.001' }],
  ])
  test('an answered one is final, a missed one once its day is over', () => {
    expect(counted('10:00 ask, 10:01 person', jd(), { asOf: '10:02' })[0]?.final).toBe(true)
    expect(counted('10:00 ask', jd(), { asOf: '10:02' })[0]?.final).toBe(false)
    expect(counted('10:00 ask', jd(), { asOf: '2026-11-12_00:00' })[0]?.final).toBe(true)
  })
})

describe('[CLK-2] versions', () => {
  const noon = chat('12:00 ask')[0]?.at ?? 0
  test.each([
    ['begun before', '11:00 ask, 11:00:20 person', 'met 20'],
    ['begun after', '12:00 ask, 12:00:20 person', 'missed 20'],
    ['begun before, back soon after the change', '11:58 ask #1, 11:58:20 person #1, 12:01 ask #2', 'met 20'],
  ])('%s', (_says, short, gives) => {
    expect(inShort(counted(short, [jd(), jd({ limit: 10, sameSession: 0, from: noon })]))).toBe(gives)
  })
})

test('[CLK-14] what is behind it', () => {
  const units = counted('10:00 ask, 10:00:05 ask, 10:00:10 person, 10:05 ask', jd())
  expect(share(units)).toBe('1/1')
  expect(units[0]).toMatchObject({ refs: [1, 2, 3], first: 10_000, session: 's1' })
})
