import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assistantContract } from '../../src/features/assistant/contract.ts'
import { channelContract } from '../../src/features/channel/contract.ts'
import { inReadingOrder, type Message } from '../../src/features/conversation/domain.ts'
import { deskContract, type LogEntry } from '../../src/features/desk/contract.ts'
import {
  applyLog,
  type DeskState,
  fromSnapshot,
  type Snapshot,
} from '../../src/features/desk/ui/live/state.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import { within } from '../../src/platform/db/cluster/wait.ts'
import { type Db, openDb } from '../../src/platform/db/db.ts'
import { readCursor } from '../../src/platform/events/cursor.ts'
import { readLog } from '../../src/platform/events/log.ts'
import { freePort, peakdesk, type RunningDesk, removeData, startDesk } from '../support/desk-process.ts'
import { type Session, signIn } from '../support/session.ts'
import { chanceOf } from './chance.ts'
import { runConnectors } from './connectors.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { planOf, RULES, type Said } from './plan.ts'
import { pollOutbox } from './poller.ts'
import { followLog } from './screen.ts'
import { deliverAll, type Sent } from './sender.ts'
import { killed, strike, strikesOf } from './strikes.ts'
import type { Channel } from './wire.ts'

/**
 * Nothing lost, stored twice or out of order: buyers of two shops write through three channels, each message delivered
 * three times and shuffled, while the desk and its PostgreSQL are killed and a clumsy platform takes the answers.
 * The seed settles what is written, shuffled and killed when; how processes interleave is up to the machine.
 * FAULTS_SEED repeats a run, FAULTS_MESSAGES makes it longer.
 */
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31))
const MESSAGES = Number(process.env.FAULTS_MESSAGES ?? 1500)
const BUYERS = 25
const CONNECTIONS = 8
const CRASHES = 5
/** Longest run, and longest until the last answer is taken after the last message was delivered, ms. */
const LIMIT = 240_000
const SETTLED = 30_000

interface Stored extends Message {
  shopId: number
  channelId: number
}

/** All that is looked at when it is over. */
interface Run {
  said: Said[][]
  channels: Channel[]
  ledgers: Ledger[]
  sent: Sent
  screen: { entries: LogEntry[]; wrong: string[] }
  /** Snapshots from before, between the kills, and from the end. */
  snapshots: Snapshot[]
  end: Snapshot
  logs: LogEntry[]
  stored: Stored[]
  pending: number[]
  letters: number
  /** What desks logged in whose lives PostgreSQL was left alone. */
  complaints: string[]
  printed: string[]
}

let desk: RunningDesk | undefined
let db: Db | undefined
let run: Run

const prepare = async (session: Session): Promise<Channel[]> => {
  const { me } = session.api(shopContract)
  const { assistantSettings, setAssistantSettings } = session.api(assistantContract)
  const { addChannel } = session.api(channelContract)
  const { shops } = await me({})
  const channels: Channel[] = []
  for (const [i, { shop }] of shops.entries()) {
    const params = { shopId: shop.id }
    const rules = RULES.map(({ id, keyword }) => ({
      id,
      enabled: true,
      keywords: [keyword],
      match: 'any' as const,
      answer: `{buyer}，关于${keyword}：马上为您处理。`,
    }))
    await setAssistantSettings({
      params,
      body: { ...(await assistantSettings({ params })), rules, hours: [] },
    })
    for (const name of i === 0 ? ['socket', 'poll'] : ['socket']) {
      const { id, key, secret } = await addChannel({ params, body: { kind: 'bridge', name } })
      channels.push({ url: session.url, shopId: shop.id, channelId: id, key, secret })
    }
  }
  return channels
}

const storedIn = async (session: Session, snapshot: Snapshot): Promise<Stored[]> => {
  const { conversation } = session.api(deskContract)
  const talks = await Promise.all(
    snapshot.conversations.map(async ({ shopId, id, channelId }) => {
      const { messages } = await conversation({ params: { shopId, id } })
      return messages.map((message) => ({ ...message, shopId, channelId }))
    }),
  )
  return talks.flat()
}

const play = async (): Promise<Run> => {
  const began = performance.now()
  const chance = chanceOf(SEED)
  const first = await startDesk({ port: await freePort() })
  desk = first
  const { dataDir } = first
  const added = peakdesk(['shop', 'add', '--name', '二店', '--platform', 'taobao', '--data', dataDir])
  expect(await added.ended, added.stderr()).toEqual({ code: 0, signal: null })
  const session = await signIn(first.url, 'owner', first.password)
  const channels = await prepare(session)
  const api = { ...session.api(deskContract), ...session.api(channelContract) }
  const start = await api.snapshot({})

  const { said, deliveries } = planOf(chance, {
    messages: MESSAGES,
    channels: channels.length,
    buyers: BUYERS,
    since: Date.now() - MESSAGES * 100 - 60_000,
  })
  const ledgers = channels.map(() => openLedger())
  const finished = new AbortController()
  const until = AbortSignal.any([finished.signal, AbortSignal.timeout(LIMIT)])
  const partOf = () => ({ chance: chanceOf(chance.between(0, 2 ** 31)), until })

  const screen = followLog(session, start.cursor, partOf())
  const polled = 1 // the first shop’s second channel
  const bySocket = channels.flatMap((_, i) => (i === polled ? [] : [i]))
  const polling = pollOutbox(channels[polled] as Channel, ledgers[polled] as Ledger, partOf())
  const connectors = runConnectors(
    bySocket.map((i) => channels[i] as Channel),
    bySocket.map((i) => ledgers[i] as Ledger),
    { ...partOf(), crashes: CRASHES },
  )

  let answered = 0
  const sending = deliverAll(channels, deliveries, {
    ...partOf(),
    connections: CONNECTIONS,
    answered: (messages) => {
      answered += messages
    },
  })

  const snapshots = [start]
  const complaints: string[] = []
  const printed: string[] = []
  const total = { desks: 0, postmasters: 0 }
  const striking = async () => {
    const strikes = strikesOf(chance)
    let alone = true
    for (const [i, what] of strikes.entries()) {
      // Spread over the first nine tenths of the traffic.
      const point = ((i + chance.next()) / strikes.length) * 0.9 * MESSAGES * 3
      await within(LIMIT, () => answered >= point || until.aborted, 2)
      await setTimeout(chance.between(0, 30))
      if (until.aborted) throw until.reason
      const before: RunningDesk = desk ?? first
      if (what === 'postgres' || what === 'both') alone = false
      desk = await strike(what, before, chance)
      if (desk.pid !== before.pid) {
        if (alone) complaints.push(before.stderr())
        printed.push(desk.stdout())
        alone = true
      }
      total.desks += killed(what).desks
      total.postmasters += killed(what).postmasters
      snapshots.push(await api.snapshot({}))
    }
    if (alone) complaints.push((desk ?? first).stderr())
  }

  const settled = async () => {
    const [sent] = await Promise.all([sending, striking()])
    const pendingNow = async () =>
      Promise.all(
        channels.map(async ({ shopId, channelId }) => {
          const { channels: shown } = await api.channels({ params: { shopId } })
          return shown.find(({ id }) => id === channelId)?.pending ?? Number.NaN
        }),
      )
    let pending: number[] = []
    let end = start
    await within(
      SETTLED,
      async () => {
        if (until.aborted) throw until.reason
        pending = await pendingNow()
        end = await api.snapshot({})
        const ends = readCursor(end.cursor) ?? new Map()
        const seen = [...ends].every(([shopId, seq]) => screen.reached.get(shopId) === seq)
        return seen && pending.every((n) => n === 0)
      },
      100,
    )
    finished.abort()
    return { sent, pending, end }
  }
  const [{ sent, pending, end }, { crashes }] = await Promise.all([
    settled(),
    connectors,
    polling,
    screen.ended,
  ]).catch((error) => {
    finished.abort(error)
    throw error
  })

  const shops = [...new Set(channels.map(({ shopId }) => shopId))]
  db = openDb(first.database)
  const logs: LogEntry[] = []
  let letters = 0
  for (const shopId of shops) {
    const after = readCursor(start.cursor)?.get(shopId) ?? 0
    const entries = await db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, 1_000_000))
    logs.push(...entries.map(({ json: _, ...entry }) => entry))
    letters += (await api.deadLetters({ params: { shopId } })).letters.length
  }
  const stored = await storedIn(session, end)
  const handed = ledgers.reduce((sum, ledger) => sum + ledger.handed(), 0)
  const out = ledgers.reduce((sum, ledger) => sum + ledger.sent.size, 0)
  console.log(
    `seed ${SEED}: ${MESSAGES} messages in ${answered} deliveries by ${sent.calls} answered calls ` +
      `(${sent.replayed} replayed, ${sent.unanswered} unanswered), ${out} answers handed out ${handed} times, ${screen.entries.length} events over ` +
      `${screen.streams()} streams; killed: ${total.desks} desks, ${total.postmasters} PostgreSQL, ` +
      `${crashes} connectors; ${((performance.now() - began) / 1000).toFixed(1)} s`,
  )
  return {
    said,
    channels,
    ledgers,
    sent,
    screen,
    snapshots,
    end,
    logs,
    stored,
    pending,
    letters,
    complaints,
    printed,
  }
}

beforeAll(async () => {
  run = await play().catch((error) => {
    console.log(`seed ${SEED} failed`)
    throw error
  })
}, LIMIT + 60_000)

afterAll(async () => {
  await db?.close()
  await desk?.stop()
  if (desk) await removeData(desk.dataDir)
})

const sortedBy = <T>(list: Iterable<T>, key: (one: T) => string): T[] =>
  [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1))
const eachChannel = () =>
  run.channels.map((channel, i) => ({
    said: (run.said[i] as Said[]).map(({ message, rule }) => ({ ...message, rule })),
    ledger: run.ledgers[i] as Ledger,
    stored: run.stored.filter((m) => m.shopId === channel.shopId && m.channelId === channel.channelId),
  }))
const byBuyers = (stored: Stored[]) => stored.filter(({ author }) => author === 'buyer')
const isAnswer = ({ outbound, detail }: Message) => outbound && detail?.filler !== true

describe('after kills of the desk and of PostgreSQL', () => {
  test('each buyer message is stored exactly once, as it was written', () => {
    for (const { said, stored } of eachChannel()) {
      const found = byBuyers(stored).map(({ externalId, text, sentAt }) => ({
        id: externalId,
        text,
        at: sentAt,
      }))
      const written = said.map(({ id, text, at }) => ({ id, text, at }))
      expect(sortedBy(found, (m) => String(m.id))).toEqual(sortedBy(written, (m) => m.id))
    }
    expect(run.sent.accepted).toBeLessThanOrEqual(MESSAGES)
  })

  test('each buyer has one conversation, read in the order of the platform’s time', () => {
    for (const { said, stored } of eachChannel()) {
      const buyers = Map.groupBy(said, ({ buyer }) => buyer.id)
      const talks = Map.groupBy(stored, ({ conversationId }) => conversationId)
      const read = [...talks.values()].map((messages) =>
        byBuyers(inReadingOrder(messages) as Stored[]).map(({ externalId }) => externalId),
      )
      const written = [...buyers.values()].map((own) => own.map(({ id }) => id))
      expect(sortedBy(read, (ids) => String(ids[0]))).toEqual(sortedBy(written, (ids) => String(ids[0])))
    }
  })

  test('each buyer message has its one answer of substance, by its rule, and below it', () => {
    for (const { said, stored } of eachChannel()) {
      const rules = new Map(said.map(({ id, rule }) => [id, rule]))
      const answers = Map.groupBy(stored.filter(isAnswer), ({ replyTo }) => replyTo)
      const questions = byBuyers(stored)
      expect(answers.size).toBe(questions.length)
      for (const question of questions) {
        const own = answers.get(question.id) ?? []
        expect(own.map(({ author, detail }) => [author, detail?.rule])).toEqual([
          ['assistant-auto', rules.get(question.externalId ?? '')],
        ])
        expect(inReadingOrder([...own, question])[0]).toBe(question)
        expect(own[0]?.conversationId).toBe(question.conversationId)
      }
    }
  })

  test('each conversation sums up what was said in it', () => {
    const talks = Map.groupBy(run.stored, (m) => `${m.shopId}:${m.conversationId}`)
    for (const talk of run.end.conversations) {
      const messages = inReadingOrder(talks.get(`${talk.shopId}:${talk.id}`) ?? [])
      const last = messages.at(-1)
      const written = messages.filter(({ author }) => author === 'buyer').length
      const greetings = messages.filter(({ detail }) => detail?.filler === true).length
      expect(greetings).toBe(1)
      expect(talk).toMatchObject({
        waitingSince: null,
        unread: written,
        lastAt: last?.sentAt,
        lastAuthor: last?.author,
        lastMessageId: Math.max(...messages.map(({ id }) => id)),
      })
    }
  })

  test('each answer reached the platform, in order, and was sent to its buyer once', () => {
    for (const { said, ledger, stored } of eachChannel()) {
      expect(ledger.wrong).toEqual([])
      const outbound = sortedBy(
        stored.filter(({ outbound }) => outbound),
        ({ id }) => String(id).padStart(12, '0'),
      )
      expect([...ledger.sent.keys()]).toEqual(outbound.map(({ id }) => id))
      const writer = new Map(said.map(({ id, buyer }) => [id, buyer.id]))
      const external = new Map(byBuyers(stored).map(({ id, externalId }) => [id, externalId ?? '']))
      for (const { id, text, replyTo } of outbound) {
        const question = external.get(replyTo ?? 0) ?? ''
        expect(ledger.sent.get(id)).toMatchObject({
          text,
          replyTo: question,
          buyer: { id: writer.get(question) },
        })
      }
    }
  })

  test('the outbox is empty, and so are the dead letters', () => {
    expect(run.pending).toEqual(run.channels.map(() => 0))
    expect(run.letters).toBe(0)
  })

  test('the screen saw every event of the log once and in order, and nothing that is not in it', () => {
    expect(run.screen.wrong).toEqual([])
    const inOrder = (entries: LogEntry[]) =>
      sortedBy(entries, ({ shopId, seq }) => `${shopId}:${String(seq).padStart(12, '0')}`)
    expect(inOrder(run.screen.entries)).toEqual(inOrder(run.logs))
  })

  test('every older snapshot and the events since then give the fresh snapshot', () => {
    const shown = ({ open, closed, members }: DeskState) => ({ open, closed, members })
    const fresh = shown(fromSnapshot(run.end))
    expect(fresh.open.size).toBeGreaterThan(0)
    for (const snapshot of run.snapshots) {
      const cursor = readCursor(snapshot.cursor) ?? new Map<number, number>()
      const since = run.screen.entries.filter(({ shopId, seq }) => seq > (cursor.get(shopId) ?? 0))
      expect(shown(applyLog(fromSnapshot(snapshot), since))).toEqual(fresh)
    }
  })

  test('the desk complains of nothing but PostgreSQL’s death, and prints passwords once', () => {
    expect(run.complaints.join('')).toBe('')
    for (const stdout of run.printed) expect(stdout).not.toMatch(/passwords|Sign in with/)
  })
})
