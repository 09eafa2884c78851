import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assistantContract } from '../../features/assistant/contract.ts'
import {
  assistantRoutes,
  createKnowledge,
  createProvider,
  defaultAssistantSettings,
  insertFaqEntry,
  type Knowledge,
  knowledgeRoutes,
  providerRoutes,
} from '../../features/assistant/index.ts'
import { knowledgeContract } from '../../features/assistant/knowledge/contract.ts'
import { insertPattern } from '../../features/assistant/knowledge/pattern-store.ts'
import { exactEngine } from '../../features/assistant/knowledge/testing.ts'
import { providerContract } from '../../features/assistant/provider/contract.ts'
import { bargainingContract } from '../../features/bargaining/contract.ts'
import { defaultPolicy } from '../../features/bargaining/domain/policy.ts'
import { bargainingRoutes } from '../../features/bargaining/index.ts'
import { haveConcession } from '../../features/bargaining/testing.ts'
import { campaignContract } from '../../features/campaign/contract.ts'
import { campaignRoutes } from '../../features/campaign/index.ts'
import { haveActivity } from '../../features/campaign/testing-store.ts'
import { catalogContract } from '../../features/catalog/contract.ts'
import { catalogRoutes, plainProduct, saveProduct } from '../../features/catalog/index.ts'
import { channelContract } from '../../features/channel/contract.ts'
import { channelRoutes, createChannel } from '../../features/channel/index.ts'
import { smsContract } from '../../features/channel/sms/contract.ts'
import { noSms } from '../../features/channel/sms/domain/settings.ts'
import { smsRoutes } from '../../features/channel/sms/index.ts'
import { rememberConfig } from '../../features/desk/config.ts'
import { guardContract } from '../../features/guard/contract.ts'
import { defaultGuardSettings } from '../../features/guard/domain/settings.ts'
import { guardRoutes } from '../../features/guard/index.ts'
import { leadContract } from '../../features/guard/lead/contract.ts'
import { haveEvent, haveLead, haveTalk } from '../../features/guard/testing.ts'
import { orderContract } from '../../features/order/contract.ts'
import { defaultOrderSettings } from '../../features/order/domain/settings.ts'
import { orderImportContract } from '../../features/order/import/contract.ts'
import { orderImportRoutes } from '../../features/order/import/index.ts'
import { orderRoutes } from '../../features/order/index.ts'
import { haveOrder } from '../../features/order/testing.ts'
import { phraseContract } from '../../features/phrase/contract.ts'
import type { PhraseBody } from '../../features/phrase/domain/phrase.ts'
import { phraseRoutes, seedPhrases } from '../../features/phrase/index.ts'
import { pricingContract } from '../../features/pricing/contract.ts'
import { createShelves, type Shelves } from '../../features/pricing/live.ts'
import { pricingRoutes } from '../../features/pricing/routes.ts'
import { saveOffer } from '../../features/pricing/store.ts'
import { per300 } from '../../features/pricing/testing.ts'
import { adviserContract } from '../../features/recovery/adviser/contract.ts'
import { adviserRoutes } from '../../features/recovery/adviser/routes.ts'
import { recoveryContract } from '../../features/recovery/contract.ts'
import { defaultRecoverySettings } from '../../features/recovery/domain/defaults.ts'
import { defaultReasonRules } from '../../features/recovery/domain/reason-words.ts'
import { errandContract } from '../../features/recovery/errands/contract.ts'
import { errandRoutes } from '../../features/recovery/errands/index.ts'
import { recoveryRoutes } from '../../features/recovery/index.ts'
import { optOutContract } from '../../features/recovery/opt-outs/contract.ts'
import { optOutRoutes } from '../../features/recovery/opt-outs/service.ts'
import { reasonContract } from '../../features/recovery/reason/contract.ts'
import { reasonRoutes } from '../../features/recovery/reason/routes.ts'
import { resultsContract } from '../../features/recovery/results/contract.ts'
import { resultsRoutes } from '../../features/recovery/results/routes.ts'
import { haveErrand, haveOptOut } from '../../features/recovery/testing/errands.ts'
import { havePlan } from '../../features/recovery/testing/orders.ts'
import { planBody } from '../../features/recovery/testing/plans.ts'
import { haveWish } from '../../features/recovery/testing/reading.ts'
import { wishContract } from '../../features/recovery/wish/contract.ts'
import { wishRoutes } from '../../features/recovery/wish/routes.ts'
import { shopContract } from '../../features/shop/contract.ts'
import { shopRoutes } from '../../features/shop/index.ts'
import { type Ask, openAdministration } from '../../features/shop/testing.ts'
import { taskContract } from '../../features/task/contract.ts'
import { defaultTaskSettings } from '../../features/task/domain/settings.ts'
import { taskRoutes } from '../../features/task/index.ts'
import { havePromise } from '../../features/task/testing.ts'
import type { Role } from '../../shared/access.ts'
import type { Endpoint } from '../../shared/contract.ts'
import { one, sql } from '../db/db.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>

const contracts: Record<string, Endpoint> = {
  ...shopContract,
  ...assistantContract,
  ...knowledgeContract,
  ...providerContract,
  ...phraseContract,
  ...catalogContract,
  ...campaignContract,
  ...channelContract,
  ...guardContract,
  ...leadContract,
  ...pricingContract,
  ...bargainingContract,
  ...orderContract,
  ...orderImportContract,
  ...taskContract,
  ...reasonContract,
  ...wishContract,
  ...recoveryContract,
  ...resultsContract,
  ...adviserContract,
  ...smsContract,
  ...optOutContract,
  ...errandContract,
}
const roles: Role[] = ['owner', 'supervisor', 'agent', 'viewer']
const everybody = roles
const settings = defaultAssistantSettings('en')
const { words: _, ...guardSettings } = defaultGuardSettings()
const pattern = { enabled: true, name: 'Tracking', pattern: 'SF[0-9]+', answer: 'See your order.' }
const faq = {
  ...{ enabled: true, question: 'How long?', wordings: [], answer: 'Three days', pictures: [], category: '' },
  ...{ items: [], phases: [], validFrom: null, validTo: null, ownerId: null },
}
const campaign = {
  ...{ name: 'D11', template: null, ruleSet: null },
  waves: [{ code: '1', name: 'First', owner: null, phases: [] }],
  rules: { noRaise: true, exceptCategories: [], lowest: null, holdDays: 15, protectDays: 15 },
}
const activity = { name: 'Main', wave: '1', facts: {}, products: [], owner: null }
/** Of the first shop: the second has another. */
const cup = plainProduct({ id: 'P-1', title: 'Cup', priceFen: 1990, stock: 5 })
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
  knowledge: { who: everybody },
  entry: { who: everybody },
  addEntry: { who: ['owner', 'supervisor'], body: faq },
  setEntry: { who: ['owner', 'supervisor'], body: { ...faq, answer: 'Two days' } },
  removeEntry: { who: ['owner', 'supervisor'] },
  changeEntries: { who: ['owner', 'supervisor'], body: { ids: [1], to: { enabled: false } } },
  importKnowledge: { who: ['owner', 'supervisor'], body: [{ question: 'How long?', answer: 'Three days' }] },
  exportKnowledge: { who: ['owner', 'supervisor'] },
  knowledgeChecks: { who: everybody },
  knowledgeStanding: { who: everybody },
  patterns: { who: everybody },
  addPattern: { who: ['owner', 'supervisor'], body: pattern },
  setPattern: { who: ['owner', 'supervisor'], body: { ...pattern, name: 'Other' } },
  removePattern: { who: ['owner', 'supervisor'] },
  askAssistant: { who: everybody, body: { text: 'hello' } },
  provider: { who: everybody },
  setProvider: {
    who: ['owner', 'supervisor'],
    body: {
      ...{ enabled: false, baseUrl: '', embeddings: false, embeddingModel: '', drafts: false, chatModel: '' },
      key: 'secret',
    },
  },
  testProvider: { who: ['owner', 'supervisor'] },
  draftReply: { who: ['owner', 'supervisor', 'agent'], body: { text: 'hello' } },
  phrases: { who: everybody },
  addPhrase: { who: ['owner', 'supervisor', 'agent'], body: { ...wording, scope: 'mine' } },
  setPhrase: { who: ['owner', 'supervisor'], body: wording },
  removePhrase: { who: ['owner', 'supervisor'] },
  usedPhrases: { who: ['owner', 'supervisor', 'agent'], body: { clientId: 'c', ids: [1] } },
  phraseUses: { who: everybody },
  importPhrases: { who: ['owner', 'supervisor', 'agent'] },
  exportPhrases: { who: ['owner', 'supervisor'] },
  products: { who: everybody },
  campaigns: { who: everybody },
  phasesNow: { who: everybody },
  addCampaign: { who: ['owner', 'supervisor'], body: campaign },
  campaignFrom: {
    who: ['owner', 'supervisor'],
    body: { from: { template: 'double-eleven' }, name: 'D11', day: '2026-11-11' },
  },
  setCampaign: { who: ['owner', 'supervisor'], body: campaign },
  removeCampaign: { who: ['owner', 'supervisor'] },
  activities: { who: everybody },
  addActivity: { who: ['owner', 'supervisor'], body: activity },
  setActivity: { who: ['owner', 'supervisor'], body: activity },
  removeActivity: { who: ['owner', 'supervisor'] },
  signUps: { who: everybody },
  setSignUps: { who: ['owner', 'supervisor'], body: { signUps: [] } },
  watch: { who: everybody },
  flags: { who: everybody },
  product: { who: everybody },
  setProduct: { who: ['owner', 'supervisor'], body: { ...cup, title: 'Blue cup' } },
  removeProduct: { who: ['owner', 'supervisor'] },
  editProducts: { who: ['owner', 'supervisor'], body: { ids: [cup.id], set: { stock: 3 } } },
  importProducts: { who: ['owner', 'supervisor'], body: [{ id: 'P-2', title: 'Mug', price: '9.90' }] },
  setImportMapping: { who: ['owner', 'supervisor'], body: { fingerprint: 'x', mapping: null } },
  importOrders: { who: ['owner', 'supervisor'], body: [{ 订单号: '261111-1', 订单状态: '待发货' }] },
  setOrderMapping: { who: ['owner', 'supervisor'], body: { fingerprint: 'x', mapping: null } },
  seePrice: { who: ['owner', 'supervisor', 'agent'], body: { sku: null, fen: 1990, at: 1, where: 'page' } },
  sizeCharts: { who: everybody },
  setSizeCharts: { who: ['owner', 'supervisor'], body: { charts: [] } },
  suggestions: { who: everybody, body: {} },
  offers: { who: everybody },
  setOffer: { who: ['owner', 'supervisor'], body: per300 },
  removeOffer: { who: ['owner', 'supervisor'] },
  ruleSets: { who: everybody },
  setRuleSet: { who: ['owner', 'supervisor'], body: { ruleSet: null, choose: true } },
  quote: { who: everybody, body: { lines: [{ product: 'P-1', quantity: 1 }] } },
  whatIf: { who: everybody, body: { lines: [{ product: 'P-1', quantity: 1 }] } },
  shifted: { who: everybody },
  quoteFile: {
    who: everybody,
    body: {
      at: '2021-11-11T00:00:00+08:00',
      ruleSet: 'tmall-2021-d11',
      lines: [{ item: 'A', priceFen: 100 }],
    },
  },
  channels: { who: everybody },
  addChannel: { who: ['owner'], body: { kind: 'bridge', name: 'Bridge' } },
  renewSecret: { who: ['owner'] },
  setChannel: { who: ['owner'], body: { name: 'Renamed', disabled: false } },
  deadLetters: { who: everybody },
  sendAgain: { who: ['owner', 'supervisor', 'agent'] },
  dismiss: { who: ['owner', 'supervisor', 'agent'] },
  guard: { who: everybody },
  setGuard: { who: ['owner', 'supervisor'], body: guardSettings },
  bargaining: { who: everybody },
  setBargaining: { who: ['owner', 'supervisor'], body: defaultPolicy() },
  concessions: { who: ['owner', 'supervisor', 'agent'] },
  settleConcession: { who: ['owner', 'supervisor', 'agent'], body: { state: 'paid' } },
  guardRules: { who: everybody },
  changeGuardWords: { who: ['owner', 'supervisor'], body: { put: [], remove: ['x'] } },
  importGuardWords: { who: ['owner', 'supervisor'], body: [{ word: '违禁', severity: 'block' }] },
  allowPhrase: { who: ['owner', 'supervisor'], body: { phrase: '第一代' } },
  tryGuard: { who: everybody, body: { text: 'hello' } },
  guardReport: { who: ['owner', 'supervisor', 'agent'] },
  guardEvents: { who: ['owner', 'supervisor', 'agent'] },
  exportGuardReport: { who: ['owner', 'supervisor'] },
  markFalseAlarm: { who: ['owner', 'supervisor', 'agent'], body: { falseAlarm: true } },
  orders: { who: everybody },
  order: { who: everybody },
  revealOrder: { who: ['owner', 'supervisor', 'agent'] },
  commandOrder: {
    who: ['owner', 'supervisor', 'agent'],
    body: { command: { do: 'remark', remark: 'gift', flag: 'red' } },
  },
  settleOrderCommand: { who: ['owner', 'supervisor', 'agent'], body: { state: 'done' } },
  orderSettings: { who: everybody },
  setOrderSettings: { who: ['owner', 'supervisor'], body: defaultOrderSettings() },
  tasks: { who: everybody },
  taskSteps: { who: everybody },
  orderTasks: { who: everybody },
  keptTasks: { who: everybody },
  taskSettings: { who: everybody },
  setTaskSettings: { who: ['owner', 'supervisor'], body: defaultTaskSettings() },
  addTask: {
    who: ['owner', 'supervisor', 'agent'],
    body: { kind: 'follow-up', orderId: null, conversationId: null, words: 'call' },
  },
  moveTask: { who: ['owner', 'supervisor', 'agent'], body: { do: 'note', text: 'called' } },
  leads: { who: ['owner', 'supervisor', 'agent'] },
  // Of a conversation that the agent has; of others: guard/lead/lead.test.ts.
  setLead: { who: ['owner', 'supervisor', 'agent'], body: { purpose: 'after-sales' } },
  recoverySettings: { who: everybody },
  setRecoverySettings: { who: ['owner', 'supervisor'], body: defaultRecoverySettings() },
  plans: { who: everybody },
  addPlan: { who: ['owner', 'supervisor'], body: planBody() },
  setPlan: { who: ['owner', 'supervisor'], body: planBody({ name: 'Other' }) },
  movePlan: { who: ['owner', 'supervisor'], body: { do: 'start' } },
  previewPlan: { who: ['owner', 'supervisor'], body: { plan: planBody(), from: 1, to: 2 } },
  sendings: { who: everybody },
  sendingDays: { who: everybody },
  cases: { who: everybody },
  correctReason: { who: ['owner', 'supervisor', 'agent'], body: { subject: 'order:1', reason: 'forgot' } },
  revealLead: { who: ['owner', 'supervisor', 'agent'] },
  sms: { who: everybody },
  setSms: { who: ['owner', 'supervisor'], body: noSms() },
  renewSmsKey: { who: ['owner', 'supervisor'] },
  testSms: { who: ['owner', 'supervisor'], body: { to: '13800001234', template: 'X', params: {} } },
  smsMessages: { who: everybody },
  smsReplies: { who: everybody },
  optOuts: { who: everybody },
  addOptOut: {
    who: ['owner', 'supervisor', 'agent'],
    body: { of: { buyerKey: 'b', name: 'B' }, channel: 'chat', how: 'said so' },
  },
  removeOptOut: { who: ['owner', 'supervisor'], body: { reason: 'a mistake' } },
  errands: { who: everybody },
  errandLoads: { who: everybody },
  assignErrands: {
    who: ['owner', 'supervisor'],
    body: {
      filter: {
        ...{ channel: 'phone', from: 0, to: 1, leastFen: null, mostFen: null, products: [], most: 10 },
      },
      ...{ people: [], words: 'Hello', dueAt: null, dry: false },
    },
  },
  // Of an errand that the agent has; of others: recovery/errands/errands.test.ts.
  setErrandOwner: { who: ['owner', 'supervisor', 'agent'], body: { owner: null } },
  settleErrand: { who: ['owner', 'supervisor', 'agent'], body: { outcome: 'paid' } },
  revealErrand: { who: ['owner', 'supervisor', 'agent'] },
  forgetLead: { who: ['owner', 'supervisor', 'agent'] },
  whyNot: { who: everybody },
  reasonRules: { who: everybody },
  setReasonRules: { who: ['owner', 'supervisor'], body: { ...defaultReasonRules(), hours: 48 } },
  wished: { who: everybody },
  wishes: { who: everybody },
  addWish: {
    who: ['owner', 'supervisor', 'agent'],
    body: { product: cup.id, sku: null, quantity: 1 },
  },
  setWish: { who: ['owner', 'supervisor', 'agent'], body: { state: 'withdrawn' } },
  setWishSettings: { who: ['owner', 'supervisor'], body: { holdHours: 12, keepDays: 30 } },
  planResults: { who: everybody },
  planPower: { who: everybody, body: { perDay: 100, days: 14, base: 0.3, control: 0.1 } },
  orderLife: { who: everybody },
  advise: { who: everybody, body: { budgetFen: 10_000, staffMinutes: 60 } },
}

let desk: Desk
let knowledge: Knowledge
let shelves: Shelves
const shops: number[] = []
const as = new Map<Role, As>()
type Things = Record<string, number | string>
let agentId = 0
let talks = 0

/** What the paths name: somebody, a channel, a phrase of the shop, a dead letter; all in the given shop. */
const things = (shopId: number, joined: number): Promise<Record<string, number | string>> =>
  desk.db.tx({ shops: [shopId] }, async (tx) => {
    const channel = await createChannel(tx, shopId, { kind: 'bridge', name: 'B' }, desk.time.now)
    const [phrase = 0] = await seedPhrases(tx, shopId, [wording], desk.time.now)
    const by = { personId: null, at: desk.time.now }
    const entry = await insertFaqEntry(tx, shopId, faq, by)
    const found = await insertPattern(tx, shopId, pattern, by)
    const letter = await one(
      tx,
      sql<{ id: number }>`insert into dead_letter
        (shop_id, message_id, channel_id, conversation_id, attempts, error)
        values (${shopId}, ${channel.id}, ${channel.id}, 1, 5, 'gone') returning message_id as id`,
    )
    const productId = shopId === shops[0] ? cup.id : `${cup.id}-elsewhere`
    await saveProduct(tx, shopId, { ...cup, id: productId })
    const offerId = shopId === shops[0] ? per300.offer.id : `${per300.offer.id}-elsewhere`
    await saveOffer(tx, shopId, { ...per300, offer: { ...per300.offer, id: offerId } })
    const ruleSetId = shopId === shops[0] ? 'tmall-2021-d11' : 'nowhere'
    const talk = { conversationId: ++talks, messageId: talks }
    await haveTalk(tx, shopId, talk, agentId)
    const eventId = await haveEvent(tx, shopId, { ...talk, personId: agentId, at: desk.time.now })
    const leadId = await haveLead(tx, shopId, { ...talk, at: desk.time.now })
    const concessionId = await haveConcession(tx, shopId, { ...talk, personId: agentId, at: desk.time.now })
    const wanted = await haveOrder(tx, shopId, `order-${talks}`, { personId: agentId, at: desk.time.now })
    const taskId = await havePromise(tx, shopId, { ...talk, personId: agentId, at: desk.time.now })
    const planId = await havePlan(tx, shopId, desk.time.now)
    const optOutId = await haveOptOut(tx, shopId, desk.time.now)
    const errandId = await haveErrand(tx, shopId, { owner: agentId, at: desk.time.now })
    const sale = await haveActivity(tx, shopId, campaign, activity)
    const wishId = await haveWish(tx, shopId, { ...talk, product: productId, at: desk.time.now })
    return {
      ...sale,
      ...wanted,
      taskId,
      ...{ personId: joined, channelId: channel.id, id: phrase, messageId: letter?.id ?? 0 },
      ...{
        productId,
        offerId,
        ruleSetId,
        wishId,
        conversationId: talk.conversationId,
        subject: `asked:${talk.conversationId}`,
      },
      ...{ entryId: entry.id, patternId: found.id, eventId, leadId, concessionId, planId },
      ...{ entryId: entry.id, patternId: found.id, eventId, leadId, concessionId, optOutId, errandId },
      ...{ productId, offerId, ruleSetId },
    }
  })

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    shopRoutes(app, deps)
    assistantRoutes(app, deps)
    knowledge = createKnowledge({ ...deps, engine: exactEngine().engine, log: (m) => desk.faults.push(m) })
    knowledgeRoutes(app, { ...deps, knowledge })
    const provider = createProvider({ ...deps, log: (m) => desk.faults.push(m) })
    providerRoutes(app, { ...deps, knowledge, provider })
    phraseRoutes(app, deps)
    guardRoutes(app, deps)
    bargainingRoutes(app, deps)
    orderRoutes(app, deps)
    taskRoutes(app, deps)
    const pipeline = { config: rememberConfig(deps.db), submit: async () => ({ replayed: true as const }) }
    recoveryRoutes(app, { ...deps, pipeline, log: (m) => desk.faults.push(m) })
    resultsRoutes(app, deps)
    adviserRoutes(app, deps)
    smsRoutes(app, deps)
    optOutRoutes(app, deps)
    errandRoutes(app, deps)
    catalogRoutes(app, deps)
    orderImportRoutes(app, { ...deps, log: (m) => desk.faults.push(m) })
    shelves = createShelves({ ...deps, log: (m) => desk.faults.push(m) })
    pricingRoutes(app, { ...deps, shelves })
    campaignRoutes(app, deps)
    reasonRoutes(app, deps)
    wishRoutes(app, deps)
    channelRoutes(app, { ...deps, resend: async () => {} })
  })
  for (const name of ['A', 'B']) shops.push((await desk.shop(name)).id)
  const [a = 0, b = 0] = shops
  for (const role of roles) {
    const { personId } = await desk.person(a, role, role)
    if (role === 'agent') agentId = personId
    as.set(role, await desk.as(role))
  }
  await desk.person(b, 'elsewhere', 'owner')
})
afterAll(async () => {
  await knowledge.close()
  await shelves.close()
  await desk.close()
})

let serial = 0
/** Things of a shop that nobody has done anything to. */
const fresh = async (n: 0 | 1): Promise<Things> => {
  const shopId = shops[n] ?? 0
  const { personId } = await desk.person(shopId, `somebody-${serial++}`, 'agent')
  return things(shopId, personId)
}
/** Of the one shop and of the other, for those who must not get at them: they stay as they are. */
let standing: readonly [Things, Things]
beforeAll(async () => {
  standing = [await fresh(0), await fresh(1)]
})

const askFor = (name: string, shopId: number, body: unknown, given: Things): [string, Ask] => {
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
    const may = who.includes(role)
    const [path, ask] = askFor(name, shops[0] ?? 0, body, may ? await fresh(0) : standing[0])
    const answer = await as.get(role)?.(path, ask)
    if (may) {
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
    const answer = await desk.ask(...askFor(name, shops[0] ?? 0, body, standing[0]))
    expect(answer.body).toEqual({ error: { code: 'not-signed-in', detail: {} } })
  })

  test.runIf(ofAShop)('an owner, in another’s shop, in one that does not exist, in nonsense', async () => {
    for (const shopId of [shops[1] ?? 0, 999, -1]) {
      const answer = await as.get('owner')?.(...askFor(name, shopId, body, standing[0]))
      expect(answer?.body).toEqual({ error: { code: 'not-found', detail: {} } })
    }
  })

  // A product is named by the shop itself: what another shop calls its own may be added here.
  test.runIf(/\{(?!shopId)/.test(endpoint.path) && name !== 'sendAgain' && name !== 'setProduct')(
    'an owner, in the own shop, with the number of a thing of another shop',
    async () => {
      const answer = await as.get('owner')?.(...askFor(name, shops[0] ?? 0, body, standing[1]))
      expect(answer?.status).toBe(404)
      expect(answer?.body.error.code).toBe('not-found')
    },
  )
})
