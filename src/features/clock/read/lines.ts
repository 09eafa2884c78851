import { type Encoding, linesOf, type Refused, textOf } from '../../../platform/files/index.ts'
import { parseKeepingIds } from '../../../platform/files/json.ts'
import { storable } from '../../../shared/text.ts'
import { AUTHORS, type Told } from './recorded.ts'

const FIELDS = ['session', 'buyer', 'agent', 'role', 'at', 'text', 'team', 'filler', 'end']

const objectIn = (line: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** Whether a text has a chat message a line in the form that `rates` documents, told by its first lines. */
export const isChatLines = (head: string, name: string): boolean => {
  const objects = head
    .replace(/^\uFEFF/, '')
    .split('\n')
    .slice(0, 50)
    .map(objectIn)
    .filter((object) => object !== null)
  if (objects.some((object) => 'at' in object && 'role' in object)) return true
  return (
    /\.(jsonl|ndjson)$/i.test(name) && objects.every((o) => Object.keys(o).every((k) => FIELDS.includes(k)))
  )
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 40)

/** One line's fields checked. */
export const lineReader =
  (timeOf: (cell: string) => number | null) =>
  (line: number, text: string): Told | Refused => {
    const no = (field: string, why: string): Refused => ({ line, why: `Line ${line}, ${field}: ${why}` })
    let row: unknown
    try {
      row = parseKeepingIds(text)
    } catch (error) {
      return {
        line,
        why: `Line ${line} is not JSON (${(error as Error).message.slice(0, 120)}). Mend or remove it.`,
      }
    }
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      return { line, why: `Line ${line} holds no object but ${shown(row)}. Every line must be {…}.` }
    const cells = row as Record<string, unknown>
    /** Null: absent. Undefined: not usable. */
    const name = (field: string): string | null | undefined => {
      const value = cells[field]
      if (value === undefined || value === null || value === '') return null
      if (typeof value === 'string') return storable(value.trim()) || null
      return typeof value === 'number' ? String(value) : undefined
    }
    const flag = (field: string): boolean | null | undefined => {
      const value = cells[field]
      return value === undefined || value === null ? null : typeof value === 'boolean' ? value : undefined
    }
    for (const field of ['session', 'buyer', 'agent', 'team'])
      if (name(field) === undefined)
        return no(field, `${shown(cells[field])} is no name. Write it as a text, like "${field}-1".`)
    for (const field of ['filler', 'end'])
      if (flag(field) === undefined) return no(field, `${shown(cells[field])} is neither true nor false.`)

    const session = name('session')
    if (!session)
      return no('session', 'is missing; which conversation it belongs to cannot be known. Add it.')
    const said = cells.role
    const role = AUTHORS.find((author) => author === said)
    if (role === undefined)
      return no(
        'role',
        said === undefined || said === null || said === ''
          ? `is missing; who said it cannot be known. Write one of ${AUTHORS.join(', ')}.`
          : `${shown(said)} is not known. Write one of ${AUTHORS.join(', ')}.`,
      )
    const time = cells.at
    if (time === undefined || time === null || time === '')
      return no('at', 'is missing. Add when it was said, like "2026-11-11T10:10:15+08:00".')
    const at = typeof time === 'string' || typeof time === 'number' ? timeOf(String(time).trim()) : null
    if (at === null)
      return no(
        'at',
        `${shown(time)} is no time like "2026-11-11T10:10:15+08:00", and no seconds or milliseconds since 1970. Mend it.`,
      )
    return {
      line,
      session,
      buyer: name('buyer') ?? null,
      role,
      at,
      text: typeof cells.text === 'string' ? cells.text : '',
      agent: name('agent') ?? null,
      team: name('team') ?? null,
      filler: flag('filler') ?? null,
      end: flag('end') ?? false,
    }
  }

/** The lines of such a file, in the order of the file. */
export async function* chatLines(
  path: string,
  encoding: Encoding,
  timeOf: (cell: string) => number | null,
): AsyncGenerator<Told | Refused> {
  const read = lineReader(timeOf)
  for await (const line of linesOf(textOf(path, encoding))) {
    if ('why' in line) yield line
    else {
      const text = line.line === 1 ? line.text.replace(/^\uFEFF/, '') : line.text
      if (text.trim() !== '') yield read(line.line, text)
    }
  }
}
