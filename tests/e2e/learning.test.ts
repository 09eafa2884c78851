import { expect, test } from 'vitest'
import { siteOf } from './site.ts'
import { eventually, keepPicture, onStage, setRouting } from './stage.ts'
import { waiting, working } from './talking.ts'
import { windowOf } from './window.ts'

const stage = onStage()

test('an unanswered question becomes an entry by one click, and is answered the next time it is asked otherwise', async () => {
  await setRouting(stage(), false)
  const ASKS = '这个被套里面有没有固定被芯的绑带'
  const ANSWER = '四个角和长边中间都有绑带，一共八个，被芯不会跑。'
  const OTHERWISE = '请问被套里面有固定被芯的绑带吗'

  // Nobody taught the assistant: a person answers.
  const { buyer, shop } = await waiting(stage(), ASKS)
  const { page, desk } = await working(stage(), 'tangning')
  await desk.open(ASKS)
  await desk.write(ANSWER)
  await buyer.said(ANSWER).waitFor()
  await shop.close()

  // A supervisor looks at what there is to learn, and confirms it.
  const chief = await stage().agent('owner', 'zh-CN')
  const { params } = await siteOf(stage())
  await chief.goto(`${stage().desk.url}/settings/learning`)
  const which = chief.locator('.settings-nav select')
  if ((await which.count()) > 0) await which.selectOption(String(params.shopId))
  await chief.getByRole('button', { name: desk.say.learning.readNow }).click()
  const group = chief.getByRole('article', { name: ASKS })
  await group.waitFor()
  await group.getByText(ANSWER).waitFor()
  await keepPicture(chief, 'learning-1-unanswered')
  await group.getByRole('button', { name: desk.say.learning.makeEntry }).click()
  const dialog = chief.getByRole('dialog')
  expect(await dialog.getByLabel(desk.say.learning.question).inputValue()).toBe(ASKS)
  expect(await dialog.getByLabel(desk.say.learning.answer, { exact: true }).inputValue()).toBe(ANSWER)
  await keepPicture(chief, 'learning-2-confirm')
  await dialog.getByRole('button', { name: desk.say.learning.confirm }).click()
  await eventually(() => group.count()).toBe(0)

  // The assistant knows it now, also in other words.
  await eventually(async () => {
    const next = windowOf(await stage().buyer('zh-CN'), 'zh-CN')
    await next.open()
    await next.write(OTHERWISE)
    return next
      .said(ANSWER)
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      )
  }, 20_000).toBe(true)
  await page.close()
})

test('[AST-90] what the assistant knows is put into the reply by one key, and sent as its suggestion', async () => {
  await setRouting(stage(), false)
  const site = await siteOf(stage())
  const before = await site.assistant.assistantSettings({ params: site.params })
  await site.assistant.setAssistantSettings({ params: site.params, body: { ...before, mode: 'assist-only' } })
  try {
    const ASKS = '雾蓝这套什么时候发货'
    const { buyer } = await waiting(stage(), ASKS)
    const { page, desk } = await working(stage(), 'tangning')
    await desk.open(ASKS)
    const strip = page.getByRole('region', { name: desk.say.suggestions.title })
    await strip.getByRole('button').first().waitFor()
    await keepPicture(page, 'suggestions-1-offered')
    await desk.composer.focus()
    await page.keyboard.press('ControlOrMeta+i')
    await eventually(() => desk.composer.inputValue()).toContain('48 小时')
    await keepPicture(page, 'suggestions-2-inserted')
    const text = await desk.composer.inputValue()
    await page.keyboard.press('Enter')
    await buyer.said(text.slice(0, 12)).waitFor()
    await eventually(() => strip.count()).toBe(0)
    const { conversations } = await site.desk.snapshot({})
    const talk = conversations.find(
      (c) => c.shopId === site.params.shopId && c.lastAuthor === 'assistant-assist',
    )
    const { messages } = await site.desk.conversation({ params: { ...site.params, id: talk?.id ?? 0 } })
    expect(messages.findLast((m) => m.author === 'assistant-assist')?.detail?.assist).toMatchObject({
      edited: false,
    })
  } finally {
    await site.assistant.setAssistantSettings({ params: site.params, body: before })
  }
})
