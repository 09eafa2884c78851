import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import type { Conversation } from '../../../conversation/domain.ts'
import type { Order } from '../../../order/domain/order.ts'
import { Orders } from '../../../order/ui/panel/orders.tsx'
import type { ToBuyer } from '../../../order/ui/parts/acts.tsx'
import { WhyUnpaid } from '../../../recovery/ui/why/why-not.tsx'
import { mayIn, me, shopOf } from '../../../shop/ui/session.ts'
import { sendCard } from '../acting.ts'
import { desk } from '../live/feed.ts'
import { keyOf } from '../live/state.ts'
import { composer } from '../view.ts'
import { TasksOf } from './tasks.tsx'

/** The orders of a conversation's buyer, and what is open with them. */
export const TalkOrders = ({ conversation: c }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const key = keyOf(c)
  const members = useCell(desk, (s) => s.members)
  const [changing, setChanging] = useState<Order | null>(null)
  const { timeZone = 'Asia/Shanghai', locale = 'zh-CN' } = shopOf(c.shopId) ?? {}
  const others = c.assignee !== null && c.assignee !== me.get()?.personId
  const may =
    mayIn(c.shopId, 'conversation.reply') &&
    c.status !== 'closed' &&
    (!others || mayIn(c.shopId, 'conversation.take'))
  const toBuyer = useMemo<ToBuyer>(
    () => ({ locale, zone: timeZone, send: (text, card) => sendCard(key, text, { card }) }),
    [key, locale, timeZone],
  )
  return (
    <Orders
      key={key}
      shopId={c.shopId}
      conversationId={c.id}
      nameOf={(id) => members.get(keyOf({ shopId: c.shopId, id }))?.name ?? t('stream.someone')}
      toBuyer={may ? toBuyer : null}
      change={may ? setChanging : null}
      beside={(order) =>
        order.status === 'unpaid' && (
          <WhyUnpaid
            shopId={c.shopId}
            subject={`order:${order.id}`}
            language={locale === 'en' ? 'en' : 'zh'}
            insert={may ? (text) => composer.get()?.insert(text) : null}
          />
        )
      }
    >
      <TasksOf conversation={c} changing={changing} stopChanging={() => setChanging(null)} />
    </Orders>
  )
}
