import { type Features, featuresOf, likeness } from './features.ts'
import { bare } from './words.ts'

/** An agent's answer, cleaned. */
export interface Said {
  messageId: number
  text: string
  personId: number | null
  /** It was given to this question alone. */
  alone: boolean
}

/** Answers that say the same. */
export interface AnswerGroup {
  /** The most typical of them. */
  text: string
  size: number
  /** Who answered so. */
  people: readonly number[]
  messageIds: readonly number[]
}

/** Answers this alike say the same; higher than for questions, for a word more may turn an answer round. */
const SAME = 0.62
/** A group's answers compared with each other: more would take seconds and change nothing. */
const COMPARED = 60

const YES = /可以|能(?!量|源)|有的|支持|会的|包邮|是的|没问题|\byes\b|\bcan\b(?!not|'t)|\bsure\b/iu
const NO =
  /不可以|不能|不可|不支持|没有|不会|不包邮|不行|无法|暂不|不是|禁止|\bno\b|\bnot\b|cannot|can't|don't|doesn't|won't|unable/iu

/** Whether a text says yes or no; null where it is neither or both. */
const saysYes = (text: string): boolean | null => {
  if (NO.test(text)) return YES.test(text.replace(new RegExp(NO, 'giu'), '')) ? null : false
  return YES.test(text) ? true : null
}

const MEASURE =
  /(\d+(?:\.\d+)?)\s*(?:[-~至到]\s*(\d+(?:\.\d+)?)\s*)?(小时|天|个?工作日|日|分钟|元|块|折|cm|厘米|米|kg|公斤|斤|克|度|℃|%|hours?|days?|minutes?|years?|年|个月|months?)/giu
/** Numbers with what they measure. */
const measures = (text: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [, from = '', to = '', unit = ''] of text.normalize('NFKC').matchAll(MEASURE)) {
    const kind = unit.toLowerCase().replace(/s$/, '')
    // The first of a kind is what was asked for.
    if (!found.has(kind)) found.set(kind, to === '' ? from : `${from}-${to}`)
  }
  return found
}

/** Whether two answers to one question cannot both be right: one says yes and the other no, or they name other numbers. */
export const contradict = (a: string, b: string): boolean => {
  const [yesA, yesB] = [saysYes(a), saysYes(b)]
  if (yesA !== null && yesB !== null && yesA !== yesB) return true
  const other = measures(b)
  return [...measures(a)].some(([unit, value]) => other.has(unit) && other.get(unit) !== value)
}

/** The answer most alike to all others; of equals the shorter, then the earlier. */
const typical = (of: readonly { said: Said; features: Features }[]): Said | undefined => {
  const compared = of.slice(0, COMPARED)
  const scored = compared.map((one) => ({
    said: one.said,
    score:
      compared.reduce((sum, other) => sum + likeness(one.features, other.features), 0) +
      // What was said to this question alone is surer than what may have answered another of the same round.
      (one.said.alone ? 0.5 : 0),
  }))
  return scored.toSorted(
    (a, b) =>
      b.score - a.score || a.said.text.length - b.said.text.length || a.said.messageId - b.said.messageId,
  )[0]?.said
}

/**
 * Agents' answers to the questions of one group, those that say the same together, the most frequent first. Whatever
 * order they are given in: they are taken in the order of their messages. Answers that contradict each other never
 * come together, however alike their words.
 */
export const groupAnswers = (answers: readonly Said[]): AnswerGroup[] => {
  const groups: { said: Said; features: Features }[][] = []
  for (const said of answers.toSorted((a, b) => a.messageId - b.messageId)) {
    const one = { said, features: featuresOf(said.text) }
    const home = groups
      .map((group) => ({ group, first: group[0] }))
      .filter(
        ({ first }) =>
          first !== undefined &&
          (bare(first.said.text) === bare(said.text) ||
            (likeness(one.features, first.features) >= SAME && !contradict(first.said.text, said.text))),
      )
      .toSorted(
        (a, b) =>
          likeness(one.features, b.first?.features ?? new Map()) -
          likeness(one.features, a.first?.features ?? new Map()),
      )[0]
    if (home) home.group.push(one)
    else groups.push([one])
  }
  return groups
    .map((group) => ({
      text: typical(group)?.text ?? '',
      size: group.length,
      people: [...new Set(group.flatMap(({ said }) => said.personId ?? []))].toSorted((a, b) => a - b),
      messageIds: group.map(({ said }) => said.messageId),
    }))
    .toSorted((a, b) => b.size - a.size || (a.messageIds[0] ?? 0) - (b.messageIds[0] ?? 0))
}

/** The first two answers, by how often they are given, that contradict each other; null where agents agree. */
export const disagreement = (groups: readonly AnswerGroup[]): [AnswerGroup, AnswerGroup] | null => {
  for (const [i, one] of groups.entries())
    for (const other of groups.slice(i + 1)) if (contradict(one.text, other.text)) return [one, other]
  return null
}
