import type { Said } from '../../../shared/said.ts'
import type { PlanBody, PlanStep, Trigger } from './plan.ts'
import { offeredFor } from './wordings.ts'

/** A plan to begin from. `because`: where its times come from and how far to believe them. */
export interface PlanTemplate {
  id: string
  name: Said
  says: Said
  because: Said
  trigger: Trigger
  steps: readonly {
    code: string
    when: PlanStep['when']
    channel: PlanStep['channel']
    turn: 'first' | 'again'
  }[]
  window: number
}

/** Good hours of the day as the trade has them (RCV-104): no measurement with a control group is known of them. */
export const goodHours = ['09:00', '15:00', '20:00']

export const planTemplates: readonly PlanTemplate[] = [
  {
    id: 'rush',
    name: { zh: '大促即时催付', en: 'In a promotion, within 30 minutes' },
    says: {
      zh: '订单只保留 30 分钟：下单 10 分钟后提醒一次，付款截止前 8 分钟再提醒一次。',
      en: 'Orders live 30 minutes: one reminder 10 minutes after ordering, one 8 minutes before the order ends.',
    },
    because: {
      zh: '公开研究里，过早（30–60 分钟内）提醒有时适得其反；订单只活 30 分钟时没有别的时间。请用对照组看自己店的结果。',
      en: 'Published experiments found early reminders (within 30–60 minutes) may do harm; where orders live 30 minutes there is no other time. Let the control group tell for your shop.',
    },
    trigger: 'unpaid',
    steps: [
      { code: 'soon', when: { kind: 'delay', minutes: 10 }, channel: 'chat', turn: 'first' },
      { code: 'last', when: { kind: 'before-end', minutes: 8 }, channel: 'chat', turn: 'again' },
    ],
    window: 24,
  },
  {
    id: 'good-hours',
    name: { zh: '平日催付（好时段）', en: 'Everyday, at good hours' },
    says: {
      zh: '下单 2 小时后的下一个好时段（9:00、15:00、20:00）提醒，第二天的好时段再提醒一次。',
      en: 'At the next good hour (09:00, 15:00, 20:00) two hours after ordering, and once more the next day.',
    },
    because: {
      zh: '9 点、15 点、20 点是行业习惯，没有找到公开的对照实验；1–3 天后的提醒在公开实验里有正效果。',
      en: 'The hours are a habit of the trade: no public experiment is known. Reminders after 1–3 days did well in published experiments.',
    },
    trigger: 'unpaid',
    steps: [
      {
        code: 'first',
        when: { kind: 'hours', hours: goodHours, after: 120 },
        channel: 'chat',
        turn: 'first',
      },
      {
        code: 'next-day',
        when: { kind: 'hours', hours: goodHours, after: 1200 },
        channel: 'chat',
        turn: 'again',
      },
    ],
    window: 72,
  },
  {
    id: 'balance',
    name: { zh: '尾款提醒', en: 'Balance due' },
    says: {
      zh: '尾款可以付 1 小时后提醒，截止前 3 小时再提醒一次。',
      en: 'One hour after the balance can be paid, and three hours before it ends.',
    },
    because: {
      zh: '错过尾款买家会损失定金，提醒首先是为了买家；时间是店铺自己的选择。',
      en: 'Who misses the balance loses the deposit: the reminder is for the buyer first. The times are the shop’s choice.',
    },
    trigger: 'balance',
    steps: [
      { code: 'opens', when: { kind: 'delay', minutes: 60 }, channel: 'chat', turn: 'first' },
      { code: 'ends', when: { kind: 'before-end', minutes: 180 }, channel: 'chat', turn: 'again' },
    ],
    window: 72,
  },
  {
    id: 'asked',
    name: { zh: '问过没下单', en: 'Asked but not ordered' },
    says: {
      zh: '问过商品、4 小时内没有下单的买家，在下一个好时段跟进一次。',
      en: 'Who asked about a product and did not order within four hours is followed up once at the next good hour.',
    },
    because: {
      zh: '没有公开的对照实验；只跟进一次，用对照组看有没有用。',
      en: 'No public experiment is known. Once only, and the control group tells whether it helps.',
    },
    trigger: 'asked',
    steps: [
      {
        code: 'follow',
        when: { kind: 'hours', hours: goodHours, after: 240 },
        channel: 'chat',
        turn: 'first',
      },
    ],
    window: 72,
  },
  {
    id: 'back',
    name: { zh: '到货通知', en: 'Back in stock' },
    says: {
      zh: '补货后按登记先后告诉买家，通知人数不超过到货件数。',
      en: 'When it is back, people are told in the order they asked, no more of them than pieces.',
    },
    because: {
      zh: '买家自己要求的通知；先来先得对所有人一样。',
      en: 'The buyers asked for it. First come, first told is the same for everybody.',
    },
    trigger: 'back-in-stock',
    steps: [{ code: 'told', when: { kind: 'delay', minutes: 0 }, channel: 'chat', turn: 'first' }],
    window: 72,
  },
  {
    id: 'coupon',
    name: { zh: '优惠快到期', en: 'Coupon about to end' },
    says: {
      zh: '给过买家的优惠结束前 4 小时提醒一次。',
      en: 'Once, four hours before a reduction that was given to the buyer ends.',
    },
    because: {
      zh: '只提醒真实存在、真会结束的优惠。',
      en: 'Only of a reduction that is real and really ends.',
    },
    trigger: 'coupon-expiring',
    steps: [{ code: 'ends', when: { kind: 'before-end', minutes: 240 }, channel: 'chat', turn: 'first' }],
    window: 24,
  },
]

/** The plan a template makes, in a language. A tenth is never reminded, so that its effect can be seen. Whom a back-in-stock
 * plan tells has asked for it: nobody is left out to measure by. */
export const fromTemplate = (template: PlanTemplate, language: 'zh' | 'en'): PlanBody => ({
  name: template.name[language],
  trigger: template.trigger,
  audience: { leastFen: null, mostFen: null, products: [], exceptReasons: ['other'] },
  steps: template.steps.map(({ code, when, channel, turn }) => ({
    ...{ code, when, channel },
    words: offeredFor(template.trigger, turn, language),
  })),
  arms: [],
  control: template.trigger === 'back-in-stock' ? 0 : 0.1,
  budgetFen: null,
  margin: 0.3,
  window: template.window,
  from: null,
  until: null,
})
