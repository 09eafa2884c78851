import { inLanguage, type Said } from '../../../../shared/said.ts'
import { type Estimate, linear } from '../../../../shared/statistics/estimate.ts'
import { yuan } from '../../../../shared/yuan.ts'
import type { SendingChannel } from '../plan.ts'
import type { AdviceAsked, Band, ChannelAdvice, Measured, ShopKnown } from './advice.ts'

/** A channel with the value of orders from which on it is used; null: not used. */
export interface Chosen extends ChannelAdvice {
  fromFen: number | null
}

export const points = (share: number): string => `${(share * 100).toFixed(1).replace(/\.0$/, '')}`

/** Effects of plans with one channel alone, weighted by how exactly each was measured. */
export const measuredEffect = (
  measured: readonly Measured[],
  channel: SendingChannel,
): { effect: Estimate | null; plans: number } => {
  const alone = measured.filter(({ channels, uplift }) =>
    channels.length === 1 && channels[0] === channel ? uplift.high > uplift.low : false,
  )
  if (alone.length === 0) return { effect: null, plans: 0 }
  const weight = ({ low, high }: Estimate) => (2 * 1.96) ** 2 / (high - low) ** 2
  const total = alone.reduce((sum, { uplift }) => sum + weight(uplift), 0)
  const value = alone.reduce((sum, { uplift }) => sum + uplift.value * weight(uplift), 0) / total
  const half = 1.96 / Math.sqrt(total)
  return { effect: { value, low: value - half, high: value + half }, plans: alone.length }
}

interface Reckoned {
  perDay: number
  averageFen: number
}
const over = (bands: readonly Band[]): Reckoned => {
  const perDay = bands.reduce((sum, band) => sum + band.perDay, 0)
  const fen = bands.reduce((sum, band) => sum + band.perDay * band.averageFen, 0)
  return { perDay, averageFen: perDay > 0 ? fen / perDay : 0 }
}

/** The dearest orders of which so many a day can be afforded: whole bands, from the top. */
export const dearest = (bands: readonly Band[], share: number, most: number): Band[] => {
  const taken: Band[] = []
  let people = 0
  for (const band of bands.toReversed()) {
    people += band.perDay * share
    if (people > most) break
    taken.unshift(band)
  }
  return taken
}

const worded = (zh: string, en: string): Said => ({ zh, en })

/** The rise from which on a channel pays for orders of such an amount. */
export const breakEven = (costLi: number, averageFen: number, margin: number): number | null =>
  averageFen * margin > 0 ? costLi / 10 / (averageFen * margin) : null

export const channelAdvice = (
  channel: SendingChannel,
  known: ShopKnown,
  asked: AdviceAsked,
  budgetLeftFen: number,
): Chosen => {
  const { reach, reachFrom, costLi, forbidden } = known.channels[channel]
  const { effect, plans } = measuredEffect(known.measured, channel)
  // Who has paid by then needs no reminder: chat goes first, the dearer ones to those who are left.
  const left = channel === 'chat' ? 1 : 1 - (known.base ?? 0)
  const share = (reach ?? 0) * left
  const calls = Math.floor(asked.staffMinutes / asked.minutesPerCall)
  const affordable = costLi > 0 ? (budgetLeftFen * 10) / costLi : Number.POSITIVE_INFINITY
  const most = channel === 'phone' ? Math.min(calls, affordable) : affordable
  const worth = known.bands.filter((band) => channel !== 'phone' || band.averageFen >= known.valuableFen)
  const believed = effect ? effect.value : asked.believed
  const pays = worth.filter((band) => {
    const needs = breakEven(costLi, band.averageFen, asked.margin)
    return costLi === 0 || (needs !== null && needs <= believed)
  })
  const taken = dearest(pays, share, most)
  const about = over(taken)
  const perDay = about.perDay * share
  const costFen = (perDay * costLi) / 10
  const all = over(worth.length > 0 ? worth : known.bands)
  const needs = breakEven(costLi, taken.length > 0 ? about.averageFen : all.averageFen, asked.margin)

  const because = ((): { use: boolean; because: Said } => {
    const no = (zh: string, en: string) => ({ use: false, because: worded(zh, en) })
    const yes = (zh: string, en: string) => ({ use: true, because: worded(zh, en) })
    if (forbidden) return no(`平台不允许：${forbidden.zh}`, `The platform forbids it: ${forbidden.en}`)
    if (reach === null)
      return no('还不知道能联系到多少买家。', 'How many buyers it reaches is not known yet.')
    if (reach === 0)
      return no(
        channel === 'chat' ? '订单里的买家都没有会话。' : '订单里没有可用的手机号（平台大多已打码）。',
        channel === 'chat'
          ? 'None of the orders’ buyers has a conversation.'
          : 'No order has a usable number: most platforms mask them.',
      )
    if (effect && effect.high < 0)
      return no(
        `本店测过：让付款减少 ${points(-effect.value)} 个百分点。`,
        `Measured here: it lowered payments by ${points(-effect.value)} points.`,
      )
    if (channel === 'phone' && calls === 0)
      return no(
        '没有安排打电话的人手：电话只值得给贵的订单，需要时间。',
        'No staff time was given: calls are for dear orders, and take time.',
      )
    if (channel === 'phone' && worth.length === 0)
      return no(
        `没有达到 ${yuan(known.valuableFen)} 元、值得打电话的未付款订单。`,
        `No unpaid orders of ¥${yuan(known.valuableFen)} and more, from where a call is worth it.`,
      )
    if (costLi > 0 && budgetLeftFen === 0)
      return no(
        `预算用完了：每次要 ${costLi / 1000} 元。`,
        `Nothing is left of the budget: each costs ¥${costLi / 1000}.`,
      )
    if (pays.length === 0)
      return no(
        `要多 ${points(needs ?? 0)} 个百分点的人付款才够本，${effect ? '本店测得' : '没测过，先按'}约 ${points(believed)} 个百分点。`,
        `It takes ${points(needs ?? 0)} points more payments to earn its cost; ${effect ? 'measured here' : 'taken where not measured'} are some ${points(believed)}.`,
      )
    if (taken.length === 0)
      return no(
        '预算（或人手）连最贵的那一小部分订单都不够。',
        'Budget or staff time do not even do for the small part of the dearest orders.',
      )
    if (channel === 'chat')
      return yes(
        `几乎不花钱，能联系到 ${points(reach)}% 的买家；最多提醒两次，时间见下面的计划。`,
        `It costs next to nothing and reaches ${points(reach)} % of the buyers: two reminders at most, at the times of the plan below.`,
      )
    const measuredHere = effect
      ? worded(
          `本店测得 ${points(effect.value)} 个百分点（${points(effect.low)} 到 ${points(effect.high)}）`,
          `measured here ${points(effect.value)} points (${points(effect.low)} to ${points(effect.high)})`,
        )
      : worded('效果还没有测过', 'its effect is not measured yet')
    const from = taken[0] === known.bands[0] ? null : (taken[0]?.fromFen ?? null)
    const which = worded(
      from === null ? '全部订单' : `${yuan(from)} 元以上的订单`,
      from === null ? 'all orders' : `orders from ¥${yuan(from)} on`,
    )
    return channel === 'sms'
      ? yes(
          `预算够给${which.zh}发短信；多 ${points(needs ?? 0)} 个百分点的人付款就够本，${inLanguage(measuredHere, 'zh')}。`,
          `The budget does for ${which.en}; ${points(needs ?? 0)} points more payments earn it back, ${measuredHere.en}.`,
        )
      : yes(
          `${asked.staffMinutes} 分钟够打 ${calls} 个电话，给${which.zh}；多 ${points(needs ?? 0)} 个百分点的人付款就够本，${measuredHere.zh}。`,
          `${asked.staffMinutes} minutes do for ${calls} calls, for ${which.en}; ${points(needs ?? 0)} points more payments earn it back, ${measuredHere.en}.`,
        )
  })()

  return {
    channel,
    ...because,
    ...{ reach, reachFrom, costLi, breakEven: needs, effect, effectPlans: plans },
    ...(because.use
      ? {
          perDay,
          costFen,
          minutes: channel === 'phone' ? perDay * asked.minutesPerCall : 0,
          netFen: effect && linear(effect, perDay * about.averageFen * asked.margin, -costFen),
          fromFen: taken[0] === known.bands[0] ? 0 : (taken[0]?.fromFen ?? 0),
        }
      : { perDay: 0, costFen: 0, minutes: 0, netFen: null, fromFen: null }),
  }
}
