import { parseArgs } from 'node:util'
import { connectBridge } from '../src/features/channel/bridge/client.ts'
import { clockContract } from '../src/features/clock/contract.ts'
import type { ClockRule } from '../src/features/clock/domain/rule.ts'
import { conversationStore } from '../src/features/conversation/index.ts'
import { shopContract } from '../src/features/shop/contract.ts'
import { all, type Db, openDb, sql } from '../src/platform/db/db.ts'
import { SECOND } from '../src/shared/time.ts'
import { signIn } from '../tests/support/session.ts'
import { bareRate } from './support/bare.ts'
import { startBenchDesk } from './support/desk.ts'
import { quantile, rounded } from './support/figures.ts'
import { fullLoad, requests, setRules, steadyLoad } from './support/load.ts'
import { watchBreaches } from './support/screen.ts'
import { addShop, type BenchShop } from './support/shops.ts'

/**
 * How soon after its moment a broken limit is on the screens, with thousands of clocks running; alone, and with the
 * ingest bench's load at half its rate beside it. See bench/clocks.md.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    running: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '200' }, // limits that pass a second
    steps: { type: 'boolean', default: false }, // with the default steps against silence, five a question
    processes: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const rate = Number(values.rate)
/** Seconds: so many clocks run when each runs so long. */
const LIMIT = Math.round(Number(values.running) / rate)
/** Seconds between a broken limit and the same buyer's next question: a breach that is so late would be lost. */
const PAUSE = 5
const BUYERS = rate * (LIMIT + PAUSE)
/** Half of the buyers write to the first. Each shop has the rules of its platform besides the bench's own. */
const PLATFORMS = ['douyin', 'taobao', 'pinduoduo', 'jd'] as const
const RULE = 'bench-limit'
/** What the ticker waits between two looks, ms (src/features/desk/ticker.ts). */
const TICK = 200
if (!(LIMIT >= 2) || !(seconds >= 5))
  throw new Error('--running: at least twice --rate; --seconds: at least 5')

const say = (line: string) => {
  if (!values.json) console.log(line)
}
const pass = (ms: number) => new Promise((go) => setTimeout(go, Math.max(0, ms)))

const limit: ClockRule = {
  id: RULE,
  platform: null,
  name: { zh: '压测', en: 'Bench' },
  counted: 'round',
  starts: 'asked',
  answeredBy: 'auto',
  autoExcluded: false,
  hours: [],
  limit: LIMIT,
  cap: null,
  sameSession: 0,
  days: 1,
  target: null,
  smallest: 0,
  money: 10_000,
  points: 0,
  consequences: [],
  enabled: true,
  from: 0,
  to: null,
  source: 'bench/clocks.ts',
  confidence: 'own',
}

/**
 * Buyers in turn, `rate` a second: each asks what the assistant answers, which ends the wait before, and at once what
 * only people could answer. The first limit passes at `start`. Ends when all limits up to `end()` have been started.
 */
const askIn = async (shops: readonly BenchShop[], url: string, start: number, end: () => number) => {
  const run = Math.random().toString(36).slice(2, 8)
  const doors = shops.map(({ bridge }) =>
    connectBridge({ url, channelKey: bridge.key, secret: bridge.secret }),
  )
  const pending = new Set<Promise<void>>()
  let asked = 0
  let failed: unknown = null
  const askedAt = (n: number) => Math.round(start - LIMIT * SECOND + (n * SECOND) / rate)
  while (!failed && askedAt(asked) + LIMIT * SECOND < end()) {
    const now = Date.now()
    const parcels = doors.map((): Parameters<(typeof doors)[number]['send']>[0][number][] => [])
    for (; askedAt(asked) <= now && askedAt(asked) + LIMIT * SECOND < end(); asked++) {
      const buyer = asked % BUYERS
      const shop = buyer % 2 === 0 ? 0 : 1 + (((buyer - 1) / 2) % (doors.length - 1))
      const about = { buyer: { id: `clock-${buyer}`, name: `买家${buyer}` }, at: askedAt(asked) }
      parcels[shop]?.push(
        { ...about, id: `${run}-${asked}-a`, text: '什么时候发货呀' },
        { ...about, id: `${run}-${asked}-b`, text: '这款和去年那款手感一样吗' },
      )
    }
    for (const [i, parcel] of parcels.entries()) {
      if (parcel.length === 0) continue
      const one: Promise<void> = (doors[i]?.send(parcel) ?? Promise.reject(new Error('no such shop')))
        .then(({ refused }) => {
          if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`)
        })
        .catch((error) => {
          failed ??= error
        })
        .finally(() => pending.delete(one))
      pending.add(one)
    }
    await pass(50)
  }
  await Promise.all(pending)
  await Promise.all(doors.map((door) => door.close()))
  if (failed) throw failed
}

const late = (delays: readonly number[]) => ({
  count: delays.length,
  p50: rounded(quantile(delays, 0.5), 0),
  p95: rounded(quantile(delays, 0.95), 0),
  p99: rounded(quantile(delays, 0.99), 0),
  max: rounded(quantile(delays, 1), 0),
})

/** What the table says of the limits that passed in a time: how many, and how long after each it was decided, ms. */
const recorded = async (db: Db, shops: readonly number[], from: number, to: number) => {
  const rows = await db.tx({ shops }, (tx) =>
    all(
      tx,
      sql<{ ms: number }>`select (extract(epoch from recorded_at - due_at) * 1000)::float8 as ms from breach
        where rule = ${RULE} and due_at >= to_timestamp(${from}::float8 / 1000)
          and due_at < to_timestamp(${to}::float8 / 1000)`,
    ),
  )
  return late(rows.map(({ ms }) => ms))
}

/** What the SQL alone takes to find a second's due rows among all that run, ms (median). */
const bareLook = async (db: Db, shops: readonly number[]) => {
  const took: number[] = []
  for (let i = 0; i < 50; i++) {
    const began = performance.now()
    await db.tx({ shops }, (tx) => conversationStore.dueConversations(tx, Date.now() + SECOND, 500))
    took.push(performance.now() - began)
  }
  return quantile(took, 0.5) ?? 0
}

const desk = await startBenchDesk()
const others: (typeof desk)[] = []
const db = openDb(desk.database, { poolSize: 2 })
try {
  while (others.length + 1 < Number(values.processes)) others.push(await startBenchDesk({ beside: desk }))
  const idle = await desk.memory()
  let peak = idle
  const watching = setInterval(async () => {
    peak = Math.max(peak, await desk.memory().catch(() => 0))
  }, 250)
  const shops: BenchShop[] = []
  for (const platform of PLATFORMS) shops.push(await addShop(db, platform))
  const ids = shops.map(({ id }) => id)
  const owner = await signIn(desk.url, 'owner', desk.password)
  const watcher = { username: 'watcher', name: 'Watcher', role: 'supervisor', teams: [] } as const
  const password = crypto.randomUUID()
  const people = owner.api(shopContract)
  for (const [i, shopId] of ids.entries())
    await people.addMember({
      params: { shopId },
      body: { ...watcher, teams: [], ...(i === 0 && { password }) },
    })
  // Sees the clocks' shops only: the ingest's messages are for other screens.
  const follower = await signIn(desk.url, watcher.username, password)
  const clocks = owner.api(clockContract)
  for (const shopId of ids) {
    const { settings } = await clocks.clockSettings({ params: { shopId } })
    const steps = values.steps ? settings.steps : []
    await clocks.setClockSettings({ params: { shopId }, body: { ...settings, steps, rules: [limit] } })
  }
  const saved = Date.now()
  await setRules(desk)
  say(`Desk at ${desk.url}, Node ${process.version}, ${idle} MiB idle; ${BUYERS} buyers, limit ${LIMIT} s`)

  const make = requests(desk)
  await fullLoad(desk, make, 10, 3) // buyers known, code warm
  const full = await fullLoad(desk, make, 10, Math.min(10, seconds))
  const half = full.perSecond / 2
  const ingestAlone = await steadyLoad(desk, make, 10, half, Math.min(30, seconds))
  say(`Ingest alone: ${Math.round(full.perSecond)}/s, screen at half p99 ${ingestAlone.screen.p99} ms`)

  const seen: { dueAt: number; ms: number }[] = []
  const screen = await watchBreaches(follower, RULE, (dueAt) => seen.push({ dueAt, ms: Date.now() - dueAt }))
  // Ten seconds to let 5,000 buyers in; a rule judges what was asked since it was saved.
  const start = Math.max(Date.now() + 10 * SECOND, saved + (LIMIT + 1) * SECOND)
  let end = Number.POSITIVE_INFINITY
  const asking = askIn(shops, desk.url, start, () => end)
  asking.catch(() => {})
  const alone = { from: start + 2 * SECOND, to: start + (2 + seconds) * SECOND }
  await Promise.race([pass(alone.to - Date.now()), asking])
  const memoryAlone = await desk.memory()
  const beside = { from: Date.now() + 2 * SECOND, to: Date.now() + (2 + seconds) * SECOND }
  const ingestBeside = await Promise.race([
    steadyLoad(desk, make, 10, half, seconds + 3),
    asking.then(() => Promise.reject(new Error('buyers stopped asking'))),
  ])
  end = Date.now()
  await asking
  await pass(2 * SECOND)
  screen.close()
  clearInterval(watching)

  const between = ({ from, to }: { from: number; to: number }) =>
    late(seen.filter(({ dueAt }) => dueAt >= from && dueAt < to).map(({ ms }) => ms))
  const look = await bareLook(db, ids)
  const batch = Math.max(1, Math.round((rate * TICK) / SECOND))
  const write = (batch / (await bareRate(desk, batch, Math.min(5, seconds)))) * SECOND
  // Who falls due waits up to a tick, evenly; then somebody has to look, and to write.
  const bare = 0.99 * TICK + look + write
  const result = {
    alone: { screen: between(alone), decided: await recorded(db, ids, alone.from, alone.to) },
    beside: { screen: between(beside), decided: await recorded(db, ids, beside.from, beside.to) },
    expected: Math.round(seconds * rate),
    bare: { p99: rounded(bare, 0), look: rounded(look), write: rounded(write) },
    ratio: {
      alone: rounded((between(alone).p99 ?? Number.NaN) / bare, 2),
      beside: rounded((between(beside).p99 ?? Number.NaN) / bare, 2),
    },
    ingest: { half: Math.round(half), alone: ingestAlone, beside: ingestBeside },
    memory_mib: { idle, alone: memoryAlone, peak },
  }
  if (values.json) console.log(JSON.stringify(result))
  else {
    const row = (name: string, of: ReturnType<typeof late>) => ({ '': name, ...of })
    console.table([
      row('alone: on the screen, ms', result.alone.screen),
      row('alone: decided', result.alone.decided),
      row('beside ingest: on the screen', result.beside.screen),
      row('beside ingest: decided', result.beside.decided),
    ])
    say(
      `${result.expected} limits passed in each; bare p99 ${result.bare.p99} ms (${JSON.stringify(result.bare)})`,
    )
    say(`Ratio: ${result.ratio.alone} alone, ${result.ratio.beside} beside`)
    say(
      `Ingest at ${result.ingest.half}/s, commit and screen p50/p99 ms: ${[ingestAlone, ingestBeside]
        .map((l) => `${l.committed.p50}/${l.committed.p99} ${l.screen.p50}/${l.screen.p99}`)
        .join(' alone, ')} beside`,
    )
    say(`Memory of the Node process: ${idle} MiB idle, ${memoryAlone} with clocks alone, ${peak} at most`)
  }
} finally {
  await db.close()
  for (const other of others) await other.stop()
  await desk.stop()
}
