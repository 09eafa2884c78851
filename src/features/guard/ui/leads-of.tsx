import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DAY } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import type { Lead } from '../lead/contract.ts'
import { leadApi } from './api.ts'
import { Contact, LeadNote, Purpose, useLead } from './lead-row.tsx'

const One = ({ shopId, lead }: { shopId: number; lead: Lead }) => {
  const { t } = useTranslation()
  const { set } = useLead(shopId, lead)
  const left = Math.max(0, Math.ceil((lead.expiresAt - deskNow()) / DAY))
  return (
    <li className={lead.done ? 'lead-card guard-off' : 'lead-card'}>
      <Contact shopId={shopId} lead={lead} />
      <span className="lead-line">
        <Purpose lead={lead} set={set} />
        <LeadNote lead={lead} set={set} />
      </span>
      <span className="lead-line faint small">
        <span style={{ flex: 1 }}>{t('guard.leads.expiresIn', { count: left })}</span>
        {lead.mayReveal && (
          <button type="button" className="link small" onClick={() => set({ done: lead.done === null })}>
            {t(lead.done ? 'guard.leads.markOpen' : 'guard.leads.markDone')}
          </button>
        )}
      </span>
    </li>
  )
}

/** Contacts that the buyer of a conversation gave, beside it. Nothing where there are none. */
export const LeadsOf = ({ shopId, conversationId }: { shopId: number; conversationId: number }) => {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['leads', shopId, 'of', conversationId],
    queryFn: () => leadApi.leads({ params: { shopId }, query: { conversation: conversationId } }),
    staleTime: 60_000,
  })
  if (!data || data.leads.length === 0) return null
  return (
    <div className="field">
      <span className="field-name">{t('guard.leads.inPanel')}</span>
      <ul className="cards">
        {data.leads.map((lead) => (
          <One key={lead.id} shopId={shopId} lead={lead} />
        ))}
      </ul>
    </div>
  )
}
