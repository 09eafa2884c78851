import type { Page } from 'playwright-core'
import { en } from '../../src/web/locales/en.ts'
import { zhCN } from '../../src/web/locales/zh-CN.ts'
import type { Language } from './stage.ts'

/** The workbench on a page, by its roles and words. */
export const workbenchOf = (page: Page, language: Language) => {
  const say = language === 'en' ? en : zhCN
  const list = page.getByRole('listbox', { name: say.list.label, exact: true })
  const row = (text: string) => list.getByRole('option').filter({ hasText: text })
  const stream = page.getByRole('log', { name: say.stream.label })
  const head = page.locator('.talk-head')
  return {
    say,
    list,
    row,
    /** The first of the list, whatever the order of elements. */
    top: list.locator('[aria-posinset="1"]'),
    unread: (text: string) => row(text).locator('.badge'),
    wait: (text: string) => row(text).locator('.wait'),
    tab: (name: keyof typeof say.list.empty) =>
      page.getByRole('tablist', { name: say.list.label }).getByRole('tab', { name: say.list[name as 'all'] }),
    head,
    stream,
    bubble: (text: string) => stream.locator('.bubble').filter({ hasText: text }),
    notice: (text: string) => stream.locator('.notice').filter({ hasText: text }),
    pictures: stream.locator('.bubble .picture img'),
    /** Everything said, in reading order. */
    lines: () => stream.locator('.bubble-text').allTextContents(),
    composer: page.locator('[data-place=composer]'),
    bar: page.locator('.composer-bar'),
    banner: page.locator('.banner'),
    toast: page.locator('.toast'),
    dialog: page.getByRole('dialog'),
    attach: (name: string, buffer: Buffer) =>
      page.locator('.composer input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer }),
    async open(text: string) {
      await row(text).click()
      await head.getByRole('heading').waitFor()
    },
    async write(text: string) {
      await page.locator('[data-place=composer]').fill(text)
      await page.locator('[data-place=composer]').press('Enter')
    },
    /** Which part of the screen has the keyboard. */
    place: () =>
      page.evaluate<string | null>(`document.activeElement?.closest('[data-place]')?.dataset.place ?? null`),
  }
}
export type Workbench = ReturnType<typeof workbenchOf>
