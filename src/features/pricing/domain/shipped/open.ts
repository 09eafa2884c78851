import type { RuleSet } from '../rule-set.ts'
import { byItemPrice, levels } from './levels.ts'

/** For shops without a platform's rules: everything stacks but what excludes one another. */
export const open: RuleSet[] = [
  {
    id: 'open',
    name: { zh: '自有店铺（全部可叠加）', en: 'A shop of its own (everything stacks)' },
    platform: 'own',
    from: null,
    to: null,
    source: { zh: '店铺自己定的规则', en: 'The shop’s own rules' },
    trust: 'own',
    levels: levels('itemPrice').map((l) => (l.level === 'item' ? l : { ...l, pick: 'all' })),
    overDiscount: 'cap',
    mayLeaveOut: true,
    depositCounts: true,
    balanceAbove: false,
    share: byItemPrice,
  },
]
