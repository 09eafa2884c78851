import { describe, expect, test } from 'vitest'
import { refusals } from '../shared/refusal.ts'
import { browserLanguage } from './i18n.ts'
import { en } from './locales/en.ts'
import { zhCN } from './locales/zh-CN.ts'

const leaves = (texts: object, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  )
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()

describe('the two languages', () => {
  const chinese = new Map(leaves(zhCN))
  test('have the same texts with the same holes, none empty', () => {
    const english = new Map(leaves(en))
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe('')
      expect(holes(text), key).toEqual(holes(chinese.get(key) ?? ''))
    }
  })
  test('explain every refusal', () => {
    for (const code of Object.keys(refusals)) {
      expect(zhCN.refusal).toHaveProperty(code)
      expect(en.refusal).toHaveProperty(code)
    }
  })
})

test.each([
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh-TW'], 'zh-CN'],
  [['en-GB', 'zh'], 'en'],
  [['fr-FR', 'en'], 'en'],
  [['de'], 'zh-CN'],
  [[], 'zh-CN'],
])('a browser asking for %o gets %s', (wanted, language) => {
  expect(browserLanguage(wanted)).toBe(language)
})
