import { languageNow } from '../../../web/i18n.ts'
import type { Said } from '../domain/verdict.ts'

export const inLanguage = ({ zh, en }: Said): string => (languageNow() === 'en' ? en : zh)

/** Pieces of a text, those in which something was found apart. Places that overlap are one. */
export const pieces = (
  text: string,
  found: readonly { at: readonly [number, number] }[],
): { from: number; text: string; found: boolean }[] => {
  const out: { from: number; text: string; found: boolean }[] = []
  let done = 0
  const put = (to: number, isFound: boolean) => {
    if (to > done) out.push({ from: done, text: text.slice(done, to), found: isFound })
    done = Math.max(done, to)
  }
  for (const { at } of found.toSorted((a, b) => a.at[0] - b.at[0])) {
    put(Math.min(at[0], text.length), false)
    put(Math.min(at[1], text.length), true)
  }
  put(text.length, false)
  return out
}
