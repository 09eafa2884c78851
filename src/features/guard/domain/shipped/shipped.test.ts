import { expect, test } from 'vitest'
import { promiseRules } from '../../../pricing/domain/promise/check.ts'
import { Platform } from '../../../shop/domain.ts'
import { detectors } from '../detect/index.ts'
import { Severity } from '../verdict.ts'
import { rulesOf, shippedRules } from './index.ts'

test.each(shippedRules.map((rule) => [`${rule.id} on ${rule.platforms.join(', ')}`, rule] as const))(
  '[GRD-5] %s says what it is in both languages, where it is from and how far to trust it',
  (_, { name, why, cost, source, date, severity, platforms }) => {
    expect(Severity.options).toContain(severity)
    expect(platforms.length).toBeGreaterThan(0)
    expect(source.zh.length).toBeGreaterThan(5)
    expect(date).toMatch(/^(?:\d{4}-\d{2}(?:-\d{2})?)?$/)
    for (const { zh, en } of [name, why, ...(cost ? [cost] : [])]) {
      expect(zh).toMatch(/\p{Script=Han}|QQ/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
    }
  },
)

test.each(Platform.options)('[GRD-5] on %s an id stands for one rule', (platform) => {
  const ids = rulesOf(platform).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('[GRD-5] every rule is looked for, and nothing else is', () => {
  const looked = new Set([...detectors.flatMap(({ rules }) => rules), ...promiseRules])
  expect([...new Set(shippedRules.map(({ id }) => id))].sort()).toEqual([...looked].sort())
})

test('[GRD-5] the deposit at Pinduoduo is told with both sums and its date', () => {
  const rule = rulesOf('pinduoduo').find(({ id }) => id === 'contact.phone')
  expect(rule?.cost?.zh).toContain('5万–10万')
  expect(rule).toMatchObject({ confidence: 'reported', date: '2024-12-12' })
})
