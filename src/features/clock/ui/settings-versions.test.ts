import { describe, expect, test } from 'vitest'
import { DAY } from '../../../shared/time.ts'
import { defaultClockSettings } from '../domain/defaults.ts'
import type { ClockRule } from '../domain/rule.ts'
import { AT_SAVING, checkSettings } from '../domain/valid.ts'
import {
  type ShownRule,
  shownRules,
  switched,
  tightest,
  withVersion,
  writtenOf,
} from './settings-versions.ts'

const now = Date.parse('2026-11-11T02:00:00Z')
const base = defaultClockSettings({ platform: 'douyin', locale: 'en' })
const all = (rules: readonly ClockRule[]) => shownRules('douyin', rules, now)
const rule = (id: string, rules: readonly ClockRule[] = []): ShownRule => {
  const found = all(rules).find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const stages = ({ versions }: ShownRule) => versions.map(({ stage, rule }) => [stage, rule.limit])
const slow = writtenOf(rule('douyin-slow').head, [])
const mayBeSaved = (rules: readonly ClockRule[], saved: readonly ClockRule[]) =>
  checkSettings({ ...base, rules }, { saved: { ...base, rules: [...saved] }, platform: 'douyin', now })
    .problems === null

describe('editing rules', () => {
  test('a new version stands before what it follows and speaks for the rule', () => {
    const rules = withVersion([], { ...slow, from: AT_SAVING, limit: 60 }, null, now)
    expect(stages(rule('douyin-slow', rules))).toEqual([
      ['pending', 60],
      ['past', 180],
    ])
    expect(rule('douyin-slow', rules).head).toMatchObject({ origin: 'edited', rule: { limit: 60 } })
    expect(mayBeSaved(rules, [])).toBe(true)
  })

  test('a dated one waits, and may be changed and moved', () => {
    const first = withVersion([], { ...slow, from: now + DAY, limit: 60 }, null, now)
    expect(stages(rule('douyin-slow', first))).toEqual([
      ['future', 60],
      ['current', 180],
    ])
    const [written = slow] = first
    const moved = withVersion(first, { ...written, from: now + 2 * DAY }, written, now)
    expect(moved.map(({ from }) => from)).toEqual([now + 2 * DAY])
  })

  test('a version that would still hold ends where the new one begins, so that it can be saved', () => {
    const saved = [{ ...slow, from: now - DAY, to: now + 9 * DAY }]
    const rules = withVersion(saved, { ...slow, from: AT_SAVING, limit: 60 }, null, now)
    expect(rules.map(({ to }) => to)).toEqual([AT_SAVING, null])
    expect(mayBeSaved(rules, saved)).toBe(true)
  })

  test('switched off and on again before saving, nothing is left', () => {
    const off = switched([], rule('douyin-slow'), false, now)
    expect(off).toEqual([{ ...slow, enabled: false, from: AT_SAVING }])
    expect(switched(off, rule('douyin-slow', off), true, now)).toEqual([])
  })

  test('switching a changed version keeps the change', () => {
    const changed = withVersion([], { ...slow, from: AT_SAVING, limit: 60 }, null, now)
    const off = switched(changed, rule('douyin-slow', changed), false, now)
    expect(off).toMatchObject([{ limit: 60, enabled: false }])
    expect(switched(off, rule('douyin-slow', off), true, now)).toMatchObject([{ limit: 60, enabled: true }])
  })

  test('the shop’s own that begins at saving can be switched too', () => {
    const own = [{ ...slow, id: 'mine', platform: null, from: AT_SAVING }]
    expect(switched(own, rule('mine', own), false, now)).toMatchObject([{ id: 'mine', enabled: false }])
  })

  test('the tightest limit is that of a wait for an answer, not of the six seconds', () => {
    expect(tightest(all([]))).toBe(120)
    const off = switched([], rule('douyin-2min-first'), false, now)
    expect(tightest(all(off))).toBe(180)
  })
})
