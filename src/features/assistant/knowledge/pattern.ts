import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js'

/** Instructions a pattern may compile to. `(a{1000}){1000}` would take a machine's memory. */
const LARGEST = 5000

export interface PatternProblem {
  /** A sentence of the engine: what it does not take. */
  why: string
  /** The piece it means. */
  part: string
  /** Where that begins in the pattern, in UTF-16 units; null where the engine does not say. */
  at: number | null
}

/** A pattern ready for asking: finds its place anywhere in a text, whatever the case. Linear in the text. */
export type Finds = (text: string) => string | null

/** Makes a pattern ready, or says what is wrong with it and where (specs/assistant.md AST-63). */
export const compilePattern = (pattern: string): { finds: Finds } | { problem: PatternProblem } => {
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
    if (compiled.matcher('').matches())
      return { problem: { why: 'fits every message, because it fits an empty one', part: pattern, at: 0 } }
    if (compiled.programSize() > LARGEST)
      return { problem: { why: 'repeats too much', part: pattern, at: null } }
    return {
      finds(text) {
        const matcher = compiled.matcher(text)
        return matcher.find() ? (matcher.group() ?? '') : null
      },
    }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    const part = error instanceof RE2JSSyntaxException ? (error.getPattern() ?? '') : ''
    const why = error instanceof RE2JSSyntaxException ? error.getDescription() : error.message
    // The engine shows the flag that makes it ignore the case as a part of the pattern.
    const own = part.replace(/^\(\?i\)/, '')
    const at = own === '' ? -1 : pattern.indexOf(own)
    return { problem: { why, part: own, at: at < 0 ? null : at } }
  }
}
