import { describe, expect, test } from 'vitest'
import { everyDay, type Hours } from '../../../shared/hours.ts'
import { byWords } from './classify.ts'
import { defaultRouting } from './defaults.ts'
import { turnsAt } from './opening.ts'
import { RoutingSettings, type Stage } from './settings.ts'
import { type Belonging, routingProblemsOf } from './valid.ts'

const settings = defaultRouting('zh-CN')

describe('what a message is about', () => {
  const classify = byWords(settings)
  test.each<[string, string | null, Stage | null, string, string | null]>([
    ['RTG-1', '能便宜点吗', null, 'bargaining', '便宜'],
    ['RTG-1', '拍错了，帮我改地址', null, 'order-change', '改地址'],
    ['RTG-1', '收到就坏了', null, 'after-sales', '坏了'],
    ['RTG-1', 'Any DISCOUNT for two?', null, 'bargaining', 'discount'],
    ['RTG-2', '改 地 址', null, 'order-change', '改地址'],
    ['RTG-2', 'please change  my-address', null, 'order-change', 'change my address'],
    ['RTG-3', '有现货吗', null, 'pre-sales', null],
    ['RTG-3', null, null, 'pre-sales', null],
    ['RTG-1', '在吗', 'refunding', 'after-sales', 'refunding'],
    ['RTG-1', null, 'refunding', 'after-sales', 'refunding'],
    ['RTG-4', '不退款我就投诉', null, 'after-sales', '投诉'],
    ['RTG-4', '打 12315 了', null, 'after-sales', '12315'],
    ['RTG-4', '订单 8231500 发了吗', null, 'pre-sales', null],
  ])('[%s] %s', (_, text, stage, team, matched) => {
    expect(classify({ text, stage })).toMatchObject({ team, matched })
  })
  test('[RTG-1] the first rule that fits decides, in its stages only', () => {
    const rule = (intent: string, stages: Stage[]) => ({
      intent,
      team: 'a',
      words: ['x'],
      stages,
      skill: 'en',
    })
    const two = byWords({ intents: [rule('one', ['paid']), rule('two', [])], fallback: 'f' })
    expect(two({ text: 'X!', stage: 'paid' })).toMatchObject({ intent: 'one', skill: 'en' })
    expect(two({ text: 'X!', stage: 'unpaid' }).intent).toBe('two')
    expect(two({ text: 'X!', stage: null }).intent).toBe('two')
    const empty = byWords({ intents: [{ ...rule('none', []), words: [] }], fallback: 'f' })
    expect(empty({ text: 'x', stage: 'paid' }).team).toBe('f')
  })
})

describe('[RTG-25] when hours next turn', () => {
  const at = (text: string) => Date.parse(text)
  test.each<[string, Hours[], string, string, string | null]>([
    [
      'opens',
      everyDay('09:00', '23:00'),
      '2026-11-11T08:59:30+08:00',
      'Asia/Shanghai',
      '2026-11-11T09:00:00+08:00',
    ],
    [
      'closes',
      everyDay('09:00', '23:00'),
      '2026-11-11T09:00:00+08:00',
      'Asia/Shanghai',
      '2026-11-11T23:00:00+08:00',
    ],
    [
      'over midnight',
      everyDay('22:00', '02:00'),
      '2026-11-11T23:00:00+08:00',
      'Asia/Shanghai',
      '2026-11-12T02:00:00+08:00',
    ],
    ['days that meet', everyDay('00:00', '24:00'), '2026-11-11T12:00:00+08:00', 'Asia/Shanghai', null],
    [
      'a day of the week',
      [{ days: [1], from: '09:00', to: '10:00' }],
      '2026-11-09T10:00:00+08:00',
      'Asia/Shanghai',
      '2026-11-16T09:00:00+08:00',
    ],
    ['always open', [], '2026-11-09T10:00:00+08:00', 'Asia/Shanghai', null],
    [
      'no days',
      [{ days: [], from: '09:00', to: '10:00' }],
      '2026-11-09T10:00:00+08:00',
      'Asia/Shanghai',
      null,
    ],
    [
      'clocks put back',
      everyDay('09:00', '17:00'),
      '2026-10-24T18:00:00+02:00',
      'Europe/Berlin',
      '2026-10-25T09:00:00+01:00',
    ],
    [
      'clocks put forward',
      everyDay('09:00', '17:00'),
      '2026-03-28T18:00:00+01:00',
      'Europe/Berlin',
      '2026-03-29T09:00:00+02:00',
    ],
  ])('%s', (_, hours, now, zone, then) => {
    expect(turnsAt(hours, at(now), zone)).toBe(then === null ? null : at(then))
  })
})

describe('settings', () => {
  const members: Belonging[] = settings.teams.map(({ code }, i) => ({
    personId: i + 1,
    teams: [code],
    slots: 8,
    shopSlots: null,
  }))
  const [first, second, ...rest] = settings.teams
  if (!first || !second) throw new Error('the standard teams')
  const withFirst = (more: Partial<typeof first>) => ({ teams: [{ ...first, ...more }, second, ...rest] })
  test.each(['zh-CN', 'en'] as const)('the defaults in %s are right', (locale) => {
    const defaults = defaultRouting(locale)
    expect(RoutingSettings.parse(defaults)).toEqual(defaults)
    expect(routingProblemsOf(defaults, members)).toEqual([])
  })
  test('the defaults of a shop with teams of its own name no other', () => {
    const own = defaultRouting('en', [
      { code: 'vip', name: 'VIP' },
      { code: 'after-sales', name: 'After' },
    ])
    const found = routingProblemsOf(own, [
      { personId: 1, teams: ['vip', 'after-sales'], slots: 8, shopSlots: null },
    ])
    expect(found).toEqual([])
    expect(own.fallback).toBe('vip')
  })
  test.each<[string, Partial<RoutingSettings>, string, string]>([
    ['RTG-50', withFirst({ code: second.code, overflow: [] }), 'teams.1.code', 'same-code'],
    ['RTG-50', withFirst({ name: second.name }), 'teams.1.name', 'same-name'],
    [
      'RTG-50',
      withFirst({ overflow: [{ after: 1, teams: ['gone'] }] }),
      'teams.0.overflow.0.teams.0',
      'unknown-team',
    ],
    [
      'RTG-50',
      withFirst({ overflow: [{ after: 1, teams: [first.code] }] }),
      'teams.0.overflow.0.teams.0',
      'own-ring',
    ],
    [
      'RTG-50',
      withFirst({
        overflow: [
          { after: 1, teams: [second.code] },
          { after: 2, teams: [second.code] },
        ],
      }),
      'teams.0.overflow.1.teams.0',
      'asked-before',
    ],
    [
      'RTG-50',
      withFirst({
        overflow: [
          { after: 9, teams: [second.code] },
          { after: 9, teams: ['after-sales'] },
        ],
      }),
      'teams.0.overflow.1.after',
      'ring-order',
    ],
    [
      'RTG-50',
      withFirst({ hours: [{ days: [], from: '09:00', to: '10:00' }] }),
      'teams.0.hours.0.days',
      'no-days',
    ],
    ['RTG-50', { fallback: 'gone' }, 'fallback', 'unknown-team'],
    ['RTG-50', { recent: { always: 73, online: 72 } }, 'recent.always', 'recent-order'],
    [
      'RTG-50',
      { intents: [{ intent: 'x', team: 'gone', words: ['x'], stages: [], skill: null }] },
      'intents.0.team',
      'unknown-team',
    ],
    [
      'RTG-51',
      { intents: [{ intent: 'x', team: first.code, words: [], stages: [], skill: null }] },
      'intents.0',
      'never-fits',
    ],
    ['RTG-51', withFirst({ slots: 9 }), 'teams.0.slots', 'too-heavy'],
  ])('[%s] %#: %s', (rule, change, field, code) => {
    const found = routingProblemsOf({ ...settings, ...change }, members)
    expect(found).toContainEqual(
      expect.objectContaining({ field, code, severity: rule === 'RTG-50' ? 'error' : 'warning' }),
    )
  })
  test('[RTG-51] a team without members and a member without team are shown', () => {
    const found = routingProblemsOf(settings, [{ personId: 7, teams: [], slots: 8, shopSlots: null }])
    expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual([
      ...settings.teams.map((_, i) => `teams.${i} no-members`),
      'people.7 no-team',
    ])
  })
})
