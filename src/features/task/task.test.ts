import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb, sql } from '../../platform/db/db.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { haveTalk } from '../guard/testing.ts'
import { takeOrders } from '../order/index.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import { lookAtClocks } from './jobs.ts'
import { followPromises, readPromises } from './reading.ts'
import { taskRoutes } from './routes.ts'
import { anOrder, aTask } from './testing/made.ts'
import { haveMessage } from './testing.ts'

type Asking = Awaited<ReturnType<typeof desk.as>>
let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let chief: Asking
let anna: Asking
let ben: Asking
let annaId: number
let benId: number
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(taskRoutes)
})
afterAll(() => desk.close())
beforeEach(async () => {
  const n = serial++
  shop = (await desk.shop(`店 ${n}`)).id
  await desk.person(shop, `chief-${n}`, 'supervisor')
  annaId = (await desk.person(shop, `anna-${n}`, 'agent', ['order-change'])).personId
  benId = (await desk.person(shop, `ben-${n}`, 'agent', ['after-sales'])).personId
  chief = await desk.as(`chief-${n}`)
  anna = await desk.as(`anna-${n}`)
  ben = await desk.as(`ben-${n}`)
  await desk.db.tx({ shops: [shop] }, (tx) => haveTalk(tx, shop, { conversationId: 7 }, annaId))
  await order()
})

const order = (change: object = {}) =>
  takeOrders(desk.deps, shop, [{ ...anOrder(), at: desk.time.now, ...change }], {
    source: 'platform',
    personId: null,
  })
const at = (path = '') => `/api/shops/${shop}/tasks${path}`
const wish = {
  kind: 'change',
  orderId: anOrder().id,
  conversationId: 7,
  words: '换 L',
  change: aTask().change,
}
const add = (by: Asking, body: object = wish) => by(at(), { method: 'POST', body })
const move = (by: Asking, id: number, body: object) => by(at(`/${id}`), { method: 'POST', body })
const says = (author: 'buyer' | 'agent', text: string, kind = 'text') =>
  desk.db.tx({ shops: [shop] }, (tx) =>
    haveMessage(tx, shop, { conversationId: 7, author, text, at: desk.time.now, personId: annaId, kind }),
  )
const consented = (messageId: number) =>
  desk.db.tx({ shops: [shop] }, (tx) =>
    sql`update conversation set assistant = ${JSON.stringify({ greeted: true, heldFor: null, consent: messageId })}::json
      where shop_id = ${shop} and conversation_id = 7`.execute(tx),
  )
const commands = () =>
  desk.db.tx(
    { shops: [shop] },
    async (tx) =>
      (
        await sql<{ command: unknown; task_id: number }>`select command, task_id from order_command
      where shop_id = ${shop} order by command_id`.execute(tx)
      ).rows,
  )
const ofOrder = async (by: Asking, id: string) => (await by(`/api/shops/${shop}/orders/${id}/tasks`)).body
const steps = async (id: number) =>
  (await anna(at(`/${id}`))).body.steps.map(({ what }: { what: string }) => what)

describe('a change of an order', () => {
  test('[TSK-4] [TSK-5] [TSK-6] asked, confirmed, done: its commands are wanted with it', async () => {
    const { body: task } = await add(anna)
    expect(task).toMatchObject({
      state: 'open',
      team: 'order-change',
      buyerName: '买家7',
      dueAt: desk.time.now + 30 * MINUTE,
    })
    const asked = await says('agent', '请核对')
    expect((await move(anna, task.id, { do: 'done' })).body.error).toMatchObject({
      code: 'task-refused',
      detail: { why: 'not-confirmed' },
    })
    expect((await move(anna, task.id, { do: 'ask', messageId: asked })).body.state).toBe('asking')
    // Not one's own words, not what the buyer said before.
    expect(
      (await move(anna, task.id, { do: 'confirm', messageId: asked, yes: true })).body.error.detail.why,
    ).toBe('not-the-buyers')
    const yes = await says('buyer', '确认')
    expect((await move(anna, task.id, { do: 'confirm', messageId: yes, yes: true })).body).toMatchObject({
      state: 'open',
      confirmed: { messageId: yes },
    })
    expect((await move(anna, task.id, { do: 'done' })).body).toMatchObject({ state: 'done', broken: false })
    expect(await commands()).toEqual([
      {
        task_id: task.id,
        command: { do: 'sku', line: 'L1', sku: '雾蓝-L', options: { 颜色: '雾蓝', 尺码: 'L' } },
      },
    ])
    expect(await steps(task.id)).toEqual(['made', 'asked', 'confirmed', 'done'])
    const events = desk.published.filter((one) => one.shopId === shop && one.kind === 'task')
    expect(events.map(({ data }) => (data as { what: string }).what)).toEqual([
      'made',
      'asked',
      'confirmed',
      'done',
    ])
    expect(events[0]?.data).toMatchObject({ shopId: shop, taskId: task.id, buyerId: 7, conversationId: 7 })
    const audit = (await audited(desk.db, [shop])).map(({ what }) => what)
    expect(audit).toEqual(
      expect.arrayContaining(['task.made', 'task.asked', 'task.confirmed', 'task.done', 'order.command']),
    )
    expect((await move(anna, task.id, { do: 'note', text: 'x' })).body.error.detail.why).toBe('over')
  })

  test('[TSK-6] shipped meanwhile: refused, nothing is wanted, the task stays open', async () => {
    const { body: task } = await add(anna)
    const asked = await says('agent', '请核对')
    await move(anna, task.id, { do: 'ask', messageId: asked })
    await move(anna, task.id, { do: 'confirm', messageId: await says('buyer', '对'), yes: true })
    await order({ at: desk.time.now + 1, status: 'shipped' })
    expect((await move(anna, task.id, { do: 'done' })).body.error.detail.why).toBe('shipped')
    expect(await commands()).toEqual([])
    expect((await move(anna, task.id, { do: 'impossible', why: '已发货' })).body.state).toBe('impossible')
    expect((await add(anna)).body.error).toMatchObject({ code: 'task-refused', detail: { why: 'shipped' } })
  })

  test('a new address is shown masked, and kept where it is sent back so', async () => {
    const address = { name: '张小三', phone: '13912345678', detail: '长河路 88 号' }
    const { body: task } = await add(anna, { ...wish, change: { lines: [], address, remark: null } })
    expect(JSON.stringify(task)).not.toContain('13912345678')
    const seen = { ...task.change, address: { ...task.change.address, detail: '长河路 99 号' } }
    await move(anna, task.id, { do: 'change', change: seen })
    await move(anna, task.id, { do: 'ask', messageId: await says('agent', '请核对') })
    await move(anna, task.id, { do: 'confirm', messageId: await says('buyer', '对'), yes: true })
    await move(anna, task.id, { do: 'done' })
    expect((await commands())[0]?.command).toEqual({
      do: 'address',
      address: { ...address, detail: '长河路 99 号' },
    })
    expect(JSON.stringify((await anna(at(`/${task.id}`))).body)).not.toContain('13912345678')
  })

  test('[TSK-14] an order has its tasks with it, open ones first, its address masked', async () => {
    const address = { name: '张小三', phone: '13912345678', detail: '长河路 88 号' }
    const { body: over } = await add(anna)
    await move(anna, over.id, { do: 'withdraw', why: '不换了' })
    const { body: open } = await add(anna, { ...wish, change: { lines: [], address, remark: null } })
    const { tasks } = await ofOrder(anna, wish.orderId)
    expect(tasks.map(({ id }: { id: number }) => id)).toEqual([open.id, over.id])
    expect(JSON.stringify(tasks)).not.toContain('13912345678')
    expect((await ofOrder(anna, 'another')).error).toMatchObject({
      code: 'not-found',
      detail: { orderId: 'another' },
    })
  })

  test('of one message once', async () => {
    const messageId = await says('buyer', '换成L码')
    const { body: first } = await add(anna, { ...wish, messageId })
    const { body: again } = await add(ben, { ...wish, messageId })
    expect(again.id).toBe(first.id)
    expect((await add(anna, { ...wish, messageId: 99_999 })).status).toBe(404)
  })
})

describe('a case after the sale', () => {
  test('[TSK-7] a refund is not refused without the buyer’s consent', async () => {
    const { body: task } = await add(ben, {
      ...{ kind: 'refund', orderId: anOrder().id, conversationId: 7, words: '破损' },
      case: { lines: ['L1'], fen: 8900, reason: '破损', pictures: [] },
    })
    expect(task).toMatchObject({ team: 'after-sales', dueAt: desk.time.now + 24 * HOUR })
    expect((await move(ben, task.id, { do: 'impossible', why: '人为' })).body.error.detail.why).toBe(
      'consent',
    )
    await consented(await says('buyer', '那算了，不退了'))
    expect((await move(ben, task.id, { do: 'impossible', why: '人为' })).body.state).toBe('impossible')
  })

  test('[TSK-40] no more is given back than was paid', async () => {
    const wish = { kind: 'refund', orderId: anOrder().id, conversationId: 7, words: '' }
    const facts = { lines: [], reason: '', pictures: [] }
    const refused = await add(ben, { ...wish, case: { ...facts, fen: 9_999_900 } })
    expect(refused.status).toBe(409)
    expect(refused.body.error.detail.why).toBe('too-much')
  })

  test('[TSK-2] [TSK-3] taken, given, kept from colleagues', async () => {
    const { body: task } = await add(ben, {
      kind: 'missing',
      orderId: null,
      conversationId: 7,
      words: '少一件',
    })
    await move(ben, task.id, { do: 'take' })
    expect((await move(anna, task.id, { do: 'take' })).body.error.detail.why).toBe('colleagues')
    expect((await move(chief, task.id, { do: 'give', to: annaId, team: null })).body.owner).toBe(annaId)
    expect((await move(anna, task.id, { do: 'give', to: 99_999, team: null })).body.error.code).toBe(
      'not-a-member',
    )
    expect((await move(anna, task.id, { do: 'give', to: null, team: 'nowhere' })).status).toBe(404)
    expect((await anna(at('?view=mine'))).body).toMatchObject({
      tasks: [{ id: task.id }],
      counts: { open: 1, mine: 1, late: 0 },
    })
    expect((await ben(at('?view=mine'))).body.tasks).toEqual([])
  })
})

describe('clocks', () => {
  test('[TSK-12] warned and broken at their own times, once, whenever the job runs; on two processes too', async () => {
    const due = desk.time.now + 2 * HOUR
    const { body: task } = await add(ben, {
      kind: 'promise',
      orderId: null,
      conversationId: 7,
      words: '回电',
      dueAt: due,
    })
    expect(task).toMatchObject({ owner: benId, warnAt: due - 30 * MINUTE })
    const other = openDb(desk.connection, { poolSize: 2 })
    const look = () =>
      Promise.all([desk.deps, { ...desk.deps, db: other }].map((deps) => lookAtClocks(deps, shop)))
    try {
      expect(await look()).toEqual([0, 0])
      desk.time.now = due - 10 * MINUTE
      expect((await look()).reduce((a, b) => a + b)).toBe(1)
      // Hours late, as after a night without a process.
      desk.time.now = due + 3 * HOUR
      expect((await look()).reduce((a, b) => a + b)).toBe(1)
      expect(await look()).toEqual([0, 0])
    } finally {
      await other.close()
    }
    expect(await steps(task.id)).toEqual(['made', 'warned', 'broken'])
    const { body } = await ben(at('?view=late'))
    expect(body.tasks[0]).toMatchObject({ id: task.id, broken: true, brokenAt: due, warned: true })
    expect(body.counts).toMatchObject({ late: 1, mineLate: 1 })
    // Late, a colleague keeps it; it stays broken.
    expect((await move(anna, task.id, { do: 'take' })).body.owner).toBe(annaId)
    expect((await move(anna, task.id, { do: 'withdraw', why: 'x' })).body.error.detail.why).toBe('late')
    expect((await move(anna, task.id, { do: 'done' })).body).toMatchObject({
      state: 'done',
      broken: true,
      brokenAt: due,
    })
    const { body: kept } = await chief(`/api/shops/${shop}/tasks-kept?days=1`)
    expect(kept.people).toEqual([
      { personId: annaId, kept: 0, broken: 1, openLate: 0, medianMs: 3 * HOUR, worstMs: 3 * HOUR },
    ])
    expect((await chief(at('?view=broken'))).body.tasks.map(({ id }: { id: number }) => id)).toEqual([
      task.id,
    ])
  })

  test('[TSK-12] what nobody looked at is broken all the same when somebody acts', async () => {
    const due = desk.time.now + HOUR
    const { body: task } = await add(ben, {
      kind: 'follow-up',
      orderId: null,
      conversationId: 7,
      words: '回访',
      dueAt: due,
    })
    desk.time.now = due + MINUTE
    const { body } = await move(ben, task.id, { do: 'move-due', dueAt: due + HOUR, why: '买家改时间' })
    expect(body).toMatchObject({ broken: true, brokenAt: due, dueAt: due + HOUR })
    expect(await steps(task.id)).toEqual(['made', 'broken', 'due-moved'])
  })
})

describe('[TSK-37] promises in what agents send', () => {
  const promises = async () => (await chief(at('?kind=promise'))).body.tasks

  test('make a task each, once, on two processes', async () => {
    await says('buyer', '今天给我退款')
    const messageId = await says('agent', '好的亲，24小时内给您退款')
    await says('agent', '您今天方便吗？')
    await says('agent', '明天给他回电', 'note')
    const other = openDb(desk.connection, { poolSize: 2 })
    try {
      const both = [desk.deps, { ...desk.deps, db: other }]
      const made = (await Promise.all(both.map((deps) => readPromises(deps, shop)))).reduce((a, b) => a + b)
      expect(made).toBe(1)
      expect(await readPromises(desk.deps, shop)).toBe(0)
    } finally {
      await other.close()
    }
    expect(await promises()).toMatchObject([
      {
        messageId,
        owner: annaId,
        promised: 'refund',
        words: '24小时内给您退款',
        dueAt: desk.time.now + 24 * HOUR,
        buyerId: 7,
      },
    ])
  })

  test('are not read twice even where the place was lost', async () => {
    await says('agent', '明天中午前给您回电')
    await readPromises(desk.deps, shop)
    await desk.db.tx({ shops: [shop] }, (tx) => sql`update task_reading set message_id = 0`.execute(tx))
    expect(await readPromises(desk.deps, shop)).toBe(0)
    expect(await promises()).toHaveLength(1)
  })

  test('are read soon after they were sent', async () => {
    const following = followPromises({ ...desk.deps, log: (m) => desk.faults.push(m) })
    await says('agent', '今天下班前给您发出')
    desk.deps.hub.publish([])
    const { append, lockShop } = await import('../../platform/events/log.ts')
    const logged = await desk.db.tx({ shops: [shop] }, async (tx) => {
      await lockShop(tx, shop)
      const data = { conversation: {}, messages: [{ author: 'agent', kind: 'text' }] }
      return append(tx, shop, [{ kind: 'conversation', data }], desk.time.now)
    })
    desk.deps.hub.publish(logged)
    await following.idle()
    await following.close()
    expect(await promises()).toHaveLength(1)
    expect(desk.faults).toEqual([])
  })

  test('are left alone where the shop does not want it, and where they are of history', async () => {
    const path = `/api/shops/${shop}/task-settings`
    const { body: settings } = await chief(path)
    expect((await chief(path, { method: 'PUT', body: { ...settings, readPromises: false } })).status).toBe(
      200,
    )
    await says('agent', '24小时内给您退款')
    await readPromises(desk.deps, shop)
    await chief(path, { method: 'PUT', body: settings })
    await says('agent', '24小时内给您退款')
    desk.time.now += 30 * HOUR
    await readPromises(desk.deps, shop)
    expect(await promises()).toEqual([])
  })
})

test('[TSK-10] times are the shop’s; a team it does not have is refused', async () => {
  const path = `/api/shops/${shop}/task-settings`
  const { body: settings } = await chief(path)
  const change = (kinds: object) => ({ ...settings, kinds: { ...settings.kinds, ...kinds } })
  const shorter = { change: { ...settings.kinds.change, minutes: 10, warn: 2 } }
  expect((await chief(path, { method: 'PUT', body: change(shorter) })).status).toBe(200)
  expect((await add(anna)).body.dueAt).toBe(desk.time.now + 10 * MINUTE)
  const nowhere = { change: { ...settings.kinds.change, team: 'nowhere' } }
  expect((await chief(path, { method: 'PUT', body: change(nowhere) })).status).toBe(404)
  expect((await anna(path, { method: 'PUT', body: settings })).status).toBe(403)
})
