import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { say, sayError } from '../../../../web/parts/toast.tsx'
import { routingApi } from '../../../routing/ui/api.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import { type Detail, refreshDetail } from '../detail.ts'
import { desk } from '../live/feed.ts'
import { keyOf } from '../live/state.ts'

/** Who looks after this buyer (专属客服): routing asks them before the team. */
export const NamedAgent = ({ detail }: { detail: Detail }) => {
  const { t } = useTranslation()
  const { buyer, conversation } = detail
  const members = useCell(desk, (s) => s.members)
  const people = [...members.values()].filter((m) => m.shopId === buyer.shopId && m.role !== 'viewer')
  const name = async (value: string) => {
    try {
      await routingApi.setBuyerAgent({
        params: { shopId: buyer.shopId, id: buyer.id },
        body: { personId: value === '' ? null : Number(value) },
      })
      say(t('app.saved'))
      void refreshDetail(keyOf(conversation))
    } catch (error) {
      sayError(error)
    }
  }
  const now = people.find(({ personId }) => personId === buyer.agentId)
  if (!mayIn(buyer.shopId, 'routing.direct'))
    return now ? (
      <>
        <dt>{t('panel.namedAgent')}</dt>
        <dd>{now.name}</dd>
      </>
    ) : null
  return (
    <>
      <dt>{t('panel.namedAgent')}</dt>
      <dd>
        <select
          className="input"
          aria-label={t('panel.namedAgent')}
          value={buyer.agentId ?? ''}
          onChange={(e) => void name(e.target.value)}
        >
          <option value="">{t('panel.noNamedAgent')}</option>
          {people.map((m) => (
            <option key={m.personId} value={m.personId}>
              {m.name}
            </option>
          ))}
        </select>
      </dd>
    </>
  )
}
