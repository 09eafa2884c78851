import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Hub, Logged } from '../../platform/events/hub.ts'
import { lockShop } from '../../platform/events/log.ts'
import { DAY, type Instant } from '../../shared/time.ts'
import { conversationStore } from '../conversation/index.ts'
import { shopFacts } from '../shop/index.ts'
import { clockOf } from './domain/due.ts'
import { type Promised, promisedIn } from './domain/promise/promise.ts'
import type { TaskSettings } from './domain/settings.ts'
import { loadTaskSettings } from './load.ts'
import { makeTask } from './making.ts'
import * as store from './store.ts'

/** Messages looked at in one transaction. */
const PIECE = 2000
/** What was said longer ago is not made a task of any more: nobody could keep it. */
const SINCE = DAY

interface Deps {
  db: Db
  hub: Hub
  clock: Clock
}

const taskFor = async (
  tx: Tx,
  shopId: number,
  words: store.SentWords,
  promised: Promised,
  settings: TaskSettings,
  now: Instant,
) => {
  const conversation = await conversationStore.conversationById(tx, shopId, words.conversationId)
  if (!conversation) return null
  const clock = clockOf(settings, 'promise', words.sentAt, promised.until)
  return makeTask(
    tx,
    shopId,
    {
      ...{ kind: 'promise', orderId: null, conversationId: conversation.id },
      ...{ buyerId: conversation.buyerId, buyerName: conversation.buyerName },
      // Who promised it; of words from elsewhere, who has the conversation.
      owner: words.personId ?? conversation.assignee,
      ...{ team: clock.team, dueAt: clock.dueAt, warnAt: clock.warnAt, words: promised.words },
      ...{ messageId: words.id, promised: promised.what, change: null, case: null },
      ...{ createdBy: words.personId, createdAt: words.sentAt },
    },
    now,
  )
}

/**
 * Reads what agents have sent since it was last read, and makes a task of every promise in it (TSK-37): once a message, on
 * however many processes, whatever was killed in between. Gives how many tasks were made.
 */
export const readPromises = async ({ db, hub, clock }: Deps, shopId: number): Promise<number> => {
  let made = 0
  for (;;) {
    const now = clock.now()
    const { logged, more } = await db.tx({ shops: [shopId] }, async (tx) => {
      const nothing = { logged: [] as Logged[], more: false }
      const after = await store.lockReading(tx, shopId)
      if (after === null) return nothing
      const { sent, to, more } = await store.sentAfter(tx, shopId, after, {
        since: now - SINCE,
        limit: PIECE,
      })
      if (to === after) return nothing
      await store.moveReading(tx, shopId, to)
      const shop = await shopFacts(tx, shopId)
      const settings = await loadTaskSettings(tx, shopId)
      if (!shop || !settings.readPromises) return { logged: [] as Logged[], more }
      const found = sent.flatMap((words) => {
        const [soonest] = promisedIn(words.text, words.sentAt, shop.timeZone)
        return soonest ? [{ words, soonest }] : []
      })
      if (found.length === 0) return { logged: [] as Logged[], more }
      // The shop's turn last, and only where there is something to tell.
      await lockShop(tx, shopId)
      const logged: Logged[] = []
      for (const { words, soonest } of found)
        logged.push(...((await taskFor(tx, shopId, words, soonest, settings, now))?.logged ?? []))
      return { logged, more }
    })
    hub.publish(logged)
    made += logged.length
    if (!more) return made
  }
}

/** News gather so long before what was sent is read, ms: who sent it sees at once what was noted. */
const GATHER = 150

/** Reads promises soon after they were sent. What a fault leaves unread, the job of every minute reads. */
export const followPromises = (
  deps: Deps & { log(message: string, error: unknown): void },
): { idle(): Promise<void>; close(): Promise<void> } => {
  const dirty = new Set<number>()
  let running: Promise<void> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | null = null
  let closed = false
  const pass = async () => {
    const shops = [...dirty]
    dirty.clear()
    for (const shopId of shops) {
      if (closed) return
      await readPromises(deps, shopId).catch((error) => {
        if (!closed) deps.log('reading promises failed', error)
      })
    }
  }
  const run = () => {
    timer = null
    running = running.then(pass)
  }
  const unwatch = deps.hub.watch({
    logged(entries) {
      for (const entry of entries) {
        if (entry.kind !== 'conversation' || !deps.hub.isOwn(entry)) continue
        const { messages } = entry.data as { messages: { author: string; kind: string }[] }
        if (
          !messages.some(
            ({ author, kind }) => kind === 'text' && (author === 'agent' || author === 'assistant-assist'),
          )
        )
          continue
        dirty.add(entry.shopId)
        timer ??= setTimeout(run, GATHER)
      }
    },
  })
  return {
    async idle() {
      if (timer) {
        clearTimeout(timer)
        run()
      }
      await running
    },
    async close() {
      closed = true
      unwatch()
      if (timer) clearTimeout(timer)
      await running
    },
  }
}
