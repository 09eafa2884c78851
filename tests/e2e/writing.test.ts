import { expect, test } from 'vitest'
import { inputMethod } from './input-method.ts'
import { eventually, onStage, setPreferences } from './stage.ts'
import { talking } from './talking.ts'
import { windowOf } from './window.ts'
import { workbenchOf } from './workbench.ts'

const stage = onStage()

test('an input method’s Enter takes a word and sends nothing, in the buyer’s window', async () => {
  const shop = await stage().buyer('zh-CN')
  const buyer = windowOf(shop, 'zh-CN')
  await buyer.open()
  await buyer.field.focus()
  const method = await inputMethod(shop)
  await method.compose('zhen ren')
  await method.enter()
  expect(await buyer.field.inputValue()).toBe('zhen ren')
  await method.take('真人在吗')
  await method.safarisEnter()
  expect(await buyer.field.inputValue()).toBe('真人在吗')
  expect(await method.heard()).toEqual([true, true])
  expect(await buyer.going.count()).toBe(0)
  await shop.keyboard.press('Enter')
  await buyer.said('真人在吗').waitFor()
  expect(await method.heard()).toEqual([true, true, false])
  // Nothing went before it.
  expect((await buyer.lines()).filter((line) => /zhen|真人/.test(line) && !/您好/.test(line))).toHaveLength(1)
})

const sendKeys: { sendWith: 'enter' | 'mod-enter'; says: string }[] = [
  { sendWith: 'enter', says: '想问问手感' },
  { sendWith: 'mod-enter', says: '想问问厚薄' },
]
test.each(sendKeys)('an input method’s Enter sends nothing in the composer, with $sendWith', async (row) => {
  const { sendWith, says } = row
  await setPreferences(stage(), 'luyao', { sendWith })
  const { page, desk, buyer } = await talking(stage(), 'luyao', says)
  await desk.composer.focus()
  const method = await inputMethod(page)
  await method.compose('shou gan')
  await method.enter(sendWith === 'mod-enter')
  expect(await desk.composer.inputValue()).toBe('shou gan')
  await method.take('手感')
  await method.safarisEnter()
  expect(await desk.composer.inputValue()).toBe('手感')
  expect(await method.heard()).toEqual([true, true])
  await page.keyboard.insertText('很软')
  if (sendWith === 'mod-enter') {
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('也很厚实')
    expect(await desk.composer.inputValue()).toBe('手感很软\n也很厚实')
  }
  await page.keyboard.press(sendWith === 'enter' ? 'Enter' : 'Control+Enter')
  await buyer.said('手感很软').waitFor()
  expect(await desk.composer.inputValue()).toBe('')
  expect(await desk.stream.locator('.bubble-out').count()).toBe(1)
})

test('what is being written survives a reload, on both sides', async () => {
  const { shop, buyer, page, desk } = await talking(stage(), 'tangning', '想问问枕头的高矮')

  // Kept by the desk: it is there on the next computer too.
  await desk.composer.fill('亲，稍等我去仓库')
  await page.getByText(desk.say.composer.draftKept).waitFor()
  const elsewhere = await stage().agent('tangning', 'zh-CN')
  await elsewhere.goto(page.url())
  await eventually(() => workbenchOf(elsewhere, 'zh-CN').composer.inputValue()).toBe('亲，稍等我去仓库')
  await elsewhere.context().close()

  // Reloaded before the desk has heard of the last words.
  await desk.composer.press('End')
  await page.keyboard.insertText('量一下')
  await page.reload()
  await eventually(() => desk.composer.inputValue()).toBe('亲，稍等我去仓库量一下')
  expect(await buyer.said('稍等').count()).toBe(0)

  // The buyer's half-written line, the open window and the history.
  await buyer.field.fill('还有一个问题')
  await shop.reload()
  await eventually(() => buyer.field.inputValue()).toBe('还有一个问题')
  await buyer.said('想问问枕头的高矮').waitFor()
  await buyer.field.press('Enter')
  await desk.bubble('还有一个问题').waitFor()
  expect(await buyer.said('还有一个问题').count()).toBe(1)

  // Sent, nothing is left of it.
  await desk.composer.press('Enter')
  await buyer.said('稍等我去仓库量一下').waitFor()
  await page.reload()
  await desk.bubble('稍等我去仓库量一下').waitFor()
  await eventually(() => desk.composer.inputValue()).toBe('')
})
