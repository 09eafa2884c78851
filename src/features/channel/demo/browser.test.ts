import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../../../../tests/support/browser.ts'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { type Db, one, openDb, sql } from '../../../platform/db/db.ts'
import { createHub, type Hub } from '../../../platform/events/hub.ts'
import { answerErrors } from '../../../platform/http/security.ts'
import { createApp } from '../../../platform/http/serve.ts'
import { pictureRoutes, storePicture } from '../../../platform/pictures/index.ts'
import type { Card } from '../../catalog/domain/shown-card.ts'
import { fakeDesk } from '../web-chat/fake-desk.ts'
import { webChatRoutes, widgetScript } from '../web-chat/index.ts'
import { demoRoutes } from './index.ts'

const ROOT = join(import.meta.dirname, '../../../..')
/** For a person to look at. */
const SHOTS = join(ROOT, 'test-results/widget')

let browser: TestBrowser
let server: Server
let base: string
let folder: string
let db: Db
let drop: () => Promise<void>
let hub: Hub
let desk: ReturnType<typeof fakeDesk>
let chat: ReturnType<typeof webChatRoutes>
let shopId: number
let agentId: number
let down = false

/** A page that does its best to get into the widget's way. */
const hostile = `<!doctype html><html lang="en"><style>
* { font-family: cursive !important; color: red !important; }
div { display: none !important; } button { background: lime !important; }
peakdesk-chat { display: none !important; width: 1px; }
</style><h1>Another site</h1>`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-widget-'))
  await build({
    configFile: join(ROOT, 'src/widget/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder },
  })
  const fresh = await freshDatabase()
  drop = fresh.drop
  db = openDb(fresh.connection)
  const insert = async (query: ReturnType<typeof sql<{ id: number }>>) =>
    (await db.tx({ shops: [1] }, (tx) => one(tx, query)))?.id ?? 0
  shopId = await insert(sql`insert into shop (platform, name, time_zone, locale)
    values ('site', '芦白官网', 'Asia/Shanghai', 'zh-CN') returning shop_id as id`)
  await insert(sql`insert into channel (shop_id, kind, name, key, secret)
    values (${shopId}, 'web-chat', '', 'demo', 's') returning channel_id as id`)
  await insert(sql`insert into product (shop_id, product_id, title, price_fen, stock, attributes)
    values (${shopId}, 'LB-S18', '水洗棉四件套 芦苇灰 1.8 米床', 35900, 9, '{"材质": "全棉水洗布，40 支"}') returning 0 as id`)
  agentId = await insert(sql`insert into person (account_id, username, name)
    values ('a', 'lin', '小林') returning person_id as id`)

  const fault = (error: unknown) => {
    throw error
  }
  hub = createHub(async () => [], fault)
  desk = fakeDesk(hub, shopId)
  const app = createApp()
  app.onError(answerErrors({ error: () => {} }))
  app.use('*', async (c, next) => {
    c.set('address', '127.0.0.1')
    await next()
  })
  app.use('/chat/*', async (c, next) => (down ? c.text('', 503) : next()))
  chat = webChatRoutes(app, { db, hub, clock: { now: Date.now }, ...desk.deps, onFault: fault })
  widgetScript(app, join(folder, 'widget.js'))
  pictureRoutes(app, { db })
  demoRoutes(app, { db, clock: { now: Date.now }, origin: () => base })
  app.get('/hostile', (c) =>
    c.html(
      `${hostile}<script async src="${base}/widget.js" data-channel="demo" data-color="#ffd400"></script>`,
    ),
  )
  server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  chat?.close()
  server?.closeAllConnections()
  server?.close()
  await db?.close()
  await drop?.()
  await rm(folder, { recursive: true, force: true })
})

const visit = async (path: string, options: BrowserContextOptions = {}) => {
  const context = await browser.browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    ...options,
  })
  const complaints: string[] = []
  const watch = (page: Page) => {
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      // The network's own lines are what these tests provoke.
      if (['error', 'warning'].includes(line.type()) && !/Failed to load resource/.test(line.text()))
        complaints.push(line.text())
    })
  }
  context.on('page', watch)
  const page = await context.newPage()
  await page.goto(path.startsWith('http') ? path : base + path)
  await page.locator('.launcher').waitFor()
  return { context, page, complaints, field: page.getByRole('textbox') }
}
const idle = (page: Page) => expect.poll(() => page.locator('.going').count(), { timeout: 20_000 }).toBe(0)
const lastTalk = () => [...desk.buyers.entries()].at(-1)
const said = () => lastTalk()?.[1].messages.filter((m) => m.author === 'buyer') ?? []
const answer = (text: string) =>
  desk.say(lastTalk()?.[0] ?? '', { text, personId: agentId, sentAt: Date.now() })
const focused = (page: Page) =>
  page.evaluate(
    'document.activeElement.shadowRoot?.activeElement?.closest(".panel, .launcher")?.className ?? "page"',
  ) as Promise<string>
const wide = { viewport: { width: 1280, height: 860 } }
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }

describe('in a browser', () => {
  test.each([
    { name: 'desktop-zh-light', options: wide, lang: 'zh', open: '联系客服' },
    {
      name: 'desktop-en-dark',
      options: { ...wide, colorScheme: 'dark' as const },
      lang: 'en',
      open: 'Chat with us',
    },
    {
      name: 'phone-zh-dark',
      options: { ...phone, colorScheme: 'dark' as const },
      lang: 'zh',
      open: '联系客服',
    },
    { name: 'phone-en-light', options: phone, lang: 'en', open: 'Chat with us' },
  ])('$name: a question and its answer', async ({ name, options, lang, open }) => {
    const { page, field, context, complaints } = await visit(`/demo/demo?lang=${lang}`, options)
    await page.getByRole('button', { name: open }).click()
    await field.fill(lang === 'en' ? 'Does it fit a 1.8 m bed? 😊' : '1.8 米的床能用吗？😊')
    await field.press('Enter')
    await page.locator('.said.mine:not(.going)').waitFor()
    answer(lang === 'en' ? 'It does: https://lubai.example/size' : '可以的：https://lubai.example/size')
    const talk = lastTalk()?.[1]
    await page.locator('.said:not(.mine) a').waitFor()
    hub.pass({
      shopId,
      kind: 'live',
      data: { shopId, conversationId: talk?.conversationId, personId: agentId, doing: 'typing' },
    })
    await page.locator('.typing').waitFor()
    expect(await page.locator('.speaker').textContent()).toBe('小林')
    expect(said()[0]?.text).toContain('【')
    await page.screenshot({ path: join(SHOTS, `${name}.png`) })
    expect(complaints).toEqual([]) // among them breaches of the page's content security policy
    await context.close()
  })

  test.each([
    { name: 'cards-zh-light', options: wide, lang: 'zh', folded: '优惠明细' },
    {
      name: 'cards-en-dark',
      options: { ...phone, colorScheme: 'dark' as const },
      lang: 'en',
      folded: 'How this adds up',
    },
  ])('[CNV-23] $name: a product and a price are drawn, and nothing is said twice', async (shot) => {
    const { page, field, context, complaints } = await visit(`/demo/demo?lang=${shot.lang}`, shot.options)
    await page.locator('.launcher').click()
    await field.fill('有货吗')
    await field.press('Enter')
    await page.locator('.said.mine:not(.going)').waitFor()
    const buyer = lastTalk()?.[0] ?? ''
    const url = 'https://lubai.example/LB-S18'
    const title = '水洗棉四件套 芦苇灰 1.8 米床'
    const picture = await storePicture(
      db,
      shopId,
      await sharp({ create: { width: 200, height: 200, channels: 3, background: '#9aa79b' } })
        .png()
        .toBuffer(),
    )
    const show = (text: string, card: Card) =>
      desk.say(buyer, { text, personId: agentId, sentAt: Date.now(), detail: { card } })
    show(`${title} ¥359 ${url}\n今天 16 点前付款当天发`, {
      ...{ kind: 'product', product: 'LB-S18', sku: null, title, priceFen: 35900, url },
      picture: picture.picture,
    })
    const steps = ['店铺满 300 减 50：参与金额 718，减 50', '跨店每满 200 减 20：减 60']
    show(`${title} ×2\n${steps.join('\n')}\n应付 ¥608`, {
      ...{ kind: 'quote', lines: [{ title, quantity: 2, paysFen: 60800 }], payableFen: 60800, steps },
      until: Date.UTC(2026, 10, 11, 15, 59),
    })
    await page.locator('.quote-card').waitFor()
    const link = page.locator('a.product-card')
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
      url,
      'noopener noreferrer nofollow',
    ])
    // The remark stays, the line that the card says does not; of the quote nothing is left to say.
    expect(await page.locator('.said:not(.mine) .text').allTextContents()).toEqual(['今天 16 点前付款当天发'])
    await page.getByText(shot.folded).click()
    await page.getByText(steps[1] ?? '', { exact: true }).waitFor()
    const width = `document.querySelector('peakdesk-chat').shadowRoot.querySelector('a.product-card img').naturalWidth`
    await expect.poll(() => page.evaluate(width)).toBe(200)
    await page.screenshot({ path: join(SHOTS, `${shot.name}.png`) })
    expect(complaints).toEqual([])
    await context.close()
  })

  test('320 px: nothing sticks out', async () => {
    const { page, context } = await visit('/demo/demo?lang=en', { viewport: { width: 320, height: 568 } })
    await page.locator('.launcher').click()
    await page.getByRole('button', { name: 'Emoji' }).click()
    const out =
      await page.evaluate(`[...document.querySelector('peakdesk-chat').shadowRoot.querySelectorAll('*')]
      .filter((e) => !e.closest('.unseen') && (e.getBoundingClientRect().right > 320.5 || e.getBoundingClientRect().left < -0.5))
      .map((e) => e.className)`)
    expect(out).toEqual([])
    await page.screenshot({ path: join(SHOTS, 'phone-small.png') })
    await context.close()
  })

  test('Enter sends, but not while an input method composes; Shift+Enter is a new line', async () => {
    const { page, field, context } = await visit('/demo/demo')
    const count = desk.received.length
    await page.locator('.launcher').click()
    await field.fill('一')
    await field.press('Shift+Enter')
    await field.pressSequentially('二')
    const heard = await page.evaluate(`(() => {
      const field = document.querySelector('peakdesk-chat').shadowRoot.querySelector('textarea')
      const press = (how) => field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how }))
      return [press({ isComposing: true }), press({ keyCode: 229 })]
    })()`)
    expect(heard).toEqual([true, true]) // left to the input method
    expect(await field.inputValue()).toBe('一\n二')
    await page.reload()
    expect(await field.inputValue()).toBe('一\n二') // the window is open again, with what was being written
    expect(desk.received).toHaveLength(count)
    await field.press('Enter')
    await page.locator('.said.mine').waitFor()
    await idle(page)
    expect(said()[0]?.text).toMatch(/^一\n二\n/)
    await context.close()
  })

  test('without network, and with the desk away over a reload: everything once, in order', async () => {
    const { page, field, context } = await visit('/demo/demo')
    await page.locator('.launcher').click()
    const write = async (text: string) => {
      await field.fill(text)
      await field.press('Enter')
    }
    await write('一')
    await page.locator('.said.mine').waitFor()
    await idle(page)
    await context.setOffline(true)
    await write('二')
    await write('三')
    await page.locator('.lost').waitFor()
    await page.screenshot({ path: join(SHOTS, 'offline.png') })
    await context.setOffline(false)
    await idle(page)
    down = true
    await write('四')
    await page.locator('.lost').waitFor()
    await page.reload()
    await page.locator('.going').waitFor()
    down = false
    await idle(page)
    expect(said().map((m) => m.text.split('\n')[0])).toEqual(['一', '二', '三', '四'])
    expect(await page.locator('.said.mine').count()).toBe(4)
    await context.close()
  })

  test('two windows hear each other; a closed one counts what is unread and tells the page', async () => {
    const { page, field, context } = await visit('/demo/demo')
    await page.locator('.launcher').click()
    await field.fill('一')
    await field.press('Enter')
    await page.locator('.said.mine').waitFor()
    const other = await context.newPage()
    await other.goto(`${base}/demo/demo`)
    await other.locator('.launcher').click()
    await other.getByRole('textbox').fill('二')
    await other.getByRole('textbox').press('Enter')
    await page.locator('.said.mine', { hasText: '二' }).waitFor()
    await other.close()
    await field.press('Escape')
    await expect.poll(() => focused(page)).toBe('launcher')
    answer('在的')
    answer('<img src=x onerror=alert(1)>')
    await page.locator('.badge', { hasText: '2' }).waitFor()
    expect(await page.locator('[data-unread]').textContent()).toBe(' (2)')
    await page.screenshot({ path: join(SHOTS, 'unread.png') })
    await page.locator('.launcher').click()
    expect(await page.locator('.text img').count()).toBe(0)
    await expect.poll(() => page.locator('[data-unread]').textContent()).toBe('')
    await context.close()
  })

  test('the keyboard stays in the window, picks an emoji, and Escape closes one thing at a time', async () => {
    const { page, field, context } = await visit('/demo/demo')
    await page.locator('.launcher').press('Enter')
    await expect.poll(() => focused(page)).toBe('panel')
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
      await page.keyboard.press(key)
      expect(await focused(page)).toBe('panel')
    }
    const emoji = page.getByRole('button', { name: '表情' })
    await emoji.press('Enter')
    await page.locator('.emoji').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.emoji').count()).toBe(0)
    expect(await page.locator('.panel').count()).toBe(1)
    await emoji.press('Enter')
    await page.locator('.emoji').waitFor()
    for (const key of ['ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await expect.poll(async () => [...(await field.inputValue())].length).toBe(1)
    await field.press('Escape')
    await expect.poll(() => page.locator('.panel').count()).toBe(0)
    await context.close()
  })

  test('pictures: chosen, seen before they are sent, sent before the words, looked at', async () => {
    const { page, field, context } = await visit('/demo/demo')
    await page.locator('.launcher').click()
    const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#8fabc0' } })
      .jpeg()
      .toBuffer()
    await page.locator('input[type=file]').setInputFiles([
      { name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
    ])
    await page.locator('.chosen li').waitFor()
    await page.locator('.bad').waitFor()
    await field.fill('收到的是这样')
    await field.press('Enter')
    await page.locator('button.picture').waitFor()
    await idle(page)
    expect(said().map((m) => [m.kind, m.text.split('\n')[0]])).toEqual([
      ['picture', ''],
      ['text', '收到的是这样'],
    ])
    await page.screenshot({ path: join(SHOTS, 'picture.png') })
    await page.locator('button.picture').click()
    await page.locator('.viewer img').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.viewer').count()).toBe(0)
    expect(await page.locator('.panel').count()).toBe(1)
    await context.close()
  })

  test('on another site, whatever its styles and shortcuts', async () => {
    const site = base.replace('127.0.0.1', 'localhost')
    const { page, field, context, complaints } = await visit(`${site}/hostile`, { locale: 'en-GB' })
    await page.evaluate('window.keys = []; addEventListener("keydown", (e) => keys.push(e.key))')
    await page.locator('.launcher').click()
    await field.pressSequentially('a/b')
    await field.press('Enter')
    await page.locator('.said.mine').waitFor()
    await idle(page)
    expect(said()[0]?.text).toBe('a/b')
    expect(await page.evaluate('window.keys')).toEqual([])
    const look = await page.evaluate(`(() => {
      const title = document.querySelector('peakdesk-chat').shadowRoot.querySelector('.panel h2')
      const { fontFamily, color } = getComputedStyle(title)
      return [fontFamily.includes('cursive'), color]
    })()`)
    expect(look).toEqual([false, 'rgb(17, 17, 17)'])
    expect(complaints).toEqual([])
    await page.screenshot({ path: join(SHOTS, 'hostile.png') })
    await context.close()
  })
})
