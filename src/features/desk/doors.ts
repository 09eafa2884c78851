import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'
import type { Listening } from '../../platform/events/listen.ts'
import { refuse } from '../../shared/refusal.ts'
import { conversationStore } from '../conversation/index.ts'
import type { Live } from './contract.ts'
import type { Pipeline } from './pipeline.ts'

interface Deps {
  db: Db
  pass: Listening['pass']
  pipeline: Pipeline
}

/** What the channels' doors ask of conversations, which come after them in the order of features. */
export const doorPorts = (deps: Deps) => {
  const { db, pass, pipeline } = deps
  const readIn = async (shopId: number, conversationId: number, messageId: number): Promise<void> => {
    await pipeline.submit({ shopId, inputs: [{ what: 'buyer-read', conversationId, messageId }] })
  }
  return {
    /** Texts and pictures of all conversations of a buyer: the first above `after`, or the newest below `before`. */
    history: (
      shopId: number,
      channelId: number,
      buyerExternalId: string,
      page: { after?: number; before?: number; limit: number },
    ) =>
      db.tx({ shops: [shopId] }, async (tx) => {
        const buyer = await conversationStore.buyerByExternal(tx, shopId, channelId, buyerExternalId)
        if (!buyer) return { buyerId: null, conversationId: null, messages: [] }
        const messages =
          page.after === undefined
            ? await conversationStore.buyerMessagesBefore(
                tx,
                shopId,
                buyer.id,
                page.before ?? null,
                page.limit,
              )
            : await conversationStore.buyerMessagesAfter(tx, shopId, buyer.id, page.after, page.limit)
        return { buyerId: buyer.id, conversationId: buyer.conversationId, messages }
      }),

    readInConversation: readIn,

    /** A platform says that a buyer has read up to a message. Refuses 'not-found' for a buyer or message unknown. */
    async readOnPlatform(shopId: number, channelId: number, buyerExternalId: string, messageId: number) {
      const conversationId = await db.tx({ shops: [shopId] }, async (tx) => {
        const buyer = await conversationStore.buyerByExternal(tx, shopId, channelId, buyerExternalId)
        const message = await conversationStore.messageById(tx, shopId, messageId)
        if (!buyer || !message) return null
        const conversation = await conversationStore.conversationById(tx, shopId, message.conversationId)
        return conversation?.buyerId === buyer.id ? conversation.id : null
      })
      if (conversationId === null) throw refuse('not-found', { buyer: buyerExternalId, messageId })
      await readIn(shopId, conversationId, messageId)
    },

    typing(shopId: number, conversationId: number) {
      const data: Live = { shopId, conversationId, personId: null, doing: 'typing' }
      pass({ shopId, kind: 'live', data })
    },

    /** Delivers once more, as a new message, what could not be delivered. */
    async resend(shopId: number, messageId: number) {
      const message = await db.tx({ shops: [shopId] }, (tx) =>
        conversationStore.messageById(tx, shopId, messageId),
      )
      if (!message) throw refuse('not-found', { messageId })
      const { conversationId, author, kind, text, picture, personId, detail } = message
      const said = { author, kind, text, picture, personId, detail }
      // The id is the same for every press of the button: it goes out once.
      const id = again(shopId, messageId)
      const done = await pipeline.submit({ shopId, inputs: [{ what: 'again', id, conversationId, said }] })
      const outcome = done.replayed ? undefined : done.outcomes[0]
      if (outcome && !outcome.ok) throw refuse(outcome.why, { conversationId, ...outcome.detail })
    },
  }
}

const again = (shopId: number, messageId: number): string => {
  const hex = createHash('sha256').update(`again ${shopId} ${messageId}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
