import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import type { Conversation } from '../../../conversation/domain.ts'
import type { Order } from '../../../order/domain/order.ts'
import { mayIn, me, shopOf } from '../../../shop/ui/session.ts'
import { TalkTasks } from '../../../task/ui/panel.tsx'
import type { ToBuyer } from '../../../task/ui/parts/acts.tsx'
import { sendCard } from '../acting.ts'
import { desk } from '../live/feed.ts'
import { teamName, teams } from '../live/rules.ts'
import { keyOf } from '../live/state.ts'
import { composer } from '../view.ts'

const PICTURES = 8

/** What is open with a conversation's buyer. `changing`: an order whose change was asked for at its card. */
export const TasksOf = ({
  conversation: c,
  changing,
  stopChanging,
}: {
  conversation: Conversation
  changing: Order | null
  stopChanging(): void
}) => {
  const { t } = useTranslation()
  const key = keyOf(c)
  const members = useCell(desk, (s) => s.members)
  const ofShops = useCell(teams)
  const messages = useCell(desk, (s) => s.streams.get(key)?.messages)
  const { locale = 'zh-CN' } = shopOf(c.shopId) ?? {}
  const others = c.assignee !== null && c.assignee !== me.get()?.personId
  const may =
    mayIn(c.shopId, 'conversation.reply') &&
    c.status !== 'closed' &&
    (!others || mayIn(c.shopId, 'conversation.take'))
  const toBuyer = useMemo<ToBuyer>(
    () => ({
      locale,
      async send(words, card) {
        if (!(await sendCard(key, words, { card }))) return null
        // The one that was stored just now: the latest with a card, written by this person.
        const stored = desk
          .get()
          .streams.get(key)
          ?.messages.findLast((m) => m.detail?.card?.kind === 'order' && m.personId === me.get()?.personId)
        return stored?.id ?? null
      },
      suggest: (words) => composer.get()?.insert(words),
    }),
    [key, locale],
  )
  const pictures = (messages ?? [])
    .filter((m) => m.author === 'buyer' && m.picture !== null)
    .slice(-PICTURES)
    .map((m) => m.picture ?? '')
  return (
    <TalkTasks
      key={key}
      shopId={c.shopId}
      conversationId={c.id}
      last={messages?.findLast((m) => m.author === 'buyer')?.id ?? 0}
      pictures={pictures}
      nameOf={(id) =>
        id === me.get()?.personId
          ? t('task.me')
          : (members.get(keyOf({ shopId: c.shopId, id }))?.name ?? t('task.someone'))
      }
      teamOf={(code) => teamName(ofShops, c.shopId, code)}
      toBuyer={may ? toBuyer : null}
      changing={changing}
      stopChanging={stopChanging}
    />
  )
}
