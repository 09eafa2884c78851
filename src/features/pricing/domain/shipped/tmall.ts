import type { RuleSet } from '../rule-set.ts'
import { byItemPrice, levels } from './levels.ts'

const presale = { depositCounts: true, balanceAbove: true }

/** 购物券: each level is held against what the levels before have left (递进). */
const vouchers: RuleSet = {
  id: 'tmall-2015-d11',
  name: {
    zh: '天猫双11 2015–2016（购物券，递进）',
    en: 'Tmall Double Eleven 2015–2016 (vouchers, sequential)',
  },
  platform: 'tmall',
  from: '2015-10-13',
  to: '2016-11-11',
  source: {
    zh: '坤翁 show-35737、牛帖 4543：预售尾款与购物券的算例',
    en: 'How-to pages kunweng show-35737 and nzcxh 4543: worked examples of balances and vouchers',
  },
  trust: 'news',
  levels: levels('residual'),
  overDiscount: 'refuse',
  mayLeaveOut: false,
  depositCounts: true,
  balanceAbove: false,
  share: { ...byItemPrice, by: 'residual' },
}

/** 购物津贴: thresholds by item price (平行); a line that would come to nothing makes the allowance unusable (P13). */
const allowance = (
  id: string,
  year: string,
  from: string,
  to: string,
  source: RuleSet['source'],
): RuleSet => ({
  id,
  name: {
    zh: `天猫双11 ${year}（购物津贴，平行，超额不可用）`,
    en: `Tmall Double Eleven ${year} (allowance, parallel, refused where it is more than is left)`,
  },
  platform: 'tmall',
  from,
  to,
  source,
  trust: 'news',
  levels: levels('itemPrice'),
  overDiscount: 'refuse',
  mayLeaveOut: true,
  ...presale,
  share: byItemPrice,
})

/** 跨店满减 since the change of August 2020: parallel, and capped at what is left (P12). */
const parallel = (
  id: string,
  name: RuleSet['name'],
  from: string,
  to: string,
  source: RuleSet['source'],
  trust: RuleSet['trust'],
): RuleSet => ({
  id,
  name,
  platform: 'tmall',
  from,
  to,
  source,
  trust,
  levels: levels('itemPrice'),
  overDiscount: 'cap',
  mayLeaveOut: true,
  ...presale,
  share: byItemPrice,
})

export const tmall: RuleSet[] = [
  vouchers,
  allowance('tmall-2018-d11', '2018', '2018-10-20', '2018-11-11', {
    zh: '中国日报 2018-11-09、53shop kes114342：每满400减50，津贴用完为止',
    en: 'China Daily 2018-11-09, 53shop kes114342: 50 off for every 400, until the allowance is used up',
  }),
  allowance('tmall-2019-d11', '2019', '2019-10-21', '2019-11-11', {
    zh: '39zn 88580（2019-10-21）：每满400减50；cn360cn f7503660：任一商品减到0则不可用',
    en: '39zn 88580 (2019-10-21): 50 off for every 400; cn360cn f7503660: unusable where a line comes to nothing',
  }),
  parallel(
    'tmall-2020-d11',
    {
      zh: '天猫双11 2020（每满300减40，平行，封顶）',
      en: 'Tmall Double Eleven 2020 (40 off every 300, parallel, capped)',
    },
    '2020-10-21',
    '2020-11-11',
    {
      zh: '53shop nszt/7471；HiShop show_93138（2020-09-25）：超额按剩余金额抵扣',
      en: '53shop nszt/7471; HiShop show_93138 (2020-09-25): more than is left takes what is left',
    },
    'copy',
  ),
  parallel(
    'tmall-2021-d11',
    { zh: '天猫双11 2021（每满200减30）', en: 'Tmall Double Eleven 2021 (30 off every 200)' },
    '2021-10-20',
    '2021-11-11',
    { zh: '牛帖 27621（2021-09-17）；OpenJudge 23566', en: 'nzcxh 27621 (2021-09-17); OpenJudge 23566' },
    'news',
  ),
  parallel(
    'tmall-2022-d11',
    { zh: '天猫双11 2022（每满300减50）', en: 'Tmall Double Eleven 2022 (50 off every 300)' },
    '2022-10-24',
    '2022-11-11',
    { zh: 'OpenJudge 25561；wodebaobaowang bhmptqhlxc', en: 'OpenJudge 25561; wodebaobaowang bhmptqhlxc' },
    'exercise',
  ),
  parallel(
    'tmall-2023-d11',
    { zh: '天猫双11 2023（每满300减50）', en: 'Tmall Double Eleven 2023 (50 off every 300)' },
    '2023-10-24',
    '2023-11-11',
    { zh: 'rlut.cn：天猫每满300减50', en: 'rlut.cn: 50 off every 300 on Tmall' },
    'lore',
  ),
  parallel(
    'tmall-2024-d11',
    {
      zh: '天猫双11 2024（每满300减50，与官方立减二选一）',
      en: 'Tmall Double Eleven 2024 (50 off every 300, or the official cut, not both)',
    },
    '2024-10-31',
    '2024-11-11',
    {
      zh: 'fudaoke 2954253：官方立减与跨店满减二选一',
      en: 'fudaoke 2954253: the official cut or the cross-shop one',
    },
    'lore',
  ),
]
