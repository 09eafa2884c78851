import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { INTENTS, type Intent } from '../../src/features/routing/domain/learned.ts'
import { Stage } from '../../src/features/routing/domain/settings.ts'

/** A labelled message of a buyer. `dev`: may be looked at while the classifier is made; `test`: may not. */
export interface Labelled {
  text: string
  intent: Intent
  stage: Stage | null
  half: 'dev' | 'test'
  /** How it was drawn: see bench/intents.md. */
  sample: string
}

const LABELS = join(import.meta.dirname, 'labels.tsv')
const U_NEED = join(import.meta.dirname, '../../seeds/chats/u-need/u-need_examples.json')
const JDDC = { '2019': 'jddc2019_chat_0.1per.txt', '2018': 'jddc2018_trainQuestions.txt' }

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n')
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** Finds a message by file, line and turn; undefined where the file is not there. */
const finder = (jddc: string | undefined) => {
  const file = (name: string) => {
    const path = jddc === undefined ? undefined : join(jddc, name)
    return path !== undefined && existsSync(path) ? linesOf(path) : null
  }
  const [chats, questions] = [file(JDDC['2019']), file(JDDC['2018'])]
  const talks: { dialogue: { seq_no: number; send_content: string }[] }[] = JSON.parse(
    readFileSync(U_NEED, 'utf8'),
  )
  return (from: string, line: number, turn: number): string | undefined => {
    if (from === '2019') return chats?.[line - 1]?.split('\t')[6]
    if (from === '2018') return questions?.[line - 1]?.replace(/,+$/, '').split(',')[turn]
    return talks[line - 1]?.dialogue.find(({ seq_no }) => seq_no === turn)?.send_content
  }
}

const intentNamed = (name: string): Intent => {
  const intent = INTENTS.find((one) => one === name)
  if (!intent) throw new Error(`labels.tsv: no intent is called ${name}`)
  return intent
}

/** The labelled messages that are at hand, and how many are not: absent, or another text stands in their place. */
export const readLabels = (jddc?: string): { messages: Labelled[]; absent: number; different: number } => {
  const find = finder(jddc)
  const messages: Labelled[] = []
  let [absent, different] = [0, 0]
  for (const row of linesOf(LABELS).slice(1)) {
    const [from = '', line, turn, hash, intent = '', stage, half, sample = ''] = row.split('\t')
    if (from === '') continue
    const text = find(from, Number(line), Number(turn))
    if (text === undefined) absent++
    else if (hashOf(text) !== hash) different++
    else
      messages.push({
        text,
        intent: intentNamed(intent),
        stage: stage === 'unknown' ? null : Stage.parse(stage),
        half: half === 'test' ? 'test' : 'dev',
        sample,
      })
  }
  return { messages, absent, different }
}

/** Every buyer's message of JDDC 2019, which says who wrote; none where it is not there. */
export const buyersOf = (jddc?: string): string[] => {
  const path = jddc === undefined ? '' : join(jddc, JDDC['2019'])
  if (!existsSync(path)) return []
  return linesOf(path).flatMap((line) => {
    const [, , agent, , , , text] = line.split('\t')
    return agent === '0' && text !== undefined ? [text] : []
  })
}
