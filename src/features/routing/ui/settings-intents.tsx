import { AutoComplete, Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { classifierOf } from '../classifier.ts'
import { type IntentRule, Stage } from '../domain/settings.ts'
import { RemoveButton, teamOptions, Wrong } from './settings-field.tsx'
import type { PartProps } from './settings-teams.tsx'

/** What the rules as they stand here make of a sentence: the very function that decides. */
export const TryIt = ({ settings }: Pick<PartProps, 'settings'>) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const asked = text.trim() !== ''
  // Learning from the examples takes a moment: not before somebody asks.
  const classify = useMemo(() => (asked ? classifierOf(settings) : null), [settings, asked])
  const found = classify?.({ text, stage: null })
  const team = settings.teams.find(({ code }) => code === found?.team)?.name ?? found?.team
  return (
    <section className="block">
      <h2 className="block-title">{t('routing.try')}</h2>
      <p className="block-says">{t('routing.trySays')}</p>
      <div className="routing-line">
        <Input
          style={{ flex: 1 }}
          value={text}
          maxLength={1000}
          placeholder={t('routing.tryAsk')}
          aria-label={t('routing.tryAsk')}
          onChange={(e) => setText(e.target.value)}
        />
      </div>
      {found && (
        <p className="routing-tried" aria-live="polite">
          {found.matched !== null &&
            t('routing.tryFound', { matched: found.matched, intent: found.intent, team })}
          {found.matched === null &&
            (found.confidence === undefined
              ? t('routing.tryNone', { team })
              : t('routing.tryGuess', {
                  intent: found.intent,
                  team,
                  sure: Math.round(found.confidence * 100),
                }))}
          {found.skill && ` ${t('routing.trySkill', { skill: found.skill })}`}
        </p>
      )}
    </section>
  )
}

interface RuleProps {
  at: number
  rule: IntentRule
  teams: PartProps['settings']['teams']
  skills: readonly string[]
  editable: boolean
  set(change: Partial<IntentRule>): void
  move(by: 1 | -1): void
  remove(): void
}

const Rule = ({ at, rule, teams, skills, editable, set, move, remove }: RuleProps) => {
  const { t } = useTranslation()
  const field = `intents.${at}`
  const step = (name: 'up' | 'down', by: 1 | -1) => (
    <button
      type="button"
      className="icon-button"
      aria-label={t(`assistant.${name}`)}
      title={t(`assistant.${name}`)}
      onClick={() => move(by)}
    >
      <Icon name={name} size={16} />
    </button>
  )
  return (
    <div className="intent">
      <div className="intent-line">
        <span className="faint digits">{at + 1}</span>
        <Input
          style={{ width: 150 }}
          aria-label={t('routing.intent')}
          placeholder={t('routing.intent')}
          disabled={!editable}
          value={rule.intent}
          onChange={(e) => set({ intent: e.target.value.toLowerCase().replace(/\s+/g, '-') })}
        />
        <span className="faint">→</span>
        <Select
          style={{ width: 150 }}
          aria-label={t('routing.toTeam')}
          disabled={!editable}
          value={rule.team}
          onChange={(team) => set({ team })}
          options={teamOptions(teams)}
        />
        <Select
          mode="multiple"
          style={{ flex: 1, minWidth: 140 }}
          aria-label={t('routing.stages')}
          placeholder={t('routing.anyStage')}
          // Kept, but where an order stands is not known yet.
          disabled
          title={t('routing.onceOrders')}
          value={rule.stages}
          options={Stage.options.map((value) => ({ value, label: t(`routing.stage.${value}`) }))}
        />
        <AutoComplete
          style={{ width: 120 }}
          aria-label={t('routing.skill')}
          placeholder={t('routing.noSkill')}
          disabled={!editable}
          value={rule.skill ?? ''}
          onChange={(skill) => set({ skill: skill.trim() === '' ? null : skill })}
          options={skills.map((value) => ({ value }))}
        />
        {editable && (
          <span className="board-talk-deeds">
            {step('up', -1)}
            {step('down', 1)}
            <RemoveButton run={remove} />
          </span>
        )}
      </div>
      <Select
        mode="tags"
        style={{ width: '100%' }}
        aria-label={t('routing.words')}
        placeholder={t('routing.wordsHint')}
        open={false}
        suffixIcon={null}
        maxTagCount={24}
        tokenSeparators={[',', '，', '、']}
        disabled={!editable}
        value={rule.words}
        onChange={(words) => set({ words })}
      />
      {rule.stages.length > 0 && <span className="faint small">{t('routing.onceOrders')}</span>}
      <Wrong at={field} deep />
    </div>
  )
}

/** The rules that choose a team, in their order. */
export const Intents = ({ settings, set, editable, skills }: PartProps & { skills: readonly string[] }) => {
  const { t } = useTranslation()
  const { intents, teams } = settings
  const move = (i: number, by: 1 | -1) => {
    const [from, to] = [intents[i], intents[i + by]]
    if (!from || !to) return
    set({ intents: intents.map((rule, j) => (j === i ? to : j === i + by ? from : rule)) })
  }
  return (
    <section className="block">
      <div className="sheet-head">
        <div style={{ flex: 1 }}>
          <h2 className="block-title">{t('routing.intents')}</h2>
          <p className="block-says">{t('routing.intentsSays')}</p>
        </div>
        {editable && (
          <Button
            onClick={() =>
              set({
                intents: [
                  { intent: 'new', team: settings.fallback, words: [], stages: [], skill: null },
                  ...intents,
                ],
              })
            }
          >
            {t('routing.addIntent')}
          </Button>
        )}
      </div>
      <Wrong at="intents" />
      {intents.length === 0 && <p className="faint">{t('routing.noIntents')}</p>}
      {intents.map((rule, i) => (
        <Rule
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the order
          key={i}
          at={i}
          rule={rule}
          teams={teams}
          skills={skills}
          editable={editable}
          set={(how) => set({ intents: intents.map((one, j) => (i === j ? { ...one, ...how } : one)) })}
          move={(by) => move(i, by)}
          remove={() => set({ intents: intents.filter((_, j) => j !== i) })}
        />
      ))}
    </section>
  )
}
