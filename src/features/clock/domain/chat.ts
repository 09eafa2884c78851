import type { Instant } from '../../../shared/time.ts'
import type { Level } from './rule.ts'

/** One thing that happened in a chat, as the counters see it: live messages and recorded files alike. */
export interface ChatEvent {
  session: string
  buyer: string
  /** Who answered; for a buyer's message, who had the chat then; for a transfer, who has it from now on. */
  agent: string | null
  team: string | null
  /** `transfer`: from now on `agent` has the chat. `end`: the session was ended. */
  what: 'asked' | 'answered' | 'transfer' | 'end'
  /** Of an answer: the lowest level it counts for. Greetings and other fillers are `any`. */
  level: Level | null
  at: Instant
  /** Leads back to the message: its id, or the line in a file. */
  ref: number
}
