import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Finder } from '../../../web/parts/finder.tsx'
import { Empty } from '../../../web/parts/states.tsx'
import type { Phrase } from '../contract.ts'
import { matching } from './match.ts'
import { usePhrases } from './phrases.ts'

/** The phrases of a shop, to be clicked into the reply. */
export const PhraseFinder = ({ shopId, insert }: { shopId: number; insert: (phrase: Phrase) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const phrases = usePhrases(shopId)
  return (
    <Finder
      label={t('panel.findPhrase')}
      text={text}
      write={setText}
      found={phrases.data && matching(phrases.data, text.trim())}
      error={phrases.error}
      retry={() => void phrases.refetch()}
      keyOf={(phrase) => phrase.id}
      insert={insert}
      none={<Empty icon="bolt" title={t(text === '' ? 'panel.noPhrase' : 'composer.noPhrase')} />}
      draw={(phrase) => (
        <>
          <span className="card-line">
            <span className="card-title">{phrase.situation}</span>
            <span className="phrase-code">/{phrase.code}</span>
          </span>
          <span className="card-small card-lines">{phrase.text}</span>
        </>
      )}
    />
  )
}
