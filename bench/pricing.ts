import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { explain } from '../src/features/pricing/domain/explain/explain.ts'
import { yuan } from '../src/shared/money.ts'
import { peers } from './pricing/peers.ts'
import { eventful, plainLines, plainly, plainOffers, twentyCards } from './pricing/world.ts'
import { quantile } from './support/figures.ts'

/** How long a quote takes, beside two promotion engines of other shops. See bench/pricing.md. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    ours: { type: 'boolean', default: false }, // leave the peers out
  },
})
const rounds = Number(values.rounds)
if (!(rounds >= 3)) throw new Error('--rounds: at least 3')

interface Contestant {
  name: string
  run: () => unknown
}

/** Times of one call each, ms: the programs take turns, so that what else the machine does falls on all alike. A round is
 * as many calls as fill some milliseconds, for a clock that is good for microseconds. */
const race = async (contestants: readonly Contestant[]): Promise<Map<string, number[]>> => {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  const calls = new Map<string, number>()
  for (const { name, run } of contestants) {
    const warm = performance.now()
    let n = 0
    while (performance.now() - warm < 400) {
      await run()
      n++
    }
    calls.set(name, Math.max(1, Math.round(n / 60)))
  }
  for (let round = 0; round < rounds; round++)
    for (const { name, run } of contestants) {
      const n = calls.get(name) ?? 1
      const start = performance.now()
      for (let i = 0; i < n; i++) {
        const result = run()
        if (result instanceof Promise) await result
      }
      times.get(name)?.push((performance.now() - start) / n)
    }
  return times
}

const ms = (time: number | null): string =>
  time === null ? '–' : time < 1 ? time.toFixed(4) : time.toFixed(2)
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const tableOf = (header: readonly string[], rows: readonly (readonly string[])[]): void =>
  console.log([row(header), row(header.map(() => '---')), ...rows.map(row), ''].join('\n'))
const half = (times: readonly number[] | undefined): number => quantile(times ?? [], 0.5) ?? Number.NaN

const others = values.ours ? { peers: [], missing: [] } : peers()
for (const why of others.missing) console.log(`${why}\nOnly what is there is measured.\n`)
console.log(
  `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ms for one call, p50 of ${rounds} rounds\n`,
)

const COUNTS = [1, 10, 100, 1000]
const shared: string[][] = []
const payable: string[][] = []
for (const count of COUNTS) {
  const offers = plainOffers(count)
  const { pricing, basket } = plainly(offers)
  const contestants: Contestant[] = [
    { name: 'amounts', run: () => pricing.reckon(basket) },
    { name: 'explained', run: () => explain(pricing.quote(basket), 'zh') },
  ]
  const said = [`${count}`, yuan(pricing.quote(basket).payableFen)]
  for (const peer of others.peers) {
    const run = await peer.prepare(plainLines, offers)
    said.push(yuan(Math.round(await run())))
    contestants.push({ name: peer.name, run })
  }
  payable.push(said)
  const times = await race(contestants)
  const [amounts, explained] = [half(times.get('amounts')), half(times.get('explained'))]
  shared.push([
    `${count}`,
    ms(amounts),
    ms(explained),
    ...others.peers.flatMap(({ name }) => {
      const time = half(times.get(name))
      return [ms(time), `${(time / amounts).toFixed(0)} / ${(time / explained).toFixed(0)}`]
    }),
  ])
}
console.log(
  'Ten lines, offers that all three can express: from a threshold on an amount or a share off, shared to the lines',
)
tableOf(
  [
    'offers',
    'ours, amounts',
    'ours, explained',
    ...others.peers.flatMap(({ name, version }) => [`${name} ${version}`, 'times ours']),
  ],
  shared,
)
console.log('What they say is paid, yuan (Medusa does not round to the fen before the sum)')
tableOf(['offers', 'ours', ...others.peers.map(({ name }) => name)], payable)

const event: string[][] = []
for (const count of COUNTS) {
  const { pricing, basket } = eventful(count)
  const times = await race([
    { name: 'amounts', run: () => pricing.reckon(basket) },
    { name: 'explained', run: () => explain(pricing.quote(basket), 'zh') },
  ])
  event.push([`${count}`, ms(half(times.get('amounts'))), ms(half(times.get('explained')))])
}
console.log(
  'Ten lines on the day (Tmall 2021): shop, coupon, cross-shop, red packet, the others for single items',
)
tableOf(['offers', 'amounts', 'explained'], event)

const cards: string[][] = []
for (const rules of ['tmall-2021-d11', 'taobao-d12']) {
  const { pricing, basket } = twentyCards(rules)
  const { choice } = pricing.quote(basket)
  const times = (await race([{ name: 'best', run: () => pricing.reckon(basket) }])).get('best')
  cards.push([
    rules,
    `${choice.cards.length}`,
    choice.proven ? 'yes' : 'no',
    ms(half(times)),
    ms(quantile(times ?? [], 0.99)),
  ])
}
console.log('The best of 20 cards, ten lines (aim: 10 ms)')
tableOf(['rules', 'taken', 'proven', 'p50', 'p99'], cards)
process.exit(0)
