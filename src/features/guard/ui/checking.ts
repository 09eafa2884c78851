import { type RefObject, useEffect, useRef, useState } from 'react'
import { deskNow } from '../../../web/clock.ts'
import { PASSED, type Verdict } from '../domain/verdict.ts'
import { useGuard } from './prepared.ts'

/** After the last key so long until a text is checked, ms: words are complete then, and nothing flickers. */
const PAUSE = 150

interface Checked {
  text: string
  verdict: Verdict
}

interface Ask {
  shopId: number
  /** What is written, without blanks around; empty where nothing is checked (a note). */
  text: string
  area: RefObject<HTMLTextAreaElement | null>
  /** Whether the buyer agreed to keep the goods without a refund. */
  consent: boolean
  /** Gives a text that is kept back here to the desk under this id: it decides, and writes down that it was tried. */
  tell(text: string, clientId: string): void
}

/**
 * What the guard says of what is being written, and whether it may leave. Nothing is checked while an input method is
 * composing: half a word of pinyin is no word. What the desk has said of a text goes before what this browser finds.
 */
export const useChecking = ({ shopId, text, area, consent, tell }: Ask) => {
  const guard = useGuard(shopId)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [fromDesk, setFromDesk] = useState<Checked | null>(null)
  const [asking, setAsking] = useState(false)
  const tried = useRef<{ text: string; clientId: string; told: boolean } | null>(null)
  const composing = useRef(false)
  const [composed, setComposed] = useState(0)

  useEffect(() => {
    const field = area.current
    if (!field) return
    const begin = () => {
      composing.current = true
    }
    const end = () => {
      composing.current = false
      setComposed((n) => n + 1)
    }
    field.addEventListener('compositionstart', begin)
    field.addEventListener('compositionend', end)
    return () => {
      field.removeEventListener('compositionstart', begin)
      field.removeEventListener('compositionend', end)
    }
  }, [area])

  const check = (words: string): Verdict => {
    if (fromDesk?.text === words) return fromDesk.verdict
    if (!guard || words === '') return PASSED
    return guard.check(words, {
      ...{ author: 'agent', attachments: [], consent, stock: null, offerEndsAt: null },
      now: deskNow(),
    })
  }
  const latest = useRef(check)
  latest.current = check

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new guard, the desk's word and the end of composing check the same text anew
  useEffect(() => {
    if (text === '') {
      setChecked(null)
      setAsking(false)
      return
    }
    if (composing.current) return
    const timer = setTimeout(() => setChecked({ text, verdict: latest.current(text) }), PAUSE)
    return () => clearTimeout(timer)
  }, [text, guard, fromDesk, consent, composed])

  // While one types on, the last word stays on the screen; an emptied field has none.
  const verdict = text === '' ? PASSED : (checked?.verdict ?? PASSED)
  /** Under one id for the same text, so that the try, its repetition and the confirmed message are one. */
  const tryOf = (words: string) => {
    const before = tried.current
    if (before?.text === words) return before
    const now = { text: words, clientId: crypto.randomUUID(), told: false }
    tried.current = now
    return now
  }
  return {
    verdict,
    /** The reason is being asked for. */
    asking: asking && verdict.verdict === 'ask',
    /** What is written cannot be sent as it is. */
    blocked: verdict.verdict === 'block' && checked?.text === text,
    /** The id under which a text may leave now; null where it is kept back, and why is on the screen. */
    leaves(words: string, reason: string | undefined): string | null {
      const now = check(words)
      setChecked({ text: words, verdict: now })
      const attempt = tryOf(words)
      const kept = now.verdict === 'block' || (now.verdict === 'ask' && reason === undefined)
      if (!kept) {
        setAsking(false)
        tried.current = null
        return attempt.clientId
      }
      setAsking(now.verdict === 'ask')
      // Once is enough; and what the desk has said itself it need not be told.
      if (!attempt.told && fromDesk?.text !== words) tell(words, attempt.clientId)
      attempt.told = true
      return null
    },
    /** The desk kept this text back. */
    keptBack(words: string, said: Verdict) {
      setFromDesk({ text: words, verdict: said })
      setChecked({ text: words, verdict: said })
      setAsking(said.verdict === 'ask')
    },
    cancel() {
      setAsking(false)
      area.current?.focus()
    },
  }
}
