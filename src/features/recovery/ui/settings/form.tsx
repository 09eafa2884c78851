import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../../web/api.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Problem as Failed, Skeleton } from '../../../../web/parts/states.tsx'
import { Yuan } from '../../../bargaining/ui/fields.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import { recoveryContract } from '../../contract.ts'
import { RecoverySettings, type Stretch } from '../../domain/settings.ts'
import { Limits } from './limits.tsx'
import type { PartProps } from './part.ts'

const api = client(recoveryContract)

export const RecoveryForm = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<RecoverySettings | null>(null)
  const about = ['settings', 'recovery', shopId]
  const saved = useQuery({ queryKey: about, queryFn: () => api.recoverySettings({ params: { shopId } }) })
  const save = useSave(
    (body: RecoverySettings) => api.setRecoverySettings({ params: { shopId }, body }),
    about,
    () => setEdited(null),
  )
  if (saved.error) return <Failed error={saved.error} retry={() => void saved.refetch()} />
  if (!saved.data) return <Skeleton />
  const settings = edited ?? saved.data
  const part: PartProps = {
    settings,
    editable: mayIn(shopId, 'recovery.edit'),
    set: (change) => setEdited({ ...settings, ...change }),
  }
  const wrong = edited ? (RecoverySettings.safeParse(edited).error?.issues.length ?? 0) : 0
  return (
    <>
      <Hours {...part} />
      <Caps {...part} />
      <Costs {...part} />
      <Limits {...part} />
      {edited && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }} className={wrong > 0 ? 'count-red' : ''}>
            {wrong > 0 ? t('errands.settings.invalid', { count: wrong }) : t('sms.unsaved')}
          </span>
          <Button onClick={() => setEdited(null)}>{t('sms.discard')}</Button>
          <Button
            type="primary"
            disabled={wrong > 0}
            loading={save.isPending}
            onClick={() => save.mutate(edited)}
          >
            {t('app.save')}
          </Button>
        </div>
      )}
    </>
  )
}

const Hours = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const stretch = (name: 'quiet' | 'smsHours', label: string, says: string) => {
    const value: Stretch = settings[name]
    return (
      <div className="shortcut">
        <span className="shortcut-name">
          {label}
          <div className="faint small">{says}</div>
        </span>
        <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          {(['from', 'to'] as const).map((end) => (
            <Input
              key={end}
              type="time"
              aria-label={`${label} · ${t(`errands.settings.${end}`)}`}
              style={{ width: 120 }}
              disabled={!editable}
              value={value[end]}
              onChange={(e) => e.target.value && set({ [name]: { ...value, [end]: e.target.value } })}
            />
          ))}
        </span>
      </div>
    )
  }
  return (
    <section className="block">
      <h2 className="block-title">{t('errands.settings.hours')}</h2>
      <div className="shortcut">
        <span className="shortcut-name">
          {t('errands.settings.good')}
          <div className="faint small">{t('errands.settings.goodSays')}</div>
        </span>
        <Select
          mode="tags"
          aria-label={t('errands.settings.good')}
          style={{ minWidth: 260 }}
          open={false}
          tokenSeparators={[' ', ',', '，', '、']}
          disabled={!editable}
          value={settings.goodHours}
          onChange={(given: string[]) => {
            const hours = given
              .map((hour) =>
                hour
                  .normalize('NFKC')
                  .trim()
                  .replace(/^(\d):/, '0$1:'),
              )
              .filter((hour) => /^([01]\d|2[0-3]):[0-5]\d$/.test(hour))
            set({ goodHours: [...new Set(hours)].sort().slice(0, 12) })
          }}
        />
      </div>
      {stretch('quiet', t('errands.settings.quiet'), t('errands.settings.quietSays'))}
      {stretch('smsHours', t('errands.settings.sms'), t('errands.settings.smsSays'))}
    </section>
  )
}

const Caps = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const { caps } = settings
  const rows = [
    ['day', caps.day, 10, (day: number) => ({ ...caps, day })],
    ['days', caps.days.within, 90, (within: number) => ({ ...caps, days: { ...caps.days, within } })],
    ['count', caps.days.count, 50, (count: number) => ({ ...caps, days: { ...caps.days, count } })],
  ] as const
  return (
    <section className="block">
      <h2 className="block-title">{t('errands.settings.caps')}</h2>
      {rows.map(([name, value, max, next]) => (
        <div className="shortcut" key={name}>
          <span className="shortcut-name">{t(`errands.settings.${name}`)}</span>
          <InputNumber
            aria-label={t(`errands.settings.${name}`)}
            min={1}
            max={max}
            precision={0}
            disabled={!editable}
            value={value}
            onChange={(given) => set({ caps: next(given ?? 1) })}
          />
        </div>
      ))}
    </section>
  )
}

const Costs = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  return (
    <section className="block">
      <h2 className="block-title">{t('errands.settings.costs')}</h2>
      <p className="block-says">{t('errands.settings.costsSays')}</p>
      {(['chat', 'sms', 'phone'] as const).map((channel) => (
        <div className="shortcut" key={channel}>
          <span className="shortcut-name">{t(`errands.outs.channels.${channel}`)}</span>
          <InputNumber
            aria-label={`${t('errands.settings.costs')} · ${t(`errands.outs.channels.${channel}`)}`}
            min={0}
            max={100_000}
            precision={0}
            disabled={!editable}
            value={settings.costLi[channel]}
            onChange={(li) => set({ costLi: { ...settings.costLi, [channel]: li ?? 0 } })}
          />
        </div>
      ))}
      <Yuan
        label={t('errands.settings.valuable')}
        fen={settings.valuableFen}
        editable={editable}
        set={(valuableFen) => set({ valuableFen })}
      />
    </section>
  )
}
