import { cell, useCell } from '../../../web/cell.ts'
import type { Dialog, Place } from '../../../web/commands.ts'
import { type Filter, noFilter } from '../../conversation/ui/filter.ts'
import type { Key } from './live/state.ts'

export type PanelTab = 'buyer' | 'products' | 'phrases'

/** What is on the screen, besides the desk's own state. */
export interface View {
  /** The conversations page is shown. */
  atDesk: boolean
  selected: Key | null
  /** The message to show first, when one came from a search. */
  at: number | null
  filter: Filter
  dialog: Dialog | null
  /** The composer writes a note for colleagues. */
  note: boolean
  panel: { open: boolean; tab: PanelTab }
}

export const view = cell<View>({
  atDesk: false,
  selected: null,
  at: null,
  filter: noFilter,
  dialog: null,
  note: false,
  panel: { open: true, tab: 'buyer' },
})
export const useNote = (): boolean => useCell(view, (v) => v.note)
export const show = (change: Partial<View>) => view.update((v) => ({ ...v, ...change }))

/** Rows as they are on the screen, for stepping through them. */
export const shown = cell<readonly Key[]>([])

/** What the mounted composer can do from outside. */
export interface ComposerHandle {
  send(): void
  /** Sends what is written, closes the conversation once the desk has it, and goes on to the next. */
  sendAndClose(): void
  insert(text: string): void
}
export const composer = cell<ComposerHandle | null>(null)

let writingGoesOn = false
/** The next composer to appear takes the keyboard: somebody who was writing goes on writing in the next conversation. */
export const goOnWriting = () => {
  writingGoesOn = true
}
export const takesOver = (): boolean => {
  const before = writingGoesOn
  writingGoesOn = false
  return before
}
export const isWriting = (): boolean => document.activeElement?.matches('[data-place="composer"]') ?? false

const places: Record<Place, string> = {
  list: '[data-place="list"]',
  stream: '[data-place="stream"]',
  composer: '[data-place="composer"]',
  panel: '[data-place="panel"]',
}

/** Moves the keyboard to a part of the screen. */
export const focusOn = (place: Place) => {
  if (place === 'panel') show({ panel: { ...view.get().panel, open: true } })
  // After the panel or composer has been drawn.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(places[place])?.focus())
}
