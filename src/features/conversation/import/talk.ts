import { type Line, linesOf, type Refused, type Row } from '../../../platform/files/index.ts'

const HEAD =
  /^\s*(.{1,60}?)\s*[(（]?\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?)\s*[)）]?\s*[:：]?\s*$/
const RULE = /^\s*[-=_*~—─]{4,}.*$/

/** Whether a text is a chat log as clients save it: `昵称 (2018-09-30 15:57:00):`, then what was said. */
export const isTalk = (head: string): boolean => {
  const lines = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !RULE.test(line))
    .slice(0, 60)
  const heads = lines.filter((line) => HEAD.test(line)).length
  return heads > 0 && heads >= lines.length / 20 && lines.slice(0, 3).some((line) => HEAD.test(line))
}

export const TALK_COLUMNS = { sender: '昵称', time: '时间', text: '内容' } as const

/** The turns of such a log as rows of 昵称, 时间, 内容; a text goes on until the next head. */
export async function* talkRows(pieces: AsyncIterable<string>): AsyncGenerator<Row | Refused> {
  let turn: { line: number; sender: string; time: string; said: string[] } | null = null
  const done = (t: NonNullable<typeof turn>): Row => ({
    line: t.line,
    values: {
      [TALK_COLUMNS.sender]: t.sender,
      [TALK_COLUMNS.time]: t.time,
      [TALK_COLUMNS.text]: t.said.join('\n').trim(),
    },
  })
  for await (const line of linesOf(pieces)) {
    if ('why' in line) {
      yield line
      continue
    }
    const head = HEAD.exec((line as Line).text.replace(/^\uFEFF/, ''))
    if (head) {
      if (turn) yield done(turn)
      turn = { line: line.line, sender: head[1] ?? '', time: head[2] ?? '', said: [] }
    } else if (turn) {
      if (!RULE.test(line.text)) turn.said.push(line.text)
    } else if (line.text.trim() !== '' && !RULE.test(line.text))
      yield {
        line: line.line,
        why: `Line ${line.line} comes before the first “name (time):” line, so nobody is known to have said it.`,
      }
  }
  if (turn) yield done(turn)
}
