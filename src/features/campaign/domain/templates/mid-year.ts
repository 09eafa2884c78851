import { defaultRules } from '../rules.ts'
import { type CampaignTemplate, phase } from './made.ts'

/** 618. No public copy of a year's calendar was found: the pattern of Double Eleven around 18 June. */
export const midYear: readonly CampaignTemplate[] = [
  {
    template: '618',
    name: { zh: '618 年中大促', en: '618 mid-year sale' },
    platforms: null,
    day: '2024-06-18',
    source: {
      zh: '行业惯例，没有找到公开的官方日历：所有时间请按平台当年公告核对',
      en: 'What the trade is used to; no public calendar was found: check every time against the platform’s announcement of the year',
    },
    trust: 'lore',
    assumed: { zh: '全部时间', en: 'All times' },
    waves: [
      {
        code: '1',
        name: { zh: '开门红', en: 'Opening' },
        phases: [
          phase('sign-up', '2024-04-25T10:00', '2024-05-15T00:00'),
          phase('deposit', '2024-05-24T20:00', '2024-05-31T18:00'),
          phase('preheat', '2024-05-29T00:00', '2024-05-31T20:00'),
          phase('balance', '2024-05-31T20:00', '2024-06-04T00:00'),
          phase('spot', '2024-05-31T20:00', '2024-06-04T00:00'),
          phase('after-sale', '2024-06-04T00:00', '2024-06-15T20:00'),
        ],
      },
      {
        code: '2',
        name: { zh: '狂欢日', en: 'Peak' },
        phases: [
          phase('sign-up', '2024-05-15T00:00', '2024-06-01T00:00'),
          phase('preheat', '2024-06-13T00:00', '2024-06-15T20:00'),
          phase('spot', '2024-06-15T20:00', '2024-06-21T00:00'),
          phase('after-sale', '2024-06-21T00:00', '2024-07-06T00:00'),
        ],
      },
    ],
    rules: defaultRules(),
  },
]
