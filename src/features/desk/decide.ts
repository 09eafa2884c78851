import type { Logged } from '../../platform/events/hub.ts'
import { WRITER } from '../../platform/events/log.ts'
import type { Instant } from '../../shared/time.ts'
import type { Buyer, Message } from '../conversation/domain.ts'
import type { Abouts, Batch, BatchOutcome, Outcome } from './batch.ts'
import type { Writes } from './flush-sql.ts'
import { keyOf, onceKey } from './memory.ts'
import type { Reading } from './read.ts'
import { step } from './step.ts'

/** Decides all inputs in order, in memory, which it changes. Gives what is to be written and what each batch is
 * answered. */
export const decide = (
  batches: readonly Batch[],
  reading: Reading,
  abouts: Abouts,
  now: Instant,
): { writes: Writes; outcomes: BatchOutcome[] } => {
  const { memory, deliveries: seenDeliveries, messages: known, seats, reminding } = reading
  const { counters } = memory
  const changedConversations = new Set<string>()
  const changedBuyers = new Map<string, Buyer>()
  const said = new Map<string, Message[]>()
  const writes: Writes = {
    messages: [],
    conversations: [],
    buyers: [],
    events: [],
    counters: [],
    deliveries: [],
    audit: [],
    breaches: [],
    slots: [],
    given: [],
    guarded: [],
    leads: [],
    writer: WRITER,
    now,
  }
  const outcomes: BatchOutcome[] = []

  for (const batch of batches) {
    const { shopId, delivery } = batch
    const counter = counters.get(shopId)
    const about = abouts.get(shopId)
    if (!counter || !about) {
      outcomes.push({ replayed: false, outcomes: batch.inputs.map(() => ({ ok: false, why: 'not-found' })) })
      continue
    }
    if (delivery) {
      const key = keyOf(shopId, delivery.channelId, delivery.id)
      if (seenDeliveries.has(key)) {
        outcomes.push({ replayed: true })
        continue
      }
      seenDeliveries.add(key)
      writes.deliveries.push({ shopId, ...delivery })
    }
    const results: Outcome[] = []
    for (const input of batch.inputs) {
      const once = onceKey(shopId, input, memory)
      const stored = once === null ? undefined : known.get(once)
      if (stored) {
        results.push({
          ok: true,
          stored: false,
          messageId: stored.messageId,
          conversationId: stored.conversationId,
        })
        continue
      }
      const talk = memory.talk(shopId, input)
      const key = talk.conversation ? keyOf(shopId, talk.conversation.id) : ''
      const next = {
        message: counter.message_id + 1,
        conversation: counter.conversation_id + 1,
        buyer: counter.buyer_id + 1,
      }
      const anotherOpen = memory.anotherOpen.has(key)
      const room = (personId: number) => seats.room(shopId, personId)
      const own = once !== null && input.what === 'remind' ? { reminding: reminding.get(once) } : null
      const decision = step(talk, input, { ...about, anotherOpen, room, ...own }, next, now)
      if (!decision.ok) {
        const { guarded, detail } = decision
        if (guarded) writes.guarded.push({ shopId, ...guarded.record })
        results.push({
          ok: false,
          why: decision.why,
          ...((guarded || detail) && { detail: { ...detail, ...(guarded && { verdict: guarded.verdict }) } }),
        })
        continue
      }
      const { conversation } = decision
      if (!decision.changed) {
        results.push({
          ok: true,
          stored: true,
          messageId: conversation.lastMessageId,
          conversation,
          messages: [],
        })
        continue
      }
      const { buyer, messages } = decision
      // The limit holds for what is given and claimed. A supervisor who takes over may go beyond, and what comes back to
      // its owner by itself, with routing off, is not given by anybody.
      const checked = input.what === 'assigned' || (input.what === 'command' && input.command.do !== 'take')
      const before = talk.conversation?.id === conversation.id ? talk.conversation : null
      seats.move(shopId, before, conversation, checked)
      for (const breach of decision.breaches) writes.breaches.push({ shopId, ...breach })
      for (const record of decision.guarded) writes.guarded.push({ shopId, ...record })
      for (const lead of decision.leads) writes.leads.push({ shopId, ...lead })
      if (input.what === 'assigned') writes.given.push({ shopId, personId: input.to })
      counter.message_id += messages.length
      counter.conversation_id = Math.max(counter.conversation_id, conversation.id)
      counter.buyer_id = Math.max(counter.buyer_id, buyer.id)
      const conversationKey = keyOf(shopId, conversation.id)
      const buyerKey = keyOf(shopId, buyer.id)
      const was = talk.buyer
      if (
        !was ||
        was.name !== buyer.name ||
        was.verified !== buyer.verified ||
        was.conversationId !== buyer.conversationId
      )
        changedBuyers.set(buyerKey, buyer)
      memory.keep(buyer)
      memory.conversations.set(conversationKey, conversation)
      changedConversations.add(conversationKey)
      const all = said.get(conversationKey)
      if (all) all.push(...messages)
      else said.set(conversationKey, [...messages])
      for (const message of messages)
        writes.messages.push({ shopId, channelId: conversation.channelId, message })
      const first = messages.find((m) => m.externalId !== null) ?? messages[0]
      if (once !== null && first) known.set(once, { messageId: first.id, conversationId: conversation.id })
      if (input.what === 'command' && input.command.do === 'reply' && first)
        writes.audit.push({
          shopId,
          personId: input.by.personId,
          what: 'message.sent',
          detail: { conversation: conversation.id, message: first.id },
        })
      results.push({
        ok: true,
        stored: true,
        messageId: first?.id ?? conversation.lastMessageId,
        conversation,
        messages,
      })
    }
    outcomes.push({ replayed: false, outcomes: results })
  }

  // One event a conversation: how it is now, and everything said in it during this flush.
  for (const key of changedConversations) {
    const conversation = memory.conversations.get(key)
    const counter = conversation && counters.get(conversation.shopId)
    if (!conversation || !counter) continue
    writes.conversations.push(conversation)
    counter.seq += 1
    const data = { conversation, messages: said.get(key) ?? [] }
    const event: Logged = {
      shopId: conversation.shopId,
      seq: counter.seq,
      kind: 'conversation',
      at: now,
      data,
      json: JSON.stringify(data),
    }
    writes.events.push(event)
  }
  writes.buyers.push(...changedBuyers.values())
  writes.slots.push(...seats.moved())
  for (const shopId of new Set(writes.events.map((e) => e.shopId))) {
    const counter = counters.get(shopId)
    if (counter) writes.counters.push({ ...counter })
  }
  return { writes, outcomes }
}
