import type { RuleSet } from '../rule-set.ts'
import { byItemPrice, levels } from './levels.ts'

export const taobao: RuleSet[] = [
  {
    id: 'taobao-d12',
    name: {
      zh: '淘宝双12、双22（每满200减20，递进）',
      en: 'Taobao Double Twelve and Double Twenty-Two (20 off every 200, sequential)',
    },
    platform: 'taobao',
    from: null,
    to: null,
    source: {
      zh: '51tietu 3513377、new51 10389：红包先减，跨店按减后金额算',
      en: '51tietu 3513377, new51 10389: red packets first, the cross-shop threshold on what they leave',
    },
    trust: 'copy',
    levels: levels('residual'),
    overDiscount: 'cap',
    mayLeaveOut: false,
    depositCounts: true,
    balanceAbove: true,
    share: { ...byItemPrice, by: 'residual' },
  },
  {
    id: 'taobao-2020',
    name: { zh: '淘宝大促 2020 年起（平行，封顶）', en: 'Taobao events since 2020 (parallel, capped)' },
    platform: 'taobao',
    from: '2020-08-21',
    to: null,
    source: {
      zh: 'qlxiaozhan 105581：门槛按单品优惠价；HiShop show_95920、show_95982；musicheng i685069（2023）',
      en: 'qlxiaozhan 105581: thresholds by item price; HiShop show_95920, show_95982; musicheng i685069 (2023)',
    },
    trust: 'copy',
    levels: levels('itemPrice'),
    overDiscount: 'cap',
    mayLeaveOut: true,
    depositCounts: true,
    balanceAbove: true,
    share: byItemPrice,
  },
]
