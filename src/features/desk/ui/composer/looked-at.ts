import type { Message } from '../../../conversation/domain.ts'

/** So many messages back; what was asked before is another matter. */
const BACK = 30
/** How the web chat says what a buyer looks at: a line with the title and the page (see `withProduct`). */
const LINE = /^【(.+)】 \S+$/m

/** The id or title of the product that the buyer wrote about last; null where nothing tells. */
export const lookedAt = (messages: readonly Pick<Message, 'author' | 'text' | 'detail'>[]): string | null => {
  for (const { author, text, detail } of messages.slice(-BACK).toReversed()) {
    if (author !== 'buyer') continue
    const about = detail?.item ?? LINE.exec(text)?.[1]
    if (about !== undefined && about !== '') return about
  }
  return null
}
