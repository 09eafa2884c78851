import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createIndexer, makeAsk } from '../src/features/assistant/matching/index.ts'
import { chance } from './assistant/shop.ts'

/** What a shop could answer alone with entries mined from its own chats (JDDC 2018). How to run, and what a reader made of
 * the sample: faq.md. */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.PEAKDESK_JDDC ?? '' },
    out: { type: 'string' },
    wrong: { type: 'string', default: '0.05' },
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '11' },
  },
})
if (values.data === '' || values.out === undefined)
  throw new Error(
    'Where are the chats, and where may the sample go? --data DIR --out FILE; see bench/faq.md.',
  )

const [questions = '', answers = ''] = await Promise.all(
  ['jddc2018_trainQuestions.txt', 'jddc2018_trainAnswers.txt'].map((name) =>
    readFile(`${values.data}/${name}`, 'utf8'),
  ),
)
/** Without the masks, faces and order cards the files have. */
const clean = (text: string) =>
  text
    .replace(/\[[^\]]{0,20}\]|#E-\S{0,12}|https?:\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
/** What an agent says while looking: no answer. */
const HOLDING =
  /稍等|有什么问题|请问还有|很高兴|久等|核实|查询中|帮您看|在的|您好|抱歉|不好意思|订单号|亲爱哒?$/
const isQuestion = (text: string) =>
  text.length >= 5 &&
  text.length <= 40 &&
  /[?？吗呢么]|什么|怎么|多久|多少|几|哪|能不能|可以|为什么|啥/.test(text)

interface Told {
  question: string
  answer: string
}
const answersOf = answers.split('\n')
const told: Told[] = questions.split('\n').flatMap((line, i) => {
  const turns = line.split(',').map(clean)
  const last = turns.filter((turn) => turn !== '').at(-1) ?? ''
  const answer = clean(answersOf[i] ?? '')
  return isQuestion(last) && answer.length >= 8 && !HOLDING.test(answer) ? [{ question: last, answer }] : []
})
const split = Math.floor(told.length * 0.7)
const [known, held] = [told.slice(0, split), told.slice(split)]

/** Questions that are alike become one entry, with the longest answer given to any of them; only what was asked twice. */
const indexer = createIndexer()
const entry = (id: number, question: string, wordings: string[], answer: string) => ({
  ...{ id, question, wordings, answer, pictures: [], items: [], phases: [], validFrom: null, validTo: null },
})
const rough = await indexer.index(known.map(({ question, answer }, i) => entry(i, question, [], answer)))
const of = new Int32Array(known.length).fill(-1)
for (const [i, { question }] of known.entries()) {
  if ((of[i] ?? -1) >= 0) continue
  for (const match of rough.find(question))
    if (match.likeness >= 0.6 && (of[match.entry] ?? -1) < 0) of[match.entry] = i
  of[i] = i
}
const groups = Map.groupBy(
  known.map((_, i) => i),
  (i) => of[i] ?? i,
)
const mined = [...groups.values()]
  .filter((members) => members.length >= 2)
  .map((members, id) => {
    const all = members.flatMap((i) => known[i] ?? [])
    const answer = all.map((one) => one.answer).reduce((a, b) => (b.length > a.length ? b : a), '')
    const [question = '', ...wordings] = new Set(all.map((one) => one.question))
    return entry(id, question, wordings, answer)
  })
const matcher = await indexer.index(mined)
await indexer.close()
const thresholds = matcher.thresholds(Number(values.wrong))
const ask = makeAsk(matcher, [], { thresholds })
const asked = held.map(({ question, answer }) => ({
  question,
  given: answer,
  found: ask({ text: question, before: null, at: 0, item: null, phase: null }),
}))
const count = (decision: string) => asked.filter(({ found }) => found.decision === decision).length
console.log(
  JSON.stringify({
    ...{ told: told.length, entries: mined.length, asked: asked.length, thresholds },
    ...{ answer: count('answer'), choose: count('choose'), handOver: count('hand-over') },
  }),
)
const random = chance(Number(values.seed))
const answered = asked.filter(({ found }) => found.decision === 'answer')
const some = answered
  .map((one) => ({ one, at: random() }))
  .sort((a, b) => a.at - b.at)
  .slice(0, Number(values.sample))
await writeFile(
  values.out,
  some
    .map(({ one: { question, given, found } }, i) => {
      const [best] = found.candidates
      return `${i + 1}\t${found.decision}\t${best?.score.toFixed(2)}\nQ: ${question}\nM: ${best?.question}\nA: ${best?.answer}\nagent: ${given}\n`
    })
    .join('\n'),
)
