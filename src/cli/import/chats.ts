import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type ChatTurn,
  FIELDS,
  type Field,
  type ImportReport,
  importChats,
  presetNamed,
  presetNames,
  type Reading,
  type ReadOptions,
  ROLES,
  type Role,
  readChats,
  TableLayout,
} from '../../features/conversation/import/index.ts'
import { recallMapping, rememberMapping } from '../../features/shop/index.ts'
import type { Db } from '../../platform/db/db.ts'
import { type Refused, unreadable } from '../../platform/files/index.ts'
import { Refusal } from '../../shared/refusal.ts'
import { excerpt } from '../../shared/text.ts'
import { progressLine } from './progress.ts'
import { refusedReport } from './refused-report.ts'
import { type Shop, shopFor } from './shop.ts'

export type Connect = () => Promise<{ db: Db; close(): Promise<void> }>

const options = {
  shop: { type: 'string' },
  map: { type: 'string', multiple: true },
  role: { type: 'string', multiple: true },
  'time-format': { type: 'string' },
  zone: { type: 'string' },
  'no-header': { type: 'boolean' },
  preset: { type: 'string' },
  answers: { type: 'string' },
  turns: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  channel: { type: 'string' },
  report: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export const help = `Usage: ./peakdesk import chats FILE [options]

Brings chat histories in from CSV, TSV, XLSX, JSON, JSONL or a client's chat log. The desk may be running meanwhile.
Importing a file again changes nothing; a longer export adds what is new.

  --shop NAME|ID      the shop, where there are several
  --dry-run           shows the first turns as they are understood and stores nothing
  --map F=COLUMN,…    which column holds what: session, buyer, role, time, text, item, agent; by name or number (#1).
                      Common names are recognised, and what worked once is remembered for files of the same columns
  --role R=VALUE,…    who a value of the role column is: buyer, agent, assistant, system
  --time-format FORM  how times are written: yyyy MM dd HH mm ss SSS, e.g. "dd/MM/yyyy HH:mm"
  --zone ZONE         the zone of times that name none; the shop's if not given
  --no-header         the first line is data already
  --preset NAME       a layout known by name; --preset help lists them
  --answers FILE      the second file of a layout that has two
  --turns NAME        JSON: the list within each session that holds its turns
  --encoding NAME     UTF-8, UTF-16, GB18030, Big5 …, where it is not found out rightly
  --delimiter CHAR    likewise; "tab" for a tab
  --channel NAME      under which name the chats are kept; the file's if not given. Files under one name are one history
  --data DIR          the desk's data folder, as for start
  --report FILE       writes every refused line with its reason as CSV

  ./peakdesk import chats 聊天记录.csv --map session=会话ID,buyer=买家,role=身份,time=时间,text=内容 --role buyer=用户,agent=客服`

/** `a=b,c=d`, given once or several times. A value may hold = but no comma. */
const pairs = (flag: string, given: readonly string[] | undefined): [string, string][] =>
  (given ?? [])
    .flatMap((text) => text.split(/[,，]/))
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw unreadable(`${flag} takes NAME=VALUE pairs, like in --help; “${pair}” is none.`)
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    })

const mapOf = (given: readonly string[] | undefined): Partial<Record<Field, string>> | undefined => {
  const map: Partial<Record<Field, string>> = {}
  for (const [name, column] of pairs('--map', given)) {
    const field = FIELDS.find((f) => f === name)
    if (!field) throw unreadable(`--map knows ${FIELDS.join(', ')}; not “${name}”.`)
    map[field] = column
  }
  return given ? map : undefined
}

const rolesOf = (given: readonly string[] | undefined): Record<string, Role> | undefined => {
  const roles: Record<string, Role> = {}
  for (const [name, value] of pairs('--role', given)) {
    const role = ROLES.find((r) => r === name)
    if (!role) throw unreadable(`--role knows ${ROLES.join(', ')}; not “${name}”.`)
    roles[value] = role
  }
  return given ? roles : undefined
}

const given = <T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never

const parsed = (args: string[]) => {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (e) {
    throw unreadable(`${(e as Error).message} See ./peakdesk import chats --help`)
  }
}

/**
 * `./peakdesk import chats`. Gives the exit code: 0 done (also with refused lines, which it shows), 1 the file or the
 * flags cannot be used, 130 interrupted. `connect` gives the desk's database; it is asked once, and closed.
 */
export const importChatsCommand = async (args: string[], connect: Connect): Promise<number> => {
  try {
    const { values, positionals } = parsed(args)
    if (values.help) {
      console.log(help)
      return 0
    }
    if (values.preset === 'help') {
      for (const name of await presetNames()) {
        const { says, example } = await presetNamed(name)
        console.log(`${name}\n  ${says}\n  ${example}\n`)
      }
      return 0
    }
    const [path, ...more] = positionals
    if (path === undefined) throw unreadable(`Which file? ./peakdesk import chats FILE; see --help.`)
    if (more.length > 0) throw unreadable(`One file at a time, please: ${positionals.join(', ')}.`)
    const map = mapOf(values.map)
    const roles = rolesOf(values.role)
    const { db, close } = await connect()
    try {
      const shop = await shopFor(db, values.shop)
      const read: ReadOptions = {
        ...given({
          map,
          roles,
          preset: values.preset,
          answers: values.answers,
          timeFormat: values['time-format'],
          encoding: values.encoding,
          delimiter: values.delimiter === 'tab' ? '\t' : values.delimiter,
          nested: values.turns,
        }),
        ...(values.zone !== undefined ? { zone: values.zone } : values.preset ? {} : { zone: shop.timeZone }),
        ...(values['no-header'] && { header: false }),
        recall: (fingerprint) =>
          db.tx({ shops: [shop.id] }, (tx) => recallMapping(tx, shop.id, fingerprint, TableLayout)),
      }
      if (values['dry-run']) return await showFirst(path, read)
      const source = values.channel ?? basename(path, extname(path))
      return await store(db, shop, path, read, source, values.report)
    } finally {
      await close()
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(String(error.detail.says ?? error.code))
    return 1
  }
}

const SHOWN = 10

const showReading = ({ layout, remembered }: Reading) => {
  if (layout.kind === 'turns-in-a-line') {
    console.log('Each line is a session; who said what is learned from the answers.')
    return
  }
  const columns = Object.entries(layout.columns).map(([field, column]) => `${field}=${column}`)
  console.log(`Read as ${columns.join(', ')}; zone ${layout.zone}${remembered ? ' (remembered)' : ''}`)
}

const showFirst = async (path: string, read: ReadOptions): Promise<number> => {
  let turns = 0
  let refused = 0
  for await (const turn of readChats(path, { ...read, onLayout: showReading })) {
    if ('why' in turn) {
      if (refused++ < SHOWN) console.log(`  refused: ${turn.why}`)
    } else {
      turns++
      console.log(`  ${shown(turn)}`)
    }
    if (turns >= SHOWN || refused >= SHOWN * 10) break
  }
  console.log('Nothing was stored. Without --dry-run it will be.')
  return turns === 0 ? 1 : 0
}

const shown = (turn: ChatTurn): string =>
  [
    `line ${turn.line}`,
    turn.session,
    turn.buyer,
    turn.role,
    turn.at === null ? 'no time' : new Date(turn.at).toISOString(),
    excerpt(turn.text, 60),
    ...(turn.item === null ? [] : [`item ${turn.item}`]),
  ].join(' | ')

const store = async (
  db: Db,
  shop: Shop,
  path: string,
  read: ReadOptions,
  source: string,
  reportPath: string | undefined,
): Promise<number> => {
  const stop = new AbortController()
  const interrupt = () => {
    console.error('\nStopping after this piece …')
    stop.abort()
  }
  process.once('SIGINT', interrupt)
  const progress = progressLine()
  const refused = refusedReport(reportPath)
  const first: Refused[] = []
  let reading: Reading | undefined
  try {
    const turns = readChats(path, {
      ...read,
      onLayout: (seen) => {
        reading = seen
        showReading(seen)
      },
      onBytes: progress.bytes,
    })
    const report = await importChats(db, {
      shopId: shop.id,
      turns,
      source,
      signal: stop.signal,
      onProgress: progress.stored,
      onRefused: (line) => {
        if (first.length < 20) first.push(line)
        refused.add(line)
      },
    })
    progress.end()
    if (reading?.fingerprint && reading.layout.kind === 'table' && report.stored + report.duplicates > 0) {
      const { fingerprint, layout } = reading
      await db.tx({ shops: [shop.id] }, (tx) => rememberMapping(tx, shop.id, fingerprint, layout))
    }
    tell(report, first, shop, source, reportPath, progress.seconds())
    return report.interrupted ? 130 : 0
  } finally {
    progress.end()
    process.removeListener('SIGINT', interrupt)
    await refused.close()
  }
}

const count = (n: number) => n.toLocaleString('en')

const tell = (
  report: ImportReport,
  first: readonly Refused[],
  shop: Shop,
  source: string,
  reportPath: string | undefined,
  seconds: number,
) => {
  console.log(
    `${count(report.stored)} messages stored in ${count(report.conversations)} new and ${count(report.grown)} longer ` +
      `conversations of ${shop.name} (channel ${source}), ${count(report.duplicates)} known already, ` +
      `${count(report.refused)} refused; ${seconds.toFixed(1)} s.`,
  )
  for (const { why } of first) console.log(`  ${why}`)
  if (report.refused > first.length)
    console.log(
      reportPath === undefined
        ? `  … and ${count(report.refused - first.length)} more; --report FILE writes them all.`
        : `  … all in ${reportPath}.`,
    )
  if (report.interrupted) console.log('Interrupted. Run it again to go on; what is stored stays.')
}
