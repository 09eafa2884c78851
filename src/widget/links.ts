export type Part = { text: string; href?: string }

/** Addresses as people write them: until white space, a full-width sign or a quote. */
const ADDRESS = /https?:\/\/[^\s<>"'`，。！？；：、（）【】《》“”‘’]+/gi
/** What ends a sentence, not an address. A closing bracket belongs to it when one was opened in it. */
const trimmed = (address: string): string => {
  let end = address.length
  for (;;) {
    const last = address[end - 1] ?? ''
    const closes = last === ')' && !address.slice(0, end).includes('(')
    if (!closes && !/[.,;:!?\]}]/.test(last)) return address.slice(0, end)
    end -= 1
  }
}

/**
 * A text with its addresses told apart. Parts become text nodes and `href`s of http(s) addresses, never markup, so
 * there is nothing a message could inject.
 */
export const partsOf = (text: string): Part[] => {
  const parts: Part[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found)
    let href: string
    try {
      const url = new URL(address)
      // A name before @ is a favourite way to make an address look like another.
      if (url.username !== '' || url.password !== '') continue
      href = url.href
    } catch {
      continue
    }
    if (index > from) parts.push({ text: text.slice(from, index) })
    parts.push({ text: address, href })
    from = index + address.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}
