import { Button, Input, Popconfirm, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import { PhaseKind } from '../domain/phase.ts'
import { blankPhase, type DraftPhase, type DraftWave, type Fault } from './draft.ts'
import { Wrong } from './edit-fault.tsx'
import { MomentField } from './moment-field.tsx'
import { PeopleSelect } from './people-select.tsx'

interface PhaseFormProps {
  phase: DraftPhase
  faults: readonly Fault[]
  set(phase: DraftPhase): void
  remove(): void
}

/** One phase: its kind, its first and its last second by the shop's clocks. */
const PhaseForm = ({ phase, faults, set, remove }: PhaseFormProps) => {
  const { t } = useTranslation()
  const name = t(`campaign.phase.${phase.kind}`)
  const moment = (field: 'from' | 'until') => (
    <MomentField
      label={t('campaign.edit.fieldOf', { field: t(`campaign.${field}`), phase: name })}
      dateLabel={t('campaign.edit.dateOf', { field: t(`campaign.${field}`), phase: name })}
      timeLabel={t('campaign.edit.timeOf', { field: t(`campaign.${field}`), phase: name })}
      wrong={faults.some(({ code }) => code === field || code === 'backwards' || code === 'clash')}
      value={phase[field]}
      set={(value) => value !== phase[field] && set({ ...phase, [field]: value })}
    />
  )
  return (
    <div className="campaign-phase">
      <Select<PhaseKind>
        aria-label={t('campaign.phaseOf')}
        value={phase.kind}
        onChange={(kind) => set({ ...phase, kind })}
        options={PhaseKind.options.map((value) => ({ value, label: t(`campaign.phase.${value}`) }))}
      />
      {moment('from')}
      {moment('until')}
      <Button
        type="text"
        icon={<Icon name="cross" size={15} />}
        aria-label={t('campaign.edit.removePhase', { phase: name })}
        onClick={remove}
      />
      <div className="campaign-phase-wrong">
        <Wrong faults={faults} />
      </div>
    </div>
  )
}

interface WaveFormProps {
  shop: ShopFacts
  wave: DraftWave
  /** Of the whole form. */
  faults: readonly Fault[]
  set(wave: DraftWave): void
  remove(): void
}

export const WaveForm = ({ shop, wave, faults, set, remove }: WaveFormProps) => {
  const { t } = useTranslation()
  const { phases } = wave
  const own = faults.filter(({ at }) => at === wave.key)
  const used = new Set(phases.map(({ kind }) => kind))
  const next = PhaseKind.options.find((kind) => !used.has(kind)) ?? 'spot'
  return (
    <fieldset className="campaign-wave">
      <legend className="unseen">{wave.name}</legend>
      <div className="campaign-wave-head">
        <div>
          <Input
            aria-label={t('campaign.edit.waveLabel')}
            maxLength={40}
            value={wave.name}
            status={own.length > 0 ? 'error' : ''}
            onChange={(e) => set({ ...wave, name: e.target.value })}
          />
          <Wrong faults={own} />
        </div>
        <PeopleSelect
          shopId={shop.id}
          value={wave.owner}
          label={t('campaign.owner')}
          placeholder={t('campaign.noOwner')}
          set={(owner) => set({ ...wave, owner })}
        />
        <Popconfirm
          title={t('campaign.edit.removeWaveSure', { name: wave.name })}
          okText={t('app.remove')}
          cancelText={t('app.cancel')}
          onConfirm={remove}
        >
          <Button danger>{t('campaign.edit.removeWave')}</Button>
        </Popconfirm>
      </div>
      {phases.length > 0 && (
        <div className="campaign-phase campaign-phase-head" aria-hidden="true">
          <span>{t('campaign.phaseOf')}</span>
          <span>{t('campaign.from')}</span>
          <span>{t('campaign.until')}</span>
        </div>
      )}
      {phases.map((phase) => (
        <PhaseForm
          key={phase.key}
          phase={phase}
          faults={faults.filter(({ at }) => at === phase.key)}
          set={(changed) => set({ ...wave, phases: phases.map((one) => (one === phase ? changed : one)) })}
          remove={() => set({ ...wave, phases: phases.filter((one) => one !== phase) })}
        />
      ))}
      <Button
        size="small"
        icon={<Icon name="plus" size={13} />}
        disabled={phases.length >= 20}
        onClick={() => set({ ...wave, phases: [...phases, blankPhase(next, wave, shop.timeZone)] })}
      >
        {t('campaign.edit.addPhase')}
      </Button>
    </fieldset>
  )
}
