import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../../shared/time.ts'
import { ClockRule, inForce } from '../rule.ts'
import { ruleProblems } from '../valid-rules.ts'
import { shippedRules } from './index.ts'
import { day } from './made.ts'

const at = Date.parse('2026-11-11T02:00:00Z')
const named = (id: string) => inForce(shippedRules, at).find((rule) => rule.id === id)

describe('the rules that come with the desk', () => {
  test.each(
    shippedRules.map((rule) => [`${rule.id} of ${new Date(rule.from).toISOString()}`, rule] as const),
  )('[CLK-30] %s is a rule, says its source, and its own name in both languages', (_, rule) => {
    expect(ClockRule.parse(rule)).toEqual(rule)
    expect(rule.source.length).toBeGreaterThan(5)
    for (const { zh, en } of [rule.name, ...rule.consequences]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
    }
  })

  test('[CLK-36] none would be refused if a shop wrote it: windows, ends and versions fit together', () => {
    for (const platform of new Set(shippedRules.map((rule) => rule.platform)))
      if (platform !== null) {
        const rules = shippedRules.filter((rule) => rule.platform === platform || rule.platform === null)
        expect(ruleProblems(rules, rules, { platform, now: at })).toEqual([])
      }
  })

  test('[CLK-30] a name belongs to one platform, and a version to one moment', () => {
    const platforms = new Map(shippedRules.map((rule) => [rule.id, rule.platform]))
    for (const rule of shippedRules) expect(platforms.get(rule.id)).toBe(rule.platform)
    const keys = shippedRules.map((rule) => `${rule.id} ${rule.from}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('[CLK-33] what shops only tell each other is marked so, and nothing of it is called a platform’s text', () => {
    const lore = shippedRules.filter((rule) => rule.confidence === 'lore').map((rule) => rule.id)
    expect(lore).toEqual([
      'pinduoduo-5min',
      'douyin-slow',
      'douyin-queue',
      'douyin-offline',
      'douyin-week',
      'douyin-refusal',
    ])
    expect(shippedRules.filter((rule) => rule.confidence === 'official')).toEqual([])
  })

  test.each([
    ['douyin-slow', 'round', 180, 10_000],
    ['douyin-queue', 'queue', 300, 10_000],
    ['douyin-offline', 'offline', 3600, 50_000],
    ['douyin-week', 'incident', 1, 10_000],
    ['douyin-refusal', 'incident', 1, 50_000],
    ['pinduoduo-5min', 'buyer-day', 300, 0],
    ['pinduoduo-3min', 'buyer-day', 180, 0],
    ['jd-first-30s', 'first-reply', 30, 0],
    ['xiaohongshu-3min', 'session', 180, 0],
    ['kuaishou-3min', 'buyer-day', 180, 0],
    ['taobao-3min', 'round', 180, 0],
    ['own-first-6s', 'first-reply', 6, 0],
  ] as const)('[CLK-34] %s is in force today: %s, %i s, %i fen', (id, counted, limit, money) => {
    expect(named(id)).toMatchObject({ counted, limit, money })
  })

  test.each(['taobao-3min-assessed', 'pinduoduo-5min-message', 'douyin-mean', 'kuaishou-5min'])(
    '[CLK-32] %s contradicts another, lacks a limit, or is over, and is not in force',
    (id) => expect(named(id)).toBeUndefined(),
  )

  test.each(['taobao', 'tmall'])(
    '[CLK-32] %s: the window of its 3-minute rate ended an hour earlier from June 2025',
    (p) => {
      const hoursAt = (moment: number) =>
        inForce(shippedRules, moment).find((rule) => rule.id === `${p}-3min`)?.hours[0]?.to
      expect(hoursAt(day('2025-06-02') - MINUTE)).toBe('24:00')
      expect(hoursAt(day('2025-06-02'))).toBe('23:00')
    },
  )

  test('[CLK-35] a wait at Douyin is charged once: queued, or too slow once a person has it', () => {
    expect(named('douyin-slow')?.starts).toBe('assigned')
  })

  test('[CLK-40] Pinduoduo spoils a buyer’s whole day, by people’s answers alone: the merchant speaks last', () => {
    expect(named('pinduoduo-3min')).toMatchObject({ counted: 'buyer-day', answeredBy: 'person', days: 1 })
  })

  test('[CLK-30] Tmall’s rules are Taobao’s under other names, but for the one of C shops', () => {
    const bare = (platform: string) =>
      shippedRules
        .filter((rule) => rule.platform === platform && rule.id !== 'taobao-3min-daily')
        .map((rule) => ({ ...rule, platform: null, id: rule.id.replace(platform, '') }))
    expect(bare('tmall')).toEqual(bare('taobao'))
  })
})
