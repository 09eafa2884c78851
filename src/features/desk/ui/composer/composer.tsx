import { lazy, Suspense, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MESSAGE_LIMIT } from '../../../../shared/text.ts'
import { useCell } from '../../../../web/cell.ts'
import { isMac } from '../../../../web/keys.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { sayError } from '../../../../web/parts/toast.tsx'
import type { Suggestion } from '../../../assistant/suggest/contract.ts'
import { stemOf } from '../../../assistant/suggest/domain/stems.ts'
import { useChecking } from '../../../guard/ui/checking.ts'
import { GuardLine } from '../../../guard/ui/verdict.tsx'
import type { Phrase } from '../../../phrase/domain/phrase.ts'
import { leftIn } from '../../../phrase/domain/variables.ts'
import { type Inserted, inserting, sentWith } from '../../../phrase/ui/inserted.ts'
import { LeftOver } from '../../../phrase/ui/left.tsx'
import { matching, phraseQuery, spliced } from '../../../phrase/ui/match.ts'
import { PhraseMenu } from '../../../phrase/ui/menu.tsx'
import { usePhrases } from '../../../phrase/ui/phrases.ts'
import { preferences } from '../../../shop/ui/preferences.ts'
import { keptBack, send, tryToSend } from '../acting.ts'
import { close } from '../deeds.ts'
import { saveDraft, unsavedDraft, writeDraft } from '../drafts.ts'
import { desk, deskApi } from '../live/feed.ts'
import { type Key, partsOf } from '../live/state.ts'
import {
  composer,
  focusOn,
  isWriting,
  takesOver,
  useWriting,
  type Writing,
  write as writeA,
} from '../view.ts'
import { Consent } from './consent.tsx'
import { meaning } from './keys.ts'
import { usePhraseContext } from './phrase-context.ts'
import { filesOf, PICTURE_TYPES, type Uploaded, upload } from './upload.ts'

const EmojiPanel = lazy(() => import('./emoji.tsx'))

/** Typing is told to the others at most this often, ms. */
const TELL = 3000
/** From here on the counter is shown. */
const NEAR_LIMIT = 200
const MENU_LENGTH = 30
const icons = { note: 'note', whisper: 'hand' } as const

/** What was answered to what is asked before something leaves. */
interface Answers {
  /** Variables that could not be filled may stay. */
  asIs?: boolean
  /** Why it is sent though the guard asks. */
  reason?: string
}

/** Notes being written stay in this browser: the desk keeps one draft a conversation, and that is the reply. */
const notes = new Map<Key, string>()
/** What was suggested last and put into a reply. Gone after a reload: then what is sent counts as the person's own words. */
const stems = new Map<Key, Pick<Suggestion, 'key' | 'text' | 'pictures'>>()

interface ComposerProps {
  conversationKey: Key
  buyerName: string
  /** What the desk has kept; undefined while it is asked. */
  draft: string | undefined
  /** What may be written here. */
  ways: readonly Writing[]
}

export const Composer = ({ conversationKey: key, buyerName, draft, ways }: ComposerProps) => {
  const { t } = useTranslation()
  const { shopId } = partsOf(key)
  const writing = useWriting()
  const note = writing !== 'reply'
  const { sendWith } = useCell(preferences)
  const area = useRef<HTMLTextAreaElement>(null)
  const [reply, setReply] = useState(() => unsavedDraft(key) ?? draft ?? '')
  const [noteText, setNoteText] = useState(() => notes.get(key) ?? '')
  const touched = useRef(unsavedDraft(key) !== undefined || draft !== undefined)
  const [kept, setKept] = useState<'desk' | 'here' | null>(null)
  const [pictures, setPictures] = useState<readonly Pick<Uploaded, 'picture'>[]>([])
  const [uploading, setUploading] = useState(0)
  const [dropping, setDropping] = useState(false)
  const [emoji, setEmoji] = useState(false)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [dismissed, setDismissed] = useState<string | null>(null)
  /** A variable was found still standing in the reply as it was about to be sent. */
  const [asking, setAsking] = useState(false)
  const inserted = useRef<Inserted[]>([])
  const menuId = useId()
  const text = note ? noteText : reply

  // What the desk kept arrives after the first drawing; it is taken unless something was typed before.
  useEffect(() => {
    if (draft === undefined || touched.current) return
    touched.current = true
    setReply(draft)
  }, [draft])
  useEffect(() => () => void saveDraft(key), [key])

  const told = useRef(0)
  const write = useCallback(
    (next: string) => {
      if (note) {
        notes.set(key, next)
        setNoteText(next)
        return
      }
      touched.current = true
      setReply(next)
      writeDraft(key, next, (onDesk) => setKept(next === '' ? null : onDesk ? 'desk' : 'here'))
      if (next !== '' && Date.now() - told.current > TELL) {
        told.current = Date.now()
        deskApi.live({ params: partsOf(key), body: { doing: 'typing' } }).catch(() => {})
      }
    },
    [key, note],
  )

  /** Puts text at the caret and the caret behind it. */
  const put = useCallback(
    (from: number, to: number, insert: string) => {
      const next = spliced(area.current?.value ?? text, from, to, insert)
      write(next.text)
      setCaret(next.caret)
      requestAnimationFrame(() => {
        area.current?.focus()
        area.current?.setSelectionRange(next.caret, next.caret)
      })
    },
    [text, write],
  )
  const insert = useCallback(
    (what: string) => {
      const at = area.current
      put(at?.selectionStart ?? text.length, at?.selectionEnd ?? text.length, what)
    },
    [put, text.length],
  )

  const context = usePhraseContext(key, buyerName)
  const suggest = (suggestion: Pick<Suggestion, 'key' | 'text' | 'pictures'>) => {
    if (note) writeA('reply')
    const before = stems.get(key)
    stems.set(key, suggestion)
    // The pictures of a suggestion that is replaced go with it.
    setPictures((all) => [
      ...all.filter(
        ({ picture }) => !before?.pictures.includes(picture) || suggestion.pictures.includes(picture),
      ),
      ...suggestion.pictures
        .filter((picture) => !all.some((one) => one.picture === picture))
        .map((picture) => ({ picture })),
    ])
    if (before && reply.trim() === before.text.trim()) put(0, reply.length, suggestion.text)
    else insert(suggestion.text)
  }

  const phrases = usePhrases(shopId)
  const asked = phraseQuery(text, caret)
  const open = asked !== null && dismissed !== `${asked.from}` && phrases.data !== undefined
  const options = open ? matching(phrases.data ?? [], asked.query).slice(0, MENU_LENGTH) : []
  const take = (index: number) => {
    const phrase = options[index]
    if (phrase && asked) putPhrase(phrase, asked.from, asked.to)
  }
  const putPhrase = (phrase: Phrase, from: number, to: number) => {
    const one = inserting(phrase, context)
    put(from, to, one.text)
    setChosen(0)
    if (note) return
    inserted.current.push(one)
    setPictures((all) => {
      const fresh = one.pictures.filter((picture) => all.every((p) => p.picture !== picture))
      return [...all, ...fresh.map((picture) => ({ picture }))]
    })
  }
  const left = note ? [] : leftIn(text)

  const over = text.length - MESSAGE_LIMIT
  const sendable = over <= 0 && uploading === 0 && (text.trim() !== '' || (!note && pictures.length > 0))

  const guardId = useId()
  const consent = useCell(desk, (s) => s.open.get(key)?.assistant.consent !== undefined)
  /** Whether the conversation is to be closed with what is being sent: asked in between, one goes on with the same. */
  const closes = useRef(false)
  const checking = useChecking({
    ...{ shopId, area, consent, text: note ? '' : text.trim() },
    tell: (words, clientId) =>
      void tryToSend(key, clientId, words).then((sent) => {
        if (sent && area.current?.value.trim() === words) write('')
      }),
  })
  const back = useCell(keptBack, (all) => all.get(key))
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken up once, when it comes
  useEffect(() => {
    if (!back || note) return
    keptBack.update((all) => new Map([...all].filter(([of]) => of !== key)))
    write(reply.trim() === '' ? back.text : `${back.text}\n${reply}`)
    checking.keptBack(back.text, back.verdict)
  }, [back, note])

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
    const parts: Promise<boolean>[] = []
    if (note) {
      const whisper = writing === 'whisper'
      parts.push(send(key, { kind: 'note', text: words, picture: null, ...(whisper && { whisper }) }))
      notes.delete(key)
      setNoteText('')
      writeA('reply')
    } else {
      const sent = pictures.map(({ picture }) => picture)
      const used = sentWith(inserted.current, words, sent)
      inserted.current = []
      const suggested = stems.get(key)
      const stem = suggested && stemOf(words, suggested.text)
      const from = suggested && stem ? { from: suggested.key, ...stem } : {}
      stems.delete(key)
      for (const [i, picture] of sent.entries()) {
        const told = words === '' && i === 0 ? used : []
        const ofIt = suggested?.pictures.includes(picture) ? from : {}
        parts.push(send(key, { kind: 'picture', text: '', picture, phrases: told, ...ofIt }))
      }
      if (words !== '') {
        const said = { kind: 'text' as const, text: words, picture: null, phrases: used, ...from }
        parts.push(send(key, { ...said, ...(clientId && { clientId }), ...(reason && { reason }) }))
      }
      setPictures([])
      write('')
      void saveDraft(key)
      setKept(null)
    }
    setEmoji(false)
    return Promise.all(parts).then((all) => all.every(Boolean))
  }
  const sendAndClose = async (answers?: Answers) => {
    closes.current = true
    const sent = deliver(answers)
    if (sent !== null && !(await sent)) return
    await close(key, { next: true, unanswered: false }, isWriting())
  }

  const sendOnly = (answers?: Answers) => {
    closes.current = false
    void deliver(answers)
  }
  const goOn = (answers: Answers) => void (closes.current ? sendAndClose(answers) : sendOnly(answers))

  const insertPhrase = (phrase: Phrase) => {
    const at = area.current
    putPhrase(phrase, at?.selectionStart ?? text.length, at?.selectionEnd ?? text.length)
  }
  const select = (from: number, to: number) => {
    area.current?.focus()
    area.current?.setSelectionRange(from, to)
  }

  const handle = useRef({ sendOnly, sendAndClose, insert, insertPhrase, suggest })
  handle.current = { sendOnly, sendAndClose, insert, insertPhrase, suggest }
  useEffect(() => {
    composer.set({
      send: () => handle.current.sendOnly(),
      sendAndClose: () => void handle.current.sendAndClose(),
      insert: (what) => handle.current.insert(what),
      insertPhrase: (phrase) => handle.current.insertPhrase(phrase),
      suggest: (suggestion) => handle.current.suggest(suggestion),
    })
    if (takesOver()) area.current?.focus()
    return () => composer.set(null)
  }, [])

  const addPictures = async (files: readonly File[]) => {
    for (const file of files) {
      setUploading((n) => n + 1)
      try {
        const uploaded = await upload(shopId, file)
        setPictures((all) => [...all, uploaded])
      } catch (error) {
        sayError(error)
      } finally {
        setUploading((n) => n - 1)
      }
    }
    area.current?.focus()
  }

  const onKeyDown = (e: React.KeyboardEvent<HTMLTextAreaElement>) => {
    const means = meaning(e.nativeEvent, sendWith, { open, some: options.length > 0 })
    if (means === null || means === 'newline') return
    e.preventDefault()
    e.stopPropagation()
    if (means === 'send') sendOnly()
    else if (means === 'menu-down') setChosen((i) => (i + 1) % options.length)
    else if (means === 'menu-up') setChosen((i) => (i - 1 + options.length) % options.length)
    else if (means === 'menu-take') take(Math.min(chosen, options.length - 1))
    else if (means === 'menu-close') setDismissed(`${asked?.from}`)
    else if (emoji) setEmoji(false)
    else focusOn('list')
  }
  const onCaret = () => {
    setCaret(area.current?.selectionStart ?? 0)
    setChosen(0)
  }

  const hint = note
    ? t(writing === 'whisper' ? 'composer.hintWhisper' : 'composer.hintNote')
    : sendWith === 'enter'
      ? t('composer.hintEnter')
      : t('composer.hintMod', { mod: isMac() ? '⌘' : 'Ctrl' })

  return (
    <section
      className={`composer${note ? ` composer-${writing}` : ''}${dropping ? ' composer-drop' : ''}`}
      aria-label={t('composer.label')}
      onDragOver={(e) => {
        e.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(e) => {
        e.preventDefault()
        setDropping(false)
        void addPictures(filesOf(e.dataTransfer))
      }}
    >
      {open && (
        <PhraseMenu
          id={menuId}
          phrases={options}
          chosen={chosen}
          context={context}
          insert={(p) => take(options.indexOf(p))}
        />
      )}
      {emoji && (
        <Suspense fallback={null}>
          <EmojiPanel insert={insert} />
        </Suspense>
      )}
      {left.length > 0 && (
        <LeftOver
          left={left}
          values={context.values}
          asking={asking}
          select={({ from, to }) => select(from, to)}
          replace={({ from, to }, words) => put(from, to, words)}
          back={() => {
            setAsking(false)
            select(left[0]?.from ?? 0, left[0]?.to ?? 0)
          }}
          sendAnyway={() => goOn({ asIs: true })}
        />
      )}
      <div className="composer-tools">
        <fieldset className="switch">
          {ways.map((way) => (
            <button key={way} type="button" aria-pressed={way === writing} onClick={() => writeA(way)}>
              {way !== 'reply' && <Icon name={icons[way]} size={14} />}
              {t(`composer.${way}`)}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="icon-button"
          title={t('composer.emoji')}
          aria-label={t('composer.emoji')}
          aria-expanded={emoji}
          onClick={() => setEmoji(!emoji)}
        >
          <Icon name="smile" />
        </button>
        {!note && (
          <label className="icon-button" title={t('composer.picture')}>
            <Icon name="picture" />
            <input
              type="file"
              className="unseen"
              aria-label={t('composer.picture')}
              accept={PICTURE_TYPES.join(',')}
              multiple
              onChange={(e) => {
                void addPictures([...(e.target.files ?? [])])
                e.target.value = ''
              }}
            />
          </label>
        )}
        <button
          type="button"
          className="icon-button"
          title={`${t('composer.phrases')} (/)`}
          aria-label={t('composer.phrases')}
          onClick={() => {
            setDismissed(null)
            insert(text === '' || /\s$/.test(text) ? '/' : ' /')
          }}
        >
          <Icon name="bolt" />
        </button>
        <span className="composer-kept">
          {!note && kept !== null && t(kept === 'desk' ? 'composer.draftKept' : 'composer.draftLocal')}
        </span>
      </div>
      {!note && (pictures.length > 0 || uploading > 0) && (
        <div className="composer-pictures">
          {pictures.map(({ picture }) => (
            <span key={picture} className="attached">
              <img src={`/files/${picture}`} alt="" />
              <button
                type="button"
                aria-label={t('composer.removePicture')}
                onClick={() => setPictures((all) => all.filter((p) => p.picture !== picture))}
              >
                <Icon name="cross" size={12} />
              </button>
            </span>
          ))}
          {uploading > 0 && <span role="status">{t('composer.uploading')}</span>}
        </div>
      )}
      <textarea
        ref={area}
        data-place="composer"
        rows={3}
        value={text}
        placeholder={dropping ? t('composer.drop') : hint}
        aria-label={note ? hint : t('composer.reply')}
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        aria-activedescendant={open && options.length > 0 ? `${menuId}-${chosen}` : undefined}
        role="combobox"
        aria-haspopup="listbox"
        aria-autocomplete="list"
        onChange={(e) => {
          write(e.target.value)
          setAsking(false)
          onCaret()
          setDismissed((d) => (phraseQuery(e.target.value, e.target.selectionStart) === null ? null : d))
        }}
        onSelect={(e) => setCaret(e.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={(e) => {
          const files = filesOf(e.clipboardData)
          if (files.length === 0 || note) return
          e.preventDefault()
          void addPictures(files)
        }}
      />
      {!note && (
        <GuardLine
          id={guardId}
          verdict={checking.verdict}
          asking={checking.asking}
          takeSuggestion={(wording) => put(0, text.length, wording)}
          confirm={(reason) => goOn({ asIs: true, reason })}
          cancel={checking.cancel}
        />
      )}
      {!note && checking.verdict.findings.some(({ rule }) => rule === 'refund.refused') && (
        <Consent conversationKey={key} />
      )}
      <div className="composer-foot">
        <span className={over > 0 ? 'counter counter-over' : 'counter'} role="status">
          {over > 0
            ? t('composer.over', { count: over })
            : over > -NEAR_LIMIT
              ? t('composer.left', { count: -over })
              : ''}
        </span>
        {!note && (
          <button
            type="button"
            className="button"
            disabled={checking.blocked}
            onClick={() => void sendAndClose()}
            title={isMac() ? '⌘⇧↩' : 'Ctrl+Shift+Enter'}
          >
            {t('composer.sendClose')}
          </button>
        )}
        <button
          type="button"
          className={note ? 'button button-note' : 'button button-main'}
          disabled={!sendable || checking.blocked}
          aria-describedby={note ? undefined : guardId}
          onClick={() => sendOnly()}
        >
          {t(writing === 'whisper' ? 'composer.saveWhisper' : note ? 'composer.saveNote' : 'composer.send')}
        </button>
      </div>
    </section>
  )
}
