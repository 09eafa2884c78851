import { parseArgs } from 'node:util'
import { createIndexer } from '../src/features/assistant/matching/index.ts'
import { PLANS, readGroups, smallShop } from './assistant/small-shops.ts'

/** Whether small shops get the share of wrong answers that they ask for. How to run and the last result: faq.md. */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: process.env.PEAKDESK_PAIRS ?? '' },
    intents: { type: 'string', default: process.env.PEAKDESK_INTENT_SETS ?? '' },
    shops: { type: 'string', default: '6' },
    json: { type: 'boolean', default: false },
  },
})
if (values.pairs === '' && values.intents === '')
  throw new Error('Where are the sets? --pairs DIR --intents DIR; see bench/faq.md.')
const TARGETS = [0.03, 0.05, 0.1]
const sets = await readGroups(values.pairs, values.intents)
const indexer = createIndexer()
const percent = (n: number, of: number) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(1)}`)

const rows: Record<string, string | number>[] = []
for (const [set, plan] of PLANS) {
  const groups = sets.get(set)
  if (!groups) continue
  const tally = TARGETS.map(() => ({ answered: 0, wrong: 0, met: 0 }))
  let questions = 0
  let belong = 0
  let first = 0
  for (let seed = 1; seed <= Number(values.shops); seed++) {
    const { entries, asked } = smallShop(set, groups, plan, seed)
    const matcher = await indexer.index(entries)
    const found = asked.map(({ text, wants }) => {
      const [best] = matcher.find(text)
      return { score: best?.score ?? 0, right: best !== undefined && best.entry === wants }
    })
    questions += asked.length
    belong += asked.filter(({ wants }) => wants !== null).length
    first += found.filter(({ right }) => right).length
    for (const [i, target] of TARGETS.entries()) {
      const { answer } = matcher.thresholds(target)
      const sum = tally[i]
      if (!sum) continue
      for (const { score, right } of found) {
        if (score < answer) continue
        sum.answered++
        if (!right) sum.wrong++
      }
    }
  }
  const shown = TARGETS.map((target, i) => {
    const { answered = 0, wrong = 0 } = tally[i] ?? {}
    return [`${target * 100} %`, `${percent(answered, questions)} / ${percent(wrong, answered)}`]
  })
  rows.push({
    shop: `${set} ${plan.entries} × ${plan.wordings}`,
    ...{ asked: questions, 'right first': percent(first, belong) },
    ...Object.fromEntries(shown),
  })
}
await indexer.close()
if (values.json) console.log(JSON.stringify(rows))
else console.table(rows)
