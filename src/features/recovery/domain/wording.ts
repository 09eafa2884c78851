import { yuan } from '../../../shared/money.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/time.ts'
import type { PhaseKind } from '../../campaign/domain/phase.ts'
import type { Order } from '../../order/domain/order.ts'
import type { Reason, Wording } from './plan.ts'

/** What a wording may name. */
export const variableNames = ['buyer', 'product', 'order', 'amount', 'left'] as const
export type VariableName = (typeof variableNames)[number]
export type Values = Partial<Record<VariableName, string>>

const BRACED = /\{([^{}\n]{1,40})\}/g
const isName = (name: string): name is VariableName => (variableNames as readonly string[]).includes(name)

const fill = (text: string, values: Values): string =>
  text.replace(BRACED, (whole, name: string) => (isName(name) ? (values[name] ?? whole) : whole))

/** How long is left, as people say it: rounded down, so that nobody is told more time than there is. */
export const leftIn = (ms: number, locale: string): string => {
  const [n, zh, en] =
    ms >= 2 * DAY
      ? [Math.floor(ms / DAY), '天', 'days']
      : ms >= 2 * HOUR
        ? [Math.floor(ms / HOUR), '小时', 'hours']
        : [Math.max(1, Math.floor(ms / MINUTE)), '分钟', ms < 2 * MINUTE ? 'minute' : 'minutes']
  return locale.startsWith('zh') ? `${n} ${zh}` : `${n} ${en}`
}

/** Titles of platforms have up to 60 characters; a reminder needs enough to know the thing by. */
const TITLE = 24
const short = (title: string): string => {
  const points = [...title.trim()]
  return points.length <= TITLE ? points.join('') : `${points.slice(0, TITLE).join('')}…`
}

/** What is known to fill a wording with. */
export const valuesOf = (
  about: {
    buyerName: string
    order: Pick<Order, 'id' | 'lines'> | null
    /** Titles of the products, where there is no order. */
    titles: readonly string[]
    fen: number | null
    endsAt: Instant | null
  },
  now: Instant,
  locale: string,
): Values => {
  const titles = about.order ? about.order.lines.map(({ title }) => title) : about.titles
  const [first] = titles.filter((title) => title.trim() !== '')
  const zh = locale.startsWith('zh')
  const more = titles.length > 1 ? (zh ? ` 等 ${titles.length} 件` : ` and ${titles.length - 1} more`) : ''
  return {
    ...(about.buyerName.trim() !== '' && { buyer: about.buyerName.trim() }),
    ...(first !== undefined && { product: `${short(first)}${more}` }),
    ...(about.order && { order: about.order.id }),
    ...(about.fen !== null && { amount: yuan(about.fen) }),
    ...(about.endsAt !== null && about.endsAt > now && { left: leftIn(about.endsAt - now, locale) }),
  }
}

export interface Worded {
  text: string
  /** What the guard judges: what the order itself says (its number, its amount) and the buyer's name are not the shop's words. */
  judged: string
  template: string | null
}

/**
 * The wording for somebody (RCV-17): the most specific that fits (by reason, then phase, then arm) of those whose variables
 * all have a value; null where none is left. A text message needs a template.
 */
export const worded = (
  words: readonly Wording[],
  who: { reason: Reason; phase: PhaseKind | null; arm: string | null },
  values: Values,
  templated: boolean,
): Worded | null => {
  let best: Wording | null = null
  let most = -1
  for (const one of words) {
    if (one.reason !== null && one.reason !== who.reason) continue
    if (one.phase !== null && one.phase !== who.phase) continue
    if (one.arm !== null && one.arm !== who.arm) continue
    if (templated && !one.template) continue
    const rank = (one.reason ? 4 : 0) + (one.phase ? 2 : 0) + (one.arm ? 1 : 0)
    if (rank <= most) continue
    if ([...one.text.matchAll(BRACED)].some(([, name = '']) => isName(name) && values[name] === undefined))
      continue
    best = one
    most = rank
  }
  if (!best) return null
  const { buyer: _b, order: _o, amount: _a, ...said } = values
  return { text: fill(best.text, values), judged: fill(best.text, said), template: best.template }
}
