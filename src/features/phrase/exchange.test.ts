import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { sql } from '../../platform/db/db.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import type { Imported } from './domain/import.ts'
import { defaultPhrases, phraseRoutes, seedPhrases } from './index.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>
let desk: Desk
let shopId: number
let [boss, ming]: As[] = []

beforeAll(async () => {
  desk = await openAdministration(phraseRoutes)
  shopId = (await desk.shop('甲')).id
  await desk.person(shopId, 'boss', 'owner')
  await desk.person(shopId, 'ming', 'agent', ['pre-sales'])
  ;[boss, ming] = [await desk.as('boss'), await desk.as('ming')]
})
afterAll(() => desk.close())
beforeEach(() =>
  desk.db.tx({ shops: [shopId] }, async (tx) => void (await sql`delete from phrase`.execute(tx))),
)

/** Sends a file as a browser does: its bytes are the body. */
const give = async (as: As | undefined, file: string | Uint8Array, confirm?: string) => {
  const query = confirm === undefined ? '' : `?confirm=${confirm}`
  const response = await desk.app.request(
    `http://desk.test/api/shops/${shopId}/phrases/import${query}`,
    {
      method: 'POST',
      headers: { origin: 'http://desk.test', cookie: as?.cookie ?? '' },
      body: new Uint8Array(Buffer.from(file)),
    },
    { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
  )
  return response.json() as Promise<Imported & { error?: { code: string } }>
}
const does = ({ lines }: Imported) => lines.map((line) => line.does)
const phrases = async (as: As | undefined) => (await as?.(`/api/shops/${shopId}/phrases`))?.body.phrases

const csv = [
  '店铺话术表,,,',
  '代码,场景,内容,归属,预热期',
  'yh,优惠,"领券后再下单，{店铺}",全店,预热期可以先领券',
  'yh,优惠,给自己的,仅自己,',
  'pre,欢迎,售前您好,售前,',
  'bad,欢迎,{生日}快乐,全店,',
].join('\n')

test('PHR-19 shows what would happen, does it when confirmed, and PHR-20 the second time nothing', async () => {
  const shown = await give(boss, csv)
  expect(shown).toMatchObject({ fault: null, done: false })
  expect(does(shown)).toEqual(['add', 'add', 'add', 'refuse'])
  expect(shown.lines.map(({ line }) => line)).toEqual([3, 4, 5, 6])
  expect(await phrases(boss)).toEqual([])

  expect(await give(boss, csv, shown.plan)).toEqual({ ...shown, done: true })
  expect(await phrases(boss)).toMatchObject([
    { code: 'pre', scope: 'team', team: 'pre-sales' },
    { code: 'yh', scope: 'shop', text: '领券后再下单，{shop}', variants: { preheat: '预热期可以先领券' } },
    { code: 'yh', scope: 'mine', text: '给自己的' },
  ])
  expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
    what: 'phrase.imported',
    detail: { added: 2, changed: 0 },
  })

  const again = await give(boss, csv)
  expect(does(again)).toEqual(['same', 'same', 'same', 'refuse'])
  const before = (await audited(desk.db, [shopId])).length
  await give(boss, csv, again.plan)
  expect(await phrases(boss)).toHaveLength(3)
  expect(await audited(desk.db, [shopId])).toHaveLength(before)
})

test('PHR-19 what changed between the look and the word is shown anew, and nothing is done', async () => {
  const shown = await give(boss, csv)
  await give(boss, 'code,text\nyh,inzwischen', (await give(boss, 'code,text\nyh,inzwischen')).plan)
  const late = await give(boss, csv, shown.plan)
  expect(late.done).toBe(false)
  expect(does(late)).toEqual(['change', 'add', 'add', 'refuse'])
  expect(await phrases(boss)).toHaveLength(1)
})

test('PHR-2 an agent’s file adds their own; nobody else is told', async () => {
  const shown = await give(ming, csv)
  expect(does(shown)).toEqual(['refuse', 'add', 'refuse', 'refuse'])
  desk.published.splice(0)
  await give(ming, csv, shown.plan)
  expect(await phrases(ming)).toMatchObject([{ scope: 'mine' }])
  expect(await phrases(boss)).toEqual([])
  expect(desk.published).toEqual([])
})

describe('PHR-21 files that are none', () => {
  test.each<[string, string | Uint8Array, Imported['fault']]>([
    ['nothing', '', 'empty'],
    ['blanks', ' \n ', 'not-a-table'],
    ['an old Excel file', Buffer.from('ÐÏ\x11à¡±\x1aá', 'latin1'), 'old-excel'],
    ['half a sheet', Buffer.from('PK\x03\x04 and nothing more'), 'not-a-table'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'not-a-table'],
    ['other columns', '名字,年龄\n小雨,3', 'no-columns'],
    ['a header alone', '代码,内容\n', 'no-lines'],
    ['too many lines', `code,text\n${'a,b\n'.repeat(2001)}`, 'too-many'],
  ])('%s', async (_, file, fault) => {
    expect(await give(boss, file)).toMatchObject({ fault, lines: [], done: false })
    expect(await give(boss, file, 'x')).toMatchObject({ fault, done: false })
    expect(desk.faults).toEqual([])
  })

  test('more than 2 MiB are not read', async () => {
    expect((await give(boss, 'x'.repeat(2 * 1024 * 1024 + 1))).error?.code).toBe('too-large')
  })

  test('a sheet is read like a text', async () => {
    const rows = [
      [{ value: '代码' }, { value: '内容' }],
      [{ value: 'a' }, { value: ' ' }],
    ]
    const sheet = await give(boss, await writeXlsx(rows).toBuffer())
    expect(sheet.lines.map(({ whyNot }) => whyNot[0]?.why)).toEqual(['no-text'])
  })
})

test('PHR-22 what is exported can be imported, and changes nothing', async () => {
  await desk.db.tx({ shops: [shopId] }, (tx) =>
    seedPhrases(tx, shopId, defaultPhrases('zh-CN'), desk.time.now),
  )
  await give(boss, csv, (await give(boss, csv)).plan)
  const count = (await phrases(boss)).length
  for (const language of ['zh-CN', 'en']) {
    const { body } = (await boss?.(`/api/shops/${shopId}/phrases/export?language=${language}`)) ?? {
      body: null,
    }
    const again = await give(boss, Buffer.from(body.file, 'base64'))
    expect(again.fault).toBeNull()
    expect(again.columns.every(({ is }) => is !== null)).toBe(true)
    expect(does(again)).toEqual(Array(count).fill('same'))
  }
  expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
    what: 'phrase.exported',
    detail: { phrases: count },
  })
  const refused = await ming?.(`/api/shops/${shopId}/phrases/export`)
  expect(refused?.body.error.code).toBe('not-allowed')
})
