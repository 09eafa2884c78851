import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assertUnpacksWithin, openTable, type Row } from '../../platform/files/index.ts'
import { bodyBytes } from '../../platform/http/body.ts'
import { Refusal, refuse } from '../../shared/refusal.ts'
import { storable } from '../../shared/text.ts'
import type { By, SettingsDeps } from '../shop/index.ts'
import type { RefusedWord } from './contract.ts'
import { wordKey } from './domain/own-words.ts'
import { GuardWord } from './domain/settings.ts'
import type { Severity } from './domain/verdict.ts'
import { changeWords, shopGuard } from './service.ts'

const FILE_LIMIT = 8 * 1024 * 1024 // bytes: 20,000 words with everything said of each are 5 MB
const REFUSED = 200
const WORDS = 20_000

type Column = keyof GuardWord

/** What people call the columns. */
const columns: Record<Column, readonly string[]> = {
  word: ['word', 'words', '词', '词语', '违禁词', '敏感词', '关键词'],
  severity: ['severity', 'level', '处理', '处理方式', '级别', '等级'],
  why: ['why', 'reason', '原因', '说明', '理由'],
  instead: ['instead', 'replacement', '替换', '替换为', '替换词', '改为', '建议'],
}
const columnOf = (name: string): Column | undefined =>
  (Object.keys(columns) as Column[]).find((c) => columns[c].includes(name.trim().toLowerCase()))

/** What people write for a severity. Left empty, the writer is asked: nothing is stopped by a list nobody looked at. */
const severities: Record<string, Severity> = {
  ...{ '': 'ask', ask: 'ask', 确认: 'ask', 需确认: 'ask', 警告: 'ask' },
  ...{ note: 'note', 提示: 'note', 提醒: 'note' },
  ...{ block: 'block', 拦截: 'block', 禁止: 'block' },
}

const wordIn = ({ line, values }: Row): GuardWord | RefusedWord => {
  const cells: Record<Column, string> = { word: '', severity: '', why: '', instead: '' }
  for (const [name, value] of Object.entries(values)) {
    const column = columnOf(name)
    if (column) cells[column] = storable(value).trim()
  }
  const { word, why, instead } = cells
  const no = (code: RefusedWord['code']): RefusedWord => ({ line, word: word.slice(0, 60), code })
  if (word === '') return no('empty')
  const severity = severities[cells.severity.toLowerCase()]
  if (!severity) return no('severity')
  const fits = GuardWord.safeParse({ word, severity, why, instead })
  return fits.success ? fits.data : no('long')
}

interface Read {
  line: number
  word: GuardWord
}

/** What a workbook may unpack to, bytes: 20,000 words take a tenth of it. */
const UNPACKED_LIMIT = 32 * 1024 * 1024

/** The words of a file, and the lines that hold none that can be taken. Refuses `malformed` where it is no table. */
const readWords = async (path: string): Promise<{ words: Read[]; refused: RefusedWord[] }> => {
  const table = await openTable(path, {
    knows: (names) => names.filter((name) => columnOf(name) !== undefined).length,
  })
  // A file of one word a line needs no header.
  const bare = !table.columns.some((name) => columnOf(name) === 'word')
  const words: Read[] = []
  const refused: RefusedWord[] = []
  const take = (row: Row) => {
    const [first = ''] = Object.values(row.values)
    if (bare && words.length + refused.length === 0 && columnOf(first) === 'word') return
    const read = wordIn(bare ? { line: row.line, values: { word: first } } : row)
    if ('code' in read) refused.push(read)
    else words.push({ line: row.line, word: read })
  }
  if (bare && table.headerLine !== null)
    take({ line: table.headerLine, values: { word: table.columns[0] ?? '' } })
  for await (const row of table.rows())
    if ('why' in row) refused.push({ line: row.line, word: '', code: 'unreadable', says: row.why })
    else take(row)
  return { words, refused }
}

export interface Imported {
  added: number
  changed: number
  same: number
  refusedLines: number
  refused: RefusedWord[]
}

/**
 * Takes a shop's words from a file. What a line has wrong keeps only that line out. Words the shop has are replaced;
 * the same file once more changes nothing.
 */
export const importWords = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  request: Request,
): Promise<Imported> => {
  const bytes = await bodyBytes(request, FILE_LIMIT)
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-words-'))
  try {
    const path = join(folder, 'words')
    assertUnpacksWithin(bytes, UNPACKED_LIMIT)
    await writeFile(path, bytes)
    const { words, refused } = await readWords(path).catch((error) => {
      // The sentence names the place on the server, which says nothing to who sent the file.
      if (error instanceof Refusal && typeof error.detail.says === 'string')
        throw refuse('malformed', { says: error.detail.says.replace(path, 'The file') })
      throw error
    })
    const { settings } = await shopGuard(deps, shopId)
    const allowed = new Set(settings.allowed.map(wordKey))
    const known = new Map(settings.words.map((w) => [wordKey(w.word), w]))
    const put = new Map<string, GuardWord>()
    let room = WORDS - settings.words.length
    for (const { line, word } of words) {
      const key = wordKey(word.word)
      const no = (code: RefusedWord['code']) => refused.push({ line, word: word.word, code })
      if (allowed.has(key)) no('allowed')
      else if (put.has(key)) no('twice')
      else if (!known.has(key) && room <= 0) no('full')
      else {
        if (!known.has(key)) room--
        put.set(key, word)
      }
    }
    const { added, changed } = await changeWords(deps, by, shopId, { put: [...put.values()], remove: [] })
    return {
      ...{ added, changed, same: put.size - added - changed },
      refusedLines: refused.length,
      refused: refused.toSorted((a, b) => a.line - b.line).slice(0, REFUSED),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
