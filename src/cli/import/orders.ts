import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { FieldName, fieldNames } from '../../features/order/domain/import/field.ts'
import { formats } from '../../features/order/domain/import/formats/index.ts'
import { OrderStatus } from '../../features/order/domain/order.ts'
import type { OrderImport } from '../../features/order/import/contract.ts'
import {
  type ImportOptions,
  importOrders,
  type OrderFile,
  OrderMapping,
  openOrderFile,
} from '../../features/order/import/index.ts'
import type { OrderHook } from '../../features/order/index.ts'
import { recallMapping } from '../../features/shop/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { type Db, openDb } from '../../platform/db/db.ts'
import { createHub } from '../../platform/events/hub.ts'
import { unreadable } from '../../platform/files/index.ts'
import { yuan } from '../../shared/money.ts'
import { Refusal } from '../../shared/refusal.ts'
import { commonTimes } from '../../shared/written-time.ts'
import type { Connect } from './chats.ts'
import { problemSentence } from './order-words.ts'
import { progressLine } from './progress.ts'
import { refusedReport } from './refused-report.ts'
import { type Shop, shopFor } from './shop.ts'

const options = {
  shop: { type: 'string' },
  'dry-run': { type: 'boolean' },
  map: { type: 'string', multiple: true },
  status: { type: 'string', multiple: true },
  at: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  report: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

export const help = `Usage: ./peakdesk import orders FILE [options]

Brings orders in from the files platforms export, as they are: do not open and save them in a spreadsheet, which cuts
long order numbers. The desk may be running meanwhile. The same file again changes nothing; a newer export brings the
orders up to date.

Recognised by their columns:
${formats.map(({ en, zh }) => `  ${en}: ${zh}`).join('\n')}
and any table (CSV, TSV, XLSX, JSON, JSONL) with a column for the order's number.

  --shop NAME|ID       the shop, where there are several
  --dry-run            says what the file holds and stores nothing
  --map FIELD=COLUMN   which column holds what; COLUMN=- leaves one out. Fields: ${fieldNames.join(', ')}.
                       Common names are recognised, and what was said is remembered for files of the same columns
  --status WORD=STATE  what a word of the state column means: ${OrderStatus.options.slice(1).join(', ')}
  --at TIME            the moment of the export by the shop's clock, 2021-11-11 12:00. Not given: as the file's name tells
                       (ExportOrderList202111111200.csv), else when the file was last changed. Of what several sources
                       say of an order, the word of the newest moment counts
  --encoding NAME      UTF-8, UTF-16, GB18030, Big5, where it is not found out rightly
  --delimiter CHAR     likewise; "tab" for a tab
  --data DIR           the desk's data folder, as for start
  --report FILE        writes every refused row, and every value left out, with its reason as CSV

  ./peakdesk import orders 订单.csv --map id=单号 --map created=日期 --status 已打包=paid --dry-run`

const parsed = (args: string[]) => {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (e) {
    throw unreadable(`${(e as Error).message} See ./peakdesk import orders --help`)
  }
}

/** `NAME=VALUE`, one each time: columns and words may hold commas. */
const pair = (flag: string, text: string): [string, string] => {
  const at = text.lastIndexOf('=')
  if (at < 1) throw unreadable(`${flag} takes NAME=VALUE, like in --help; “${text}” is not so.`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

const saidOf = (map: string[] = [], statuses: string[] = []): OrderMapping | undefined => {
  if (map.length + statuses.length === 0) return undefined
  const said: OrderMapping = { columns: {}, statuses: {} }
  for (const text of map) {
    const at = text.indexOf('=')
    const [name, column] =
      at < 1 ? pair('--map', text) : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    if (column === '-') {
      said.columns[name] = null
      continue
    }
    const field = FieldName.safeParse(name)
    if (!field.success) throw unreadable(`--map knows ${fieldNames.join(', ')}; not “${name}”.`)
    said.columns[column] = field.data
  }
  for (const text of statuses) {
    const [word, state] = pair('--status', text)
    const status = OrderStatus.safeParse(state)
    if (!status.success) throw unreadable(`--status knows ${OrderStatus.options.join(', ')}; not “${state}”.`)
    said.statuses[word] = status.data
  }
  return said
}

/** The exit code: 0 done (also with refused rows, which it shows), 1 the file or the flags cannot be used, 130 broken off.
 * `noted`: what else happens when orders change, as in the running desk. */
export const importOrdersCommand = async (
  args: string[],
  connect: Connect,
  noted: readonly OrderHook[] = [],
): Promise<number> => {
  try {
    const { values, positionals } = parsed(args)
    if (values.help) {
      console.log(help)
      return 0
    }
    const [path, ...more] = positionals
    if (path === undefined) throw unreadable('Which file? ./peakdesk import orders FILE; see --help.')
    if (more.length > 0) throw unreadable(`One file at a time, please: ${positionals.join(', ')}.`)
    const said = saidOf(values.map, values.status)
    const { db, close } = await connect()
    try {
      const shop = await shopFor(db, values.shop)
      const at = values.at === undefined ? null : commonTimes(shop.timeZone)(values.at)
      if (values.at !== undefined && at === null)
        throw unreadable(`--at “${values.at}” is no time like 2021-11-11 12:00.`)
      const file = await openOrderFile(path, {
        name: basename(path),
        recall: (fingerprint) =>
          db.tx({ shops: [shop.id] }, (tx) => recallMapping(tx, shop.id, fingerprint, OrderMapping)),
        ...{ said, encoding: values.encoding },
        delimiter: values.delimiter === 'tab' ? '\t' : values.delimiter,
      })
      for (const column of Object.keys(said?.columns ?? {}))
        if (!file.columns.includes(column))
          throw unreadable(`There is no column “${column}”; there are ${file.columns.join(', ')}.`)
      const write = values['dry-run'] !== true
      return await run(db, shop, file, {
        ...{ at, modified: Math.round((await stat(path)).mtimeMs), write },
        ...{ report: values.report, noted },
      })
    } finally {
      await close()
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(said(error))
    return 1
  }
}

const said = ({ code, detail }: Refusal): string => {
  if (typeof detail.says === 'string') return detail.says
  const problems = (detail.problems ?? []) as { field: string; problem: string }[]
  return problems.length > 0 ? problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ') : code
}

const run = async (
  db: Db,
  shop: Shop,
  file: OrderFile,
  how: Pick<ImportOptions, 'at' | 'modified' | 'write'> & {
    report: string | undefined
    noted: readonly OrderHook[]
  },
): Promise<number> => {
  const { layout } = file
  console.log(`Read as ${layout.format?.en ?? 'a general table'}, header on line ${file.headerLine ?? '–'}`)
  if (!layout.format || file.mapping)
    console.log(`  ${[...layout.columns].map(([column, field]) => `${field}=${column}`).join(', ')}`)
  const stop = new AbortController()
  const interrupt = () => {
    console.error('\nStopping after this piece …')
    stop.abort()
  }
  process.once('SIGINT', interrupt)
  const progress = progressLine()
  const refused = refusedReport(how.report)
  // One connection of its own: those of the desk belong to whoever answers buyers.
  const bulk = openDb(db.connection, { poolSize: 1 })
  try {
    const report = await importOrders(
      {
        ...{ db: bulk, clock: systemClock, noted: how.noted },
        // Nobody in this process follows the log; the running desk hears of it from the database.
        hub: createHub(
          async () => [],
          () => {},
        ),
      },
      {
        ...{ shopId: shop.id, file, at: how.at, modified: how.modified, write: how.write },
        ...{ by: { personId: null, address: null }, signal: stop.signal },
        onProgress: ({ read, total, added, changed, unchanged, refused }) => {
          progress.bytes(read, total)
          progress.stored({ stored: added + changed, duplicates: unchanged, refused })
        },
        onProblem: (problem) => refused.add({ line: problem.line, why: problemSentence(problem) }),
      },
    )
    progress.end()
    tell(report, shop, how.report, progress.seconds())
    return report.interrupted ? 130 : report.needsId ? 1 : 0
  } finally {
    progress.end()
    process.removeListener('SIGINT', interrupt)
    await bulk.close()
    await refused.close()
  }
}

const count = (n: number) => n.toLocaleString('en')
const FROM = {
  given: 'given',
  name: 'by the file’s name',
  file: 'when the file was last changed',
  rows: 'its newest row',
}

const tell = (report: OrderImport, shop: Shop, reportPath: string | undefined, seconds: number) => {
  const { counts, at, atFrom } = report
  const when = (ms: number) => new Date(ms).toLocaleString('sv', { timeZone: shop.timeZone })
  if (report.needsId) {
    console.log('No column is recognised as the order’s number. The columns and a value of each:')
    for (const { column, samples } of report.columns) console.log(`  ${column}: ${samples[0] ?? ''}`)
    console.log('Say which it is: --map id=COLUMN')
    return
  }
  if (at !== null && atFrom !== null) console.log(`As of ${when(at)} (${FROM[atFrom]}); --at says otherwise`)
  if (at !== null && report.newest !== null && report.newest > at)
    console.log(`  But its newest row is of ${when(report.newest)}: look whether that moment is right.`)
  if (!report.done) {
    for (const { id, status, createdAt, payableFen, lines } of report.sample) {
      const goods = lines?.map(({ title, said, quantity }) => `${title} ${said} ×${quantity}`).join('; ')
      const made = createdAt === undefined ? '' : when(createdAt)
      const pays = typeof payableFen === 'number' ? yuan(payableFen) : ''
      console.log(`  ${[id, status ?? '–', made, pays, goods ?? ''].join(' | ')}`)
    }
    console.log(
      `${count(counts.rows)} rows, ${count(counts.orders)} orders: ${count(counts.added)} new to the desk, ${count(counts.changed)} known; ` +
        `${count(counts.refused)} rows refused, ${count(counts.noted)} values left out; the catalogue knows the goods of ${count(counts.matched)} of ${count(counts.lines)} lines`,
    )
  } else
    console.log(
      `${count(counts.orders)} orders of ${shop.name} from ${count(counts.rows)} rows in ${seconds.toFixed(1)} s: ${count(counts.added)} new, ` +
        `${count(counts.changed)} changed, ${count(counts.unchanged)} as they were; ${count(counts.refused)} rows refused, ${count(counts.noted)} values left out`,
    )
  for (const { word, count: times } of report.statuses.slice(0, 10))
    console.log(`  State “${word}” (${count(times)} times) is not known: --status "${word}=…"`)
  const problems = [...report.refused, ...report.noted]
  for (const problem of problems.slice(0, 20)) console.log(`  ${problemSentence(problem)}`)
  if (counts.refused + counts.noted > Math.min(20, problems.length))
    console.log(
      reportPath === undefined
        ? '  … --report refused.csv writes them all.'
        : `  … all of them are in ${reportPath}.`,
    )
  if (report.interrupted) console.log('Broken off. Run it again to go on; what is stored stays.')
  else if (!report.done) console.log('Nothing was stored. Without --dry-run it will be.')
}
