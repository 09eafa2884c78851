import type { Said } from '../../../../shared/said.ts'
import { yuan } from '../../../../shared/yuan.ts'
import { needed, seenWith } from '../judge.ts'
import type { SendingChannel } from '../plan.ts'
import type { Advice, AdviceAsked, Band, ShopKnown } from './advice.ts'
import { type Chosen, channelAdvice, points } from './channels.ts'
import { lore } from './lore.ts'
import { stepsOf } from './steps.ts'

/** Shares of people not reminded that are tried, the smallest first: who is not reminded may not buy. */
const SHARES = [0.05, 0.1, 0.15, 0.2, 0.3, 0.5]
/** Where even half would not show the wanted rise: a fifth still shows something, and costs little. */
const FALLBACK = 0.2
/** Where only such a rise could be seen, none can: a tenth is kept all the same, for when the plan runs longer. */
const HOPELESS = { rise: 0.3, control: 0.1 }
/** Taken for the share that pays by itself where the shop has no orders to tell. */
const ASSUMED = 0.3

/** The control group of a plan, and by how many people it is judged. */
export const controlFor = (
  people: number,
  base: number,
  effect: number,
): { control: number; planned: number | null; detectable: number | null; enough: boolean } => {
  const rise = Math.min(effect, 1 - base)
  for (const control of SHARES) {
    const need = needed({ treated: base + rise, base, control }, 'planned')
    if (need <= people)
      return {
        control,
        planned: Math.max(100, need),
        detectable: seenWith({ base, control, people: need }),
        enough: true,
      }
  }
  const detectable = seenWith({ base, control: FALLBACK, people })
  if (detectable === null || detectable > HOPELESS.rise)
    return { control: HOPELESS.control, planned: null, detectable: null, enough: false }
  return { control: FALLBACK, planned: Math.max(100, Math.floor(people)), detectable, enough: false }
}

interface Segment {
  fromFen: number
  toFen: number | null
  channels: SendingChannel[]
}

/** Orders by value, so that each part gets what is worth it: the cheap ones chat alone, dearer ones more. */
const segmentsOf = (chosen: readonly Chosen[]): Segment[] => {
  const used = chosen.filter((one) => one.use)
  const edges = [...new Set(used.map(({ fromFen }) => fromFen ?? 0))].toSorted((a, b) => a - b)
  return edges.map((fromFen, i) => ({
    fromFen,
    toFen: edges[i + 1] ?? null,
    channels: used.filter((one) => (one.fromFen ?? 0) <= fromFen).map(({ channel }) => channel),
  }))
}

const channelNames: Record<SendingChannel, Said> = {
  chat: { zh: '聊天', en: 'chat' },
  sms: { zh: '短信', en: 'text messages' },
  phone: { zh: '电话', en: 'calls' },
}
const named = (channels: readonly SendingChannel[]): Said => ({
  zh: channels.map((channel) => channelNames[channel].zh).join('＋'),
  en: channels.map((channel) => channelNames[channel].en).join(' + '),
})
const rangeOf = ({ fromFen, toFen }: Segment): Said =>
  fromFen === 0 && toFen === null
    ? { zh: '全部订单', en: 'all orders' }
    : toFen === null
      ? { zh: `${yuan(fromFen)} 元以上`, en: `from ¥${yuan(fromFen)}` }
      : fromFen === 0
        ? { zh: `${yuan(toFen)} 元以下`, en: `below ¥${yuan(toFen)}` }
        : { zh: `${yuan(fromFen)}–${yuan(toFen)} 元`, en: `¥${yuan(fromFen)}–${yuan(toFen)}` }

const inside = (bands: readonly Band[], { fromFen, toFen }: Segment): number =>
  bands
    .filter((band) => band.fromFen >= fromFen && (toFen === null || band.fromFen < toFen))
    .reduce((sum, { perDay }) => sum + perDay, 0)

const planFor = (
  segment: Segment,
  chosen: readonly Chosen[],
  known: ShopKnown,
  asked: AdviceAsked,
): Advice['plans'][number] => {
  const perDay = inside(known.bands, segment)
  const people = perDay * asked.days
  const base = known.base ?? ASSUMED
  const { control, planned, detectable, enough } = controlFor(people, base, asked.effect)
  const mine = chosen.filter(({ channel }) => segment.channels.includes(channel))
  const left = (channel: SendingChannel) => (channel === 'chat' ? 1 : 1 - (known.base ?? 0))
  const reached = (one: Chosen) => perDay * (one.reach ?? 0) * left(one.channel) * (1 - control)
  const daily = mine.reduce((sum, one) => sum + (reached(one) * one.costLi) / 10, 0)
  const minutes = mine.some(({ channel }) => channel === 'phone')
    ? mine
        .filter(({ channel }) => channel === 'phone')
        .reduce((n, one) => n + reached(one) * asked.minutesPerCall, 0)
    : 0
  const because: Said[] = mine.map(({ because: why, channel }) => ({
    zh: `${channelNames[channel].zh}：${why.zh}`,
    en: `${channelNames[channel].en}: ${why.en}`,
  }))
  because.push(
    enough
      ? {
          zh: `${points(control)}% 的人不提醒：${asked.days} 天约 ${Math.round(people)} 人，${planned} 人时就能看出 ${points(asked.effect)} 个百分点的差别。`,
          en: `${points(control)} % are not reminded: of some ${Math.round(people)} people in ${asked.days} days, ${planned} show a difference of ${points(asked.effect)} points.`,
        }
      : {
          zh: `${points(control)}% 的人不提醒：${asked.days} 天只有约 ${Math.round(people)} 人，${detectable === null ? '看不出差别，跑久了才可能有结论' : `只能看出 ${points(detectable)} 个百分点以上的差别，更小的要跑得更久`}。`,
          en: `${points(control)} % are not reminded: with only some ${Math.round(people)} people in ${asked.days} days ${detectable === null ? 'nothing can be seen; perhaps when it runs longer' : `only differences of ${points(detectable)} points and more can be seen; smaller ones take longer`}.`,
        },
  )
  if (known.base === null)
    because.push({
      zh: `还没有订单可算，不提醒也会付款的比例暂按 ${points(ASSUMED)}% 估计。`,
      en: `There are no orders to tell how many pay by themselves: ${points(ASSUMED)} % is assumed.`,
    })
  const range = rangeOf(segment)
  const how = named(segment.channels)
  const name =
    known.language === 'zh' ? `催付（${range.zh}，${how.zh}）` : `Reminders, ${range.en}, ${how.en}`
  return {
    body: {
      name: name.slice(0, 60),
      trigger: 'unpaid',
      audience: {
        leastFen: segment.fromFen > 0 ? segment.fromFen : null,
        // A plan's upper end counts itself; the next plan begins there.
        mostFen: segment.toFen === null ? null : segment.toFen - 1,
        products: [],
        exceptReasons: ['out-of-stock', 'wrong-item'],
      },
      steps: stepsOf(segment.channels, known),
      arms: [],
      control,
      planned,
      budgetFen: daily > 0 ? Math.ceil(daily * asked.days) : null,
      margin: asked.margin,
      window: 72,
      from: null,
      until: null,
    },
    because,
    ...{ people: Math.round(people), costFen: Math.round(daily), minutes: Math.round(minutes), detectable },
  }
}

/**
 * What to do about unpaid orders with so much money and time (RCV-60…64): chat where it costs nothing; text messages as far
 * as the budget goes, for the orders where they earn their cost; calls as far as staff time goes, for the dearest. Each with
 * a control group, so that the next advice stands on what was measured here.
 */
export const advise = (known: ShopKnown, asked: AdviceAsked): Advice => {
  const perDay = known.bands.reduce((sum, band) => sum + band.perDay, 0)
  const averageFen =
    perDay > 0 ? known.bands.reduce((sum, band) => sum + band.perDay * band.averageFen, 0) / perDay : null
  const chosen: Chosen[] = []
  let budget = asked.budgetFen
  // Calls before text messages: what is little and dear goes to the dearest, the rest of the money to the others.
  for (const channel of ['chat', 'phone', 'sms'] as const) {
    const one = channelAdvice(channel, known, asked, budget)
    chosen.push(one)
    budget = Math.max(0, budget - one.costFen)
  }
  const plans = perDay > 0 ? segmentsOf(chosen).map((segment) => planFor(segment, chosen, known, asked)) : []
  const used = named(chosen.filter(({ use }) => use).map(({ channel }) => channel))
  const says: Said =
    perDay === 0
      ? {
          zh: '还没有未付款的订单：先接上订单或导入订单表，再来看建议。',
          en: 'No unpaid orders are known yet: connect or import orders first.',
        }
      : plans.length === 0
        ? {
            zh: `每天约 ${Math.round(perDay)} 笔未付款订单，但没有可用的渠道，原因见下表。`,
            en: `Some ${Math.round(perDay)} unpaid orders a day, but no channel can be used: see why below.`,
          }
        : {
            zh: `每天约 ${Math.round(perDay)} 笔未付款订单，建议用${used.zh}，每天约 ${yuan(Math.round(asked.budgetFen - budget))} 元。`,
            en: `Some ${Math.round(perDay)} unpaid orders a day: ${used.en}, for about ¥${yuan(Math.round(asked.budgetFen - budget))} a day.`,
          }
  return {
    says,
    known: { perDay, averageFen, base: known.base, lifeMinutes: known.lifeMinutes },
    channels: chosen.map(({ fromFen: _, ...one }) => one),
    measured: [...known.measured],
    lore: [...lore],
    plans,
  }
}
