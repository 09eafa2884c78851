import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ConversationEvent } from '../../src/features/conversation/domain.ts'
import { createDispatcher, type Dispatcher } from '../../src/features/desk/dispatcher.ts'
import { defaultRouting } from '../../src/features/routing/domain/defaults.ts'
import { saveSettings, setState } from '../../src/features/shop/index.ts'
import type { Db } from '../../src/platform/db/db.ts'
import { moment, sql } from '../../src/platform/db/db.ts'
import { HOUR, SECOND } from '../../src/shared/time.ts'
import { type Floor, openFloor, type Process } from './stage.ts'

/** Far less than the sweeps take (1 s, 3 s, and 5 s where a look was in vain), far more than a look (some 50 ms). */
const AT_ONCE = 900

let floor: Floor
let desk: Process
let here: number
let there: number
let persons = 500
const time = { now: Date.parse('2026-11-11T02:00:00Z') }

beforeAll(async () => {
  floor = await openFloor({ now: () => time.now })
  desk = floor.process()
})
afterAll(() => floor.close())
let dispatcher: Dispatcher
/** Transactions in these shops' scope: looks, of what is the dispatcher's own. */
let looks: number[] = []
beforeEach(async () => {
  here = await floor.shop()
  there = await floor.shop()
  const db: Db = {
    ...floor.db,
    tx(scope, work) {
      if (scope.shops.length === 1) looks.push(...scope.shops)
      return floor.db.tx(scope, work)
    },
  }
  dispatcher = createDispatcher({ ...desk.deps, db, pipeline: desk.pipeline })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await dispatcher.close()
  expect(desk.faults).toEqual([])
})

const join = async (shops: number[], who: Partial<Parameters<Floor['join']>[1]> = {}) => {
  persons += 1
  await floor.join(shops, { personId: persons, ...who })
  return persons
}
/** Resolves when a conversation is with somebody: how long that took, ms. */
const given = (shopId: number, id: number, person: number): Promise<number> => {
  const since = performance.now()
  return new Promise((done) => {
    const stop = desk.hub.watch({
      logged(entries) {
        const found = entries.some(
          (e) =>
            e.shopId === shopId &&
            e.kind === 'conversation' &&
            (e.data as ConversationEvent).conversation.id === id &&
            (e.data as ConversationEvent).conversation.assignee === person,
        )
        if (!found) return
        stop()
        done(performance.now() - since)
      },
    })
  })
}

/** Looks at a shop that are begun by now have been counted when this resolves. */
const begunLooks = async () => {
  for (let i = 0; i < 20; i++) await floor.db.everyShop()
}
/** Resolves when the news so far has led to all the looks it leads to. */
const still = async () => {
  for (let seen = -1; seen !== looks.length; await begunLooks()) seen = looks.length
}

test.each([
  {
    says: 'a supervisor sends it to a colleague',
    free: async (id: number, chief: number, colleague: number) =>
      void (await desk.act(here, id, chief, { do: 'transfer', to: colleague, note: '' }, true)),
  },
  {
    says: 'a supervisor sends it to a team',
    free: async (id: number, chief: number) =>
      void (await desk.act(here, id, chief, { do: 'transfer', team: 'after-sales', note: '' }, true)),
  },
  {
    says: 'a supervisor ends it',
    free: async (id: number, chief: number) =>
      void (await desk.act(here, id, chief, { do: 'close', unanswered: true }, true)),
  },
  {
    says: 'a colleague claims what was offered',
    free: async (id: number, _: number, colleague: number) => {
      await floor.db.tx({ shops: [here] }, async (tx) => {
        await sql`update conversation set route = jsonb_set(route::jsonb, '{offered}', 'true')::json
          where conversation_id = ${id}`.execute(tx)
      })
      const fresh = floor.process()
      await fresh.act(here, id, colleague, { do: 'claim' })
    },
  },
  {
    says: 'it is given to somebody else while it is being moved',
    free: async (id: number, _: number, colleague: number) => {
      await floor.db.tx({ shops: [here] }, async (tx) => {
        await sql`update conversation set queued_at = now() where conversation_id = ${id}`.execute(tx)
      })
      const fresh = floor.process()
      const why = { rule: 'load' as const, team: 'pre-sales', load: 0, limit: 5, waited: 0, ring: 0 }
      await fresh.pipeline.submit({
        shopId: here,
        inputs: [{ what: 'assigned', conversationId: id, to: colleague, why }],
      })
    },
  },
])('[RTG-22] a slot is given out at once in the owner’s other shop when $says', async ({ free }) => {
  const anna = await join([here, there], { slots: 1 })
  const colleague = await join([here], { slots: 5 })
  const chief = await join([here], { role: 'supervisor', state: 'offline' })
  const first = await desk.receive(here, `a${anna}`)
  await desk.act(here, first.id, anna, { do: 'claim' })
  const second = await desk.receive(there, `b${anna}`)
  // It is known there that everybody is full.
  expect(await dispatcher.round(there)).toBe(0)
  dispatcher.start()
  const next = given(there, second.id, anna)
  await free(first.id, chief, colleague)
  expect(await next).toBeLessThan(AT_ONCE)
})

test('[RTG-34] who finishes goes at once when a supervisor sends their last one on', async () => {
  const anna = await join([here])
  const bo = await join([here], { state: 'break' })
  const { id } = await desk.receive(here, 'a')
  await desk.act(here, id, anna, { do: 'claim' })
  await setState(desk.deps, { personId: anna, shops: [here] }, 'offline')
  const since = performance.now()
  const gone = new Promise<number>((done) => {
    const stop = desk.hub.watch({
      logged(entries) {
        const left = entries.some(({ kind, data }) => {
          const { personId, state } = data as { personId: number; state: string }
          return kind === 'member' && personId === anna && state === 'offline'
        })
        if (!left) return
        stop()
        done(performance.now() - since)
      },
    })
  })
  await desk.act(here, id, bo, { do: 'transfer', to: bo, note: '' }, true)
  expect(await gone).toBeLessThan(AT_ONCE)
})

test('[RTG-22] the sweep finds room of which there was no news, though it has just looked in vain', async () => {
  const anna = await join([here], { slots: 1 })
  const bo = await join([here], { slots: 5, teams: [] })
  const first = await desk.receive(here, 'a')
  await desk.act(here, first.id, anna, { do: 'claim' })
  const second = await desk.receive(here, 'b')
  // Bo has room and is of no team that could take it: the look is in vain.
  await dispatcher.sweep()
  expect(await dispatcher.round(here)).toBe(0)
  dispatcher.start()
  const next = given(here, second.id, anna)
  await floor.db.tx({ shops: [here] }, async (tx) => {
    await sql`update seat set slots = 2 where person_id = ${anna}`.execute(tx)
  })
  expect(bo).toBeGreaterThan(anna)
  await dispatcher.sweep()
  expect(await next).toBeLessThan(AT_ONCE)
})

const goneSince = (person: number, ago: number) =>
  floor.db.tx({ shops: [] }, async (tx) => {
    await sql`update presence set here = false, seen_at = ${moment(time.now - ago)}
      where person_id = ${person}`.execute(tx)
  })
/** The sweeps of a night: between them as much time passes as makes them look again at what was in vain. Gives how many
 * looks there were since the night before: the dispatcher’s own sweep may have come first. */
let passed = 0
const night = async (sweeps: number) => {
  vi.restoreAllMocks()
  const real = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => real() + passed)
  for (let i = 0; i < sweeps; i++) {
    passed += 6 * SECOND
    await dispatcher.sweep()
    await still()
  }
  const counted = looks.filter((shop) => shop === here).length
  looks = []
  return counted
}

test('[RTG-30] what was answered costs nothing at night, though its clock remembers it', async () => {
  const anna = await join([here])
  const { id } = await desk.receive(here, 'a')
  await desk.act(here, id, anna, {
    ...{ do: 'reply', clientId: crypto.randomUUID(), text: '有的', picture: null, assist: false },
  })
  await goneSince(anna, 3 * HOUR)
  dispatcher.start()
  expect((await floor.conversation(here, id)).clock?.reached).toBe('person')
  expect(await night(5)).toBe(0)
})

test('[RTG-30] whose buyers nobody may move is looked at once, and again when something changes', async () => {
  await floor.db.tx({ shops: [here] }, async (tx) => {
    await saveSettings(tx, here, 'routing', { ...defaultRouting('zh-CN'), enabled: false })
    await sql`update shop_log set config_version = config_version + 1 where shop_id = ${here}`.execute(tx)
  })
  const anna = await join([here])
  const { id } = await desk.receive(here, 'a')
  await desk.act(here, id, anna, { do: 'claim' })
  await goneSince(anna, 3 * HOUR)
  dispatcher.start()
  // A look is one or two transactions.
  expect(await night(1)).toBeGreaterThan(0)
  expect(await night(4)).toBe(0)
  await desk.receive(here, 'a', { text: '还在吗' })
  await still()
  expect(await night(1)).toBeGreaterThan(0)
})
