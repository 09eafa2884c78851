import { expect, test } from 'vitest'
import { deskContract } from '../../src/features/desk/contract.ts'
import { eventually, onStage } from './stage.ts'
import { talking } from './talking.ts'

const stage = onStage()

test('a desk that is killed and comes back loses nothing and doubles nothing on open screens', async () => {
  const { shop, buyer, page, desk } = await talking(stage(), 'tangning', '这套可以拆开单买吗')
  await desk.write('可以的，被套和床单都能单拍')
  await buyer.said('被套和床单都能单拍').waitFor()
  await desk.composer.fill('这一句还没有写完')

  await stage().kill()
  await buyer.lost.waitFor()
  await desk.banner.waitFor()
  expect(await desk.banner.textContent()).toBe(desk.say.link.lost)

  // Both go on writing. The buyer's lines wait by themselves; the reply says that it did not leave.
  await buyer.write('那我先要被套')
  await buyer.write('颜色要雾蓝')
  await eventually(() => buyer.going.count()).toBe(2)
  await desk.composer.press('End')
  await page.keyboard.insertText('，现在写完了')
  await desk.composer.press('Enter')
  const again = desk.stream.getByRole('button', { name: desk.say.stream.again })
  await again.waitFor()

  await stage().back()
  await eventually(() => desk.banner.count(), 25_000).toBe(0)
  await eventually(() => buyer.lost.count(), 25_000).toBe(0)
  await buyer.said('颜色要雾蓝').waitFor()
  await eventually(() => buyer.going.count()).toBe(0)
  await desk.bubble('那我先要被套').waitFor()
  await desk.bubble('颜色要雾蓝').waitFor()
  await again.click()
  await buyer.said('现在写完了').waitFor()

  // And it is live again, both ways.
  await buyer.write('好的谢谢')
  await desk.bubble('好的谢谢').waitFor()
  await desk.write('不客气')
  await buyer.said('不客气').waitFor()

  // The screens agree with each other and, reloaded, with what is stored.
  const spoken = [
    '可以的，被套和床单都能单拍',
    '那我先要被套',
    '颜色要雾蓝',
    '这一句还没有写完，现在写完了',
    '好的谢谢',
    '不客气',
  ]
  const said = async (lines: Promise<string[]>) => (await lines).filter((line) => spoken.includes(line))
  await eventually(() => said(buyer.lines())).toEqual(spoken)
  await eventually(() => said(desk.lines())).toEqual(spoken)
  await Promise.all([shop.reload(), page.reload()])
  await eventually(() => said(buyer.lines())).toEqual(spoken)
  await eventually(() => said(desk.lines())).toEqual(spoken)
  const [, shopId, id] = /\/(\d+)\/(\d+)/.exec(page.url()) ?? []
  const api = (await stage().session('tangning')).api(deskContract)
  const { messages } = await api.conversation({ params: { shopId: Number(shopId), id: Number(id) } })
  expect(messages.map((m) => m.text).filter((text) => spoken.includes(text))).toEqual(spoken)

  // While nobody answered, the browser said so.
  stage().forgive(
    /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|503/,
  )
})
