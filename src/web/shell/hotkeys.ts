import { commandFor, type Deeds, type Remapped } from '../commands.ts'
import { isMac, pressed } from '../keys.ts'
import { sceneNow } from './scene.ts'

const types = new Set(['checkbox', 'radio', 'button', 'submit', 'file', 'range', 'color'])
/** Whether keys are text here. */
const isTyping = (at: EventTarget | null): boolean =>
  at instanceof HTMLElement &&
  (at.isContentEditable ||
    at instanceof HTMLTextAreaElement ||
    at instanceof HTMLSelectElement ||
    (at instanceof HTMLInputElement && !types.has(at.type)))

/** Turns key presses into commands until the returned function is called. `idle`: a dialog is open and has the keys. */
export const listenToKeys = (deeds: Deeds, remapped: () => Remapped, idle: () => boolean): (() => void) => {
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.defaultPrevented || idle()) return
    const combo = pressed(e, isMac())
    if (combo === null) return
    const command = commandFor(combo, sceneNow(), remapped(), isTyping(e.target))
    if (!command) return
    // A key held down steps through the list; nothing else should happen ten times a second.
    if (e.repeat && command.group !== 'moving') return
    e.preventDefault()
    command.run(deeds)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
