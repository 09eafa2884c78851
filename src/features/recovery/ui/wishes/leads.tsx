import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY } from '../../../../shared/time.ts'
import { atWall, wallOf } from '../../../../shared/wall.ts'
import { client } from '../../../../web/api.ts'
import { deskNow } from '../../../../web/clock.ts'
import { dateTime } from '../../../../web/format.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { TalkLink } from '../../../clock/ui/exposure-parts.tsx'
import type { Lead } from '../../../guard/lead/contract.ts'
import { leadApi } from '../../../guard/ui/api.ts'
import type { ShopFacts } from '../../../shop/domain.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import { taskContract } from '../../../task/contract.ts'

const taskApi = client(taskContract)

/** The same time tomorrow, to the hour. */
const tomorrow = (zone: string): string => `${wallOf(deskNow() + DAY, zone).slice(0, 14)}00`

const Row = ({ shop, lead }: { shop: ShopFacts; lead: Lead }) => {
  const { t, i18n } = useTranslation()
  const [when, setWhen] = useState(() => tomorrow(shop.timeZone))
  const [words, setWords] = useState(() => t('recovery.leads.wordsOf', { contact: lead.masked }))
  const dueAt = atWall(when, shop.timeZone)
  const make = useSave(
    () =>
      taskApi.addTask({
        params: { shopId: shop.id },
        body: { kind: 'follow-up', orderId: null, conversationId: lead.conversationId, words, dueAt },
      }),
    ['tasks', shop.id],
    undefined,
    t('recovery.leads.made'),
  )
  return (
    <tr>
      <td>
        <TalkLink shopId={shop.id} id={lead.conversationId}>
          {lead.buyerName || `#${lead.conversationId}`}
        </TalkLink>
        <div className="faint small digits">{dateTime(lead.foundAt, i18n.language)}</div>
      </td>
      <td>
        <span className="digits">{lead.masked}</span>
        <div className="faint small">
          {t('recovery.leads.expires', { at: dateTime(lead.expiresAt, i18n.language) })}
        </div>
      </td>
      <td className="small">{lead.note}</td>
      <td>
        {mayIn(shop.id, 'conversation.reply') && (
          <div className="lead-follow">
            <Input
              type="datetime-local"
              aria-label={t('recovery.leads.follow')}
              value={when}
              onChange={(e) => setWhen(e.target.value)}
            />
            <Input
              aria-label={t('recovery.leads.words')}
              maxLength={500}
              value={words}
              onChange={(e) => setWords(e.target.value)}
            />
            <Button
              disabled={dueAt === null || dueAt <= deskNow() || words.trim() === '' || make.isSuccess}
              loading={make.isPending}
              onClick={() => make.mutate(undefined)}
            >
              {t('recovery.leads.make')}
            </Button>
          </div>
        )}
      </td>
    </tr>
  )
}

/** Wholesale leads: whoever gave a contact to buy in quantity, each with a day on which somebody comes back to them. */
export const Leads = ({ shop }: { shop: ShopFacts }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['leads', shop.id, 'wholesale'],
    queryFn: () =>
      leadApi.leads({ params: { shopId: shop.id }, query: { purpose: 'wholesale', state: 'open' } }),
  })
  return (
    <section className="block">
      <h2 className="block-title">{t('recovery.leads.title')}</h2>
      <p className="block-says">{t('recovery.leads.says')}</p>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={2} height={48} />}
      {data?.leads.length === 0 && <Empty icon="user" title={t('recovery.leads.none')} />}
      {data && data.leads.length > 0 && (
        <table className="plan-table">
          <thead>
            <tr>
              <th scope="col">{t('recovery.leads.buyer')}</th>
              <th scope="col">{t('recovery.leads.contact')}</th>
              <th scope="col">{t('recovery.leads.note')}</th>
              <th scope="col">{t('recovery.leads.follow')}</th>
            </tr>
          </thead>
          <tbody>
            {data.leads.map((lead) => (
              <Row key={lead.id} shop={shop} lead={lead} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
