import { expect, test } from 'vitest'
import { connectBridge } from '../../src/features/channel/bridge/client.ts'
import { guardContract } from '../../src/features/guard/contract.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import { eventually, onStage, type Stage } from './stage.ts'
import { working } from './talking.ts'

const stage = onStage()

const FLAGSHIP = '芦白旗舰店'

/** A buyer of the shop on a platform writes, and somebody opens the conversation. */
const opened = async (on: Stage, name: string, says: string) => {
  const at = await working(on, 'tangning')
  const { bridge, url } = on.desk
  const connected = connectBridge({ url, channelKey: bridge.key, secret: bridge.secret })
  await connected.send([{ id: `${name}-1`, buyer: { id: name, name }, at: Date.now(), text: says }])
  await at.desk.open(name)
  await at.desk.stream.locator('.bubble').first().waitFor()
  const send = at.page.getByRole('button', { name: at.desk.say.composer.send, exact: true })
  const chief = await on.session('xuman')
  const { shops } = await chief.api(shopContract).me({})
  const shopId = shops.find(({ shop }) => shop.name === FLAGSHIP)?.shop.id ?? 0
  const events = async () =>
    (await chief.api(guardContract).guardEvents({ params: { shopId }, query: {} })).events
  return { ...at, send, events, close: () => connected.close() }
}

test('[GRD-90] a phone number in disguise is stopped with the reason, and a wording that may be sent is a key away', async () => {
  const { page, desk, send, events, close } = await opened(stage(), '问被套的买家', '能便宜点吗')
  await desk.composer.fill('加我V❤信，一三八 零零零零 五六七八')
  const line = page.getByRole('alert').filter({ hasText: desk.say.guard.line.block })
  await line.waitFor()
  expect(await line.textContent()).toContain('五六七八')
  expect(await send.isDisabled()).toBe(true)
  await desk.composer.press('Enter')
  await eventually(async () => (await events()).map(({ outcome }) => outcome)).toEqual(['stopped'])
  const [stopped] = await events()
  expect(JSON.stringify(stopped?.finds)).not.toContain('一三八')
  expect(await desk.stream.locator('.bubble-out').filter({ hasText: '五六七八' }).count()).toBe(0)
  // Still there, not lost; the next stop of Tab takes the wording.
  expect(await desk.composer.inputValue()).toContain('五六七八')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await eventually(() => desk.composer.inputValue()).not.toContain('五六七八')
  const wording = await desk.composer.inputValue()
  expect(wording).not.toBe('')
  await line.waitFor({ state: 'detached' })
  await desk.composer.press('Enter')
  await desk.bubble(wording).waitFor()
  expect(await events()).toHaveLength(1)
  stage().forgive(/409/) // the desk was told that it was tried
  await close()
})

test('[GRD-90] what the guard asks about leaves with a reason, which the report tells', async () => {
  const { page, desk, events, close } = await opened(stage(), '问枕头的买家', '哪款卖得好')
  await desk.composer.fill('这款全网销量第一')
  await desk.composer.press('Enter')
  const reason = page.getByLabel(desk.say.guard.line.reason)
  await reason.waitFor()
  expect(await desk.bubble('销量第一').count()).toBe(0)
  // Esc leads back to the words.
  await page.keyboard.press('Escape')
  await eventually(() => desk.place()).toBe('composer')
  await page.keyboard.press('Enter')
  await reason.fill('平台榜单的原话')
  await page.keyboard.press('Enter')
  await desk.bubble('销量第一').waitFor()
  await eventually(async () => (await events()).map((e) => [e.outcome, e.reason])).toEqual([
    ['sent-anyway', '平台榜单的原话'],
    ['asked', null],
    ['stopped', null],
  ])
  stage().forgive(/409/)
  await close()
})

test('[GRD-87] a number that a buyer gives is masked, and seen whole by who has the conversation', async () => {
  const { page, desk, close } = await opened(stage(), '留电话的买家', '方便的话打我 13812345678')
  await desk.bubble('138****5678').waitFor()
  await desk.composer.fill('好的，在这里就能帮您')
  await desk.composer.press('Enter')
  const card = page.locator('.lead-card')
  await card.getByText('138****5678').waitFor()
  expect(await page.getByText('13812345678').count()).toBe(0)
  await page.reload() // hers now
  await card.getByRole('button', { name: desk.say.guard.leads.reveal }).click()
  await card.getByText('13812345678').waitFor()
  await card.getByRole('combobox').selectOption('call-back')
  await eventually(() => card.getByRole('combobox').inputValue()).toBe('call-back')
  await close()
})
