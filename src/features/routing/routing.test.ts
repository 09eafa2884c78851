import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { moment, sql } from '../../platform/db/db.ts'
import { MINUTE } from '../../shared/time.ts'
import { shopRoutes } from '../shop/index.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import { defaultRouting } from './domain/defaults.ts'
import type { RoutingSettings } from './domain/settings.ts'
import { routingRoutes } from './routes.ts'

type Asking = Awaited<ReturnType<typeof desk.as>>
let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let chief: Asking
let agent: Asking
let ids: { owner: number; anna: number }

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    shopRoutes(app, deps)
    routingRoutes(app, deps)
  })
  const first = (await desk.shop('总店')).id
  ids = {
    owner: (await desk.person(first, 'owner', 'owner')).personId,
    anna: (await desk.person(first, 'anna', 'agent')).personId,
  }
  chief = await desk.as('owner')
  agent = await desk.as('anna')
})
afterAll(() => desk.close())
beforeEach(async () => {
  shop = (await desk.shop('小铺')).id
  // Nobody works anywhere else.
  await desk.db.tx(await desk.db.everyShop(), async (tx) => {
    await sql`delete from membership`.execute(tx)
  })
  await run(sql`insert into membership (shop_id, person_id, role) values
    (${shop}, ${ids.owner}, 'owner'), (${shop}, ${ids.anna}, 'agent')`)
  await run(sql`update seat set slots = 8`)
  for (const personId of Object.values(ids)) desk.auth.forget(personId)
  desk.published.length = 0
})

const run = (query: ReturnType<typeof sql>) =>
  desk.db.tx({ shops: [shop] }, async (tx) => {
    await query.execute(tx)
  })
/** A buyer with a conversation. */
const talk = (
  id: number,
  as: { assignee?: number; waiting?: number; queued?: number; team?: string; status?: string } = {},
) =>
  run(sql`with b as (insert into buyer (shop_id, buyer_id, channel_id, external_id, name, conversation_id)
      values (${shop}, ${id}, 1, ${`b${id}`}, ${`b${id}`}, ${id}))
    insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, assignee, waiting_since, last_at,
      last_text, last_author, last_message_id, opened_at, assistant, team, queued_at)
    values (${shop}, ${id}, ${id}, 1, ${as.status ?? 'open'}, ${as.assignee ?? null}, ${moment(as.waiting ?? null)},
      ${moment(desk.time.now)}, '', 'buyer', 1, ${moment(desk.time.now)}, '{"greeted":false,"heldFor":null}',
      ${as.team ?? null}, ${moment(as.queued ?? null)})`)
const put = (settings: unknown, by = chief) =>
  by(`/api/shops/${shop}/routing`, { method: 'PUT', body: settings })
/** For the teams a shop starts with, which are listed by their codes. */
const standard = (): RoutingSettings => {
  const s = defaultRouting('zh-CN')
  return { ...s, teams: s.teams.toSorted((a, b) => (a.code < b.code ? -1 : 1)) }
}
const settings = (change: (s: RoutingSettings) => Partial<RoutingSettings> = () => ({})): RoutingSettings => {
  const s = standard()
  return { ...s, ...change(s) }
}

describe('settings', () => {
  test('start as those of a shop of its kind, with what is probably not meant', async () => {
    const { status, body } = await agent(`/api/shops/${shop}/routing`)
    expect([status, body.settings]).toEqual([200, standard()])
    expect(body.warnings.map(({ code }: { code: string }) => code)).toContain('no-members')
  })

  test('[RTG-50] are refused whole, with every field that is wrong', async () => {
    const wrong = settings((s) => ({
      fallback: 'nobody',
      teams: s.teams.map((team, i) => (i === 1 ? { ...team, name: s.teams[0]?.name ?? '' } : team)),
    }))
    const { status, body } = await put(wrong)
    expect([status, body.error.code]).toEqual([400, 'malformed'])
    expect(body.error.detail.problems).toEqual([
      expect.objectContaining({ field: 'teams.1.name', code: 'same-name' }),
      expect.objectContaining({ field: 'fallback', code: 'unknown-team' }),
    ])
    expect((await chief(`/api/shops/${shop}/routing`)).body.settings).toEqual(standard())
  })

  test('the teams are the shop’s: renamed, added, given up with them, audited and told', async () => {
    const next = settings((s) => ({
      teams: [
        ...s.teams
          .filter(({ code }) => code !== 'bargaining')
          .map((t) => ({
            ...t,
            name: t.code === 'pre-sales' ? '导购' : t.name,
            overflow: t.overflow.map((r) => ({ ...r, teams: r.teams.filter((c) => c !== 'bargaining') })),
          }))
          .map((t) => ({ ...t, overflow: t.overflow.filter(({ teams }) => teams.length > 0) })),
        { code: 'live', name: '直播', hours: [], slots: 1, overflow: [] },
      ],
      intents: s.intents.filter(({ team }) => team !== 'bargaining'),
    }))
    expect((await put(next)).status).toBe(200)
    const { teams } = (await chief(`/api/shops/${shop}/members`)).body
    expect(teams).toEqual([
      { code: 'after-sales', name: '售后' },
      { code: 'live', name: '直播' },
      { code: 'order-change', name: '改单' },
      { code: 'pre-sales', name: '导购' },
    ])
    expect((await chief(`/api/shops/${shop}/routing`)).body.settings).toEqual(next)
    expect(desk.published.map(({ kind, data }) => [kind, data])).toEqual([
      ['settings', { shopId: shop, area: 'routing' }],
    ])
    const changed = (await audited(desk.db, [shop])).filter(({ what }) => what === 'routing.changed')
    expect(changed).toEqual([expect.objectContaining({ personId: ids.owner })])
    desk.published.length = 0
    expect((await put(next)).status).toBe(200)
    expect(desk.published).toEqual([])
  })

  test('a team that is in use is not given up, and it says by how many', async () => {
    await run(sql`update membership set teams = '{bargaining}' where person_id = ${ids.anna}`)
    await talk(1, { team: 'bargaining' })
    await talk(2, { team: 'bargaining' })
    const without = settings((s) => ({
      teams: s.teams.filter(({ code }) => code !== 'bargaining').map((t) => ({ ...t, overflow: [] })),
      intents: s.intents.filter(({ team }) => team !== 'bargaining'),
    }))
    const { status, body } = await put(without)
    expect(status).toBe(400)
    expect(body.error.detail.problems).toEqual([
      {
        field: 'teams',
        code: 'team-in-use',
        problem:
          'the team 议价 (bargaining) still has 1 member and 2 open conversations: move them to another team first',
        team: 'bargaining',
        members: 1,
        conversations: 2,
      },
    ])
  })

  test.each([
    { says: 'a negative limit', change: { silence: -1 }, field: 'silence' },
    { says: 'no team at all', change: { teams: [] }, field: 'teams' },
    {
      says: 'hours that do not exist',
      change: { recent: { always: 24, online: 9999 } },
      field: 'recent.online',
    },
  ])('[RTG-50] $says is refused by its field', async ({ change, field }) => {
    const { status, body } = await put({ ...settings(), ...change })
    expect([status, body.error.detail.problems[0].field]).toEqual([400, field])
  })

  test('are for supervisors to change', async () => {
    expect((await put(settings(), agent)).status).toBe(403)
  })
})

describe('limits and states', () => {
  const seat = (body: unknown, by = chief, person = ids.anna) =>
    by(`/api/shops/${shop}/people/${person}/seat`, { method: 'PUT', body })

  test('[RTG-38] are set by supervisors, told in every shop of the person, and audited', async () => {
    const other = (await desk.shop('分店')).id
    await desk.db.tx({ shops: [other] }, async (tx) => {
      await sql`insert into membership (shop_id, person_id, role) values (${other}, ${ids.anna}, 'agent')`.execute(
        tx,
      )
    })
    const { status, body } = await seat({ slots: 3, shopSlots: 2, state: 'online' })
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ personId: ids.anna, slots: 3, shopSlots: 2, state: 'online' }),
    ])
    const told = desk.published.map(({ shopId, kind, data }) => {
      const { slots, shopSlots, state } = data as { slots: number; shopSlots: number | null; state: string }
      return { shopId, kind, slots, shopSlots, state }
    })
    expect(told).toEqual([
      { shopId: shop, kind: 'member', slots: 3, shopSlots: 2, state: 'offline' },
      { shopId: other, kind: 'member', slots: 3, shopSlots: null, state: 'offline' },
      { shopId: shop, kind: 'member', slots: 3, shopSlots: 2, state: 'online' },
      { shopId: other, kind: 'member', slots: 3, shopSlots: null, state: 'online' },
    ])
    expect((await audited(desk.db, [shop])).filter(({ what }) => what === 'seat.changed')).toEqual([
      expect.objectContaining({
        personId: ids.owner,
        detail: expect.objectContaining({ personId: ids.anna, slots: { from: 8, to: 3 } }),
      }),
    ])
    expect((await seat({ shopSlots: null })).body.shopSlots).toBeNull()
  })

  test.each([
    { says: 'a negative limit', body: { slots: -1 }, status: 400 },
    { says: 'more than anybody can do', body: { slots: 1001 }, status: 400 },
    { says: 'a state that is none', body: { state: 'asleep' }, status: 400 },
  ])('$says is refused', async ({ body, status }) => {
    expect((await seat(body)).status).toBe(status)
  })

  test('are not for agents, nor for who is no member', async () => {
    expect((await seat({ slots: 1 }, agent)).status).toBe(403)
    expect((await seat({ slots: 1 }, chief, 99_999)).status).toBe(404)
  })
})

describe('the buyer’s own agent', () => {
  const name = (buyer: number, personId: number | null) =>
    chief(`/api/shops/${shop}/buyers/${buyer}/agent`, { method: 'PUT', body: { personId } })

  test('[RTG-12] is named and taken back; must be a member who may answer', async () => {
    await talk(5)
    expect((await name(5, ids.anna)).body).toMatchObject({ id: 5, agentId: ids.anna })
    expect((await name(5, null)).body).toMatchObject({ id: 5, agentId: null })
    expect((await name(5, 99_999)).body.error.code).toBe('not-a-member')
    expect((await name(6, ids.anna)).body.error.code).toBe('not-found')
  })
})

describe('the board', () => {
  const board = async () => (await chief(`/api/shops/${shop}/queue`)).body

  test('[RTG-41] says who waits and why, and what everybody has', async () => {
    const now = desk.time.now
    await talk(1, { waiting: now - MINUTE, queued: now - MINUTE, team: 'after-sales' })
    await talk(2, { waiting: now, queued: now, team: 'after-sales' })
    await talk(3, { assignee: ids.anna, waiting: now - 2 * MINUTE })
    await talk(4, { assignee: ids.anna })
    await talk(5, { assignee: ids.anna, status: 'closed' })
    const { waiting, reasons, people } = await board()
    expect(
      waiting.map((w: { conversationId: number; reason: string }) => [w.conversationId, w.reason]),
    ).toEqual([
      [1, 'team-empty'],
      [2, 'team-empty'],
    ])
    expect(reasons).toEqual([{ team: 'after-sales', reason: 'team-empty', count: 2, queuedAt: now - MINUTE }])
    expect(people.find((p: { personId: number }) => p.personId === ids.anna)).toMatchObject({
      ...{ state: 'offline', here: false, open: 2, waiting: 1, waitingSince: now - 2 * MINUTE },
    })
  })

  test('[RTG-41] tells of one conversation alone why it waits, and nothing of one that does not', async () => {
    const now = desk.time.now
    await talk(1, { waiting: now, queued: now, team: 'after-sales' })
    await talk(2, { assignee: ids.anna })
    const one = async (id: number, by = chief) => by(`/api/shops/${shop}/queue/${id}`)
    expect((await one(1)).body).toEqual({
      now,
      queued: expect.objectContaining({ conversationId: 1, team: 'after-sales', reason: 'team-empty' }),
    })
    expect((await one(2)).body).toEqual({ now, queued: null })
    expect((await one(1, agent)).status).toBe(403)
  })

  test('is figured once a second, whoever asks, and anew after something was directed', async () => {
    const now = desk.time.now
    const waiting = async () => {
      const boards = await Promise.all([board(), board(), board()])
      return boards.map((b) => b.waiting.length)
    }
    await talk(1, { waiting: now, queued: now })
    expect(await waiting()).toEqual([1, 1, 1])
    await talk(2, { waiting: now, queued: now })
    desk.time.now += 999
    expect(await waiting()).toEqual([1, 1, 1])
    desk.time.now += 1
    expect(await waiting()).toEqual([2, 2, 2])
    await chief(`/api/shops/${shop}/people/${ids.anna}/seat`, { method: 'PUT', body: { slots: 5 } })
    const { people } = await board()
    expect(people.find((p: { personId: number }) => p.personId === ids.anna).slots).toBe(5)
  })

  let message = 0
  /** Something said so many minutes ago. */
  const said = (
    conversation: number,
    author: string,
    ago: number,
    how: { detail?: object; kind?: string; text?: string } = {},
  ) => {
    message += 1
    const { detail, kind = 'text', text = 'x' } = how
    const at = moment(desk.time.now - (desk.time.now % MINUTE) - ago * MINUTE)
    return run(sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id,
        outbound, author, kind, text, detail)
      values (${shop}, ${conversation}, ${message}, ${at}, now(), 1, false, ${author}, ${kind}, ${text},
        ${detail ? JSON.stringify(detail) : null}::json)`)
  }

  test('draws the last hour, minute by minute', async () => {
    const start = desk.time.now - (desk.time.now % MINUTE)
    await talk(1)
    await talk(2, { waiting: start - 3 * MINUTE, queued: start - 3 * MINUTE })
    await talk(3, { waiting: start - 90 * MINUTE, queued: start - 90 * MINUTE })
    // Asked twice, held with a filler, answered two minutes later; thanked (a new round), answered at once.
    await said(1, 'buyer', 10)
    await said(1, 'buyer', 9)
    await said(1, 'assistant-auto', 9, { detail: { filler: true } })
    await said(1, 'agent', 8)
    await said(1, 'buyer', 6)
    await said(1, 'agent', 6)
    await said(2, 'buyer', 3)
    const { curve } = await board()
    expect(curve).toHaveLength(60)
    const at = (ago: number) => {
      const { asked, answered, waiting } = curve.find((m: { at: number }) => m.at === start - ago * MINUTE)
      return [asked, answered, waiting]
    }
    // The third has waited since before the hour.
    expect([11, 10, 9, 8, 7, 6, 4, 3, 0].map((ago) => [ago, at(ago)])).toEqual([
      [11, [0, 0, 1]],
      [10, [1, 0, 2]],
      [9, [0, 0, 2]],
      [8, [0, 1, 1]],
      [7, [0, 0, 1]],
      [6, [1, 1, 1]],
      [4, [0, 0, 1]],
      [3, [1, 0, 2]],
      [0, [0, 0, 2]],
    ])
  })

  test.each<{
    says: string
    open?: number
    said: [author: string, ago: number, how?: object][]
    waiting: number[]
  }>([
    {
      says: 'answered in it',
      said: [
        ['buyer', 85],
        ['agent', 20],
      ],
      waiting: [1, 1, 0],
    },
    {
      says: 'asked again and answered in it',
      said: [
        ['buyer', 85],
        ['buyer', 50],
        ['agent', 20],
      ],
      waiting: [1, 1, 0],
    },
    { says: 'not answered yet', open: 85, said: [['buyer', 85]], waiting: [1, 1, 1] },
    {
      says: 'not answered yet, asked again in it',
      open: 85,
      said: [
        ['buyer', 85],
        ['buyer', 50],
      ],
      waiting: [1, 1, 1],
    },
    {
      says: 'only held with a filler',
      open: 85,
      said: [
        ['buyer', 85],
        ['assistant-auto', 40, { detail: { filler: true } }],
      ],
      waiting: [1, 1, 1],
    },
    {
      says: 'answered, asked anew and answered in it',
      said: [
        ['buyer', 85],
        ['agent', 50],
        ['buyer', 30],
        ['agent', 2],
      ],
      waiting: [1, 0, 1],
    },
    {
      says: 'answered before it',
      said: [
        ['buyer', 85],
        ['agent', 80],
        ['agent', 20],
      ],
      waiting: [0, 0, 0],
    },
    {
      says: 'a thank-you before it, and somebody writes of their own accord',
      said: [
        ['buyer', 90],
        ['agent', 86],
        ['buyer', 85, { text: '谢谢！' }],
        ['agent', 20],
      ],
      waiting: [0, 0, 0],
    },
    {
      says: 'ended unanswered before it',
      said: [
        ['buyer', 85],
        ['system', 70, { kind: 'notice', detail: { notice: { what: 'closed', by: 1 } } }],
        ['agent', 20],
      ],
      waiting: [0, 0, 0],
    },
    {
      says: 'left alone for longer than a day',
      said: [
        ['buyer', 25 * 60],
        ['agent', 20],
      ],
      waiting: [0, 0, 0],
    },
  ])('a wait from before the hour: $says', async ({ open, said: lines, waiting }) => {
    const start = desk.time.now - (desk.time.now % MINUTE)
    await talk(1, open === undefined ? {} : { waiting: start - open * MINUTE, queued: start - open * MINUTE })
    await run(sql`update conversation set opened_at = ${moment(start - 48 * 60 * MINUTE)}`)
    for (const [author, ago, how] of lines) await said(1, author, ago, how)
    const { curve } = await board()
    expect(
      [55, 40, 5].map((ago) => curve.find((m: { at: number }) => m.at === start - ago * MINUTE).waiting),
    ).toEqual(waiting)
  })

  test('is for supervisors', async () => {
    expect((await agent(`/api/shops/${shop}/queue`)).status).toBe(403)
  })
})
