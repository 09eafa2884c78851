import { describe, expect, test } from 'vitest'
import { commands } from '../../src/web/commands.ts'
import { keycaps } from '../../src/web/keys.ts'
import { eventually, keepPicture, type Language, onStage, setPreferences } from './stage.ts'
import { talking, waiting, working } from './talking.ts'
import { windowOf } from './window.ts'
import { workbenchOf } from './workbench.ts'

const stage = onStage()
const languages: Language[] = ['zh-CN', 'en']
/** What the made-up shop says is Chinese in any language; what the workbench says is not. */
const HAN = /\p{Script=Han}/u

describe.each(languages)('in %s', (language) => {
  test('the palette finds a command by its name and runs it', async () => {
    const page = await stage().agent('xuman', language)
    const desk = workbenchOf(page, language)
    const at = () =>
      page.evaluate<string>('document.activeElement?.dataset.place ?? document.activeElement?.tagName')
    await desk.list.focus()
    await page.keyboard.press('Control+k')
    await desk.dialog.waitFor()
    const options = desk.dialog.getByRole('option')
    const names = (await options.locator('.option-name').allTextContents()).join(' ')
    if (language === 'en') expect(names.replace('Switch language (中文)', '')).not.toMatch(HAN)
    await keepPicture(page, `${language}-palette`)
    await page.keyboard.insertText(language === 'en' ? 'audit' : '操作记录')
    await eventually(() => options.first().textContent()).toContain(
      language === 'en' ? 'Open audit log' : '打开操作记录',
    )
    await page.keyboard.press('Enter')
    await eventually(() => new URL(page.url()).pathname).toBe('/audit')

    // Esc leaves it without a trace, and the keyboard is back where it was.
    await page.goBack()
    await desk.list.focus()
    const before = await at()
    await page.keyboard.press('Control+k')
    await desk.dialog.waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => desk.dialog.count()).toBe(0)
    await eventually(at).toBe(before)
  })

  test('? shows every shortcut', async () => {
    const page = await stage().agent('xuman', language)
    const desk = workbenchOf(page, language)
    await desk.list.focus()
    await page.keyboard.press('?')
    await desk.dialog.waitFor()
    for (const command of commands.filter((c) => c.keys !== '')) {
      const line = desk.dialog.locator('dl > div', {
        has: page.getByText(command.label[language], { exact: true }),
      })
      const first = keycaps(command.keys.split(' ')[0] ?? '', false)
      expect((await line.first().locator('kbd').allTextContents()).slice(0, first.length)).toEqual(first)
    }
    const says = (await desk.dialog.textContent()) ?? ''
    if (language === 'en') expect(says).not.toMatch(HAN)
    await keepPicture(page, `${language}-help`)
    // While it is shown, keys do not reach the desk behind it.
    await page.keyboard.press('n')
    expect(new URL(page.url()).pathname).toBe('/')
  })
})

test('a shortcut given in the settings works at once, and the old one no longer', async () => {
  const { buyer } = await waiting(stage(), '想换一个快捷键')
  const { page, desk } = await working(stage(), 'luyao')
  await setPreferences(stage(), 'luyao', {})
  await page.goto(`${stage().desk.url}/settings/preferences`)
  const button = page.getByRole('button', { name: /^下一个最紧急的会话: / })
  await button.click()
  await page.keyboard.press('q')
  await eventually(() => button.textContent()).toBe('Q')

  // One that a colleague's fingers know is offered, but not taken without asking.
  await page.getByRole('button', { name: /^领取会话: / }).click()
  await page.keyboard.press('x')
  await page.getByRole('alert').filter({ hasText: '结束会话' }).waitFor()
  await page.keyboard.press('Escape')

  await page.goto(stage().desk.url)
  await desk.row('想换一个快捷键').waitFor()
  await desk.list.focus()
  await page.keyboard.press('n')
  await page.keyboard.press('q')
  await desk.bubble('想换一个快捷键').waitFor()
  await page.keyboard.press('?')
  await desk.dialog.getByText('下一个最紧急的会话').waitFor()
  const line = desk.dialog.locator('dl > div', { hasText: '下一个最紧急的会话' })
  expect(await line.locator('kbd').allTextContents()).toEqual(['Q'])
  await page.keyboard.press('Escape')

  // While one writes, it is a letter.
  await page.keyboard.press('r')
  await eventually(desk.place).toBe('composer')
  await page.keyboard.type('nyxc?')
  expect(await desk.composer.inputValue()).toBe('nyxc?')
  expect(await buyer.said('nyxc').count()).toBe(0)
})

/** Steps on with Tab until it comes back to where it began; gives what had the keyboard, and whether one could see it. */
const walk = `(async () => {
  const look = (el) => {
    const looks = []
    for (let at = el, up = 0; at && up < 4; at = at.parentElement, up++) {
      const s = getComputedStyle(at)
      looks.push([s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor, s.color].join())
    }
    return looks.join('|')
  }
  const el = document.activeElement
  const shown = look(el)
  const name = [el.tagName.toLowerCase(), el.closest('[data-place]')?.dataset.place, el.getAttribute('aria-label') ?? (el.labels?.[0] ?? el).textContent.trim().slice(0, 24)].filter(Boolean).join(' ')
  const { x, y, width, height } = el.getBoundingClientRect()
  el.blur()
  const hidden = look(el)
  el.focus({ preventScroll: true, focusVisible: true })
  return { name, seen: shown !== hidden && width > 0 && height > 0 && x > -1 && y > -1, body: el === document.body }
})()`

test('Tab reaches every part of the workbench, visibly, and gets out again', async () => {
  const { page, desk } = await talking(stage(), 'xuman', '想问问礼物怎么寄')
  await desk.list.focus()
  const steps: { name: string; seen: boolean; body: boolean }[] = []
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press('Tab')
    const step = await page.evaluate<(typeof steps)[number]>(walk)
    steps.push(step)
    if (step.name.startsWith('div list')) break
  }
  const names = steps.map(({ name }) => name)
  expect(names.at(-1)).toMatch(/^div list/) // once around: nothing keeps the keyboard
  for (const part of ['textarea composer', 'div stream', 'a ']) expect(names.join('\n')).toContain(part)
  for (const part of ['领取会话', '转接给同事', '买家备注', '筛选买家', '搜索', '语言', '发送'])
    expect(names.join('\n')).toMatch(part)
  expect(new Set(names).size).toBeGreaterThan(25)
  expect(steps.filter(({ seen, body }) => !seen && !body)).toEqual([])

  // Backwards out of the composer, where Tab could have meant an indentation.
  await desk.composer.focus()
  await page.keyboard.press('Shift+Tab')
  expect(await page.evaluate('document.activeElement.tagName')).not.toBe('TEXTAREA')
})

test('the chat window, where it covers the page, keeps Tab inside, and Esc leads out', async () => {
  const shop = await stage().buyer('en')
  await shop.setViewportSize({ width: 390, height: 780 })
  const buyer = windowOf(shop, 'en')
  await buyer.launcher.focus()
  await shop.keyboard.press('Enter')
  await buyer.field.waitFor()
  const focused = () =>
    shop.evaluate<string>(
      `(() => { const el = document.activeElement.shadowRoot?.activeElement; return el ? (el.getAttribute('aria-label') ?? el.tagName) : 'outside' })()`,
    )
  await eventually(focused).toBe(buyer.say.message)
  const reached = new Set<string>()
  for (let n = 0; n < 12; n++) {
    await shop.keyboard.press('Tab')
    reached.add(await focused())
  }
  expect([...reached]).not.toContain('outside')
  for (const name of [buyer.say.emoji, buyer.say.picture, buyer.say.message, buyer.say.close])
    expect([...reached]).toContain(name)
  expect(await buyer.panel.getAttribute('aria-modal')).toBe('true')
  await shop.keyboard.press('Escape')
  await eventually(() => buyer.panel.count()).toBe(0)
  await eventually(focused).toBe(buyer.say.open)
})

test('the pages say what they are to those who do not see them', async () => {
  const { page, desk } = await talking(stage(), 'xuman', '想问问能不能自提')
  const role = (name: Parameters<typeof page.getByRole>[0], called: string) =>
    page.getByRole(name, { name: called, exact: true }).count()
  expect(await role('navigation', desk.say.rail.label)).toBe(1)
  expect(await role('listbox', desk.say.list.label)).toBe(1)
  expect(await role('log', desk.say.stream.label)).toBe(1)
  expect(await page.getByRole('main').count()).toBe(1)
  expect(await page.getByRole('complementary', { name: desk.say.panel.label }).count()).toBe(1)
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  // The list tells which of how many is chosen, although only those on the screen exist.
  const chosen = page.locator(
    `#${(await desk.list.getAttribute('aria-activedescendant'))?.replace(':', '\\:')}`,
  )
  expect(await chosen.getAttribute('aria-selected')).toBe('true')
  expect(Number(await chosen.getAttribute('aria-setsize'))).toBeGreaterThan(0)
  const nameless = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, a, input, select, textarea')]
    .filter((el) => !(el.getAttribute('aria-label') || el.textContent.trim() || el.title || el.labels?.length))
    .map((el) => el.outerHTML.slice(0, 120))`)
  expect(nameless).toEqual([])
})
