import { z } from 'zod'
import { Role } from '../../shared/access.ts'

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

export const PersonState = z.enum(['online', 'break', 'offline'])
export type PersonState = z.infer<typeof PersonState>

export const Member = z
  .object({
    personId: z.number(),
    username: z.string(),
    name: z.string(),
    role: Role,
    team: z.string().nullable(),
    state: PersonState,
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
