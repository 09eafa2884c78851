import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createIndexer } from '../src/features/assistant/matching/index.ts'

/** English intents with questions that belong to none (CLINC150). How to run and the last result: intents-en.md. */
const { values } = parseArgs({
  options: { data: { type: 'string', default: process.env.PEAKDESK_INTENTS ?? '' } },
})
if (values.data === '') throw new Error('Where is clinc150_train_val.json? --data FILE or PEAKDESK_INTENTS.')

type Rows = [text: string, intent: string][]
const data = JSON.parse(await readFile(values.data, 'utf8')) as Record<
  'train' | 'val' | 'oos_train' | 'oos_val',
  Rows
>
const intents = [...new Set(data.train.map(([, intent]) => intent))]
const entries = intents.map((intent, id) => {
  const [question = intent, ...wordings] = data.train.filter(([, i]) => i === intent).map(([text]) => text)
  return {
    ...{ id, question, wordings, answer: intent, pictures: [], items: [], phases: [] },
    ...{ validFrom: null, validTo: null },
  }
})
const indexer = createIndexer()
const began = performance.now()
const matcher = await indexer.index(
  entries,
  data.oos_train.map(([text]) => text),
)
const built = performance.now() - began
await indexer.close()

const ask = (text: string) => {
  const [first] = matcher.find(text)
  return { intent: intents[first?.entry ?? -1] ?? '', score: first?.score ?? 0 }
}
const asking = performance.now()
const inScope = data.val.map(([text, intent]) => ({ ...ask(text), wanted: intent }))
const took = ((performance.now() - asking) * 1000) / data.val.length
const out = data.oos_val.map(([text]) => ask(text).score)
const accuracy = (from: number) =>
  inScope.filter(({ intent, wanted, score }) => intent === wanted && score >= from).length / inScope.length
const recall = (from: number) => out.filter((score) => score < from).length / out.length

const row = (name: string, from: number) => ({
  setting: name,
  threshold: Math.round(from * 1000) / 1000,
  inScope: Math.round(accuracy(from) * 10_000) / 10_000,
  outOfScope: recall(from),
})
const sorted = out.toSorted((a, b) => a - b)
const share = (part: number) => (sorted[Math.floor(part * sorted.length) - 1] ?? 0) + 1e-9
console.table([
  row('answers everything', 0),
  row('half of the strange questions declined', share(0.5)),
  row('60 % declined', share(0.6)),
  row('70 % declined', share(0.7)),
  row('thresholds(0.05), from its own wordings', matcher.thresholds(0.05).answer),
  row('thresholds(0.08)', matcher.thresholds(0.08).answer),
])
console.log(`built in ${Math.round(built)} ms, ${took.toFixed(0)} µs a question`)
