import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../../../../web/parts/toast.tsx'
import { GuardLine } from '../../../guard/ui/verdict.tsx'
import { LeftOver } from '../../../phrase/ui/left.tsx'
import { PhraseMenu } from '../../../phrase/ui/menu.tsx'
import { showProduct } from '../acting.ts'
import { type Key, partsOf } from '../live/state.ts'
import { type ComposerHandle, composer, focusOn, takesOver, useWriting, type Writing } from '../view.ts'
import { AttachedPictures, useAttached } from './attached.tsx'
import { Consent } from './consent.tsx'
import { Field } from './field.tsx'
import { Foot } from './foot.tsx'
import { useLookedAt, usePhraseContext } from './phrase-context.ts'
import { usePhraseMenu } from './phrase-menu.ts'
import { withPictures } from './pictures.ts'
import { useSending } from './sending.ts'
import { putIn, type Suggested, withSuggestion } from './suggested.ts'
import { Tools } from './tools.tsx'
import { type Area, useWritten } from './written.ts'

const EmojiPanel = lazy(() => import('./emoji.tsx'))

/** Lets the rest of the screen use this composer while it is there. */
const useHandle = (handle: ComposerHandle, area: Area) => {
  const latest = useRef(handle)
  latest.current = handle
  useEffect(() => {
    composer.set({
      send: () => latest.current.send(),
      sendAndClose: () => latest.current.sendAndClose(),
      insert: (what) => latest.current.insert(what),
      insertPhrase: (phrase) => latest.current.insertPhrase(phrase),
      suggest: (suggestion) => latest.current.suggest(suggestion),
      sendCard: () => latest.current.sendCard(),
    })
    if (takesOver()) area.current?.focus()
    return () => composer.set(null)
  }, [area])
}

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
  const [emoji, setEmoji] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const menuId = useId()
  const guardId = useId()

  const written = useWritten(key, draft, writing, area)
  const attached = useAttached(shopId, area)
  const context = usePhraseContext(key, buyerName)
  const looked = useLookedAt(key)
  const attach = (pictures: readonly string[]) => attached.change((all) => withPictures(all, pictures))
  const menu = usePhraseMenu({ shopId, written, note, context, attach })
  const sending = useSending({ key, writing, area, written, attached, menu, sent: () => setEmoji(false) })
  const { text } = written
  const { left, checking } = sending

  const suggest = (suggestion: Suggested) => {
    const before = putIn(key, suggestion)
    attached.change((all) => withPictures(all, suggestion.pictures, before?.pictures))
    const marked = note ? null : written.marked()
    written.rewriteReply(withSuggestion(written.reply, marked, suggestion, before))
  }
  useHandle(
    {
      send: () => sending.sendOnly(),
      sendAndClose: () => void sending.sendAndClose(),
      insert: written.insert,
      insertPhrase: menu.insert,
      suggest,
      sendCard: () => (looked ? showProduct(key, looked) : say(t('catalog.looked.none'))),
    },
    area,
  )

  return (
    <section
      className={`composer${note ? ` composer-${writing}` : ''}${attached.dropping ? ' composer-drop' : ''}`}
      aria-label={t('composer.label')}
      {...attached.dropZone}
    >
      {menu.open && (
        <PhraseMenu
          id={menuId}
          phrases={menu.options}
          chosen={menu.chosen}
          context={context}
          insert={menu.take}
        />
      )}
      {emoji && (
        <Suspense fallback={null}>
          <EmojiPanel insert={written.insert} />
        </Suspense>
      )}
      {left.length > 0 && (
        <LeftOver
          left={left}
          values={context.values}
          asking={sending.asking}
          select={written.select}
          replace={written.put}
          back={() => {
            sending.stopAsking()
            written.select(left[0] ?? { from: 0, to: 0 })
          }}
          sendAnyway={() => sending.goOn({ asIs: true })}
        />
      )}
      <Tools
        {...{ writing, ways, kept: written.kept, beginPhrase: menu.begin }}
        emoji={{ open: emoji, toggle: () => setEmoji(!emoji) }}
        addPictures={(files) => void attached.add(files)}
      />
      {!note && <AttachedPictures attached={attached} />}
      <Field
        {...{ area, writing, written, attached, menu, menuId, sending }}
        leave={() => (emoji ? setEmoji(false) : focusOn('list'))}
      />
      {!note && (
        <GuardLine
          id={guardId}
          verdict={checking.verdict}
          asking={checking.asking}
          takeSuggestion={(wording) => written.put({ from: 0, to: text.length }, wording)}
          confirm={(reason) => sending.goOn({ asIs: true, reason })}
          cancel={checking.cancel}
        />
      )}
      {!note && checking.verdict.findings.some(({ rule }) => rule === 'refund.refused') && (
        <Consent conversationKey={key} />
      )}
      <Foot {...{ writing, sending, guardId }} />
    </section>
  )
}
