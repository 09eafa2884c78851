import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Popconfirm, Select, Switch } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hours } from '../../../shared/hours.ts'
import { client } from '../../../web/api.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import { assistantContract } from '../contract.ts'
import { type KeywordRule, type AssistantSettings as Settings, VARIABLES } from '../domain/settings.ts'
import { emptyRule, moved, withoutBlanks } from './rules.ts'

const api = client(assistantContract)
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

interface PartProps {
  settings: Settings
  set(change: Partial<Settings>): void
  editable: boolean
}

const Words = ({
  name,
  hint,
  ...part
}: PartProps & { name: 'greeting' | 'outOfHours' | 'busy'; hint?: string }) => {
  const { t } = useTranslation()
  const label = t(`assistant.${name}`)
  return (
    <div className="field" style={{ marginBottom: 14 }}>
      <span className="field-name">{label}</span>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        disabled={!part.editable}
        value={part.settings[name]}
        onChange={(e) => part.set({ [name]: e.target.value })}
      />
      {hint && <span className="faint small">{hint}</span>}
    </div>
  )
}

const Rule = ({
  rule,
  editable,
  set,
  move,
  remove,
}: {
  rule: KeywordRule
  editable: boolean
  set(change: Partial<KeywordRule>): void
  move(by: 1 | -1): void
  remove(): void
}) => {
  const { t } = useTranslation()
  return (
    <div className={rule.enabled ? 'rule' : 'rule rule-off'}>
      <Switch
        size="small"
        aria-label={t('assistant.on')}
        disabled={!editable}
        checked={rule.enabled}
        onChange={(enabled) => set({ enabled })}
      />
      <div>
        <Select
          mode="tags"
          style={{ width: '100%' }}
          aria-label={t('assistant.keywords')}
          placeholder={t('assistant.keywordsHint')}
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', '，', '、', ' ']}
          disabled={!editable}
          value={rule.keywords}
          onChange={(keywords) => set({ keywords })}
        />
        <Select
          size="small"
          variant="borderless"
          aria-label={t('assistant.match')}
          disabled={!editable}
          value={rule.match}
          onChange={(match) => set({ match })}
          options={[
            { value: 'any', label: t('assistant.any') },
            { value: 'all', label: t('assistant.allOf') },
          ]}
        />
      </div>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        aria-label={t('assistant.answer')}
        placeholder={t('assistant.answer')}
        disabled={!editable}
        value={rule.answer}
        onChange={(e) => set({ answer: e.target.value })}
      />
      {editable && (
        <div>
          <button
            type="button"
            className="icon-button"
            aria-label={t('assistant.up')}
            title={t('assistant.up')}
            onClick={() => move(-1)}
          >
            <Icon name="up" size={16} />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t('assistant.down')}
            title={t('assistant.down')}
            onClick={() => move(1)}
          >
            <Icon name="down" size={16} />
          </button>
          <Popconfirm title={t('assistant.removeRule')} onConfirm={remove}>
            <button
              type="button"
              className="icon-button"
              aria-label={t('app.remove')}
              title={t('app.remove')}
            >
              <Icon name="cross" size={16} />
            </button>
          </Popconfirm>
        </div>
      )}
    </div>
  )
}

const Rules = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const { rules } = settings
  const change = (id: string, how: Partial<KeywordRule>) =>
    set({ rules: rules.map((rule) => (rule.id === id ? { ...rule, ...how } : rule)) })
  return (
    <section className="block">
      <div className="sheet-head">
        <div style={{ flex: 1 }}>
          <h2 className="block-title">{t('assistant.rules')}</h2>
          <p className="block-says">
            {t('assistant.rulesHint')}{' '}
            {t('assistant.variables', { list: VARIABLES.map((v) => `{${v}}`).join(' ') })}
          </p>
        </div>
        {editable && (
          <Button onClick={() => set({ rules: [emptyRule(), ...rules] })}>{t('assistant.addRule')}</Button>
        )}
      </div>
      {rules.length === 0 && <p className="faint">{t('assistant.noRules')}</p>}
      {rules.map((rule, i) => (
        <Rule
          key={rule.id}
          rule={rule}
          editable={editable}
          set={(how) => change(rule.id, how)}
          move={(by) => set({ rules: moved(rules, i, by) })}
          remove={() => set({ rules: rules.filter((r) => r.id !== rule.id) })}
        />
      ))}
    </section>
  )
}

const OpeningTimes = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const { hours } = settings
  const change = (at: number, how: Partial<Hours>) =>
    set({ hours: hours.map((span, i) => (i === at ? { ...span, ...how } : span)) })
  const time = (at: number, name: 'from' | 'to') => (
    <Input
      style={{ width: 84 }}
      aria-label={t(`assistant.${name}`)}
      disabled={!editable}
      value={hours[at]?.[name] ?? ''}
      onChange={(e) => change(at, { [name]: e.target.value.replace('：', ':') })}
    />
  )
  return (
    <section className="block">
      <h2 className="block-title">{t('assistant.hours')}</h2>
      <p className="block-says">{t('assistant.hoursHint')}</p>
      {hours.map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name, and none is ever moved
        <div key={i} className="shortcut">
          <Select
            mode="multiple"
            style={{ flex: 1 }}
            aria-label={t('assistant.days')}
            disabled={!editable}
            value={span.days}
            onChange={(days) => change(i, { days: [...days].sort() })}
            options={WEEK.map((value) => ({ value, label: t(`assistant.weekdays.d${value}`) }))}
          />
          {time(i, 'from')} – {time(i, 'to')}
          {editable && (
            <button
              type="button"
              className="icon-button"
              aria-label={t('app.remove')}
              onClick={() => set({ hours: hours.filter((_, at) => at !== i) })}
            >
              <Icon name="cross" size={16} />
            </button>
          )}
        </div>
      ))}
      {editable && (
        <Button
          style={{ margin: '10px 0 16px' }}
          onClick={() => set({ hours: [...hours, { days: [...WEEK], from: '09:00', to: '23:00' }] })}
        >
          {t('assistant.addHours')}
        </Button>
      )}
      <Words name="outOfHours" settings={settings} set={set} editable={editable} />
    </section>
  )
}

const Limits = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const number = (
    name: 'busyAbove' | 'holdAfter' | 'reopenWithin' | 'closeAfter',
    min: number,
    max: number,
  ) => (
    <div className="shortcut">
      <span className="shortcut-name">{t(`assistant.${name}`)}</span>
      <InputNumber
        aria-label={t(`assistant.${name}`)}
        min={min}
        max={max}
        disabled={!editable}
        value={settings[name]}
        onChange={(value) => set({ [name]: value ?? min })}
      />
    </div>
  )
  return (
    <section className="block">
      <Words name="busy" hint={t('assistant.busyHint')} settings={settings} set={set} editable={editable} />
      {number('busyAbove', 0, 100_000)}
      {number('holdAfter', 1, 3600)}
      {number('reopenWithin', 0, 7 * 24 * 60)}
      {number('closeAfter', 0, 30 * 24 * 60)}
    </section>
  )
}

const TryIt = ({ shopId, settings }: { shopId: number; settings: Settings }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [said, setSaid] = useState<{ text: string; rule: string; filler: boolean }[] | null>(null)
  const attempt = useSave(
    () => api.tryAssistant({ params: { shopId }, body: { text, settings: withoutBlanks(settings) } }),
    ['try-assistant'],
    ({ says }) => setSaid(says),
    null,
  )
  return (
    <section className="block">
      <h2 className="block-title">{t('assistant.try')}</h2>
      <p className="block-says">{t('assistant.tryHint')}</p>
      <Input.Search
        value={text}
        maxLength={4000}
        placeholder={t('assistant.tryAsk')}
        aria-label={t('assistant.tryAsk')}
        enterButton={t('assistant.tryGo')}
        loading={attempt.isPending}
        onChange={(e) => setText(e.target.value)}
        onSearch={() => text.trim() !== '' && attempt.mutate(undefined)}
      />
      {said && (
        <div className="said" aria-live="polite">
          {said.length === 0 && <p className="faint">{t('assistant.silent')}</p>}
          {said.map((one) => (
            <div key={one.rule} className="bubble bubble-auto">
              {one.text}
              <div className="small">
                {t('stream.rule', { rule: one.rule })}
                {one.filler && ` · ${t('stream.filler')}`}
              </div>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

const AssistantSettingsPage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const params = { shopId }
  const saved = useQuery({
    queryKey: ['settings', 'assistant', shopId],
    queryFn: () => api.assistantSettings({ params }),
  })
  const [edited, setEdited] = useState<Settings | null>(null)
  const save = useSave(
    (body: Settings) => api.setAssistantSettings({ params, body: withoutBlanks(body) }),
    ['settings', 'assistant'],
    () => setEdited(null),
  )
  // Leaving the page with unsaved rules would lose them.
  useEffect(() => {
    if (!edited) return
    const warn = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [edited])

  if (saved.error) return <Problem error={saved.error} retry={() => void saved.refetch()} />
  const settings = edited ?? saved.data
  if (!settings) return <Skeleton />
  const set = (change: Partial<Settings>) => setEdited({ ...settings, ...change })
  const part = { settings, set, editable }
  return (
    <>
      <section className="block">
        <div className="shortcut" style={{ marginBottom: 12 }}>
          <span className="shortcut-name">
            <strong>{t('assistant.enabled')}</strong>
            <div className="faint small">
              {editable ? t('assistant.enabledHint') : t('settings.readOnly')}
            </div>
          </span>
          <Switch
            aria-label={t('assistant.enabled')}
            disabled={!editable}
            checked={settings.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </div>
        <Words name="greeting" hint={t('assistant.greetingHint')} {...part} />
      </section>
      <TryIt shopId={shopId} settings={settings} />
      <Rules {...part} />
      <OpeningTimes {...part} />
      <Limits {...part} />
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
export default AssistantSettingsPage
