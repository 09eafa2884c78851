import { defaultRules } from '../rules.ts'
import { type CampaignTemplate, phase } from './made.ts'

/** Sign-up price at most 90 % of the lowest real price since 15 September; for 15 days after, nothing cheaper. */
const rules = { ...defaultRules(), lowest: { share: 0.9, from: '2020-09-15', to: '2020-11-10' } }

/** The calendar of 2020, the first with two waves. */
const tmall: CampaignTemplate = {
  template: 'double-eleven',
  name: { zh: '双十一（天猫、淘宝）', en: 'Double Eleven (Tmall, Taobao)' },
  platforms: ['tmall', 'taobao'],
  day: '2020-11-11',
  source: {
    zh: '2020 年天猫双11招商规则公开副本（定金、尾款、现货时间及两个优惠窗口 11 月 1–3 日、11 月 11 日），m.53shop.com/nszt/7471；报名价与 15 天价格约束：99danji.com/news/161770',
    en: 'Public copies of Tmall’s rules for Double Eleven 2020 (deposits, balance, spot sale; reductions on 1–3 and 11 November), m.53shop.com/nszt/7471; sign-up price and the 15 days after: 99danji.com/news/161770',
  },
  trust: 'copy',
  assumed: {
    zh: '报名、预热、售后的起止，以及第二波的定金与尾款时间（按第一波的规律推定）',
    en: 'Sign-up, pre-heat and after-sale, and deposits and balance of the second wave, set by the pattern of the first',
  },
  waves: [
    {
      code: '1',
      name: { zh: '第一波', en: 'First wave' },
      phases: [
        phase('sign-up', '2020-09-21T10:00', '2020-10-15T00:00'),
        phase('deposit', '2020-10-21T00:00', '2020-10-31T22:00'),
        phase('preheat', '2020-10-29T00:00', '2020-11-01T00:00'),
        phase('spot', '2020-11-01T00:00', '2020-11-04T00:00'),
        phase('balance', '2020-11-01T00:30', '2020-11-04T00:00'),
        phase('after-sale', '2020-11-04T00:00', '2020-11-12T00:00'),
      ],
    },
    {
      code: '2',
      name: { zh: '第二波', en: 'Second wave' },
      phases: [
        phase('sign-up', '2020-10-15T00:00', '2020-10-31T00:00'),
        phase('deposit', '2020-11-04T00:00', '2020-11-10T22:00'),
        phase('preheat', '2020-11-08T00:00', '2020-11-11T00:00'),
        phase('spot', '2020-11-11T00:00', '2020-11-12T00:00'),
        phase('balance', '2020-11-11T00:30', '2020-11-12T00:00'),
        phase('after-sale', '2020-11-12T00:00', '2020-11-27T00:00'),
      ],
    },
  ],
  rules,
}

/** From 2021 on the big platforms begin at eight in the evening before, so that nobody has to stay up. */
const evening: CampaignTemplate = {
  template: 'double-eleven',
  name: { zh: '双十一（晚八点开始）', en: 'Double Eleven (from 20:00 of the evening before)' },
  platforms: null,
  day: '2024-11-11',
  source: {
    zh: '2024 年双11满减自 10 月 31 日 20:00 起（fudaoke.com/exam/2954253.html）；其余时间为行业惯例，请按平台当年公告核对',
    en: 'Reductions of Double Eleven 2024 from 31 October 20:00 (fudaoke.com/exam/2954253.html); the other times are what the trade is used to: check them against the platform’s announcement of the year',
  },
  trust: 'lore',
  assumed: {
    zh: '除 10 月 31 日 20:00 外的全部时间',
    en: 'All times but 31 October 20:00',
  },
  waves: [
    {
      code: '1',
      name: { zh: '第一波', en: 'First wave' },
      phases: [
        phase('sign-up', '2024-09-20T10:00', '2024-10-18T00:00'),
        phase('deposit', '2024-10-24T20:00', '2024-10-31T18:00'),
        phase('preheat', '2024-10-29T00:00', '2024-10-31T20:00'),
        phase('balance', '2024-10-31T20:00', '2024-11-04T00:00'),
        phase('spot', '2024-10-31T20:00', '2024-11-04T00:00'),
        phase('after-sale', '2024-11-04T00:00', '2024-11-12T00:00'),
      ],
    },
    {
      code: '2',
      name: { zh: '第二波', en: 'Second wave' },
      phases: [
        phase('sign-up', '2024-10-18T00:00', '2024-10-31T00:00'),
        phase('deposit', '2024-11-04T20:00', '2024-11-10T18:00'),
        phase('preheat', '2024-11-08T00:00', '2024-11-10T20:00'),
        phase('balance', '2024-11-10T20:00', '2024-11-12T00:00'),
        phase('spot', '2024-11-10T20:00', '2024-11-12T00:00'),
        phase('after-sale', '2024-11-12T00:00', '2024-11-27T00:00'),
      ],
    },
  ],
  rules: { ...rules, lowest: { share: 0.9, from: '2024-09-15', to: '2024-11-10' } },
}

export const doubleEleven: readonly CampaignTemplate[] = [tmall, evening]
