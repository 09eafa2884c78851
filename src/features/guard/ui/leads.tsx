import { useInfiniteQuery } from '@tanstack/react-query'
import { Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../web/format.ts'
import { More } from '../../../web/parts/more.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { TalkLink } from '../../clock/ui/exposure-parts.tsx'
import { useWho } from '../../clock/ui/exposure-who.ts'
import { type Lead, LeadPurpose } from '../lead/contract.ts'
import { leadApi } from './api.ts'
import { Contact, Expiry, type FieldProps, LeadNote, Purpose, useLead } from './lead-row.tsx'

const LeadActions = ({ lead, set, forget }: FieldProps & { forget(): void }) => {
  const { t } = useTranslation()
  if (!lead.mayReveal) return null
  return (
    <span className="lead-do">
      <button type="button" className="link small" onClick={() => set({ done: lead.done === null })}>
        {t(lead.done ? 'guard.leads.markOpen' : 'guard.leads.markDone')}
      </button>
      <Popconfirm title={t('guard.leads.forgetSure')} onConfirm={forget}>
        <button type="button" className="link small">
          {t('guard.leads.forget')}
        </button>
      </Popconfirm>
    </span>
  )
}

const Row = ({ shopId, lead }: { shopId: number; lead: Lead }) => {
  const { t, i18n } = useTranslation()
  const who = useWho(shopId)
  const { set, forget } = useLead(shopId, lead)
  return (
    <tr className={lead.done ? 'guard-off' : undefined}>
      <td>
        <Contact shopId={shopId} lead={lead} />
      </td>
      <td>
        <TalkLink shopId={shopId} id={lead.conversationId}>
          {lead.buyerName || `#${lead.conversationId}`}
        </TalkLink>
        <div className="faint small digits">{dateTime(lead.foundAt, i18n.language)}</div>
      </td>
      <td>
        <Purpose lead={lead} set={set} />
      </td>
      <td>
        <Expiry lead={lead} set={set} />
      </td>
      <td>
        <LeadNote lead={lead} set={set} />
      </td>
      <td>
        {lead.done && (
          <div className="faint small">{t('guard.leads.doneBy', { name: who.person(lead.done.by) })}</div>
        )}
        <LeadActions lead={lead} set={set} forget={forget} />
      </td>
    </tr>
  )
}

/** Contacts that buyers volunteered, to be followed up on the platform. */
export const Leads = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState<LeadPurpose | undefined>()
  const [state, setState] = useState<'open' | 'done' | undefined>('open')
  const query = { ...(purpose && { purpose }), ...(state && { state }) }
  const leads = useInfiniteQuery({
    queryKey: ['leads', shopId, 'list', query],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      leadApi.leads({
        params: { shopId },
        query: { ...query, ...(pageParam !== undefined && { before: pageParam }) },
      }),
    getNextPageParam: (page) => (page.more ? page.leads.at(-1)?.id : undefined),
  })
  const found = leads.data?.pages.flatMap((page) => page.leads) ?? []
  return (
    <section className="block">
      <h2 className="block-title">{t('guard.leads.title')}</h2>
      <p className="block-says">{t('guard.leads.says')}</p>
      <div className="guard-bar">
        <Select<'open' | 'done' | ''>
          aria-label={t('guard.leads.state')}
          style={{ width: 150 }}
          value={state ?? ''}
          onChange={(chosen) => setState(chosen === '' ? undefined : chosen)}
          options={[
            { value: 'open', label: t('guard.leads.open') },
            { value: 'done', label: t('guard.leads.done') },
            { value: '', label: t('guard.leads.all') },
          ]}
        />
        <Select<LeadPurpose>
          allowClear
          aria-label={t('guard.leads.purpose')}
          placeholder={t('guard.leads.purpose')}
          style={{ width: 130 }}
          value={purpose ?? null}
          onChange={setPurpose}
          options={LeadPurpose.options.map((value) => ({
            value,
            label: t(`guard.leads.purposes.${value}`),
          }))}
        />
      </div>
      {leads.error && <Problem error={leads.error} retry={() => void leads.refetch()} />}
      {leads.isPending && <Skeleton rows={4} height={44} />}
      {leads.data && found.length === 0 && <Empty icon="shield" title={t('guard.leads.none')} />}
      {found.length > 0 && (
        <table className="guard-table lead-table">
          <thead>
            <tr>
              <th scope="col">{t('guard.leads.contact')}</th>
              <th scope="col">{t('guard.leads.buyer')}</th>
              <th scope="col">{t('guard.leads.purpose')}</th>
              <th scope="col">{t('guard.leads.expires')}</th>
              <th scope="col">{t('guard.leads.note')}</th>
              <th scope="col">{t('guard.leads.state')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((lead) => (
              <Row key={lead.id} shopId={shopId} lead={lead} />
            ))}
          </tbody>
        </table>
      )}
      <More of={leads} />
    </section>
  )
}
