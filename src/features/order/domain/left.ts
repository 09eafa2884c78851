import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../../shared/time.ts'

/** How a moment to come stands: some time away, near, or past. */
export type Nearness = 'far' | 'near' | 'over'

/** A moment that is reached is past: what was to be done until then is late (ORD-81). `near`: from how long before, ms. */
export const nearness = (until: Instant, now: Instant, near: number): Nearness =>
  now >= until ? 'over' : until - now <= near ? 'near' : 'far'

const two = (n: number): string => String(n).padStart(2, '0')

/** A length of time in its two largest units; seconds only below an hour, where they count. */
export const spanWords = (ms: number, language: string): string => {
  const zh = language.startsWith('zh')
  const left = Math.max(0, ms)
  const days = Math.floor(left / DAY)
  const hours = Math.floor((left % DAY) / HOUR)
  const minutes = Math.floor((left % HOUR) / MINUTE)
  const seconds = Math.floor((left % MINUTE) / SECOND)
  if (days > 0) return zh ? `${days} 天 ${hours} 小时` : `${days} d ${hours} h`
  if (hours > 0) return zh ? `${hours} 小时 ${minutes} 分` : `${hours} h ${minutes} min`
  if (minutes > 0) return zh ? `${minutes} 分 ${two(seconds)} 秒` : `${minutes} min ${two(seconds)} s`
  return zh ? `${seconds} 秒` : `${seconds} s`
}

/** How long ago something was, in one unit. */
export const agoWords = (ms: number, language: string): string => {
  const zh = language.startsWith('zh')
  const past = Math.max(0, ms)
  if (past < MINUTE) return zh ? '刚刚' : 'just now'
  if (past < HOUR) return zh ? `${Math.floor(past / MINUTE)} 分钟前` : `${Math.floor(past / MINUTE)} min ago`
  if (past < DAY) return zh ? `${Math.floor(past / HOUR)} 小时前` : `${Math.floor(past / HOUR)} h ago`
  return zh ? `${Math.floor(past / DAY)} 天前` : `${Math.floor(past / DAY)} d ago`
}

/** The next moment of an order that somebody has to keep: the payment by the buyer, the shipping by the shop. */
export const dueOf = (order: {
  status: string
  payBy: Instant | null
  shipBy: Instant | null
}): { what: 'pay' | 'ship'; at: Instant } | null => {
  if (order.status === 'unpaid' || order.status === 'deposit-paid')
    return order.payBy === null ? null : { what: 'pay', at: order.payBy }
  if (order.status === 'paid' || order.status === 'part-shipped')
    return order.shipBy === null ? null : { what: 'ship', at: order.shipBy }
  return null
}
