import type { Lore } from './advice.ts'

/** What is told of reminders elsewhere. None of it says what a reminder adds in this shop. */
export const lore: readonly Lore[] = [
  {
    says: {
      zh: '随机对照：加购后 30–60 分钟就提醒有负效果，1–3 天后提醒有正效果；件数多、单价高时两种效果都更大。',
      en: 'Randomized: reminders 30–60 minutes after the cart did harm, after 1–3 days good; both more so for large and dear carts.',
    },
    source: 'Li, Luo, Lu, Moriguchi, Journal of Marketing 85(4), 2021',
    date: '2020-11-12',
    trust: 'copy',
  },
  {
    says: {
      zh: '有对照组：未付款提醒使 1 天内购买率提高约 5%，放到 7 天看约 2%，不显著——看多长时间会改变结论。',
      en: 'With a control group: a notice raised purchases by some 5 % within a day, and by 2 %, not significant, within seven: the window decides.',
    },
    source: 'github.com/Automattic/wp-calypso, pull request 16877',
    date: '2017',
    trust: 'news',
  },
  {
    says: {
      zh: '服务商说法（没有对照组）：3 分钟内催付付款率高 15–18 个百分点，群发短信投入产出常低于 1.2。',
      en: 'Sellers of tools, without a control group: 15–18 points more within three minutes; text messages to everybody often return less than 1.2.',
    },
    source: 'qdjiaoyu.cn 4629 (read)',
    date: '2026-11',
    trust: 'lore',
  },
]
