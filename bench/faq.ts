import { parseArgs } from 'node:util'
import { readPairsFile } from '../src/cli/assistant/pairs-file.ts'
import {
  answerable,
  askingOf,
  createIndexer,
  measurePairs,
  measuresOf,
  type Outcome,
} from '../src/features/assistant/matching/index.ts'
import { bm25 } from './assistant/bm25.ts'
import { nlp } from './assistant/nlp.ts'

/** Finding FAQ entries, against plain BM25 and node-nlp. How to run and the last result: faq.md. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: process.env.PEAKDESK_PAIRS ?? '' },
    half: { type: 'string' },
    nlp: { type: 'string', default: '300' },
    json: { type: 'boolean', default: false },
  },
})
const files =
  positionals.length > 0
    ? positionals
    : ['ATEC.valid.tsv', 'BQ_corpus_dev.csv', 'LCQMC_dev.txt'].map((name) => `${values.data}/${name}`)
if (positionals.length === 0 && values.data === '')
  throw new Error('Where are the pairs? --data DIR, PEAKDESK_PAIRS, or files as arguments; see bench/faq.md.')
const WRONG = 0.05
const round = (n: number | null) => (n === null ? null : Math.round(n * 1000) / 1000)

for (const file of files) {
  const { pairs: all } = await readPairsFile(file)
  const pairs = values.half === undefined ? all : all.filter((_, i) => i % 2 === Number(values.half))
  const indexer = createIndexer()
  const ours = await measurePairs(pairs, indexer, WRONG)
  const asking = askingOf(pairs)
  const outcomes = (
    docs: readonly string[],
    questions: readonly string[],
    find: (q: string) => { doc: number; score: number }[],
  ) =>
    questions.map((question): Outcome => {
      const found = find(question)
      const place = found.findIndex(({ doc }) => asking.right(question, docs[doc] ?? ''))
      return { score: found[0]?.score ?? 0, place: place < 0 ? null : place }
    })
  const plain = measuresOf(asking, outcomes(asking.docs, asking.questions, bm25(asking.docs)), WRONG)

  // node-nlp trains a network with an output an entry: of some hundred entries, the same for all three.
  const few = Number(values.nlp)
  const docs = asking.docs.slice(0, few)
  const questions = asking.questions.filter((q) => docs.some((doc) => asking.right(q, doc)))
  const matcher = await indexer.index(
    docs.map((question, id) => ({
      ...{ id, question, wordings: [], answer: question, pictures: [], items: [], phases: [] },
      ...{ validFrom: null, validTo: null },
    })),
  )
  await indexer.close()
  const small = { ...asking, docs, questions }
  const finds = {
    ours: (q: string) => matcher.find(q).map(({ entry, score }) => ({ doc: entry, score })),
    bm25: bm25(docs),
    ...(few > 0 ? { nlp: await nlp(docs) } : {}),
  }
  const among: Record<string, unknown> = {}
  for (const [name, find] of Object.entries(finds)) {
    const asked: Outcome[] = []
    for (const question of questions) {
      const found = await find(question)
      const place = found.findIndex(({ doc }) => asking.right(question, docs[doc] ?? ''))
      asked.push({ score: found[0]?.score ?? 0, place: place < 0 ? null : place })
    }
    const { top1, top3 } = measuresOf(small, asked, WRONG)
    among[name] = { top1: round(top1), top3: round(top3), answered: round(answerable(asked, WRONG)) }
  }
  const shown = ({ top1, top3, answered }: typeof plain) => ({
    top1: round(top1),
    top3: round(top3),
    answered: round(answered),
  })
  console.log(
    JSON.stringify({
      file: file.split('/').at(-1),
      ...{ entries: ours.entries, questions: ours.questions, ours: shown(ours), bm25: shown(plain) },
      ...{ spearman: round(ours.spearman), few: docs.length, asked: questions.length, among },
    }),
  )
}
