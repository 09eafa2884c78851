import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Platform } from '../../shop/domain.ts'
import type { GuardRule } from '../contract.ts'
import { inLanguage } from './said.ts'
import type { PartProps } from './settings-part.tsx'

/** What a rule is about, by the first word of its id. */
const groups = {
  contact: ['contact'],
  outside: ['platform', 'link', 'pay'],
  ad: ['ad'],
  manners: ['tone'],
  refund: ['refund'],
  review: ['review'],
  promise: ['scarcity', 'promise'],
  other: [],
} as const satisfies Record<string, readonly string[]>
type Group = keyof typeof groups
const names = Object.keys(groups) as Group[]
const choices = ['off', 'note', 'ask', 'block'] as const
type Choice = (typeof choices)[number]

const groupOf = ({ id }: GuardRule): Group => {
  const [first = ''] = id.split('.')
  return names.find((name) => groups[name].some((word) => word === first)) ?? 'other'
}

const RuleRow = ({
  rule,
  now,
  choose,
  editable,
}: {
  rule: GuardRule
  now: Choice
  choose(how: Choice): void
  editable: boolean
}) => {
  const { t } = useTranslation()
  const name = inLanguage(rule.name)
  return (
    <tr className={now === 'off' ? 'guard-off' : undefined}>
      <th scope="row">
        {name}
        <div className="faint small">{inLanguage(rule.why)}</div>
      </th>
      <td>
        <select
          className={`input guard-how guard-how-${now}`}
          aria-label={t('guard.settings.howOf', { name })}
          disabled={!editable}
          value={now}
          onChange={(e) => choose(choices.find((c) => c === e.target.value) ?? rule.shipped)}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice} title={t(`guard.severitySays.${choice}`)}>
              {t(`guard.severity.${choice}`)}
            </option>
          ))}
        </select>
        {now !== rule.shipped && (
          <div className="small">
            <span className="faint">
              {t('guard.settings.shipped', { severity: t(`guard.severity.${rule.shipped}`) })}
            </span>{' '}
            {editable && (
              <button type="button" className="link small" onClick={() => choose(rule.shipped)}>
                {t('guard.settings.reset')}
              </button>
            )}
          </div>
        )}
      </td>
      <td>
        {rule.cost ? inLanguage(rule.cost) : <span className="faint">{t('guard.settings.noCost')}</span>}
      </td>
      <td className="small">
        {inLanguage(rule.source)} {rule.date !== '' && <span className="digits">· {rule.date}</span>}{' '}
        <span
          className={`guard-sure guard-sure-${rule.confidence}`}
          title={t('guard.settings.confidenceSays')}
        >
          {t(`guard.settings.confidence.${rule.confidence}`)}
        </span>
      </td>
    </tr>
  )
}

/** The shipped rules of the shop's platform, by what they are about. */
export const Rules = ({
  rules,
  platform,
  settings,
  set,
  editable,
}: PartProps & { rules: readonly GuardRule[]; platform: Platform }) => {
  const { t } = useTranslation()
  const choose = ({ id, shipped }: GuardRule, how: Choice) => {
    const { [id]: _, ...others } = settings.severities
    set({ severities: how === shipped ? others : { ...others, [id]: how } })
  }
  return (
    <section className="block" aria-label={t('guard.settings.rules')}>
      <div className="shortcut guard-switch">
        <span className="shortcut-name">
          <strong>{t('guard.settings.enabled')}</strong>
          <div className="faint small">
            {editable ? t('guard.settings.enabledSays') : t('settings.readOnly')}
          </div>
        </span>
        <Switch
          aria-label={t('guard.settings.enabled')}
          disabled={!editable}
          checked={settings.enabled}
          onChange={(enabled) => set({ enabled })}
        />
      </div>
      <h2 className="block-title">{t('guard.settings.rules')}</h2>
      <p className="block-says">{t('guard.settings.rulesSays', { platform: t(`platform.${platform}`) })}</p>
      <ul className="guard-legend">
        {choices.map((c) => (
          <li key={c}>
            <span className={`guard-badge guard-badge-${c}`}>{t(`guard.severity.${c}`)}</span>{' '}
            {t(`guard.severitySays.${c}`)}
          </li>
        ))}
      </ul>
      {rules.length === 0 && <p className="faint">{t('guard.settings.noRules')}</p>}
      {rules.length > 0 && (
        <table className={settings.enabled ? 'guard-table' : 'guard-table guard-off'}>
          <thead>
            <tr>
              <th scope="col">{t('guard.settings.rule')}</th>
              <th scope="col">{t('guard.settings.how')}</th>
              <th scope="col">{t('guard.settings.cost')}</th>
              <th scope="col">{t('guard.settings.source')}</th>
            </tr>
          </thead>
          {names
            .map((group) => ({ group, own: rules.filter((rule) => groupOf(rule) === group) }))
            .filter(({ own }) => own.length > 0)
            .map(({ group, own }) => (
              <tbody key={group}>
                <tr className="guard-group">
                  <th scope="rowgroup" colSpan={4}>
                    {t(`guard.groups.${group}`)}
                  </th>
                </tr>
                {own.map((rule) => (
                  <RuleRow
                    key={rule.id}
                    rule={rule}
                    now={settings.severities[rule.id] ?? rule.shipped}
                    choose={(how) => choose(rule, how)}
                    editable={editable}
                  />
                ))}
              </tbody>
            ))}
        </table>
      )}
    </section>
  )
}
