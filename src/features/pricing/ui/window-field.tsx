import { Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { languageNow } from '../../../web/i18n.ts'
import type { Campaign } from '../../campaign/domain/campaign.ts'
import { phaseNames } from '../../campaign/domain/phases.ts'
import { type FormContext, Wrong } from './param-fields.tsx'
import { atWallSecond, wallSecond, written } from './seconds.ts'
import { momentIn } from './telling.ts'

interface Window {
  from: string | null
  to: string | null
}
interface WindowFieldProps extends Window {
  campaigns: readonly Campaign[]
  form: FormContext
  set(window: Window, campaignId?: number): void
}

const modes = ['always', 'phase', 'times'] as const
type Mode = (typeof modes)[number]
const names = { always: 'windowAlways', phase: 'windowPhase', times: 'windowTimes' } as const

const momentOf = (when: string | null): number | null => (when === null ? null : Date.parse(when))

/** From when to when an offer holds: always, as long as a phase of a campaign, or between two seconds. */
export const WindowField = ({ from, to, campaigns, form, set }: WindowFieldProps) => {
  const { t } = useTranslation()
  const language = languageNow()
  const { zone, disabled } = form
  const phases = campaigns.flatMap((campaign) =>
    campaign.waves.flatMap((wave) =>
      wave.phases.map((phase) => ({
        ...phase,
        key: `${campaign.id} ${wave.code} ${phase.kind} ${phase.from}`,
        campaignId: campaign.id,
        label: `${campaign.name} · ${wave.name} · ${inLanguage(phaseNames[phase.kind], language)} (${momentIn(phase.from, language, zone)} – ${momentIn(phase.to, language, zone)})`,
      })),
    ),
  )
  const same = phases.find((phase) => phase.from === momentOf(from) && phase.to === momentOf(to))
  const [mode, setMode] = useState<Mode>(from === null && to === null ? 'always' : same ? 'phase' : 'times')
  const time = (name: 'from' | 'to', value: string | null) => {
    const at = momentOf(value)
    return (
      <div className="price-param">
        <span className="field-name">{t(`pricing.form.${name}`)}</span>
        <Input
          type="datetime-local"
          aria-label={t(`pricing.form.${name}`)}
          step={1}
          style={{ width: 220 }}
          disabled={disabled}
          value={at === null || Number.isNaN(at) ? '' : wallSecond(at, zone)}
          onChange={(e) => {
            const moment = atWallSecond(e.target.value, zone)
            set({ from, to, [name]: moment === null ? null : written(moment, zone) })
          }}
        />
        <Wrong at={name} problems={form.problems} />
      </div>
    )
  }
  return (
    <>
      <Segmented<Mode>
        value={mode}
        disabled={disabled}
        options={modes
          .filter((one) => one !== 'phase' || phases.length > 0)
          .map((one) => ({ value: one, label: t(`pricing.form.${names[one]}`) }))}
        onChange={(next) => {
          setMode(next)
          if (next === 'always') set({ from: null, to: null })
        }}
      />
      {mode === 'phase' && (
        <Select
          aria-label={t('pricing.form.phase')}
          placeholder={t('pricing.form.phase')}
          disabled={disabled}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '100%', marginTop: 8 }}
          value={same?.key ?? null}
          options={phases.map(({ key, label }) => ({ value: key, label }))}
          onChange={(key) => {
            const phase = phases.find((one) => one.key === key)
            if (phase) set({ from: written(phase.from, zone), to: written(phase.to, zone) }, phase.campaignId)
          }}
        />
      )}
      {mode === 'times' && (
        <div className="price-params">
          {time('from', from)}
          {time('to', to)}
          <p className="faint small price-param-wide">{t('pricing.form.toSays')}</p>
        </div>
      )}
    </>
  )
}
