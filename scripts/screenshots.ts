import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { shopContract } from '../src/features/shop/contract.ts'
import { cookiesOf, startBrowser } from '../tests/support/browser.ts'
import { removeData } from '../tests/support/desk-process.ts'
import { type Floor, openFloor } from './screenshot-floor.ts'
import { haveReminders } from './screenshot-reminders.ts'

/**
 * Makes the pictures of the documentation, `docs/images`, from a freshly seeded desk: `node scripts/screenshots.ts`,
 * or with names of pictures for those alone.
 */
const FOLDER = join(import.meta.dirname, '../docs/images')
const LARGEST = 300_000 // bytes

interface Scene {
  name: string
  language: 'zh-CN' | 'en'
  theme?: 'light' | 'dark'
  /** Signed in as; without it, a visitor of the shop. */
  as?: string
  size?: { width: number; height: number }
  act(page: Page, shopId: number, plans: Awaited<ReturnType<typeof haveReminders>>): Promise<void>
}

const open = async (page: Page, buyer: string) => {
  await page.locator('.row').filter({ hasText: buyer }).click()
  await page.locator('.stream .bubble').first().waitFor()
  await page.locator('.buyer-card').waitFor()
}
const write = (page: Page, text: string) => page.locator('[data-place=composer]').fill(text)
/** Takes the reminder out of the way of what a picture is about. */
const fold = (page: Page) => page.locator('.reminder .icon-button').click()
const settings = (part: string) => async (page: Page) => {
  await page.goto(new URL(`/settings/${part}`, page.url()).href)
  await page.locator('.block').first().waitFor()
  await fold(page)
}
/** How sure the assistant must be: the curve of the shop's own wordings. */
const knowledge = async (page: Page) => {
  await settings('knowledge')(page)
  await page.getByRole('tab').nth(3).click()
  await page.locator('.curve').first().waitFor()
}
/** A supervisor's page of one shop. */
const directing =
  (path: string, then?: (page: Page) => Promise<void>) => async (page: Page, shopId: number) => {
    await page.goto(new URL(path, page.url()).href)
    await page.locator('.shop-choice').selectOption(String(shopId))
    await then?.(page)
    await page.locator('.block').first().waitFor()
    await fold(page)
  }
const board = directing('/board', async (page) => {
  await page.locator('.curve').waitFor()
})
const exposure = directing('/clocks')
const rates = directing('/clocks', async (page) => {
  await page.getByRole('tab').nth(1).click()
  await page.locator('.clocks-bar button').nth(1).click() // a day that is over
  await page.locator('.clocks-table tbody tr').first().waitFor()
})
/** A page of one shop, without the reminder. */
const pageOf = (path: (shopId: number) => string, shows: string) => async (page: Page, shopId: number) => {
  await page.goto(new URL(path(shopId), page.url()).href)
  await page.locator(shows).first().waitFor()
  await fold(page)
}
const campaigns = pageOf((shopId) => `/campaigns/${shopId}`, '.timeline')
const watch = pageOf((shopId) => `/campaigns/${shopId}/watch`, '.watch-what')
const products = pageOf(() => '/products', 'table')
/** The price of two products beside a chat. */
const pricing = (buyer: string, finds: readonly string[]) => async (page: Page) => {
  await open(page, buyer)
  await fold(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('y')
  const field = page.locator('[data-place=price]').first()
  for (const [i, words] of finds.entries()) {
    await field.fill(words)
    await page.locator('.price-found [role=option]').first().waitFor()
    await field.press('Enter')
    await page.locator('.price').getByRole('spinbutton').nth(i).waitFor()
    await page.locator('.price-answer[aria-busy=false]').waitFor()
  }
  // The last one is reckoned once the typing pauses.
  await page.waitForTimeout(600)
  await page.locator('.price-answer[aria-busy=false]').waitFor()
}
/** An order that is not paid, beside its buyer's chat. */
const orders = (buyer: string) => async (page: Page) => {
  await open(page, buyer)
  await page.locator('.panel').getByRole('tab').nth(1).click()
  await page.locator('.why-not').waitFor()
  await fold(page)
}
/** A plan of reminders, or what one brought. */
const reminders =
  (which: keyof Awaited<ReturnType<typeof haveReminders>>, tab: string, shows: string) =>
  async (page: Page, shopId: number, plans: Awaited<ReturnType<typeof haveReminders>>) => {
    await page.goto(new URL(`/recovery/${shopId}/${plans[which]}${tab}`, page.url()).href)
    await page.locator(shows).first().waitFor()
    await fold(page)
  }
/** Somebody who bargains, and what may be given. */
const bargaining = async (page: Page) => {
  await page.locator('.find input').fill('林小鹿')
  await page.locator('.row').filter({ hasText: '林小鹿' }).click()
  await page.locator('.coach').waitFor()
  await fold(page)
}
const chat = (lines: { says: string; answer: string }[]) => async (page: Page) => {
  await page.locator('[data-ask]').first().click()
  const window = page.locator('peakdesk-chat')
  for (const { says, answer } of lines) {
    await window.getByRole('textbox').fill(says)
    await window.getByRole('textbox').press('Enter')
    await window.locator('.said').filter({ hasText: answer }).waitFor()
  }
}
const inChinese = chat([
  { says: '你好，燕麦色什么时候发货？', answer: '48 小时内' },
  { says: '可以机洗吗', answer: '30 ℃' },
])
const inEnglish = chat([
  { says: 'Hi! When will it ship?', answer: 'within 48 hours' },
  { says: 'Can I tumble dry it?', answer: 'low heat' },
])

const scenes: Scene[] = [
  {
    name: 'workbench-zh',
    language: 'zh-CN',
    as: 'tangning',
    async act(page) {
      await open(page, '晚风')
      await write(page, '朝北或者光线暗的话选奶白，显亮也耐看；浅灰更适合采光好的房间～')
    },
  },
  {
    name: 'workbench-en',
    language: 'en',
    as: 'tangning',
    async act(page) {
      await open(page, 'Sophie')
      await write(page, 'Oatmeal: it goes with oak and brightens a dark room. Mist blue needs daylight.')
    },
  },
  {
    name: 'workbench-dark',
    language: 'zh-CN',
    theme: 'dark',
    as: 'xuman',
    async act(page) {
      await open(page, '周末去海边')
      await write(page, '/')
      await page.getByRole('listbox').getByRole('option').first().waitFor()
    },
  },
  {
    name: 'guard-zh',
    language: 'zh-CN',
    as: 'tangning',
    async act(page) {
      await open(page, '晚风')
      await write(page, '可以加我薇❤信 lb_2026，或者打一三八零零一三八零零零')
      await page.locator('.guard-block').first().waitFor()
    },
  },
  {
    name: 'guard-en',
    language: 'en',
    theme: 'dark',
    as: 'tangning',
    async act(page) {
      await open(page, 'Sophie')
      await write(page, 'It is the best in the world, and only 2 left!')
      await page.locator('.guard-ask').first().waitFor()
    },
  },
  { name: 'knowledge-zh', language: 'zh-CN', as: 'xuman', act: knowledge },
  { name: 'knowledge-en', language: 'en', as: 'xuman', act: knowledge },
  { name: 'settings-guard-zh', language: 'zh-CN', as: 'xuman', act: settings('guard') },
  { name: 'campaigns-zh', language: 'zh-CN', as: 'xuman', act: campaigns },
  { name: 'campaigns-en', language: 'en', theme: 'dark', as: 'xuman', act: campaigns },
  { name: 'price-watch-zh', language: 'zh-CN', as: 'xuman', act: watch },
  { name: 'products-en', language: 'en', as: 'xuman', act: products },
  { name: 'price-zh', language: 'zh-CN', as: 'tangning', act: pricing('晚风', ['LB-S18', 'LB-L18']) },
  { name: 'price-en', language: 'en', as: 'tangning', act: pricing('Sophie', ['LB-S18', 'LB-L18']) },
  { name: 'offers-en', language: 'en', as: 'xuman', act: pageOf(() => '/settings/offers', '.price-group') },
  { name: 'bargaining-zh', language: 'zh-CN', as: 'xuman', act: bargaining },
  { name: 'bargaining-en', language: 'en', theme: 'dark', as: 'xuman', act: bargaining },
  { name: 'orders-zh', language: 'zh-CN', as: 'tangning', act: orders('晚风') },
  { name: 'orders-en', language: 'en', as: 'tangning', act: orders('Sophie') },
  { name: 'recovery-zh', language: 'zh-CN', as: 'xuman', act: reminders('running', '', '.flow') },
  { name: 'recovery-en', language: 'en', as: 'xuman', act: reminders('running', '', '.flow') },
  {
    name: 'recovery-results-zh',
    language: 'zh-CN',
    as: 'xuman',
    act: reminders('measured', '/results', '.recovery-results svg, .recovery-results canvas'),
  },
  {
    name: 'recovery-results-en',
    language: 'en',
    theme: 'dark',
    as: 'xuman',
    act: reminders('measured', '/results', '.recovery-results svg, .recovery-results canvas'),
  },
  { name: 'board-zh', language: 'zh-CN', as: 'xuman', act: board },
  { name: 'board-en-dark', language: 'en', theme: 'dark', as: 'xuman', act: board },
  { name: 'exposure-zh', language: 'zh-CN', as: 'xuman', act: exposure },
  { name: 'exposure-en', language: 'en', as: 'xuman', act: exposure },
  { name: 'rates-zh', language: 'zh-CN', as: 'xuman', act: rates },
  { name: 'rates-en', language: 'en', as: 'xuman', act: rates },
  { name: 'settings-clocks-zh', language: 'zh-CN', as: 'owner', act: settings('clocks') },
  { name: 'settings-clocks-en', language: 'en', as: 'owner', act: settings('clocks') },
  { name: 'settings-routing-zh', language: 'zh-CN', as: 'owner', act: settings('routing') },
  { name: 'settings-routing-en', language: 'en', as: 'owner', act: settings('routing') },
  { name: 'settings-assistant-zh', language: 'zh-CN', as: 'xuman', act: settings('assistant') },
  {
    name: 'shortcuts-en',
    language: 'en',
    as: 'xuman',
    async act(page) {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'widget-zh', language: 'zh-CN', size: { width: 1280, height: 800 }, act: inChinese },
  { name: 'widget-en', language: 'en', size: { width: 1280, height: 800 }, act: inEnglish },
  { name: 'widget-phone', language: 'zh-CN', size: { width: 390, height: 780 }, act: inChinese },
]

const pageFor = async (browser: Browser, { desk, sessions }: Floor, scene: Scene): Promise<Page> => {
  const { as, language, theme = 'light', size = { width: 1440, height: 900 } } = scene
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 1.5,
    locale: language === 'en' ? 'en-US' : 'zh-CN',
    colorScheme: theme,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const session = as === undefined ? undefined : sessions.get(as)
  if (!session) {
    await page.goto(`${desk.url}/demo/demo`)
    return page
  }
  await session.api(shopContract).setPreferences({ body: { language, theme } })
  await context.addCookies(cookiesOf(session))
  await page.goto(desk.url)
  await page.locator('.row').first().waitFor()
  return page
}

/** Fewer colours, as few as it takes. Throws where even those do not make it small enough. */
const small = async (picture: Buffer): Promise<Buffer> => {
  for (const colours of [256, 128, 64]) {
    const reduced = await sharp(picture).png({ palette: true, colours, effort: 10 }).toBuffer()
    if (reduced.length <= LARGEST) return reduced
  }
  throw new Error(`a picture has more than ${LARGEST} bytes`)
}

const wanted = process.argv.slice(2)
const floor = await openFloor()
const plans = await haveReminders(floor.desk, floor.shopId)
const { browser, close } = await startBrowser()
try {
  await mkdir(FOLDER, { recursive: true })
  for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const page = await pageFor(browser, floor, scene)
    await scene.act(page, floor.shopId, plans)
    await page.waitForLoadState('networkidle', { timeout: 1000 }).catch(() => {}) // the event stream stays open
    const picture = await small(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
    await writeFile(join(FOLDER, `${scene.name}.png`), picture)
    process.stdout.write(`${scene.name}.png ${Math.round(picture.length / 1000)} kB\n`)
    await page.context().close()
  }
} finally {
  await close()
  await floor.close()
  await floor.desk.stop()
  await removeData(floor.desk.dataDir)
}
