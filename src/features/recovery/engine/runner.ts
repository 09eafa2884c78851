import type { Clock } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Hub } from '../../../platform/events/hub.ts'
import { append, lockShop } from '../../../platform/events/log.ts'
import { SECOND } from '../../../shared/time.ts'
import type { Pipeline } from '../../desk/pipeline.ts'
import type { Shelves } from '../../pricing/live.ts'
import { shopFacts } from '../../shop/index.ts'
import { loadRecoverySettings } from '../load.ts'
import { hearNoMore } from '../opt-outs/hear.ts'
import * as planStore from '../plan-store.ts'
import * as cases from './case-store.ts'
import { CASES, decideDue, type Ground } from './deciding.ts'
import { deliverChats, deliverTexts } from './delivering.ts'
import { enrol } from './enrol.ts'
import * as facts from './facts-store.ts'
import type { ReasonsOf, TextSender } from './ports.ts'
import * as sendings from './sending-store.ts'

export interface RecoveryDeps {
  db: Db
  hub: Hub
  clock: Clock
  pipeline: Pick<Pipeline, 'submit' | 'config'>
  /** What shops sell: stock, phases, titles. */
  shelves?: Pick<Shelves, 'of'> | undefined
  /** Through which text messages leave; without it, none do. */
  texts?: TextSender | undefined
  reasons?: ReasonsOf | undefined
  log(message: string, error: unknown): void
}

/** How often it is looked at what is due, ms: reminders are minutes apart. */
const EVERY = 500
/** What another server decided and has not handed over within this time is taken up here, ms. */
const STALE = 10 * SECOND
const QUEUED = 500
/** Rounds in a shop before the others have their turn. */
const ROUNDS = 20
/** Shops looked at together: every row that is read is compared with each of them (`scope_by_shop`). */
const SHOPS = 200
/** Screens hear of it at most this often, ms. */
const NEWS = 2000

/** What a look came to. */
export interface Ticked {
  enrolled: number
  decided: number
  sent: number
}

export interface Recovery {
  /** Looks once at every shop: who becomes a case, what is due, what is on its way. One at a time; called again meanwhile it
   * waits for the one under way and looks again. */
  tick(): Promise<Ticked>
  close(): Promise<void>
}

/** The shop's ground, read before its recovery turn is taken: decisions wait for no other connection. */
export const groundOf = async (
  deps: Pick<RecoveryDeps, 'db' | 'pipeline' | 'shelves' | 'texts' | 'reasons'>,
  shopId: number,
): Promise<Ground | null> => {
  const found = await deps.db.tx({ shops: [shopId] }, async (tx: Tx) => {
    const shop = await shopFacts(tx, shopId)
    if (!shop) return null
    const texts = (await deps.texts?.ready(tx, shopId)) ?? false
    return {
      ...{ shop, texts, settings: await loadRecoverySettings(tx, shopId) },
      version: await facts.settingsVersion(tx, shopId),
    }
  })
  if (!found) return null
  const { version, ...ground } = found
  const config = (await deps.pipeline.config([shopId], new Map([[shopId, version]]))).get(shopId)
  const shelf = (await deps.shelves?.of(shopId, version)) ?? null
  return {
    ...{ ...ground, shelf, reasons: deps.reasons },
    passes: (text, now) => {
      if (!config) return false
      const context = { attachments: [], consent: false, stock: null, offerEndsAt: null, now }
      const { verdict } = config.guard.check(text, { author: 'assistant-auto', ...context })
      return verdict === 'pass' || verdict === 'note'
    },
  }
}

/** Brings back those who have not paid or ordered: reads orders on, decides what is due, hands over what was decided. Any
 * number of servers may run it: a shop's decisions are made by one at a time, and nothing is said twice. */
export const createRecovery = (deps: RecoveryDeps): Recovery => {
  const { db, clock } = deps
  const toldAt = new Map<number, number>()
  let closing = false

  const news = async (shopId: number) => {
    if (performance.now() - (toldAt.get(shopId) ?? Number.NEGATIVE_INFINITY) < NEWS) return
    toldAt.set(shopId, performance.now())
    const logged = await db.tx({ shops: [shopId] }, async (tx) => {
      await lockShop(tx, shopId)
      return append(tx, shopId, [{ kind: 'recovery', data: { shopId } }], clock.now())
    })
    deps.hub.publish(logged)
  }

  /** Reads orders on. Null: another server has the turn. */
  const enrolled = (shopId: number, { settings, shop, reasons }: Ground) =>
    db.tx({ shops: [shopId] }, async (tx) => {
      if (!(await planStore.tryTurn(tx, shopId))) return null
      return enrol(tx, shopId, { settings, zone: shop.timeZone, now: clock.now(), reasons })
    })
  const decided = (shopId: number, ground: Ground) =>
    db.tx({ shops: [shopId] }, async (tx) =>
      (await planStore.tryTurn(tx, shopId)) ? decideDue(tx, ground, clock.now()) : null,
    )

  const deliver = async (shopId: number, ground: Ground, rows: readonly sendings.SendingRow[]) => {
    if (rows.length === 0) return 0
    const known = await db.tx({ shops: [shopId] }, async (tx) => ({
      plans: new Map((await planStore.begunPlans(tx, shopId)).map((row) => [row.plan.id, row])),
      began: await cases.beganOf(
        tx,
        shopId,
        rows.filter(({ orderId }) => orderId === null),
      ),
    }))
    const chats = rows.filter(({ channel }) => channel === 'chat')
    const texts = rows.filter(({ channel }) => channel === 'sms')
    return (
      (await deliverChats(deps, shopId, chats, known.plans, known.began)) +
      (await deliverTexts(deps, shopId, texts, ground.shop.locale))
    )
  }

  const shopRound = async (shopId: number, ticked: Ticked) => {
    const ground = await groundOf(deps, shopId)
    if (!ground) return
    let moved = 0
    for (let n = 0; n < ROUNDS && !closing; n++) {
      const done = await enrolled(shopId, ground)
      moved += done?.changed ?? 0
      ticked.enrolled += done?.changed ?? 0
      if (!done?.more) break
    }
    // Who has just asked for no more is not reminded once more because nobody has read it yet.
    for (let n = 0; n < ROUNDS && !closing; n++)
      if (!(await db.tx({ shops: [shopId] }, (tx) => hearNoMore(tx, shopId, clock.now()))).more) break
    for (let n = 0; n < ROUNDS && !closing; n++) {
      const round = await decided(shopId, ground)
      if (!round) break
      moved += round.decided
      ticked.decided += round.decided
      ticked.sent += await deliver(shopId, ground, round.queued)
      if (round.decided < CASES) break
    }
    // What somebody else decided and did not hand over; of one's own, what could not be.
    for (let n = 0; n < ROUNDS && !closing; n++) {
      const left = await db.tx({ shops: [shopId] }, (tx) =>
        sendings.queuedBefore(tx, shopId, clock.now() - STALE, QUEUED),
      )
      const sent = await deliver(shopId, ground, left)
      moved += left.length
      ticked.sent += sent
      if (left.length < QUEUED || sent === 0) break
    }
    if (moved > 0) await news(shopId)
  }

  const look = async (): Promise<Ticked> => {
    const ticked: Ticked = { enrolled: 0, decided: 0, sent: 0 }
    const { shops } = await db.everyShop()
    const due: number[] = []
    for (let from = 0; from < shops.length; from += SHOPS) {
      const now = clock.now()
      const scope = { shops: shops.slice(from, from + SHOPS) }
      due.push(...(await db.tx(scope, (tx) => planStore.shopsDue(tx, now, now - STALE))))
    }
    for (const shopId of due) {
      if (closing) break
      await shopRound(shopId, ticked).catch((error) => deps.log(`reminding in shop ${shopId} failed`, error))
    }
    return ticked
  }

  let running: Promise<Ticked> | null = null
  return {
    async tick() {
      while (running) await running.catch(() => {})
      running = look()
      try {
        return await running
      } finally {
        running = null
      }
    },
    async close() {
      closing = true
      await running?.catch(() => {})
    },
  }
}

/** Looks again and again. */
export const startRecovery = (deps: RecoveryDeps, every = EVERY): Recovery => {
  const recovery = createRecovery(deps)
  let looking: Promise<unknown> | null = null
  const timer = setInterval(() => {
    looking ??= recovery
      .tick()
      .catch((error) => deps.log('looking for reminders that are due failed', error))
      .finally(() => {
        looking = null
      })
  }, every)
  return {
    tick: recovery.tick,
    async close() {
      clearInterval(timer)
      await recovery.close()
      await looking
    },
  }
}
