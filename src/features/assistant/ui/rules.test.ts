import { expect, test } from 'vitest'
import type { AssistantSettings, KeywordRule } from '../domain/settings.ts'
import { emptyRule, moved, withoutBlanks } from './rules.ts'

test.each([
  [0, 1, 'bac'],
  [2, -1, 'acb'],
  [0, -1, 'abc'],
  [2, 1, 'abc'],
  [9, 1, 'abc'],
] as const)('moving %i by %i → %s', (at, by, expected) => {
  expect(moved(['a', 'b', 'c'], at, by).join('')).toBe(expected)
})

test('a blank rule is left out, a half-filled one is not', () => {
  const half: KeywordRule = { ...emptyRule(), keywords: ['发货'] }
  const settings = { rules: [emptyRule(), half] } as unknown as AssistantSettings
  expect(withoutBlanks(settings).rules).toEqual([half])
})
