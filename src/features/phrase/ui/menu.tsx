import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Phrase } from '../contract.ts'

/** Phrases that fit what was typed after `/`. The composer keeps the keyboard and says which one is chosen. */
export const PhraseMenu = ({
  id,
  phrases,
  chosen,
  insert,
}: {
  id: string
  phrases: readonly Phrase[]
  chosen: number
  insert(phrase: Phrase): void
}) => {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelectorAll('[role="option"]')[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={box} id={id} className="phrase-menu" role="listbox" aria-label={t('composer.phrases')}>
      {phrases.length === 0 && <div className="phrase-none">{t('composer.noPhrase')}</div>}
      {phrases.map((phrase, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the composer has the keyboard
        <div
          key={phrase.id}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === chosen}
          className="phrase-option"
          onMouseDown={(e) => e.preventDefault()}
          onClick={() => insert(phrase)}
        >
          <span className="phrase-code">/{phrase.code}</span>
          <span className="phrase-situation">
            {phrase.situation}
            {phrase.personId !== null && <span className="tag">{t('composer.mine')}</span>}
          </span>
          <span className="phrase-text">{phrase.text}</span>
        </div>
      ))}
    </div>
  )
}
