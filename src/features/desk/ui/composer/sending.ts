import { useEffect, useRef, useState } from 'react'
import { MESSAGE_LIMIT } from '../../../../shared/text.ts'
import { useCell } from '../../../../web/cell.ts'
import { useChecking } from '../../../guard/ui/checking.ts'
import { leftIn } from '../../../phrase/domain/variables.ts'
import { keptBack, send, tryToSend } from '../acting.ts'
import { close } from '../deeds.ts'
import { desk } from '../live/feed.ts'
import { type Key, partsOf } from '../live/state.ts'
import { isWriting, type Writing } from '../view.ts'
import type { Attached } from './attached.tsx'
import { keptShown, shownAgain } from './kept-shown.ts'
import { parcelsOf } from './parcel.ts'
import type { Menu } from './phrase-menu.ts'
import { basketAlong } from './priced.ts'
import { takenAlong } from './suggested.ts'
import type { Area, Written } from './written.ts'

/** What was answered to what is asked before something leaves. */
interface Answers {
  /** Variables that could not be filled may stay. */
  asIs?: boolean
  /** Why it is sent though the guard asks. */
  reason?: string
}

interface What {
  key: Key
  writing: Writing
  area: Area
  written: Written
  attached: Attached
  menu: Menu
  /** Everything has left the composer. */
  sent(): void
}

/** Whether what is written may leave, what is asked before it does, and its leaving. */
export const useSending = ({ key, writing, area, written, attached, menu, sent }: What) => {
  const { text } = written
  const note = writing !== 'reply'
  /** A variable was found still standing in the reply as it was about to be sent. */
  const [asking, setAsking] = useState(false)
  /** Whether the conversation is to be closed with what is being sent: asked in between, one goes on with the same. */
  const closes = useRef(false)

  const left = note ? [] : leftIn(text)
  const over = text.length - MESSAGE_LIMIT
  const something = text.trim() !== '' || (!note && attached.pictures.length > 0)
  const sendable = over <= 0 && !attached.uploading && something

  const consent = useCell(desk, (s) => s.open.get(key)?.assistant.consent !== undefined)
  const checking = useChecking({
    ...{ shopId: partsOf(key).shopId, area, consent, text: note ? '' : text.trim() },
    tell: (words, clientId) =>
      void tryToSend(key, clientId, words).then((taken) => {
        if (taken && area.current?.value.trim() === words) written.write('')
      }),
  })
  const back = useCell(keptBack, (all) => all.get(key))
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken up once, when it comes
  useEffect(() => {
    if (!back || note) return
    keptBack.update((all) => new Map([...all].filter(([of]) => of !== key)))
    written.write(text.trim() === '' ? back.text : `${back.text}\n${text}`)
    checking.keptBack(back.text, back.verdict)
    keptShown.set(key, back)
  }, [back, note])

  const sendNote = (words: string): Promise<boolean>[] => {
    const whisper = writing === 'whisper'
    return [send(key, { kind: 'note', text: words, picture: null, ...(whisper && { whisper }) })]
  }
  const sendReply = (words: string, clientId: string | undefined, reason: string | undefined) => {
    const { pictures } = attached
    const phrases = menu.usedIn(words, pictures)
    const basket = basketAlong(key, words)
    const reply = {
      ...{ words, pictures, phrases, suggested: takenAlong(key), clientId, reason },
      shown: { ...(basket && { basket }), ...shownAgain(key, words) },
    }
    const parts = parcelsOf(reply).map((parcel) => send(key, parcel))
    attached.change([])
    return parts
  }
  /**
   * Sends everything written. Resolves to whether the desk has it all; null if there was nothing to send. With a variable
   * still in it that is asked about first (`asIs` answers), and then what the guard asks about (`reason` answers).
   */
  const deliver = ({ asIs = false, reason }: Answers = {}): Promise<boolean> | null => {
    if (!sendable) return null
    if (left.length > 0 && !asIs) {
      setAsking(true)
      return Promise.resolve(false)
    }
    setAsking(false)
    const words = text.trim()
    const clientId = note || words === '' ? undefined : checking.leaves(words, reason)
    if (clientId === null) return Promise.resolve(false)
    const parts = note ? sendNote(words) : sendReply(words, clientId, reason)
    written.left()
    sent()
    return Promise.all(parts).then((all) => all.every(Boolean))
  }
  const sendAndClose = async (answers?: Answers) => {
    closes.current = true
    const delivered = deliver(answers)
    if (delivered !== null && !(await delivered)) return
    await close(key, { next: true, unanswered: false }, isWriting())
  }
  const sendOnly = (answers?: Answers) => {
    closes.current = false
    void deliver(answers)
  }

  return {
    /** Variables that still stand in the reply. */
    left,
    /** So many characters more than a message may have; negative while there is room. */
    over,
    sendable,
    checking,
    asking,
    stopAsking: () => setAsking(false),
    sendOnly,
    sendAndClose,
    /** What was asked is answered: goes on with what was begun. */
    goOn: (answers: Answers) => void (closes.current ? sendAndClose(answers) : sendOnly(answers)),
  }
}
export type SendingNow = ReturnType<typeof useSending>
