import { useRef, useState } from 'react'
import type { Phrase } from '../../../phrase/domain/phrase.ts'
import type { PhraseContext } from '../../../phrase/domain/variables.ts'
import { type Inserted, inserting, sentWith } from '../../../phrase/ui/inserted.ts'
import { matching, phraseQuery } from '../../../phrase/ui/match.ts'
import { usePhrases } from '../../../phrase/ui/phrases.ts'
import type { Span, Written } from './written.ts'

const MENU_LENGTH = 30

interface About {
  shopId: number
  written: Written
  note: boolean
  context: PhraseContext
  /** Takes the pictures of a phrase. */
  attach(pictures: readonly string[]): void
}

/** The menu that a slash opens, and the phrases that were put into the reply, from it or from elsewhere. */
export const usePhraseMenu = ({ shopId, written, note, context, attach }: About) => {
  const phrases = usePhrases(shopId)
  const [chosen, setChosen] = useState(0)
  /** Where the slash stands whose menu was shut. */
  const [dismissed, setDismissed] = useState<number | null>(null)
  const inserted = useRef<Inserted[]>([])

  const asked = phraseQuery(written.text, written.caret)
  const open = asked !== null && dismissed !== asked.from && phrases.data !== undefined
  const options = open ? matching(phrases.data ?? [], asked.query).slice(0, MENU_LENGTH) : []

  const put = (phrase: Phrase, at: Span) => {
    const one = inserting(phrase, context)
    written.put(at, one.text)
    setChosen(0)
    // A note is for colleagues: it has no pictures, and uses no phrase on a buyer.
    if (note) return
    inserted.current.push(one)
    attach(one.pictures)
  }
  const take = (phrase: Phrase | undefined) => {
    if (phrase && asked) put(phrase, asked)
  }

  return {
    open,
    options,
    chosen,
    take,
    takeChosen: () => take(options[Math.min(chosen, options.length - 1)]),
    /** Chooses the next phrase (1) or the one before (-1), around the ends. */
    step: (by: 1 | -1) => setChosen((i) => (i + by + options.length) % options.length),
    dismiss: () => setDismissed(asked?.from ?? null),
    /** Opens the menu where the caret is. */
    begin() {
      setDismissed(null)
      written.insert(written.text === '' || /\s$/.test(written.text) ? '/' : ' /')
    },
    typed(text: string, caret: number) {
      setChosen(0)
      // A menu stays shut only as long as its slash stands there.
      if (phraseQuery(text, caret) === null) setDismissed(null)
    },
    /** Puts a phrase in that was found elsewhere. */
    insert: (phrase: Phrase) => put(phrase, written.marked()),
    /** The phrases with which a reply is sent, whose words or pictures are still in it. What was put in is forgotten. */
    usedIn(words: string, pictures: readonly string[]): number[] {
      const used = sentWith(inserted.current, words, pictures)
      inserted.current = []
      return used
    },
  }
}
export type Menu = ReturnType<typeof usePhraseMenu>
