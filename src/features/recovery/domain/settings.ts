import { z } from 'zod'
import { Fen } from '../../../shared/money.ts'
import { Said, Trust } from '../../../shared/said.ts'
import { Platform } from '../../shop/domain.ts'
import { DayTime, SendingChannel } from './plan.ts'

/** A stretch of the shop's day; over midnight where it ends before it begins. `to` itself is outside. */
export const Stretch = z.object({ from: DayTime, to: DayTime })
export type Stretch = z.infer<typeof Stretch>

/** What a platform allows of a channel: data with a date and a source, editable by the shop. */
export const ChannelLimit = z.object({
  platform: Platform,
  channel: SendingChannel,
  /** Whether payment reminders may be sent this way at all. */
  allowed: z.boolean(),
  /** Most messages in a row without a reply of the buyer; null: no limit known. */
  unanswered: z.number().int().min(1).max(50).nullable(),
  says: Said,
  source: z.string().max(300),
  date: z.iso.date(),
  trust: Trust,
})
export type ChannelLimit = z.infer<typeof ChannelLimit>

export const RecoverySettings = z
  .object({
    /** Times at which steps by hours are due by default. */
    goodHours: z.array(DayTime).min(1).max(12),
    /** Nobody is reminded by chat or phone within it: what is due waits. */
    quiet: Stretch,
    /** Text messages that promote leave within it only. */
    smsHours: Stretch,
    /** Most reminders a buyer gets from all plans together: in a day of the shop, and in so many days. */
    caps: z.object({
      day: z.number().int().min(1).max(10),
      days: z.object({ count: z.number().int().min(1).max(50), within: z.number().int().min(1).max(90) }),
    }),
    /** What one costs, thousandths of a yuan. */
    costLi: z.object({
      chat: z.number().int().min(0).max(100_000),
      sms: z.number().int().min(0).max(100_000),
      phone: z.number().int().min(0).max(100_000),
    }),
    /** Orders from here on are worth a call. */
    valuableFen: Fen,
    limits: z.array(ChannelLimit).max(60),
  })
  .meta({ id: 'RecoverySettings' })
export type RecoverySettings = z.infer<typeof RecoverySettings>
