import { z } from 'zod'

export const Role = z.enum(['owner', 'supervisor', 'agent', 'viewer'])
export type Role = z.infer<typeof Role>

/** `break` keeps what one has and takes nothing new; `finishing` too, and goes offline when nothing is left. */
export const PersonState = z.enum(['online', 'break', 'finishing', 'offline'])
export type PersonState = z.infer<typeof PersonState>

/** What a person may do in a shop. Commands, endpoints and buttons name one of these. */
export const permissions = {
  'conversation.read': ['owner', 'supervisor', 'agent', 'viewer'],
  'conversation.reply': ['owner', 'supervisor', 'agent'],
  /** Take a conversation from the colleague who has it. */
  'conversation.take': ['owner', 'supervisor'],
  /** Send people and conversations where they are needed: limits, states, moves; see what lateness costs. */
  'routing.direct': ['owner', 'supervisor'],
  'audit.read': ['owner', 'supervisor'],
  'settings.read': ['owner', 'supervisor', 'agent', 'viewer'],
  'settings.edit': ['owner', 'supervisor'],
  'people.edit': ['owner'],
  'channel.edit': ['owner'],
  export: ['owner', 'supervisor'],
  /** See orders, their person masked; want something done to one; bring a file of them in; see a whole address. */
  'order.read': ['owner', 'supervisor', 'agent', 'viewer'],
  'order.edit': ['owner', 'supervisor', 'agent'],
  'order.import': ['owner', 'supervisor'],
  'order.reveal': ['owner', 'supervisor', 'agent'],
  /** See reminders and what they brought; make plans and start them. */
  'recovery.read': ['owner', 'supervisor', 'agent', 'viewer'],
  'recovery.edit': ['owner', 'supervisor'],
  /** See that buyers gave contacts, masked, and what for. */
  'lead.read': ['owner', 'supervisor', 'agent'],
  /** See one whole, which the audit tells; an agent only in conversations they have. */
  'lead.reveal': ['owner', 'supervisor', 'agent'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof permissions

export const may = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)

/** A signed-in person's place: who, and the role in each shop they may enter. */
export interface Actor {
  personId: number
  name: string
  roles: ReadonlyMap<number, Role>
}
