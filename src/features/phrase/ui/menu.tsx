import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { type Phrase, wordingFor } from '../domain/phrase.ts'
import type { PhraseContext } from '../domain/variables.ts'
import { Filled } from './filled.tsx'
import { titleOf } from './name.ts'

/**
 * Phrases that fit what was typed after the slash, as they would be sent; the chosen one in full. The composer keeps the
 * keyboard and says which one is chosen.
 */
export const PhraseMenu = ({
  id,
  phrases,
  chosen,
  context,
  insert,
}: {
  id: string
  phrases: readonly Phrase[]
  chosen: number
  context: PhraseContext
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
            {titleOf(phrase)}
            {phrase.scope !== 'shop' && (
              <span className="tag">{t(phrase.scope === 'mine' ? 'composer.mine' : 'phrases.teams')}</span>
            )}
            {phrase.pictures.length > 0 && <Icon name="picture" size={13} />}
          </span>
          <span className="phrase-text">
            <Filled text={wordingFor(phrase, context.phase)} values={context.values} />
          </span>
        </div>
      ))}
    </div>
  )
}
