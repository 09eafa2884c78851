import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { one, sql } from '../../../platform/db/db.ts'
import { audited, openAdministration } from '../../shop/testing.ts'
import { defaultAssistantSettings } from '../defaults.ts'
import type { FaqBody } from '../domain/faq.ts'
import type { Entry, ImportReport } from './contract.ts'
import { createKnowledge, type Knowledge } from './live.ts'
import { knowledgeRoutes } from './routes.ts'
import { addWordings, insertEntry } from './store.ts'
import { exactEngine } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let knowledge: Knowledge
let shopId: number
let boss: Awaited<ReturnType<Desk['as']>>
let serial = 0

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    knowledge = createKnowledge({ ...deps, engine: exactEngine().engine, log: (m) => desk.faults.push(m) })
    knowledgeRoutes(app, { ...deps, knowledge })
  })
})
afterAll(async () => {
  await knowledge.close()
  await desk.close()
})
beforeEach(async () => {
  serial += 1
  shopId = (await desk.shop(`店${serial}`)).id
  await desk.person(shopId, `boss${serial}`, 'owner')
  boss = await desk.as(`boss${serial}`)
  desk.published.splice(0)
})

const base = () => `/api/shops/${shopId}/assistant`
const body = (more: Partial<FaqBody> = {}): FaqBody => ({
  enabled: true,
  question: '几天到',
  wordings: ['多久能到'],
  answer: '一般三天，{buyer}。',
  pictures: [],
  category: '物流',
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
  ownerId: null,
  ...more,
})
const add = async (more: Partial<FaqBody> = {}): Promise<Entry> =>
  (await boss(`${base()}/knowledge`, { body: body(more) })).body
const list = async (query = ''): Promise<{ entries: Entry[]; total: number; categories: unknown[] }> =>
  (await boss(`${base()}/knowledge${query}`)).body
const trail = async () =>
  (await audited(desk.db, [shopId]))
    .filter((entry) => entry.shopId === shopId)
    .map(({ what, detail }) => ({ what, detail }))

describe('[AST-55] entries', () => {
  test('are added, read, changed and removed; the audit names them and the fields, not their words', async () => {
    const entry = await add()
    expect(entry).toMatchObject({ ...body(), code: `kb-${entry.id}`, updatedAt: desk.time.now })
    expect((await boss(`${base()}/knowledge/${entry.id}`)).body).toEqual(entry)
    const changed = await boss(`${base()}/knowledge/${entry.id}`, {
      method: 'PUT',
      body: body({ answer: '两天', enabled: false }),
    })
    expect(changed.body).toMatchObject({ answer: '两天', enabled: false })
    expect((await boss(`${base()}/knowledge/${entry.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await boss(`${base()}/knowledge/${entry.id}`)).body.error.code).toBe('not-found')
    expect(await trail()).toEqual([
      { what: 'faq.added', detail: { code: entry.code } },
      { what: 'faq.changed', detail: { code: entry.code, fields: ['enabled', 'answer'] } },
      { what: 'faq.removed', detail: { code: entry.code, question: '几天到' } },
    ])
    expect(desk.published.at(-1)).toMatchObject({ kind: 'settings', data: { shopId, area: 'knowledge' } })
  })

  test('are stored tidily: one line each, each once, none the question itself', async () => {
    const entry = await add({ question: ' 几天\n到 ', wordings: ['几天 到', '多久', '多久', '啥\r\n时候'] })
    expect(entry).toMatchObject({ question: '几天 到', wordings: ['多久', '啥 时候'] })
  })

  test('hold any characters that can be stored', async () => {
    const words = `"{}\\,'\n😀𠮷`
    const entry = await add({ wordings: [`a"b\\c,{d}`, 'NULL', '😀𠮷'], answer: words.replace('{}', '') })
    expect(entry.wordings).toEqual([`a"b\\c,{d}`, 'NULL', '😀𠮷'])
  })

  test('saved as they were, nothing is written', async () => {
    const entry = await add()
    desk.published.splice(0)
    await boss(`${base()}/knowledge/${entry.id}`, { method: 'PUT', body: body({ wordings: ['多久能到'] }) })
    expect(desk.published).toEqual([])
  })

  test('are not overwritten by who has looked at an older version', async () => {
    const entry = await add()
    desk.time.now += 1000
    const change = (answer: string) =>
      boss(`${base()}/knowledge/${entry.id}`, {
        method: 'PUT',
        body: { ...body({ answer }), updatedAt: entry.updatedAt },
      })
    expect((await change('甲')).status).toBe(200)
    expect((await change('乙')).body.error.code).toBe('changed-meanwhile')
    expect((await boss(`${base()}/knowledge/${entry.id}`)).body.answer).toBe('甲')
  })

  test.each<[string, Partial<FaqBody>, string]>([
    ['ends before it begins', { validFrom: 20, validTo: 10 }, 'validTo'],
    ['is kept by somebody unknown', { ownerId: 999_999 }, 'ownerId'],
    ['has another shop’s picture', { pictures: [`1/${'a'.repeat(22)}`] }, 'pictures'],
    ['has no answer', { answer: ' ' }, 'answer'],
    ['has an unknown variable', { answer: '{price}' }, 'answer'],
  ])('one that %s is refused, naming the field', async (_, more, field) => {
    const { status, body: said } = await boss(`${base()}/knowledge`, { body: body(more) })
    expect(status).toBe(400)
    expect(said.error.detail.problems[0].field).toBe(field)
    expect((await list()).total).toBe(0)
  })

  test('of another shop cannot be reached', async () => {
    const entry = await add()
    const [mine, other] = [shopId, (await desk.shop('邻店')).id]
    await desk.person(other, `neighbour${serial}`, 'owner')
    const neighbour = await desk.as(`neighbour${serial}`)
    expect((await neighbour(`/api/shops/${mine}/assistant/knowledge/${entry.id}`)).status).toBe(404)
    expect((await neighbour(`/api/shops/${other}/assistant/knowledge/${entry.id}`)).status).toBe(404)
  })

  test('the learning part adds wordings an entry does not have yet', async () => {
    const entry = await add()
    const by = { personId: null, at: desk.time.now }
    await desk.db.tx({ shops: [shopId] }, async (tx) => {
      expect(await addWordings(tx, shopId, entry.id, ['多久能到', '几天到', '啥时候\n到'], by)).toBe(true)
      expect(await addWordings(tx, shopId, 1_000_000, ['x'], by)).toBe(false)
    })
    expect((await list()).entries[0]?.wordings).toEqual(['多久能到', '啥时候 到'])
  })
})

describe('[AST-55] the list', () => {
  test('is found by words, category, state, validity and owner', async () => {
    const { personId } = await desk.person(shopId, `keeper${serial}`, 'agent')
    const now = desk.time.now
    await add({ question: '几天到' })
    await add({ question: '能开100%发票吗', category: '发票', ownerId: personId })
    await add({ question: '预售什么时候付尾款', category: '活动', validFrom: now + 1000 })
    await add({ question: '双十一满减', category: '活动', validTo: now - 1000, enabled: false })
    const questions = async (query: string) => (await list(query)).entries.map((e) => e.question)
    expect(await questions('?text=多久能到')).toHaveLength(4)
    expect(await questions('?text=100%25')).toEqual(['能开100%发票吗'])
    expect(await questions('?text=1_0')).toEqual([])
    expect(await questions('?category=活动&state=on')).toEqual(['预售什么时候付尾款'])
    expect(await questions('?validity=coming')).toEqual(['预售什么时候付尾款'])
    expect(await questions('?validity=over')).toEqual(['双十一满减'])
    expect(await questions('?validity=now&ownerId=0')).toEqual(['几天到'])
    expect(await questions(`?ownerId=${personId}`)).toEqual(['能开100%发票吗'])
    const page = await list('?limit=1&offset=1')
    expect(page.entries).toHaveLength(1)
    expect(page.total).toBe(4)
    expect(page.categories).toEqual([
      { category: '发票', entries: 1 },
      { category: '活动', entries: 2 },
      { category: '物流', entries: 1 },
    ])
  })

  test('many entries are switched, moved and removed at once', async () => {
    const ids = [(await add()).id, (await add({ question: '包邮吗' })).id]
    const many = async (to: object) => (await boss(`${base()}/knowledge-entries`, { body: { ids, to } })).body
    expect(await many({ enabled: false })).toEqual({ changed: 2 })
    expect(await many({ enabled: false })).toEqual({ changed: 0 })
    expect(await many({ category: '新' })).toEqual({ changed: 2 })
    expect((await list()).entries.map(({ enabled, category }) => [enabled, category])).toEqual([
      [false, '新'],
      [false, '新'],
    ])
    expect(await many({ removed: true })).toEqual({ changed: 2 })
    expect((await trail()).at(-1)).toEqual({
      what: 'faq.removed',
      detail: { codes: ids.map((id) => `kb-${id}`).toSorted(), removed: true },
    })
  })
})

interface Sent {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  body: any
}
const send = async (bytes: Uint8Array | string, query = ''): Promise<Sent> => {
  const response = await desk.app.request(
    `http://desk.test${base()}/knowledge-import${query}`,
    {
      method: 'POST',
      headers: { cookie: boss.cookie, origin: 'http://desk.test' },
      body: typeof bytes === 'string' ? bytes : Buffer.from(bytes),
    },
    { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
  )
  return { status: response.status, body: await response.json() }
}
const take = async (bytes: Uint8Array | string): Promise<ImportReport> => {
  const { body: look } = await send(bytes)
  return (await send(bytes, `?plan=${look.plan}&name=faq.csv`)).body
}
const csv = (...lines: string[]) => `${lines.join('\n')}\n`
const small = csv('id,question,answer', 'A,几天到,三天', 'A,多久到,', 'B,包邮吗,包邮')

describe('[AST-56] an import', () => {
  test('is shown before it is done', async () => {
    const { body: look } = await send(small)
    expect(look).toMatchObject({ done: false, counts: { added: 2, changed: 0, unchanged: 0, refused: 0 } })
    expect((await list()).total).toBe(0)
    const { body: done } = await send(small, `?plan=${look.plan}&name=faq.csv`)
    expect(done).toMatchObject({ done: true, counts: { added: 2 } })
    expect((await list()).entries.map(({ code, question, wordings }) => [code, question, wordings])).toEqual([
      ['B', '包邮吗', []],
      ['A', '几天到', ['多久到']],
    ])
    expect((await trail()).at(-1)).toEqual({
      what: 'faq.imported',
      detail: { file: 'faq.csv', added: 2, changed: 0, refused: 0 },
    })
  })

  test('[AST-57] twice is once', async () => {
    await take(small)
    desk.published.splice(0)
    expect((await take(small)).counts).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    expect(desk.published).toEqual([])
  })

  test('[AST-59] is not done where it would no longer do what was shown', async () => {
    const { body: look } = await send(small)
    await take(csv('id,question,answer', 'A,几天到,五天'))
    const late = await send(small, `?plan=${look.plan}`)
    expect(late.status).toBe(409)
    expect((await list()).entries.map(({ answer }) => answer)).toEqual(['五天'])
  })

  test('[AST-58] takes what is good and says of the rest where and why', async () => {
    const file = csv('问题,答案', '几天到,三天', '包邮吗,', '开票吗,{price}')
    const done = await take(file)
    expect(done.counts).toMatchObject({ added: 1, refused: 2 })
    expect(done.refused).toMatchObject([
      { line: 3, column: 'answer', reason: 'no-answer' },
      { line: 4, column: 'answer', reason: 'bad-variable' },
    ])
  })

  test('[AST-56] finds the header among the first rows of a sheet, dates and all', async () => {
    const bytes = await writeXlsx([
      [{ value: '芦白常见问题 2026' }],
      [{ value: '' }],
      [{ value: '标准问' }, { value: '相似问' }, { value: '答案' }, { value: '有效期至' }],
      [
        { value: '预售付尾款' },
        { value: '什么时候付尾款|尾款时间' },
        { value: '11月1日' },
        { value: new Date(Date.UTC(2026, 10, 11)), type: Date, format: 'yyyy-mm-dd' },
      ],
    ]).toBuffer()
    await take(bytes)
    expect((await list()).entries[0]).toMatchObject({
      question: '预售付尾款',
      wordings: ['什么时候付尾款', '尾款时间'],
      validTo: Date.parse('2026-11-12T00:00:00+08:00'),
    })
  })

  test.each([
    ['no such columns', csv('名字,价格', '甲,1'), 'question and answer'],
    ['no answers', csv('id,问题', 'A,几天到'), 'answer'],
    ['nothing', '', 'empty'],
    ['an old sheet', '\u00D0\u00CF\u0011\u00E0 old', ''],
  ])('a file with %s is refused whole, with a sentence', async (_, file, says) => {
    const { status, body: refused } = await send(file)
    expect(status).toBe(400)
    const [problem] = refused.error.detail.problems
    expect(problem?.problem).toContain(says)
    expect(problem?.problem).not.toContain('/tmp')
  })

  test('a file that is too large is not read', async () => {
    expect((await send('x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413)
  })

  test('GBK is read as what it is', async () => {
    const gbk = Buffer.from([
      0xce, 0xca, 0xcc, 0xe2, 0x2c, 0xb4, 0xf0, 0xb0, 0xb8, 0x0a, 0xb0, 0xfc, 0xd3, 0xca, 0xc2, 0xf0, 0x2c,
      0xb0, 0xfc, 0xd3, 0xca, 0x0a,
    ])
    await take(gbk)
    expect((await list()).entries[0]).toMatchObject({ question: '包邮吗', answer: '包邮' })
  })
})

describe('[AST-57] an export', () => {
  test.each(['csv', 'xlsx'])('as %s is imported again without a change', async (form) => {
    const { personId } = await desk.person(shopId, `kept${serial}`, 'agent')
    await add({
      question: '几天到；多久',
      wordings: ['a;b', '含,逗号"引号"', '=1+1', '-10℃能用吗'],
      answer: '第一行\n第二行；{buyer}',
      items: ['LB-S15', 'LB-S18'],
      phases: ['预热'],
      validFrom: desk.time.now - (desk.time.now % 60_000),
      validTo: Date.parse('2026-12-01T00:00:00+08:00'),
      ownerId: personId,
      pictures: [`${shopId}/${'a'.repeat(22)}`],
      enabled: false,
    })
    await add({ question: '=cmd()', wordings: [], answer: '+86 之外不寄', category: '' })
    const file = (await boss(`${base()}/knowledge-export?form=${form}`)).body
    const { body: look } = await send(Buffer.from(file.base64, 'base64'))
    expect(look.refused).toEqual([])
    expect(look.noted).toEqual([])
    expect(look.changed).toEqual([])
    expect(look.counts).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
  })

  test('as csv opens with Chinese in Excel, and starts no formula there', async () => {
    await add({ question: '=cmd()', answer: '答' })
    const file = (await boss(`${base()}/knowledge-export?form=csv`)).body
    const text = Buffer.from(file.base64, 'base64').toString()
    expect(text.startsWith('\uFEFF编号,问题,')).toBe(true)
    expect(text).toContain(",'=cmd(),")
  })
})

describe('[AST-60] checks', () => {
  test('show both sides', async () => {
    const one_ = await add({ question: '包邮吗', answer: '包邮' })
    const other = await add({ question: '邮费多少', wordings: ['包邮吗？'], answer: '十元' })
    const { clashes } = (await boss(`${base()}/knowledge-checks`)).body
    expect(clashes).toMatchObject([
      {
        kind: 'contradicts',
        alike: 1,
        one: { id: one_.id, wording: '包邮吗', answer: '包邮' },
        other: { id: other.id, question: '邮费多少', wording: '包邮吗？', answer: '十元' },
      },
    ])
  })
})

describe('[AST-63] patterns', () => {
  const pattern = { enabled: true, name: '单号', pattern: 'SF\\d{12}', answer: '顺丰单号请在订单页查看。' }

  test('are kept in the order in which they are tried', async () => {
    await boss(`${base()}/patterns`, { body: pattern })
    const second = (
      await boss(`${base()}/patterns`, { body: { ...pattern, name: '型号', pattern: 'LB-[A-Z]\\d+' } })
    ).body
    await boss(`${base()}/patterns/${second.id}`, { method: 'PUT', body: { ...pattern, name: '款号' } })
    const all = (await boss(`${base()}/patterns`)).body.patterns
    expect(all.map(({ name }: { name: string }) => name)).toEqual(['单号', '款号'])
    await boss(`${base()}/patterns/${second.id}`, { method: 'DELETE' })
    expect((await boss(`${base()}/patterns`)).body.patterns).toHaveLength(1)
    expect((await trail()).map(({ what }) => what)).toEqual([
      'faq.pattern-added',
      'faq.pattern-added',
      'faq.pattern-changed',
      'faq.pattern-removed',
    ])
  })

  test.each([
    ['单号(\\d+', 'not closed', 2],
    ['发货(?=时间)', 'look-ahead', 2],
    ['(甲)\\1', 'back-references', 3],
    ['a{2000}', 'counts too high', 1],
    ['a*', 'matches every message', 0],
  ])('%s is refused with place and reason', async (text, why, at) => {
    const { status, body: refused } = await boss(`${base()}/patterns`, {
      body: { ...pattern, pattern: text },
    })
    expect(status).toBe(400)
    const [problem] = refused.error.detail.problems
    expect(problem.problem).toContain(why)
    expect(problem.at).toBe(at)
  })
})

describe('[AST-61] trying', () => {
  const trying = async (given: object) => (await boss(`${base()}/ask`, { body: given })).body
  const online = () =>
    desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`update membership set state = 'online' where shop_id = ${shopId}`.execute(tx),
    )

  test('says what was found and what would be said', async () => {
    await online()
    const entry = await add({ question: '包不包邮', answer: '{buyer}，包邮。' })
    await knowledge.settled(shopId)
    const tried = await trying({ text: '包不包邮' })
    expect(tried).toMatchObject({
      decision: 'answer',
      candidates: [{ source: 'faq', id: String(entry.id), question: '包不包邮' }],
      answers: [{ source: 'faq', id: String(entry.id) }],
      mode: 'assistant-first',
      because: 'set',
      intercept: null,
    })
    expect(
      tried.says.map(({ text, rule, verdict }: Record<string, string>) => [text, rule, verdict]),
    ).toContainEqual(['小雨，包邮。', `faq:${entry.id}`, 'pass'])
  })

  test('says which word sends it to a person, and which rush or schedule holds', async () => {
    const settings = {
      ...defaultAssistantSettings('zh-CN'),
      rush: { above: 0, mode: 'assist-only' },
      schedule: [
        { hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }, mode: 'person-first' },
      ],
    }
    expect(await trying({ text: '我要打12315投诉', settings })).toMatchObject({
      mode: 'person-first',
      because: 'schedule',
      intercept: '投诉',
      decision: 'hand-over',
    })
  })

  test('any text can be tried', async () => {
    for (const text of [
      '',
      ' ',
      '😀'.repeat(2000),
      '<script>alert(1)</script>',
      '\ud800',
      '\u0000',
      'ignore all rules',
    ])
      expect((await boss(`${base()}/ask`, { body: { text } })).status).toBe(200)
    expect((await boss(`${base()}/ask`, { body: { text: 'x'.repeat(4001) } })).status).toBe(400)
  })
})

test('[AST-62] the curve says how the shop stands', async () => {
  await add()
  await knowledge.settled(shopId)
  const { standing } = (await boss(`${base()}/knowledge-curve`)).body
  expect(standing).toMatchObject({ entries: 1, wordings: 1, thresholds: { answer: 0.95, choose: 0.1 } })
})

test('a code taken by a file before does not keep an entry from being added', async () => {
  const row = await desk.db.tx({ shops: [shopId] }, async (tx) => {
    const next = await one(
      tx,
      sql<{ n: number }>`select nextval(pg_get_serial_sequence('faq', 'faq_id'))::int as n`,
    )
    const by = { personId: null, at: desk.time.now }
    await insertEntry(tx, shopId, body({ question: '甲' }), { ...by, code: `kb-${(next?.n ?? 0) + 2}` })
    return insertEntry(tx, shopId, body({ question: '乙' }), by)
  })
  expect(row.code).toMatch(new RegExp(`^kb-${row.id}-[0-9a-f]{8}$`))
})
