import type { Page } from 'playwright-core'
import { words } from '../../src/widget/words.ts'
import type { Language } from './stage.ts'

/** A buyer's chat window, by what it says of itself. */
export const windowOf = (page: Page, language: Language) => {
  const say = words[language]
  const root = page.locator('peakdesk-chat')
  const field = root.getByRole('textbox', { name: say.message })
  return {
    say,
    root,
    launcher: root.locator('.launcher'),
    panel: root.getByRole('dialog'),
    field,
    /** Said by anyone, once the desk has it. */
    said: (text: string) => root.locator('.said:not(.going)').filter({ hasText: text }),
    /** Written by the buyer, not with the desk yet. */
    going: root.locator('.said.going'),
    lost: root.locator('.lost'),
    pictures: root.locator('.said:not(.going) .picture img'),
    /** Every line in reading order, without who said it and when. */
    lines: () => root.locator('.said:not(.going) .text').allTextContents(),
    async open() {
      await page.locator('[data-ask]').first().click()
      await field.waitFor()
    },
    async write(text: string) {
      await field.fill(text)
      await field.press('Enter')
    },
    attach: (name: string, buffer: Buffer) =>
      root.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer }),
  }
}
export type Window = ReturnType<typeof windowOf>
