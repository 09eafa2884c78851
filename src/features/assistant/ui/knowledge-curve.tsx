import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Slider, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../web/format.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { AssistantSettings } from '../domain/settings.ts'
import type { Standing } from '../knowledge/contract.ts'
import { assistantApi } from './api.ts'
import { KNOWLEDGE, knowledgeApi } from './knowledge-api.ts'
import { lineOf, meaningOf, ofHundred } from './sureness.ts'

type Confidence = AssistantSettings['confidence']
const BOX = { width: 560, height: 170 }
const SERIES = ['answered', 'wrong'] as const
const inHundred = (share: number): string => `${Math.round(share * 1000) / 10}%`

const Plot = ({ curve, threshold }: { curve: Standing['curve']; threshold: number }) => {
  const { t } = useTranslation()
  const point = meaningOf(curve, threshold)
  const x = threshold * BOX.width
  return (
    <>
      <div className="curve-head knowledge-keys">
        {SERIES.map((s) => (
          <span key={s} className="curve-key">
            <svg width="22" height="8" aria-hidden="true">
              <line x1="0" y1="4" x2="22" y2="4" className={`curve-line knowledge-${s}`} />
            </svg>
            {t(`knowledge.curve.${s}`)} <b className="digits">{point ? inHundred(point[s]) : '–'}</b>
          </span>
        ))}
      </div>
      <svg
        className="curve"
        viewBox={`-46 -10 ${BOX.width + 60} ${BOX.height + 40}`}
        role="img"
        aria-label={t('knowledge.curve.title')}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line
              x1="0"
              x2={BOX.width}
              y1={BOX.height * (1 - share)}
              y2={BOX.height * (1 - share)}
              className="curve-grid"
            />
            <text x="-6" y={BOX.height * (1 - share) + 4} className="knowledge-axis" textAnchor="end">
              {share * 100}%
            </text>
            <text x={BOX.width * share} y={BOX.height + 18} className="knowledge-axis" textAnchor="middle">
              {share}
            </text>
          </g>
        ))}
        {SERIES.map((s) => (
          <polyline key={s} points={lineOf(curve, s, BOX)} className={`curve-line knowledge-${s}`} />
        ))}
        <line x1={x} x2={x} y1="0" y2={BOX.height} className="knowledge-chosen-line" />
        {point &&
          SERIES.map((s) => (
            <circle key={s} cx={x} cy={BOX.height * (1 - point[s])} r="4" className={`knowledge-dot-${s}`} />
          ))}
      </svg>
      <table className="unseen">
        <caption>{t('knowledge.curve.table')}</caption>
        <thead>
          <tr>
            <th>{t('knowledge.curve.threshold')}</th>
            {SERIES.map((s) => (
              <th key={s}>{t(`knowledge.curve.${s}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {curve.map((row) => (
            <tr key={row.threshold}>
              <td>{row.threshold}</td>
              {SERIES.map((s) => (
                <td key={s}>{inHundred(row[s])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const ByHand = ({
  confidence,
  measured,
  set,
  editable,
}: {
  confidence: Confidence
  measured: Standing['measured']
  set(change: Partial<Confidence>): void
  editable: boolean
}) => {
  const { t } = useTranslation()
  const own = confidence.answer !== null || confidence.choose !== null
  const number = (name: 'answer' | 'choose') => (
    <div className="shortcut">
      <span className="shortcut-name">{t(`knowledge.curve.${name}From`)}</span>
      <InputNumber
        aria-label={t(`knowledge.curve.${name}From`)}
        min={0}
        max={1}
        step={0.01}
        disabled={!editable}
        value={confidence[name]}
        onChange={(value) => set({ [name]: value })}
      />
    </div>
  )
  const round = (n: number) => Math.round(n * 100) / 100
  return (
    <>
      <div className="shortcut">
        <span className="shortcut-name">
          {t('knowledge.curve.byHand')}
          <div className="faint small">{t('knowledge.curve.byHandSays')}</div>
        </span>
        <Switch
          aria-label={t('knowledge.curve.byHand')}
          disabled={!editable}
          checked={own}
          onChange={(on) =>
            set(
              on
                ? { answer: round(measured.answer), choose: round(measured.choose) }
                : { answer: null, choose: null },
            )
          }
        />
      </div>
      {own && number('answer')}
      {own && number('choose')}
    </>
  )
}

/** How sure the assistant must be: the shop's own curve, the target, and what it means. */
const Chooser = ({
  shopId,
  confidence,
  set,
  editable,
}: {
  shopId: number
  confidence: Confidence
  set(change: Partial<Confidence>): void
  editable: boolean
}) => {
  const { t, i18n } = useTranslation()
  const { wrongTarget } = confidence
  const asked = useQuery({
    queryKey: [KNOWLEDGE, shopId, 'curve', wrongTarget],
    queryFn: () => knowledgeApi.knowledgeStanding({ params: { shopId }, query: { wrongTarget } }),
    placeholderData: keepPreviousData,
  })
  if (asked.error) return <Problem error={asked.error} retry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton />
  const { standing } = asked.data
  if (!standing) return <Empty icon="alert" title={t('knowledge.curve.none')} />
  const { curve, measured, entries, wordings, builtAt } = standing
  const threshold = confidence.answer ?? measured.answer
  const meaning = meaningOf(curve, threshold)
  const shown = Math.round(threshold * 100) / 100
  return (
    <>
      <p className="faint small">
        {t('knowledge.curve.standing', { entries, wordings, time: dateTime(builtAt, i18n.language) })}
      </p>
      {curve.length > 0 && <Plot curve={curve} threshold={threshold} />}
      <div className="shortcut">
        <span className="shortcut-name">{t('knowledge.curve.target')}</span>
        <Slider
          style={{ width: 260 }}
          ariaLabelForHandle={t('knowledge.curve.target')}
          min={0.5}
          max={20}
          step={0.5}
          disabled={!editable || confidence.answer !== null}
          value={wrongTarget * 100}
          tooltip={{ formatter: (percent) => `${percent}%` }}
          onChange={(percent) => set({ wrongTarget: percent / 100 })}
        />
        <b className="digits">{inHundred(wrongTarget)}</b>
      </div>
      <p className="knowledge-meaning">
        {meaning
          ? t('knowledge.curve.meaning', { ...ofHundred(meaning), threshold: shown })
          : t('knowledge.curve.unmeasured', { threshold: shown })}
      </p>
      <ByHand confidence={confidence} measured={measured} set={set} editable={editable} />
    </>
  )
}

/** The same as a page of its own, with what has been chosen to be saved. */
export const Sureness = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const params = { shopId }
  const saved = useQuery({
    queryKey: ['settings', 'assistant', shopId],
    queryFn: () => assistantApi.assistantSettings({ params }),
  })
  const [edited, setEdited] = useState<Confidence | null>(null)
  const save = useSave(
    async (confidence: Confidence) => {
      // What somebody else has set meanwhile stays.
      const settings = await assistantApi.assistantSettings({ params })
      return assistantApi.setAssistantSettings({ params, body: { ...settings, confidence } })
    },
    ['settings', 'assistant'],
    () => setEdited(null),
  )
  if (saved.error) return <Problem error={saved.error} retry={() => void saved.refetch()} />
  if (!saved.data) return <Skeleton />
  const confidence = edited ?? saved.data.confidence
  return (
    <>
      <h3 className="block-title">{t('knowledge.curve.title')}</h3>
      <p className="block-says">{t('knowledge.curve.says')}</p>
      <Chooser
        shopId={shopId}
        confidence={confidence}
        editable={editable}
        set={(change) => setEdited({ ...confidence, ...change })}
      />
      {edited && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }}>{t('assistant.unsaved')}</span>
          <Button onClick={() => setEdited(null)}>{t('app.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(edited)}>
            {t('app.save')}
          </Button>
        </div>
      )}
    </>
  )
}
