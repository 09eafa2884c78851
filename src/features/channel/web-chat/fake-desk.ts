import type { Hub } from '../../../platform/events/hub.ts'
import type { Inbound } from '../domain.ts'
import type { WebChatDeps } from './ports.ts'
import type { Said } from './shown.ts'

/** For tests: a desk in memory behind the door; keeps what it receives, tells the hub, lets agents speak. */
export const fakeDesk = (hub: Hub, shopId: number) => {
  const buyers = new Map<string, { buyerId: number; conversationId: number; messages: Said[] }>()
  const seen = new Map<string, number>()
  const calls: unknown[] = []
  let id = 0
  let seq = 0
  const tell = (talk: { buyerId: number; conversationId: number }, messages: Said[]) => {
    seq += 1
    const data = { conversation: { id: talk.conversationId, buyerId: talk.buyerId }, messages }
    hub.publish([{ shopId, seq, kind: 'conversation', at: 0, json: '', data }])
  }
  const talkOf = (externalId: string) => {
    const talk = buyers.get(externalId) ?? {
      buyerId: buyers.size + 1,
      conversationId: (buyers.size + 1) * 10,
      messages: [],
    }
    buyers.set(externalId, talk)
    return talk
  }
  const say = (externalId: string, message: Partial<Said>, publish = true): Said => {
    const talk = talkOf(externalId)
    id += 1
    const said: Said = {
      id,
      conversationId: talk.conversationId,
      author: 'agent',
      kind: 'text',
      text: '',
      picture: null,
      personId: null,
      sentAt: id * 1000,
      externalId: null,
      detail: null,
      ...message,
    }
    talk.messages.push(said)
    if (publish) tell(talk, [said])
    return said
  }
  const received: Inbound[] = []
  const deps: Pick<WebChatDeps, 'receive' | 'history' | 'read' | 'typing'> = {
    receive: async ({ inbound }) => ({
      replayed: false,
      outcomes: inbound.map((one) => {
        const { message, buyer } = one
        const before = seen.get(message.externalId)
        const conversationId = talkOf(buyer.externalId).conversationId
        if (before !== undefined) return { stored: false, messageId: before, conversationId }
        received.push(one)
        const { size, ...rest } = message
        const said = say(buyer.externalId, { ...rest, author: 'buyer', detail: size })
        seen.set(message.externalId, said.id)
        return { stored: true, messageId: said.id, conversationId }
      }),
    }),
    history: async (_shop, _channel, externalId, { after, before, limit }) => {
      const talk = buyers.get(externalId)
      const messages = (talk?.messages ?? []).filter((m) => m.id < (before ?? Number.POSITIVE_INFINITY))
      return {
        buyerId: talk?.buyerId ?? null,
        conversationId: talk?.conversationId ?? null,
        messages:
          after === undefined ? messages.slice(-limit) : messages.filter((m) => m.id > after).slice(0, limit),
      }
    },
    read: async (...call) => void calls.push(['read', ...call]),
    typing: (...call) => void calls.push(['typing', ...call]),
  }
  return { deps, say, received, calls, buyers }
}
