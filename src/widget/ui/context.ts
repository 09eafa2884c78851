import type { Chat } from '../chat.ts'
import type { Store } from '../store.ts'
import type { Language, Words } from '../words.ts'

/** What every part of the window knows. */
export interface Shown {
  chat: Chat
  words: Words
  language: Language
  /** The desk, where pictures are. */
  desk: string
  /** What this tab alone keeps: the text being written. */
  tab: Store
}
