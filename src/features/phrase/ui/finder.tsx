import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { Phrase } from '../contract.ts'
import { matching } from './match.ts'
import { usePhrases } from './phrases.ts'

/** The phrases of a shop, to be clicked into the reply. */
export const PhraseFinder = ({ shopId, insert }: { shopId: number; insert: (phrase: Phrase) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const phrases = usePhrases(shopId)
  const found = matching(phrases.data ?? [], text.trim())
  return (
    <div className="finder">
      <label className="find">
        <Icon name="search" size={15} />
        <input
          type="search"
          value={text}
          placeholder={t('panel.findPhrase')}
          aria-label={t('panel.findPhrase')}
          onChange={(e) => setText(e.target.value)}
        />
      </label>
      {phrases.isPending && <Skeleton rows={5} height={56} />}
      {phrases.error && <Problem error={phrases.error} retry={() => void phrases.refetch()} />}
      {phrases.data && found.length === 0 && (
        <Empty icon="bolt" title={t(text === '' ? 'panel.noPhrase' : 'composer.noPhrase')} />
      )}
      <ul className="cards">
        {found.map((phrase) => (
          <li key={phrase.id}>
            <button type="button" className="card" title={t('panel.insert')} onClick={() => insert(phrase)}>
              <span className="card-line">
                <span className="card-title">{phrase.situation}</span>
                <span className="phrase-code">/{phrase.code}</span>
              </span>
              <span className="card-small card-lines">{phrase.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
