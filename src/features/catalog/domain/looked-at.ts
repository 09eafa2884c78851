/** What is read of a message; conversations' messages are such. */
interface Said {
  author: string
  text: string
  detail: { item?: string | undefined } | null
}

/** So many messages back; what was asked before is another matter. */
const BACK = 30
/** How the web chat says what a buyer looks at: a line with the title and the page (see `withProduct`). */
const LINE = /^【(.+)】 \S+$/m
/** Products that a conversation remembers, and characters of an id (`AssistantMemory.goods`). */
const GOODS = 5
const ID = 80

/** The product that a buyer's message is about: its id; its title where the message has no more; null if nothing tells. */
export const itemOf = ({ author, text, detail }: Said): string | null => {
  if (author !== 'buyer') return null
  const about = detail?.item ?? LINE.exec(text)?.[1] ?? ''
  return about === '' ? null : about
}

/** The id or title of the product that the buyer wrote about last; null where nothing tells. */
export const lookedAt = (messages: readonly Said[]): string | null => {
  for (const message of messages.slice(-BACK).toReversed()) {
    const about = itemOf(message)
    if (about !== null) return about
  }
  return null
}

/** The products talked about when these join them: the latest first, each once, no more than five. */
export const goodsWith = (goods: readonly string[] | undefined, latest: readonly string[]): string[] =>
  [...new Set([...latest.filter((id) => id !== '' && id.length <= ID), ...(goods ?? [])])].slice(0, GOODS)
