import { cell, useCell } from '../../../web/cell.ts'
import type { Dialog, Place } from '../../../web/commands.ts'
import type { Suggestion } from '../../assistant/suggest/contract.ts'
import { type Filter, noFilter } from '../../conversation/ui/filter.ts'
import type { Phrase } from '../../phrase/domain/phrase.ts'
import type { Key } from './live/state.ts'

export type PanelTab = 'buyer' | 'orders' | 'products' | 'price' | 'phrases'

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
  /** That note is a supervisor's whisper to who has the conversation. */
  whisper: boolean
  /** What was to be closed when it turned out that its question is still open, and whether to go on to the next. */
  closing: { key: Key; next: boolean } | null
  panel: { open: boolean; tab: PanelTab }
}

export const view = cell<View>({
  atDesk: false,
  selected: null,
  at: null,
  filter: noFilter,
  dialog: null,
  note: false,
  whisper: false,
  closing: null,
  panel: { open: true, tab: 'buyer' },
})
export type Writing = 'reply' | 'note' | 'whisper'
/** What the composer writes. */
export const useWriting = (): Writing =>
  useCell(view, (v) => (v.note ? (v.whisper ? 'whisper' : 'note') : 'reply'))
export const write = (what: Writing) => show({ note: what !== 'reply', whisper: what === 'whisper' })
export const show = (change: Partial<View>) => view.update((v) => ({ ...v, ...change }))

/** Rows as they are on the screen, for stepping through them. */
export const shown = cell<readonly Key[]>([])

/** What the mounted composer can do from outside. */
export interface ComposerHandle {
  send(): void
  /** Sends what is written, closes the conversation once the desk has it, and goes on to the next. */
  sendAndClose(): void
  insert(text: string): void
  /** With what belongs to it: its pictures, and that it was used. */
  insertPhrase(phrase: Phrase): void
  /** Puts what the assistant suggests into the reply; in place of another suggestion that is still as it was. */
  suggest(suggestion: Pick<Suggestion, 'key' | 'text' | 'pictures'>): void
  /** Sends what the buyer looks at as a card. */
  sendCard(): void
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
  price: '[data-place="price"]',
  orders: '[data-place="orders"]',
  suggestions: '[data-place="suggestions"]',
}

/** Moves the keyboard to a part of the screen. */
export const focusOn = (place: Place) => {
  if (place === 'panel') show({ panel: { ...view.get().panel, open: true } })
  // After the panel or composer has been drawn.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(places[place])?.focus())
}

/** So many frames a part that is loaded first may take to appear, about two seconds. */
const FRAMES = 120
/** Shows a tab of the panel and moves the keyboard to its place, once that has been loaded and drawn. */
const focusOnTab = (tab: PanelTab & Place) => {
  show({ panel: { open: true, tab } })
  let left = FRAMES
  const look = () => {
    const field = document.querySelector<HTMLElement>(places[tab])
    if (field) field.focus()
    else if (left-- > 0 && view.get().panel.tab === tab) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
/** To where products are put into the price panel. */
export const focusOnPrice = () => focusOnTab('price')
/** To the buyer's latest order, or where an order's number can be given. */
export const focusOnOrders = () => focusOnTab('orders')
