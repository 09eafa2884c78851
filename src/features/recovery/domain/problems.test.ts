import { expect, test } from 'vitest'
import type { PlanBody, PlanStep } from './plan.ts'
import { errorsOf, planErrors, planProblems, within } from './problems.ts'
import type { RecoverySettings } from './settings.ts'
import { fromTemplate, planTemplates } from './templates.ts'

const template = planTemplates.find(({ id }) => id === 'good-hours') ?? planTemplates[0]
if (!template) throw new Error('no template')
const plain = fromTemplate(template, 'zh')
const settings: RecoverySettings = {
  goodHours: ['09:00', '15:00', '20:00'],
  quiet: { from: '22:00', to: '08:00' },
  smsHours: { from: '08:00', to: '20:00' },
  caps: { day: 1, days: { count: 3, within: 7 } },
  costLi: { chat: 0, sms: 45, phone: 1500 },
  valuableFen: 50_000,
  limits: [
    {
      ...{ platform: 'pinduoduo', channel: 'chat', allowed: false, unanswered: null },
      ...{ says: { zh: '不允许', en: 'not allowed' }, source: 's', date: '2026-01-01', trust: 'news' },
    },
  ],
}
const step = (i: number, more: Partial<PlanStep>): PlanBody => ({
  ...plain,
  steps: plain.steps.map((one, at) => (at === i ? { ...one, ...more } : one)),
})
const word = (text: string, arm: string | null = null) => ({
  reason: null,
  phase: null,
  arm,
  text,
  template: null,
})
const arm = (code: string, minutes: Record<string, number> = {}) => ({ code, name: code, weight: 1, minutes })

const cases: { says: string; plan: PlanBody; finds: string[] }[] = [
  { says: 'a template has none', plan: plain, finds: [] },
  { says: 'two steps of one code', plan: step(1, { code: 'first' }), finds: ['steps.1.code step-twice'] },
  {
    says: 'nothing for everybody',
    plan: step(0, { words: [{ ...word('您好'), reason: 'forgot' }] }),
    finds: ['steps.0.words words-for-all'],
  },
  {
    says: 'the same words twice',
    plan: step(0, { words: [word('您好'), word('在吗')] }),
    finds: ['steps.0.words.1 words-same'],
  },
  {
    says: 'an unknown variable',
    plan: step(0, { words: [word('{name} 您好')] }),
    finds: ['steps.0.words.0.text variable'],
  },
  {
    says: 'an order where none is',
    plan: {
      ...step(0, { words: [word('{amount}')] }),
      trigger: 'asked',
      steps: [{ ...plain.steps[0], words: [word('{amount}')] } as PlanStep],
    },
    finds: ['steps.0.words.0.text variable-trigger'],
  },
  {
    says: 'a text message without template',
    plan: step(0, { channel: 'sms', words: [word('您好')] }),
    finds: ['steps.0.words.0.template no-template', 'steps.0.when sms-hours', 'budgetFen no-budget'],
  },
  {
    says: 'before an end that none has',
    plan: {
      ...plain,
      trigger: 'asked',
      steps: [
        { code: 'x', when: { kind: 'before-end', minutes: 5 }, channel: 'chat', words: [word('您好')] },
      ],
    },
    finds: ['steps.0.when no-end'],
  },
  { says: 'after its payments count', plan: { ...plain, window: 10 }, finds: ['steps.1.when past-window'] },
  {
    says: 'a later step earlier',
    plan: step(1, { when: { kind: 'delay', minutes: 5 } }),
    finds: ['steps.1.when order-of-steps'],
  },
  {
    says: 'at night',
    plan: step(0, { when: { kind: 'hours', hours: ['23:00'], after: 60 } }),
    finds: ['steps.0.when quiet-hours'],
  },
  { says: 'one arm alone', plan: { ...plain, arms: [arm('a')] }, finds: ['arms arm-alone'] },
  { says: 'arms alike', plan: { ...plain, arms: [arm('a'), arm('b')] }, finds: ['arms.1 arm-same'] },
  {
    says: 'arms of one code, of no step',
    plan: { ...plain, arms: [arm('a'), arm('a', { x: 5 })] },
    finds: ['arms.1.code arm-twice', 'arms.1.minutes arm-step'],
  },
  {
    says: 'words of no arm',
    plan: step(0, { words: [word('您好'), word('您好', 'b')] }),
    finds: ['steps.0.words.1.arm word-arm'],
  },
  {
    says: 'amounts crossed',
    plan: { ...plain, audience: { ...plain.audience, leastFen: 2, mostFen: 1 } },
    finds: ['audience amounts'],
  },
  { says: 'ends before it begins', plan: { ...plain, from: 9000, until: 8000 }, finds: ['until from-until'] },
  { says: 'is over', plan: { ...plain, until: 500 }, finds: ['until over'] },
  { says: 'nobody to measure by', plan: { ...plain, control: 0 }, finds: ['control no-control'] },
]

test.each(cases)('[RCV-106] $says', ({ plan, finds }) => {
  const found = planProblems(plan, { settings, now: 1000 })
  expect(found.map(({ at, code }) => `${at} ${code}`)).toEqual(finds)
})

test('[RCV-106] a step that comes when most orders are closed is said, in an arm too', () => {
  const delay = (code: string, minutes: number): PlanStep => ({
    ...{ code, channel: 'chat', words: [word('您好')], when: { kind: 'delay', minutes } },
  })
  const plan: PlanBody = {
    ...{ ...plain, steps: [delay('first', 10), delay('second', 30)] },
    arms: [arm('a', { first: 29 }), arm('b', { first: 10, second: 20 }), arm('c', { second: 31 })],
  }
  const late = (of: PlanBody, lifeMinutes: number | null) =>
    planProblems(of, { settings, lifeMinutes })
      .filter(({ code }) => code === 'past-life')
      .map(({ at, level, with: values }) => [at, level, values?.minutes])
  expect(late(plan, 30)).toEqual([
    ['steps.1.when', 'warning', 30],
    ['arms.2.minutes', 'warning', 30],
  ])
  expect(late(plan, null)).toEqual([])
  // In every arm it comes earlier.
  const early = { ...plan, arms: [arm('a', { second: 20 }), arm('b', { second: 25 })] }
  expect(late(early, 30)).toEqual([])
  expect(late({ ...plan, trigger: 'asked' }, 30)).toEqual([])
})

test.each<[string, number, number, boolean]>([
  ['half an hour is too short', 30, 0, true],
  ['three days see all hours', 4320, 60, false],
  ['half of the day is enough', 240, 0, false],
  ['not where the step waits besides', 240, 60, true],
])('[RCV-106] hours of the day that few orders live to see: %s', (_, lifeMinutes, wait, warned) => {
  const hours = { kind: 'hours' as const, hours: ['09:00', '15:00', '20:00'], after: wait }
  const plan: PlanBody = { ...step(0, { when: hours }), trigger: 'unpaid' }
  const found = planProblems({ ...plan, steps: plan.steps.slice(0, 1) }, { settings, lifeMinutes })
  expect(found.map(({ code }) => code)).toEqual(warned ? ['seldom-in-time'] : [])
})

test('[RCV-106] what a platform does not allow is said', () => {
  const codes = planProblems(plain, { settings, platform: 'pinduoduo' }).map(({ code }) => code)
  expect(codes).toEqual(['limit', 'limit'])
})

test('[RCV-40] the interface answers errors alone, each a whole sentence with its place', () => {
  const plan = { ...step(0, { words: [word('您好'), word('{nick}', 'b')] }), control: 0 }
  expect(planErrors(plan)).toEqual([
    { field: 'steps.0.words.1.arm', problem: 'There is no arm “b”' },
    {
      field: 'steps.0.words.1.text',
      problem: 'nick is no variable: there are {buyer} {product} {order} {amount} {left}',
    },
  ])
})

test('[RCV-106] an arm must not turn the order of steps around', () => {
  const plan = { ...plain, arms: [arm('a'), arm('b', { first: 2000 })] }
  expect(planProblems(plan).map(({ code }) => code)).toEqual(['arm-order'])
})

test('[RCV-106] warnings do not keep it from starting, errors do', () => {
  expect(errorsOf(planProblems({ ...plain, control: 0 }))).toEqual([])
  expect(errorsOf(planProblems({ ...plain, window: 1 })).map(({ code }) => code)).toContain('past-window')
})

test.each([
  ['22:00', true],
  ['07:59', true],
  ['08:00', false],
  ['12:00', false],
] as const)('[RCV-106] %s at night: %s', (time, is) =>
  expect(within(time, { from: '22:00', to: '08:00' })).toBe(is),
)
