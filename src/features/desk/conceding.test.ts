import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { MINUTE } from '../../shared/time.ts'
import { defaultPolicy } from '../bargaining/domain/policy.ts'
import { bargainingRoutes } from '../bargaining/index.ts'
import type { Conversation } from '../conversation/domain.ts'
import { haveTalk } from '../guard/testing.ts'
import { openAdministration } from '../shop/testing.ts'
import type { Batch } from './batch.ts'
import { concedingRoutes, takingBack } from './conceding.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>
let desk: Desk
let shopId = 0
let talks = 0
let agent: { personId: number; ask: As }
let other: { personId: number; ask: As }
let chief: As
const submitted: Batch[] = []
/** Whoever claims has as many conversations as they may. */
let full = false
const around = { phase: 'spot' as 'spot' | 'deposit', basketFen: 30_000 as number | null }

/** A conversation whose buyer has pressed and heard so many answers of value. */
const talk = async (assignee: number | null, bargain: object | null = { asked: 3, values: 2 }) => {
  const conversationId = ++talks
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    await haveTalk(tx, shopId, { conversationId }, assignee)
    if (bargain)
      await sql`update conversation set assistant = ${JSON.stringify({ greeted: true, heldFor: null, bargain })}::json
        where shop_id = ${shopId} and conversation_id = ${conversationId}`.execute(tx)
  })
  return conversationId
}
const path = (id: number, what: string) => `/api/shops/${shopId}/conversations/${id}/${what}`
const budget = async () => (await chief(`/api/shops/${shopId}/bargaining`)).body.budget

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    const pipeline = {
      async submit(batch: Batch) {
        submitted.push(batch)
        if (full)
          return {
            replayed: false as const,
            outcomes: [{ ok: false as const, why: 'limit-reached' as const }],
          }
        return { replayed: true as const }
      },
    }
    bargainingRoutes(app, { ...deps, takenBack: takingBack(pipeline) })
    concedingRoutes(app, {
      ...{ ...deps, pipeline },
      around: async (_: number, __: Conversation) => around,
    })
  })
  shopId = (await desk.shop('甲')).id
  const a = await desk.person(shopId, 'anna', 'agent')
  const b = await desk.person(shopId, 'ben', 'agent')
  await desk.person(shopId, 'chief', 'supervisor')
  agent = { personId: a.personId, ask: await desk.as('anna') }
  other = { personId: b.personId, ask: await desk.as('ben') }
  chief = await desk.as('chief')
})
afterAll(() => desk.close())
beforeEach(async () => {
  Object.assign(around, { phase: 'spot', basketFen: 30_000 })
  submitted.length = 0
  desk.time.now += 24 * 60 * MINUTE
  const policy = { ...defaultPolicy(), budget: { fen: 1500, per: 'day' } }
  expect((await chief(`/api/shops/${shopId}/bargaining`, { method: 'PUT', body: policy })).status).toBe(200)
})

describe('[BGN-6] giving something', () => {
  test('is held against the budget, told to the conversation, and said with its end', async () => {
    const id = await talk(agent.personId)
    expect((await agent.ask(path(id, 'bargaining'))).body.next.move).toMatchObject({
      do: 'give',
      mostFen: 1000,
    })
    const { body } = await agent.ask(path(id, 'concessions'), { body: { fen: 800 } })
    expect(body.says.zh).toContain('立减8元')
    expect(body.concession).toMatchObject({ state: 'open', fen: 800, basketFen: 30_000, phase: 'spot' })
    const { id: given, until } = body.concession
    expect(until).toBe(desk.time.now + 30 * MINUTE)
    expect(submitted).toEqual([
      {
        shopId,
        inputs: [
          {
            ...{ what: 'conceded', conversationId: id, by: agent.personId },
            given: { id: given, fen: 800, gift: null, until },
          },
        ],
      },
    ])
    expect(await budget()).toEqual({ fen: 1500, spentFen: 0, heldFen: 800, leftFen: 700 })
  })

  test('returns to the budget when it is not paid in time, and does not when it is', async () => {
    const id = await talk(agent.personId)
    const { body } = await agent.ask(path(id, 'concessions'), { body: { fen: 800 } })
    const of = `/api/shops/${shopId}/concessions`
    desk.time.now += 30 * MINUTE
    expect(await budget()).toMatchObject({ leftFen: 1500 })
    expect((await agent.ask(of)).body.concessions[0]).toMatchObject({
      state: 'lapsed',
      buyerName: `买家${id}`,
    })
    await agent.ask(`${of}/${body.concession.id}`, { body: { state: 'paid' } })
    expect(await budget()).toMatchObject({ spentFen: 800, leftFen: 700 })
    const again = await agent.ask(`${of}/${body.concession.id}`, { body: { state: 'withdrawn' } })
    expect(again.body.error.code).toBe('already-settled')
  })

  test('taken back, it is back in the budget, its conversation hears of it, and something else may be given', async () => {
    const id = await talk(agent.personId)
    const { body } = await agent.ask(path(id, 'concessions'), { body: { fen: 800 } })
    const of = `/api/shops/${shopId}/concessions/${body.concession.id}`
    expect((await agent.ask(of, { body: { state: 'withdrawn' } })).status).toBe(200)
    expect(await budget()).toMatchObject({ leftFen: 1500 })
    expect(submitted.at(-1)).toEqual({
      shopId,
      inputs: [{ what: 'taken-back', conversationId: id, concessionId: body.concession.id }],
    })
    expect((await agent.ask(path(id, 'concessions'), { body: { fen: 500 } })).status).toBe(200)
  })

  test('of two people who give away the last of the budget at once, one is refused', async () => {
    const [mine, theirs] = [await talk(agent.personId), await talk(other.personId)]
    const answers = await Promise.all([
      agent.ask(path(mine, 'concessions'), { body: { fen: 1000 } }),
      other.ask(path(theirs, 'concessions'), { body: { fen: 1000 } }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await budget()).toMatchObject({ heldFen: 1000, leftFen: 500 })
  })

  test.each<[string, object | null, object, object, object]>([
    ['before two answers of value', { asked: 1, values: 1 }, {}, { fen: 100 }, { why: 'value' }],
    [
      'in a phase that gives nothing',
      { asked: 3, values: 2 },
      { phase: 'deposit' },
      { fen: 100 },
      { why: 'phase' },
    ],
    [
      'for a basket nobody knows',
      { asked: 3, values: 2 },
      { basketFen: null },
      { fen: 100 },
      { why: 'basket' },
    ],
    ['more than one may', { asked: 3, values: 2 }, {}, { fen: 1100 }, { why: 'too-much', mostFen: 1000 }],
    ['a gift there is not', { asked: 3, values: 2 }, {}, { gift: 'car' }, { why: 'gift' }],
  ])('is refused %s', async (_, bargain, change, what, detail) => {
    Object.assign(around, change)
    const id = await talk(agent.personId, bargain)
    const { body } = await agent.ask(path(id, 'concessions'), { body: what })
    expect(body.error).toEqual({ code: 'concession-refused', detail })
    expect(await budget()).toMatchObject({ leftFen: 1500 })
  })

  test('takes a conversation that nobody has, and gives nothing where that is refused', async () => {
    const id = await talk(null)
    full = true
    const { body } = await agent.ask(path(id, 'concessions'), { body: { fen: 100 } })
    full = false
    expect(body.error.code).toBe('limit-reached')
    expect(await budget()).toMatchObject({ leftFen: 1500 })
    submitted.length = 0
    expect((await agent.ask(path(id, 'concessions'), { body: { fen: 100 } })).status).toBe(200)
    expect(submitted.flatMap(({ inputs }) => inputs.map(({ what }) => what))).toEqual(['command', 'conceded'])
  })

  test('is refused a second time in a conversation, and in one that a colleague has', async () => {
    const id = await talk(agent.personId)
    await agent.ask(path(id, 'concessions'), { body: { fen: 100 } })
    const again = await agent.ask(path(id, 'concessions'), { body: { fen: 100 } })
    expect(again.body.error.detail).toEqual({ why: 'given-before' })
    const theirs = await talk(other.personId)
    const { body } = await agent.ask(path(theirs, 'concessions'), { body: { fen: 100 } })
    expect(body.error.code).toBe('already-claimed')
  })
})

test('nobody bargains: nothing is next', async () => {
  const id = await talk(agent.personId, null)
  expect((await agent.ask(path(id, 'bargaining'))).body).toEqual({ next: null })
})

test('[BGN-7] a policy that could not be said is refused with its place', async () => {
  const policy = { ...defaultPolicy(), offer: { zh: '给您优惠', en: '' } }
  const { body } = await chief(`/api/shops/${shopId}/bargaining`, { method: 'PUT', body: policy })
  expect(body.error.code).toBe('malformed')
  expect(JSON.stringify(body.error.detail)).toContain('offer')
})
