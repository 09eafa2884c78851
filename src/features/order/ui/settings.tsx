import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { mayIn, shopApi } from '../../shop/ui/session.ts'
import { mostOff, type OrderSettings } from '../domain/settings.ts'
import { ORDER_SETTINGS, orderApi, useOrderSettings } from './api.ts'
import './order.css'

type Most = OrderSettings['priceOffMost']['agent']

/** An order by which the two limits are shown at work, fen. */
const SAMPLES = [10_000, 50_000]

const MostFields = ({
  label,
  most,
  set,
  editable,
}: {
  label: string
  most: Most
  set(most: Most): void
  editable: boolean
}) => {
  const { t } = useTranslation()
  return (
    <span className="order-most">
      <InputNumber
        aria-label={`${label} · ${t('order.settings.money')}`}
        prefix="¥"
        min={0}
        max={1_000_000}
        precision={2}
        disabled={!editable}
        value={most.fen / 100}
        onChange={(value) => set({ ...most, fen: Math.round((value ?? 0) * 100) })}
      />
      <span className="faint">{t('order.settings.and')}</span>
      <InputNumber
        aria-label={`${label} · ${t('order.settings.share')}`}
        suffix="%"
        min={0}
        max={100}
        precision={1}
        disabled={!editable}
        value={Math.round(most.share * 1000) / 10}
        onChange={(value) => set({ ...most, share: Math.round((value ?? 0) * 10) / 1000 })}
      />
    </span>
  )
}

/** What people may take off the price of an order before it is paid, and from when on a promise is told as near. */
const OrderSettingsPage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<OrderSettings | null>(null)
  const saved = useOrderSettings(shopId)
  const members = useQuery({
    queryKey: ['members', shopId],
    queryFn: async () => (await shopApi.members({ params: { shopId } })).members,
  })
  const save = useSave(
    (body: OrderSettings) => orderApi.setOrderSettings({ params: { shopId }, body }),
    [...ORDER_SETTINGS, shopId],
    () => setEdited(null),
  )
  const error = saved.error ?? members.error
  if (error)
    return <Problem error={error} retry={() => void Promise.all([saved.refetch(), members.refetch()])} />
  if (!saved.data || !members.data) return <Skeleton />
  const settings = edited ?? saved.data
  const { agent, supervisor, people } = settings.priceOffMost
  const editable = mayIn(shopId, 'settings.edit')
  const set = (change: Partial<OrderSettings['priceOffMost']>) =>
    setEdited({ ...settings, priceOffMost: { ...settings.priceOffMost, ...change } })
  const nameOf = (id: number) =>
    members.data.find(({ personId }) => personId === id)?.name ?? t('order.settings.left', { id })
  const others = members.data.filter(
    (m) => m.role !== 'viewer' && !people.some(({ personId }) => personId === m.personId),
  )
  const example = (role: 'agent' | 'supervisor') =>
    SAMPLES.map((fen) =>
      t('order.settings.example', {
        order: yuan(fen),
        money: yuan(
          mostOff(
            { ...settings, priceOffMost: { agent, supervisor, people: [] } },
            { personId: 0, role, baseFen: fen },
          ),
        ),
      }),
    ).join(t('order.settings.comma'))
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('order.settings.title')}</h2>
        <p className="block-says">{t('order.settings.says')}</p>
        {(['agent', 'supervisor'] as const).map((role) => (
          <div key={role} className="order-authority">
            <span className="shortcut-name">
              {t(`order.settings.role.${role}`)}
              <span className="faint small">{example(role)}</span>
            </span>
            <MostFields
              label={t(`order.settings.role.${role}`)}
              most={settings.priceOffMost[role]}
              set={(most) => set({ [role]: most })}
              editable={editable}
            />
          </div>
        ))}
        <h3 className="order-people-title">{t('order.settings.people')}</h3>
        <p className="block-says">{t('order.settings.peopleSay')}</p>
        {people.map((person) => (
          <div key={person.personId} className="order-authority">
            <span className="shortcut-name">{nameOf(person.personId)}</span>
            <MostFields
              label={nameOf(person.personId)}
              most={person}
              set={(most) =>
                set({
                  people: people.map((p) =>
                    p.personId === person.personId ? { ...most, personId: p.personId } : p,
                  ),
                })
              }
              editable={editable}
            />
            {editable && (
              <Button
                type="text"
                size="small"
                onClick={() => set({ people: people.filter((p) => p.personId !== person.personId) })}
              >
                {t('app.remove')}
              </Button>
            )}
          </div>
        ))}
        {editable && others.length > 0 && (
          <Select<number>
            showSearch={{ optionFilterProp: 'label' }}
            className="order-add-person"
            aria-label={t('order.settings.add')}
            placeholder={t('order.settings.add')}
            value={null}
            options={others.map((m) => ({ value: m.personId, label: m.name }))}
            onChange={(personId) => {
              const own = others.find((m) => m.personId === personId)
              const most = own?.role === 'agent' ? agent : supervisor
              set({ people: [...people, { ...most, personId }] })
            }}
          />
        )}
      </section>
      <section className="block">
        <h2 className="block-title">{t('order.settings.near')}</h2>
        <p className="block-says">{t('order.settings.nearSays')}</p>
        <div className="shortcut">
          <span className="shortcut-name">{t('order.settings.ship')}</span>
          <InputNumber
            className="order-near"
            aria-label={t('order.settings.ship')}
            suffix={t('order.settings.hours')}
            min={0}
            max={720}
            precision={0}
            disabled={!editable}
            value={settings.near.shipHours}
            onChange={(value) =>
              setEdited({ ...settings, near: { ...settings.near, shipHours: value ?? 0 } })
            }
          />
        </div>
        <div className="shortcut">
          <span className="shortcut-name">{t('order.settings.pay')}</span>
          <InputNumber
            className="order-near"
            aria-label={t('order.settings.pay')}
            suffix={t('order.settings.minutes')}
            min={0}
            max={10_080}
            precision={0}
            disabled={!editable}
            value={settings.near.payMinutes}
            onChange={(value) =>
              setEdited({ ...settings, near: { ...settings.near, payMinutes: value ?? 0 } })
            }
          />
        </div>
      </section>
      {edited && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }}>{t('order.settings.unsaved')}</span>
          <Button onClick={() => setEdited(null)}>{t('order.settings.discard')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(edited)}>
            {t('app.save')}
          </Button>
        </div>
      )}
    </>
  )
}
export default OrderSettingsPage
