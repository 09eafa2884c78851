import { parseArgs } from 'node:util'
import { clockContract } from '../src/features/clock/contract.ts'
import { prepareClocks } from '../src/features/clock/domain/live.ts'
import type { ClockRule } from '../src/features/clock/domain/rule.ts'
import { rulesFor } from '../src/features/clock/domain/settings-rules.ts'
import type { ConversationEvent } from '../src/features/conversation/domain.ts'
import { routingContract } from '../src/features/routing/contract.ts'
import { defaultRouting } from '../src/features/routing/domain/defaults.ts'
import type { RoutingSettings } from '../src/features/routing/domain/settings.ts'
import { shopContract } from '../src/features/shop/contract.ts'
import { all, type Db, openDb, sql } from '../src/platform/db/db.ts'
import { logEnds, readLog } from '../src/platform/events/log.ts'
import { MINUTE, SECOND } from '../src/shared/time.ts'
import { type Session, signIn } from '../tests/support/session.ts'
import { figuresOf } from './routing/figures.ts'
import { ours } from './routing/policies.ts'
import { simulate } from './routing/simulate.ts'
import { scenarios, type World, worldOf } from './routing/world.ts'
import { type Hired, playWorld } from './routing-server/crew.ts'
import { type Entry, judge } from './routing-server/judge.ts'
import { startBenchDesk } from './support/desk.ts'
import { quantile, rounded } from './support/figures.ts'
import { openNews } from './support/screen.ts'

/**
 * A promotion hour of the simulation through the real server: two processes on one database, buyers by the bridge, people
 * by HTTP, all faster than life. Proves from the log that no limit was exceeded and nobody starved. See bench/routing.md.
 */
const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'promotion hour' },
    minutes: { type: 'string', default: '60' }, // of the world
    speed: { type: 'string', default: '20' }, // minutes of the world in a minute
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})
const speed = Number(values.speed)
const seed = Number(values.seed)
const minutes = Number(values.minutes)
const scenario = scenarios.find(({ name }) => name === values.scenario)
if (!scenario) throw new Error(`--scenario: one of ${scenarios.map(({ name }) => name).join(', ')}`)
if (!(speed >= 1 && speed <= 24)) throw new Error('--speed: 1 to 24; an owner may be silent for 5 s at least')
const say = (line: string) => {
  if (!values.json) console.log(line)
}

/** Settings are whole seconds. */
const short = (seconds: number): number => Math.max(1, Math.round(seconds / speed))
const life = defaultRouting('zh-CN')
/** The default routing in the desk's hurried time. */
const hurried: RoutingSettings = {
  ...life,
  teams: life.teams.map((team) => ({
    ...team,
    overflow: team.overflow.map((ring) => ({ ...ring, after: short(ring.after) })),
  })),
  recent: { always: life.recent.always / speed, online: life.recent.online / speed },
  recentFor: short(life.recentFor),
  skillFor: short(life.skillFor),
  silence: Math.max(5, short(life.silence)),
  away: short(life.away),
}
/** What that amounts to in the world's time: the simulation is to predict this, not what rounding took away. */
const predicted: RoutingSettings = {
  ...hurried,
  teams: hurried.teams.map((team) => ({
    ...team,
    overflow: team.overflow.map((ring) => ({ ...ring, after: ring.after * speed })),
  })),
  recent: life.recent,
  recentFor: hurried.recentFor * speed,
  skillFor: hurried.skillFor * speed,
  silence: hurried.silence * speed,
  away: hurried.away * speed,
}

const ruleOf = (id: string, counted: ClockRule['counted'], seconds: number): ClockRule => ({
  ...{ id, platform: null, name: { zh: id, en: id }, counted, starts: 'asked', answeredBy: 'auto' },
  ...{ autoExcluded: false, hours: [], limit: short(seconds), cap: null, sameSession: 0, days: 1 },
  ...{ target: null, smallest: 0, money: 10_000, points: 0, consequences: [], enabled: true, from: 0 },
  ...{ to: null, source: 'bench/routing-server.ts', confidence: 'own' },
})
/** Takes the place of the desk's own three minutes. */
const ANSWER = ruleOf('own-answer', 'round', 180)
const QUEUE = ruleOf('bench-queue', 'queue', 300)

/** Nobody has served these buyers before: the desk is new. */
const worldAt = (seed: number): World => {
  const world = worldOf({ ...scenario, minutes }, seed)
  return { ...world, chats: world.chats.map((chat) => ({ ...chat, served: null })) }
}

const furnish = async (owner: Session, shopId: number) => {
  const params = { shopId }
  await owner.api(routingContract).setRoutingSettings({ params, body: hurried })
  const clock = owner.api(clockContract)
  const { settings } = await clock.clockSettings({ params })
  // Silent owners are left to the routing, as in the simulation.
  const steps = settings.steps.filter((step) => step.do !== 'move' && step.do !== 'offer')
  const body = { ...settings, steps, rules: [ANSWER, QUEUE], closing: { ...settings.closing, idle: 0 } }
  const clocks = (await clock.setClockSettings({ params, body })).settings
  const address = `${owner.url}/api/shops/${shopId}/assistant`
  const headers = { cookie: owner.cookie, origin: owner.url, 'content-type': 'application/json' }
  const assistant = (await (await fetch(address, { headers })).json()) as Record<string, unknown>
  // Greets and holds the line, and leaves every answer to people; who comes back is a new conversation.
  const changed = JSON.stringify({ ...assistant, rules: [], hours: [], reopenWithin: 0 })
  const saved = await fetch(address, { method: 'PUT', headers, body: changed })
  if (!saved.ok) throw new Error(`settings were refused: ${await saved.text()}`)
  return prepareClocks(rulesFor('site', clocks), clocks, 'Asia/Shanghai')
}

const hire = async (owner: Session, shopId: number, world: World, urls: readonly string[]) => {
  const crew: Hired[] = []
  for (const agent of world.agents) {
    const username = `agent-${agent.id}`
    const password = crypto.randomUUID()
    const { personId } = await owner.api(shopContract).addMember({
      params: { shopId },
      body: { username, name: username, role: 'agent', teams: agent.teams, password },
    })
    const body = { slots: agent.slots }
    await owner.api(routingContract).setSeat({ params: { shopId, personId }, body })
    crew.push({ world: agent, personId, username, password, url: urls[agent.id % urls.length] ?? owner.url })
  }
  return crew
}

/** The log of a shop after an entry. */
const readAll = async (db: Db, shopId: number, after: number): Promise<Entry[]> => {
  const entries: Entry[] = []
  for (let seq = after; ; ) {
    const page = await db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, seq, 2000))
    const last = page.at(-1)
    if (!last) return entries
    seq = last.seq
    for (const { kind, at, json } of page) entries.push({ kind, at, data: JSON.parse(json) })
  }
}

const spread = (ms: readonly number[]) => ({
  count: ms.length,
  p50: rounded(quantile(ms, 0.5), 0),
  p99: rounded(quantile(ms, 0.99), 0),
  max: rounded(quantile(ms, 1), 0),
})

const first = await startBenchDesk()
const desks = [first]
const db = openDb(first.database, { poolSize: 2 })
try {
  while (desks.length < Number(values.processes)) desks.push(await startBenchDesk({ beside: first }))
  const urls = desks.map(({ url }) => url)
  const { shopId } = first.bridge
  const owner = await signIn(first.url, 'owner', first.password)
  const clocks = await furnish(owner, shopId)
  const world = worldAt(seed)
  const crew = await hire(owner, shopId, world, urls)
  const members = (await owner.api(shopContract).members({ params: { shopId } })).members
  const ends = await db.tx({ shops: [shopId] }, (tx) => logEnds(tx, [shopId]))
  say(
    `${desks.length} processes; ${world.chats.length} chats for ${crew.length} people in ${minutes / speed} minutes`,
  )

  let tell: (event: ConversationEvent) => void = () => {}
  const news = await openNews(first, ({ kind, data }) => {
    if (kind === 'conversation') tell(data as ConversationEvent)
  })
  const play = await playWorld(world, speed, { shopId, bridge: first.bridge, urls, crew, chief: owner })
  tell = play.heard
  // Whoever comes last is served and comes back within an hour of the world; else something starves.
  const played = await play.ended(((minutes + 60) * MINUTE) / speed)
  news.close()
  const memory = await Promise.all(desks.map((desk) => desk.memory()))

  const log = await readAll(db, shopId, ends.get(shopId) ?? 0)
  const limits = { limit: ANSWER.limit * SECOND, queueLimit: QUEUE.limit * SECOND }
  const found = judge(log, members, { settings: hurried, clocks, ...limits })
  const breaches = await db.tx({ shops: [shopId] }, (tx) =>
    all(
      tx,
      sql<{ unit: string; ms: number }>`select unit,
          (extract(epoch from recorded_at - due_at) * 1000)::float8 as ms
        from breach where shop_id = ${shopId} and rule in (${ANSWER.id}, ${QUEUE.id})`,
    ),
  )
  const seats = await db.tx({ shops: [shopId] }, (tx) =>
    all(tx, sql<{ load: number }>`select load from seat where load <> 0`),
  )
  const units = new Set(breaches.map(({ unit }) => unit))
  const simulated = (n: number) => figuresOf(simulate(worldAt(n), ours(predicted), predicted))
  const others = Array.from({ length: 20 }, (_, i) => simulated(seed + 1 + i))
  const real = figuresOf({ ...played, moved: found.moved, over: found.over })
  const prediction = simulated(seed)
  const compared = (
    ['had6', 'answered180', 'p95', 'breaches', 'breachShare', 'abandoned', 'jain', 'moved'] as const
  ).map((figure) => ({
    figure,
    simulated: rounded(prediction[figure], 3),
    'other seeds': `${rounded(Math.min(...others.map((o) => o[figure])), 3)}–${rounded(Math.max(...others.map((o) => o[figure])), 3)}`,
    server: rounded(real[figure], 3),
  }))
  const result = {
    chats: world.chats.length,
    entries: log.length,
    overLimit: found.over,
    seatsLeft: seats.length,
    room: spread(found.room),
    arrival: spread(found.arrival),
    lapsed: spread(found.lapsed),
    served: spread(found.served),
    unserved: spread(found.unserved),
    waitingAtEnd: found.waiting,
    placeableAtEnd: found.placeable,
    breaches: {
      recorded: units.size,
      missing: [...found.late].filter((unit) => !units.has(unit)),
      wrong: [...units].filter((unit) => !found.late.has(unit)),
      late: spread(breaches.map(({ ms }) => ms)),
    },
    crossed: played.crossed,
    compared,
    memory_mib: memory,
  }
  if (values.json) console.log(JSON.stringify(result))
  else {
    console.table(compared)
    const { compared: _, ...rest } = result
    for (const [name, value] of Object.entries(rest)) say(`${name}: ${JSON.stringify(value)}`)
  }
  const bad = found.over > 0 || found.placeable > 0 || found.waiting > 0 || seats.length > 0
  if (bad) throw new Error('a limit was exceeded, or somebody starved: see above')
} finally {
  await db.close()
  for (const desk of desks.toReversed()) await desk.stop()
}
