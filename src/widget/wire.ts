/** What the widget and the desk's public door say to each other. Types alone: no schema reaches the buyer's phone. */

export { besides, isWebAddress } from '../features/catalog/domain/card-words.ts'
export type { Card } from '../features/catalog/domain/shown-card.ts'
export type { BuyerMessage, Session } from '../features/channel/web-chat/contract.ts'
export { type LookedAt, withProduct } from '../features/channel/web-chat/product.ts'
