import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openTable } from '../src/platform/files/index.ts'
import { writeTaobaoList } from './order-import/file.ts'
import { type BenchDesk, startBenchDesk } from './support/desk.ts'
import { rounded } from './support/figures.ts'

/** How fast and in how much memory a long export of orders is brought into a running desk. See bench/order-import.md. */
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
})
const lines = Number(values.lines)
const say = (line: string) => {
  if (!values.json) console.log(line)
}
const ROOT = join(import.meta.dirname, '..')

interface Run {
  seconds: number
  perSecond: number
  peakMiB: number
  said: string
}

/** `./peakdesk import orders`, as a user runs it, its peak of resident memory read from the kernel. */
const bring = async (desk: BenchDesk, path: string): Promise<Run> => {
  const began = performance.now()
  const profile = values.profile ? ['--cpu-prof', '--cpu-prof-dir=bench/profile'] : []
  const child = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [...profile, join(ROOT, 'src/cli/main.ts'), 'import', 'orders', path, '--data', desk.data],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let said = ''
  let peakMiB = 0
  child.stdout.on('data', (text) => {
    said += text
  })
  const watching = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peakMiB = Math.max(peakMiB, Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024))
  }, 200)
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  clearInterval(watching)
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said}`)
  const seconds = (performance.now() - began) / 1000
  const line = said.split('\n').find((one) => / orders of /.test(one)) ?? said
  return { seconds, perSecond: lines / seconds, peakMiB, said: line }
}

/** The file's records cut and decoded, and nothing done with them. */
const readAlone = async (path: string): Promise<number> => {
  const began = performance.now()
  const table = await openTable(path, { knows: (columns) => columns.length })
  let records = 0
  for await (const batch of table.batches()) records += batch.length
  if (records !== lines) throw new Error(`${records} records were read of ${lines}`)
  return (performance.now() - began) / 1000
}

/** The documents the import has stored, written again into a table like theirs by the owner, past row-level security:
 * 500 in a transaction, made beforehand and sent as text. */
const insertAlone = async (desk: BenchDesk): Promise<number> => {
  const client = new pg.Client(desk.database)
  await client.connect()
  await client.query('create table bare (like shop_order including all)')
  const reader = new pg.Client(desk.database)
  await reader.connect()
  let spent = 0
  for (let after = '', left = lines; left > 0; ) {
    const { rows } = await reader.query(
      'select order_id, row_to_json(o)::text as row from shop_order o where shop_id = $1 and order_id > $2 order by order_id limit 20000',
      [desk.bridge.shopId, after],
    )
    if (rows.length === 0) break
    after = rows.at(-1).order_id
    left -= rows.length
    const pieces: string[] = []
    for (let from = 0; from < rows.length; from += 500)
      pieces.push(
        `[${rows
          .slice(from, from + 500)
          .map(({ row }) => row)
          .join(',')}]`,
      )
    const began = performance.now()
    for (const piece of pieces)
      await client.query('insert into bare select * from json_populate_recordset(null::bare, $1::json)', [
        piece,
      ])
    spent += performance.now() - began
  }
  await reader.end()
  await client.query('drop table bare')
  await client.end()
  return spent / 1000
}

const folder = await mkdtemp(join(tmpdir(), 'peakdesk-orders-bench-'))
const path = join(folder, 'ExportOrderList202111122300.csv')
const desk = await startBenchDesk()
try {
  await writeTaobaoList(path, lines)
  const { size } = await stat(path)
  say(`${lines.toLocaleString('en')} lines, ${Math.round(size / 1e6)} MB of GBK, Node ${process.version}`)
  const told = (name: string, { seconds, perSecond, peakMiB, said }: Run) =>
    say(`${name}: ${rounded(seconds)} s, ${Math.round(perSecond)} lines/s, peak ${peakMiB} MiB\n    ${said}`)
  const reading = await readAlone(path)
  say(`Reading alone: ${rounded(reading)} s, ${Math.round(lines / reading)} lines/s`)
  const first = await bring(desk, path)
  told('Import', first)
  const again = await bring(desk, path)
  told('The same again', again)
  const bare = await insertAlone(desk)
  say(`Inserting the same documents alone: ${rounded(bare)} s, ${Math.round(lines / bare)} orders/s`)
  if (values.json)
    console.log(
      JSON.stringify({
        lines,
        bytes: size,
        reading,
        first,
        again,
        inserting: bare,
        desk: await desk.memory(),
      }),
    )
} finally {
  await desk.stop()
  await rm(folder, { recursive: true, force: true })
}
