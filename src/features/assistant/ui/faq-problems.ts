import type { TFunction } from 'i18next'
import type { en } from '../../../web/locales/knowledge.ts'

type Fault = Exclude<keyof (typeof en)['pattern']['fault'], 'at'>

/** What the pattern engine says, by the beginning of its sentence. */
const faults: readonly (readonly [string, Fault])[] = [
  ['a [ is not closed', 'bracket'],
  ['a ( is not closed', 'open'],
  ['there is a ) without', 'close'],
  ['a repetition (', 'nothing'],
  ['two repetitions', 'nested'],
  ['a repetition counts', 'count'],
  ['look-ahead', 'look'],
  ['this escape', 'escape'],
  ['this range', 'range'],
  ['the pattern ends', 'backslash'],
  ['the pattern is empty', 'empty'],
  ['the pattern is longer', 'long'],
  ['its repetitions', 'large'],
  ['it matches every', 'every'],
]

/** Which of our words fit a sentence of the pattern engine; null for one we have no words for. */
export const faultOf = (sentence: string): Fault | null =>
  faults.find(([begins]) => sentence.startsWith(begins))?.[1] ?? null

/** Problems of the knowledge base by their codes, as keys of its texts. */
const codes = {
  'faq-times': 'times',
  'faq-owner': 'owner',
  'faq-picture': 'picture',
  'faq-full': 'full',
  'faq-patterns-full': 'patternsFull',
  'provider-address': 'address',
  'provider-user': 'address2',
  'provider-key': 'key',
  'provider-model': 'model',
} as const satisfies Record<string, keyof (typeof en)['problem']>

export interface FaqProblem {
  code?: string
  problem: string
  at?: number | null
  missing?: string[]
  found?: string[]
  line?: number | null
}

/** A problem of the knowledge base in the person's language; null for one of somebody else. */
export const faqProblem = (t: TFunction, problem: FaqProblem): string | null => {
  const { code } = problem
  if (code === 'faq-columns')
    return t('knowledge.problem.columns', {
      missing: (problem.missing ?? []).map((name) => t(`knowledge.column.${name as 'answer'}`)).join(', '),
      line: problem.line ?? 1,
      found: (problem.found ?? []).join(', '),
    })
  if (code === 'faq-pattern') {
    const fault = faultOf(problem.problem)
    if (!fault) return problem.problem
    const why = t(`knowledge.pattern.fault.${fault}`)
    return typeof problem.at === 'number' ? t('knowledge.pattern.fault.at', { why, at: problem.at + 1 }) : why
  }
  return code !== undefined && code in codes
    ? t(`knowledge.problem.${codes[code as keyof typeof codes]}`)
    : null
}
