import type { PlanStep, SendingChannel, StepWhen } from '../plan.ts'
import type { ShopKnown } from './advice.ts'

/** Words that a proposed plan begins with; the shop changes them before it starts. */
const words: Record<SendingChannel, Record<'zh' | 'en', string>> = {
  chat: {
    zh: '您好，您拍的{product}还没有付款。付款遇到问题可以直接回复我；不需要了也没关系，订单会自动取消。',
    en: 'Hello, your order of {product} is not paid yet. If paying does not work, reply here; if you no longer want it, it is cancelled by itself.',
  },
  sms: {
    zh: '您拍的{product}还没有付款，如需购买请到订单页完成付款。拒收请回复T',
    en: 'Your order of {product} is not paid yet. To buy it, pay on the order page. Reply T to get no more',
  },
  phone: {
    zh: '说明是哪家店、哪笔订单；问付款是否遇到问题、对商品有没有疑问，能答的当场答；不想要就记录并结束，不劝第二遍。',
    en: 'Say which shop and order. Ask whether paying did not work or a question is open, and answer it. If they do not want it, note that and end; do not urge twice.',
  },
}

const HOURS = 60
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/**
 * When what is sent, by how long an order lives. Where it lives more than a day: chat after three hours and at a good hour
 * of the next day, a text message on the second day, a call on the next one. Else all within its life, the dearer last.
 */
const timesOf = (channel: SendingChannel, known: ShopKnown): { code: string; when: StepWhen }[] => {
  const life = known.lifeMinutes ?? 72 * HOURS
  const within = (share: number) => Math.max(1, Math.floor(life * share))
  const long = life > 30 * HOURS
  const { from, to } = known.smsHours
  const forText = known.goodHours.filter(
    (at) => minuteOf(at) >= minuteOf(from) && minuteOf(at) < minuteOf(to),
  )
  const hours = (times: readonly string[], after: number): StepWhen => ({
    kind: 'hours',
    hours: times.length > 0 ? [...times] : ['10:00'],
    after,
  })
  switch (channel) {
    case 'chat':
      return [
        { code: 'chat', when: { kind: 'delay', minutes: Math.min(3 * HOURS, within(1 / 3)) } },
        long
          ? { code: 'chat-again', when: hours(known.goodHours, 18 * HOURS) }
          : { code: 'chat-again', when: { kind: 'before-end', minutes: within(1 / 4) } },
      ]
    case 'sms':
      return [
        long && life > 50 * HOURS
          ? { code: 'sms', when: hours(forText, 24 * HOURS) }
          : { code: 'sms', when: { kind: 'before-end', minutes: within(1 / 3) } },
      ]
    case 'phone':
      return [
        long
          ? { code: 'phone', when: hours(['10:00', '15:00'], 6 * HOURS) }
          : { code: 'phone', when: { kind: 'delay', minutes: within(1 / 2) } },
      ]
  }
}

const startOf = (when: StepWhen, life: number): number =>
  when.kind === 'delay' ? when.minutes : when.kind === 'hours' ? when.after : life - when.minutes

/** The steps of a plan with these channels, in the order in which they come. */
export const stepsOf = (channels: readonly SendingChannel[], known: ShopKnown): PlanStep[] =>
  channels
    .flatMap((channel) => timesOf(channel, known).map((step) => ({ ...step, channel })))
    .toSorted((a, b) => {
      const life = known.lifeMinutes ?? 72 * HOURS
      return startOf(a.when, life) - startOf(b.when, life)
    })
    .map(({ code, when, channel }) => ({
      ...{ code, when, channel },
      words: [{ reason: null, phase: null, arm: null, text: words[channel][known.language], template: null }],
    }))
