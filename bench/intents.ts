import { parseArgs } from 'node:util'
import { moodOf } from '../src/features/assistant/domain/mood.ts'
import { classifierOf, learnedFromExamples } from '../src/features/routing/classifier.ts'
import { byWords, type Classify } from '../src/features/routing/domain/classify.ts'
import { defaultRouting } from '../src/features/routing/domain/defaults.ts'
import { SURE } from '../src/features/routing/domain/guess.ts'
import { INTENTS, type Intent } from '../src/features/routing/domain/learned.ts'
import { Stage } from '../src/features/routing/domain/settings.ts'
import { stageTold } from '../src/features/routing/domain/told.ts'
import { heldOut } from '../src/features/routing/examples/held-out.ts'
import { buyersOf, type Labelled, readLabels } from './intents/labels.ts'
import { confusion, measured, type Verdict } from './intents/tables.ts'

/** What buyers' messages are about: the shop's words against words and a learned guess, on real messages labelled by hand.
 * How to run and the last result: intents.md. */
const { values } = parseArgs({
  options: { data: { type: 'string' }, mistakes: { type: 'boolean', default: false } },
})
const jddc = values.data ?? process.env.PEAKDESK_JDDC

const settings = defaultRouting('zh-CN')
/** Nothing told anything: `other`, which is then the fallback team's. Complaints are the after-sales team's. */
const intentBy =
  (classify: Classify) =>
  (text: string): Intent => {
    const { intent, matched, confidence } = classify({ text, stage: null })
    if (matched === null && confidence === undefined) return 'other'
    return INTENTS.find((one) => one === (intent === 'complaint' ? 'after-sales' : intent)) ?? 'other'
  }
const started = performance.now()
const learned = learnedFromExamples()
const learning = performance.now() - started
const ways: Record<string, (text: string) => Intent> = {
  'the present word list (byWords)': intentBy(byWords(settings)),
  'learned alone, never abstaining': (text) => learned(text).intent,
  'words, then a guess (as the desk does)': intentBy(classifierOf(settings)),
}

/** Of the processor's time, not of the clock's: others work on the same cores. */
const microseconds = (texts: readonly string[], run: (text: string) => void): string => {
  for (const text of texts) run(text)
  const rounds = Math.ceil(100_000 / texts.length)
  const from = process.cpuUsage()
  for (let i = 0; i < rounds; i++) for (const text of texts) run(text)
  const { user, system } = process.cpuUsage(from)
  return ((user + system) / (rounds * texts.length)).toFixed(1)
}

const tell = (title: string, of: readonly Labelled[]) => {
  if (of.length === 0) return
  console.log(`\n## ${title}: ${of.length} messages`)
  for (const [way, decide] of Object.entries(ways)) {
    const verdicts: Verdict<Intent>[] = of.map(({ text, intent }) => ({ truth: intent, said: decide(text) }))
    console.log(`\n### ${way}\n${measured(INTENTS, verdicts)}\n\n${confusion(INTENTS, verdicts)}`)
  }
  console.log('\n### guesses by how sure they must be (of what no word decides)')
  console.log(
    '| at least | guessed | right of these | abstained though it tells something |\n|---|---|---|---|',
  )
  const words = byWords(settings)
  const untold = of.filter(({ text }) => words({ text, stage: null }).matched === null)
  const something = untold.filter(({ intent }) => intent !== 'other').length
  for (const sure of [0, SURE, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const guessed = untold
      .map((one) => ({ ...one, ...{ guess: learned(one.text) } }))
      .filter(({ guess }) => guess.intent !== 'other' && guess.confidence >= sure)
    const right = guessed.filter(({ guess, intent }) => guess.intent === intent).length
    const caught = guessed.filter(({ intent }) => intent !== 'other').length
    console.log(
      `| ${sure} | ${guessed.length} of ${untold.length} | ${(right / Math.max(1, guessed.length)).toFixed(2)} | ${something - caught} of ${something} |`,
    )
  }
}

const stages = (title: string, of: readonly Labelled[]) => {
  if (of.length === 0) return
  const names = [...Stage.options, 'unknown'] as const
  const verdicts = of.map(({ text, stage }) => ({
    truth: stage ?? ('unknown' as const),
    said: stageTold(text) ?? ('unknown' as const),
  }))
  console.log(`\n### stage, ${title}\n${measured(names, verdicts)}`)
}

const { messages, absent, different } = readLabels(jddc)
console.log(`${messages.length} labelled messages; ${absent} not at hand, ${different} of another copy`)
if (absent > 0)
  console.log('JDDC does not come with Peakdesk: give its folder as --data DIR or PEAKDESK_JDDC')
const [dev, test] = [messages.filter((m) => m.half === 'dev'), messages.filter((m) => m.half === 'test')]
tell('Development', dev)
tell('Test', test)
tell(
  'Test, only what was drawn at random',
  test.filter(({ sample }) => sample === 'second'),
)
tell(
  'Held out, of our own',
  INTENTS.flatMap((intent) =>
    heldOut[intent].map((text) => ({ text, intent, stage: null, half: 'test' as const, sample: 'own' })),
  ),
)
stages('development', dev)
stages('test', test)

const buyers = buyersOf(jddc)
if (buyers.length > 0) {
  const moods = Map.groupBy(buyers, (text) => moodOf(text) ?? 'none')
  console.log(`\n### mood of ${buyers.length} messages of JDDC 2019`)
  for (const [mood, of] of moods) console.log(`${mood}: ${of.length}`)
}

const texts = messages.map(({ text }) => text)
const twenty = texts.filter(({ length }) => length >= 17 && length <= 23)
console.log(`\n### µs a message (learning took ${learning.toFixed(0)} ms)`)
for (const [which, of] of [
  ['of some 20 characters', twenty],
  ['as they come', texts],
] as const) {
  if (of.length === 0) continue
  const classify = classifierOf(settings)
  const words = byWords(settings)
  console.log(
    `${which}: words ${microseconds(of, (text) => words({ text, stage: null }))}, learned ${microseconds(of, learned)}, ` +
      `words then guess ${microseconds(of, (text) => classify({ text, stage: null }))}, stage ${microseconds(of, stageTold)}, mood ${microseconds(of, moodOf)}`,
  )
}

if (values.mistakes)
  for (const { text, intent, half } of dev) {
    const said = ways['words, then a guess (as the desk does)']?.(text)
    // Those of the test half are not shown: they are not to be learned from.
    if (said !== intent) console.log(`${half} ${intent} → ${said} | ${text.slice(0, 120)}`)
  }
