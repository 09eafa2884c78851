import { expect, test } from 'vitest'
import { phraseContract } from '../../src/features/phrase/contract.ts'
import type { PhraseBody } from '../../src/features/phrase/domain/phrase.ts'
import { inputMethod } from './input-method.ts'
import { eventually, onStage } from './stage.ts'
import { talking } from './talking.ts'

const stage = onStage()

const plain: Omit<PhraseBody, 'code' | 'title' | 'text'> = {
  scope: 'mine',
  team: null,
  situation: 'order-change',
  variants: {},
  pictures: [],
}

/** Adds a phrase of somebody's own, in every shop: which one the buyer writes to does not matter. */
const keep = async (username: string, phrase: Pick<PhraseBody, 'code' | 'title' | 'text'>) => {
  const session = await stage().session(username)
  const api = session.api(phraseContract)
  for (const shopId of [1, 2]) await api.addPhrase({ params: { shopId }, body: { ...plain, ...phrase } })
  return async (shopId: number) =>
    (await api.phrases({ params: { shopId } })).phrases.find(({ code }) => code === phrase.code)
}

test('a phrase by pinyin initials goes in at the caret, filled in, and is counted once it is sent', async () => {
  const kept = await keep('luyao', { code: 'zz9', title: '量床宽', text: '{buyer}您好，请量一下床宽' })
  const { page, desk, buyer } = await talking(stage(), 'luyao', '床单要买多大的')
  const name = (await desk.head.getByRole('heading').textContent()) ?? ''
  await desk.composer.fill('亲，谢谢')
  await desk.composer.press('Home')
  await desk.composer.press('ArrowRight')
  await desk.composer.press('ArrowRight')
  await page.keyboard.type(' /lck')
  const first = page.locator('.phrase-menu').getByRole('option').first()
  await eventually(() => first.textContent()).toContain('请量一下床宽')
  // As it will be sent, with the buyer's name.
  expect(await first.textContent()).toContain(`${name}您好`)
  await page.keyboard.press('Enter')
  await eventually(() => desk.composer.inputValue()).toBe(`亲， ${name}您好，请量一下床宽谢谢`)
  // A second one, by its whole pinyin, where the caret stands.
  await page.keyboard.type('！ /liangchuang')
  await first.waitFor()
  await page.keyboard.press('Enter')
  const words = `${name}您好，请量一下床宽`
  await eventually(() => desk.composer.inputValue()).toBe(`亲， ${words}！ ${words}谢谢`)
  await page.keyboard.press('Enter')
  await buyer.said('请量一下床宽').waitFor()
  await eventually(async () => (await kept(1))?.uses || (await kept(2))?.uses).toBe(1)
})

test('an input method finds a phrase by its words, and its Enter takes none', async () => {
  await keep('luyao', { code: 'zz8', title: '洗标说明', text: '请看洗标上的说明' })
  const { page, desk } = await talking(stage(), 'luyao', '洗标上的圈是什么')
  await desk.composer.focus()
  const method = await inputMethod(page)
  // What it makes of the slash key.
  await page.keyboard.insertText('、')
  await method.compose('xi biao')
  await method.enter()
  await method.take('洗标')
  const options = page.locator('.phrase-menu').getByRole('option')
  await eventually(() => options.first().textContent()).toContain('请看洗标上的说明')
  expect(await desk.composer.inputValue()).toBe('、洗标')
  await page.keyboard.press('Enter')
  await eventually(() => desk.composer.inputValue()).toBe('请看洗标上的说明')
})

test('a variable nobody filled in stands above the composer, and is not sent in haste', async () => {
  await keep('luyao', { code: 'zz7', title: '查订单', text: '请核对订单{order}，谢谢' })
  const { page, desk, buyer } = await talking(stage(), 'luyao', '帮我看下我的单')
  await desk.composer.focus()
  await page.keyboard.type('/zz7')
  const empty = page.locator('.phrase-menu .phrase-empty')
  await eventually(() => empty.textContent()).toBe('{order}')
  await page.keyboard.press('Enter')
  const left = page.locator('.phrase-left')
  await left.getByText(desk.say.phrases.left).waitFor()

  // Two Enters in haste: the question, then the safe answer, which marks the variable.
  await page.keyboard.press('Enter')
  await left.getByText(desk.say.phrases.leftAsk).waitFor()
  await page.keyboard.press('Enter')
  await left.getByText(desk.say.phrases.left).waitFor()
  expect(await buyer.said('请核对订单').count()).toBe(0)
  await page.keyboard.type('8812')
  await eventually(() => desk.composer.inputValue()).toBe('请核对订单8812，谢谢')
  expect(await left.count()).toBe(0)
  await page.keyboard.press('Enter')
  await buyer.said('请核对订单8812，谢谢').waitFor()

  // Removed with its button; or sent as it is by who says so.
  await page.keyboard.type('/zz7')
  await page.keyboard.press('Enter')
  await left.getByRole('button', { name: desk.say.phrases.removeLeft.replace('{{name}}', '订单') }).click()
  await eventually(() => desk.composer.inputValue()).toBe('请核对订单，谢谢')
  await desk.composer.fill('请问{order}是什么')
  await desk.composer.press('Enter')
  await left.getByRole('button', { name: desk.say.phrases.leftSend }).click()
  await buyer.said('请问{order}是什么').waitFor()
  expect(await desk.composer.inputValue()).toBe('')
})

test('the settings: a phrase with a variable and words for a phase, found by pinyin; a file looked at and taken', async () => {
  const page = await stage().agent('owner', 'zh-CN')
  const { zh } = await import('../../src/web/locales/phrases.ts')
  await page.goto(new URL('/settings/phrases', page.url()).href)
  await page.getByRole('button', { name: zh.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(zh.code).fill('lx1')
  await dialog.getByLabel(zh.title).fill('领取赠品')
  await dialog.getByLabel(zh.text).fill('您好')
  await dialog.getByRole('button', { name: '买家' }).click()
  await eventually(() => dialog.getByLabel(zh.text).inputValue()).toBe('您好{buyer}')
  await eventually(() => dialog.locator('.phrase-preview').textContent()).toContain('您好小雨')
  await dialog.getByRole('tab', { name: '现货期' }).click()
  await dialog.getByRole('textbox', { name: '现货期' }).fill('活动中，{客户}您好')
  await dialog
    .getByRole('button', { name: '保 存' })
    .or(dialog.getByRole('button', { name: '保存' }))
    .click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('searchbox', { name: zh.find }).fill('lqzp')
  const row = page.getByRole('row').filter({ hasText: '/lx1' })
  await row.getByText('现货期').waitFor()

  await page.getByRole('button', { name: zh.import }).click()
  const csv = '代码,内容,场景\nlx1,您好{buyer},优惠\nlx2,新的一条,优惠\nlx3,{生日},优惠\n'
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '短语.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await dialog.getByText('没有变量 {生日}').waitFor()
  await dialog.getByRole('button', { name: zh.importConfirm.replace('{{count}}', '2') }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('searchbox', { name: zh.find }).fill('lx2')
  await page.getByRole('row').filter({ hasText: '新的一条' }).waitFor()
})
