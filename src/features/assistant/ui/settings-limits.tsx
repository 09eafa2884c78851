import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { type PartProps, Words } from './settings-part.tsx'

export const Limits = ({ settings, set, editable }: PartProps) => {
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
      <Words
        name="busy"
        label={t('assistant.busy')}
        hint={t('assistant.busyHint')}
        settings={settings}
        set={set}
        editable={editable}
      />
      {number('busyAbove', 0, 100_000)}
      {number('holdAfter', 1, 3600)}
      {number('reopenWithin', 0, 7 * 24 * 60)}
      {number('closeAfter', 0, 30 * 24 * 60)}
    </section>
  )
}
