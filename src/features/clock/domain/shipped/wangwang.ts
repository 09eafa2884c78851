import { everyDay } from '../../../../shared/hours.ts'
import type { ClockRule } from '../rule.ts'
import { cite, day, EIGHT_TO_ELEVEN, NINE_TO_ELEVEN, rule } from './made.ts'

const NAME = { zh: '旺旺3分钟响应率', en: 'Wangwang 3-minute response rate' }

/**
 * Taobao and Tmall count alike, by rounds: what the assistant answers by itself leaves both sides, what a person sends
 * of it counts as theirs. Of the 3-minute rate three texts go round that contradict each other; the newest holds, and
 * the assessed one lies ready, switched off.
 */
export const wangwang = (platform: 'taobao' | 'tmall'): ClockRule[] => {
  const round = { platform, counted: 'round', answeredBy: 'assist', autoExcluded: true } as const
  return [
    rule({
      ...round,
      id: `${platform}-3min`,
      name: NAME,
      hours: everyDay('08:00', '24:00'),
      limit: 180,
      cap: 600,
      from: day('2023-04-01'),
      to: day('2025-06-02'),
      source: cite(
        '指标说明转载，2023-04：近30天，8–24点',
        'Copy of the indicator text of 2023-04: last 30 days, 8–24 h',
      ),
      confidence: 'copy',
    }),
    rule({
      ...round,
      id: `${platform}-3min`,
      name: NAME,
      hours: EIGHT_TO_ELEVEN,
      limit: 180,
      cap: 600,
      from: day('2025-06-02'),
      source: cite('g8108，2025-06-02：近30天，8–23点', 'g8108, 2025-06-02: last 30 days, 8–23 h'),
      confidence: 'copy',
    }),
    rule({
      ...round,
      id: `${platform}-3min-assessed`,
      name: { zh: '3分钟响应率（考核口径）', en: '3-minute response rate as assessed' },
      hours: NINE_TO_ELEVEN,
      limit: 180,
      cap: 600,
      target: 0.9,
      smallest: 100,
      consequences: [{ zh: '低于 90% 视为不达标', en: 'Below 90 % does not pass' }],
      // Another window than the text that came after it: only for shops that are told this one.
      enabled: false,
      from: day('2023-05-01'),
      source: cite(
        '通知转载，2023-05：9–23点，90%，不足100回合不考核',
        'Copy of a notice of 2023-05: 9–23 h, 90 %, not under 100 rounds',
      ),
      confidence: 'copy',
    }),
    rule({
      ...round,
      id: `${platform}-mean`,
      name: { zh: '旺旺人工平响', en: 'Wangwang mean response' },
      // A mean has no limit. At its cap a round counts for all it can: this is the moment not to reach.
      limit: 600,
      cap: 600,
      from: day('2022-03-01'),
      source: cite(
        'diantuoyi.com/article/4966，2022-03 指标说明：8–23点，每回合最多计600秒',
        'diantuoyi.com/article/4966, indicator text of 2022-03: 8–23 h, 600 s at most a round',
      ),
      confidence: 'copy',
    }),
  ]
}
