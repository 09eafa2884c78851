import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { assistantContract } from '../../features/assistant/contract.ts'
import { assistantRoutes, defaultAssistantSettings } from '../../features/assistant/index.ts'
import { catalogContract } from '../../features/catalog/contract.ts'
import { catalogRoutes } from '../../features/catalog/index.ts'
import { channelContract } from '../../features/channel/contract.ts'
import { channelRoutes, createChannel } from '../../features/channel/index.ts'
import { phraseContract } from '../../features/phrase/contract.ts'
import type { PhraseBody } from '../../features/phrase/domain/phrase.ts'
import { phraseRoutes, seedPhrases } from '../../features/phrase/index.ts'
import { shopContract } from '../../features/shop/contract.ts'
import { shopRoutes } from '../../features/shop/index.ts'
import { type Ask, openAdministration } from '../../features/shop/testing.ts'
import type { Role } from '../../shared/access.ts'
import type { Endpoint } from '../../shared/contract.ts'
import { one, sql } from '../db/db.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>

const contracts: Record<string, Endpoint> = {
  ...shopContract,
  ...assistantContract,
  ...phraseContract,
  ...catalogContract,
  ...channelContract,
}
const roles: Role[] = ['owner', 'supervisor', 'agent', 'viewer']
const everybody = roles
const settings = defaultAssistantSettings('en')
const wording = {
  scope: 'shop',
  team: null,
  code: 'x',
  situation: 'other',
  title: '',
  text: 'x',
  variants: {},
  pictures: [],
} satisfies PhraseBody

/** Said apart from the code's own list of permissions: who may, and something to ask with. */
const may: Record<string, { who: readonly Role[]; body?: unknown }> = {
  me: { who: everybody },
  setPreferences: { who: everybody, body: { theme: 'dark' } },
  setState: { who: everybody, body: { state: 'online' } },
  members: { who: everybody },
  addMember: {
    who: ['owner'],
    body: { username: 'fresh', name: 'Fresh', role: 'agent', password: 'a long password' },
  },
  changeMember: { who: ['owner'], body: { role: 'viewer', teams: [] } },
  removeMember: { who: ['owner'] },
  setShop: {
    who: ['owner', 'supervisor'],
    body: { name: 'New name', timeZone: 'Asia/Shanghai', locale: 'en' },
  },
  audit: { who: ['owner', 'supervisor'] },
  assistantSettings: { who: everybody },
  setAssistantSettings: { who: ['owner', 'supervisor'], body: settings },
  tryAssistant: { who: everybody, body: { text: 'hello' } },
  phrases: { who: everybody },
  addPhrase: { who: ['owner', 'supervisor', 'agent'], body: { ...wording, scope: 'mine' } },
  setPhrase: { who: ['owner', 'supervisor'], body: wording },
  removePhrase: { who: ['owner', 'supervisor'] },
  usedPhrases: { who: ['owner', 'supervisor', 'agent'], body: { clientId: 'c', ids: [1] } },
  phraseUses: { who: everybody },
  importPhrases: { who: ['owner', 'supervisor', 'agent'] },
  exportPhrases: { who: ['owner', 'supervisor'] },
  products: { who: everybody },
  channels: { who: everybody },
  addChannel: { who: ['owner'], body: { kind: 'bridge', name: 'Bridge' } },
  renewSecret: { who: ['owner'] },
  setChannel: { who: ['owner'], body: { name: 'Renamed', disabled: false } },
  deadLetters: { who: everybody },
  sendAgain: { who: ['owner', 'supervisor', 'agent'] },
  dismiss: { who: ['owner', 'supervisor', 'agent'] },
}

let desk: Desk
const shops: number[] = []
const as = new Map<Role, As>()
let ids: Record<string, number> = {}

/** What the paths name: somebody, a channel, a phrase of the shop, a dead letter; all in the given shop. */
const things = (shopId: number, joined: number) =>
  desk.db.tx({ shops: [shopId] }, async (tx) => {
    const channel = await createChannel(tx, shopId, { kind: 'bridge', name: 'B' }, desk.time.now)
    const [phrase = 0] = await seedPhrases(tx, shopId, [wording], desk.time.now)
    const letter = await one(
      tx,
      sql<{ id: number }>`insert into dead_letter
        (shop_id, message_id, channel_id, conversation_id, attempts, error)
        values (${shopId}, ${channel.id}, ${channel.id}, 1, 5, 'gone') returning message_id as id`,
    )
    return { personId: joined, channelId: channel.id, id: phrase, messageId: letter?.id ?? 0 }
  })

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    shopRoutes(app, deps)
    assistantRoutes(app, deps)
    phraseRoutes(app, deps)
    catalogRoutes(app, deps)
    channelRoutes(app, { ...deps, resend: async () => {} })
  })
  for (const name of ['A', 'B']) shops.push((await desk.shop(name)).id)
  const [a = 0, b = 0] = shops
  for (const role of roles) {
    await desk.person(a, role, role)
    as.set(role, await desk.as(role))
  }
  await desk.person(b, 'elsewhere', 'owner')
})
afterAll(() => desk.close())

let serial = 0
beforeEach(async () => {
  const [a = 0] = shops
  const joined = await desk.person(a, `somebody-${serial++}`, 'agent')
  ids = await things(a, joined.personId)
})

const askFor = (name: string, shopId: number, body: unknown, given = ids): [string, Ask] => {
  const endpoint = contracts[name] as Endpoint
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    String(key === 'shopId' ? shopId : given[key]),
  )
  const unique = name === 'addMember' ? { ...(body as object), username: `fresh-${serial++}` } : body
  return [path, { method: endpoint.method.toUpperCase(), ...(unique !== undefined && { body: unique }) }]
}

test('every endpoint of the administration is in the table', () => {
  expect(Object.keys(may).toSorted()).toEqual(Object.keys(contracts).toSorted())
})

describe.each(Object.entries(may))('%s', (name, { who, body }) => {
  const endpoint = contracts[name] as Endpoint
  const ofAShop = endpoint.path.includes('{shopId}')

  test.each(roles)('%s', async (role) => {
    const [path, ask] = askFor(name, shops[0] ?? 0, body)
    const answer = await as.get(role)?.(path, ask)
    if (who.includes(role)) {
      expect(answer?.body).not.toHaveProperty('error')
      expect(answer?.status).toBe(200)
      expect(endpoint.gives.safeParse(answer?.body).error).toBeUndefined()
    } else {
      expect(answer?.status).toBe(403)
      expect(answer?.body.error.code).toBe('not-allowed')
    }
    expect(desk.faults).toEqual([])
  })

  test('nobody', async () => {
    const answer = await desk.ask(...askFor(name, shops[0] ?? 0, body))
    expect(answer.body).toEqual({ error: { code: 'not-signed-in', detail: {} } })
  })

  test.runIf(ofAShop)('an owner, in another’s shop, in one that does not exist, in nonsense', async () => {
    for (const shopId of [shops[1] ?? 0, 999, -1]) {
      const answer = await as.get('owner')?.(...askFor(name, shopId, body))
      expect(answer?.body).toEqual({ error: { code: 'not-found', detail: {} } })
    }
  })

  test.runIf(/\{(?!shopId)/.test(endpoint.path) && name !== 'sendAgain')(
    'an owner, in the own shop, with the number of a thing of another shop',
    async () => {
      const [a = 0, b = 0] = shops
      const other = await desk.person(b, `other-${serial++}`, 'agent')
      const answer = await as.get('owner')?.(...askFor(name, a, body, await things(b, other.personId)))
      expect(answer?.status).toBe(404)
      expect(answer?.body.error.code).toBe('not-found')
    },
  )
})
