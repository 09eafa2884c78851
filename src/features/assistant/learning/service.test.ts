import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../platform/db/db.ts'
import { DAY } from '../../../shared/time.ts'
import { audited, openAdministration } from '../../shop/testing.ts'
import { createKnowledge, insertFaqEntry, type Knowledge, plainEntry, suggestRoutes } from '../index.ts'
import { exactEngine } from '../knowledge/testing.ts'
import type { QuestionGroup } from './contract.ts'
import { createReader, learningRoutes } from './index.ts'
import { type Line, messagesOf, NOON, store } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>
let desk: Desk
let knowledge: Knowledge
let shopId: number
let [boss, ming]: As[] = []
let serial = 0

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    knowledge = createKnowledge({ ...deps, engine: exactEngine().engine, log: (m) => desk.faults.push(m) })
    learningRoutes(app, { ...deps, knowledge, reader: createReader(deps) })
    suggestRoutes(app, { ...deps, knowledge, draft: async () => '模型写的草稿' })
  })
})
afterAll(async () => {
  await knowledge.close()
  await desk.close()
})
beforeEach(async () => {
  desk.time.now = NOON + DAY / 4
  shopId = (await desk.shop(`店${++serial}`)).id
  await desk.person(shopId, `boss${serial}`, 'supervisor')
  await desk.person(shopId, `ming${serial}`, 'agent')
  ;[boss, ming] = [await desk.as(`boss${serial}`), await desk.as(`ming${serial}`)]
})

const base = () => `/api/shops/${shopId}/assistant/learning`
const say = async (lines: Line[], first = 1) => {
  await store(desk.db, shopId, messagesOf(lines, first))
  expect((await boss?.(`${base()}/read`, { method: 'POST' }))?.body.more).toBe(false)
}
const groups = async (show = 'open'): Promise<QuestionGroup[]> =>
  (await boss?.(`${base()}/groups?show=${show}`))?.body.groups
const bind: Line[] = [
  { by: 'buyer', says: '被套里有绑带吗', at: 0, conversation: 1 },
  { by: 'agent', says: '四个角都有绑带', at: 20, conversation: 1 },
  { by: 'buyer', says: '请问被套里有没有绑带呀', at: 60, conversation: 2 },
  { by: 'agent', says: '亲，四个角都有绑带哦', at: 90, conversation: 2 },
  { by: 'buyer', says: '多少钱运费', at: 100, conversation: 3 },
]

describe('[AST-78] confirming', () => {
  const entry = { question: '被套里有绑带吗', wordings: ['有没有绑带'], answer: '四个角都有', category: '' }

  test('shows the group with what agents answered, and makes an entry of it that is known at once', async () => {
    await say(bind)
    const [group] = await groups()
    expect(group).toMatchObject({ size: 2, lately: 2, personal: 0, contradiction: null, aside: null })
    expect(group?.answers).toMatchObject([{ size: 2 }])
    expect(group?.proposal).toMatchObject({
      make: 'entry',
      answer: expect.stringContaining('四个角都有绑带'),
    })
    expect(group?.trend.at(-1)).toBe(2)
    const made = await boss?.(`${base()}/groups/${group?.id}/entry`, { body: entry })
    expect(made?.body).toEqual({ entryId: expect.any(Number) })
    expect(await groups()).toHaveLength(1)
    expect(await groups('settled')).toMatchObject([
      { id: group?.id, aside: { how: 'settled', to: `faq:${made?.body.entryId}` } },
    ])
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'learning.entry',
      detail: { group: group?.id, questions: 2, id: made?.body.entryId },
    })
    await knowledge.settled(shopId)
    const ask = await knowledge.of(shopId)
    const asked = { text: entry.question, before: null, at: NOON, item: null, phase: null }
    expect(ask(asked).candidates[0]?.answer).toBe('四个角都有')
    // The second who confirms it is told so.
    const again = await boss?.(`${base()}/groups/${group?.id}/entry`, { body: entry })
    expect(again?.body.error.code).toBe('already-settled')
  })

  test('offers an entry that answers in the agents’ words, and adds wordings to it', async () => {
    const by = { personId: null, at: NOON }
    const body = plainEntry('', '怎么固定被芯', '固定被芯', '四个角都有绑带！')
    const { id } = await desk.db.tx({ shops: [shopId] }, (tx) => insertFaqEntry(tx, shopId, body, by))
    await say(bind)
    const [group] = await groups()
    expect(group?.proposal).toMatchObject({ make: 'wording', entryId: id, otherwise: false })
    const wordings = ['被套里有绑带吗', '怎么固定被芯']
    const path = `${base()}/groups/${group?.id}/wordings`
    expect((await boss?.(path, { body: { entryId: 999_999, wordings } }))?.body.error.code).toBe('not-found')
    expect((await boss?.(path, { body: { entryId: id, wordings } }))?.body).toEqual({})
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({ what: 'learning.wordings' })
  })

  test('nothing is made by who may not, nor of a group that is not there', async () => {
    await say(bind)
    const [group] = await groups()
    const refused = await ming?.(`${base()}/groups/${group?.id}/entry`, { body: entry })
    expect(refused?.body.error.code).toBe('not-allowed')
    expect((await ming?.(`${base()}/groups`))?.status).toBe(200)
    expect((await boss?.(`${base()}/groups/99/entry`, { body: entry }))?.body.error.code).toBe('not-found')
    const unknown = { ...entry, answer: '您的 {order}' }
    expect((await boss?.(`${base()}/groups/${group?.id}/entry`, { body: unknown }))?.body.error.code).toBe(
      'malformed',
    )
  })
})

test('[AST-79] an ignored group stays away until it has grown, and can be taken up again', async () => {
  await say(bind)
  const [group] = await groups()
  const path = `${base()}/groups/${group?.id}`
  await boss?.(`${path}/ignore`, { body: { why: '已下架' } })
  expect(await groups('ignored')).toMatchObject([{ id: group?.id, aside: { why: '已下架', size: 2 } }])
  const more = (count: number, first: number) =>
    say(
      Array.from(
        { length: count },
        (_, i): Line => ({ by: 'buyer', says: '被套里有绑带吗', at: 200 + i, conversation: first + i }),
      ),
      first,
    )
  await more(2, 100)
  expect((await groups()).map(({ id }) => id)).not.toContain(group?.id)
  await more(1, 200)
  expect(await groups()).toMatchObject([{ id: group?.id, size: 5 }, {}])
  await boss?.(`${path}/ignore`, { body: { why: '' } })
  await boss?.(`${path}/restore`, { method: 'POST' })
  expect((await groups()).map(({ id }) => id)).toContain(group?.id)
})

test('[AST-72] figures name their record, and open the conversations behind them', async () => {
  const use: Line[] = [
    { by: 'buyer', says: '什么时候发货', at: 0, conversation: 1 },
    { by: 'auto', says: '48 小时内', at: 0, to: 1, rule: 'dispatch', conversation: 1 },
    { by: 'buyer', says: '答非所问', at: 9, conversation: 1 },
  ]
  await say(use)
  const figures = (await ming?.(`${base()}/figures?days=7`))?.body.figures
  expect(figures).toMatchObject([
    { source: 'rule', record: 'dispatch', figures: { uses: 1, handOvers: 1, displeased: 1 } },
  ])
  expect(figures[0].says).toContain('发货')
  const uses = (await ming?.(`${base()}/uses?source=rule&record=dispatch`))?.body.uses
  expect(uses).toMatchObject([
    {
      asked: '什么时候发货',
      conversationId: 1,
      handedOver: true,
      reaction: 'displeased',
      buyerName: '买家小雨1',
    },
  ])
})

test('[AST-80] the week’s list, this one’s or that of a name', async () => {
  await say(bind)
  const { body } = (await ming?.(`${base()}/week`)) ?? {}
  expect(body).toMatchObject({ week: '2026-W46', from: '2026-11-09', to: '2026-11-15', mended: [] })
  expect(body.list).toMatchObject([{ fault: 'unanswered', times: 2, change: 'new' }])
  expect((await ming?.(`${base()}/week?week=2026-W45`))?.body.list).toEqual([])
  expect((await ming?.(`${base()}/week?week=2026-W60`))?.body.error.code).toBe('malformed')
})

describe('[AST-91] suggestions', () => {
  const ask = (id: number, as = ming) => as?.(`/api/shops/${shopId}/conversations/${id}/suggestions`)
  test('for what the buyer waits for: rules and entries with variables filled, then a draft', async () => {
    const by = { personId: null, at: NOON }
    const body = plainEntry('', '什么时候发货', '几时发', '{buyer}，今天发')
    await desk.db.tx({ shops: [shopId] }, (tx) => insertFaqEntry(tx, shopId, body, by))
    await store(desk.db, shopId, messagesOf([{ by: 'buyer', says: '什么时候发货', at: 0 }]))
    expect((await ask(1))?.body).toEqual({ suggestions: [] })
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`update conversation set waiting_since = now() where shop_id = ${shopId}`.execute(tx),
    )
    const suggestions = (await ask(1))?.body.suggestions
    expect(suggestions.map((s: { source: string }) => s.source)).toEqual(['rule', 'faq', 'draft'])
    expect(suggestions[1]).toMatchObject({
      text: '买家小雨1，今天发',
      key: expect.stringMatching(/^faq:\d+$/),
    })
    expect((await ask(99))?.body.error.code).toBe('not-found')
    expect(desk.faults).toEqual([])
  })
})
