import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultRouting } from '../../src/features/routing/domain/defaults.ts'
import { saveSettings } from '../../src/features/shop/index.ts'
import { sql } from '../../src/platform/db/db.ts'
import { MINUTE } from '../../src/shared/time.ts'
import { openFloor } from './stage.ts'

const time = { now: Date.parse('2026-11-11T02:00:00Z') }
let floor: Awaited<ReturnType<typeof openFloor>>
beforeAll(async () => {
  floor = await openFloor({ now: () => time.now })
})
afterAll(() => floor.close())

test('[RTG-7] with routing off, what comes back to a full owner by itself is never refused a buyer', async () => {
  const desk = floor.process()
  const shop = await floor.shop()
  await floor.join([shop], { personId: 101, slots: 1 })
  await floor.db.tx({ shops: [shop] }, async (tx) => {
    await saveSettings(tx, shop, 'routing', { ...defaultRouting('zh-CN'), enabled: false })
    await sql`update shop_log set config_version = config_version + 1 where shop_id = ${shop}`.execute(tx)
  })
  const clientId = '7b0c1b3e-4c9e-4a51-9d7e-0a2f1f0c2d11'
  const first = await desk.receive(shop, 'a')
  await desk.act(shop, first.id, 101, { do: 'reply', clientId, text: '在的', picture: null, assist: false })
  await desk.act(shop, first.id, 101, { do: 'snooze', until: time.now + MINUTE })
  const second = await desk.receive(shop, 'b')
  await desk.act(shop, second.id, 101, { do: 'claim' })
  time.now += 2 * MINUTE
  const woken = await desk.pipeline.submit({
    shopId: shop,
    inputs: [{ what: 'due', conversationId: first.id }],
  })
  expect(woken).toMatchObject({ outcomes: [{ ok: true, conversation: { status: 'open', assignee: 101 } }] })
  expect(await desk.receive(shop, 'a')).toMatchObject({ id: first.id, assignee: 101 })
  // What is claimed is still held to the limit.
  const third = await desk.receive(shop, 'c')
  expect(await desk.act(shop, third.id, 101, { do: 'claim' })).toMatchObject({
    outcomes: [{ ok: false, why: 'limit-reached' }],
  })
})
