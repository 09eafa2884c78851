import { useCell } from '../../../../web/cell.ts'
import { lookedAt } from '../../../catalog/domain/looked-at.ts'
import type { Conversation, Message } from '../../../conversation/domain.ts'
import { type Priced, PricePanel } from '../../../pricing/ui/panel.tsx'
import { mayIn, me, shopOf } from '../../../shop/ui/session.ts'
import { send } from '../acting.ts'
import { putPrice } from '../composer/priced.ts'
import { desk } from '../live/feed.ts'
import { keyOf } from '../live/state.ts'
import { composer, write } from '../view.ts'

const none: readonly Message[] = []

/** The price panel of a conversation: what it starts from, and where the price goes. */
export const PriceOf = ({ conversation: c }: { conversation: Conversation }) => {
  const key = keyOf(c)
  const messages = useCell(desk, (s) => s.streams.get(key)?.messages ?? none)
  const shop = shopOf(c.shopId)
  const others = c.assignee !== null && c.assignee !== me.get()?.personId
  const may =
    mayIn(c.shopId, 'conversation.reply') &&
    c.status !== 'closed' &&
    (!others || mayIn(c.shopId, 'conversation.take'))
  const insert = ({ text, payableFen, basket }: Priced) => {
    if (basket) putPrice(key, { payableFen, basket })
    write('reply')
    // After the reply's field has been drawn, where a note was written.
    requestAnimationFrame(() => composer.get()?.insert(text))
  }
  const sendIt = ({ text, card, basket }: Priced) =>
    send(key, { kind: 'text', text, picture: null, ...(card && { card }), ...(basket && { basket }) })
  return (
    <PricePanel
      key={key}
      shopId={c.shopId}
      talk={key}
      zone={shop?.timeZone ?? 'Asia/Shanghai'}
      locale={shop?.locale ?? 'zh-CN'}
      memory={c.assistant}
      about={lookedAt(messages)}
      messages={messages}
      insert={may ? insert : null}
      send={may ? sendIt : null}
    />
  )
}
