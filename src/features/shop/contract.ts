import { z } from 'zod'
import { PersonState, Role } from '../../shared/access.ts'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { Member, ShopFacts, Team } from './domain.ts'

export const ShopPath = z.object({ shopId: inAddress.id })

/** What a person chose for themselves; kept on the server so that every browser of theirs has it. */
export const Preferences = z
  .object({
    language: z.enum(['zh-CN', 'en']).optional(),
    theme: z.enum(['light', 'dark', 'system']).optional(),
    /** Which key sends: Enter, or Ctrl/Cmd+Enter with Enter as a new line. */
    sendWith: z.enum(['enter', 'mod-enter']).optional(),
    /** Shortcuts that differ from the default: command name → keys, e.g. `mod+shift+c`; empty for none. */
    shortcuts: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Preferences' })
export type Preferences = z.infer<typeof Preferences>

export const Me = z
  .object({
    personId: z.number(),
    username: z.string(),
    name: z.string(),
    preferences: Preferences,
    shops: z.array(z.object({ shop: ShopFacts, role: Role })),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._-]{3,32}$/, '3–32 letters, digits, dot, dash')
const Codes = z.array(z.string().trim().min(1).max(40)).max(20)
const Password = z.string().min(10).max(128)

export const AuditEntry = z
  .object({
    id: z.number(),
    at: z.number(),
    shopId: z.number().nullable(),
    person: z.string().nullable(),
    what: z.string(),
    detail: z.unknown(),
    address: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const shopContract = endpoints({
  me: {
    method: 'get',
    path: '/api/me',
    gives: Me,
    needs: 'sign-in',
    says: 'Who is signed in, and their shops.',
  },
  setPreferences: {
    method: 'put',
    path: '/api/me/preferences',
    body: Preferences,
    gives: Preferences,
    needs: 'sign-in',
    says: 'Keeps language, theme, send key and shortcuts.',
  },
  setState: {
    method: 'put',
    path: '/api/me/state',
    body: z.object({ state: PersonState }),
    gives: z.object({ state: PersonState }),
    needs: 'sign-in',
    says: 'Goes online, on a break, or offline, in every shop of the person. Who leaves with conversations open is `finishing` until they are done.',
  },
  members: {
    method: 'get',
    path: '/api/shops/{shopId}/members',
    params: ShopPath,
    gives: z.object({ members: z.array(Member), teams: z.array(Team) }),
    needs: 'conversation.read',
    says: 'The people and teams of a shop.',
  },
  addMember: {
    method: 'post',
    path: '/api/shops/{shopId}/members',
    params: ShopPath,
    body: z.object({
      username: Username,
      name: z.string().trim().min(1).max(40),
      role: Role,
      teams: Codes.default([]),
      skills: Codes.default([]),
      /** Left out for somebody who already has an account. */
      password: Password.optional(),
    }),
    gives: Member,
    needs: 'people.edit',
    says: 'Gives a person, new or known, a role in the shop.',
  },
  changeMember: {
    method: 'put',
    path: '/api/shops/{shopId}/members/{personId}',
    params: ShopPath.extend({ personId: inAddress.id }),
    body: z.object({
      role: Role,
      teams: Codes,
      skills: Codes.optional(),
      password: Password.optional(),
    }),
    gives: Member,
    needs: 'people.edit',
    says: 'Changes role, teams, skills or password. A shop keeps at least one owner.',
  },
  removeMember: {
    method: 'delete',
    path: '/api/shops/{shopId}/members/{personId}',
    params: ShopPath.extend({ personId: inAddress.id }),
    gives: z.object({}),
    needs: 'people.edit',
    says: 'Ends a person’s access to the shop.',
  },
  setShop: {
    method: 'put',
    path: '/api/shops/{shopId}',
    params: ShopPath,
    body: ShopFacts.pick({ name: true, timeZone: true, locale: true }),
    gives: ShopFacts,
    needs: 'settings.edit',
    says: 'Changes the shop’s name, time zone and language.',
  },
  audit: {
    method: 'get',
    path: '/api/shops/{shopId}/audit',
    params: ShopPath,
    query: z.object({ before: inAddress.longId.optional(), what: z.string().optional() }),
    gives: z.object({ entries: z.array(AuditEntry) }),
    needs: 'audit.read',
    says: 'Who signed in, changed settings, exported and sent, newest first, 100 at a time.',
  },
})
