import { describe, expect, test } from 'vitest'
import { DAY } from '../../../shared/time.ts'
import { defaultClockSettings } from './defaults.ts'
import type { ClockRule } from './rule.ts'
import { ClockSettings } from './settings.ts'
import { shippedRules } from './shipped/index.ts'
import { AT_SAVING, checkSettings } from './valid.ts'

const now = Date.parse('2026-11-11T02:00:00Z')
const base = defaultClockSettings({ platform: 'douyin', locale: 'zh-CN' })
const queue = shippedRules.find((rule) => rule.id === 'douyin-queue') as ClockRule
const rule = (change: object = {}) =>
  ({ ...queue, id: 'vip', platform: null, from: now + DAY, ...change }) as ClockRule
const [PAST, TODAY] = [rule({ from: now - DAY, limit: 60 }), rule({ from: now, limit: 90 })]

const check = (change: object, saved: readonly ClockRule[] = []) =>
  checkSettings({ ...base, ...change }, { saved: { ...base, rules: [...saved] }, platform: 'douyin', now })
const hours = (change: object) => ({
  rules: [rule({ hours: [{ days: [1], from: '09:00', to: '10:00', ...change }] })],
})

describe('what may not be saved names its field and the way to mend it', () => {
  test.each([
    ['a window without days', hours({ days: [] }), 'rules.0.hours.0.days', 'no-days'],
    ['a window that ends as it begins', hours({ to: '09:00' }), 'rules.0.hours.0.to', 'empty-span'],
    [
      'a window that begins when the day is over',
      hours({ from: '24:00' }),
      'rules.0.hours.0.from',
      'outside-day',
    ],
    ['a window outside the day', hours({ to: '25:00' }), 'rules.0.hours.0.to', 'not-a-time'],
    ['a time with one digit', hours({ from: '9:00' }), 'rules.0.hours.0.from', 'not-a-time'],
    ['an eighth day', hours({ days: [8] }), 'rules.0.hours.0.days.0', 'not-a-day'],
    ['a negative limit', { rules: [rule({ limit: -5 })] }, 'rules.0.limit', 'too-small'],
    ['half a second', { rules: [rule({ limit: 1.5 })] }, 'rules.0.limit', 'whole-number'],
    ['a limit beyond a week', { rules: [rule({ limit: 10 ** 7 })] }, 'rules.0.limit', 'too-big'],
    ['no limit', { rules: [rule({ limit: undefined })] }, 'rules.0.limit', 'missing'],
    ['a limit in words', { rules: [rule({ limit: '3 minutes' })] }, 'rules.0.limit', 'wrong-kind'],
    ['an unknown platform', { rules: [rule({ platform: 'ebay' })] }, 'rules.0.platform', 'unknown-platform'],
    ['another platform’s rule', { rules: [rule({ platform: 'jd' })] }, 'rules.0.platform', 'other-platform'],
    [
      'money on an unknown kind',
      { rules: [rule({ counted: 'mood', money: 5 })] },
      'rules.0.counted',
      'unknown-kind',
    ],
    ['negative money', { rules: [rule({ money: -1 })] }, 'rules.0.money', 'too-small'],
    [
      'an unknown answerer',
      { rules: [rule({ answeredBy: 'robot' })] },
      'rules.0.answeredBy',
      'unknown-value',
    ],
    ['a target of 80', { rules: [rule({ target: 80 })] }, 'rules.0.target', 'target-range'],
    ['a target below none', { rules: [rule({ target: -0.1 })] }, 'rules.0.target', 'target-range'],
    ['a name with blanks', { rules: [rule({ id: 'My rule' })] }, 'rules.0.id', 'bad-id'],
    [
      'no name in either language',
      { rules: [rule({ name: { zh: ' ', en: '' } })] },
      'rules.0.name.zh',
      'empty',
    ],
    ['no source', { rules: [rule({ source: '  ' })] }, 'rules.0.source', 'empty'],
    ['an end before the beginning', { rules: [rule({ to: now })] }, 'rules.0.to', 'to-before-from'],
    ['an end at the beginning', { rules: [rule({ to: now + DAY })] }, 'rules.0.to', 'to-before-from'],
    [
      'versions that overlap',
      { rules: [rule({ from: now + 3 * DAY }), rule({ to: now + 4 * DAY })] },
      'rules.1.to',
      'overlap',
    ],
    ['two versions of one moment', { rules: [rule(), rule({ limit: 9 })] }, 'rules.1.from', 'same-from'],
    ['a new version in the past', { rules: [rule({ from: now - 1 })] }, 'rules.0.from', 'in-the-past'],
    [
      'steps out of order',
      {
        steps: [
          { at: 0.9, do: 'nudge' },
          { at: 0.5, do: 'hold' },
        ],
      },
      'steps.1.at',
      'steps-order',
    ],
    ['a step after the end', { steps: [{ at: 1.2, do: 'nudge' }] }, 'steps.0.at', 'too-big'],
    ['a step before the beginning', { steps: [{ at: 0, do: 'nudge' }] }, 'steps.0.at', 'too-small'],
    ['an unknown step', { steps: [{ at: 0.5, do: 'shout' }] }, 'steps.0.do', 'unknown-value'],
    ['holding words twice', { holding: ['稍等', '稍等'] }, 'holding.1', 'said-twice'],
    ['empty holding words', { holding: [' '] }, 'holding.0', 'empty'],
    [
      'words too long',
      { closing: { ...base.closing, words: '长'.repeat(501) } },
      'closing.words',
      'too-long',
    ],
    ['too many steps', { steps: Array(11).fill({ at: 0.5, do: 'nudge' }) }, 'steps', 'too-many'],
    ['no warnings', { warn: undefined }, 'warn', 'missing'],
    ['a negative margin', { margin: -1 }, 'margin', 'too-small'],
  ])('[CLK-36] %s', (_, change, field, code) => {
    const { problems } = check(change)
    expect(problems?.map((p) => [p.field, p.code])).toEqual([[field, code]])
    expect(problems?.[0]?.problem).not.toMatch(/\{\{|undefined/)
  })

  test.each<[string, ClockRule[], ClockRule[], string, string]>([
    ['changing what was', [{ ...PAST, limit: 61 }], [PAST], 'rules.0', 'past-changed'],
    ['changing what holds since this moment', [{ ...TODAY, money: 0 }], [TODAY], 'rules.0', 'past-changed'],
    ['removing what was', [TODAY], [PAST, TODAY], 'rules', 'past-removed'],
    ['removing what holds', [], [TODAY], 'rules', 'past-removed'],
    ['ending what holds before now', [{ ...PAST, to: now - 1 }], [PAST], 'rules.0.to', 'past-ended'],
    ['a longer life for what is over', [PAST], [{ ...PAST, to: now - 5 }], 'rules.0.to', 'past-changed'],
    ['moving what comes into the past', [rule({ from: now - 9 })], [rule()], 'rules.0.from', 'in-the-past'],
  ])('[CLK-37] %s', (_, proposed, saved, field, code) => {
    expect(check({ rules: proposed }, saved).problems?.map((p) => [p.field, p.code])).toEqual([[field, code]])
  })

  test('[CLK-36] several at once are all told', () => {
    const { problems } = check({ rules: [rule({ platform: 'jd', to: now })], holding: ['等', '等'] })
    expect(problems?.map((p) => p.code)).toEqual(['other-platform', 'to-before-from', 'said-twice'])
  })
})

describe('what may be saved', () => {
  test.each<[string, ClockRule[], ClockRule[]]>([
    ['a version to come', [rule()], []],
    ['one that begins now', [rule({ from: now })], []],
    ['an end for what holds, now or later', [{ ...PAST, to: now }], [PAST]],
    ['another end to come', [{ ...PAST, to: now + 2 * DAY }], [{ ...PAST, to: now + DAY }]],
    ['a version to come changed', [rule({ limit: 1 })], [rule()]],
    ['a version to come withdrawn', [], [rule()]],
    ['what holds as it is, with a later version', [PAST, rule()], [PAST]],
    ['an end just where the next begins', [rule({ to: now + 2 * DAY }), rule({ from: now + 2 * DAY })], []],
    ['a window over midnight', [rule({ hours: [{ days: [7], from: '22:00', to: '02:00' }] })], []],
    ['a whole day', [rule({ hours: [{ days: [7], from: '00:00', to: '24:00' }] })], []],
    ['a platform’s rule on its platform', [rule({ platform: 'douyin' })], []],
  ])('[CLK-37] %s', (_, proposed, saved) => {
    expect(check({ rules: proposed }, saved)).toEqual({
      settings: { ...base, rules: proposed },
      problems: null,
    })
  })

  test('[CLK-38] “at saving” becomes the moment of saving', () => {
    const { settings } = check({ rules: [{ ...PAST, to: AT_SAVING }, rule({ from: AT_SAVING })] }, [PAST])
    expect(settings?.rules.map(({ from, to }) => [from, to])).toEqual([
      [now - DAY, now],
      [now, null],
    ])
  })

  test('steps may come at the same moment', () => {
    expect(
      check({
        steps: [
          { at: 0.5, do: 'nudge' },
          { at: 0.5, do: 'offer' },
        ],
      }).problems,
    ).toBeNull()
  })
})

describe('what a shop begins with', () => {
  const platforms = [
    'taobao',
    'tmall',
    'pinduoduo',
    'douyin',
    'jd',
    'xiaohongshu',
    'kuaishou',
    'wechat',
    'site',
  ] as const
  test.each(platforms.flatMap((p) => [[p, 'zh-CN'] as const, [p, 'en'] as const]))(
    '[CLK-39] %s in %s can be saved as it is',
    (platform, locale) => {
      const settings = defaultClockSettings({ platform, locale })
      expect(ClockSettings.parse(settings)).toEqual(settings)
      expect(checkSettings(settings, { saved: settings, platform, now })).toEqual({
        settings,
        problems: null,
      })
      expect(settings.closing.words === '').toBe(platform !== 'pinduoduo')
    },
  )
  test.each([
    ['douyin', 120],
    ['kuaishou', 1200],
    ['jd', 0],
  ] as const)('[CLK-39] %s ends an answered conversation after %i s', (platform, idle) => {
    expect(defaultClockSettings({ platform, locale: 'en' }).closing.idle).toBe(idle)
  })
})
