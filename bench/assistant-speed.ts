import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { createIndexer, makeAsk } from '../src/features/assistant/matching/index.ts'
import { bm25 } from './assistant/bm25.ts'
import { chance, shopOf } from './assistant/shop.ts'
import { quantile, rounded } from './support/figures.ts'

/** How long the assistant takes to decide and to learn. How to run and the last result: assistant-speed.md. */
const { values } = parseArgs({
  options: { questions: { type: 'string', default: '2000' }, json: { type: 'boolean', default: false } },
})
const QUESTIONS = Number(values.questions)

/** Questions as buyers vary them: a wording with a character more, less or another. */
const varied = (wording: string, random: () => number): string => {
  const letters = [...wording]
  const at = Math.floor(random() * letters.length)
  const others = '的了吗呀请问我想知道一下这个那个'
  const other = others[Math.floor(random() * others.length)] ?? ''
  if (random() < 0.5) letters.splice(at, 0, other)
  else letters[at] = other
  return letters.join('')
}

const timed = (texts: readonly string[], run: (text: string) => unknown) => {
  for (const text of texts.slice(0, 500)) run(text)
  const taken: number[] = []
  for (const text of texts) {
    const began = performance.now()
    run(text)
    taken.push((performance.now() - began) * 1000)
  }
  const mean = taken.reduce((sum, us) => sum + us, 0) / taken.length
  return {
    mean: rounded(mean),
    p50: rounded(quantile(taken, 0.5)),
    p99: rounded(quantile(taken, 0.99)),
    max: rounded(Math.max(...taken)),
  }
}

const results: Record<string, unknown>[] = []
const indexer = createIndexer()
await indexer.index(shopOf(400, 6)) // starts the worker
for (const [entries, wordings] of [
  [100, 1],
  [100, 6],
  [300, 6],
  [10_000, 6],
] as const) {
  const shop = shopOf(entries, wordings)
  const random = chance(7)
  const all = shop.flatMap((entry) => [entry.question, ...entry.wordings])
  const asked = Array.from({ length: QUESTIONS }, () =>
    varied(all[Math.floor(random() * all.length)] ?? '', random),
  )
  const lag = monitorEventLoopDelay({ resolution: 1 })
  lag.enable()
  const began = performance.now()
  const matcher = await indexer.index(shop)
  const build = performance.now() - began
  lag.disable()
  const ask = makeAsk(matcher, [], { thresholds: matcher.thresholds(0.05) })
  const question = (text: string) => ({ text, before: null, at: 0, item: null, phase: null })
  // The second time the messages are remembered; so each time others.
  const fresh = timed(asked, (text) => ask(question(text)))
  const again = timed(asked.slice(0, 200), (text) => ask(question(text)))
  const plain = bm25(all)
  const peer = timed(asked.slice(0, 300), (text) => plain(text))
  const figures = {
    entries,
    wordings: all.length,
    build: rounded(build, 0),
    blocked: rounded(lag.max / 1e6),
    fresh,
    again,
    peer,
  }
  results.push(figures)
  if (!values.json) console.log(JSON.stringify(figures))
}
await indexer.close()
if (values.json) console.log(JSON.stringify(results))
