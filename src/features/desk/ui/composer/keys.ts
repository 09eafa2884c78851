import { composing, type Pressed } from '../../../../web/keys.ts'

/** What a key in the composer means. */
export type Meaning =
  | 'send'
  | 'newline'
  | 'menu-down'
  | 'menu-up'
  | 'menu-take'
  | 'menu-close'
  | 'leave'
  | null

/**
 * Decides what a key means, by the person's send key and whether the phrase menu is open. While an input method
 * composes, every key is its own: its Enter takes a word and must not send.
 */
export const meaning = (
  e: Pressed,
  sendWith: 'enter' | 'mod-enter',
  menu: { open: boolean; some: boolean },
): Meaning => {
  if (composing(e)) return null
  const mod = e.ctrlKey || e.metaKey
  if (menu.open) {
    if (e.key === 'Escape') return 'menu-close'
    if (menu.some && e.key === 'ArrowDown') return 'menu-down'
    if (menu.some && e.key === 'ArrowUp') return 'menu-up'
    if (menu.some && !mod && !e.shiftKey && (e.key === 'Enter' || e.key === 'Tab')) return 'menu-take'
  }
  if (e.key === 'Escape') return 'leave'
  if (e.key !== 'Enter' || e.altKey) return null
  // With Mod it is a command of the registry, whatever the preference.
  if (mod) return null
  return sendWith === 'enter' && !e.shiftKey ? 'send' : 'newline'
}
