import type { Said } from './verdict.ts'

/** A place to be mended: with a word in its stead, or with its clause taken out (null). */
export interface Mending {
  at: readonly [number, number]
  instead: string | null
  /** What may be said in the place of its sentence. */
  stay: Said
}

/** The end of a sentence. A ? or ; within a link is none. */
const ENDS = /[。！？；\n\r]|[!?;](?=\s|$|\p{Script=Han})/u
const endsAt = (text: string, at: number): boolean =>
  ENDS.test(text.slice(at, at + 2)) && !/^[^。！？；\n\r!?;]/u.test(text.slice(at, at + 1))

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** The sentence around a place: from after the sentence before to its own end mark. */
const sentence = (text: string, [from, to]: readonly [number, number]): [number, number] => {
  let start = from
  while (start > 0 && !endsAt(text, start - 1)) start--
  let end = to
  while (end < text.length && !endsAt(text, end)) end++
  // A question that goes takes its mark along.
  if (/^[?？]/.test(text.slice(end, end + 1))) end++
  return [start, end]
}

/** A text with the places put as said; the same words are not said twice. */
const inOnePass = (
  text: string,
  places: readonly { at: readonly [number, number]; put: string }[],
): string => {
  let now = ''
  let done = 0
  const said = new Set<string>()
  for (const { at, put } of [...places].sort((a, b) => a.at[0] - b.at[0] || b.at[1] - a.at[1])) {
    if (at[0] < done) continue
    now += text.slice(done, at[0])
    if (!said.has(put)) now += put
    said.add(put)
    done = at[1]
  }
  return (now + text.slice(done)).replace(/([。！？!?；;\n])\1+/g, '$1').trim()
}

/** The ways of mending a text, from the one that keeps most of it to the one that keeps nothing. */
export const mendedWays = function* (text: string, mendings: readonly Mending[]): Generator<string> {
  const [first] = mendings
  if (!first) return
  const language = isChinese(text) ? 'zh' : 'en'
  const whole = ({ at, stay }: Mending) => ({ at: sentence(text, at), put: stay[language] })
  const firm = mendings.filter(({ instead }) => instead === null).map(whole)
  // A sentence that goes takes its words along.
  const words = mendings.flatMap(({ at, instead }) =>
    instead === null || firm.some((gone) => at[0] < gone.at[1] && gone.at[0] < at[1])
      ? []
      : [{ at, put: instead }],
  )
  // A milder word may well stand twice; a sentence is said once.
  yield inOnePass(text, [...firm, ...words])
  yield inOnePass(text, mendings.map(whole))
  yield first.stay[language]
}
