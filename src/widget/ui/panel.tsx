/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChatState } from '../chat.ts'
import { Composer } from './composer.tsx'
import type { Shown } from './context.ts'
import { Icon } from './icons.tsx'
import { Stream } from './stream.tsx'

const FOCUSABLE = 'button:not(:disabled):not([tabindex="-1"]), a[href], textarea, [tabindex="0"]'

/** Keeps Tab inside the window, as its being a dialog promises. */
const trap = (event: KeyboardEvent, box: HTMLElement | null) => {
  if (event.key !== 'Tab' || !box) return
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((el) => el.offsetParent !== null)
  const active = (box.getRootNode() as ShadowRoot).activeElement
  const edge = event.shiftKey ? all[0] : all.at(-1)
  if (active !== edge && active !== null) return
  event.preventDefault()
  ;(event.shiftKey ? all.at(-1) : all[0])?.focus()
}

interface PanelProps extends Shown {
  state: ChatState
  autoFocus: boolean
  /** Covers the page. */
  modal: boolean
  onClose: () => void
}

export const Panel = (props: PanelProps) => {
  const { state, words, modal, onClose } = props
  const box = useRef<HTMLDivElement>(null)
  const [viewing, setViewing] = useState<string | null>(null)
  const viewer = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (viewing) viewer.current?.focus()
  }, [viewing])

  const keyed = (event: KeyboardEvent) => {
    trap(event, box.current)
    if (event.key !== 'Escape' || event.isComposing) return
    if (viewing) setViewing(null)
    else onClose()
  }
  const name = state.shop || words.title

  return (
    <div class="panel" role="dialog" aria-modal={modal} aria-label={name} ref={box} onKeyDown={keyed}>
      <header>
        <span class="mark" aria-hidden="true">
          {[...name][0]}
        </span>
        <div>
          <h2>{name}</h2>
          <p>{state.typing ? words.typing : words.title}</p>
        </div>
        <button type="button" class="tool" aria-label={words.close} onClick={onClose}>
          <Icon of="down" />
        </button>
      </header>
      {!state.reached && (
        <p class="lost" role="status">
          {words.lost}
        </p>
      )}
      <Stream {...props} onView={setViewing} />
      {state.phase !== 'refused' && <Composer {...props} />}
      {viewing && (
        <button
          type="button"
          class="viewer"
          ref={viewer}
          aria-label={words.close}
          onClick={() => setViewing(null)}
        >
          <img src={viewing} alt={words.viewer} />
        </button>
      )}
    </div>
  )
}
