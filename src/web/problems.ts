import i18next from 'i18next'
import { type FaqProblem, faqProblem } from '../features/assistant/ui/faq-problems.ts'
import type { Texts } from './locales/zh-CN.ts'

/** What the desk found wrong with one field. With a `code` it is one of a closed list of a settings page. */
export interface Problem extends FaqProblem {
  field: string
  /** What a sentence of the clocks names. */
  values?: Record<string, string | number>
  /** A team that is still in use, and by how many. */
  team?: string
  members?: number
  conversations?: number
}

type Key = keyof Texts['problem']

/** What zod says, which has no other codes here. The last group is the bound or the list. */
const ofZod: readonly (readonly [RegExp, Key])[] = [
  [/^Invalid input: expected .*, received undefined$/, 'missing'],
  [/^Invalid input: expected int, /, 'whole'],
  [/^Invalid input: expected number, /, 'number'],
  [/^Too small: expected (?:string|array) to have (?:>=1|>0) /, 'empty'],
  [/^Too small: expected string to have (?:>=?|exactly )(\d+) /, 'short'],
  [/^Too big: expected string to have (?:<=?|exactly )(\d+) /, 'long'],
  [/^Too small: expected array to have (?:>=?|exactly )(\d+) /, 'few'],
  [/^Too big: expected array to have (?:<=?|exactly )(\d+) /, 'many'],
  [/^Too small: expected \w+ to be >=(\S+)$/, 'least'],
  [/^Too small: expected \w+ to be >(\S+)$/, 'above'],
  [/^Too big: expected \w+ to be <=(\S+)$/, 'most'],
  [/^Too big: expected \w+ to be <(\S+)$/, 'below'],
  [/^Invalid option: expected one of (.+)$/, 'option'],
  [/^(Invalid|Unrecognized) /, 'form'],
]

/** What the desk says in its own words. */
export const ownSentences: Readonly<Record<string, Key>> = {
  'nobody has this name yet: a new person needs a password': 'newPassword',
  '3–32 letters, digits, dot, dash': 'username',
  'small letters, digits and dashes, 1–40': 'code',
  'a time like 09:00': 'time',
  'only punctuation': 'punctuation',
  'no blanks and no slash': 'codeSlash',
  'another phrase of the same owner has this code': 'codeTaken',
  'unknown time zone': 'zone',
  'a site like https://shop.example': 'site',
  'not a picture of this shop: upload it first': 'picture',
  'was not in force at that moment': 'notInForce',
  'is no rule of this shop': 'noRule',
  'runs a clock, which records by itself where it was not kept': 'byClock',
  'was recorded by a clock: what a clock records stays': 'recorded',
  'has not come yet': 'toCome',
  'is before the first day': 'beforeFirst',
  'gives no rate in this period': 'noRate',
  'a product is not related to itself': 'itself',
  'no size has a range: give at least one measure': 'noRange',
  'nobody has seen a price in the future': 'seenAhead',
  'from must be below to': 'fromTo',
}

const ownPatterns: readonly (readonly [RegExp, Key])[] = [
  [/^there is no size chart (.+): add it first$/, 'noChart'],
  [/^SKU (\d+) has the id (.+) too: give each its own$/, 'skuTwice'],
  [/^there is no product (.+)$/, 'noProduct'],
  [/^chart (\d+) has the code (.+) too: give each its own$/, 'chartTwice'],
  [/^size (.+) is there twice \(also as number (\d+)\)$/, 'sizeTwice'],
  [/^\w+ of (.+) goes back behind (.+): list sizes from the smallest to the biggest$/, 'sizeOrder'],
  [/^(.+) goes by the chart (.+): give it another one before you remove this$/, 'chartUsed'],
  [/^(\d+) to (\d+) characters$/, 'length'],
  [/^unknown variable (\{.*?\}); there are (.*)$/, 'variable'],
  [/^two rules have the id /, 'sameRule'],
  [/^is more than (\d+) days after the first$/, 'period'],
  // What is said of a file that cannot be read at all.
  [/^(.+) is empty\.$/, 'fileEmpty'],
  [/^(.+) holds only blanks\.$/, 'fileEmpty'],
  [/^(.+) is a picture, whatever its name says/, 'filePicture'],
  [/^(.+) is a PDF, whatever its name says/, 'filePdf'],
  [/^(.+) is a packed file, whatever its name says/, 'filePacked'],
  [/^(.+) is an old Excel file \(\.xls\)/, 'fileOldExcel'],
  [/^(.+) is not a sheet Peakdesk can read/, 'fileNoSheet'],
  [/^The file has one column: /, 'fileOneColumn'],
  [/^The file has (\d+) columns; /, 'fileManyColumns'],
  [/^The sheet is too large to be read at once/, 'fileTooLarge'],
]

/** `"a"|"b"`, as zod lists choices, for people. */
const plain = (bound = ''): string => bound.replaceAll('"', '').replaceAll('|', ' / ')

const inWords = (sentence: string): string | null => {
  const { t } = i18next
  const own = ownSentences[sentence]
  if (own) return t(`problem.${own}`, { bound: '', to: '' })
  for (const [pattern, key] of [...ownPatterns, ...ofZod]) {
    const found = pattern.exec(sentence)
    if (found) return t(`problem.${key}`, { bound: plain(found[1]), to: found[2] ?? '' })
  }
  return null
}

const byCode = (problem: Problem): string | null => {
  const { code, values, team, members = 0, conversations = 0 } = problem
  const { t } = i18next
  if (code === undefined) return null
  const ofKnowledge = faqProblem(t, problem)
  if (ofKnowledge !== null) return ofKnowledge
  if (code === 'team-in-use') return t('routing.inUse', { team: team ?? '', members, conversations })
  // What routing and the guard find has codes of their own; none is in both lists.
  const keys = values
    ? [`clockSettings.problems.${code}`, `campaign.problem.${code}`]
    : [`routingProblem.${code}`, `guard.problems.${code}`, `sms.problems.${code}`]
  const key = keys.find((one) => i18next.exists(one))
  return key ? t(key as 'routingProblem.same-code', values ?? {}) : null
}

/** A field as people know it: `rules.2.answer` is “Rules 3, Answer”. A name that has no translation stays as it is. */
export const fieldName = (field: string): string => {
  const names: string[] = []
  for (const part of field.split('.')) {
    const before = names.at(-1)
    const key = `fields.${part}`
    if (/^\d+$/.test(part) && before !== undefined) names.splice(-1, 1, `${before} ${Number(part) + 1}`)
    else names.push(i18next.exists(key) ? i18next.t(key as 'fields.name') : part)
  }
  return names.join(i18next.t('problem.in'))
}

/** One problem in the person's language. What the desk says in no known words is shown as it says it. */
export const problemText = (problem: Problem): string => {
  const says = byCode(problem) ?? inWords(problem.problem) ?? problem.problem
  return problem.field === '' || problem.code === 'team-in-use'
    ? says
    : i18next.t('problem.at', { field: fieldName(problem.field), says })
}
