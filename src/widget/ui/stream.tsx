/** @jsxImportSource preact */
import { Fragment } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatState } from '../chat.ts'
import { dayOf, placeOf } from '../thread.ts'
import { clockOf, dateOf } from '../words.ts'
import type { Shown } from './context.ts'
import { Icon } from './icons.tsx'
import { Going, Said } from './message.tsx'

/** Closer to the end than this, the stream follows what comes, px. */
const NEAR = 80

export const Stream = (props: Shown & { state: ChatState; onView: (src: string) => void }) => {
  const { state, words, language, chat } = props
  const { messages, outgoing } = state
  const box = useRef<HTMLDivElement>(null)
  const was = useRef({ first: 0, last: 0, own: 0, height: 0, near: true })
  const [behind, setBehind] = useState(false)
  const now = Date.now()

  useLayoutEffect(() => {
    const el = box.current
    if (!el) return
    const before = was.current
    const first = messages[0]?.id ?? 0
    const last = messages.at(-1)?.id ?? 0
    const own = outgoing.length
    // What was read stays where it is when earlier messages come in above it.
    if (before.first !== 0 && first !== before.first && last === before.last)
      el.scrollTop += el.scrollHeight - before.height
    else if (before.near || own > before.own) el.scrollTop = el.scrollHeight
    else if (last !== before.last) setBehind(true)
    was.current = { ...before, first, last, own, height: el.scrollHeight }
  }, [messages, outgoing])

  // The end stays in sight when the window changes its height (keyboard, rotation) or somebody begins to type.
  useLayoutEffect(() => {
    const el = box.current
    if (!el || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => {
      if (was.current.near) el.scrollTop = el.scrollHeight
    })
    watch.observe(el)
    if (el.lastElementChild) watch.observe(el.lastElementChild)
    return () => watch.disconnect()
  }, [])

  const scrolled = () => {
    const el = box.current
    if (!el) return
    was.current.near = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR
    if (was.current.near) setBehind(false)
    if (el.scrollTop < 40 && state.more) chat.earlier()
  }
  const toEnd = () => {
    const el = box.current
    if (el) el.scrollTop = el.scrollHeight
  }

  return (
    <div class="streambox">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll */}
      <section class="stream" ref={box} onScroll={scrolled} aria-label={words.history} tabIndex={0}>
        {state.more && (
          <button type="button" class="link earlier" onClick={() => chat.earlier()}>
            {words.earlier}
          </button>
        )}
        {messages.length + outgoing.length === 0 && state.phase !== 'refused' && (
          <p class="empty">{state.phase === 'ready' ? words.empty : words.starting}</p>
        )}
        {state.phase === 'refused' && <p class="empty">{words.closed}</p>}
        <ol>
          {messages.map((message, i) => {
            const place = placeOf(message, messages[i - 1])
            const day = dayOf(message.at, now)
            const time = clockOf(language, message.at)
            return (
              <Fragment key={message.clientId ?? message.id}>
                {place.day && (
                  <li class="day">
                    <span>{day === 'earlier' ? dateOf(language, message.at, now) : words[day]}</span>
                  </li>
                )}
                {place.time && (
                  <li class="time" aria-hidden="true">
                    {time}
                  </li>
                )}
                <Said {...props} message={message} named={place.speaker} time={time} />
              </Fragment>
            )
          })}
          {outgoing.map((message) => (
            <Going key={message.clientId} {...props} message={message} />
          ))}
          {state.typing && (
            <li class="said typing" aria-hidden="true">
              <div class="bubble">
                <i />
                <i />
                <i />
              </div>
            </li>
          )}
        </ol>
      </section>
      {behind && (
        <button type="button" class="newest" onClick={toEnd}>
          <Icon of="down" />
          {words.newest}
        </button>
      )}
    </div>
  )
}
