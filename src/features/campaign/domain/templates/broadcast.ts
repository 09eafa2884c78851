import { defaultRules } from '../rules.ts'
import { type CampaignTemplate, phase } from './made.ts'

/** An evening of a broadcast: it is announced, it is live, and those who bought ask. The shop's own plan. */
export const broadcast: readonly CampaignTemplate[] = [
  {
    template: 'broadcast',
    name: { zh: '直播之夜', en: 'Broadcast evening' },
    platforms: null,
    day: '2024-11-08',
    source: {
      zh: '店铺自己的安排：直播前一天预热，当晚 20:00–24:00 直播，之后三天售后',
      en: 'The shop’s own plan: announced the day before, live from 20:00 to midnight, three days of questions after',
    },
    trust: 'own',
    assumed: null,
    waves: [
      {
        code: 'live',
        name: { zh: '直播', en: 'Live' },
        phases: [
          phase('preheat', '2024-11-07T12:00', '2024-11-08T20:00'),
          phase('spot', '2024-11-08T20:00', '2024-11-09T00:00'),
          phase('after-sale', '2024-11-09T00:00', '2024-11-12T00:00'),
        ],
      },
    ],
    rules: { ...defaultRules(), holdDays: 0, protectDays: 7 },
  },
]
