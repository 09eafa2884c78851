import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockRoutes } from '../clock/index.ts'
import { clockSettings, setClockSettings } from '../clock/service.ts'
import { conversationStore } from '../conversation/index.ts'
import { openAdministration } from '../shop/testing.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'
import { followSettings } from './renewal.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let pipeline: Pipeline
beforeAll(async () => {
  desk = await openAdministration(clockRoutes)
  const { connection, db, deps, faults } = desk
  pipeline = createPipeline({
    connection,
    db,
    clock: deps.clock,
    hub: deps.hub,
    log: (_message, error) => faults.push(error),
  })
})
afterAll(async () => {
  await pipeline.close()
  await desk.close()
})

test('[CLK-65] a change of settings moves the moments of conversations that are open', async () => {
  const { db, deps, faults, time } = desk
  const shop = await desk.shop('小铺', { platform: 'douyin' })
  const following = followSettings({
    db,
    hub: deps.hub,
    pipeline,
    log: (_message, error) => faults.push(error),
  })
  const said = await pipeline.receive({
    shopId: shop.id,
    inbound: [
      {
        channelId: 1,
        buyer: { externalId: 'b1', name: '小雨', verified: false },
        message: {
          externalId: 'm1',
          kind: 'text',
          text: '在吗',
          picture: null,
          size: null,
          sentAt: time.now,
        },
      },
    ],
  })
  const id = said.replayed ? 0 : (said.outcomes[0]?.conversationId ?? 0)
  const dueAt = async () =>
    (await db.tx({ shops: [shop.id] }, (tx) => conversationStore.conversationById(tx, shop.id, id)))?.dueAt
  const before = await dueAt()
  const by = { personId: null, address: null }
  const { settings } = await clockSettings(deps, shop.id)
  const moved = new Promise<void>((go) => {
    deps.hub.watch({ logged: (entries) => entries.some((e) => e.kind === 'conversation') && go() })
  })
  await setClockSettings(deps, by, shop.id, { ...settings, steps: [{ at: 0.05, do: 'supervisor' }] })
  await moved
  await following.close()
  expect(before).toBeGreaterThan(time.now + 6000)
  expect(await dueAt()).toBe(time.now + 6000) // of the two minutes of a first answer
  expect(faults).toEqual([])
})
