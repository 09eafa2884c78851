import { Input, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import type { AssistantSettings } from '../domain/settings.ts'
import type { Trial as Tried } from '../knowledge/contract.ts'
import { knowledgeApi } from './knowledge-api.ts'

const inHundred = (share: number): string => `${Math.round(share * 100)}%`
const COLOURS = { answer: 'green', choose: 'gold', 'hand-over': 'default' } as const

/** How sure it is of a candidate, with the two thresholds marked. */
const Bar = ({ score, thresholds }: { score: number; thresholds: Tried['thresholds'] }) => {
  const { t } = useTranslation()
  return (
    <span className="knowledge-bar">
      <span className="knowledge-bar-fill" style={{ width: inHundred(score) }} />
      {thresholds &&
        ([thresholds.choose, thresholds.answer] as const).map((at) => (
          <span
            key={at}
            className="knowledge-bar-mark"
            style={{ left: inHundred(at) }}
            title={t('knowledge.trial.threshold', { value: inHundred(at) })}
          />
        ))}
    </span>
  )
}

const Candidates = ({ tried, open }: { tried: Tried; open?: ((id: number) => void) | undefined }) => {
  const { t, i18n } = useTranslation()
  const chosen = new Set(tried.answers.map(({ source, id }) => `${source} ${id}`))
  if (tried.candidates.length === 0) return <p className="faint">{t('knowledge.trial.noCandidates')}</p>
  return (
    <ol className="knowledge-candidates">
      {tried.candidates.map(({ source, id, question, answer, score, why }) => (
        <li key={`${source} ${id}`} className={chosen.has(`${source} ${id}`) ? 'knowledge-chosen' : ''}>
          <div className="knowledge-candidate">
            {open && source === 'faq' ? (
              <button
                type="button"
                className="knowledge-open"
                title={t('knowledge.trial.open')}
                onClick={() => open(Number(id))}
              >
                {question}
              </button>
            ) : (
              <b>{question}</b>
            )}
            <span className="digits">{inHundred(score)}</span>
            <Bar score={score} thresholds={tried.thresholds} />
          </div>
          <div className="knowledge-answer">{answer}</div>
          {why.length > 0 && (
            <div className="small">
              <span className="faint">{t('knowledge.trial.why')}: </span>
              {why.map(({ by, says }) => (
                <span key={`${by} ${says}`} className="knowledge-why">
                  <b>
                    {i18n.exists(`knowledge.trial.by.${by}`)
                      ? t(`knowledge.trial.by.${by as 'meaning'}`)
                      : by}
                  </b>{' '}
                  {says}
                </span>
              ))}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

const Says = ({ tried }: { tried: Tried }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'zh'
  return (
    <div className="said" aria-live="polite">
      {tried.says.length === 0 && <p className="faint">{t('assistant.silent')}</p>}
      {tried.says.map(({ text, rule, filler, verdict, findings }) => (
        <div key={rule} className="bubble bubble-auto">
          {text}
          <div className="small">
            {t('stream.rule', { rule })}
            {filler && ` · ${t('stream.filler')}`}
          </div>
          {verdict !== 'pass' && (
            <div className="small knowledge-warned">
              {t('knowledge.trial.guard', { verdict: t(`guard.severity.${verdict}`) })}
              {findings.map((finding) => (
                <div key={`${finding.rule} ${finding.at[0]}`}>
                  “{finding.text}” {finding.why[language]}
                </div>
              ))}
            </div>
          )}
        </div>
      ))}
    </div>
  )
}

const Result = ({ tried, open }: { tried: Tried; open?: ((id: number) => void) | undefined }) => {
  const { t } = useTranslation()
  const best = tried.candidates[0]
  return (
    <>
      <p className="knowledge-decision">
        <Tag color={COLOURS[tried.decision]}>{t(`knowledge.trial.decision.${tried.decision}`)}</Tag>
        {best && tried.thresholds && (
          <span>
            {t('knowledge.trial.decided', {
              score: inHundred(best.score),
              answer: inHundred(tried.thresholds.answer),
              choose: inHundred(tried.thresholds.choose),
            })}
          </span>
        )}
      </p>
      {tried.intercept !== null && (
        <p className="knowledge-warned">{t('knowledge.trial.intercept', { word: tried.intercept })}</p>
      )}
      <h3 className="field-name">{t('knowledge.trial.now')}</h3>
      <p className="faint small">
        {t('knowledge.trial.mode', {
          mode: t(`knowledge.modes.${tried.mode}`),
          because: t(`knowledge.trial.because.${tried.because}`),
        })}
      </p>
      <Says tried={tried} />
      <h3 className="field-name">{t('knowledge.trial.candidates')}</h3>
      <Candidates tried={tried} open={open} />
    </>
  )
}

/** Asks the assistant like a buyer, with the saved settings or those given; shows what it makes of it and why. */
export const Trial = ({
  shopId,
  settings,
  open,
}: {
  shopId: number
  settings?: AssistantSettings
  open?(id: number): void
}) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [more, setMore] = useState({ before: '', item: '', phase: '' })
  const attempt = useSave(
    () => {
      const or = (value: string) => (value.trim() === '' ? null : value.trim())
      const body = { text, before: or(more.before), item: or(more.item), phase: or(more.phase) }
      return knowledgeApi.askAssistant({
        params: { shopId },
        body: { ...body, ...(settings && { settings }) },
      })
    },
    ['try-assistant'],
    undefined,
    null,
  )
  const field = (name: 'before' | 'item' | 'phase') => (
    <Input
      aria-label={t(`knowledge.trial.${name}`)}
      placeholder={t(`knowledge.trial.${name}`)}
      maxLength={name === 'before' ? 4000 : 40}
      value={more[name]}
      onChange={(e) => setMore({ ...more, [name]: e.target.value })}
    />
  )
  return (
    <div className="knowledge-trial">
      <p className="block-says">{t('knowledge.trial.says')}</p>
      <Input.Search
        value={text}
        maxLength={4000}
        placeholder={t('knowledge.trial.ask')}
        aria-label={t('knowledge.trial.ask')}
        enterButton={t('knowledge.trial.go')}
        loading={attempt.isPending}
        onChange={(e) => setText(e.target.value)}
        onSearch={() => text.trim() !== '' && attempt.mutate(undefined)}
      />
      <div className="knowledge-more">
        {field('before')}
        {field('item')}
        {field('phase')}
      </div>
      {attempt.data && <Result tried={attempt.data} open={open} />}
    </div>
  )
}
