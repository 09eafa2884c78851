import { describe, expect, test } from 'vitest'
import type { Shelf } from '../../pricing/domain/shelf.ts'
import { at, per300, shelfWith } from '../../pricing/testing.ts'
import { prepareGuard } from './guard.ts'
import { priceSource } from './prices.ts'
import { defaultGuardSettings } from './settings.ts'

const NOW = at('2026-11-11 10:00')
const checked = (shelf: Shelf | null, text: string) =>
  prepareGuard('tmall', defaultGuardSettings(), [priceSource(() => shelf)]).check(text, {
    ...{ author: 'agent', attachments: [], consent: false, stock: null, offerEndsAt: null, now: NOW },
    ...{ goods: ['LB-S18'], basket: null },
  }).verdict
const ready = shelfWith([per300])
const noRules: Shelf = { ...ready, pricingAt: () => ({ ok: false, problems: [] }) }

describe('[GRD-48] a number that nothing can be held against is asked about, not let through', () => {
  test.each<[string, Shelf | null, string, string]>([
    ['prices are there: a wrong one is stopped', ready, '到手价1元', 'block'],
    ['and a right one passes', ready, '到手349', 'pass'],
    ['they cannot be made', noRules, '到手价1元', 'ask'],
    ['the shelf is not there', null, '到手价1元', 'ask'],
    ['no number: nothing to ask', null, '这款是全棉的', 'pass'],
  ])('%s', (_, shelf, text, verdict) => expect(checked(shelf, text)).toBe(verdict))
})
