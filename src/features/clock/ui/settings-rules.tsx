import { Button, Switch } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import type { ClockRule } from '../domain/rule.ts'
import { UNDATED } from '../domain/shipped/made.ts'
import type { Shown, ShownRule } from './settings-versions.ts'
import { dayOf } from './settings-when.ts'
import { inLanguage, sourceInLanguage, timeInWords, windowInWords } from './settings-words.ts'

export const groups = ['platform', 'lore', 'own'] as const

export const groupOf = ({ confidence, platform }: ClockRule): (typeof groups)[number] => {
  if (confidence === 'lore') return 'lore'
  return confidence === 'own' || platform === null ? 'own' : 'platform'
}

const Facts = ({ rule }: { rule: ClockRule }) => {
  const { t } = useTranslation()
  const facts = [
    t(`clockSettings.counted.${rule.counted}`),
    ...(rule.counted === 'incident'
      ? []
      : [t(`clockSettings.answeredBy.${rule.answeredBy}`), windowInWords(t, rule.hours)]),
    ...(rule.smallest > 0 ? [t('clockSettings.smallestIs', { count: rule.smallest })] : []),
  ]
  return <div className="clock-facts">{facts.join(' · ')}</div>
}

const Costs = ({ rule }: { rule: ClockRule }) => {
  const { t } = useTranslation()
  const { money, points } = rule
  return (
    <div className="clock-costs">
      {money > 0 && (
        <strong className="clock-money">{t('clockSettings.costs', { money: yuan(money) })}</strong>
      )}
      {points > 0 && (
        <strong className="clock-money">{t('clockSettings.pointsIs', { count: points })}</strong>
      )}
      {money === 0 && points === 0 && <span className="faint">{t('clockSettings.noCost')}</span>}
    </div>
  )
}

/** Since when it holds, where that says something: texts without a date of their own have only a made-up one. */
const sinceInWords = (t: TFunction, { rule, stage, origin }: Shown, zone: string): string => {
  if (stage === 'pending') return t('clockSettings.stage.pending')
  if (stage === 'past' && rule.to !== null) return t('clockSettings.until', { date: dayOf(rule.to, zone) })
  if (origin === 'shipped' && rule.platform === null) return t('clockSettings.origin.shipped')
  if (origin === 'shipped' && rule.from === UNDATED) return t('clockSettings.undated')
  return t('clockSettings.since', { date: dayOf(rule.from, zone) })
}

const Since = ({ shown: { head, versions }, zone }: { shown: ShownRule; zone: string }) => {
  const { t } = useTranslation()
  const next = versions.findLast((one) => one.stage === 'future' && one !== head)
  const coming = head.stage === 'pending' || head.stage === 'future'
  return (
    <>
      <span className={coming ? 'clock-tag clock-tag-new' : 'clock-tag'}>{sinceInWords(t, head, zone)}</span>
      {head.origin !== 'shipped' && (
        <span className="clock-tag clock-tag-new">{t(`clockSettings.origin.${head.origin}`)}</span>
      )}
      {next && (
        <span className="clock-tag clock-tag-new">
          {t('clockSettings.next', { date: dayOf(next.rule.from, zone) })}
        </span>
      )}
    </>
  )
}

interface RowProps {
  shown: ShownRule
  zone: string
  editable: boolean
  turn(enabled: boolean): void
  open(): void
}

const Row = ({ shown, zone, editable, turn, open }: RowProps) => {
  const { t } = useTranslation()
  const { rule, stage } = shown.head
  const name = inLanguage(rule.name)
  const over = stage === 'past'
  return (
    <div className={rule.enabled && !over ? 'clock-rule' : 'clock-rule clock-rule-off'}>
      <Switch
        size="small"
        aria-label={`${t('clockSettings.enabled')}: ${name}`}
        disabled={!editable || over}
        checked={rule.enabled && !over}
        onChange={turn}
      />
      <div className="clock-what">
        <div className="clock-name">
          <strong>{name}</strong>
          <span className="clock-tag">
            {t(rule.platform === null ? 'clockSettings.anyPlatform' : `platform.${rule.platform}`)}
          </span>
          <Since shown={shown} zone={zone} />
        </div>
        <Facts rule={rule} />
        {rule.consequences.map((one) => (
          <div key={one.zh + one.en} className="clock-follows">
            {inLanguage(one)}
          </div>
        ))}
        <div className="clock-source">
          {t('clockSettings.sourceIs', { source: sourceInLanguage(rule.source) })}
          <span className={`clock-sure clock-sure-${rule.confidence}`}>
            {t(`clockSettings.confidence.${rule.confidence}`)}
          </span>
        </div>
      </div>
      <div className="clock-limit">
        {rule.counted !== 'incident' && (
          <strong>{t('clockSettings.within', { time: timeInWords(t, rule.limit) })}</strong>
        )}
        {rule.counted !== 'incident' && (
          <div className="faint small">
            {rule.target === null
              ? t('clockSettings.noTarget')
              : t('clockSettings.targetIs', { percent: Number((rule.target * 100).toFixed(2)) })}
          </div>
        )}
      </div>
      <Costs rule={rule} />
      <Button size="small" onClick={open} aria-label={`${t('clockSettings.edit')}: ${name}`}>
        {t(editable ? 'clockSettings.edit' : 'clockSettings.history')}
      </Button>
    </div>
  )
}

interface RulesProps {
  rules: readonly ShownRule[]
  zone: string
  editable: boolean
  turn(shown: ShownRule, enabled: boolean): void
  open(shown: ShownRule): void
  add(): void
}

/** The shop's rules by where they come from: what platforms say, what shops say, what the shop asks of itself. */
export const Rules = ({ rules, zone, editable, turn, open, add }: RulesProps) => {
  const { t } = useTranslation()
  const [past, setPast] = useState(false)
  const over = rules.filter(({ head }) => head.stage === 'past')
  const visible = rules.filter(({ head }) => past || head.stage !== 'past')
  return (
    <section className="block">
      <div className="sheet-head">
        <div style={{ flex: 1 }}>
          <h2 className="block-title">{t('clockSettings.rules')}</h2>
          <p className="block-says" style={{ marginBottom: 0 }}>
            {editable ? t('clockSettings.rulesSays') : t('settings.readOnly')}
          </p>
        </div>
        {editable && <Button onClick={add}>{t('clockSettings.addOwn')}</Button>}
      </div>
      {groups.map((group) => {
        const inside = visible.filter(({ head }) => groupOf(head.rule) === group)
        if (inside.length === 0 && group !== 'platform') return null
        return (
          <div key={group} className="clock-group">
            <h3>{t(`clockSettings.groups.${group}`)}</h3>
            <p className="block-says">
              {t(inside.length === 0 ? 'clockSettings.none' : `clockSettings.groupSays.${group}`)}
            </p>
            {inside.map((shown) => (
              <Row
                key={shown.id}
                shown={shown}
                zone={zone}
                editable={editable}
                turn={(enabled) => turn(shown, enabled)}
                open={() => open(shown)}
              />
            ))}
          </div>
        )
      })}
      {over.length > 0 && !past && (
        <Button type="link" size="small" onClick={() => setPast(true)}>
          {t('clockSettings.showPast', { count: over.length })}
        </Button>
      )}
    </section>
  )
}
