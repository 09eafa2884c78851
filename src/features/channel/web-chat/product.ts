import { MESSAGE_LIMIT } from '../../../shared/text.ts'

/** What a buyer looks at while writing. */
export interface LookedAt {
  id: string
  title: string
  url: string
}

/**
 * A message with what it is about on a line of its own, so that the agent, the search and every other reader of
 * messages see it without knowing about it. Left out where it would make the message too long.
 */
export const withProduct = (text: string, product: LookedAt | null): string => {
  if (!product) return text
  const line = `【${product.title.replace(/\s+/g, ' ').trim()}】 ${product.url}`
  const whole = text === '' ? line : `${text}\n${line}`
  return whole.length <= MESSAGE_LIMIT ? whole : text
}
