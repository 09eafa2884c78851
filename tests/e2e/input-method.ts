import type { Page } from 'playwright-core'

const CTRL = 2

/**
 * An input method as the browser itself knows it: its words are under way until one is taken. `heard` tells of the
 * Enter keys that reached the page since, and whether they belonged to the input method.
 */
export const inputMethod = async (page: Page) => {
  const browser = await page.context().newCDPSession(page)
  await page.evaluate(`
    heardEnter = []
    addEventListener('keydown', (e) => e.key === 'Enter' && heardEnter.push(e.isComposing || e.keyCode === 229), true)
  `)
  return {
    compose: (text: string) =>
      browser.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      }),
    take: (text: string) => browser.send('Input.insertText', { text }),
    /** The Enter that takes a word: pages hear of it, but it types nothing. */
    async enter(mod = false) {
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, modifiers: mod ? CTRL : 0 }
      await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
      await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
    },
    /** Safari ends composing before it tells of the key, and gives it away by an old key code alone. */
    safarisEnter: () =>
      page.evaluate(`{
        let at = document.activeElement
        while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
        at.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, composed: true, cancelable: true }),
        )
      }`),
    heard: () => page.evaluate<boolean[]>('heardEnter'),
  }
}
