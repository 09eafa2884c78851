import type { Card } from '../../catalog/domain/shown-card.ts'
import type { BuyerMessage } from './contract.ts'

/** What the door needs of a stored message; conversations' messages are such. */
export interface Said {
  id: number
  conversationId: number
  author: string
  kind: string
  text: string
  picture: string | null
  personId: number | null
  sentAt: number
  externalId: string | null
  detail: { width?: number | undefined; height?: number | undefined; card?: Card | undefined } | null
}

const speakers: Record<string, BuyerMessage['from']> = {
  buyer: 'buyer',
  agent: 'agent',
  // Read and confirmed by a person, who answers for it.
  'assistant-assist': 'agent',
  'assistant-auto': 'assistant',
  system: 'system',
}

/**
 * Whether a message is meant for buyers. Notes and notices are not, nor any kind or author there may be one day
 * that is not named here.
 */
export const reaches = (said: Said): boolean =>
  (said.kind === 'text' || said.kind === 'picture') && speakers[said.author] !== undefined

/** Whether buyers see it under a person's name. */
export const named = (said: Said): boolean => speakers[said.author] === 'agent'

/** A message that reaches buyers, as they see it; `name` is the agent's public one. */
export const shown = (said: Said, name: string | null): BuyerMessage => {
  const from = speakers[said.author] ?? 'system'
  const { width, height } = said.detail ?? {}
  return {
    id: said.id,
    from,
    name: from === 'agent' ? name : null,
    kind: said.kind === 'picture' ? 'picture' : 'text',
    text: said.text,
    picture: said.picture,
    size: width && height ? { width, height } : null,
    at: said.sentAt,
    clientId: from === 'buyer' ? said.externalId : null,
    card: said.detail?.card ?? null,
  }
}
