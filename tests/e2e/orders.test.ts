import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type BridgeOrder, connectBridge } from '../../src/features/channel/bridge/client.ts'
import { orderContract } from '../../src/features/order/contract.ts'
import { recoveryContract } from '../../src/features/recovery/contract.ts'
import { planTemplates } from '../../src/features/recovery/domain/templates.ts'
import { taskContract } from '../../src/features/task/contract.ts'
import { inLanguage } from '../../src/shared/said.ts'
import { DAY, HOUR, localTime, MINUTE } from '../../src/shared/time.ts'
import { eventually, keepPicture, type Language, onStage, setRouting } from './stage.ts'
import { workbenchOf } from './workbench.ts'

const stage = onStage()

/** Orders as Taobao exports them, and two of its buyers whose orders have not been shipped. */
const EXPORT = join(import.meta.dirname, '../../docs/guide/orders/ExportOrderList202611111200.csv')
const ORDERS: Record<Language, { id: string; buyer: string }> = {
  'zh-CN': { id: '2026111100261141269', buyer: '试用_小满' },
  en: { id: '2026111100391711907', buyer: '试用_老木匠' },
}
const NEW_STREET = '浙江省杭州市西湖区试用路 8 号'

const connected = () => {
  const { bridge, url } = stage().desk
  return connectBridge({ url, channelKey: bridge.key, secret: bridge.secret })
}

let serial = 0
const says = (buyer: string, text: string) =>
  connected().send([{ id: `orders-${++serial}`, buyer: { id: buyer, name: buyer }, at: Date.now(), text }])

test.each<Language>(['zh-CN', 'en'])(
  'a file of orders is brought in, and an order in it changed as its buyer wants (%s)',
  async (language) => {
    await setRouting(stage(), false)
    const { id, buyer } = ORDERS[language]
    const { shopId } = stage().desk.bridge
    const page = await stage().agent('xuman', language)
    const desk = workbenchOf(page, language)
    const { say } = desk

    // The file is looked at first, then written.
    await page.goto(`${stage().desk.url}/orders`)
    await page.getByRole('button', { name: say.orderImport.title }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles(EXPORT)
    await dialog.getByText(say.orderImport.format['taobao-list']).first().waitFor()
    await keepPicture(page, `orders-1-import-${language}`)
    await dialog.getByRole('button', { name: /^(导入 \d+ 个订单|Import \d+ orders?)$/ }).click()
    await dialog.getByText(say.orderImport.done).first().waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('searchbox', { name: say.order.page.find }).fill(id)
    await page.getByRole('row').filter({ hasText: id }).waitFor()

    // Its buyer asks for another address; the desk has read it.
    await says(buyer, `地址改成${NEW_STREET}`)
    await page.goto(stage().desk.url)
    await desk.open(buyer)
    const panel = page.locator('[data-place=panel]')
    await panel.getByRole('tab', { name: say.panel.orders }).click()
    await panel.getByText(id).waitFor()
    await panel.getByRole('button', { name: say.task.panel.start }).click()
    await keepPicture(page, `orders-2-change-${language}`)
    await dialog.getByRole('button', { name: say.task.changeDialog.save }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByRole('button', { name: say.task.act.ask, exact: true }).click()
    await desk.stream.locator('.shown').filter({ hasText: id }).waitFor()
    await says(buyer, '对的，确认')
    await panel.getByRole('button', { name: say.task.act.yes }).click()
    await panel.getByRole('button', { name: say.task.act.doneChange }).click()

    // It waits for the platform; nobody is connected there, so somebody does it by hand.
    await panel.getByText(say.order.wish.state.waiting).waitFor()
    await keepPicture(page, `orders-3-waiting-${language}`)
    await panel.getByRole('button', { name: say.order.wish.done, exact: true }).click()
    await panel.getByText(say.order.wish.state.waiting).waitFor({ state: 'detached' })
    const api = (await stage().session('xuman')).api(orderContract)
    const params = { shopId, orderId: id }
    const changed = await api.order({ params })
    expect(changed.history.at(-1) ?? changed.history[0]).toMatchObject({ source: 'desk' })
    const { address } = await api.revealOrder({ params })
    expect(
      `${address?.province}${address?.city}${address?.district}${address?.detail}`.replaceAll(' ', ''),
    ).toBe(NEW_STREET.replaceAll(' ', ''))
  },
)

test.each<Language>(['zh-CN', 'en'])(
  'a promise in somebody’s words has its clock, and is kept (%s)',
  async (language) => {
    await setRouting(stage(), false)
    const buyer = `p-${language}`
    await says(buyer, '我的快递三天没动了')
    const page = await stage().agent('fangqing', language)
    const desk = workbenchOf(page, language)
    const { say } = desk
    await desk.open(buyer)
    await desk.write('我去联系快递，24小时内给您回复')
    const noted = page.locator('.task-noted')
    await noted.waitFor()
    await keepPicture(page, `orders-4-promise-${language}`)
    const { shopId } = stage().desk.bridge
    const tasks = (await stage().session('owner')).api(taskContract)
    const made = async () =>
      (await tasks.tasks({ params: { shopId }, query: { view: 'open', kind: 'promise' } })).tasks.find(
        (task) => task.buyerName === buyer,
      )
    const promise = await made()
    expect((promise?.dueAt ?? 0) - Date.now()).toBeGreaterThan(23 * HOUR)
    expect((promise?.dueAt ?? 0) - Date.now()).toBeLessThanOrEqual(DAY)

    // The next agent sees it above the conversation; it is kept on the page of tasks.
    await page.goto(`${stage().desk.url}/tasks`)
    await page.getByRole('row').filter({ hasText: buyer }).getByRole('button').first().click()
    const drawer = page.locator('.ant-drawer')
    await keepPicture(page, `orders-5-tasks-${language}`)
    await drawer.getByRole('button', { name: say.task.act.done, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.task.reason.save }).click()
    await eventually(made).toBeUndefined()
    const { tasks: over } = await tasks.tasks({ params: { shopId }, query: { view: 'over' } })
    expect(over.find((task) => task.id === promise?.id)).toMatchObject({ state: 'done', broken: false })
  },
)

/** Six o'clock long gone by the shop's clock, whatever the time is: reminders are not held. */
const neverQuiet = () => {
  const at = (ms: number) => {
    const { minute } = localTime(ms, 'Asia/Shanghai')
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  }
  return { from: at(Date.now() + 10 * HOUR), to: at(Date.now() + 10 * HOUR + MINUTE) }
}

test.each<Language>(['zh-CN', 'en'])(
  'a plan reminds who has not paid, but for a tenth, and says what can be said of it (%s)',
  async (language) => {
    const { shopId } = stage().desk.bridge
    const params = { shopId }
    const api = (await stage().session('owner')).api(recoveryContract)
    const settings = await api.recoverySettings({ params })
    await api.setRecoverySettings({ params, body: { ...settings, quiet: neverQuiet() } })
    for (const plan of (await api.plans({ params })).plans.filter(({ state }) => state === 'running'))
      await api.movePlan({ params: { ...params, planId: plan.id }, body: { do: 'end' } })

    const page = await stage().agent('owner', language)
    const { say } = workbenchOf(page, language)
    const { recovery } = say
    await page.goto(`${stage().desk.url}/recovery/${shopId}`)
    const [rush] = planTemplates
    if (!rush) throw new Error('there is no template')
    await page.getByRole('button', { name: recovery.list.new }).click()
    await page.getByRole('menuitem', { name: inLanguage(rush.name, language) }).click()
    const editor = page.getByRole('dialog')
    await editor.getByRole('spinbutton', { name: recovery.edit.minutes }).first().fill('0')
    await editor.getByRole('slider').waitFor()
    await keepPicture(page, `recovery-1-plan-${language}`)
    await editor.getByRole('button', { name: recovery.edit.save }).click()
    await page.getByRole('button', { name: recovery.do.start, exact: true }).click()
    await page
      .locator('.ant-modal, .ant-popover, [role=dialog]')
      .getByRole('button', { name: recovery.do.start })
      .last()
      .click()
    const started = async () => (await api.plans({ params })).plans.find(({ state }) => state === 'running')
    await eventually(async () => (await started())?.control).toBe(0.1)
    const planId = (await started())?.id ?? 0

    // The evening: sixty orders of sixty buyers, who have half an hour.
    const bridge = connected()
    const now = Date.now()
    const order = (n: number): BridgeOrder => ({
      ...{ id: `eve-${language}-${n}`, at: now, status: 'unpaid', createdAt: now, payBy: now + 30 * MINUTE },
      ...{ buyer: { id: `eve-${language}-${n}`, name: `夜猫${n}` }, payableFen: 32_900 },
      lines: [{ product: 'LB-S15', title: '水洗棉四件套 芦苇灰 1.5 米床', quantity: 1, paysFen: 32_900 }],
    })
    await bridge.sendOrders(Array.from({ length: 60 }, (_, n) => order(n)))
    const counted = async () =>
      (await api.plans({ params })).counters.find((counters) => counters.planId === planId)
    await eventually(async () => {
      const c = await counted()
      return c ? [c.cases, c.sent + c.control] : null
    }).toEqual([60, 60])
    const counters = await counted()
    expect(counters?.control).toBeGreaterThan(0)

    // Who is in the control group was sent nothing, and nobody else was left out.
    const { cases } = await api.cases({ params: { ...params, planId }, query: {} })
    const { sendings } = await api.sendings({ params, query: { planId, state: 'sent' } })
    const told = new Set(sendings.map(({ buyerKey }) => buyerKey))
    for (const one of cases) expect(told.has(one.buyerKey)).toBe(!one.control)

    // Some pay; that is counted, and no result is made of it.
    const paid = (n: number): BridgeOrder => ({
      ...order(n),
      at: Date.now(),
      status: 'paid',
      paidAt: Date.now(),
    })
    await bridge.sendOrders(Array.from({ length: 20 }, (_, n) => paid(n)))
    await eventually(async () => (await counted())?.paid).toBe(20)
    await page.goto(`${stage().desk.url}/recovery/${shopId}/${planId}`)
    await keepPicture(page, `recovery-2-flow-${language}`)
    await page.getByRole('tab', { name: recovery.tab.results }).click()
    await page
      .locator('.recovery-results')
      .getByText(recovery.results.verdict['not-enough'])
      .first()
      .waitFor()
    await keepPicture(page, `recovery-3-results-${language}`)
  },
)
