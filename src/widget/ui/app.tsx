/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { lastId } from '../thread.ts'
import type { Shown } from './context.ts'
import { Icon } from './icons.tsx'
import { speakerOf } from './message.tsx'
import { Panel } from './panel.tsx'

interface AppProps extends Shown {
  open: boolean
  /** Opened by the buyer just now, not found open. */
  autoFocus: boolean
  /** The open window covers the page. */
  modal: boolean
  onOpen: () => void
  onClose: () => void
}

export const App = (props: AppProps) => {
  const { chat, words, open, onOpen, onClose } = props
  const [state, setState] = useState(chat.state)
  const [looking, setLooking] = useState(document.visibilityState === 'visible')
  const bubble = useRef<HTMLButtonElement>(null)
  const heard = useRef<number | null>(null)
  const [news, setNews] = useState('')

  useEffect(() => chat.subscribe(() => setState(chat.state())) as unknown as () => void, [chat])
  useEffect(() => {
    const changed = () => setLooking(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  }, [])
  const last = lastId(state.messages)
  useEffect(() => {
    if (open && looking && last > state.readId) chat.seen()
  }, [chat, open, looking, last, state.readId])

  // Screen readers hear what comes in, not the history.
  useEffect(() => {
    if (state.phase !== 'ready') return
    const before = heard.current
    heard.current = last
    const newest = state.messages.find(({ id }) => id === last)
    if (before === null || last <= before || !newest || newest.from === 'buyer') return
    setNews(`${speakerOf(newest, words)}: ${newest.text || words.viewer}`)
  }, [last, state.messages, state.phase, words])

  const close = () => {
    onClose()
    requestAnimationFrame(() => bubble.current?.focus())
  }
  const unread = chat.unread()

  return (
    <>
      <div class="unseen" role="status" aria-live="polite">
        {news}
      </div>
      {open && <Panel {...props} state={state} onClose={close} />}
      <button
        type="button"
        class={open ? 'launcher covered' : 'launcher'}
        ref={bubble}
        aria-label={open ? words.close : unread > 0 ? words.openUnread(unread) : words.open}
        aria-expanded={open}
        onClick={open ? close : onOpen}
      >
        <Icon of={open ? 'down' : 'chat'} />
        {!open && unread > 0 && (
          <span class="badge" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
    </>
  )
}
