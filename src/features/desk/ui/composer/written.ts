import { type RefObject, useEffect, useRef, useState } from 'react'
import { spliced } from '../../../phrase/ui/match.ts'
import { saveDraft, unsavedDraft, writeDraft } from '../drafts.ts'
import { deskApi } from '../live/feed.ts'
import { type Key, partsOf } from '../live/state.ts'
import { type Writing, write as writeA } from '../view.ts'

/** Typing is told to the others at most this often, ms. */
const TELL = 3000

/** Notes being written stay in this browser: the desk keeps one draft a conversation, and that is the reply. */
const notes = new Map<Key, string>()

export type Area = RefObject<HTMLTextAreaElement | null>
/** A part of a text, in UTF-16 units: from (included), to (excluded). */
export interface Span {
  from: number
  to: number
}

/** The text of the reply and that of the note, one of which is in the field. `draft`: see the composer. */
export const useWritten = (key: Key, draft: string | undefined, writing: Writing, area: Area) => {
  const note = writing !== 'reply'
  const [reply, setReply] = useState(() => unsavedDraft(key) ?? draft ?? '')
  const [noteText, setNoteText] = useState(() => notes.get(key) ?? '')
  const [kept, setKept] = useState<'desk' | 'here' | null>(null)
  const [caret, setCaret] = useState(0)
  const touched = useRef(unsavedDraft(key) !== undefined || draft !== undefined)
  const told = useRef(0)
  const text = note ? noteText : reply

  // What the desk kept arrives after the first drawing; it is taken unless something was typed before.
  useEffect(() => {
    if (draft === undefined || touched.current) return
    touched.current = true
    setReply(draft)
  }, [draft])
  useEffect(() => () => void saveDraft(key), [key])

  const writeNote = (next: string) => {
    notes.set(key, next)
    setNoteText(next)
  }
  const writeReply = (next: string) => {
    touched.current = true
    setReply(next)
    writeDraft(key, next, (onDesk) => setKept(next === '' ? null : onDesk ? 'desk' : 'here'))
    if (next !== '' && Date.now() - told.current > TELL) {
      told.current = Date.now()
      deskApi.live({ params: partsOf(key), body: { doing: 'typing' } }).catch(() => {})
    }
  }
  const write = note ? writeNote : writeReply

  const select = ({ from, to }: Span) => {
    area.current?.focus()
    area.current?.setSelectionRange(from, to)
  }
  const goTo = (at: number) => {
    setCaret(at)
    // After the new text has been drawn.
    requestAnimationFrame(() => select({ from: at, to: at }))
  }
  /** What is marked in the field; where nothing is, the place of the caret. */
  const marked = (): Span => ({
    from: area.current?.selectionStart ?? text.length,
    to: area.current?.selectionEnd ?? text.length,
  })
  /** Puts text in place of a part, and the caret behind it. */
  const put = ({ from, to }: Span, insert: string) => {
    const next = spliced(area.current?.value ?? text, from, to, insert)
    write(next.text)
    goTo(next.caret)
  }

  return {
    text,
    reply,
    /** Where the desk's draft of the reply is; null while there is none. */
    kept,
    caret,
    write,
    select,
    marked,
    put,
    insert: (what: string) => put(marked(), what),
    /** The caret was moved. */
    moved: () => setCaret(area.current?.selectionStart ?? 0),
    /** Puts a whole new text into the reply, which is what is written from then on. */
    rewriteReply(next: { text: string; caret: number }) {
      if (note) writeA('reply')
      writeReply(next.text)
      goTo(next.caret)
    },
    /** What is in the field has left. */
    left() {
      if (note) {
        notes.delete(key)
        setNoteText('')
        writeA('reply')
      } else {
        writeReply('')
        void saveDraft(key)
        setKept(null)
      }
    },
  }
}
export type Written = ReturnType<typeof useWritten>
