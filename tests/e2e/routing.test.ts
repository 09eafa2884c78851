import { beforeAll, expect, test } from 'vitest'
import { deskContract } from '../../src/features/desk/contract.ts'
import { zhCN } from '../../src/web/locales/zh-CN.ts'
import { noticesIn, type Site, siteOf, talkOf } from './site.ts'
import { eventually, keepPicture, onStage } from './stage.ts'
import { waiting, working } from './talking.ts'

const stage = onStage()
/** Longest until whoever has waited for longest is with the person who has room, ms. */
const AT_ONCE = 1000
/** Longest until a closed laptop is noticed: 45 s without a sign of it, and a look every few seconds, ms. */
const NOTICED = 60_000

const say = zhCN.board
const words = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

beforeAll(async () => {
  const { routing, params } = await siteOf(stage())
  const { settings } = await routing.routingSettings({ params })
  await routing.setRoutingSettings({ params, body: { ...settings, away: 0 } })
})

/** The queue as the desk has figured it after this was asked: its answers may be a second old. */
const queueNow = async ({ routing, params }: Site) => {
  const asked = Date.now()
  const found: Awaited<ReturnType<typeof routing.queue>>[] = []
  await eventually(async () => {
    found[0] = await routing.queue({ params })
    return found[0].now
  }).toBeGreaterThanOrEqual(asked)
  if (!found[0]) throw new Error('the desk did not answer')
  return found[0]
}

/** What somebody of the shop has and may have. */
const seatOf = async (site: Site, name: string) => {
  const { members } = await site.people.members({ params: site.params })
  const { people: seats } = await queueNow(site)
  const seat = seats.find(({ personId }) => members.find((m) => m.personId === personId)?.name === name)
  if (!seat) throw new Error(`${name} serves nobody in the shop`)
  return seat
}

/** The supervisor's board, of one shop. */
const directing = async (site: Site) => {
  const { page } = await working(stage(), 'xuman')
  await page.goto(`${stage().desk.url}/board`)
  await page.locator('.shop-choice').selectOption(String(site.params.shopId))
  return page
}

test('who is full gets no more; a close, or a raised limit, brings the longest waiting at once', async () => {
  const site = await siteOf(stage())
  const { page, desk } = await working(stage(), 'tangning')
  const { personId, shopLoad } = await seatOf(site, '唐宁')
  const limit = shopLoad + 1
  await site.routing.setSeat({ params: { ...site.params, personId }, body: { shopSlots: limit } })

  const [first, second, third] = ['枕套单卖吗', '夏凉被有几个厚度', '浴巾掉毛吗']
  await waiting(stage(), first)
  await eventually(() => desk.row(first).textContent()).toContain(desk.say.list.me)
  await waiting(stage(), second)
  await waiting(stage(), third)
  for (const waits of [second, third])
    await eventually(() => desk.row(waits).textContent()).toContain(desk.say.list.nobody)
  // Not even by reaching for it.
  const tangning = (await stage().session('tangning')).api(deskContract)
  const { id } = await talkOf(site, second)
  const claim = tangning.act({ params: { ...site.params, id }, body: { do: 'claim' } })
  await expect(claim).rejects.toThrow('limit-reached')
  expect((await seatOf(site, '唐宁')).shopLoad).toBe(limit)

  // She answers and closes: the one who asked first comes, the other goes on waiting.
  await desk.open(first)
  const answered = await talkOf(site, first)
  await desk.write('可以的，我发您单只装的链接')
  await desk.bubble('单只装的链接').waitFor()
  await page.keyboard.press('Escape')
  await eventually(desk.place).toBe('list')
  await page.keyboard.press('x')
  await eventually(() => desk.row(second).textContent()).toContain(desk.say.list.me)
  expect(await desk.row(third).textContent()).toContain(desk.say.list.nobody)
  const [closed] = await noticesIn(site, answered.id, 'closed')
  const [given] = await noticesIn(site, id, 'assigned')
  expect((given?.sentAt ?? Number.NaN) - (closed?.sentAt ?? Number.NaN)).toBeLessThanOrEqual(AT_ONCE)
  await desk.open(second)
  await desk.notice('售前').filter({ hasText: `唐宁` }).waitFor()

  // A supervisor raises the limit on the board.
  const board = await directing(site)
  const field = board.getByLabel(words(say.shopLimitOf, { name: '唐宁' }))
  await eventually(() => field.inputValue()).toBe(String(limit))
  await keepPicture(board, 'routing-1-full')
  await field.fill(String(limit + 1))
  const raised = Date.now()
  await field.press('Enter')
  await eventually(() => desk.row(third).textContent()).toContain(desk.say.list.me)
  const [last] = await noticesIn(site, (await talkOf(site, third)).id, 'assigned')
  expect((last?.sentAt ?? Number.NaN) - raised).toBeLessThanOrEqual(AT_ONCE)
  await board.getByText(say.queueEmpty).waitFor()
  expect((await seatOf(site, '唐宁')).shopLoad).toBe(limit + 1)
  await site.routing.setSeat({ params: { ...site.params, personId }, body: { shopSlots: null } })
})

test('a laptop is closed: its waiting buyer goes to somebody else, and from there with all others to a third', {
  timeout: 120_000,
}, async () => {
  const site = await siteOf(stage())
  const gone = await working(stage(), 'tangning')
  const says = '蚕丝被可以水洗吗'
  const { buyer } = await waiting(stage(), says)
  await eventually(() => gone.desk.row(says).textContent()).toContain(gone.desk.say.list.me)
  const { desk } = await working(stage(), 'luyao')
  await gone.page.context().close()
  await eventually(() => desk.row(says).textContent(), NOTICED).toContain(desk.say.list.me)
  await desk.open(says)
  await desk.notice(words(desk.say.notice.queuedWhy.away, { from: '唐宁' })).waitFor()
  await desk.notice(desk.say.notice.assigned.replace('{{why}}', '')).filter({ hasText: '陆遥' }).waitFor()

  // Who leaves hands over: everything of theirs, from the board.
  const board = await directing(site)
  const third = await working(stage(), 'fangqing')
  const fangqing = await seatOf(site, '方晴')
  await site.routing.setSeat({
    params: { ...site.params, personId: fangqing.personId },
    body: { slots: 50 },
  })
  const { open } = await seatOf(site, '陆遥')
  await board.getByRole('button', { name: words(say.handOverTitle, { name: '陆遥' }) }).click()
  const dialog = board.getByRole('dialog')
  await dialog.getByText(words(say.handOverSays, { name: '陆遥', count: open, waiting: 1 })).waitFor()
  await keepPicture(board, 'routing-2-hand-over')
  await dialog.getByRole('combobox').fill('方晴')
  await dialog.getByRole('combobox').press('Enter')
  await board
    .locator('.toast')
    .filter({ hasText: words(say.handed, { count: open }) })
    .waitFor()
  await eventually(() => third.desk.row(says).textContent()).toContain(third.desk.say.list.me)
  expect((await seatOf(site, '陆遥')).open).toBe(0)
  expect((await seatOf(site, '方晴')).open).toBe(fangqing.open + open)

  await third.desk.open(says)
  await third.desk.write('可以干洗，不能水洗哦')
  await buyer.said('可以干洗').waitFor()
  expect(await buyer.said('可以干洗').textContent()).toContain('方晴')
})
