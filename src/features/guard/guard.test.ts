import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import writeSheet from 'write-excel-file/node'
import { DAY, HOUR } from '../../shared/time.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import { defaultGuardSettings, type GuardSettings, type GuardWord } from './domain/settings.ts'
import { rulesOf } from './domain/shipped/index.ts'
import { loadGuard } from './load.ts'
import { guardRoutes } from './routes.ts'
import { haveEvent, haveTalk } from './testing.ts'

type Asking = Awaited<ReturnType<typeof desk.as>>
let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let chief: Asking
let anna: Asking
let ids: { anna: number; ben: number }
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(guardRoutes)
})
afterAll(() => desk.close())
beforeEach(async () => {
  const n = serial++
  shop = (await desk.shop(`店 ${n}`, { platform: 'pinduoduo' })).id
  await desk.person(shop, `chief-${n}`, 'supervisor')
  ids = {
    anna: (await desk.person(shop, `anna-${n}`, 'agent')).personId,
    ben: (await desk.person(shop, `ben-${n}`, 'agent')).personId,
  }
  chief = await desk.as(`chief-${n}`)
  anna = await desk.as(`anna-${n}`)
  desk.published.length = 0
})

const at = (path: string) => `/api/shops/${shop}/guard${path}`
const word = (text: string, severity: GuardWord['severity'] = 'block'): GuardWord => ({
  ...{ word: text, severity, why: '', instead: '' },
})
const put = (change: Partial<GuardSettings>) =>
  chief(at(''), { method: 'PUT', body: { ...defaultGuardSettings(), ...change } })
const saved = async () => (await chief(at(''))).body.settings as GuardSettings
const own = async (what: string) => (await audited(desk.db, [shop])).filter((entry) => entry.what === what)

describe('settings', () => {
  test('start with the defaults and the shop’s platform', async () => {
    expect((await anna(at(''))).body).toEqual({ platform: 'pinduoduo', settings: defaultGuardSettings() })
  })

  test('are saved, told to the screens and audited; saved once more, nothing happens', async () => {
    const change = { words: [word('刷单')], allowed: ['第一代'], hosts: ['shop.example.com'], leadDays: 7 }
    expect((await put(change)).status).toBe(200)
    expect(await saved()).toEqual({ ...defaultGuardSettings(), ...change })
    expect(desk.published.map(({ kind, data }) => [kind, data])).toEqual([
      ['settings', { shopId: shop, area: 'guard' }],
    ])
    expect(await own('guard.changed')).toMatchObject([
      { detail: { words: { from: 0, to: 1 }, put: ['刷单'], leadDays: { from: 30, to: 7 } } },
    ])
    desk.published.length = 0
    expect((await put(change)).status).toBe(200)
    expect(desk.published).toEqual([])
  })

  test('words that are left out stay', async () => {
    await put({ words: [word('刷单')] })
    const { words: _, ...rest } = defaultGuardSettings()
    await chief(at(''), { method: 'PUT', body: { ...rest, leadDays: 10 } })
    expect(await saved()).toMatchObject({ leadDays: 10, words: [word('刷单')] })
  })

  test.each<[string, Partial<GuardSettings>, [string, string]]>([
    [
      'a word twice, width and case aside',
      { words: [word('VX'), word('ｖ x')] },
      ['words.1.word', 'same-word'],
    ],
    [
      'a word that is allowed too',
      { words: [word('第一')], allowed: ['第一'] },
      ['words.0.word', 'word-allowed'],
    ],
    ['a phrase allowed twice', { allowed: ['第一代', '第 一代'] }, ['allowed.1', 'same-allowed']],
    ['a host twice', { hosts: ['a.example', 'a.example'] }, ['hosts.1', 'same-host']],
    ['no such rule', { severities: { 'no.such': 'off' } }, ['severities.no.such', 'unknown-rule']],
  ])('[GRD-80] refuse %s, at its place', async (_, change, [field, code]) => {
    const { status, body } = await put(change)
    expect(status).toBe(400)
    expect(body.error.detail.problems).toEqual([expect.objectContaining({ field, code })])
    expect(await saved()).toEqual(defaultGuardSettings())
  })

  test('make the guard with which the desk checks', async () => {
    const facts = {
      id: shop,
      platform: 'pinduoduo',
      name: 'x',
      timeZone: 'Asia/Shanghai',
      locale: 'zh-CN',
    } as const
    const guard = await desk.db.tx({ shops: [shop] }, (tx) => loadGuard(tx, facts))
    expect(guard.platform).toBe('pinduoduo')
  })

  test('[GRD-81] the list of rules says what holds here', async () => {
    const { rules } = (await anna(at('/rules'))).body
    const here = rulesOf('pinduoduo')
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(here.map(({ id }) => id))
    const [first] = here
    if (!first) throw new Error('no rule is shipped for it')
    await put({ severities: { [first.id]: 'off' } })
    expect((await anna(at('/rules'))).body.rules[0]).toMatchObject({
      id: first.id,
      shipped: first.severity,
      inForce: 'off',
    })
  })

  test('a text is tried with what is saved, or with what is not saved yet', async () => {
    const tried = await anna(at('/try'), { body: { text: '亲，在的哦' } })
    expect(tried.body).toEqual({ verdict: 'pass', findings: [], suggestion: null })
    expect((await anna(at('/try'), { body: { text: 'x'.repeat(4001) } })).status).toBe(400)
    const unsaved = { ...defaultGuardSettings(), words: [word('团购')] }
    const { body } = await anna(at('/try'), { body: { text: '可以团购', settings: unsaved } })
    expect(body).toMatchObject({
      verdict: 'block',
      findings: [{ rule: 'word:团购', text: '团购', at: [2, 4] }],
    })
  })
})

describe('words', () => {
  test('are added, changed and removed', async () => {
    await put({ words: [word('刷单'), word('好评返现')] })
    const answer = await chief(at('/words'), {
      body: { put: [word('刷 单', 'ask'), word('私聊')], remove: ['好评返现'] },
    })
    expect(answer.body).toEqual({ words: 2, added: 1, changed: 1, removed: 1 })
    expect((await saved()).words).toEqual([word('刷 单', 'ask'), word('私聊')])
  })

  test('[GRD-82] allowing a phrase takes the same word off the list, and twice changes nothing', async () => {
    await put({ words: [word('第一')] })
    expect((await chief(at('/allowed'), { body: { phrase: '第一' } })).body).toEqual({ allowed: ['第一'] })
    expect(await saved()).toMatchObject({ words: [], allowed: ['第一'] })
    expect((await chief(at('/allowed'), { body: { phrase: ' 第一' } })).body).toEqual({ allowed: ['第一'] })
    expect(await own('guard.changed')).toHaveLength(2)
  })

  const send = (body: string | Uint8Array<ArrayBuffer>) =>
    desk.app.request(
      `http://desk.test${at('/words/import')}`,
      {
        method: 'POST',
        body,
        headers: { origin: 'http://desk.test', cookie: chief.cookie },
      },
      { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
    )
  const imported = async (body: string | Uint8Array<ArrayBuffer>) => (await send(body)).json()

  test('[GRD-83] come from a CSV file: what a line has wrong keeps only that line out', async () => {
    await put({ allowed: ['第一代'], words: [word('私聊', 'note')] })
    const file = [
      '词语,处理,原因,替换为',
      '刷单,拦截,平台禁止,',
      '私聊,block,,',
      ',提示,,',
      '刷 单,提示,,',
      '第一代,提示,,',
      '返现,看情况,,',
      `${'长'.repeat(61)},提示,,`,
      '最低价,,,优惠价',
    ].join('\n')
    expect(await imported(file)).toEqual({
      ...{ added: 2, changed: 1, same: 0, refusedLines: 5 },
      refused: [
        { line: 4, word: '', code: 'empty' },
        { line: 5, word: '刷 单', code: 'twice' },
        { line: 6, word: '第一代', code: 'allowed' },
        { line: 7, word: '返现', code: 'severity' },
        { line: 8, word: '长'.repeat(60), code: 'long' },
      ],
    })
    expect((await saved()).words).toEqual([
      word('私聊'),
      { ...word('刷单'), why: '平台禁止' },
      { ...word('最低价', 'ask'), instead: '优惠价' },
    ])
    // The same file once more.
    expect(await imported(file)).toMatchObject({ added: 0, changed: 0, same: 3, refusedLines: 5 })
    expect(await own('guard.changed')).toHaveLength(2)
  })

  test.each([
    ['a header of one column', 'word\n刷单\n私聊\n'],
    ['no header', '刷单\n私聊\n'],
    ['JSON', JSON.stringify([{ word: '刷单', severity: 'ask' }, { word: '私聊' }])],
  ])('[GRD-83] come from %s', async (_, file) => {
    expect(await imported(file)).toMatchObject({ added: 2, refusedLines: 0 })
    expect((await saved()).words).toEqual([word('刷单', 'ask'), word('私聊', 'ask')])
  })

  test('[GRD-83] come from a sheet', async () => {
    const rows = [
      ['word', 'severity', 'why', 'instead'],
      ['微商', '拦截', '', ''],
    ]
    const sheet = await writeSheet(rows.map((row) => row.map((value) => ({ value })))).toBuffer()
    expect(await readSheet(sheet)).toHaveLength(2)
    expect(await imported(new Uint8Array(sheet))).toMatchObject({ added: 1, refusedLines: 0 })
    expect((await saved()).words).toEqual([word('微商')])
  })

  test('[GRD-83] 20,000 at most; a file that is no table is refused', async () => {
    const lines = Array.from({ length: 20_010 }, (_, i) => `词${i}`)
    expect(await imported(`word,severity\n${lines.map((l) => `${l},提示`).join('\n')}`)).toMatchObject({
      added: 20_000,
      refusedLines: 10,
      refused: expect.arrayContaining([expect.objectContaining({ code: 'full', word: '词20000' })]),
    })
    for (const nothing of ['', '   ']) {
      const answer = await send(nothing)
      expect(answer.status).toBe(400)
      expect(JSON.stringify(await answer.json())).not.toContain('peakdesk-words')
    }
    expect((await send('x'.repeat(8 * 1024 * 1024 + 1))).status).toBe(413)
  })
})

describe('report', () => {
  const happened = (event: Omit<Parameters<typeof haveEvent>[2], 'conversationId'>) =>
    desk.db.tx({ shops: [shop] }, (tx) => haveEvent(tx, shop, { conversationId: 1, ...event }))
  const asked = { rule: 'ad.superlative', severity: 'ask', text: '全网最低' } as const
  let now: number
  beforeEach(async () => {
    now = desk.time.now
    await desk.db.tx({ shops: [shop] }, (tx) => haveTalk(tx, shop, { conversationId: 1 }, ids.anna))
  })

  test('[GRD-84] counts rules and outcomes by day of the shop', async () => {
    await happened({ at: now, personId: ids.anna })
    await happened({ at: now, personId: ids.ben, outcome: 'asked', finds: [asked] })
    await happened({
      at: now,
      personId: ids.ben,
      outcome: 'sent-anyway',
      finds: [asked, asked],
      reason: '型号名',
    })
    // 2026-11-11T02:00Z is 10:00 in Shanghai; eleven hours before, it was the day before there.
    await happened({ at: now - 11 * HOUR })
    await happened({ at: now - 9 * DAY })
    const { body } = await chief(at('/report'))
    expect(body).toMatchObject({ from: '2026-11-05', to: '2026-11-11' })
    const counts = (rows: { day: string; rule: string; outcome: string; count: number }[]) =>
      rows.map(({ day, rule, outcome, count }) => `${day} ${rule} ${outcome} ${count}`)
    expect(counts(body.counts)).toEqual([
      '2026-11-10 contact.phone stopped 1',
      '2026-11-11 ad.superlative asked 1',
      '2026-11-11 ad.superlative sent-anyway 1',
      '2026-11-11 contact.phone stopped 1',
    ])
    expect(counts((await chief(at('/report?rule=contact.phone&from=2026-11-11'))).body.counts)).toEqual([
      '2026-11-11 contact.phone stopped 1',
    ])
    expect((await chief(at('/report?from=2026-11-01'))).body.counts).toHaveLength(5)
  })

  test('[GRD-84] lists what happened, by rule, person and outcome, a page at a time', async () => {
    for (let i = 0; i < 52; i++) await happened({ at: now, personId: ids.anna, once: `m${i}` })
    await happened({ at: now, personId: ids.ben, outcome: 'sent-anyway', finds: [asked], reason: '型号名' })
    await happened({ at: now })
    const first = (await chief(at('/events'))).body
    expect([first.events.length, first.more]).toEqual([50, true])
    const rest = (await chief(at(`/events?before=${first.events.at(-1).id}`))).body
    expect([rest.events.length, rest.more]).toEqual([4, false])
    const of = async (query: string) => (await chief(at(`/events?${query}`))).body.events
    expect(await of('outcome=sent-anyway')).toEqual([
      expect.objectContaining({
        ...{ personId: ids.ben, reason: '型号名', buyerName: '买家1', finds: [asked], falseAlarm: null },
      }),
    ])
    expect(await of('person=0')).toHaveLength(1)
    expect(await of(`person=${ids.ben}&rule=contact.phone`)).toEqual([])
  })

  test('[GRD-85] a retry of the same message is written once for an outcome', async () => {
    await happened({ at: now, once: 'm1' })
    await happened({ at: now, once: 'm1' })
    await happened({ at: now, once: 'm1', outcome: 'sent-anyway' })
    expect((await chief(at('/events'))).body.events).toHaveLength(2)
  })

  test('[GRD-84] an agent is told of their own messages, and marks only those', async () => {
    const mine = await happened({ at: now, personId: ids.anna })
    const others = await happened({ at: now, personId: ids.ben })
    expect((await anna(at('/events'))).body.events.map(({ id }: { id: number }) => id)).toEqual([mine])
    expect((await anna(at(`/events?person=${ids.ben}`))).body.events).toHaveLength(1)
    expect((await anna(at('/report'))).body.counts).toHaveLength(1)
    const mark = (by: Asking, id: number, falseAlarm: boolean) =>
      by(at(`/events/${id}/false-alarm`), { method: 'PUT', body: { falseAlarm } })
    expect((await mark(anna, mine, true)).body.falseAlarm).toEqual({ by: ids.anna, at: now })
    expect((await mark(anna, others, true)).status).toBe(404)
    // Who first said so stays.
    expect((await mark(chief, mine, true)).body.falseAlarm.by).toBe(ids.anna)
    expect((await chief(at('/report'))).body.counts[0]).toMatchObject({ count: 2, falseAlarms: 1 })
    expect((await mark(chief, mine, false)).body.falseAlarm).toBeNull()
  })

  test('is taken out as a file that no spreadsheet runs, and the audit tells', async () => {
    const finds = [{ ...asked, text: '=HYPERLINK("x")' }]
    await happened({ at: now, personId: ids.ben, outcome: 'sent-anyway', finds, reason: '说明,型号' })
    const { csv, rows } = (await chief(at('/report/export'))).body
    expect(rows).toBe(1)
    const [heads, line] = csv.split('\r\n')
    expect(heads).toBe('\uFEFF时间,会话,买家,发送人,结果,规则,处理,命中内容,发送理由,误报')
    expect(line).toContain('2026-11-11 10:00:00,1,买家1,')
    expect(line).toContain(`,确认,"'=HYPERLINK(""x"")","说明,型号",`)
    expect(await own('export')).toMatchObject([{ detail: { what: 'guard', rows: 1 } }])
  })
})
