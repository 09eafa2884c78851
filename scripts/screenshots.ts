import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { shopContract } from '../src/features/shop/contract.ts'
import { cookiesOf, startBrowser } from '../tests/support/browser.ts'
import { type RunningDesk, removeData, startDesk } from '../tests/support/desk-process.ts'
import { signIn } from '../tests/support/session.ts'

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
  act(page: Page): Promise<void>
}

const open = async (page: Page, buyer: string) => {
  await page.locator('.row').filter({ hasText: buyer }).click()
  await page.locator('.stream .bubble').first().waitFor()
  await page.locator('.buyer-card').waitFor()
}
const write = (page: Page, text: string) => page.locator('[data-place=composer]').fill(text)
const settings = (part: string) => async (page: Page) => {
  await page.goto(new URL(`/settings/${part}`, page.url()).href)
  await page.locator('.block').first().waitFor()
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
      await open(page, '橘子汽水')
      await write(page, '不会拖地的，裤长是按 158–166 厘米做的九分裤，您 163 穿刚好到脚踝～')
    },
  },
  {
    name: 'workbench-en',
    language: 'en',
    as: 'tangning',
    async act(page) {
      await open(page, 'Emma')
      await write(page, 'And if you like, I can keep one oatmeal set aside for you until tonight.')
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

const pageFor = async (browser: Browser, desk: RunningDesk, scene: Scene): Promise<Page> => {
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
  const account = desk.accounts.find(({ username }) => username === as)
  if (!account) {
    await page.goto(`${desk.url}/demo/demo`)
    return page
  }
  const session = await signIn(desk.url, account.username, account.password)
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
const desk = await startDesk({ empty: false })
const { browser, close } = await startBrowser()
try {
  await mkdir(FOLDER, { recursive: true })
  for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const page = await pageFor(browser, desk, scene)
    await scene.act(page)
    await page.waitForLoadState('networkidle', { timeout: 1000 }).catch(() => {}) // the event stream stays open
    const picture = await small(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
    await writeFile(join(FOLDER, `${scene.name}.png`), picture)
    process.stdout.write(`${scene.name}.png ${Math.round(picture.length / 1000)} kB\n`)
    await page.context().close()
  }
} finally {
  await close()
  await desk.stop()
  await removeData(desk.dataDir)
}
