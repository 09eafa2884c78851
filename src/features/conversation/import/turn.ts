import type { Instant } from '../../../shared/time.ts'

export type Role = 'buyer' | 'agent' | 'assistant' | 'system'
export const ROLES: readonly Role[] = ['buyer', 'agent', 'assistant', 'system']

/** One thing somebody said in a recorded chat. */
export interface ChatTurn {
  /** The conversation, by its name in the file. */
  session: string
  /** The buyer, by the name in the file. */
  buyer: string
  role: Role
  /** Who of the shop said it or has the chat, by the name in the file, where it tells. */
  agent?: string
  /** null: the file does not say. */
  at: Instant | null
  text: string
  /** The product the turn is about, by the shop's id. */
  item: string | null
  /** Where in the file. */
  line: number
}
