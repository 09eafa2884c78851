import { folded } from '../../../shared/text.ts'

/** Where one question may end and the next begin. */
const ENDS = /(?<=[?？!！。；;，,\n])/u
/** What makes a piece of a message a question: a word that asks, in both languages. A mark alone does not: “急？？” asks
 * nothing of its own. */
const ASKS =
  /[吗么呢]|不[?？!！。；;，,\s]*$|什么|怎么|多久|多少|几|哪|能|可以|可否|有没有|是不是|会不会|\b(?:how|what|when|where|which|why|can|could|do|does|is|are|will)\b/iu
const MOST = 4
/** Letters of the shortest question: “能退不”. What is shorter is a piece of one, cut by a comma in the middle. */
const LEAST = 3

/** The questions of a message, each in its own words; the whole message where it holds one or none (AST-13). */
export const questionsIn = (text: string): string[] => {
  const parts = text
    .split(ENDS)
    .filter((part) => ASKS.test(part))
    .map((part) => part.replace(/[\s，,；;。]+$/u, '').trim())
  const whole = parts.length < 2 || parts.length > MOST || parts.some((part) => folded(part).length < LEAST)
  return whole ? [text] : parts
}
