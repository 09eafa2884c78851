import { parseArgs } from 'node:util'
import { promisesBroken } from '../src/features/pricing/domain/promise/check.ts'
import { claimsIn } from '../src/features/pricing/domain/promise/claims.ts'
import { wantedOf } from '../src/features/pricing/domain/shelf.ts'
import { at, offered, per300, shelfWith } from '../src/features/pricing/testing.ts'
import { linesOf } from './promises/lines.ts'

/** How many wrong prices are found, how many right ones are stopped, and what is flagged in what real agents wrote.
 * `--jddc FOLDER`: real chats, whose masked numbers are filled with made-up ones; `--alarms` shows what was flagged. */
const { values } = parseArgs({
  options: {
    jddc: { type: 'string', default: process.env.PEAKDESK_JDDC ?? '' },
    alarms: { type: 'boolean', default: false },
  },
})

const NOW = at('2026-11-11 10:00')
const shelf = shelfWith([
  per300,
  offered({ id: 'gift', kind: 'gift', params: { reach: 30000, gifts: [{ item: 'X', title: '棉袜一双' }] } }),
  offered({
    id: 'freight',
    kind: 'freight',
    params: { feeFen: 600, elsewhere: [{ regions: ['新疆'], feeFen: 1500 }] },
  }),
])
const subject = { goods: ['LB-S18'], basket: null, now: NOW }
const flagged = (text: string): boolean => promisesBroken(text, subject, shelf).length > 0

const ways = [
  (n: number) => `亲，到手${n}元哦`,
  (n: number) => `现在活动价${n}，喜欢可以拍`,
  (n: number) => `这款¥${n}`,
  (n: number) => `券后${n}亲`,
  (n: number) => `只要${n}元`,
  (n: number) => `四件套今天${n}块`,
  (n: number) => `the price is ${n} yuan now`,
  (n: number) => `拍下一共${n}元`,
]
const pays = (shelf.quote(wantedOf([{ product: 'LB-S18' }]), NOW).quote?.payableFen ?? 0) / 100
let [found, tried, stopped] = [0, 0, 0]
for (const way of ways) {
  if (flagged(way(pays))) stopped++
  for (let n = 211; n < 240; n++, tried++) if (flagged(way(n))) found++
}
console.log(`wrong prices: ${found} of ${tried} found; right ones: ${stopped} of ${ways.length} stopped`)

const speed = (title: string, text: string): void => {
  const times = 5000
  for (let i = 0; i < 500; i++) promisesBroken(text, subject, shelf)
  const begun = performance.now()
  for (let i = 0; i < times; i++) promisesBroken(text, subject, shelf)
  console.log(`${title}: ${(((performance.now() - begun) * 1000) / times).toFixed(1)} µs`)
}
speed('nothing promised', '亲，您好，请问有什么可以帮您的呢')
speed('two promises that are so', '亲，这款现在到手355元，满300减50，喜欢可以下单哦')
speed('one that is not', '亲，到手369元哦')

if (values.jddc === '') console.log('real lines: name their folder with --jddc')
else {
  const lines = linesOf(values.jddc)
  const alarms = lines.flatMap((text) =>
    promisesBroken(text, subject, shelf).map(
      ({ rule, at: [from, to] }) =>
        `${rule}\t${text.slice(from, to)}\t${text.slice(Math.max(0, from - 25), to + 15)}`,
    ),
  )
  const promising = lines.filter((text) => claimsIn(text).length > 0).length
  console.log(
    `real lines: ${lines.length}, ${promising} read as promising something, ${alarms.length} promises flagged`,
  )
  if (values.alarms) console.log(alarms.join('\n'))
}
