import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type PartProps, Wrong } from './settings-part.tsx'

const List = ({
  name,
  separators,
  ...part
}: PartProps & { name: 'allowed' | 'hosts'; separators: string[] }) => {
  const { t } = useTranslation()
  const { settings, set, editable, problems } = part
  const label = t(`guard.settings.${name}`)
  return (
    <div className="guard-field">
      <span className="field-name">{label}</span>
      <Select
        mode="tags"
        style={{ width: '100%' }}
        aria-label={label}
        open={false}
        suffixIcon={null}
        tokenSeparators={separators}
        maxTagCount={200}
        disabled={!editable}
        value={settings[name]}
        onChange={(values) => set({ [name]: values.map((value) => value.trim()).filter(Boolean) })}
      />
      <Wrong at={name} problems={problems} />
      <span className="faint small">{t(`guard.settings.${name}Says`)}</span>
    </div>
  )
}

/** What is no finding, and for how long contacts are kept. */
export const More = (part: PartProps) => {
  const { t } = useTranslation()
  const { settings, set, editable, problems } = part
  return (
    <section className="block">
      <h2 className="block-title">{t('guard.settings.more')}</h2>
      <List {...part} name="allowed" separators={['，', '、', ',', '\n']} />
      <List {...part} name="hosts" separators={['，', '、', ',', ' ', '\n']} />
      <div className="guard-field">
        <span className="field-name">{t('guard.settings.leadDays')}</span>
        <span>
          <InputNumber
            aria-label={t('guard.settings.leadDays')}
            disabled={!editable}
            value={settings.leadDays}
            onChange={(leadDays) => leadDays !== null && set({ leadDays })}
          />{' '}
          {t('guard.settings.days')}
        </span>
        <Wrong at="leadDays" problems={problems} />
        <span className="faint small">{t('guard.settings.leadDaysSays')}</span>
      </div>
    </section>
  )
}
