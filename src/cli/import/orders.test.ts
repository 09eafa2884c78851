import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { createShop } from '../../features/shop/index.ts'
import { openDb } from '../../platform/db/db.ts'
import { importOrdersCommand } from './orders.ts'

const SAMPLES = join(import.meta.dirname, '../../../docs/guide/orders')
let base: Awaited<ReturnType<typeof freshDatabase>>
let folder: string
beforeAll(async () => {
  base = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-cli-orders-'))
  const db = openDb(base.connection)
  await db.tx({ shops: [] }, (tx) =>
    createShop(tx, { platform: 'taobao', name: '云朵', timeZone: 'Asia/Shanghai', locale: 'zh-CN' }, 0),
  )
  await db.close()
})
afterAll(async () => {
  await base.drop()
  await rm(folder, { recursive: true, force: true })
})

const run = async (...args: string[]) => {
  const said: string[] = []
  const hear = (...words: unknown[]) => void said.push(words.join(' '))
  const out = vi.spyOn(console, 'log').mockImplementation(hear)
  const err = vi.spyOn(console, 'error').mockImplementation(hear)
  try {
    const code = await importOrdersCommand(args, async () => {
      const db = openDb(base.connection)
      return { db, close: () => db.close() }
    })
    return { code, said: said.join('\n') }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}
const own = join(SAMPLES, 'own-site-orders.csv')
const MAP = ['--map', 'id=单号', '--map', 'created=下单日期', '--map', 'payable=应收']

test.each<[string, string[], number, RegExp]>([
  ['no file', [], 1, /Which file\?/],
  ['an unknown flag', ['x', '--bad'], 1, /--bad/],
  ['two files', ['x', 'y'], 1, /One file at a time/],
  ['an unknown field', [own, '--map', 'colour=单号'], 1, /not “colour”/],
  ['half a pair', [own, '--map', 'id'], 1, /NAME=VALUE/],
  ['an unknown column', [own, '--map', 'id=编号'], 1, /no column “编号”; there are 单号, /],
  ['an unknown state', [own, '--status', '已打包=packed'], 1, /not “packed”/],
  ['a wrong moment', [own, '--at', 'yesterday'], 1, /“yesterday” is no time/],
  ['a moment to come', [own, ...MAP, '--at', '2090-01-01'], 1, /in the future/],
  ['help', ['--help'], 0, /Pinduoduo orders[\s\S]*--dry-run/],
  ['a missing file', ['/none.csv'], 1, /no such file/],
  ['no column for the id', [own, '--dry-run'], 1, /单号: SITE-1001[\s\S]*--map id=COLUMN/],
  ['another shop', [own, '--shop', '三店'], 1, /No shop is “三店”/],
])('%s', async (_says, args, code, says) => {
  const result = await run(...args)
  expect(result.said).toMatch(says)
  expect(result.code).toBe(code)
})

test('a first look stores nothing; then it is stored, reported, remembered, and known', async () => {
  const look = await run(own, ...MAP, '--dry-run')
  expect(look.code).toBe(0)
  expect(look.said).toMatch(/SITE-1001 \| paid \| 2026-11-11 09:12:00 \| 329/)
  expect(look.said).toMatch(/State “已打包” \(1 times\) is not known/)
  expect(look.said).toMatch(/3 orders: 3 new to the desk, 0 known; 2 rows refused, 1 values left out/)
  expect(look.said).toMatch(/Nothing was stored/)

  const report = join(folder, 'problems.csv')
  const first = await run(own, ...MAP, '--status', '已打包=paid', '--report', report)
  expect(first.code).toBe(0)
  expect(first.said).toMatch(/3 orders of 云朵 from 3 rows in .* s: 3 new, 0 changed, 0 as they were/)
  expect(await readFile(report, 'utf8')).toMatch(/^\uFEFFline,why\r\n7,"Line 7, 单号: “1.93E\+15” .*\r\n8,/)

  const again = await run(own) // what was said is remembered
  expect(again.said).toMatch(/id=单号[\s\S]*0 new, 0 changed, 3 as they were/)
})

test('a platform’s export needs no flag; its name tells its moment', async () => {
  const result = await run(join(SAMPLES, 'ExportOrderList202611111200.csv'))
  expect(result.said).toMatch(/Taobao\/Tmall order list/)
  expect(result.said).toMatch(/As of 2026-11-11 12:00:00 \(by the file’s name\)/)
  expect(result.said).toMatch(/7 new/)
})

test('a taken-away meaning; a table with tabs; a report that cannot be written', async () => {
  const path = join(folder, 'tabs.txt')
  await writeFile(path, '订单号\t买家\n1\t甲\n')
  expect((await run(path, '--delimiter', 'tab', '--map', '买家=-', '--dry-run')).said).toMatch(/ id=订单号\n/)
  const lost = await run(path, '--report', join(folder, 'none', 'r.csv'))
  expect(lost).toMatchObject({ code: 1 })
  expect(lost.said).toMatch(/cannot be written/)
})
