import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { one, sql } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import type { ChannelView, DeadLetter } from './domain.ts'
import { channelRoutes, createChannel } from './index.ts'
import { channelKey, channelSecret, slug } from './keys.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let boss: Awaited<ReturnType<Desk['as']>>
let serial = 0
const sentAgain: unknown[] = []
let refusing = false

beforeAll(async () => {
  desk = await openAdministration((app, deps) =>
    channelRoutes(app, {
      ...deps,
      async resend(shop, message) {
        if (refusing) throw refuse('already-closed')
        sentAgain.push([shop, message])
      },
    }),
  )
})
afterAll(() => desk.close())
beforeEach(async () => {
  serial += 1
  shopId = (await desk.shop(`店${serial}`)).id
  await desk.person(shopId, `boss${serial}`, 'owner')
  boss = await desk.as(`boss${serial}`)
  desk.published.splice(0)
})

const path = (rest = '') => `/api/shops/${shopId}/channels${rest}`
const add = async (kind = 'bridge', name = '拼多多 桥'): Promise<ChannelView & { secret: string }> =>
  (await boss(path(), { body: { kind, name } })).body
const list = async (): Promise<ChannelView[]> => (await boss(path())).body.channels
const stored = (channelId: number) =>
  desk.db.tx({ shops: [shopId] }, (tx) =>
    one(
      tx,
      sql<{ secret: string; disabled_at: number | null }>`select secret, disabled_at from channel
        where channel_id = ${channelId}`,
    ),
  )

describe('keys', () => {
  test.each([
    ['拼多多 桥', 'pin-duo-duo-qiao'],
    ['Web chat (EN)', 'web-chat-en'],
    ['女装旗舰店', 'nv-zhuang-qi-jian-dian'],
    ['Café №1', 'cafe-no1'],
    ['～！', ''],
    ['a'.repeat(60), 'a'.repeat(24)],
    ['二十四个字符以外的就不要了', 'er-shi-si-ge-zi-fu-yi-wa'],
  ])('%s is %s in an address', (name, expected) => expect(slug(name)).toBe(expected))

  test('two of one name differ; a name of marks takes the kind', () => {
    expect(channelKey('bridge', 'x')).not.toBe(channelKey('bridge', 'x'))
    expect(channelKey('web-chat', '！')).toMatch(/^web-chat-[0-9a-f]{10}$/)
  })

  test('secrets hold 32 random bytes, the bridge’s as Standard Webhooks write them', () => {
    const bridge = channelSecret('bridge')
    expect(bridge).toMatch(/^whsec_/)
    expect(Buffer.from(bridge.slice(6), 'base64')).toHaveLength(32)
    expect(Buffer.from(channelSecret('web-chat'), 'base64url')).toHaveLength(32)
    expect(channelSecret('bridge')).not.toBe(bridge)
  })
})

describe('channels', () => {
  test('a new one is shown with its secret, and never again', async () => {
    const made = await add()
    expect(made).toMatchObject({
      shopId,
      kind: 'bridge',
      name: '拼多多 桥',
      disabled: false,
      pending: 0,
      failing: null,
    })
    expect(made.key).toMatch(/^pin-duo-duo-qiao-[0-9a-f]{10}$/)
    expect((await stored(made.id))?.secret).toBe(made.secret)
    const { secret, ...view } = made
    expect(await list()).toEqual([view])
    const trail = JSON.stringify([await audited(desk.db, [shopId]), desk.published])
    expect(trail).toContain('channel.added')
    expect(trail).not.toContain(secret.slice(6, 20))
  })

  test('a new secret takes the place of the old one, in the audit without either', async () => {
    const made = await add()
    const { body } = await boss(path(`/${made.id}/secret`), { method: 'POST' })
    expect(body.secret).toMatch(/^whsec_/)
    expect(body.secret).not.toBe(made.secret)
    expect((await stored(made.id))?.secret).toBe(body.secret)
    const last = (await audited(desk.db, [shopId])).at(-1)
    expect(last).toMatchObject({
      what: 'channel.secret-renewed',
      detail: { channelId: made.id, name: made.name },
    })
    expect(JSON.stringify(last)).not.toContain(body.secret.slice(6, 20))
    expect(desk.published.at(-1)).toMatchObject({ kind: 'settings', data: { shopId, area: 'channels' } })
  })

  test('is renamed, disabled once, and enabled again', async () => {
    const { id } = await add()
    const set = (body: object) => boss(path(`/${id}`), { method: 'PUT', body })
    const disabled = await set({ name: '桥二', disabled: true })
    expect(disabled.body).toMatchObject({ id, name: '桥二', disabled: true })
    expect(await list()).toEqual([disabled.body])
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'channel.changed',
      detail: { channelId: id, name: { from: '拼多多 桥', to: '桥二' }, disabled: { from: false, to: true } },
    })
    const since = (await stored(id))?.disabled_at
    const entries = (await audited(desk.db, [shopId])).length
    desk.time.now += 1000
    await set({ name: '桥二', disabled: true })
    expect((await stored(id))?.disabled_at).toBe(since)
    expect(await audited(desk.db, [shopId])).toHaveLength(entries)
    await set({ name: '桥二', disabled: false })
    expect((await stored(id))?.disabled_at).toBeNull()
  })

  test('tells what waits for its connector, and what fails', async () => {
    const [one, two] = [await add(), await add('web-chat', 'Site')]
    await desk.db.tx({ shops: [shopId] }, async (tx) => {
      const write = (id: number, channelId: number, outbound: boolean) =>
        sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound,
          author, kind, text) values (${shopId}, 1, ${id}, now(), now(), ${channelId}, ${outbound}, 'agent', 'text', 'x')`.execute(
          tx,
        )
      for (const id of [1, 2, 3, 4]) await write(id, one.id, true)
      await write(5, one.id, false)
      await write(6, two.id, true)
      await sql`update outbox_cursor set acked = 2, failing_id = 3, attempts = 4, error = 'timeout',
        retry_at = to_timestamp(1000) where channel_id = ${one.id}`.execute(tx)
    })
    expect((await list()).map((c) => [c.id, c.pending, c.failing])).toEqual([
      [one.id, 2, { messageId: 3, attempts: 4, retryAt: 1_000_000, error: 'timeout' }],
      [two.id, 0, null], // a web chat's stream is the delivery: nothing waits
    ])
  })

  test('one with a given key cannot be made twice', async () => {
    const make = () =>
      desk.db.tx({ shops: [shopId] }, (tx) =>
        createChannel(tx, shopId, { kind: 'web-chat', name: 'Demo', key: `demo-${serial}` }, desk.time.now),
      )
    expect((await make()).key).toBe(`demo-${serial}`)
    await expect(make()).rejects.toThrow(/channel_key_key/)
  })

  test('the sites of a web chat are kept as origins', async () => {
    const { id } = await add('web-chat', '官网')
    const set = (sites: string[]) =>
      boss(path(`/${id}`), { method: 'PUT', body: { name: '官网', disabled: false, sites } })
    expect((await set(['https://Shop.example', 'http://localhost:8080'])).body.sites).toEqual([
      'https://shop.example',
      'http://localhost:8080',
    ])
    expect((await list()).find((c) => c.id === id)?.sites).toHaveLength(2)
    for (const wrong of ['shop.example', 'https://shop.example/page', 'javascript:alert(1)', 'https://'])
      expect((await set([wrong])).body.error.code).toBe('malformed')
  })

  test('imports are not opened by hand', async () => {
    expect((await boss(path(), { body: { kind: 'import', name: 'x' } })).body.error.code).toBe('malformed')
  })
})

describe('dead letters', () => {
  const letters = async (): Promise<DeadLetter[]> =>
    (await boss(`/api/shops/${shopId}/dead-letters`)).body.letters
  const dismiss = (id: number) => boss(`/api/shops/${shopId}/dead-letters/${id}/dismiss`, { method: 'POST' })

  const lay = async (ids: number[]) => {
    const { id: channelId } = await add()
    await desk.db.tx({ shops: [shopId] }, async (tx) => {
      await sql`insert into buyer (shop_id, buyer_id, channel_id, external_id, name)
        values (${shopId}, 7, ${channelId}, 'b7', '小雨')`.execute(tx)
      await sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text,
        last_author, last_message_id, opened_at, assistant)
        values (${shopId}, 1, 7, ${channelId}, 'open', now(), '', 'agent', 1, now(), '{}')`.execute(tx)
      for (const id of ids) {
        await sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound,
          author, kind, text) values (${shopId}, 1, ${id}, now(), now(), ${channelId}, true, 'agent', 'text',
          ${`第${id}条`})`.execute(tx)
        await sql`insert into dead_letter (shop_id, message_id, channel_id, conversation_id, attempts, error, at)
          values (${shopId}, ${id}, ${channelId}, 1, 8, 'blocked', to_timestamp(${id}))`.execute(tx)
      }
    })
    return channelId
  }

  test('are shown newest first with what was to be said to whom', async () => {
    const channelId = await lay([1, 2])
    expect(await letters()).toEqual(
      [2, 1].map((messageId) => ({
        shopId,
        messageId,
        channelId,
        conversationId: 1,
        text: `第${messageId}条`,
        buyerName: '小雨',
        attempts: 8,
        error: 'blocked',
        at: messageId * 1000,
      })),
    )
  })

  test('are dismissed once, and the screens and the audit are told', async () => {
    await lay([1, 2])
    expect((await dismiss(1)).body).toEqual({})
    expect((await letters()).map((l) => l.messageId)).toEqual([2])
    expect(desk.published.at(-1)).toMatchObject({ kind: 'letter-settled', data: { shopId, messageId: 1 } })
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'letter.dismissed',
      detail: { messageId: 1 },
    })
    expect((await dismiss(1)).body.error.code).toBe('already-settled')
    expect((await dismiss(9)).body.error.code).toBe('not-found')
  })

  test('two who dismiss one at once: one does', async () => {
    await lay([1])
    const both = await Promise.all([dismiss(1), dismiss(1)])
    expect(both.map((a) => a.status).toSorted()).toEqual([200, 409])
  })

  const sendAgain = (id: number) =>
    boss(`/api/shops/${shopId}/dead-letters/${id}/send-again`, { method: 'POST' })

  test('[OUT-3] are sent again, and settled', async () => {
    await lay([5])
    sentAgain.splice(0)
    expect((await sendAgain(5)).body).toEqual({})
    expect(sentAgain).toEqual([[shopId, 5]])
    expect(await letters()).toEqual([])
    expect((await sendAgain(5)).body.error.code).toBe('already-settled')
    expect((await sendAgain(9)).body.error.code).toBe('not-found')
    expect(sentAgain).toHaveLength(1)
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({ what: 'letter.sent-again' })
  })

  test('[OUT-3] one that the conversation does not take stays', async () => {
    await lay([5])
    refusing = true
    const answer = await sendAgain(5)
    refusing = false
    expect(answer.body.error.code).toBe('already-closed')
    expect((await letters()).map((l) => l.messageId)).toEqual([5])
  })
})
