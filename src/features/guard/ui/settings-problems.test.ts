import { expect, test } from 'vitest'
import { defaultGuardSettings, type GuardSettings } from '../domain/settings.ts'
import { problemsOf, same } from './settings-problems.ts'

const rules = new Set(['contact.phone'])
const word = { word: '刷单', severity: 'block', why: '', instead: '' } as const
test.each<[string, Partial<GuardSettings>, [string, string][]]>([
  ['nothing', {}, []],
  ['a host with a scheme', { hosts: ['https://a.example'] }, [['hosts.0', 'host']]],
  ['no days', { leadDays: 0 }, [['leadDays', 'range']]],
  ['half a day', { leadDays: 0.5 }, [['leadDays', 'range']]],
  ['a rule that is gone', { severities: { 'no.such': 'off' } }, [['severities.no.such', 'unknown-rule']]],
  ['a word that is allowed', { words: [word], allowed: ['刷 单'] }, [['words.0.word', 'word-allowed']]],
])('[GRD-80] %s is said at its place while one types', (_, change, problems) => {
  const found = problemsOf({ ...defaultGuardSettings(), ...change }, rules)
  expect(found.map(({ field, code }) => [field, code])).toEqual(problems)
})

test('words are no unsaved change: they are saved by themselves', () => {
  const settings = defaultGuardSettings()
  expect(same(settings, { ...settings, words: [word] })).toBe(true)
  expect(same(settings, { ...settings, leadDays: 7 })).toBe(false)
})
