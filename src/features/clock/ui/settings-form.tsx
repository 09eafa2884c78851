import { Button, Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Hours } from '../../../shared/hours.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { type ClockRule, Confidence, Counted, Level } from '../domain/rule.ts'
import { Field, NumberField, Wrong } from './settings-field.tsx'

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

interface PartProps {
  rule: ClockRule
  set(change: Partial<ClockRule>): void
  /** Where the rule stands in the settings: `rules.3`. */
  at: string
}

const Remove = ({ onClick }: { onClick(): void }) => {
  const { t } = useTranslation()
  return (
    <button type="button" className="icon-button" aria-label={t('app.remove')} onClick={onClick}>
      <Icon name="cross" size={16} />
    </button>
  )
}

const Windows = ({ rule, set, at }: PartProps) => {
  const { t } = useTranslation()
  const { hours } = rule
  const change = (i: number, how: Partial<Hours>) =>
    set({ hours: hours.map((span, j) => (i === j ? { ...span, ...how } : span)) })
  const time = (i: number, name: 'from' | 'to', label: string) => (
    <Input
      style={{ width: 84 }}
      aria-label={label}
      value={hours[i]?.[name] ?? ''}
      onChange={(e) => change(i, { [name]: e.target.value.replace('：', ':') })}
    />
  )
  return (
    <Field
      at={`${at}.hours`}
      label={t('clockSettings.hours')}
      hint={hours.length === 0 ? t('clockSettings.always') : undefined}
    >
      {hours.map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name, and none is ever moved
        <div key={i}>
          <div className="clock-line-edit">
            <Select
              mode="multiple"
              style={{ flex: 1 }}
              maxTagCount={span.days.length === 7 ? 0 : 7}
              maxTagPlaceholder={t('clockSettings.everyDay')}
              aria-label={t('clockSettings.days')}
              value={span.days}
              onChange={(days) => change(i, { days: [...days].sort() })}
              options={WEEK.map((value) => ({ value, label: t(`assistant.weekdays.d${value}`) }))}
            />
            {time(i, 'from', t('clockSettings.hoursFrom'))} – {time(i, 'to', t('clockSettings.hoursTo'))}
            <Remove onClick={() => set({ hours: hours.filter((_, j) => j !== i) })} />
          </div>
          <Wrong at={`${at}.hours.${i}`} deep />
        </div>
      ))}
      <Button
        size="small"
        onClick={() => set({ hours: [...hours, { days: [...WEEK], from: '08:00', to: '23:00' }] })}
      >
        {t('clockSettings.addHours')}
      </Button>
    </Field>
  )
}

const Consequences = ({ rule, set, at }: PartProps) => {
  const { t } = useTranslation()
  const { consequences } = rule
  const change = (i: number, how: Partial<ClockRule['name']>) =>
    set({ consequences: consequences.map((one, j) => (i === j ? { ...one, ...how } : one)) })
  return (
    <Field at={`${at}.consequences`} label={t('clockSettings.consequences')} deep>
      {consequences.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no name, and none is ever moved
        <div key={i} className="clock-line-edit">
          {(['zh', 'en'] as const).map((language) => (
            <Input
              key={language}
              maxLength={200}
              placeholder={t(language === 'zh' ? 'clockSettings.inZh' : 'clockSettings.inEn')}
              value={one[language]}
              onChange={(e) => change(i, { [language]: e.target.value })}
            />
          ))}
          <Remove onClick={() => set({ consequences: consequences.filter((_, j) => j !== i) })} />
        </div>
      ))}
      <Button size="small" onClick={() => set({ consequences: [...consequences, { zh: '', en: '' }] })}>
        {t('clockSettings.addConsequence')}
      </Button>
    </Field>
  )
}

/** Every value of one version of a rule. `made`: the shop's own, not saved yet, whose name may still be chosen. */
export const RuleForm = ({ made, ...part }: PartProps & { made: boolean }) => {
  const { t } = useTranslation()
  const { rule, set, at } = part
  const text = (language: 'zh' | 'en', label: string) => (
    <Field at={`${at}.name.${language}`} label={label}>
      <Input
        aria-label={label}
        maxLength={200}
        value={rule.name[language]}
        onChange={(e) => set({ name: { ...rule.name, [language]: e.target.value } })}
      />
    </Field>
  )
  const clocked = rule.counted !== 'incident'
  const number = (name: 'limit' | 'sameSession' | 'days' | 'smallest' | 'points', label: string) => (
    <NumberField
      at={`${at}.${name}`}
      label={label}
      value={rule[name]}
      precision={name === 'points' ? 1 : 0}
      set={(value) => set({ [name]: value ?? 0 })}
    />
  )
  return (
    <>
      <div className="clock-pair">
        {text('zh', t('clockSettings.nameZh'))}
        {text('en', t('clockSettings.nameEn'))}
      </div>
      {made && (
        <Field at={`${at}.id`} label={t('clockSettings.id')} hint={t('clockSettings.idHint')}>
          <Input
            aria-label={t('clockSettings.id')}
            maxLength={48}
            value={rule.id}
            onChange={(e) => set({ id: e.target.value })}
          />
        </Field>
      )}
      <div className="clock-pair">
        <Field at={`${at}.counted`} label={t('clockSettings.countedLabel')}>
          <Select
            aria-label={t('clockSettings.countedLabel')}
            value={rule.counted}
            onChange={(counted) => set({ counted })}
            options={Counted.options.map((value) => ({ value, label: t(`clockSettings.counted.${value}`) }))}
          />
        </Field>
        {clocked && (
          <Field at={`${at}.answeredBy`} label={t('clockSettings.answeredByLabel')}>
            <Select
              aria-label={t('clockSettings.answeredByLabel')}
              value={rule.answeredBy}
              onChange={(answeredBy) => set({ answeredBy })}
              options={Level.options.map((value) => ({
                value,
                label: t(`clockSettings.answeredBy.${value}`),
              }))}
            />
          </Field>
        )}
      </div>
      {clocked && (
        <>
          <div className="clock-pair">
            <Field at={`${at}.starts`} label={t('clockSettings.startsLabel')}>
              <Select
                aria-label={t('clockSettings.startsLabel')}
                value={rule.starts}
                onChange={(starts) => set({ starts })}
                options={(['asked', 'assigned'] as const).map((value) => ({
                  value,
                  label: t(`clockSettings.starts.${value}`),
                }))}
              />
            </Field>
            <Field at={`${at}.autoExcluded`} label=" " hint={t('clockSettings.autoExcludedSays')}>
              <Checkbox checked={rule.autoExcluded} onChange={(e) => set({ autoExcluded: e.target.checked })}>
                {t('clockSettings.autoExcluded')}
              </Checkbox>
            </Field>
          </div>
          <Windows {...part} />
          <div className="clock-three">
            {number('limit', t('clockSettings.limit'))}
            <NumberField
              at={`${at}.target`}
              label={t('clockSettings.target')}
              value={rule.target}
              unit={0.01}
              precision={1}
              set={(target) => set({ target })}
            />
            {number('smallest', t('clockSettings.smallest'))}
            <NumberField
              at={`${at}.cap`}
              label={t('clockSettings.cap')}
              value={rule.cap}
              set={(cap) => set({ cap })}
            />
            {rule.counted === 'first-reply' && number('sameSession', t('clockSettings.sameSession'))}
            {number('days', t('clockSettings.period'))}
          </div>
        </>
      )}
      <div className="clock-three">
        <NumberField
          at={`${at}.money`}
          label={t('clockSettings.money')}
          value={rule.money}
          unit={100}
          precision={2}
          set={(money) => set({ money: money ?? 0 })}
        />
        {number('points', t('clockSettings.points'))}
      </div>
      <Consequences {...part} />
      <Field at={`${at}.source`} label={t('clockSettings.source')}>
        <Input.TextArea
          aria-label={t('clockSettings.source')}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          value={rule.source}
          onChange={(e) => set({ source: e.target.value })}
        />
      </Field>
      <Field at={`${at}.confidence`} label={t('clockSettings.confidenceLabel')}>
        <Select
          aria-label={t('clockSettings.confidenceLabel')}
          value={rule.confidence}
          onChange={(confidence) => set({ confidence })}
          options={Confidence.options.map((value) => ({
            value,
            label: t(`clockSettings.confidence.${value}`),
          }))}
        />
      </Field>
    </>
  )
}
