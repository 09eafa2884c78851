import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Left, PhraseContext, VariableName } from '../domain/variables.ts'
import { variableNamed } from './name.ts'

interface LeftOverProps {
  left: readonly Left[]
  values: PhraseContext['values']
  /** It was about to be sent as it is: whether it should be has to be said. */
  asking: boolean
  /** Marks a variable in the text, so that what is typed next takes its place. */
  select(one: Left): void
  /** Puts words in its place; none take it out. */
  replace(one: Left, words: string): void
  back(): void
  sendAnyway(): void
}

/** Variables that still stand in the reply: what to do about them, and the question before they are sent. */
export const LeftOver = ({ left, values, asking, select, replace, back, sendAnyway }: LeftOverProps) => {
  const { t } = useTranslation()
  const safe = useRef<HTMLButtonElement>(null)
  // The safe answer has the keyboard: a second Enter in haste does not send.
  useEffect(() => {
    if (asking) safe.current?.focus()
  }, [asking])
  return (
    <div className={`phrase-left${asking ? ' phrase-left-asking' : ''}`} role={asking ? 'alert' : 'status'}>
      <Icon name="alert" size={15} />
      <span>{t(asking ? 'phrases.leftAsk' : 'phrases.left')}</span>
      {left.map((one) => {
        const value = values[one.name as VariableName]
        return (
          <span key={one.from} className="phrase-left-one">
            <button type="button" title={t('phrases.selectLeft')} onClick={() => select(one)}>
              {`{${one.name}}`} {variableNamed(one.name)}
            </button>
            {value && (
              <button type="button" title={t('phrases.fillLeft')} onClick={() => replace(one, value)}>
                → {value}
              </button>
            )}
            <button
              type="button"
              aria-label={t('phrases.removeLeft', { name: variableNamed(one.name) })}
              title={t('phrases.removeLeft', { name: variableNamed(one.name) })}
              onClick={() => replace(one, '')}
            >
              <Icon name="cross" size={11} />
            </button>
          </span>
        )
      })}
      {asking && (
        <span className="phrase-left-answer">
          <button ref={safe} type="button" className="button button-small" onClick={back}>
            {t('phrases.leftBack')}
          </button>
          <button type="button" className="button button-small" onClick={sendAnyway}>
            {t('phrases.leftSend')}
          </button>
        </span>
      )}
    </div>
  )
}
