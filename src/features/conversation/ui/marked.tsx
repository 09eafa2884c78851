import type { ReactNode } from 'react'

/** Text in which the words looked for are marked. */
export const Marked = ({ text, find }: { text: string; find?: string | undefined }): ReactNode => {
  const words = (find ?? '').split(/\s+/).filter((w) => w !== '')
  if (words.length === 0) return text
  const pattern = new RegExp(
    `(${words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
    'gi',
  )
  return text.split(pattern).map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one unchanging text
    i % 2 === 1 ? <mark key={i}>{part}</mark> : part,
  )
}
