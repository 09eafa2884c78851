import { createHash } from 'node:crypto'
import type { Knowable } from '../../features/assistant/domain/faq.ts'
import { openTable, type Refused, type Row, unreadable } from '../../platform/files/index.ts'

export interface FaqFile {
  entries: Knowable[]
  /** The id of each entry as the file has it, by the entry's place. */
  ids: string[]
  refused: Refused[]
}

const COLUMNS = {
  id: ['id', '编号', '序号'],
  question: ['question', '问题', '问法', '标准问', '相似问'],
  answer: ['answer', '答案', '回答', '回复'],
} as const
type Column = keyof typeof COLUMNS
const ALL: readonly Column[] = ['id', 'question', 'answer']

const called = (column: Column, name: string): boolean =>
  (COLUMNS[column] as readonly string[]).includes(name.trim().toLowerCase())

/** Longest question and answer of an entry, characters: as the desk's own editor has it. */
const QUESTION_MOST = 500
const ANSWER_MOST = 2000

const digest = (text: string): string => createHash('sha1').update(text).digest('base64')

const problemOf = (row: Row, id: string, question: string, answer: string): string | null => {
  const at = `Line ${row.line}`
  if (id === '') return `${at} has no id. Give it one; rows of the same answer may share it.`
  if (question === '') return `${at} (id ${id}) has no question. Write what buyers ask.`
  if (!/[\p{L}\p{N}]/u.test(question))
    return `${at} (id ${id}): the question has no letter or number, so nothing can be found by it. Write it in words.`
  if (question.length > QUESTION_MOST)
    return `${at} (id ${id}): the question has ${question.length} characters; at most ${QUESTION_MOST} can be used. Shorten it.`
  if (answer.length > ANSWER_MOST)
    return `${at} (id ${id}): the answer has ${answer.length} characters; at most ${ANSWER_MOST} can be sent. Shorten it.`
  return null
}

interface Draft {
  id: string
  line: number
  answer: string
  answerHash: string
  wordings: string[]
}

/**
 * Reads a FAQ of columns id, question, answer; rows that share an id are wordings of one entry, whose answer need be
 * written once. Rows that cannot be used are told and left out. Throws `malformed` where no entry is left.
 */
export const readFaqFile = async (path: string): Promise<FaqFile> => {
  const knows = (columns: string[]) =>
    ALL.filter((column) => columns.some((name) => called(column, name))).length
  const table = await openTable(path, { knows })
  const columnOf = (column: Column) => table.columns.find((name) => called(column, name))
  const missing = ALL.filter((column) => columnOf(column) === undefined)
  if (missing.length > 0)
    throw unreadable(
      `${path} has no column ${missing.map((m) => `“${m}”`).join(', ')}; its columns are ${table.columns.slice(0, 12).join(', ')}. The first line must name id, question and answer.`,
    )
  const drafts = new Map<string, Draft>()
  const refused: Refused[] = []
  const cell = (row: Row, column: Column) => (row.values[columnOf(column) ?? ''] ?? '').toWellFormed().trim()
  const take = (row: Row) => {
    const [id, question, answer] = [cell(row, 'id'), cell(row, 'question'), cell(row, 'answer')]
    const problem = problemOf(row, id, question, answer)
    if (problem !== null) return void refused.push({ line: row.line, why: problem })
    const known = drafts.get(id)
    if (!known) {
      drafts.set(id, { id, line: row.line, answer, answerHash: digest(answer), wordings: [question] })
      return
    }
    if (answer !== '' && known.answer === '') {
      known.answer = answer
      known.answerHash = digest(answer)
    }
    if (answer !== '' && digest(answer) !== known.answerHash)
      refused.push({
        line: row.line,
        why: `Line ${row.line}: id ${id} has another answer on line ${known.line}, which is kept. Give this row an id of its own, or the same answer.`,
      })
    else known.wordings.push(question)
  }
  for await (const row of table.rows())
    if ('why' in row) refused.push(row)
    else take(row)
  const usable: Draft[] = []
  for (const draft of drafts.values())
    if (draft.answer !== '') usable.push(draft)
    else
      refused.push({
        line: draft.line,
        why: `Line ${draft.line}: id ${draft.id} has no answer on any of its rows. Write one.`,
      })
  if (usable.length === 0)
    throw unreadable(
      refused[0]
        ? `${path} holds no entry that can be used. ${refused[0].why}`
        : `${path} has a header but no rows below it.`,
    )
  return { entries: usable.map(entryOf), ids: usable.map(({ id }) => id), refused }
}

const entryOf = ({ answer, wordings: [question = '', ...wordings] }: Draft, i: number): Knowable => ({
  id: i + 1,
  question,
  wordings,
  answer,
  pictures: [],
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
})
