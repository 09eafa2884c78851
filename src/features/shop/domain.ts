import { z } from 'zod'
import { PersonState, Role } from '../../shared/access.ts'

export const Platform = z.enum([
  'taobao',
  'tmall',
  'pinduoduo',
  'douyin',
  'jd',
  'xiaohongshu',
  'kuaishou',
  'wechat',
  'site',
])
export type Platform = z.infer<typeof Platform>

export const Member = z
  .object({
    personId: z.number(),
    username: z.string(),
    name: z.string(),
    role: Role,
    teams: z.array(z.string()),
    /** What this person can do besides: `english`, `size`. Conversations may ask for one. */
    skills: z.array(z.string()),
    state: PersonState,
    /** Whether their browser has been heard of lately. Who is online but not here is given nothing. */
    here: z.boolean(),
    /** Most slots at once over all shops, and in this one; null for no limit of its own. */
    slots: z.number(),
    shopSlots: z.number().nullable(),
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>

export const Team = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Team' })
export type Team = z.infer<typeof Team>

const Zone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'unknown time zone')

export const ShopFacts = z.object({
  id: z.number(),
  platform: Platform,
  name: z.string().trim().min(1).max(60),
  timeZone: Zone,
  locale: z.enum(['zh-CN', 'en']),
})
export type ShopFacts = z.infer<typeof ShopFacts>
