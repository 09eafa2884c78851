import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { connectBridge } from '../../src/features/channel/bridge/client.ts'
import { createChannel } from '../../src/features/channel/index.ts'
import type { ConversationEvent } from '../../src/features/conversation/domain.ts'
import { deskContract } from '../../src/features/desk/contract.ts'
import { routingContract } from '../../src/features/routing/contract.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import type { ShopFacts } from '../../src/features/shop/domain.ts'
import { createShop, joinShop } from '../../src/features/shop/index.ts'
import { createDesk } from '../../src/main.ts'
import { readLog } from '../../src/platform/events/log.ts'
import type { Role } from '../../src/shared/access.ts'
import { freshDatabase } from '../support/database.ts'
import { type Session, signIn } from '../support/session.ts'

const PASSWORD = 'correct horse 42'

/** Somebody of the shop at their browser. */
export interface Staff {
  personId: number
  session: Session
}

/**
 * A whole desk of one shop in this process, on a real database, spoken to as from outside: buyers by the bridge, people
 * by HTTP. Its clock stands still unless it is set; its timers run.
 */
export const openPromotion = async (platform: ShopFacts['platform'], noon: number) => {
  const database = await freshDatabase()
  const time = { now: noon }
  const clock = { now: () => time.now }
  const faults: string[] = []
  const server = createServer()
  const log = pino({ level: 'warn', base: null }, { write: (line: string) => void faults.push(line) })
  const desk = await createDesk({ connection: database.connection, server, log, clock })
  desk.serve()
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const { shop, bridge } = await desk.db.tx({ shops: [] }, async (tx) => {
    const facts = { platform, name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    const shop = await createShop(tx, facts, noon)
    return { shop, bridge: await createChannel(tx, shop.id, { kind: 'bridge', name: '桥' }, noon) }
  })
  const door = connectBridge({ url, channelKey: bridge.key, secret: bridge.secret, clock })

  return {
    url,
    time,
    shopId: shop.id,
    door,
    faults,
    async staff(username: string, role: Role, teams: string[] = []): Promise<Staff> {
      const { personId } = await desk.db.tx({ shops: [shop.id] }, (tx) =>
        joinShop(tx, desk.auth, shop.id, { username, name: username, role, teams, password: PASSWORD }, noon),
      )
      return { personId, session: await signIn(url, username, PASSWORD) }
    },
    /** Hears of what happens in conversations, once it is committed. */
    watch: (heard: (event: ConversationEvent) => void) =>
      desk.hub.watch({
        logged(entries) {
          for (const { kind, data } of entries) if (kind === 'conversation') heard(data as ConversationEvent)
        },
      }),
    /** All that has happened in conversations, from the log. */
    story: async (): Promise<ConversationEvent[]> =>
      (await desk.db.tx({ shops: [shop.id] }, (tx) => readLog(tx, shop.id, 0, 100_000)))
        .filter(({ kind }) => kind === 'conversation')
        .map(({ json }) => JSON.parse(json) as ConversationEvent),
    async close() {
      await door.close()
      server.close()
      await desk.close()
      server.closeAllConnections()
      await database.drop()
    },
  }
}
export type Promotion = Awaited<ReturnType<typeof openPromotion>>

/** What somebody can do at their browser. */
export const atDesk = ({ shopId }: Promotion, { personId, session }: Staff) => {
  const desk = session.api(deskContract)
  const on = (id: number) => ({ params: { shopId, id } })
  return {
    personId,
    comes: async () => {
      await session.api(shopContract).setState({ body: { state: 'online' } })
      await session.api(routingContract).here({})
    },
    mayHave: (slots: number, whom: number) =>
      session.api(routingContract).setSeat({ params: { shopId, personId: whom }, body: { slots } }),
    replies: (id: number, text: string) =>
      desk.act({ ...on(id), body: { do: 'reply', clientId: crypto.randomUUID(), text } }),
    closes: (id: number) => desk.act({ ...on(id), body: { do: 'close' } }),
    /** Null where it was closed, else the code of the refusal. */
    triesToClose: (id: number): Promise<string | null> =>
      desk.act({ ...on(id), body: { do: 'close' } }).then(
        () => null,
        (error) => /"code":"([^"]+)"/.exec(String(error))?.[1] ?? String(error),
      ),
  }
}
