import { randomUUID } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'
import { findPicture } from '../../platform/pictures/index.ts'
import { refuse } from '../../shared/refusal.ts'
import { storable } from '../../shared/text.ts'
import type { Command } from '../conversation/command.ts'
import type { Conversation, Message } from '../conversation/domain.ts'
import { conversationStore } from '../conversation/index.ts'
import type { Pipeline } from './pipeline.ts'
import type { Doer } from './step.ts'

const clean = (command: Command): Command => {
  switch (command.do) {
    case 'reply':
    case 'note':
      return { ...command, text: storable(command.text) }
    case 'transfer':
      return { ...command, note: storable(command.note) }
    case 'tag':
      return { ...command, tags: command.tags.map(storable) }
    default:
      return command
  }
}

const refuseArchived = async (db: Db, shopId: number, conversationId: number) => {
  const kind = await db.tx({ shops: [shopId] }, (tx) =>
    conversationStore.channelKindOf(tx, shopId, conversationId),
  )
  if (kind === 'import') throw refuse('archived', { conversationId })
}

/** Consent is the buyer's own word, in this conversation. */
const needBuyersMessage = async (db: Db, shopId: number, conversationId: number, messageId: number) => {
  const message = await db.tx({ shops: [shopId] }, (tx) =>
    conversationStore.messageById(tx, shopId, messageId),
  )
  if (message?.author !== 'buyer' || message.conversationId !== conversationId)
    throw refuse('not-found', { messageId })
}

const sizeOf = async (db: Db, shopId: number, picture: string | null) => {
  if (picture === null) return null
  const size = await findPicture(db, shopId, picture)
  if (!size)
    throw refuse('malformed', {
      where: 'body',
      problems: [{ field: 'picture', problem: 'not a picture of this shop: upload it first' }],
    })
  return size
}

/** Does what a person commands, or refuses with the step's reason. A repeated reply gives what was stored first. */
export const act = async (
  deps: { db: Db; pipeline: Pipeline },
  shopId: number,
  conversationId: number,
  by: Doer,
  command: Command,
): Promise<{ conversation: Conversation; messages: Message[] }> => {
  if (command.do === 'reopen') await refuseArchived(deps.db, shopId, conversationId)
  if (command.do === 'consent') await needBuyersMessage(deps.db, shopId, conversationId, command.messageId)
  const size = command.do === 'reply' ? await sizeOf(deps.db, shopId, command.picture) : null
  // A reply brings its own id; what has none gets one, under which its notice is stored once should it be tried again.
  const id = 'clientId' in command ? command.clientId : randomUUID()
  const done = await deps.pipeline.submit({
    shopId,
    inputs: [{ what: 'command', id, conversationId, by, command: clean(command), size }],
  })
  const outcome = done.replayed ? undefined : done.outcomes[0]
  if (!outcome) throw new Error('a command has no delivery id to be replayed')
  if (!outcome.ok) throw refuse(outcome.why, { conversationId, ...outcome.detail })
  if (outcome.stored) return { conversation: outcome.conversation, messages: outcome.messages }
  return deps.db.tx({ shops: [shopId] }, async (tx) => {
    const conversation = await conversationStore.conversationById(tx, shopId, conversationId)
    const message = await conversationStore.messageById(tx, shopId, outcome.messageId)
    if (!conversation || !message) throw refuse('not-found')
    return { conversation, messages: [message] }
  })
}
