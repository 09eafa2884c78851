import { z } from 'zod'
import { Trust } from '../../../../shared/said.ts'
import { type Instant, localTime, SECOND } from '../../../../shared/time.ts'
import { SmsKind, SmsProviderCode } from './template.ts'

const DayTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 09:00')

/** How many messages a provider lets one number get in a time: of some kinds, or with the same content. */
export const PaceRule = z.object({
  provider: SmsProviderCode,
  kinds: z.array(SmsKind).min(1),
  same: z.enum(['number', 'content']),
  most: z.number().int().min(1).max(1000),
  seconds: z.number().int().min(1).max(2_678_400),
  source: z.string().max(300),
  date: z.iso.date(),
  trust: Trust,
})
export type PaceRule = z.infer<typeof PaceRule>

/** When what promotes may leave: `to` itself is outside. */
export const PromotionHours = z.object({
  from: DayTime,
  to: DayTime,
  source: z.string().max(300),
  date: z.iso.date(),
  trust: Trust,
})
export type PromotionHours = z.infer<typeof PromotionHours>

const aliyun = {
  provider: 'aliyun',
  same: 'number',
  source: 'help.aliyun.com, 短信发送频率限制',
  date: '2026-11-01',
  trust: 'official',
} as const

export const shippedPaces: readonly PaceRule[] = [
  { ...aliyun, kinds: ['code'], most: 1, seconds: 60 },
  { ...aliyun, kinds: ['code'], most: 5, seconds: 3600 },
  { ...aliyun, kinds: ['code'], most: 10, seconds: 86_400 },
  { ...aliyun, kinds: ['notice', 'promotion'], most: 50, seconds: 86_400 },
  {
    ...{ provider: 'tencent', kinds: ['code', 'notice', 'promotion'], same: 'content', most: 1, seconds: 30 },
    ...{ source: 'cloud.tencent.com/document/product/382, 频率限制', date: '2026-11-01', trust: 'official' },
  },
]

export const shippedHours: PromotionHours = {
  ...{ from: '08:00', to: '20:00', source: 'help.aliyun.com, 推广短信发送时间', date: '2026-11-01' },
  trust: 'official',
}

/** A message that was sent, or is being sent, to the same number. */
export interface Earlier {
  at: Instant
  kind: SmsKind
  /** What it said, as a hash. */
  content: string
}

/** The rule that one more message would break; null where it may leave (SMS-16). */
export const brokenPace = (
  rules: readonly PaceRule[],
  provider: SmsProviderCode,
  next: Omit<Earlier, 'at'>,
  earlier: readonly Earlier[],
  now: Instant,
): PaceRule | null =>
  rules.find((rule) => {
    if (rule.provider !== provider || !rule.kinds.includes(next.kind)) return false
    const counted = earlier.filter(
      ({ at, kind, content }) =>
        now - at < rule.seconds * SECOND &&
        rule.kinds.includes(kind) &&
        (rule.same === 'number' || content === next.content),
    )
    return counted.length >= rule.most
  }) ?? null

/** The longest time back that any rule looks, ms. */
export const longestPace = (rules: readonly PaceRule[]): number =>
  Math.max(0, ...rules.map(({ seconds }) => seconds * SECOND))

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether a message that promotes may leave now, by the clocks of a zone (SMS-15): from 08:00 up to but not including 20:00. */
export const promotionMayLeave = (hours: PromotionHours, now: Instant, zone: string): boolean => {
  const { minute } = localTime(now, zone)
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)]
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to
}
