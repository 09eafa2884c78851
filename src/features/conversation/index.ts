export { createOutbox, deliveryOf } from './outbox.ts'
export * as conversationStore from './store.ts'
