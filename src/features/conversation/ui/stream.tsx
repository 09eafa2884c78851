import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../web/clock.ts'
import { dayName } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Message } from '../domain.ts'
import { Bubble, SendingBubble } from './bubble.tsx'
import { deliveredState, type Line, linesOf, type Sending } from './lines.ts'
import type { Names } from './notice.ts'

/** Nearer to the end than this counts as being at the end, px. */
const NEAR_END = 60

interface StreamProps {
  messages: readonly Message[]
  sending: readonly Sending[]
  names: Names
  delivery: { acked: number; dead: readonly number[] }
  buyerReadId: number
  /** The message to show first. */
  at?: number | null
  find?: string | undefined
  /** Loads what came before; null when there is nothing. */
  earlier: (() => Promise<void>) | null
  again(clientId: string): void
  discard(clientId: string): void
}

/** A guess of a line's height before it is measured, px: wrong guesses are corrected without moving what is read. */
const guess = (line: Line | undefined): number => {
  if (line?.line === 'message') {
    if (line.message.kind === 'notice') return 32
    if (line.message.picture !== null) return 220
    return 64 + Math.floor(line.message.text.length / 34) * 21
  }
  return line?.line === 'day' ? 40 : 64
}

export const Stream = (props: StreamProps) => {
  const { messages, sending, names, delivery, buyerReadId, at, find, earlier, again, discard } = props
  const { t, i18n } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const [enlarged, enlarge] = useState<string | null>(null)
  const [loading, setLoading] = useState(false)
  const lines = useMemo(() => linesOf(messages, sending), [messages, sending])
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (i) => guess(lines[i]),
    getItemKey: (i) => lines[i]?.key ?? i,
    overscan: 8,
    paddingStart: 12,
    paddingEnd: 12,
    // Reading position hangs on the end: earlier messages come in above without a jump, and new ones are followed
    // only by those who are at the end.
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
  })
  const toEnd = useRef(() => {})
  toEnd.current = () => rows.scrollToIndex(lines.length - 1, { align: 'end' })

  const [atEnd, setAtEnd] = useState(true)
  const [atStart, setAtStart] = useState(true)
  const [seenLast, setSeenLast] = useState(0)
  const lastId = messages.at(-1)?.id ?? 0
  useEffect(() => {
    if (atEnd) setSeenLast(lastId)
  }, [atEnd, lastId])
  const below = atEnd ? 0 : messages.filter((m) => m.id > seenLast && m.author === 'buyer').length

  const onScroll = () => {
    const el = box.current
    if (!el) return
    setAtEnd(el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_END)
    setAtStart(el.scrollTop < NEAR_END)
  }
  // At the end one stays there, whatever grows: a line, the composer below, a banner above.
  const inner = useRef<HTMLDivElement>(null)
  const pinned = useRef(true)
  pinned.current = atEnd
  const target = at == null ? -1 : lines.findIndex((l) => l.line === 'message' && l.message.id === at)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current || lines.length === 0) return
    begun.current = true
    if (target >= 0) {
      pinned.current = false
      setAtEnd(false)
      rows.scrollToIndex(target, { align: 'center' })
      // A short stream has nothing below its target.
      requestAnimationFrame(onScroll)
    } else rows.scrollToIndex(lines.length - 1, { align: 'end' })
  })
  useEffect(() => {
    const [el, content] = [box.current, inner.current]
    if (!el || !content) return
    const watch = new ResizeObserver(() => {
      if (pinned.current && begun.current) el.scrollTop = el.scrollHeight
    })
    watch.observe(el)
    watch.observe(content)
    return () => watch.disconnect()
  }, [])
  // What oneself sends is always looked at.
  useEffect(() => {
    if (sending.length > 0) toEnd.current()
  }, [sending.length])

  const loadEarlier = async () => {
    if (!earlier) return
    setLoading(true)
    try {
      await earlier()
    } finally {
      setLoading(false)
    }
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    const el = box.current
    if (!el || e.ctrlKey || e.metaKey || e.altKey) return
    const by = {
      ArrowDown: 60,
      ArrowUp: -60,
      PageDown: el.clientHeight * 0.9,
      PageUp: -el.clientHeight * 0.9,
    }[e.key]
    if (by !== undefined) el.scrollBy({ top: by })
    else if (e.key === 'End') toEnd.current()
    else if (e.key === 'Home') el.scrollTo({ top: 0 })
    else return
    e.preventDefault()
  }

  const dayWords = { today: t('stream.today'), yesterday: t('stream.yesterday') }
  return (
    <div className="stream-wrap">
      <div
        ref={box}
        className="stream"
        role="log"
        aria-label={t('stream.label')}
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keyboard
        tabIndex={0}
        data-place="stream"
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div ref={inner} className="stream-inner" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const line = lines[item.index]
            if (!line) return null
            return (
              <div
                key={line.key}
                ref={rows.measureElement}
                data-index={item.index}
                className={item.index === target ? 'stream-line stream-target' : 'stream-line'}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {line.line === 'day' && (
                  <div className="day">
                    <span>{dayName(line.at, deskNow(), i18n.language, dayWords)}</span>
                  </div>
                )}
                {line.line === 'message' && (
                  <Bubble
                    message={line.message}
                    joined={line.joined}
                    delivered={deliveredState(line.message, delivery, buyerReadId)}
                    names={names}
                    find={find}
                    enlarge={enlarge}
                  />
                )}
                {line.line === 'sending' && (
                  <SendingBubble sending={line.sending} again={again} discard={discard} />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {earlier && atStart && (
        <button
          type="button"
          className="button earlier"
          disabled={loading}
          onClick={() => void loadEarlier()}
        >
          {loading ? t('app.loading') : t('stream.earlier')}
        </button>
      )}
      {!atEnd && (
        <button type="button" className="latest" onClick={() => toEnd.current()}>
          <Icon name="down" size={15} />
          {below > 0 ? t('stream.newBelow', { count: below }) : t('stream.latest')}
        </button>
      )}
      {enlarged !== null && <Enlarged address={enlarged} close={() => enlarge(null)} />}
    </div>
  )
}

const Enlarged = ({ address, close }: { address: string; close: () => void }) => {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself
    <dialog ref={dialog} className="enlarged" onClose={close} onClick={() => dialog.current?.close()}>
      <img src={address} alt="" />
      <button type="button" className="icon-button" aria-label={t('app.close')}>
        <Icon name="cross" />
      </button>
    </dialog>
  )
}
