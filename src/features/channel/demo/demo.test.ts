import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { type Db, one, openDb, sql } from '../../../platform/db/db.ts'
import { answerErrors } from '../../../platform/http/security.ts'
import { createApp } from '../../../platform/http/serve.ts'
import { drawing } from './drawing.ts'
import { demoRoutes } from './index.ts'

let db: Db
let drop: () => Promise<void>
const app = createApp()

beforeAll(async () => {
  const fresh = await freshDatabase()
  db = openDb(fresh.connection)
  drop = fresh.drop
  const shop = async (name: string, key: string) => {
    const id = await db.tx({ shops: [1, 2] }, async (tx) => {
      const row = await one<{ id: number }>(
        tx,
        sql`insert into shop (platform, name, time_zone, locale) values ('site', ${name}, 'Asia/Shanghai', 'zh-CN')
          returning shop_id as id`,
      )
      return row?.id ?? 0
    })
    await db.tx({ shops: [id] }, (tx) =>
      sql`insert into channel (shop_id, kind, name, key, secret) values (${id}, 'web-chat', '', ${key}, 's')`.execute(
        tx,
      ),
    )
    return id
  }
  const full = await shop('芦白<官网>', 'demo')
  await shop('空店', 'empty')
  const product = (id: string, title: string, price: number, stock: number) =>
    db.tx({ shops: [full] }, (tx) =>
      sql`insert into product (shop_id, product_id, title, price_fen, stock, attributes)
        values (${full}, ${id}, ${title}, ${price}, ${stock}, ${'{"材质":"<b>棉</b>"}'}::jsonb)`.execute(tx),
    )
  await product('LB-S15', '水洗棉四件套 芦苇灰 1.5 米床', 32900, 3)
  await product('X-1', '"><script>alert(1)</script>', 99900, 0)
  app.onError(answerErrors({ error: () => {} }))
  demoRoutes(app, { db, clock: { now: () => 0 }, origin: () => 'https://desk.example' })
})
afterAll(async () => {
  await db.close()
  await drop()
})

const page = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await app.request(path, { headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('the demo page', () => {
  test('carries the widget by the tag the guide gives, and no script without the nonce', async () => {
    const { text, headers } = await page('/demo/demo')
    expect(text).toContain('<script async src="/widget.js" data-channel="demo"')
    const csp = headers.get('content-security-policy') ?? ''
    const [, nonce] = /'nonce-([^']+)'/.exec(csp) ?? []
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/)
    expect(csp).not.toContain('unsafe')
    const scripts = text.match(/<script[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(2)
    for (const script of scripts)
      expect(script.includes(`nonce="${nonce}"`) || script.includes('src="/widget.js"')).toBe(true)
    expect(text).not.toMatch(/ style="| on\w+="/)
    expect((await page('/demo/demo')).headers.get('content-security-policy')).not.toBe(csp)
  })

  test.each([
    { query: '', language: 'zh-CN', title: '水洗棉四件套 芦苇灰 1.5 米床' },
    { query: '?lang=zh', language: 'zh-CN', title: '水洗棉四件套 芦苇灰 1.5 米床' },
    { query: '?lang=en', language: 'en', title: 'Washed cotton bedding set, reed grey, 1.5 m bed' },
    {
      query: '',
      accept: 'en-GB,en',
      language: 'en',
      title: 'Washed cotton bedding set, reed grey, 1.5 m bed',
    },
  ])('“$query” is in $language, what can be bought first', async ({ query, accept, language, title }) => {
    const { text } = await page(`/demo/demo${query}`, accept ? { 'Accept-Language': accept } : {})
    expect(text).toContain(`<html lang="${language}">`)
    expect(text).toContain(`<h1>${title}</h1>`)
    expect(text).toContain('¥329.00')
  })

  test('what the catalogue says is text', async () => {
    const { text } = await page('/demo/demo?product=X-1')
    expect(text).toContain('<h1>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>')
    expect(text).toContain('&lt;b&gt;棉&lt;/b&gt;')
    expect(text).toContain('芦白&lt;官网&gt;')
    expect(text).not.toContain('<script>alert')
  })

  test('a shop without products still has its chat', async () => {
    const { status, text } = await page('/demo/empty')
    expect(status).toBe(200)
    expect(text).toContain('data-channel="empty"')
  })

  test('an unknown channel has no page', async () => {
    expect((await page('/demo/nowhere')).status).toBe(404)
  })
})

test.each([
  { title: '水洗棉四件套 芦苇灰 1.5 米床', colour: '#a9aca4' },
  { title: '水洗棉四件套 海盐蓝 1.8 米床', colour: '#8fabc0' },
  { title: '双层纱家居服套装 女款 雾粉', colour: '#dcb4b0' },
])('$title is drawn in its colour', ({ title, colour }) => {
  expect(drawing(title)).toContain(colour)
  expect(drawing(title)).toBe(drawing(title))
})
