import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createChannel } from '../src/features/channel/index.ts'
import { createPipeline } from '../src/features/desk/pipeline.ts'
import type { Order } from '../src/features/order/domain/order.ts'
import { takeOrders } from '../src/features/order/index.ts'
import type { Rules } from '../src/features/recovery/domain/decide.ts'
import { defaultRecoverySettings } from '../src/features/recovery/domain/defaults.ts'
import type { Plan, PlanBody } from '../src/features/recovery/domain/plan.ts'
import { simulated } from '../src/features/recovery/domain/simulate.ts'
import { createRecovery } from '../src/features/recovery/index.ts'
import { addPlan, movePlan } from '../src/features/recovery/service.ts'
import { orderOf, planBody, step } from '../src/features/recovery/testing/plans.ts'
import { createShop } from '../src/features/shop/index.ts'
import { startCluster } from '../src/platform/db/cluster/index.ts'
import { openDb } from '../src/platform/db/db.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { createHub } from '../src/platform/events/hub.ts'
import { readLog } from '../src/platform/events/log.ts'
import { HOUR, MINUTE } from '../src/shared/time.ts'

/**
 * How many orders a second can be planned for and decided on: the decisions alone, on a simulated evening, and the whole loop
 * on PostgreSQL, beside the time in which the same rows are only inserted. See bench/recovery.md.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' }, // of the simulation
    stored: { type: 'string', default: '10000' }, // of the loop
    only: { type: 'boolean', default: false }, // the simulation alone
    json: { type: 'boolean', default: false },
  },
})
const count = Number(values.orders)
const stored = Number(values.stored)
if (!(count >= 1000) || !(stored >= 500)) throw new Error('--orders: at least 1000; --stored: at least 500')

const BEGINS = Date.parse('2026-11-11T18:00:00+08:00')
const bodies: PlanBody[] = [
  planBody({
    control: 0.1,
    steps: [
      step('soon', { when: { kind: 'delay', minutes: 5 } }),
      step('last', { when: { kind: 'before-end', minutes: 8 } }),
    ],
    arms: [
      { code: 'early', name: 'early', weight: 1, minutes: { soon: 3 } },
      { code: 'late', name: 'late', weight: 1, minutes: { soon: 9 } },
    ],
  }),
  planBody({
    control: 0.2,
    steps: [step('hour', { when: { kind: 'hours', hours: ['20:00', '21:00', '09:00'], after: 0 } })],
  }),
]

const rate = (n: number, ms: number): number => Math.round((n / ms) * 1000)
const ms = async (work: () => unknown): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Decisions alone. */
const simulation = async () => {
  const orders = Array.from({ length: count }, (_, i): Order => {
    const at = BEGINS + Math.floor((i / count) * 3 * HOUR)
    const paid = i % 5 < 2 ? at + ((i * 7919) % 1800) * 1000 : null
    const { at: _at, ...told } = orderOf(`${i}`, at, {
      buyer: { id: `b${i % Math.ceil(count * 0.7)}`, name: '小雨' },
    })
    return {
      ...{
        paidAt: paid,
        balanceFrom: null,
        shipBy: null,
        shippedAt: null,
        finishedAt: null,
        closeReason: null,
      },
      ...{
        closedAt: paid === null ? at + 30 * MINUTE : null,
        goodsFen: null,
        freightFen: null,
        paidFen: null,
      },
      ...{
        depositFen: null,
        address: null,
        shipments: [],
        refunds: [],
        buyerNote: '',
        remark: '',
        flag: null,
        extra: {},
      },
      ...told,
      status: paid === null ? 'closed' : 'paid',
    } as Order
  })
  const plans = bodies.map(
    (body, i): Plan => ({
      ...body,
      id: i + 1,
      state: 'running',
      salt: `s${i}`,
      createdAt: 0,
      startedAt: 0,
      endedAt: null,
    }),
  )
  const rules: Rules = {
    ...{ settings: defaultRecoverySettings(), platform: 'taobao', zone: 'Asia/Shanghai', locale: 'zh-CN' },
    passes: () => true,
  }
  const world = {
    rules,
    phaseAt: () => null,
    optedOut: () => new Set<never>(),
    reachable: () => true,
    outOfStock: () => false,
    reasonOf: () => 'forgot' as const,
  }
  const play = () => {
    let sent = 0
    const playing = simulated(plans, orders, world, ({ decided }) => {
      if (decided.do === 'send') sent++
    })
    let next = playing.next()
    while (!next.done) next = playing.next()
    return { ...next.value, sent }
  }
  play() // warm
  let played = play()
  const before = process.cpuUsage()
  const took = await ms(() => {
    played = play()
  })
  const used = process.cpuUsage(before)
  return {
    orders: count,
    cases: played.cases,
    decisions: played.decisions,
    sent: played.sent,
    perSecond: rate(count, took),
    /** Of the processor's own time: what it would be if nothing else ran on the machine. */
    perCpuSecond: rate(count, (used.user + used.system) / 1000),
  }
}

/** The loop on a database of its own. */
const loop = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'peakdesk-bench-'))
  await chmod(dataDir, 0o711) // root's PostgreSQL runs as another user
  const cluster = await startCluster({ dataDir, log: (line) => console.error(line) })
  try {
    const admin = new pg.Client({ ...cluster.connection, database: 'postgres' })
    await admin.connect()
    await admin.query('create database recovery')
    await admin.end()
    const connection = { ...cluster.connection, database: 'recovery' }
    await migrate({ connection })
    const time = { now: BEGINS }
    const clock = { now: () => time.now }
    const log = (message: string, error: unknown) => console.error(message, error)
    const db = openDb(connection)
    const hub = createHub(
      (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
      (error) => log('the hub', error),
    )
    const deps = { db, hub, clock }
    const pipeline = createPipeline({ ...deps, connection, log })
    const shop = await db.tx({ shops: [] }, (tx) =>
      createShop(tx, { platform: 'taobao', name: 'A', timeZone: 'Asia/Shanghai', locale: 'zh-CN' }, BEGINS),
    )
    await db.tx({ shops: [shop.id] }, (tx) =>
      createChannel(tx, shop.id, { kind: 'bridge', name: 'B' }, BEGINS),
    )
    const nobody = { personId: null, address: null }
    const { id } = await addPlan(deps, nobody, shop.id, planBody())
    await movePlan(deps, nobody, shop.id, id, 'start')
    for (let from = 0; from < stored; from += 1000)
      await takeOrders(
        deps,
        shop.id,
        Array.from({ length: Math.min(1000, stored - from) }, (_, i) => orderOf(`${from + i}`, BEGINS)),
        { source: 'platform', personId: null },
      )
    const recovery = createRecovery({ ...deps, pipeline, log })
    const enrolling = await ms(recovery.tick)
    time.now = BEGINS + 10 * MINUTE
    let sent = 0
    const sending = await ms(async () => {
      while (sent < stored) {
        const ticked = await recovery.tick()
        if (ticked.decided === 0 && ticked.sent === 0) throw new Error(`only ${sent} of ${stored} left`)
        sent += ticked.sent
      }
    })
    await recovery.close()
    await pipeline.close()
    await db.close()

    // The same rows, only inserted: by 500, each in a transaction, into tables with the same indexes.
    const client = new pg.Client(connection)
    await client.connect()
    const bare = async (tables: readonly string[]): Promise<number> => {
      let took = 0
      for (const table of tables) {
        await client.query(`create table bare_${table} (like ${table} including all)`)
        const { rows } = await client.query(`select row_to_json(t) as row from ${table} t`)
        for (let from = 0; from < rows.length; from += 500) {
          const piece = JSON.stringify(rows.slice(from, from + 500).map(({ row }) => row))
          took += await ms(() =>
            client.query(
              `insert into bare_${table} overriding system value select * from json_populate_recordset(null::bare_${table}, $1)`,
              [piece],
            ),
          )
        }
      }
      return took
    }
    const cases = await bare(['recovery_case'])
    const sendings = await bare(['recovery_sending', 'message', 'conversation', 'buyer', 'event'])
    await client.end()
    return {
      orders: stored,
      enrolled: {
        perSecond: rate(stored, enrolling),
        bare: rate(stored, cases),
        ratio: Number((enrolling / cases).toFixed(2)),
      },
      sent: {
        perSecond: rate(stored, sending),
        bare: rate(stored, sendings),
        ratio: Number((sending / sendings).toFixed(2)),
      },
    }
  } finally {
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const simulationResult = await simulation()
console.log(
  JSON.stringify(
    { simulation: simulationResult, ...(!values.only && { loop: await loop() }) },
    null,
    values.json ? 0 : 2,
  ),
)
if (simulationResult.perCpuSecond < 20_000) process.exitCode = 1
