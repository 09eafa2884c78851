import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import {
  type Encoding,
  encodingNamed,
  isSpoiledNumber,
  lookAt,
  openTable,
  type Refused,
  type Row,
  textOf,
  unreadable,
} from '../../../platform/files/index.ts'
import { MESSAGE_LIMIT, storable } from '../../../shared/text.ts'
import { commonTimes, dayOf, timesLike } from '../../../shared/written-time.ts'
import { type Field, type Layout, TableLayout } from './layout.ts'
import { known, recognised, speaker } from './names.ts'
import { presetNamed } from './preset.ts'
import { isTalk, TALK_COLUMNS, talkRows } from './talk.ts'
import type { ChatTurn, Role } from './turn.ts'
import { turnsInLines } from './turns-in-lines.ts'

export type { ChatTurn, Refused, Role }

export interface ReadOptions {
  /** A layout known by name: jddc2018, jddc2019, u-need. */
  preset?: string
  /** The second file of a layout that has two. */
  answers?: string
  /** Which column holds what, by name or number (`#1`). What is not given is recognised. */
  map?: Partial<Record<Field, string>>
  /** What the values of the role column mean. */
  roles?: Record<string, Role>
  /** How times are written: yyyy MM dd HH mm ss SSS. Default: the common forms. */
  timeFormat?: string
  /** The zone of times that name none. Default Asia/Shanghai. */
  zone?: string
  /** False: the first line is data. */
  header?: boolean
  encoding?: string
  delimiter?: string
  /** JSON: the list within each session that holds its turns. */
  nested?: string
  /** A layout that worked for files of this shape before. */
  recall?(fingerprint: string): Promise<TableLayout | null>
  /** Hears how the file is read, before the first turn. */
  onLayout?(reading: Reading): void
  onBytes?(read: number, total: number): void
}

/** How a file is read. */
export interface Reading {
  /** Names the shape of the file: its columns. Null where they have no names. */
  fingerprint: string | null
  layout: Layout
  columns: string[]
  remembered: boolean
}

/**
 * The turns of a chat file, in the order of the file; lines that cannot be taken come as Refused, in a sentence for
 * the file's owner. Throws `malformed` with such a sentence in `detail.says` when the file as a whole cannot be read.
 * Rules: specs/import.md.
 */
export async function* readChats(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<ChatTurn | Refused> {
  const preset = options.preset === undefined ? undefined : (await presetNamed(options.preset)).layout
  if (preset?.kind === 'turns-in-a-line') {
    const total = (await stat(path).catch(() => ({ size: 0 }))).size
    options.onLayout?.({ fingerprint: null, layout: preset, columns: [], remembered: false })
    yield* turnsInLines(path, preset, options.answers, (read) => options.onBytes?.(read, total))
    return
  }
  const encoding = encodingOption(options.encoding)
  const seen = await lookAt(path, encoding)
  if (seen.kind === 'text' && !preset && !options.map && isTalk(seen.head)) {
    yield* readTalk(path, seen.encoding, options)
    return
  }
  const wanted = Object.values(options.map ?? {})
  const base: TableLayout | undefined = preset
  const table = await openTable(path, {
    ...(encoding && { encoding }),
    ...pick('delimiter', options.delimiter ?? base?.delimiter),
    ...pick('quotes', base?.quotes),
    ...pick('header', options.header ?? base?.header),
    ...pick('nested', options.nested ?? base?.nested),
    ...pick('onBytes', options.onBytes),
    // Names the person gave, and headers that were imported before, count more than what merely looks like one.
    knows: async (columns) =>
      known(columns) +
      10 * wanted.filter((name) => columns.includes(name)).length +
      (!base && (await options.recall?.(fingerprintOf(columns))) ? 10 : 0),
  })
  // Columns that are only numbers fit any file: nothing is remembered of them.
  const fingerprint =
    table.kind.startsWith('json') || table.headerLine !== null ? fingerprintOf(table.columns) : null
  const remembered = base || fingerprint === null ? null : ((await options.recall?.(fingerprint)) ?? null)
  const layout = settle(base ?? remembered, table.columns, options, table.kind === 'delimited')
  complain(path, layout, table)
  options.onLayout?.({ fingerprint, layout, columns: table.columns, remembered: remembered !== null })
  const turnOf = reader(layout, table.columns, table.kind === 'delimited')
  for await (const row of table.rows()) yield 'why' in row ? row : turnOf(row)
}

const pick = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [k in K]?: V }

const encodingOption = (name: string | undefined): Encoding | undefined => {
  if (name === undefined) return undefined
  const encoding = encodingNamed(name)
  if (!encoding)
    throw unreadable(
      `The encoding “${name}” is not known; there are UTF-8, UTF-16, GB18030 (GBK), Big5, Windows-1252.`,
    )
  return encoding
}

const fingerprintOf = (columns: readonly string[]): string =>
  createHash('sha256').update(columns.join('\n')).digest('base64url').slice(0, 22)

/** What is given by flags stands above what a preset or memory says, and that above what is recognised. */
const settle = (
  base: TableLayout | null | undefined,
  columns: readonly string[],
  options: ReadOptions,
  delimited: boolean,
): TableLayout => {
  const zone = options.zone ?? base?.zone ?? 'Asia/Shanghai'
  checkZone(zone)
  const timeFormat = options.timeFormat ?? base?.timeFormat
  return {
    kind: 'table',
    header: options.header ?? base?.header ?? true,
    ...(delimited && pick('delimiter', options.delimiter ?? base?.delimiter)),
    ...pick('quotes', base?.quotes),
    ...pick('nested', options.nested ?? base?.nested),
    columns: { ...(base?.columns ?? recognised(columns)), ...options.map },
    roles: { ...base?.roles, ...options.roles },
    ...pick('timeFormat', timeFormat),
    zone,
  }
}

const checkZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw unreadable(`The time zone “${zone}” is not known. Give one like --zone Asia/Shanghai.`)
  }
}

const columnOf = (name: string, columns: readonly string[]): string | undefined => {
  if (columns.includes(name)) return name
  const number = /^#(\d+)$/.exec(name)?.[1]
  return number === undefined ? undefined : columns[Number(number) - 1]
}

/** Refuses to guess: names what is missing, shows the columns with a sample, and the flag to add. */
const complain = (
  path: string,
  layout: TableLayout,
  table: { columns: string[]; sample: Row[]; headerLine: number | null },
) => {
  const show = () =>
    table.columns
      .map((name, i) => {
        const sample = table.sample.map((row) => row.values[name] ?? '').find((value) => value !== '') ?? ''
        return `  #${i + 1} ${name === `#${i + 1}` ? '' : `${name} `}e.g. ${sample.replace(/\s+/g, ' ').slice(0, 40)}`
      })
      .join('\n')
  const where = table.headerLine === null ? '' : ` (header on line ${table.headerLine})`
  for (const [field, name] of Object.entries(layout.columns))
    if (columnOf(name, table.columns) === undefined)
      throw unreadable(
        `${path} has no column “${name}” for ${field}. Its columns${where}:\n${show()}\nGive another one with --map ${field}=COLUMN.`,
      )
  const { text, session, buyer, role } = layout.columns
  const missing = [
    ...(text === undefined ? ['text'] : []),
    ...(role === undefined ? ['role'] : []),
    ...(session === undefined && buyer === undefined ? ['session'] : []),
  ]
  if (missing.length === 0) return
  throw unreadable(
    `Which column of ${path} holds the ${missing.join(', the ')}? Its columns${where}:\n${show()}\n` +
      `Add --map ${missing.map((field) => `${field}=COLUMN`).join(',')} with names or numbers (#1) from this list${
        table.headerLine === null ? '' : '; if the first line is data already, also --no-header'
      }.`,
  )
}

const BLANK = new Set(['-', '--', 'nan', 'null', 'none', 'n/a', '无'])
const filled = (cell: string | undefined): string =>
  cell === undefined || BLANK.has(cell.toLowerCase()) ? '' : cell

/** Longest name of a session or buyer. */
const NAME_LIMIT = 200

const reader = (layout: TableLayout, columns: readonly string[], delimited: boolean) => {
  const column = (field: Field): string | undefined => {
    const name = layout.columns[field]
    return name === undefined ? undefined : columnOf(name, columns)
  }
  const at = {
    session: column('session'),
    buyer: column('buyer'),
    role: column('role'),
    time: column('time'),
    text: column('text'),
    item: column('item'),
    agent: column('agent'),
  }
  const readTime = timesOf(layout)
  return (row: Row): ChatTurn | Refused => {
    const { line, values } = row
    const cell = (name: string | undefined) => (name === undefined ? '' : (values[name] ?? ''))
    const no = (field: string, name: string | undefined, why: string): Refused => ({
      line,
      why: `Line ${line}, ${field}${name === undefined ? '' : ` (column ${name})`}: ${why}`,
    })
    const text = storable(cell(at.text))
    if (text === '') return no('text', at.text, 'is empty; nothing was said.')
    if (text.length > MESSAGE_LIMIT)
      return no(
        'text',
        at.text,
        `has ${text.length.toLocaleString('en')} characters; a message holds ${MESSAGE_LIMIT.toLocaleString('en')}.`,
      )
    let session = storable(filled(cell(at.session)))
    let buyer = storable(filled(cell(at.buyer)))
    for (const [field, name, value] of [
      ['session', at.session, session],
      ['buyer', at.buyer, buyer],
    ] as const) {
      if (delimited && isSpoiledNumber(value))
        return no(
          field,
          name,
          `is ${value}: a spreadsheet has cut this number’s digits. Export again with the column as text.`,
        )
      if (value.length > NAME_LIMIT) return no(field, name, `is longer than ${NAME_LIMIT} characters.`)
    }
    if (at.session !== undefined && session === '')
      return no('session', at.session, 'is empty; whose conversation it is cannot be known.')
    if (session === '' && buyer === '')
      return no('buyer', at.buyer, 'is empty; whose conversation it is cannot be known.')
    const said = cell(at.role)
    const role =
      layout.roles[said] ?? speaker(said, at.role ?? '', { buyer: cell(at.buyer), agent: cell(at.agent) })
    if (role === undefined)
      return no(
        'role',
        at.role,
        said === ''
          ? 'is empty; who said it cannot be known.'
          : `“${said.slice(0, 40)}” is not known. Say who it is: --role agent=${said.slice(0, 40)} (or buyer=, assistant=, system=).`,
      )
    const time = filled(cell(at.time))
    const moment = time === '' ? null : readTime(time)
    if (time !== '' && moment === null)
      return no(
        'time',
        at.time,
        `“${time.slice(0, 40)}” is no time${
          layout.timeFormat === undefined
            ? ' like 2018-09-30 15:57:00. Mend it, or say how times are written: --time-format "dd/MM/yyyy HH:mm".'
            : ` written like ${layout.timeFormat}.`
        }`,
      )
    if (buyer === '') buyer = session
    // Without sessions: what a buyer wrote on one day is one.
    if (session === '') session = moment === null ? buyer : `${buyer} ${dayOf(moment, layout.zone)}`
    // A sub-account's own name stands in the sender's column.
    const agent =
      storable(filled(cell(at.agent))) || (role === 'agent' && /[:：]/.test(said) ? storable(said) : '')
    return {
      session,
      buyer,
      role,
      ...(agent !== '' && { agent }),
      at: moment,
      text,
      item: storable(filled(cell(at.item))) || null,
      line,
    }
  }
}

const timesOf = ({ timeFormat, zone }: { timeFormat?: string | undefined; zone: string }) => {
  if (timeFormat === undefined) return commonTimes(zone)
  const times = timesLike(timeFormat, zone)
  if (!times)
    throw unreadable(`The time format “${timeFormat}” must hold yyyy, MM and dd, like "dd/MM/yyyy HH:mm:ss".`)
  return times
}

/** A client's chat log knows names, not roles: an agent's is a sub-account (`店铺:小明`) or told by a flag; the one
 * other person is the buyer. Lines of agents before the buyer's first belong to that buyer. */
async function* readTalk(
  path: string,
  encoding: Encoding,
  options: ReadOptions,
): AsyncGenerator<ChatTurn | Refused> {
  const total = (await stat(path)).size
  const columns = Object.values(TALK_COLUMNS)
  const layout = TableLayout.parse({
    kind: 'table',
    header: false,
    columns: { role: TALK_COLUMNS.sender, time: TALK_COLUMNS.time, text: TALK_COLUMNS.text },
    roles: options.roles ?? {},
    zone: options.zone ?? 'Asia/Shanghai',
    ...pick('timeFormat', options.timeFormat),
  })
  checkZone(layout.zone)
  options.onLayout?.({ fingerprint: null, layout, columns, remembered: false })
  const roleOf = (name: string): Role =>
    layout.roles[name] ?? speaker(name, '', { buyer: '', agent: '' }) ?? 'buyer'
  const { agent, buyers } = await speakersOf(path, encoding, roleOf)
  if (!agent && buyers.length > 1)
    throw unreadable(
      `Who in ${path} is the shop? It has ${buyers.slice(0, 5).join(', ')}. Add --role agent=NAME for each of the shop’s people.`,
    )
  const turnOf = reader(
    { ...layout, columns: { ...layout.columns, buyer: 'buyer' } },
    [...columns, 'buyer'],
    true,
  )
  let buyer = buyers[0] ?? ''
  for await (const row of talkRows(textOf(path, encoding, (read) => options.onBytes?.(read, total)))) {
    if ('why' in row) {
      yield row
      continue
    }
    const name = row.values[TALK_COLUMNS.sender] ?? ''
    if (roleOf(name) === 'buyer') buyer = name
    yield turnOf({ line: row.line, values: { ...row.values, buyer } })
  }
}

/** Whether anybody is known as the shop's, and the others by name. */
const speakersOf = async (path: string, encoding: Encoding, roleOf: (name: string) => Role) => {
  const buyers = new Set<string>()
  let agent = false
  for await (const row of talkRows(textOf(path, encoding))) {
    if ('why' in row) continue
    const name = row.values[TALK_COLUMNS.sender] ?? ''
    if (roleOf(name) === 'buyer') buyers.add(name)
    else agent = true
  }
  return { agent, buyers: [...buyers] }
}
