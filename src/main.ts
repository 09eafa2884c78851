import type { Server } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type pg from 'pg'
import {
  assistantRoutes,
  createKnowledge,
  createProvider,
  createReader,
  knowledgeRoutes,
  learningJobs,
  learningRoutes,
  providerRoutes,
  suggestRoutes,
} from './features/assistant/index.ts'
import { bargainingRoutes } from './features/bargaining/index.ts'
import { campaignRoutes } from './features/campaign/index.ts'
import { catalogRoutes } from './features/catalog/index.ts'
import { describeBridge, openBridge } from './features/channel/bridge/index.ts'
import { demoRoutes } from './features/channel/demo/index.ts'
import { doorsOf } from './features/channel/doors.ts'
import { channelRoutes } from './features/channel/index.ts'
import { forgettingSms, smsDoor, smsRoutes } from './features/channel/sms/index.ts'
import { webChatRoutes, widgetScript } from './features/channel/web-chat/index.ts'
import { exposureRoutes } from './features/clock/exposure/routes.ts'
import { clockRoutes } from './features/clock/index.ts'
import { createOutbox } from './features/conversation/index.ts'
import { startIndexer } from './features/conversation/search/index.ts'
import { bargainingAround } from './features/desk/bargaining-around.ts'
import { concedingRoutes, takingBack } from './features/desk/conceding.ts'
import { directingRoutes } from './features/desk/directing.ts'
import { createDispatcher } from './features/desk/dispatcher.ts'
import { doorPorts } from './features/desk/doors.ts'
import { cleaning } from './features/desk/jobs.ts'
import { createPipeline, type Pipeline } from './features/desk/pipeline.ts'
import { recounting } from './features/desk/recount.ts'
import { followSettings } from './features/desk/renewal.ts'
import { deskRoutes } from './features/desk/routes.ts'
import { talkOrdersRoutes } from './features/desk/talk-orders.ts'
import { talkTasksRoutes } from './features/desk/talk-tasks.ts'
import { startTicker } from './features/desk/ticker.ts'
import { forgetting as forgettingLeads, guardRoutes } from './features/guard/index.ts'
import { orderImportRoutes } from './features/order/import/index.ts'
import {
  handWishes,
  type OrderDeps,
  orderRoutes,
  settleWishes,
  takeOrders,
  togetherIn,
} from './features/order/index.ts'
import { forgetting as forgettingUses, phraseRoutes } from './features/phrase/index.ts'
import { copyOffers } from './features/pricing/copying.ts'
import { createShelves } from './features/pricing/live.ts'
import { pricingRoutes } from './features/pricing/routes.ts'
import { knownRuleSets } from './features/pricing/service.ts'
import { adviserRoutes } from './features/recovery/adviser/routes.ts'
import { errandRoutes, sharingErrands } from './features/recovery/errands/index.ts'
import {
  beginnerBy,
  followStock,
  readingJobs,
  readReasons,
  reasonRoutes,
  recoveryRoutes,
  startRecovery,
  wishRoutes,
} from './features/recovery/index.ts'
import { optOutRoutes } from './features/recovery/opt-outs/service.ts'
import { resultsRoutes } from './features/recovery/results/routes.ts'
import { smsPorts, textSender } from './features/recovery/texting/ports.ts'
import { createPresence, hearing, routingRoutes } from './features/routing/index.ts'
import { shopRoutes } from './features/shop/index.ts'
import { followPromises, taskJobs, taskRoutes } from './features/task/index.ts'
import { orderHooks } from './order-hooks.ts'
import { type Auth, createAuth } from './platform/auth/index.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { assertBound } from './platform/db/bound.ts'
import { type Db, openDb } from './platform/db/db.ts'
import { createHub, type Hub } from './platform/events/hub.ts'
import { listen } from './platform/events/listen.ts'
import { logEnds, readLog } from './platform/events/log.ts'
import { healthRoutes } from './platform/http/health.ts'
import { referenceRoutes } from './platform/http/reference.ts'
import {
  answerErrors,
  clientOf,
  embeddable,
  faultFacts,
  nothingHere,
  sameOrigin,
  securityHeaders,
} from './platform/http/security.ts'
import { createApp } from './platform/http/serve.ts'
import { serveFolder } from './platform/http/static.ts'
import { startJobs } from './platform/jobs/index.ts'
import type { Logger } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { findPicture, pictureRoutes, storePicture } from './platform/pictures/index.ts'

export interface Desk {
  db: Db
  auth: Auth
  hub: Hub
  clock: Clock
  pipeline: Pipeline
  /** Answers the server's requests from now on. */
  serve(): void
  close(): Promise<void>
}

export interface DeskOptions {
  /** A migrated database, as its owner. */
  connection: pg.ClientConfig
  server: Server
  log: Logger
  trustedProxies?: readonly string[]
  clock?: Clock
}

/** Inputs in line from which background work waits. */
const BUSY = 50

/** Puts the desk together. Read from top to bottom: each part stands on those above it. */
export const createDesk = async (options: DeskOptions): Promise<Desk> => {
  const { connection, server, log, clock = systemClock } = options
  const fault = (message: string, error: unknown) => log.error({ fault: faultFacts(error) }, message)

  // The truth, and the news of it.
  const db = openDb(connection, { onError: (error) => fault('a database connection broke', error) })
  await assertBound(db).catch(async (error) => {
    await db.close()
    throw error
  })
  const read = (shopId: number, after: number, limit: number) =>
    db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit))
  const hub = createHub(read, (error) => fault('handing on the event log failed', error))
  const listening = listen(
    connection,
    hub,
    async () => {
      const scope = await db.everyShop()
      return db.tx(scope, (tx) => logEnds(tx, scope.shops))
    },
    (message) => log.warn(message),
  )

  // What assistants know: read over connections of its own, because transactions wait for it.
  const reading = openDb(connection, {
    poolSize: 2,
    onError: (error) => fault('a database connection broke', error),
  })
  const shelves = createShelves({ db: reading, hub, clock, log: fault })
  const knowledge = createKnowledge({ db: reading, hub, clock, shelves, log: fault })

  // What happens to conversations.
  const metrics = createMetrics({ depth: () => pipeline.depth(), streams: () => streams.size })
  const pipeline = createPipeline({
    connection,
    db,
    knowledge,
    shelves,
    clock,
    hub,
    log: fault,
    observe: metrics.flushed,
  })
  const ticker = startTicker({ db, clock, pipeline, log: fault })
  const presence = createPresence({ db, hub, clock, log: fault })
  const dispatcher = createDispatcher({ db, hub, clock, pipeline, log: fault })
  // Who went while no process was there to miss them is given nothing.
  void presence.sweep().then(() => dispatcher.start())
  const reasons = readReasons(clock)
  const begin = beginnerBy(reasons)
  const sms = {
    ...{ db, hub, clock },
    ports: smsPorts((shopId, { conversationId, once, text }) =>
      pipeline.submit({ shopId, inputs: [{ what: 'noted', id: once, conversationId, text }] }),
    ),
  }
  const recovering = { db, hub, clock, pipeline, shelves, reasons, texts: textSender(sms), log: fault }
  const recovery = startRecovery(recovering)
  const stock = followStock({ db, hub, clock, begin, log: fault })
  const renewal = followSettings({ db, hub, pipeline, log: fault })
  const outbox = createOutbox(db, clock)
  const ports = doorPorts({ db, pass: listening.pass, pipeline })
  const indexer = startIndexer({
    db,
    hub,
    everyShop: () => db.everyShop(),
    onFault: (error) => fault('indexing messages failed', error),
  })
  const recount = recounting(db, (correction) => log.warn(correction, 'slots were counted wrong'))
  const reader = createReader({ db, clock })
  const promises = followPromises({ db, hub, clock, log: fault })
  const tasks = {
    ...cleaning({ db, clock, pipeline }),
    ...recount,
    ...forgettingLeads({ db, clock }),
    ...forgettingUses({ db, clock }),
    ...readingJobs({ db, hub, clock, begin }),
    ...forgettingSms({ db, clock }),
    ...sharingErrands({ db, hub, clock }),
    ...learningJobs({ db, clock, reader, busy: () => pipeline.depth() > BUSY }),
    ...taskJobs({ db, hub, clock }),
  }
  const jobs = await startJobs(connection, tasks, fault)

  // The one door for orders, and who is told of every change in the transaction that stores it.
  const orders: OrderDeps = { db, hub, clock, noted: orderHooks }

  // People's side: /api behind a session and a same-origin check.
  const client = clientOf({ trustedProxies: options.trustedProxies ?? [] })
  const auth = await createAuth({ db, clock, client, log: (message) => log.warn(message) })
  const app = createApp()
  app.onError(answerErrors(log))
  app.notFound(nothingHere)
  app.use('*', async (c, next) => {
    c.set('address', client.address(c))
    await next()
  })
  const embedded = securityHeaders(client, 'embedded')
  const workbench = securityHeaders(client)
  app.use('*', (c, next) => (embeddable(c.req.path) ? embedded : workbench)(c, next))
  app.use('/api/*', sameOrigin(client), auth.identify, hearing(presence))
  auth.routes(app)
  const deps = { db, hub, clock, auth }
  shopRoutes(app, deps)
  channelRoutes(app, { ...deps, resend: ports.resend })
  phraseRoutes(app, deps)
  guardRoutes(app, deps)
  orderRoutes(app, orders)
  taskRoutes(app, deps)
  talkTasksRoutes(app, { ...deps, shelves })
  talkOrdersRoutes(app, orders)
  bargainingRoutes(app, { ...deps, takenBack: takingBack(pipeline) })
  concedingRoutes(app, { ...deps, pipeline, around: bargainingAround(shelves) })
  catalogRoutes(app, { ...deps, together: togetherIn({ db, clock }) })
  orderImportRoutes(app, { ...deps, ...orders, log: fault })
  campaignRoutes(app, { ...deps, copied: [copyOffers], ruleSets: knownRuleSets })
  clockRoutes(app, deps)
  exposureRoutes(app, deps)
  assistantRoutes(app, deps)
  pricingRoutes(app, { ...deps, shelves })
  knowledgeRoutes(app, { ...deps, knowledge, shelves })
  const provider = createProvider({ db, clock, log: fault })
  providerRoutes(app, { ...deps, knowledge, provider })
  learningRoutes(app, { ...deps, knowledge, reader })
  suggestRoutes(app, {
    ...{ db, clock, knowledge, shelves },
    async draft(shopId, question, candidates) {
      const ordered = await provider.rerank(shopId, question, candidates)
      return (await provider.draft(shopId, question, ordered)).draft?.text ?? null
    },
  })
  optOutRoutes(app, deps)
  errandRoutes(app, deps)
  smsRoutes(app, sms)
  routingRoutes(app, deps)
  reasonRoutes(app, deps)
  wishRoutes(app, deps)
  recoveryRoutes(app, { ...deps, ...recovering })
  directingRoutes(app, { db, clock, pipeline })
  resultsRoutes(app, deps)
  adviserRoutes(app, deps)
  const streams = deskRoutes(app, { ...deps, pass: listening.pass, pipeline, log: fault })

  // Buyers' side: public doors with their own admission.
  const webChat = webChatRoutes(app, {
    db,
    hub,
    clock,
    receive: pipeline.receive,
    history: ports.history,
    read: ports.readInConversation,
    typing: ports.typing,
    onFault: (error) => fault('a web chat stream failed', error),
  })
  widgetScript(app)
  smsDoor(app, sms)
  demoRoutes(app, { db, clock, origin: client.origin })
  pictureRoutes(app, { db })

  // Connectors' side: the hot path, asked before the rest.
  const bridge = openBridge({
    receive: pipeline.receive,
    outbox,
    hub,
    clock,
    doorOf: doorsOf(db, 'bridge'),
    storePicture: (shopId, bytes) => storePicture(db, shopId, bytes),
    findPicture: (shopId, picture) => findPicture(db, shopId, picture),
    read: ports.readOnPlatform,
    takeOrders: (shopId, updates) =>
      takeOrders(orders, shopId, updates, { source: 'bridge', personId: null }),
    orderCommands: {
      wanted: (shopId, limit) => handWishes(orders, shopId, limit),
      settle: (shopId, results, channelId) => settleWishes(orders, shopId, results, channelId),
    },
    fault: (error) => fault('the bridge failed', error),
  })

  healthRoutes(app, { db, client, metrics })
  describeBridge(app)
  referenceRoutes(app)
  serveFolder(app, join(import.meta.dirname, '../dist/web'), { pages: true })

  return {
    db,
    auth,
    hub,
    clock,
    pipeline,
    serve() {
      const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
      server.on('request', (req, res) => {
        if (!bridge.answer(req, res)) void answer(req, res)
      })
      bridge.attach(server)
    },
    async close() {
      // Doors first, so that nothing new comes in; then what is under way; the database last.
      bridge.close()
      webChat.close()
      for (const stream of streams) stream.close()
      await ticker.close()
      await stock.close()
      await recovery.close()
      await dispatcher.close()
      await renewal.close()
      await presence.close()
      await indexer.close()
      await promises.close()
      await pipeline.close()
      await knowledge.close()
      await shelves.close()
      await reading.close()
      await jobs.close()
      await listening.close()
      await auth.close()
      await db.close()
    },
  }
}
