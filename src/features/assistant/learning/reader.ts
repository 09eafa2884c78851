import { setImmediate as pause } from 'node:timers/promises'
import type { Clock } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { folded } from '../../../shared/text.ts'
import type { Message } from '../../conversation/domain.ts'
import { loadSettings } from '../load.ts'
import { essence } from './domain/features.ts'
import { corrections } from './domain/figures.ts'
import { createGrouping, type Grouping } from './domain/grouping.ts'
import { type Asked, readConversation, type Used } from './domain/reading.ts'
import { dayIn } from './domain/week.ts'
import * as store from './store.ts'

export interface Reader {
  /** Reads the next messages of a shop, about `limit`. `more`: there are others; none are read, and none seem to be there,
   * while another process reads the shop. */
  readOnce(shopId: number, limit?: number): Promise<{ read: number; more: boolean }>
}

const BATCH = 500
/** Messages at the beginning of a cut conversation of which not enough is known that came before. */
const CUT = 20
/** Shops whose groups are remembered: up to some megabytes each. */
const REMEMBERED = 20
const GROUPS_AT_ONCE = 500
/** Longest work without letting others work, ms: the same process answers buyers. */
const PATIENCE = 4

/** Lets others work where a while has passed. */
const politeness = () => {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < PATIENCE) return
    await pause()
    since = performance.now()
  }
}

/** What all that was said in conversations teaches. Those that begin in the middle teach nothing of their first lines. */
const learnt = (
  said: Awaited<ReturnType<typeof store.saidAround>>,
  after: number,
  intercepts: readonly string[],
): { asked: Asked[]; used: Used[]; read: number[] } => {
  const all = { asked: [] as Asked[], used: [] as Used[], read: [] as number[] }
  const talks = Map.groupBy(said, (m) => m.conversationId)
  for (const talk of talks.values()) {
    const messages: Message[] = talk.map((m) => ({ ...m, picture: null, externalId: null, outbound: false }))
    const cut = messages.filter((m) => m.id <= after).length === store.LOOKED_BACK
    const from = cut ? (messages[CUT]?.id ?? 0) : 0
    const { asked, used } = readConversation(messages, intercepts)
    all.asked.push(...asked.filter((one) => one.messageId >= from))
    all.used.push(...used.filter((one) => one.messageId >= from))
    all.read.push(...messages.filter((m) => m.id >= from && m.author === 'buyer').map((m) => m.id))
  }
  const inOrder = (a: { messageId: number }, b: { messageId: number }) => a.messageId - b.messageId
  return { ...all, asked: all.asked.sort(inOrder), used: all.used.sort(inOrder) }
}

export const createReader = ({ db, clock }: { db: Db; clock: Clock }): Reader => {
  const remembered = new Map<number, { version: number; grouping: Grouping }>()

  /** The shop's groups: those of the last time, unless another process has read since. */
  const groupingOf = async (tx: Tx, shopId: number, cursor: store.Cursor): Promise<Grouping> => {
    const known = remembered.get(shopId)
    const fresh = known?.version !== cursor.version
    const grouping = fresh ? createGrouping(cursor.nextGroup) : known.grouping
    if (fresh) {
      const yielding = politeness()
      for (let last = 0; ; ) {
        const groups = await store.groupsAfter(tx, shopId, last, GROUPS_AT_ONCE)
        for (const group of groups) {
          grouping.know([group])
          await yielding()
        }
        last = groups.at(-1)?.id ?? last
        if (groups.length < GROUPS_AT_ONCE) break
      }
    }
    grouping.setAside(await store.asideGroups(tx, shopId))
    return grouping
  }

  /** Puts new questions into groups and writes down what that changed. */
  const place = async (tx: Tx, shopId: number, grouping: Grouping, fresh: readonly Asked[], zone: string) => {
    const essences = [...new Set(fresh.map(({ text }) => essence(text)))]
    const twins = new Map((await store.twinsOf(tx, shopId, essences)).map((t) => [t.essence, t.groupId]))
    const changed = new Set<number>()
    const placed: store.FreshQuestion[] = []
    const merges: [from: number, into: number][] = []
    const yielding = politeness()
    for (const one of fresh) {
      await yielding()
      const essential = essence(one.text)
      const { groupId, exemplar, merged } = grouping.place(one.text, twins.get(essential) ?? null)
      placed.push({ ...one, essence: essential, day: dayIn(one.at, zone), groupId })
      if (exemplar) changed.add(groupId)
      if (merged === null) continue
      merges.push([merged, groupId])
      changed.delete(merged)
      changed.add(groupId)
      for (const other of placed) if (other.groupId === merged) other.groupId = groupId
      for (const [words, id] of twins) if (id === merged) twins.set(words, groupId)
    }
    await store.saveGroups(
      tx,
      shopId,
      [...changed].flatMap((id) => grouping.kept(id) ?? []),
    )
    for (const [from, into] of merges) await store.mergeGroup(tx, shopId, from, into)
    await store.insertQuestions(tx, shopId, placed)
    return changed.size > 0
  }

  const learnQuestions = async (
    tx: Tx,
    shopId: number,
    cursor: store.Cursor,
    { asked, read }: { asked: readonly Asked[]; read: readonly number[] },
    zone: string,
  ): Promise<{ grouping: Grouping | null; changed: boolean }> => {
    const known = new Map((await store.knownQuestions(tx, shopId, read)).map((q) => [q.messageId, q]))
    const still = new Set(asked.map(({ messageId }) => messageId))
    await store.deleteQuestions(
      tx,
      shopId,
      [...known.keys()].filter((id) => !still.has(id)),
    )
    for (const one of asked) {
      const before = known.get(one.messageId)
      if (!before || (before.replyId === (one.reply?.messageId ?? null) && before.alone === one.alone))
        continue
      await store.saveReply(tx, shopId, one)
    }
    const fresh = asked.filter(({ messageId }) => !known.has(messageId))
    if (fresh.length === 0) return { grouping: null, changed: false }
    const grouping = await groupingOf(tx, shopId, cursor)
    return { grouping, changed: await place(tx, shopId, grouping, fresh, zone) }
  }

  const learnUses = async (tx: Tx, shopId: number, used: readonly Used[], zone: string) => {
    const now = used.map((use) => ({ ...use, day: dayIn(use.at, zone) }))
    const ids = now.map(({ messageId }) => messageId)
    const before = await store.knownUses(tx, shopId, ids)
    // The day a use was counted under stays, should the shop move to another zone.
    const days = new Map(before.map(({ messageId, day }) => [messageId, day]))
    const dated = now.map((use) => ({ ...use, day: days.get(use.messageId) ?? use.day }))
    const changes = corrections(before, dated)
    if (changes.length === 0 && before.length === dated.length) return
    await store.saveUses(tx, shopId, dated)
    await store.addFigures(tx, shopId, changes)
  }

  return {
    async readOnce(shopId, limit = BATCH) {
      try {
        const done = await db.tx({ shops: [shopId] }, async (tx) => {
          const cursor = await store.lockCursor(tx, shopId)
          const batch = cursor && (await store.batchEnd(tx, shopId, cursor.messageId, limit))
          if (!cursor || !batch) return { read: 0, more: false, keep: null }
          const { shop, settings } = await loadSettings(tx, shopId)
          const said = await store.saidAround(tx, shopId, cursor.messageId, batch.last)
          const { used, ...questions } = learnt(said, cursor.messageId, settings.intercepts.map(folded))
          const { grouping, changed } = await learnQuestions(tx, shopId, cursor, questions, shop.timeZone)
          await learnUses(tx, shopId, used, shop.timeZone)
          const version = cursor.version + (changed ? 1 : 0)
          const nextGroup = grouping?.nextId() ?? cursor.nextGroup
          await store.moveCursor(tx, shopId, { messageId: batch.last, nextGroup, version }, clock.now())
          return { read: batch.count, more: batch.count >= limit, keep: grouping && { version, grouping } }
        })
        if (done.keep) {
          remembered.delete(shopId)
          remembered.set(shopId, done.keep)
          const oldest = remembered.size > REMEMBERED ? remembered.keys().next().value : undefined
          if (oldest !== undefined) remembered.delete(oldest)
        }
        return { read: done.read, more: done.more }
      } catch (error) {
        // What was remembered may know questions that were rolled back.
        remembered.delete(shopId)
        throw error
      }
    },
  }
}
