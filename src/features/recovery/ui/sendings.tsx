import { useInfiniteQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HOUR, MINUTE } from '../../../shared/time.ts'
import { dateTime } from '../../../web/format.ts'
import { More } from '../../../web/parts/more.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { Sending } from '../domain/case.ts'
import { about, recoveryApi, usePlans } from './api.ts'
import { costText } from './words.ts'

interface SendingsProps {
  shopId: number
  /** Of one plan only; null: of all, to choose from. */
  planId: number | null
  /** One hour of the calendar. */
  hour?: number | null
  clearHour?(): void
}

/** What was sent and what not, each with its reason. */
export const Sendings = ({ shopId, planId, hour = null, clearHour }: SendingsProps) => {
  const { t, i18n } = useTranslation()
  const [state, setState] = useState<Sending['state'] | undefined>()
  const [chosen, setChosen] = useState<number | undefined>()
  const plans = usePlans(shopId).data?.plans ?? []
  const plan = planId ?? chosen
  const query = {
    ...(plan !== undefined && { planId: plan }),
    ...(state && { state }),
    ...(hour !== null && { from: hour, to: hour + HOUR }),
  }
  const sendings = useInfiniteQuery({
    queryKey: [...about(shopId), 'sendings', query],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam: before }) =>
      recoveryApi.sendings({
        params: { shopId },
        query: { ...query, ...(before !== undefined && { before }) },
      }),
    getNextPageParam: (page) => (page.more ? page.sendings.at(-1)?.id : undefined),
  })
  const found = sendings.data?.pages.flatMap((page) => page.sendings) ?? []
  const stepName = (one: Sending) => {
    const of = plans.find(({ id }) => id === one.planId)
    const at = of?.steps.findIndex(({ code }) => code === one.step) ?? -1
    return at < 0 ? one.step : t('recovery.flow.step', { n: at + 1 })
  }
  return (
    <section className="block">
      <div className="plan-bar">
        <h2 className="block-title">{t('recovery.sendings.title')}</h2>
        {hour !== null && (
          <span className="tag">
            {t('recovery.sendings.hourOf', { at: dateTime(hour, i18n.language) })}
            <button type="button" aria-label={t('recovery.sendings.clearHour')} onClick={clearHour}>
              ×
            </button>
          </span>
        )}
        <span className="plan-space" />
        {planId === null && (
          <Select<number>
            aria-label={t('recovery.sendings.anyPlan')}
            style={{ width: 200 }}
            value={chosen ?? 0}
            onChange={(id) => setChosen(id === 0 ? undefined : id)}
            options={[
              { value: 0, label: t('recovery.sendings.anyPlan') },
              ...plans.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <Select<string>
          aria-label={t('recovery.sendings.state')}
          style={{ width: 160 }}
          value={state ?? ''}
          onChange={(one) => setState(Sending.shape.state.safeParse(one).data)}
          options={[
            { value: '', label: t('recovery.sendings.any') },
            ...Sending.shape.state.options.map((value) => ({ value, label: t(`recovery.sending.${value}`) })),
          ]}
        />
      </div>
      {sendings.error && <Problem error={sendings.error} retry={() => void sendings.refetch()} />}
      {sendings.isPending && <Skeleton rows={5} height={44} />}
      {sendings.data && found.length === 0 && <Empty icon="send" title={t('recovery.sendings.none')} />}
      {found.length > 0 && (
        <table className="plan-table">
          <thead>
            <tr>
              {(['at', 'buyer', 'step', 'state', 'text'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`recovery.sendings.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.id} className={one.state === 'suppressed' ? 'sending-none' : undefined}>
                <td className="digits small">
                  {dateTime(one.decidedAt, i18n.language)}
                  {one.decidedAt - one.dueAt > 5 * MINUTE && (
                    <div className="faint">
                      {t('recovery.sendings.waitedFor', { at: dateTime(one.dueAt, i18n.language) })}
                    </div>
                  )}
                </td>
                <td>
                  {one.buyerName || one.buyerKey}
                  <div className="faint small">{t(`recovery.reason.${one.reason}`)}</div>
                </td>
                <td className="small">
                  {stepName(one)} · {t(`recovery.channel.${one.channel}`)}
                  {planId === null && (
                    <div className="faint">{plans.find(({ id }) => id === one.planId)?.name}</div>
                  )}
                </td>
                <td>
                  <span className={`sending-state sending-${one.state}`}>
                    {t(`recovery.sending.${one.state}`)}
                  </span>
                  {one.why && <div className="small">{t(`recovery.why.${one.why}`)}</div>}
                  {one.error && <div className="plan-error small">{one.error}</div>}
                  {one.costLi > 0 && <div className="faint small digits">{costText(one.costLi)}</div>}
                </td>
                <td className="small sending-text">{one.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More of={sendings} />
    </section>
  )
}
