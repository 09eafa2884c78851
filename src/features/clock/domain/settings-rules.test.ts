import { describe, expect, test } from 'vitest'
import { DAY } from '../../../shared/time.ts'
import { type ClockRule, inForce } from './rule.ts'
import { originOf, rulesFor, stageOf } from './settings-rules.ts'
import { shippedRules } from './shipped/index.ts'

const now = Date.parse('2026-11-11T02:00:00Z')
const shipped = (id: string): ClockRule => {
  const found = inForce(shippedRules, now).find((rule) => rule.id === id)
  if (!found) throw new Error(id)
  return found
}
const own = (change: Partial<ClockRule> = {}): ClockRule => ({
  ...shipped('own-answer'),
  id: 'vip-2min',
  limit: 120,
  from: now,
  ...change,
})
const limits = (rules: readonly ClockRule[], id: string) =>
  rules.filter((rule) => rule.id === id).map(({ from, to, limit }) => ({ from, to, limit }))

describe('the rules of a shop', () => {
  test.each([
    ['taobao', ['taobao', null]],
    ['jd', ['jd', null]],
    ['site', [null]],
  ] as const)('[CLK-31] of %s are its platform’s and the standards for any', (platform, expected) => {
    expect(new Set(rulesFor(platform, { rules: [] }).map((rule) => rule.platform))).toEqual(new Set(expected))
  })

  test('[CLK-31] a shop’s version takes over from its beginning; what held before is what it was', () => {
    const mine = { ...shipped('douyin-slow'), from: now, limit: 120 }
    const rules = rulesFor('douyin', { rules: [mine] })
    const { from } = shipped('douyin-slow')
    expect(limits(rules, 'douyin-slow')).toEqual([
      { from, to: now, limit: 180 },
      { from: now, to: null, limit: 120 },
    ])
    for (const at of [from, now - 1])
      expect(inForce(rules, at).find((rule) => rule.id === 'douyin-slow')?.limit).toBe(180)
    expect(inForce(rules, now).find((rule) => rule.id === 'douyin-slow')?.limit).toBe(120)
  })

  test('[CLK-31] once a shop has its own, a shipped version of later date does not come back', () => {
    const early = { ...shipped('taobao-3min'), from: shippedRules[0]?.from ?? 0, to: now - DAY }
    const rules = rulesFor('taobao', { rules: [early] })
    expect(limits(rules, 'taobao-3min')).toEqual([{ from: early.from, to: now - DAY, limit: 180 }])
    expect(inForce(rules, now).some((rule) => rule.id === 'taobao-3min')).toBe(false)
  })

  test('[CLK-37] switched off is a version too: the past still counts', () => {
    const rules = rulesFor('jd', { rules: [{ ...shipped('jd-first-30s'), from: now, enabled: false }] })
    expect(inForce(rules, now - 1).some((rule) => rule.id === 'jd-first-30s')).toBe(true)
    expect(inForce(rules, now).some((rule) => rule.id === 'jd-first-30s')).toBe(false)
  })

  test('each version ends where the next begins', () => {
    const rules = rulesFor('site', { rules: [own({ from: now + DAY, limit: 60 }), own()] })
    expect(limits(rules, 'vip-2min')).toEqual([
      { from: now, to: now + DAY, limit: 120 },
      { from: now + DAY, to: null, limit: 60 },
    ])
  })

  test('each says where it comes from and where it stands', () => {
    const settings = { rules: [own(), { ...shipped('own-answer'), from: now + DAY }] }
    const told = rulesFor('site', settings)
      .filter((rule) => rule.id !== 'own-first-6s')
      .map((rule) => [rule.id, originOf(rule, settings), stageOf(rule, now + 1)])
    expect(told).toEqual([
      ['own-answer', 'shipped', 'current'],
      ['own-answer', 'edited', 'future'],
      ['vip-2min', 'own', 'current'],
    ])
    expect(stageOf({ from: 0, to: now }, now)).toBe('past')
  })
})
