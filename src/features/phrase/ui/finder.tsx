import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Finder } from '../../../web/parts/finder.tsx'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty } from '../../../web/parts/states.tsx'
import { type Phrase, wordingFor } from '../domain/phrase.ts'
import { situations } from '../domain/situations.ts'
import type { PhraseContext } from '../domain/variables.ts'
import { Filled } from './filled.tsx'
import { matching } from './match.ts'
import { named, titleOf } from './name.ts'
import { usePhrases } from './phrases.ts'

interface PhraseFinderProps {
  shopId: number
  /** What the conversation gives the variables. */
  context: PhraseContext
  insert(phrase: Phrase): void
}

/** The phrases of a shop, by situation, to be clicked into the reply. */
export const PhraseFinder = ({ shopId, context, insert }: PhraseFinderProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [situation, setSituation] = useState('')
  const phrases = usePhrases(shopId)
  const there = situations.filter(({ code }) => phrases.data?.some((phrase) => phrase.situation === code))
  // One that has gone since it was chosen would leave an empty list without saying why.
  const chosen = there.some(({ code }) => code === situation) ? situation : ''
  const some = phrases.data?.filter((phrase) => chosen === '' || phrase.situation === chosen)
  return (
    <>
      {there.length > 1 && (
        <select
          className="phrase-situations"
          aria-label={t('phrases.situation')}
          value={chosen}
          onChange={(e) => setSituation(e.target.value)}
        >
          <option value="">{t('phrases.allSituations')}</option>
          {there.map(({ code }) => (
            <option key={code} value={code}>
              {named(situations, code)}
            </option>
          ))}
        </select>
      )}
      <Finder
        label={t('panel.findPhrase')}
        text={text}
        write={setText}
        found={some && matching(some, text.trim())}
        error={phrases.error}
        retry={() => void phrases.refetch()}
        keyOf={(phrase) => phrase.id}
        insert={insert}
        none={<Empty icon="bolt" title={t(text === '' ? 'panel.noPhrase' : 'composer.noPhrase')} />}
        draw={(phrase) => (
          <>
            <span className="card-line">
              <span className="card-title">{titleOf(phrase)}</span>
              {phrase.pictures.length > 0 && (
                <span
                  className="phrase-pictures"
                  title={t('phrases.withPictures', { count: phrase.pictures.length })}
                >
                  <Icon name="picture" size={13} />
                  {phrase.pictures.length}
                </span>
              )}
              <span className="phrase-code">/{phrase.code}</span>
            </span>
            <span className="card-small card-lines">
              <Filled text={wordingFor(phrase, context.phase)} values={context.values} />
            </span>
          </>
        )}
      />
    </>
  )
}
