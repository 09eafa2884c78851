import { Button, Input, Popconfirm, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { type KeywordRule, VARIABLES } from '../domain/settings.ts'
import { emptyRule, moved } from './rules.ts'
import { type PartProps, WordList } from './settings-part.tsx'

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
        <WordList
          label={t('assistant.keywords')}
          words={rule.keywords}
          set={(keywords) => set({ keywords })}
          editable={editable}
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

export const Rules = ({ settings, set, editable }: PartProps) => {
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
