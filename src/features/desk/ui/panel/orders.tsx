import type { Conversation } from '../../../conversation/domain.ts'

/** The orders of a conversation's buyer, and what is open with them. */
export const TalkOrders = ({ conversation: _ }: { conversation: Conversation }) => null
