import { useMemo } from 'react'
import { useCell } from '../../../../web/cell.ts'
import { lookedAt } from '../../../catalog/domain/looked-at.ts'
import { Products } from '../../../catalog/ui/panel/products.tsx'
import type { Conversation, Message } from '../../../conversation/domain.ts'
import { NoteWish } from '../../../recovery/ui/wishes/note-wish.tsx'
import { showProduct } from '../acting.ts'
import { desk } from '../live/feed.ts'
import { keyOf } from '../live/state.ts'
import { composer } from '../view.ts'

const none: readonly Message[] = []
/** So many of the buyer's messages are read for what they say of a body. */
const READ = 20
const COMPLAINT = 'complaint'

/** The products of a conversation: what its buyer looks at, what may be offered, and all others. */
export const TalkProducts = ({ conversation: c }: { conversation: Conversation }) => {
  const key = keyOf(c)
  const messages = useCell(desk, (s) => s.streams.get(key)?.messages ?? none)
  const writes = useCell(composer, (handle) => handle !== null)
  const words = useMemo(
    () => messages.flatMap((m) => (m.author === 'buyer' ? [m.text] : [])).slice(-READ),
    [messages],
  )
  const { goods = [], basket } = c.assistant
  const lines = useMemo(
    () => (basket?.lines ?? []).map(({ product, quantity }) => ({ product, quantity })),
    [basket],
  )
  const answers = writes && c.status !== 'closed'
  return (
    <Products
      shopId={c.shopId}
      about={lookedAt(messages)}
      goods={goods}
      words={words}
      basket={lines}
      complaint={c.route?.intent === COMPLAINT}
      insert={writes ? (text) => composer.get()?.insert(text) : null}
      below={(product) => (
        <NoteWish
          key={product.id}
          shopId={c.shopId}
          conversationId={c.id}
          buyerId={c.buyerId}
          product={product}
        />
      )}
      send={answers ? (product, sku) => showProduct(key, product, sku) : null}
    />
  )
}
