import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskContract } from '../../src/features/desk/contract.ts'
import { eventually, onStage, setRouting } from './stage.ts'
import { talking, waiting, working } from './talking.ts'
import type { Workbench } from './workbench.ts'

const stage = onStage()

const picture = (red: number, width = 320, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 120, b: 160 } } })
    .png()
    .toBuffer()

/** Width of a picture as it came, in its own pixels; 0 until it is there. */
const arrived = (pictures: Workbench['pictures']) => async () =>
  (await pictures.count()) === 0
    ? 0
    : pictures.last().evaluate((img: { naturalWidth: number }) => img.naturalWidth)

const addressOf = (url: string) => {
  const [, shopId, id] = /\/(\d+)\/(\d+)/.exec(new URL(url).pathname) ?? []
  return { shopId: Number(shopId), id: Number(id) }
}

describe('two people and one buyer', () => {
  // Where the desk gives a buyer to one of them, there is nothing to claim.
  beforeAll(() => setRouting(stage(), false))
  afterAll(() => setRouting(stage(), true))

  test('one claims, the other sees it at once and is refused', async () => {
    const says = '这款有没有更大的尺寸'
    const { buyer, page, desk } = await talking(stage(), 'tangning', says)
    const other = await working(stage(), 'luyao')
    await other.desk.open(says)
    await other.desk.composer.fill('我来回答')
    await page.getByText('陆遥').filter({ hasText: '正在输入' }).waitFor()

    await page.keyboard.press('1')
    await eventually(desk.place).toBe('list')
    await page.keyboard.press('c')
    await other.desk.notice('唐宁 领取了会话').waitFor()
    await other.desk.bar.filter({ hasText: '唐宁 正在接待。' }).waitFor()
    expect(await other.desk.composer.count()).toBe(0)
    await eventually(() => other.desk.row(says).textContent()).toContain('唐宁')

    // Also where no screen stands in the way.
    const luyao = (await stage().session('luyao')).api(deskContract)
    const reply = { do: 'reply', clientId: crypto.randomUUID(), text: '我来回答', picture: null } as const
    await expect(luyao.act({ params: addressOf(page.url()), body: reply })).rejects.toThrow('already-claimed')
    await desk.write('有 2 米床的，稍等我发您')
    await buyer.said('有 2 米床的').waitFor()
    expect(await buyer.said('我来回答').count()).toBe(0)
  })

  test('of two who claim at the same moment, one has it, and both know who', async () => {
    const says = '可以先付一半吗'
    const one = await talking(stage(), 'tangning', says)
    const two = await working(stage(), 'luyao')
    await two.desk.open(says)
    await two.desk.bubble(says).waitFor()
    // Found first and pressed together: the news of one claim takes the other's button away within milliseconds, sooner
    // than a driver has made sure that it may be clicked.
    const buttons = [one, two].map(({ page }) =>
      page.locator('.talk-head').getByRole('button', { name: '领取会话' }).elementHandle(),
    )
    await Promise.all(
      (await Promise.all(buttons)).map((button) =>
        button?.evaluate((b) => (b as unknown as { click(): void }).click()),
      ),
    )
    const claims = one.desk.notice('领取了会话')
    await claims.first().waitFor()
    await eventually(() => two.desk.notice('领取了会话').count()).toBe(1)
    expect(await claims.count()).toBe(1)
    expect(await claims.textContent()).toBe(await two.desk.notice('领取了会话').textContent())
    const composers = async () => (await one.desk.composer.count()) + (await two.desk.composer.count())
    await eventually(composers).toBe(1)
    // The one who came second is told so by the browser, too, as with every refusal.
    stage().forgive(/409/)
  })

  test('a transfer brings its note along, and the buyer never reads a note', async () => {
    const says = '家里人不同意这个花色，想商量一下'
    const { buyer, page, desk } = await talking(stage(), 'tangning', says)
    const other = await working(stage(), 'fangqing')
    await page.keyboard.press('1')
    await eventually(desk.place).toBe('list')
    await page.keyboard.press('c')
    await desk.notice('唐宁 领取了会话').waitFor()

    // A note in between, by keyboard.
    await page.keyboard.press('m')
    await eventually(desk.place).toBe('composer')
    await page.keyboard.insertText('仓库说雾蓝还剩两套')
    await page.keyboard.press('Enter')
    await desk.stream.locator('.bubble-note').filter({ hasText: '仓库说雾蓝还剩两套' }).waitFor()

    // Away, with a word to the colleague.
    await page.keyboard.press('Escape')
    await eventually(desk.place).toBe('list')
    await page.keyboard.press('t')
    await desk.dialog.waitFor()
    await page.keyboard.type('fangq')
    await eventually(() => desk.dialog.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter') // on to the note
    await page.keyboard.insertText('她想换成雾蓝')
    await page.keyboard.press('Enter')
    await desk.notice('唐宁 转接给 方晴').waitFor()
    await desk.bar.filter({ hasText: '方晴 正在接待。' }).waitFor()

    await other.desk.tab('mine').click()
    await other.desk.open(says)
    await other.desk.stream.locator('.bubble-note').filter({ hasText: '她想换成雾蓝' }).waitFor()
    await other.desk.write('您好，我是售后方晴，马上为您安排')
    await buyer.said('我是售后方晴').waitFor()
    expect(await buyer.said('我是售后方晴').textContent()).toContain('方晴')
    const read = (await buyer.lines()).join('\n')
    expect(read).not.toMatch(/仓库说|换成雾蓝/)
    await buyer.root.page().reload()
    await buyer.said('我是售后方晴').waitFor()
    expect((await buyer.lines()).join('\n')).not.toMatch(/仓库说|换成雾蓝/)
  })
})

test('what is said comes by itself, without a screen asking for it', async () => {
  const says = '有没有人在，想问个事'
  const { buyer, page, desk } = await talking(stage(), 'tangning', says)
  const other = await working(stage(), 'luyao')
  await other.desk.open(says)
  await other.desk.bubble(says).waitFor()
  let asked = 0
  for (const screen of [page, other.page])
    await screen.route(/\/conversations\/\d+$/, (route) => {
      asked++
      return route.abort()
    })
  await buyer.write('窗帘和床品能配成一套吗')
  await desk.bubble('窗帘和床品能配成一套吗').waitFor()
  await other.desk.bubble('窗帘和床品能配成一套吗').waitFor()
  await desk.write('能的，我发图给您看')
  await buyer.said('能的，我发图给您看').waitFor()
  await other.desk.bubble('能的，我发图给您看').waitFor()
  // The browser tells of each that failed, some time after it did.
  for (const screen of [page, other.page]) await screen.unrouteAll({ behavior: 'wait' })
  await eventually(() => stage().wrong.filter((line) => line.includes('ERR_FAILED')).length).toBe(asked)
  stage().forgive(/ERR_FAILED/)
})

test('what waits counts every second, and what is unread is counted until it is looked at', async () => {
  const says = '想订做一个尺寸'
  const { buyer } = await waiting(stage(), says)
  const { page, desk } = await working(stage(), 'tangning')
  await desk.row(says).waitFor()
  const left = async () => {
    const [, minutes, rest] = /^剩 (\d):(\d\d)$/.exec((await desk.wait(says).textContent()) ?? '') ?? []
    return 60 * Number(minutes) + Number(rest)
  }
  const before = await left()
  await eventually(left).toBeLessThanOrEqual(before - 2)
  const unread = Number(await desk.unread(says).textContent())
  expect(unread).toBeGreaterThan(0)
  await buyer.write('宽 1 米 35')
  await eventually(() => desk.unread('宽 1 米 35').textContent()).toBe(String(unread + 1))
  await eventually(() => page.title()).toContain('（1）')

  await desk.open('宽 1 米 35')
  await eventually(() => desk.unread('宽 1 米 35').count()).toBe(0)
  // It still waits: reading is not answering.
  expect(await desk.wait('宽 1 米 35').count()).toBe(1)
  await desk.write('可以做，大约一周')
  await eventually(() => desk.row('可以做，大约一周').locator('.wait').count()).toBe(0)
})

test('what is put aside comes back by hand, and by a word of the buyer', async () => {
  const says = '等发工资再来买，先问问'
  const { buyer, page, desk } = await talking(stage(), 'tangning', says)
  const aside = async () => Number(/\d+/.exec((await desk.tab('snoozed').textContent()) ?? '')?.[0] ?? 0)
  const before = await aside()
  const putAside = async () => {
    await page.keyboard.press('1')
    await eventually(desk.place).toBe('list')
    await page.keyboard.press('z')
    await desk.dialog.waitFor()
    await page.keyboard.press('1')
    await desk.head.getByText('挂起', { exact: true }).waitFor()
  }
  // With a question open it cannot be put aside.
  await desk.write('好的，到时候直接来找我')
  await desk.bubble('到时候直接来找我').waitFor()
  // The bubble stands before the desk has stored it, and the row says the buyer's words until then.
  await desk.row('到时候直接来找我').waitFor()
  await eventually(() => desk.row('到时候直接来找我').locator('.wait').count()).toBe(0)
  await page.keyboard.press('Escape')
  await putAside()
  await eventually(aside).toBe(before + 1)
  await page.keyboard.press('w')
  await desk.notice('唐宁 取消了挂起').waitFor()
  await eventually(aside).toBe(before)

  await putAside()
  await buyer.write('我又来了')
  await desk.notice('挂起到期或买家来消息').waitFor()
  await eventually(() => desk.head.getByText('挂起', { exact: true }).count()).toBe(0)
  await desk.row('我又来了').locator('.wait').waitFor()
})

test('pictures go both ways', async () => {
  const says = '给您看看我家的床'
  const { buyer, page, desk } = await talking(stage(), 'tangning', says)
  await buyer.attach('bed.png', await picture(200))
  await buyer.root.locator('.chosen img').waitFor()
  await buyer.field.press('Enter')
  await eventually(arrived(desk.pictures)).toBe(320)
  await desk.pictures.last().click()
  await page.locator('dialog.enlarged img').waitFor()
  await page.keyboard.press('Escape')
  await eventually(() => page.locator('dialog.enlarged').count()).toBe(0)

  const before = await buyer.pictures.count()
  await desk.attach('size.png', await picture(40, 480, 300))
  await page.locator('.composer .attached img').waitFor()
  await desk.write('这是尺寸图')
  await buyer.said('这是尺寸图').waitFor()
  await eventually(() => buyer.pictures.count()).toBe(before + 1)
  await eventually(arrived(buyer.pictures)).toBe(480)
})
