import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rememberConfig } from '../../src/features/desk/config.ts'
import { handOver } from '../../src/features/desk/directing.ts'
import { lookAt } from '../../src/features/desk/dispatcher-round.ts'
import { recounting } from '../../src/features/desk/recount.ts'
import { defaultRouting } from '../../src/features/routing/domain/defaults.ts'
import type { RoutingSettings } from '../../src/features/routing/domain/settings.ts'
import { setBuyerAgent, setSeat } from '../../src/features/routing/seats.ts'
import { saveSettings, setState } from '../../src/features/shop/index.ts'
import { sql } from '../../src/platform/db/db.ts'
import { HOUR, MINUTE, SECOND } from '../../src/shared/time.ts'
import { type Floor, openFloor, type Process, type Somebody } from './stage.ts'

let floor: Floor
let desk: Process
/** Ten in the morning. */
const TEN = Date.parse('2026-11-11T02:00:00Z')
const time = { now: TEN }
let shop: number
let persons = 100
const by = { personId: 1, address: null }

beforeAll(async () => {
  floor = await openFloor({ now: () => time.now })
  desk = floor.process()
})
afterAll(() => floor.close())
beforeEach(async () => {
  time.now += 10 * MINUTE
  shop = await floor.shop()
})

/** Somebody new in the shop of the test; gives their number. */
const add = async (who: Omit<Somebody, 'personId'> = {}, shops = [shop]): Promise<number> => {
  persons += 1
  await floor.join(shops, { personId: persons, ...who })
  return persons
}
const owner = async (id: number, shopId = shop) => (await floor.conversation(shopId, id)).assignee
const close = (id: number, person: number, shopId = shop) =>
  desk.act(shopId, id, person, { do: 'close', unanswered: true })
const reply = (id: number, person: number) =>
  desk.act(shop, id, person, {
    do: 'reply',
    clientId: crypto.randomUUID(),
    text: '有的',
    picture: null,
    assist: false,
  })
const settle = async (change: Partial<RoutingSettings>) => {
  await floor.db.tx({ shops: [shop] }, async (tx) => {
    await saveSettings(tx, shop, 'routing', { ...defaultRouting('zh-CN'), ...change })
    await sql`update shop_log set config_version = config_version + 1 where shop_id = ${shop}`.execute(tx)
  })
}
/** Their browsers have not been heard of since some time ago. */
const vanish = (person: number, ago: number) =>
  floor.db.tx({ shops: [] }, async (tx) => {
    await sql`update presence set here = false, seen_at = to_timestamp(${(time.now - ago) / 1000}::float8)
      where person_id = ${person}`.execute(tx)
  })
const appear = (person: number) =>
  floor.db.tx({ shops: [] }, async (tx) => {
    await sql`update presence set here = true, seen_at = to_timestamp(${time.now / 1000}::float8)
      where person_id = ${person}`.execute(tx)
  })
const look = () => desk.dispatcher.round(shop)

describe('giving out', () => {
  test('[RTG-20 RTG-22] whoever has room gets the longest waiting, as many as fit', async () => {
    const first = await desk.receive(shop, 'a')
    time.now += SECOND
    const second = await desk.receive(shop, 'b')
    time.now += SECOND
    const third = await desk.receive(shop, 'c')
    expect([first, second, third].map((c) => c.queuedAt !== null)).toEqual([true, true, true])
    const anna = await add({ slots: 2 })
    expect(await look()).toBe(2)
    expect(await Promise.all([first, second, third].map(({ id }) => owner(id)))).toEqual([anna, anna, null])
    // RTG-7: full is full; a freed slot goes to the next.
    expect(await look()).toBe(0)
    await close(first.id, anna)
    expect(await look()).toBe(1)
    expect(await owner(third.id)).toBe(anna)
    const { messages } = await floor.db.tx({ shops: [shop] }, async (tx) => ({
      messages: (
        await sql<{ notice: string }>`select detail -> 'notice' ->> 'what' as notice from message
          where shop_id = ${shop} and conversation_id = ${third.id} and kind = 'notice' order by message_id`.execute(
          tx,
        )
      ).rows.map(({ notice }) => notice),
    }))
    expect(messages).toContain('assigned')
  })

  test.each([
    { says: 'on a break', who: { state: 'break' as const } },
    { says: 'finishing', who: { state: 'finishing' as const } },
    { says: 'offline', who: { state: 'offline' as const } },
    { says: 'away', who: { here: false } },
    { says: 'a viewer', who: { role: 'viewer' as const } },
    { says: 'full by their limit of all shops', who: { slots: 0 } },
    { says: 'full by their limit of this shop', who: { shopSlots: 0 } },
  ])('[RTG-6] nobody is given anything who is $says', async ({ who }) => {
    const { id } = await desk.receive(shop, 'a')
    await add(who)
    expect(await look()).toBe(0)
    expect((await floor.conversation(shop, id)).queuedAt).not.toBeNull()
  })

  test('[RTG-5 RTG-7] one limit holds over all shops of a person', async () => {
    const other = await floor.shop()
    const anna = await add({ slots: 2 }, [shop, other])
    const here = [await desk.receive(shop, 'a'), await desk.receive(shop, 'b')]
    const there = await desk.receive(other, 'c')
    expect(await look()).toBe(2)
    expect(await desk.dispatcher.round(other)).toBe(0)
    await close(here[0]?.id ?? 0, anna)
    expect(await desk.dispatcher.round(other)).toBe(1)
    expect(await owner(there.id, other)).toBe(anna)
  })

  test('[RTG-38] a raised limit lets the next ones in; a lowered one takes nothing away', async () => {
    const anna = await add({ slots: 1 })
    const talks = [await desk.receive(shop, 'a'), await desk.receive(shop, 'b')]
    expect(await look()).toBe(1)
    const told: unknown[] = []
    const stop = desk.hub.watch({ logged: (entries) => told.push(...entries.map(({ kind }) => kind)) })
    const member = await setSeat(desk.deps, by, shop, anna, { slots: 2 })
    stop()
    expect([member.slots, told]).toEqual([2, ['member']])
    expect(await look()).toBe(1)
    await setSeat(desk.deps, by, shop, anna, { slots: 1, shopSlots: 1 })
    expect(await look()).toBe(0)
    expect(await Promise.all(talks.map(({ id }) => owner(id)))).toEqual([anna, anna])
  })

  test('[RTG-11] who served this buyer gets them again, though others have less to do', async () => {
    const anna = await add()
    const talk = await desk.receive(shop, 'a')
    await look()
    await reply(talk.id, anna)
    await close(talk.id, anna)
    await add()
    await desk.receive(shop, 'b').then(({ id }) => desk.act(shop, id, anna, { do: 'claim' }))
    time.now += 5 * HOUR
    await appear(anna)
    const again = await desk.receive(shop, 'a')
    expect([again.id === talk.id, await look()]).toEqual([false, 1])
    expect(await owner(again.id)).toBe(anna)
  })

  test('[RTG-12] the buyer’s own agent gets them', async () => {
    await add()
    const named = await add()
    const talk = await desk.receive(shop, 'a')
    await desk.receive(shop, 'b').then(({ id }) => desk.act(shop, id, named, { do: 'claim' }))
    const buyer = await setBuyerAgent(desk.deps, by, shop, talk.buyerId, named)
    expect(buyer.agentId).toBe(named)
    await look()
    expect(await owner(talk.id)).toBe(named)
  })

  test('[RTG-27] switched off, nobody is given anything', async () => {
    await settle({ enabled: false })
    await add()
    await desk.receive(shop, 'a')
    expect(await look()).toBe(0)
  })

  test('[RTG-36] woken, it goes back to who put it away', async () => {
    const anna = await add()
    await add()
    const { id } = await desk.receive(shop, 'a')
    const clientId = randomUUID()
    await desk.act(shop, id, anna, { do: 'reply', clientId, text: '在的', picture: null, assist: false })
    await desk.act(shop, id, anna, { do: 'snooze', until: time.now + HOUR })
    await desk.receive(shop, 'b').then((c) => desk.act(shop, c.id, anna, { do: 'claim' }))
    const woken = await desk.receive(shop, 'a')
    expect([woken.assignee, woken.route?.prefer]).toEqual([null, anna])
    await look()
    expect(await owner(id)).toBe(anna)
  })

  test('[RTG-37] sent to a team, it does not come back to who sent it', async () => {
    const anna = await add()
    const bo = await add()
    const { id } = await desk.receive(shop, 'a')
    await desk.act(shop, id, anna, { do: 'claim' })
    // Bo has more to do, and gets it all the same.
    for (const buyer of ['b', 'c'])
      await desk.receive(shop, buyer).then((c) => desk.act(shop, c.id, bo, { do: 'claim' }))
    await desk.act(shop, id, anna, { do: 'transfer', team: 'after-sales', note: '' })
    await look()
    expect(await owner(id)).toBe(bo)
  })
})

describe('having it', () => {
  const served = async () => {
    const anna = await add()
    const { id } = await desk.receive(shop, 'a')
    await look()
    expect(await owner(id)).toBe(anna)
    // Not only just given to them.
    time.now += MINUTE
    return { anna, id }
  }

  test('[RTG-30] who has been away too long loses the buyers who wait', async () => {
    const { anna, id } = await served()
    await vanish(anna, 59 * SECOND)
    const bo = await add()
    expect([await look(), await owner(id)]).toEqual([0, anna])
    await vanish(anna, 60 * SECOND)
    expect(await look()).toBe(1)
    expect((await floor.conversation(shop, id)).queuedAt).not.toBeNull()
    expect([await look(), await owner(id)]).toEqual([1, bo])
  })

  test('[RTG-30 RTG-10] and gets them back if nobody else came first', async () => {
    const { anna, id } = await served()
    await vanish(anna, 2 * MINUTE)
    expect([await look(), await owner(id)]).toEqual([1, null])
    await appear(anna)
    expect([await look(), await owner(id)]).toEqual([1, anna])
  })

  test('[RTG-30] after the desk itself was gone, people are missed only once it has listened for as long', async () => {
    const { anna, id } = await served()
    await vanish(anna, HOUR)
    const config = rememberConfig(floor.db)
    const at = (listened: number) =>
      lookAt(floor.db, config, shop, false, time.now - listened, time.now).then(({ inputs, next }) => [
        inputs.map((input) => 'conversationId' in input && input.conversationId),
        next,
      ])
    expect(await at(59 * SECOND)).toEqual([[], time.now + SECOND])
    expect(await at(60 * SECOND)).toEqual([[id], null])
  })

  test('[RTG-30] who is offline and there keeps what they took themselves', async () => {
    const { anna, id } = await served()
    await floor.db.tx({ shops: [shop] }, async (tx) => {
      await sql`update membership set state = 'offline', state_at = to_timestamp(${(time.now - MINUTE) / 1000}::float8)
        where person_id = ${anna}`.execute(tx)
    })
    expect([await look(), await owner(id)]).toEqual([0, anna])
    await vanish(anna, 2 * MINUTE)
    expect([await look(), await owner(id)]).toEqual([1, null])
  })

  test('[RTG-30] given to somebody who is away, it waits for them for a while', async () => {
    const bo = await add()
    await vanish(bo, HOUR)
    const { anna } = await served()
    const { id } = await desk.receive(shop, 'b')
    await desk.act(shop, id, anna, { do: 'transfer', to: bo, note: '' })
    expect([await look(), await owner(id)]).toEqual([0, bo])
    time.now += MINUTE
    await appear(anna)
    await look()
    expect(await owner(id)).toBe(null)
  })

  test('[RTG-30] what was answered stays', async () => {
    const { anna, id } = await served()
    await reply(id, anna)
    await vanish(anna, HOUR)
    await add()
    expect([await look(), await owner(id)]).toEqual([0, anna])
  })

  test.each([
    { says: 'is removed', how: (p: number) => sql`delete from membership where person_id = ${p}` },
    {
      says: 'becomes a viewer',
      how: (p: number) => sql`update membership set role = 'viewer' where person_id = ${p}`,
    },
  ])('[RTG-32 RTG-39] who $says loses everything at once, answered or not', async ({ how }) => {
    const { anna, id } = await served()
    const answered = await desk.receive(shop, 'b')
    await look()
    await reply(answered.id, anna)
    const bo = await add()
    await floor.db.tx({ shops: [shop] }, async (tx) => {
      await how(anna).execute(tx)
    })
    expect(await desk.dispatcher.round(shop, true)).toBe(2)
    await look()
    expect([await owner(id), await owner(answered.id)]).toEqual([bo, null])
    const seat = (await floor.loads()).find(({ personId }) => personId === anna)
    expect(seat).toEqual({ personId: anna, counted: 0, taken: 0 })
  })

  test('[RTG-31 RTG-18] who leaves a buyer waiting keeps them until somebody else is there, and is not asked again', async () => {
    const { anna, id } = await served()
    time.now += 121 * SECOND
    await appear(anna)
    await desk.pipeline.submit({ shopId: shop, inputs: [{ what: 'due', conversationId: id }] })
    const moving = await floor.conversation(shop, id)
    expect([moving.assignee, moving.queuedAt !== null, moving.route?.passed]).toEqual([anna, true, [anna]])
    expect([await look(), await owner(id)]).toEqual([0, anna])
    const bo = await add()
    expect([await look(), await owner(id)]).toEqual([1, bo])
    expect((await floor.loads()).filter(({ counted, taken }) => counted !== taken)).toEqual([])
  })

  test('[RTG-34] who finishes goes offline with the last one', async () => {
    const { anna, id } = await served()
    const leaving = await setState(desk.deps, { personId: anna, shops: [shop] }, 'offline')
    expect(leaving.state).toBe('finishing')
    await desk.presence.sweep()
    const stateOf = async () =>
      (
        await floor.db.tx({ shops: [shop] }, (tx) =>
          sql<{ state: string }>`select state from membership where person_id = ${anna}`.execute(tx),
        )
      ).rows[0]?.state
    expect(await stateOf()).toBe('finishing')
    const gone = new Promise<void>((done) => {
      const stop = desk.hub.watch({
        logged(entries) {
          if (
            !entries.some(
              ({ kind, data }) => kind === 'member' && (data as { state: string }).state === 'offline',
            )
          )
            return
          stop()
          done()
        },
      })
    })
    await close(id, anna)
    await gone
    expect(await stateOf()).toBe('offline')
  })
})

describe('directing', () => {
  test('[RTG-38 RTG-39] everything of somebody goes into the queue, or to a colleague as far as they have room', async () => {
    const anna = await add({ slots: 9 })
    const bo = await add({ slots: 2, state: 'break' })
    const talks = []
    for (const buyer of ['a', 'b', 'c']) talks.push(await desk.receive(shop, buyer))
    await look()
    const deps = { ...desk.deps, pipeline: desk.pipeline }
    expect(await handOver(deps, by, shop, anna, bo)).toEqual({ moved: 2, kept: 1 })
    expect(await handOver(deps, by, shop, anna, 'queue')).toEqual({ moved: 1, kept: 0 })
    expect(await Promise.all(talks.map(({ id }) => owner(id)))).toEqual([bo, bo, null])
    await expect(handOver(deps, by, shop, anna, anna)).rejects.toMatchObject({ code: 'same-person' })
    await expect(handOver(deps, by, shop, anna, 99_999)).rejects.toMatchObject({ code: 'not-a-member' })
  })

  test('[RTG-7] a count that was moved by hand is set right, and told', async () => {
    const anna = await add({ slots: 1 })
    await desk.receive(shop, 'a')
    await look()
    await floor.db.tx({ shops: [shop] }, async (tx) => {
      await sql`update seat set load = 5 where person_id = ${anna}`.execute(tx)
      await sql`update membership set load = 0 where person_id = ${anna}`.execute(tx)
    })
    const told: unknown[] = []
    const job = recounting(floor.db, (correction) => told.push(correction)).recount_slots
    await job?.run()
    expect(told).toEqual([{ personId: anna, was: 5, is: 1 }])
    await job?.run()
    expect(told).toHaveLength(1)
  })
})
