import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import { step } from '../testing/plans.ts'
import { defaultRecoverySettings } from './defaults.ts'
import { dueOf, planned } from './due.ts'
import { allowedFrom, closesAt, isAllowed } from './hours.ts'
import type { PlanStep } from './plan.ts'

const ZONE = 'Asia/Shanghai'
const settings = defaultRecoverySettings()
const on = (time: string) => Date.parse(`2026-11-${time}:00+08:00`)
const shown = (at: number | null) =>
  at === null ? null : new Date(at + 8 * HOUR).toISOString().slice(8, 16).replace('T', ' ')
const hours = ['09:00', '15:00', '20:00']

test.each<{
  rule: string
  says: string
  when: PlanStep['when']
  channel?: PlanStep['channel']
  began?: string
  ends?: string
  since?: string
  arm?: string
  due: string | null
  next?: string | null
}>([
  {
    rule: 'RCV-5',
    says: 'a delay counts from the beginning',
    when: { kind: 'delay', minutes: 30 },
    due: '11 12:30',
  },
  {
    rule: 'RCV-6',
    says: 'an arm has a delay of its own',
    when: { kind: 'delay', minutes: 30 },
    arm: 'late',
    due: '11 13:30',
  },
  { rule: 'RCV-5', says: 'the next good hour', when: { kind: 'hours', hours, after: 0 }, due: '11 15:00' },
  {
    rule: 'RCV-5',
    says: 'the next good hour after some hours',
    when: { kind: 'hours', hours, after: 240 },
    due: '11 20:00',
  },
  {
    rule: 'RCV-5',
    says: 'the next day',
    when: { kind: 'hours', hours, after: 0 },
    began: '11T20:30',
    due: '12 09:00',
  },
  {
    rule: 'RCV-5',
    says: 'on the hour it is that hour',
    when: { kind: 'hours', hours, after: 0 },
    began: '11T15:00',
    due: '11 15:00',
  },
  {
    rule: 'RCV-5',
    says: 'after the step before, not on its hour',
    when: { kind: 'hours', hours, after: 0 },
    since: '11T15:00',
    due: '11 20:00',
  },
  {
    rule: 'RCV-10',
    says: 'a text message at 20:00 leaves just before',
    when: { kind: 'hours', hours: ['20:00'], after: 0 },
    channel: 'sms',
    due: '11 19:59',
  },
  {
    rule: 'RCV-10',
    says: 'a text message for whom 19:59 is over waits',
    when: { kind: 'hours', hours, after: 0 },
    channel: 'sms',
    began: '11T19:59:30',
    due: '12 09:00',
  },
  {
    rule: 'RCV-9',
    says: 'a text message after a delay waits for 08:00',
    when: { kind: 'delay', minutes: 480 },
    channel: 'sms',
    due: '11 20:00',
    next: '12 08:00',
  },
  {
    rule: 'RCV-8',
    says: 'a chat may come at 20:00',
    when: { kind: 'delay', minutes: 480 },
    due: '11 20:00',
    next: '11 20:00',
  },
  {
    rule: 'RCV-8',
    says: 'a chat at 22:00 waits',
    when: { kind: 'delay', minutes: 600 },
    due: '11 22:00',
    next: '12 08:00',
  },
  {
    rule: 'RCV-8',
    says: 'over midnight too',
    when: { kind: 'delay', minutes: 900 },
    due: '12 03:00',
    next: '12 08:00',
  },
  {
    rule: 'RCV-7',
    says: 'it is looked at when the order ends at the latest',
    when: { kind: 'delay', minutes: 600 },
    ends: '11T23:00',
    due: '11 22:00',
    next: '11 23:00',
  },
  {
    rule: 'RCV-5',
    says: 'before the end',
    when: { kind: 'before-end', minutes: 10 },
    ends: '11T12:30',
    due: '11 12:20',
  },
  {
    rule: 'RCV-5',
    says: 'before an end that nobody knows',
    when: { kind: 'before-end', minutes: 10 },
    due: null,
    next: null,
  },
  {
    rule: 'RCV-5',
    says: 'before the beginning it is looked at at once',
    when: { kind: 'before-end', minutes: 60 },
    ends: '11T12:30',
    due: '11 11:30',
    next: '11 12:00',
  },
])('[$rule] $says', ({ when, channel = 'chat', began = '11T12:00', ends, since, arm, due, next }) => {
  const wall = (time: string) => Date.parse(`2026-11-${time}${time.length < 9 ? ':00' : ''}+08:00`)
  const plan = {
    steps: [step('s', { when, channel })],
    arms: [{ code: 'late', name: 'late', weight: 1, minutes: { s: 90 } }],
  }
  const timed = { beganAt: wall(began), endsAt: ends ? wall(ends) : null, arm: arm ?? null }
  const found = planned(plan, timed, 0, since ? wall(since) : null, settings, ZONE)
  expect(shown(found?.dueAt ?? null)).toBe(due)
  if (next !== undefined) expect(shown(found?.nextAt ?? null)).toBe(next)
  expect(planned(plan, timed, 1, null, settings, ZONE)).toBeNull()
})

test('[RCV-8] [RCV-9] what is held leaves at an allowed moment, never before it was due, within a day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: on('01T00:00'), max: on('30T00:00') }),
      fc.constantFrom('chat' as const, 'sms' as const, 'phone' as const),
      fc.constantFrom(ZONE, 'Europe/Berlin', 'Asia/Kolkata'),
      (at, channel, zone) => {
        const from = allowedFrom(channel, at, settings, zone)
        expect(from).toBeGreaterThanOrEqual(at)
        expect(from - at).toBeLessThanOrEqual(DAY)
        expect(isAllowed(channel, from, settings, zone)).toBe(true)
        const closes = closesAt(channel, from, settings, zone)
        expect(closes).toBeGreaterThan(from)
        expect(isAllowed(channel, closes - 1, settings, zone)).toBe(true)
      },
    ),
  )
})

test('[RCV-9] promotional text messages leave from 08:00 up to, but not including, 20:00', () => {
  for (const [time, may] of [
    ['11T07:59', false],
    ['11T08:00', true],
    ['11T19:59', true],
    ['11T20:00', false],
  ] as const)
    expect([time, isAllowed('sms', on(time), settings, ZONE)]).toEqual([time, may])
  expect(isAllowed('sms', on('11T20:00') - 1, settings, ZONE)).toBe(true)
})

test('[RCV-5] an hour that a clock change skips comes the day after', () => {
  const zone = 'Europe/Berlin'
  const timed = { beganAt: Date.parse('2027-03-28T00:30:00+01:00'), endsAt: null, arm: null }
  const at = dueOf(
    { arms: [] },
    step('s', { when: { kind: 'hours', hours: ['02:30'], after: 0 } }),
    timed,
    null,
    settings,
    zone,
  )
  expect(at).toBeGreaterThan(timed.beganAt)
  expect((at ?? 0) - timed.beganAt).toBeLessThan(30 * HOUR + MINUTE)
})
