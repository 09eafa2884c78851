import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Finding, Verdict } from '../domain/verdict.ts'
import { inLanguage } from './said.ts'

const SHOWN = 2

/** Findings with the same reason are one line: three phone numbers need one explanation. */
const byReason = (findings: readonly Finding[]) => {
  const lines = new Map<string, { finding: Finding; texts: string[] }>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.why.zh}`
    const line = lines.get(key) ?? { finding, texts: [] }
    if (!line.texts.includes(finding.text)) line.texts.push(finding.text)
    lines.set(key, line)
  }
  const gravity = ['block', 'ask', 'note']
  return [...lines.values()].toSorted(
    (a, b) => gravity.indexOf(a.finding.severity) - gravity.indexOf(b.finding.severity),
  )
}

/** What was found, why it matters and what it may cost. */
export const Findings = ({ findings, all = false }: { findings: readonly Finding[]; all?: boolean }) => {
  const { t } = useTranslation()
  const lines = byReason(findings)
  const shown = all ? lines : lines.slice(0, SHOWN)
  /** What several rules may cost alike is said once, after the last of them. */
  const costAfter = (i: number) => {
    const { cost } = shown[i]?.finding ?? {}
    return cost && shown.findLastIndex(({ finding }) => finding.cost?.zh === cost.zh) === i ? cost : null
  }
  return (
    <ul className="guard-findings">
      {shown.map(({ finding, texts }, i) => {
        const cost = costAfter(i)
        return (
          <li key={`${finding.rule} ${finding.why.zh}`}>
            <span className="guard-found">{texts.slice(0, 3).map((text) => `“${text}”`)}</span>{' '}
            {inLanguage(finding.why)}
            {cost && <span className="guard-cost">{t('guard.line.cost', { cost: inLanguage(cost) })}</span>}
          </li>
        )
      })}
      {lines.length > shown.length && (
        <li className="faint">{t('guard.line.more', { count: lines.length - shown.length })}</li>
      )}
    </ul>
  )
}

const reasons = ['asked', 'name', 'approved', 'wrong'] as const

const Reason = ({ confirm, cancel }: { confirm(reason: string): void; cancel(): void }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])
  const given = reason.trim()
  return (
    <form
      className="guard-reason"
      onSubmit={(e) => {
        e.preventDefault()
        if (given !== '') confirm(given)
      }}
    >
      <label htmlFor={id}>{t('guard.line.reason')}</label>
      <span className="guard-reasons">
        {reasons.map((name) => (
          <button
            key={name}
            type="button"
            className="tag guard-common"
            aria-pressed={given === t(`guard.line.reasons.${name}`)}
            onClick={() => {
              setReason(t(`guard.line.reasons.${name}`))
              field.current?.focus()
            }}
          >
            {t(`guard.line.reasons.${name}`)}
          </button>
        ))}
      </span>
      <span className="guard-send">
        <input
          ref={field}
          id={id}
          className="input"
          maxLength={200}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
          onKeyDown={(e) => {
            e.stopPropagation()
            if (e.key === 'Escape') cancel()
            // An input method takes Enter to end a word.
            if (e.key === 'Enter' && e.nativeEvent.isComposing) e.preventDefault()
          }}
        />
        <button type="submit" className="button button-small guard-anyway" disabled={given === ''}>
          {t('guard.line.send')} <kbd>{t('guard.line.enter')}</kbd>
        </button>
        <button type="button" className="button button-small" onClick={cancel}>
          {t('guard.line.cancel')} <kbd>Esc</kbd>
        </button>
      </span>
    </form>
  )
}

interface GuardLineProps {
  id?: string
  verdict: Verdict
  /** A reason is asked for. */
  asking: boolean
  takeSuggestion(text: string): void
  confirm(reason: string): void
  cancel(): void
}

/** What the guard says of what is being written, between the field and its buttons. */
export const GuardLine = ({ id, verdict, asking, takeSuggestion, confirm, cancel }: GuardLineProps) => {
  const { t } = useTranslation()
  const { verdict: says, findings, suggestion } = verdict
  const line = says !== 'pass' && (
    <div className={`guard-line guard-${says}`}>
      <Icon name={says === 'note' ? 'shield' : 'alert'} size={16} />
      <div className="guard-says">
        <strong>{t(`guard.line.${says}`)}</strong>{' '}
        <span className="guard-what">{t(`guard.line.${says}Says`)}</span>
        <Findings findings={findings} all />
      </div>
    </div>
  )
  // The places stay on the page empty: what appears together with its words is not read out.
  return (
    <>
      <div id={id}>
        <div role="status">{says !== 'block' && line}</div>
        <div role="alert">{says === 'block' && line}</div>
      </div>
      {says !== 'pass' && suggestion !== null && (
        <div className={`guard-instead guard-${says}`}>
          <span className="faint">{t('guard.line.instead')}</span>
          <span className="guard-wording">{suggestion}</span>
          <button
            type="button"
            className="button button-small"
            title={t('guard.line.useHint')}
            onClick={() => takeSuggestion(suggestion)}
          >
            {t('guard.line.use')} <kbd>Tab</kbd>
          </button>
        </div>
      )}
      {asking && <Reason confirm={confirm} cancel={cancel} />}
    </>
  )
}
