import { folded } from '../../../shared/text.ts'
import { FaqBody, isPictureOf, tidy } from './faq.ts'
import { type FaqColumn, type FaqRow, momentOf, switchOf } from './faq-file.ts'

/** Why a part of a file is not taken. Screens have a sentence for each. */
export const ImportReasons = [
  'unreadable',
  'no-question',
  'no-answer',
  'two-answers',
  'two-values',
  'same-question',
  'too-long',
  'too-many',
  'bad-time',
  'times-reversed',
  'bad-switch',
  'bad-variable',
  'bad-value',
  'unknown-owner',
  'unknown-picture',
  'full',
] as const
export type ImportReason = (typeof ImportReasons)[number]

/** What is wrong, where: the line of the file, the entry's id there, the column, and the value that is meant. */
export interface ImportProblem {
  line: number
  id: string | null
  column: FaqColumn | null
  reason: ImportReason
  detail: string
}

export interface KnownEntry extends FaqBody {
  id: number
  code: string
}

export interface Addition {
  line: number
  code: string | null
  body: FaqBody
}
export interface Amendment {
  line: number
  id: number
  code: string
  body: FaqBody
  /** What differs, by name. */
  fields: (keyof FaqBody)[]
}

export interface ImportPlan {
  added: Addition[]
  changed: Amendment[]
  /** Lines whose entries are as the file has them. */
  unchanged: number
  /** Left out; the rest is taken. */
  refused: ImportProblem[]
  /** Taken all the same. */
  noted: ImportProblem[]
}

/** A row whose list cells have been taken apart. */
export interface ListedRow extends FaqRow {
  lists: Partial<Record<'wordings' | 'items' | 'phases' | 'pictures', string[]>>
}

const EMPTY: FaqBody = {
  enabled: true,
  question: '',
  wordings: [],
  answer: '',
  pictures: [],
  category: '',
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
  ownerId: null,
}

/** Rows of the same id, or without one of the same question, are one entry. */
const grouped = (rows: readonly ListedRow[]): Group[] => {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const { id = '', question = '' } = row.cells
    const key = id !== '' ? `id ${id}` : question !== '' ? `question ${folded(question)}` : `line ${row.line}`
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

type Group = [ListedRow, ...ListedRow[]]

interface Reading {
  shopId: number
  zone: string
  /** People by user name and by name. */
  owners: ReadonlyMap<string, number>
}

const reading = (rows: Group, about: Reading) => {
  const [first] = rows
  const id = first.cells.id || null
  const problems: ImportProblem[] = []
  const notes: ImportProblem[] = []
  const problem = (reason: ImportReason, column: FaqColumn | null, detail = '', line = first.line) =>
    ({ line, id, column, reason, detail }) satisfies ImportProblem

  /** The one value of a column over an entry's rows; two that differ contradict each other. */
  const single = (column: FaqColumn): string | undefined => {
    const with_ = rows.filter(({ cells }) => (cells[column] ?? '') !== '')
    const value = with_[0]?.cells[column]
    const other = with_.find(({ cells }) => cells[column] !== value)
    if (other)
      problems.push(
        problem(
          column === 'answer' ? 'two-answers' : 'two-values',
          column,
          `${with_[0]?.line}, ${other.line}`,
          other.line,
        ),
      )
    return value ?? first.cells[column]
  }
  const list = (column: 'wordings' | 'items' | 'phases' | 'pictures'): string[] | undefined =>
    rows.some(({ lists }) => lists[column])
      ? [...new Set(rows.flatMap(({ lists }) => lists[column] ?? []))]
      : undefined
  const time = (column: 'validFrom' | 'validTo'): number | null | undefined => {
    const cell = single(column)
    if (cell === undefined || cell === '') return cell === '' ? null : undefined
    const at = momentOf(cell, about.zone, column === 'validTo')
    if (at === null) problems.push(problem('bad-time', column, cell))
    return at
  }

  const change: Partial<FaqBody> = {}
  const set = <K extends keyof FaqBody>(name: K, value: FaqBody[K] | undefined) => {
    if (value !== undefined) change[name] = value
  }
  const questions = [...new Set(rows.map(({ cells }) => cells.question ?? '').filter((q) => q !== ''))]
  const [question, ...others] = questions
  set('question', question ?? '')
  const wordings = list('wordings')
  if (wordings || others.length > 0)
    set(
      'wordings',
      [...new Set([...others, ...(wordings ?? [])])].filter((w) => w !== question),
    )
  set('answer', single('answer'))
  set('category', single('category'))
  set('items', list('items'))
  set('phases', list('phases'))
  const pictures = list('pictures')
  const strange = pictures?.find((picture) => !isPictureOf(picture, about.shopId))
  if (strange !== undefined) notes.push(problem('unknown-picture', 'pictures', strange))
  set(
    'pictures',
    pictures?.filter((picture) => isPictureOf(picture, about.shopId)),
  )
  set('validFrom', time('validFrom'))
  set('validTo', time('validTo'))
  const on = single('enabled')
  if (on) {
    const enabled = switchOf(on)
    if (enabled === null) problems.push(problem('bad-switch', 'enabled', on))
    else set('enabled', enabled)
  }
  const owner = single('owner')
  if (owner === '') set('ownerId', null)
  else if (owner !== undefined) {
    const ownerId = about.owners.get(owner.toLowerCase())
    if (ownerId === undefined) notes.push(problem('unknown-owner', 'owner', owner))
    else set('ownerId', ownerId)
  }
  return { first, id, change, problems, notes, problem }
}

/** Characters of an id in a file. */
const LONGEST_ID = 60

const COLUMN: Partial<Record<string, FaqColumn>> = { ownerId: 'owner' }

/** What the form of an entry has against it. */
const faults = (body: FaqBody, problem: ReturnType<typeof reading>['problem']): ImportProblem[] => {
  const id = problem('bad-value', 'id').id ?? ''
  if (id.length > LONGEST_ID) return [problem('too-long', 'id', String(LONGEST_ID))]
  if (body.question.trim() === '') return [problem('no-question', 'question')]
  if (body.answer.trim() === '') return [problem('no-answer', 'answer')]
  if (body.validFrom !== null && body.validTo !== null && body.validFrom >= body.validTo)
    return [problem('times-reversed', 'validTo')]
  const { error } = FaqBody.safeParse(body)
  return (error?.issues ?? []).slice(0, 3).map((issue) => {
    const name = String(issue.path[0] ?? '')
    const column = COLUMN[name] ?? (name as FaqColumn)
    const which =
      issue.path.length > 1 ? String(body[name as 'wordings'][Number(issue.path[1])]).slice(0, 60) : ''
    const most = issue.code === 'too_big' ? String(issue.maximum) : ''
    if (issue.code === 'too_big' && issue.origin === 'array') return problem('too-many', column, most)
    if (issue.code === 'too_big')
      return problem('too-long', column, which === '' ? most : `${most}: ${which}`)
    return issue.message.startsWith('unknown variable')
      ? problem('bad-variable', column, /\{[a-z]+\}/.exec(issue.message)?.[0] ?? '')
      : problem('bad-value', column, issue.message)
  })
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === new Set(a).size

/** The fields in which two bodies differ. The order of wordings, products and phases says nothing. */
export const differing = (before: FaqBody, after: FaqBody): (keyof FaqBody)[] =>
  (Object.keys(EMPTY) as (keyof FaqBody)[]).filter((name) => {
    const [a, b] = [before[name], after[name]]
    if (Array.isArray(a) && Array.isArray(b))
      return name === 'pictures' ? a.join('\n') !== b.join('\n') : !sameSet(a, b)
    return a !== b
  })

/**
 * What a file would do to the shop's entries. A row names an entry by its id; without one, by its question. Columns the
 * file does not have stay as they are. Imported a second time, it changes nothing (specs/assistant.md AST-56…AST-58).
 */
export const planImport = (
  rows: readonly ListedRow[],
  known: readonly KnownEntry[],
  about: Reading & { most: number },
): ImportPlan => {
  const byCode = new Map(known.map((entry) => [entry.code, entry]))
  // Of several that ask the same, the oldest.
  const byQuestion = new Map(known.map((entry) => [folded(entry.question), entry] as const).toReversed())
  const plan: ImportPlan = { added: [], changed: [], unchanged: 0, refused: [], noted: [] }
  const taken = new Map<string, number>()
  const meant = new Map<number, number>()
  let room = about.most - known.length
  for (const group of grouped(rows)) {
    const { first, id, change, problems, notes, problem } = reading(group, about)
    const before = id === null ? byQuestion.get(folded(change.question ?? '')) : byCode.get(id)
    const whole: FaqBody = { ...EMPTY, ...before, ...change }
    const body = tidy(whole)
    const found = problems.length > 0 ? problems : faults(body, problem)
    if (found.length > 0) {
      plan.refused.push(...found)
      continue
    }
    const sooner = before && meant.get(before.id)
    if (sooner !== undefined) {
      plan.refused.push(problem('same-question', 'question', String(sooner)))
      continue
    }
    if (before) meant.set(before.id, first.line)
    const twin = taken.get(folded(body.question))
    if (twin !== undefined) plan.noted.push(problem('same-question', 'question', String(twin)))
    taken.set(folded(body.question), first.line)
    plan.noted.push(...notes)
    const parsed = FaqBody.parse(body)
    if (before) {
      const fields = differing(before, parsed)
      if (fields.length === 0) plan.unchanged++
      else plan.changed.push({ line: first.line, id: before.id, code: before.code, body: parsed, fields })
    } else if (room-- > 0) plan.added.push({ line: first.line, code: id, body: parsed })
    else plan.refused.push(problem('full', null, String(about.most)))
  }
  return plan
}
