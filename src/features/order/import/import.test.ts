import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { all, sql } from '../../../platform/db/db.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { commonTimes } from '../../../shared/written-time.ts'
import { plainProduct, saveProduct } from '../../catalog/index.ts'
import { shopRoutes } from '../../shop/index.ts'
import { audited, ORIGIN, openAdministration } from '../../shop/testing.ts'
import type { OrderMapping } from '../domain/import/layout.ts'
import type { Order } from '../domain/order.ts'
import { openOrderFile, orderImportRoutes } from './index.ts'
import { lastSeen } from './last-seen.ts'
import { piecesOf } from './pieces.ts'
import { importOrders } from './run.ts'
import { uploaded } from './upload.ts'

const SAMPLES = join(import.meta.dirname, '../../../../docs/guide/orders')
const ZONE = 'Asia/Shanghai'
const at = (wall: string): number => commonTimes(ZONE)(wall) ?? Number.NaN

let desk: Awaited<ReturnType<typeof openAdministration>>
let shopId = 0
let folder = ''
beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    shopRoutes(app, deps)
    orderImportRoutes(app, { ...deps, log: (message, error) => desk.faults.push([message, error]) })
  })
  desk.time.now = at('2026-11-14')
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-order-test-'))
})
beforeEach(async () => {
  shopId = (await desk.shop(`S${Math.random()}`)).id
})
afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

const file = async (name: string, content: string | Buffer) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const open = (path: string, said?: OrderMapping) =>
  openOrderFile(path, { name: path.split('/').at(-1) ?? '', recall: async () => null, said })
const bring = async (path: string, how: { write?: boolean; at?: number; said?: OrderMapping } = {}) =>
  importOrders(desk.deps, {
    ...{ shopId, file: await open(path, how.said), at: how.at ?? null, modified: at('2026-11-13') },
    ...{ write: how.write ?? true, by: { personId: null, address: null } },
  })
const orders = async (): Promise<Order[]> =>
  (
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      all(
        tx,
        sql<{
          doc: { order: Order }
        }>`select doc from shop_order where shop_id = ${shopId} order by order_id`,
      ),
    )
  ).map(({ doc }) => doc.order)

describe('the sample files of the guide', () => {
  test.each([
    ['ExportOrderList202611111200.csv', 'taobao-list', 7, at('2026-11-11 12:00')],
    ['ExportOrderDetailList202611111200.csv', 'taobao-detail', 7, at('2026-11-11 12:00')],
    ['pinduoduo-orders.csv', 'pinduoduo', 6, at('2026-11-13')],
    ['1794542400_douyin-orders.csv', 'douyin', 6, 1794542400000],
  ])('%s: all of it is taken; again nothing changes', async (name, format, count, moment) => {
    const path = join(SAMPLES, name)
    const look = await bring(path, { write: false })
    expect(look).toMatchObject({
      format,
      done: false,
      at: moment,
      counts: { orders: count, added: count, refused: 0, noted: 0 },
    })
    expect(await orders()).toEqual([])

    const first = await bring(path)
    expect(first).toMatchObject({ done: true, counts: { added: count, changed: 0, refused: 0 } })
    const stored = await orders()
    expect(stored).toHaveLength(count)
    for (const order of stored) {
      expect(order.status).not.toBe('unknown')
      expect(order.lines.length).toBeGreaterThan(0)
    }

    const again = await bring(path)
    expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: count })
    expect(await orders()).toEqual(stored)
    const traces = await desk.db.tx({ shops: [shopId] }, (tx) =>
      all(tx, sql`select 1 from order_change where shop_id = ${shopId}`),
    )
    expect(traces).toEqual([])
  })

  test('Taobao’s list and details make the same orders in either order', async () => {
    const list = join(SAMPLES, 'ExportOrderList202611111200.csv')
    const details = join(SAMPLES, 'ExportOrderDetailList202611111200.csv')
    await bring(list)
    await bring(details)
    const one = await orders()
    shopId = (await desk.shop('other way')).id
    await bring(details)
    await bring(list)
    expect(await orders()).toEqual(one)
    expect(one[2]).toMatchObject({ payableFen: 76800, lines: [{ quantity: 1 }, { quantity: 1 }] })
  })

  test('a table of the shop’s own: the column of numbers is said once, and remembered', async () => {
    const path = join(SAMPLES, 'own-site-orders.csv')
    expect(await bring(path, { write: false })).toMatchObject({
      needsId: true,
      headerLine: 3,
      counts: { orders: 0 },
    })
    await expect(bring(path)).rejects.toMatchObject({ code: 'malformed' })
    const said: OrderMapping = {
      columns: { 单号: 'id', 下单日期: 'created', 应收: 'payable' },
      statuses: { 已打包: 'paid' },
    }
    const report = await bring(path, { said })
    expect(report.counts).toMatchObject({ orders: 3, added: 3, refused: 2 })
    expect(report.refused).toMatchObject([
      { line: 7, column: '单号', reason: 'spoiled-id', value: '1.93E+15' },
      { line: 8, column: '单号', reason: 'bad-id', value: '合计' },
    ])
    const [first] = await orders()
    expect(first).toMatchObject({ id: 'SITE-1001', payableFen: 32900, extra: { 内部批次: 'B-07' } })
  })
})

test('[ORD-57] lines find the shop’s products', async () => {
  await desk.db.tx({ shops: [shopId] }, (tx) =>
    saveProduct(tx, shopId, plainProduct({ id: 'LB-S15', title: '四件套', priceFen: 1, stock: 1 })),
  )
  const report = await bring(join(SAMPLES, 'ExportOrderDetailList202611111200.csv'))
  expect(report.counts).toMatchObject({ lines: 9, matched: 2 })
  expect((await orders())[0]?.lines[0]).toMatchObject({ product: 'LB-S15', sku: null })
})

test('[ORD-55] a newer export goes over an older one, whichever is read first', async () => {
  const head = '订单号,订单状态,商家备注\n'
  const older = await file('older.csv', `${head}1,待发货,先发\n2,待发货,\n`)
  const newer = await file('newer.csv', `${head}1,已发货,\n3,待发货,\n`)
  await bring(newer, { at: at('2026-11-12') })
  await bring(older, { at: at('2026-11-11') })
  expect(await orders()).toMatchObject([
    { id: '1', status: 'shipped', remark: '' },
    { id: '2', status: 'paid' },
    { id: '3', status: 'paid' },
  ])
  await expect(bring(newer, { at: at('2026-11-15') })).rejects.toMatchObject({ code: 'malformed' })
})

test('[ORD-54] rows far apart are put together, however far, without holding the file', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 20},L${i},壶,1,${i}.00,备货中`)
  const head = '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,订单状态'
  const read = async (lines: string[], window: number) => {
    const opened = await open(await file('apart.csv', `${head}\n${lines.join('\n')}\n`))
    const found = []
    const nothing = () => {}
    const goods = { find: () => ({ product: null, sku: null }) }
    for await (const piece of piecesOf(opened, {
      at: 1,
      zone: ZONE,
      goods,
      window,
      refused: nothing,
      noted: nothing,
    }))
      found.push(...piece)
    return found.toSorted((a, b) => Number(a.id) - Number(b.id))
  }
  const whole = await read(rows, 1000)
  expect(whole).toHaveLength(20)
  expect(whole[3]).toMatchObject({ id: '3', payableFen: 300 + 2300 + 4300, lines: [{}, {}, {}] })
  const shuffled = fc.sample(fc.shuffledSubarray(rows, { minLength: 60, maxLength: 60 }), 8)
  for (const lines of shuffled) {
    expect(await read(lines, 1000)).toEqual(whole)
    expect(await read(lines, 5)).toEqual(whole)
  }
})

test('which row an order was last met on is known of many', () => {
  const seen = lastSeen()
  const rows = new Map<number, number>()
  for (let i = 1; i < 20_000; i++) {
    const key = ((i * 7919) % 9_000) + 1
    expect(seen.meet(key, i)).toBe(rows.get(key) ?? -1)
    rows.set(key, i)
  }
  expect(seen.size).toBe(rows.size)
})

describe('files that are not as they should be', () => {
  const refusedWith = async (path: Promise<string> | string, says: RegExp) => {
    const error = await open(await path)
      .then(
        (opened) =>
          importOrders(desk.deps, {
            shopId,
            file: opened,
            at: null,
            modified: null,
            write: true,
            by: { personId: null, address: null },
          }),
        (e: unknown) => e,
      )
      .catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Refusal)
    expect(JSON.stringify((error as Refusal).detail)).toMatch(says)
  }
  test('empty', () => refusedWith(file('empty.csv', ''), /is empty/))
  test('only blanks', () => refusedWith(file('blank.csv', '  \n\n'), /only blanks/))
  test('chat', () => refusedWith(file('chat.csv', '会话,内容\n1,在吗\n'), /order’s number/))
  test('one column', () => refusedWith(file('one.csv', '订单号\n1\n2\n'), /one column/))
  test('10,000 columns', () =>
    refusedWith(
      file('wide.csv', `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n`),
      /10000 columns/,
    ))
  test('an old .xls', () =>
    refusedWith(file('old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])), /old Excel/))

  test('an XLSX that unpacks to more than fits', async () => {
    const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024), { level: 9 })
    const name = Buffer.from('xl/worksheets/sheet1.xml')
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(name.length, 28)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(30 + name.length + packed.length, 16)
    await refusedWith(
      file('bomb.xlsx', Buffer.concat([local, name, packed, entry, name, end])),
      /unpacks to more/,
    )
  })

  test('a cell of 100 MB is refused alone', async () => {
    const path = join(folder, 'cell.csv')
    await writeFile(path, `订单号,订单状态\n1,待发货\n2,${'x'.repeat(100 * 1024 * 1024)}\n3,待发货\n`)
    const report = await bring(path)
    expect(report.counts).toMatchObject({ added: 2, refused: 1 })
    expect(report.refused).toMatchObject([{ line: 3, reason: 'unreadable' }])
  })

  test('GBK that breaks off in the middle of a character', async () => {
    const bytes = iconv.encode('订单号,订单状态,商家备注\n1,待发货,先发\n2,待发货,后发', 'gbk')
    const report = await bring(await file('cut.csv', bytes.subarray(0, bytes.length - 1)))
    expect(report.counts).toMatchObject({ added: 2, refused: 0 })
    expect((await orders())[0]).toMatchObject({ status: 'paid', remark: '先发' })
  })

  test('a header again in the middle, and NUL', async () => {
    const report = await bring(await file('twice.csv', '订单号,商家备注\n1,a\0b\n订单号,商家备注\n2,b\n\n'))
    expect(report.counts).toMatchObject({ added: 2, refused: 0 })
  })

  test('any bytes at all: a report or a sentence, never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (noise, headed) => {
        const head = headed ? Buffer.from('订单号,订单状态,数量\n1,待发货,1\n') : Buffer.alloc(0)
        const path = await file('noise.csv', Buffer.concat([head, noise]))
        const error = await bring(path, { write: false }).then(
          () => null,
          (e: unknown) => e,
        )
        if (error !== null) expect(error).toBeInstanceOf(Refusal)
      }),
      { numRuns: 60 },
    )
  })
})

describe('sheets', () => {
  test('ids as text and as numbers; what Excel has cut is refused', async () => {
    const path = join(folder, 'orders.xlsx')
    await writeXlsxFile([
      ['订单号', '订单状态', '商品数量', '下单时间'].map((value) => ({ value })),
      [{ value: '6917926768823643751' }, { value: '待发货' }, { value: 2 }, { value: '2026-11-11 09:00:00' }],
      [{ value: 123456789012345 }, { value: '待发货' }, { value: 1 }, { value: '2026-11-11 09:00:00' }],
      [{ value: 1.93e21 }, { value: '待发货' }, { value: 1 }, { value: '' }],
    ] as never).toFile(path)
    const report = await bring(path)
    expect(report.kind).toBe('sheet')
    expect(report.refused).toMatchObject([{ line: 4, reason: 'spoiled-id' }])
    expect((await orders()).map(({ id }) => id)).toEqual(['123456789012345', '6917926768823643751'])
  })
})

describe('by upload', () => {
  let owner: Awaited<ReturnType<typeof desk.as>>
  beforeEach(async () => {
    const name = `o${shopId}`
    await desk.person(shopId, name, 'owner')
    owner = await desk.as(name)
  })
  const send = async (body: Buffer | string, query: string) => {
    const response = await desk.app.request(
      `${ORIGIN}/api/shops/${shopId}/orders/import?${query}`,
      {
        method: 'POST',
        headers: { origin: ORIGIN, cookie: owner.cookie },
        body: body as never,
      },
      { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
    )
    const text = await response.text()
    return {
      status: response.status,
      lines: text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    }
  }

  test('it is looked at, then written; who did is written down', async () => {
    const name = 'ExportOrderList202611111200.csv'
    const bytes = await readFile(join(SAMPLES, name))
    const look = await send(bytes, `name=${name}`)
    expect(look.lines).toMatchObject([{ report: { done: false, format: 'taobao-list', atFrom: 'name' } }])
    expect(JSON.stringify(look.lines)).not.toContain('林试用"')
    const { report } = (await send(bytes, `name=${name}&do=write&at=${at('2026-11-12')}`)).lines[0]
    expect(report).toMatchObject({ done: true, at: at('2026-11-12'), atFrom: 'given', counts: { added: 7 } })
    expect(await orders()).toHaveLength(7)
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'orders.imported',
      detail: { file: name, format: 'taobao-list', added: 7, refused: 0 },
    })
    expect(desk.faults).toEqual([])
  })

  test('what cannot be read is refused in words that do not tell where it lay', async () => {
    const { status, lines } = await send('  \n', 'name=a.csv')
    expect(status).toBe(400)
    expect(lines[0].error.detail.problems).toEqual([{ field: 'file', problem: 'a.csv holds only blanks.' }])
  })

  test('thousands of refused rows are all told', async () => {
    const rows = Array.from({ length: 3000 }, () => '合计,待发货')
    const { lines } = await send(`订单号,订单状态\n1,待发货\n${rows.join('\n')}\n`, 'name=a.csv')
    const told = lines.flatMap((line: { problems?: unknown[] }) => line.problems ?? [])
    expect(told).toHaveLength(3000)
    expect(lines.at(-1).report).toMatchObject({ counts: { refused: 3000 } })
    expect(lines.at(-1).report.refused).toHaveLength(200)
  })

  test('[ORD-52] what is said of columns and words is remembered for such files', async () => {
    const text = '单号,状态\nA-1,已打包\n'
    const { report } = (await send(text, 'name=a.csv')).lines[0]
    expect(report).toMatchObject({ needsId: true })
    const mapping = { columns: { 单号: 'id' }, statuses: {} }
    const put = (to: unknown) =>
      owner(`/api/shops/${shopId}/orders/import/mapping`, {
        method: 'PUT',
        body: { fingerprint: report.fingerprint, mapping: to },
      })
    expect((await put(mapping)).status).toBe(200)
    const second = (await send(text, 'name=a.csv')).lines[0].report
    expect(second).toMatchObject({ remembered: true, statuses: [{ word: '已打包', count: 1 }] })
    await put({ ...mapping, statuses: { 已打包: 'paid' } })
    await send(text, 'name=a.csv&do=write')
    expect(await orders()).toMatchObject([{ id: 'A-1', status: 'paid' }])
    await put(null)
    expect((await send(text, 'name=a.csv')).lines[0].report).toMatchObject({
      needsId: true,
      remembered: false,
    })
  })

  test('more than the limit is refused, and nothing stays on the disk', async () => {
    const request = new Request('http://x', { method: 'POST', body: 'x'.repeat(2000) })
    await expect(uploaded(request, 1000)).rejects.toMatchObject({ code: 'too-large' })
  })
})
