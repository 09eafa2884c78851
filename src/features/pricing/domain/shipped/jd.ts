import type { RuleSet } from '../rule-set.ts'
import { levels } from './levels.ts'

/** 京贴: shares in whole yuan by list price × pieces; what of a share is more than its line has left is lost (P31). */
export const jd: RuleSet[] = [
  {
    id: 'jd',
    name: {
      zh: '京东（京贴，平行，封顶，超额不转移）',
      en: 'JD (allowance, parallel, capped, what is over is lost)',
    },
    platform: 'jd',
    from: null,
    to: null,
    source: {
      zh: 'you-hui.com hejie2x：每满200减30 的分摊算例',
      en: 'you-hui.com hejie2x: a worked example of sharing 30 off every 200',
    },
    trust: 'news',
    levels: levels('itemPrice'),
    overDiscount: 'cap',
    mayLeaveOut: true,
    depositCounts: true,
    balanceAbove: false,
    share: { by: 'list', unitFen: 100, rounding: 'largest-remainder', excess: 'lost' },
  },
]
