import { RE2JS } from 're2js'
import type { Candidate, Source } from '../domain/ask.ts'

/** A rule whose pattern (a regular expression) answers a message that holds a match. */
export interface PatternRule {
  id: string
  pattern: string
  question: string
  answer: string
}

/** Why a pattern cannot be used: a sentence for its writer, and where in the pattern (from 0; null where unknown). */
export interface PatternFault {
  problem: string
  at: number | null
}

export interface Pattern {
  /** The text that matched; null for none. */
  match(text: string): string | null
}

/** Characters of a message in which a pattern is looked for, and of a pattern. 600 characters cost a nested pattern 3 ms
 * at worst; a backtracking engine would take years. */
const READ = 600
const LONGEST_PATTERN = 500
/** Instructions of a compiled pattern: `(a{30}){30}` would be slow for every message. */
const LARGEST = 300

const SAYS: readonly (readonly [RegExp, string])[] = [
  [/^missing closing \]/, 'a [ is not closed with ]'],
  [/^missing closing \)/, 'a ( is not closed with )'],
  [/^unexpected \)/, 'there is a ) without its ('],
  [/^missing argument to repetition/, 'a repetition (* + ? {}) has nothing before it to repeat'],
  [/^invalid nested repetition/, 'two repetitions stand one after the other'],
  [/^invalid repeat count/, 'a repetition counts too high; at most 1000'],
  [
    /unsupported Perl syntax/,
    'look-ahead and look-behind cannot be used, as they cannot be matched in linear time',
  ],
  [/^invalid escape sequence/, 'this escape is not known; back-references such as \\1 cannot be used'],
  [/^invalid character class/, 'this range in [ ] cannot be'],
  [/^trailing backslash/, 'the pattern ends with a lone \\'],
]

/** Where the first ( stands that is not closed; -1 where all are. The engine names only the whole pattern. */
const openBracket = (pattern: string): number => {
  const open: number[] = []
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++
    else if (pattern[i] === '(') open.push(i)
    else if (pattern[i] === ')') open.pop()
  }
  return open[0] ?? -1
}

const faultOf = (error: unknown, pattern: string): PatternFault => {
  const detail = error as { error?: unknown; input?: unknown; message?: unknown }
  const what = String(detail.error ?? detail.message ?? error)
  const near = typeof detail.input === 'string' ? detail.input.replace(/^\(\?i\)/, '') : ''
  const at = what.startsWith('missing closing )')
    ? openBracket(pattern)
    : near === ''
      ? -1
      : pattern.indexOf(near)
  const says = SAYS.find(([of]) => of.test(what))?.[1] ?? what
  return {
    problem:
      at < 0 ? `${says}: ${pattern}` : `${says}, at character ${at + 1}: ${pattern.slice(at, at + 40)}`,
    at: at < 0 ? null : at,
  }
}

/** Compiles a pattern for an engine that takes linear time, whatever it says; case does not matter. */
export const compilePattern = (pattern: string): Pattern | PatternFault => {
  if (pattern.trim() === '') return { problem: 'the pattern is empty', at: 0 }
  if (pattern.length > LONGEST_PATTERN)
    return { problem: `the pattern is longer than ${LONGEST_PATTERN} characters`, at: LONGEST_PATTERN }
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
  } catch (error) {
    return faultOf(error, pattern)
  }
  if (compiled.programSize() > LARGEST)
    return { problem: 'its repetitions multiply to a pattern too large to match quickly', at: null }
  if (compiled.test('')) return { problem: 'it matches every message, also an empty one', at: 0 }
  return {
    match: (text) => {
      const matcher = compiled.matcher(text.slice(0, READ).toWellFormed())
      return matcher.find() ? (matcher.group() ?? null) : null
    },
  }
}

export const isFault = (compiled: Pattern | PatternFault): compiled is PatternFault => 'problem' in compiled

/**
 * Pattern rules as a source; what cannot be compiled is told in `faults` and left out. The first rule that matches comes
 * first: who writes a pattern means it.
 */
export const patternSource = (
  rules: readonly PatternRule[],
): { source: Source; faults: (PatternFault & { id: string })[] } => {
  const faults: (PatternFault & { id: string })[] = []
  const ready = rules.flatMap((rule) => {
    const compiled = compilePattern(rule.pattern)
    if (!isFault(compiled)) return [{ rule, compiled }]
    faults.push({ ...compiled, id: rule.id })
    return []
  })
  const source: Source = {
    name: 'rule',
    find: ({ text }) =>
      ready.flatMap(({ rule, compiled }): Candidate[] => {
        const found = compiled.match(text)
        if (found === null) return []
        const { id, question, answer } = rule
        return [
          {
            source: 'rule',
            id,
            question,
            answer,
            pictures: [],
            score: 1,
            why: [{ by: 'pattern', says: found }],
          },
        ]
      }),
  }
  return { source, faults }
}
