/** Platforms on which a buyer's name is theirs alone: what an account is called by (旺旺 of Taobao and Tmall, 京东账号). On the
 * others names are chosen freely and often alike; on a shop's own site anybody may call themselves anything. From the
 * platforms' own exports, which name the buyer so and by nothing else; 2025. */
const uniqueNames: ReadonlySet<string> = new Set(['taobao', 'tmall', 'jd'])

/** How web chats mark who the shop has signed for, before the shop's own id of the buyer. */
const SIGNED = 'user:'

export interface Asking {
  platform: string
  /** Of the channel on which the buyer writes. */
  channelKind: string
  buyer: { externalId: string; name: string; verified: boolean }
}

/**
 * The keys under which orders are a buyer's (specs/order.md ORD-12): the platform's id; the name, where it is theirs alone and
 * whole (`小**` is many people). In a web chat only whom the shop has signed for has any: the others call themselves what they like.
 */
export const orderKeys = ({ platform, channelKind, buyer }: Asking): string[] => {
  const { externalId, name, verified } = buyer
  if (channelKind === 'web-chat')
    return verified && externalId.startsWith(SIGNED) ? [externalId.slice(SIGNED.length)] : []
  const named = uniqueNames.has(platform) && name !== '' && !name.includes('*')
  return named && name !== externalId ? [externalId, name] : [externalId]
}
