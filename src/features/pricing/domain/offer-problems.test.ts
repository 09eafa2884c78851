import { describe, expect, test } from 'vitest'
import type { ShopOffer } from '../contract.ts'
import { at, offered } from '../testing.ts'
import { offerProblems } from './offer-problems.ts'
import { PricingSettings, ruleSetsOf } from './settings.ts'

const problemsOf = (offers: readonly ShopOffer[]) =>
  offerProblems(offers, {
    campaigns: { campaigns: [], activities: [] },
    ruleSets: ruleSetsOf(PricingSettings.parse({}), 'tmall'),
    gone: new Set(),
    now: at('2026-11-11 10:00'),
  })
const fixed = (id: string, priceFen: number, items: string[], more: object = {}) =>
  offered({ id, kind: 'fixed-price', params: { priceFen }, scope: { items }, ...more })

describe('[OFR-3] two prices for one thing', () => {
  test('are told once, however much the two offers share', () => {
    const found = problemsOf([fixed('a', 100, ['A', 'B', 'C']), fixed('b', 200, ['C', 'B'])])
    expect(found.map(({ where }) => where)).toEqual(['offers[b]'])
  })

  test.each([
    ['the same price', fixed('b', 100, ['A'])],
    ['other things', fixed('b', 200, ['B'])],
    ['the live room', fixed('b', 200, ['A'], { channel: 'live' })],
  ])('%s is no contradiction', (_, other) => {
    expect(problemsOf([fixed('a', 100, ['A'], { channel: 'any' }), other])).toEqual([])
  })

  test('a thousand times over, each offer tells some', () => {
    const list = Array.from({ length: 1000 }, (_, i) => fixed(`${i}`.padStart(4, '0'), 100 + i, ['A']))
    const found = problemsOf(list)
    expect(found.filter(({ where }) => where === 'offers[0999]').length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(6000)
  })
})
