import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { createShop } from '../../features/shop/index.ts'
import { openDb } from '../../platform/db/db.ts'
import { importChatsCommand } from './chats.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
let folder: string
beforeAll(async () => {
  base = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-cli-'))
  const db = openDb(base.connection)
  for (const name of ['云朵', '二店'])
    await db.tx({ shops: [] }, (tx) =>
      createShop(tx, { platform: 'taobao', name, timeZone: 'Asia/Shanghai', locale: 'zh-CN' }, 0),
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
  let closed = 0
  try {
    const code = await importChatsCommand(args, async () => {
      const db = openDb(base.connection)
      return {
        db,
        close: async () => {
          closed++
          await db.close()
        },
      }
    })
    return { code, said: said.join('\n'), closed }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}
const file = async (name: string, content: string) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const CHATS = '编号,谁,话\n1,用户,在吗\n1,客服,在的\n1,路人,?\n'
const FLAGS = ['--map', 'session=编号,role=谁', '--map', 'text=话']

test.each<[string, string[], number, RegExp]>([
  ['no file', [], 1, /Which file\?/],
  ['an unknown flag', ['x', '--bad'], 1, /--bad/],
  ['two files', ['x', 'y'], 1, /One file at a time/],
  ['an unknown field', ['x', '--map', 'texts=a'], 1, /not “texts”/],
  ['half a pair', ['x', '--map', 'text'], 1, /NAME=VALUE/],
  ['an unknown role', ['x', '--role', 'boss=a'], 1, /not “boss”/],
  ['help', ['--help'], 0, /--dry-run/],
  ['the presets', ['--preset', 'help'], 0, /jddc2018[\s\S]*jddc2019[\s\S]*u-need/],
  ['several shops', ['x'], 1, /Which shop\?[\s\S]*云朵[\s\S]*二店/],
  ['an unknown shop', ['x', '--shop', '三店'], 1, /No shop is “三店”/],
  ['a missing file', ['/none.csv', '--shop', '1'], 1, /no such file/],
])('%s', async (_says, args, code, says) => {
  const result = await run(...args)
  expect(result.said).toMatch(says)
  expect(result.code).toBe(code)
})

test('a first look stores nothing; then it is stored, reported, remembered, and known', async () => {
  const path = await file('聊天.csv', CHATS)
  expect((await run(path, '--shop', '云朵')).said).toMatch(/Which column/)

  const look = await run(path, '--shop', '云朵', ...FLAGS, '--dry-run')
  expect(look.code).toBe(0)
  expect(look.said).toMatch(/line 2 \| 1 \| 1 \| buyer \| no time \| 在吗/)
  expect(look.said).toMatch(/refused: Line 4, role/)

  const report = join(folder, 'refused.csv')
  const first = await run(path, '--shop', '云朵', ...FLAGS, '--report', report)
  expect(first).toMatchObject({ code: 0, closed: 1 })
  expect(first.said).toMatch(
    /2 messages stored in 1 new and 0 longer conversations of 云朵 \(channel 聊天\), 0 known already, 1 refused/,
  )
  expect(first.said).toMatch(/“路人” is not known/)
  expect(await readFile(report, 'utf8')).toMatch(/^\uFEFFline,why\r\n4,"Line 4, role .*\r\n$/)

  const again = await run(path, '--shop', '1') // the layout is remembered
  expect(again.said).toMatch(/\(remembered\)[\s\S]*0 messages stored .* 2 known already, 1 refused/)
})

test('a report that cannot be written is told', async () => {
  const path = await file('b.csv', CHATS)
  const result = await run(path, '--shop', '二店', ...FLAGS, '--report', join(folder, 'none', 'r.csv'))
  expect(result).toMatchObject({ code: 1, closed: 1 })
  expect(result.said).toMatch(/cannot be written/)
})
