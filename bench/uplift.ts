import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { comparedAll } from '../src/features/recovery/domain/compared.ts'
import { needed } from '../src/features/recovery/domain/judge.ts'
import { nobody } from '../src/features/recovery/domain/tally.ts'
import { planResults } from '../src/features/recovery/results/service.ts'
import { havePlan, simplePlan, simulate } from '../src/features/recovery/results/testing.ts'
import { createShop } from '../src/features/shop/index.ts'
import { startCluster } from '../src/platform/db/cluster/index.ts'
import { openDb } from '../src/platform/db/db.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { meanDifference, slope } from '../src/shared/statistics/mean.ts'
import { newcombe, wilson } from '../src/shared/statistics/proportion.ts'
import { DAY } from '../src/shared/time.ts'
import { chanceOf } from '../tests/faults/chance.ts'
import { type Experiment, groupWithMoney, playedOut } from '../tests/support/experiment.ts'

/**
 * Whether what is said of reminders is true as often as it claims, on plans with a known effect; and how long it takes to
 * count a plan with a million cases. See bench/uplift.md.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    cases: { type: 'string', default: '1000000' },
    statistics: { type: 'boolean', default: false }, // without the database
  },
})
const RUNS = Number(values.runs)
const percent = (share: number, digits = 2) => `${(share * 100).toFixed(digits)} %`
const row = (...cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const head = (...names: string[]) => {
  row(...names)
  row(...names.map(() => '---'))
}

const falseOnes = () => {
  console.log(
    '\nNo effect, looked at every evening: how often it was ever called better or worse (at most 5 %)',
  )
  head('control', 'base', 'people', 'days', 'any moment', 'number planned: half of them')
  const cases: Experiment[] = [
    { perDay: 200, days: 30, control: 0.1, base: 0.3, effect: 0 },
    { perDay: 200, days: 30, control: 0.5, base: 0.3, effect: 0 },
    { perDay: 200, days: 30, control: 0.05, base: 0.05, effect: 0 },
    { perDay: 40, days: 60, control: 0.1, base: 0.3, effect: 0 },
    { perDay: 20, days: 90, control: 0.2, base: 0.7, effect: 0 },
  ]
  for (const one of cases) {
    const people = one.perDay * one.days
    const ever = (plan: number | null) => {
      let called = 0
      for (let seed = 1; seed <= RUNS; seed++) if (playedOut(one, plan, seed).first !== null) called++
      return percent(called / RUNS)
    }
    row(percent(one.control, 0), percent(one.base, 0), people, one.days, ever(null), ever(people / 2))
  }
}

const powers = () => {
  console.log(
    '\nThe size reckoned before: how often the effect is seen with it (80 %), and called the wrong way',
  )
  head('control', 'base', 'effect', 'planned', 'seen', 'wrong way', 'any moment: people', 'seen')
  for (const [control, base, effect] of [
    [0.1, 0.3, 0.06],
    [0.2, 0.3, 0.05],
    [0.5, 0.05, 0.03],
  ] as const) {
    const about = { treated: base + effect, base, control }
    const runs = Math.round(RUNS / 5)
    const rate = (people: number, plan: number | null) => {
      const perDay = 100
      let [seen, wrong] = [0, 0]
      for (let seed = 1; seed <= runs; seed++) {
        const { first } = playedOut(
          { perDay, days: Math.ceil(people / perDay), control, base, effect },
          plan,
          seed,
        )
        if (first === 'better') seen++
        if (first === 'worse') wrong++
      }
      return [seen / runs, wrong / runs] as const
    }
    const planned = needed(about, 'planned')
    const looking = needed(about, 'looking')
    const [seen, wrong] = rate(planned, planned)
    row(
      ...[percent(control, 0), percent(base, 0), percent(effect, 0), planned],
      ...[percent(seen, 1), percent(wrong), looking, percent(rate(looking, null)[0], 1)],
    )
  }
}

const coverage = () => {
  console.log('\nIntervals of 95 %: how often they hold the truth')
  head('reminded', 'not', 'Wilson', 'Newcombe', 'money, Welch', 'money, CUPED', 'CUPED’s width of Welch’s')
  const mean = 10_000 * Math.exp(0.405)
  for (const [treated, control] of [
    [450, 150],
    [900, 100],
    [4500, 500],
  ] as const) {
    const runs = Math.round(RUNS / 2)
    const chance = chanceOf(treated)
    const held = [0, 0, 0, 0]
    let width = 0
    for (let i = 0; i < runs; i++) {
      const [a, b] = [groupWithMoney(chance, treated, 0.36), groupWithMoney(chance, control, 0.3)]
      const welch = meanDifference(a.money, b.money)
      const cuped = meanDifference(a.money, b.money, slope(a.money, b.money))
      if (!welch || !cuped) throw new Error('there are enough people')
      const truths = [
        [wilson({ are: b.paid, of: b.people }), 0.3],
        [newcombe({ are: a.paid, of: a.people }, { are: b.paid, of: b.people }), 0.06],
        [welch, 0.06 * mean],
        [cuped, 0.06 * mean],
      ] as const
      truths.forEach(([{ low, high }, truth], k) => {
        if (low <= truth && truth <= high) held[k] = (held[k] ?? 0) + 1
      })
      width += (cuped.high - cuped.low) / (welch.high - welch.low) / runs
    }
    row(treated, control, ...held.map((n) => percent(n / runs, 1)), percent(width, 0))
  }
}

const families = () => {
  console.log(
    '\nArms that do nothing, judged together: how often any is called better or worse (at most 5 %)',
  )
  head('arms', 'any false one')
  for (const arms of [2, 4, 6]) {
    const chance = chanceOf(arms)
    let called = 0
    const runs = Math.round(RUNS / 5)
    const draw = () => {
      let paid = 0
      for (let k = 0; k < 500; k++) if (chance.happens(0.3)) paid++
      return { ...nobody, people: 500, paid }
    }
    for (let i = 0; i < runs; i++) {
      const control = draw()
      const pairs = Array.from({ length: arms }, () => {
        const treated = draw()
        return { treated, control, planned: { treated, control } }
      })
      const found = comparedAll(pairs, { plan: 500 * (arms + 1), amounts: false })
      if (found.some(({ verdict }) => verdict === 'better' || verdict === 'worse')) called++
    }
    row(arms, percent(called / runs))
  }
}

const analyze = async (connection: pg.ClientConfig) => {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('analyze').finally(() => client.end())
}

const counting = async () => {
  const CASES = Number(values.cases)
  const data = await mkdtemp(join(tmpdir(), 'peakdesk-uplift-'))
  await chmod(data, 0o711)
  const cluster = await startCluster({ dataDir: join(data, 'pg'), log: () => {} })
  try {
    await migrate({ connection: cluster.connection })
    const db = openDb(cluster.connection, { poolSize: 2 })
    const now = Date.now()
    const shop = await db.tx({ shops: [] }, (tx) =>
      createShop(tx, { platform: 'taobao', name: 'A', timeZone: 'Asia/Shanghai', locale: 'zh-CN' }, now),
    )
    const how = { cases: CASES, control: 0.1, base: 0.3, effect: { soon: 0.05, morning: 0.02 }, again: 2 }
    const body = { ...simplePlan, planned: 20_000 }
    const planId = await db.tx({ shops: [shop.id] }, async (tx) => {
      const id = await havePlan(tx, shop.id, { at: now - 30 * DAY, body })
      await simulate(tx, shop.id, id, { ...how, from: now - 30 * DAY, to: now - DAY })
      return id
    })
    const deps = { db, clock: { now: () => now } }
    console.log(`\nA plan with ${CASES} cases, counted from the tables: s (load ${loadavg()[0]?.toFixed(1)})`)
    head('statistics of the tables', 'all', 'groups alone')
    for (const analyzed of [false, true]) {
      if (analyzed) await analyze(cluster.connection)
      const took = async (what: 'all' | 'groups') => {
        let best = Number.POSITIVE_INFINITY
        for (let i = 0; i < 3; i++) {
          const from = performance.now()
          await planResults(deps, shop.id, planId, what)
          best = Math.min(best, performance.now() - from)
        }
        return (best / 1000).toFixed(1)
      }
      row(analyzed ? 'later' : 'none yet', await took('all'), await took('groups'))
    }
    await db.close()
  } finally {
    await cluster.stop()
    await rm(data, { recursive: true, force: true })
  }
}

console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${RUNS} runs`)
falseOnes()
powers()
coverage()
families()
if (!values.statistics) await counting()
