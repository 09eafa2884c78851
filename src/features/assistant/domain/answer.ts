import { hoursInWords, within } from '../../../shared/hours.ts'
import { inLanguage } from '../../../shared/said.ts'
import { excerpt, fill, folded } from '../../../shared/text.ts'
import { type Instant, SECOND } from '../../../shared/time.ts'
import { bargains } from '../../bargaining/domain/asks.ts'
import { moveInWords, movesAlone } from '../../bargaining/domain/move.ts'
import { type BargainingPolicy, NO_PHASE, PolicyPhase } from '../../bargaining/domain/policy.ts'
import { goodsWith } from '../../catalog/domain/looked-at.ts'
import type { AssistantMemory, Reckoned } from '../../conversation/domain.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { type Ask, asksNothing, type Candidate, type Question } from './ask.ts'
import { modeOf } from './mode.ts'
import { type Mood, moodOf } from './mood.ts'
import { questionsIn } from './questions.ts'
import type { AssistantSettings, Mode } from './settings.ts'

/** What the assistant does not decide but has to know. */
export interface Surroundings {
  /** People of the shop who are online. */
  onDuty: number
  /** Conversations of the shop that wait for an answer. */
  waiting: number
}

export interface Say {
  text: string
  /** What it comes from: a rule's id, `greeting`, `busy`, or source and record (`faq:12`). */
  rule: string
  /** Holds the line without answering. */
  filler: boolean
  /** Pictures that follow the words. */
  pictures?: readonly string[]
  /** Products it speaks of, and the basket that a price in it was reckoned for. */
  goods?: readonly string[]
  basket?: Reckoned
}

export interface Answered {
  says: Say[]
  memory: AssistantMemory
}

/** A shop's rules made ready for matching; made once for each version of the settings. */
export interface Assistant {
  shop: ShopFacts
  settings: AssistantSettings
  rules: { id: string; answer: string; words: string[]; all: boolean }[]
  /** What it may say besides to hold the line, in turn. */
  holding: readonly string[]
  /** Asks all that the shop knows. */
  ask: Ask
  /** Words after which only a person answers, folded. */
  intercepts: readonly string[]
  /** How buyers who bargain are met; null where the shop leaves that to people. */
  bargaining: BargainingPolicy | null
}

export const prepare = (
  shop: ShopFacts,
  settings: AssistantSettings,
  holding: readonly string[] = [],
  ask: Ask = asksNothing,
  bargaining: BargainingPolicy | null = null,
): Assistant => ({
  shop,
  settings,
  holding,
  ask,
  bargaining: bargaining?.enabled ? bargaining : null,
  intercepts: settings.intercepts.map(folded),
  rules: settings.rules
    .filter((rule) => rule.enabled)
    .map((rule) => ({
      id: rule.id,
      answer: rule.answer,
      words: rule.keywords.map(folded),
      all: rule.match === 'all',
    })),
})

/** The first rule, in the shop's order, whose keywords the text holds. */
export const matchRule = (assistant: Assistant, text: string): Assistant['rules'][number] | undefined => {
  const said = folded(text)
  return assistant.rules.find((rule) =>
    rule.all ? rule.words.every((w) => said.includes(w)) : rule.words.some((w) => said.includes(w)),
  )
}

const valuesFor = (assistant: Assistant, buyerName: string): Record<string, string> => ({
  buyer: buyerName,
  shop: assistant.shop.name,
  hours: hoursInWords(assistant.settings.hours),
})

/** The next words that hold the line: when the shop is closed, that; when it is busy, that and then its holding answers,
 * none of them twice to one buyer: when all have been said, silence is better than a machine that repeats itself. */
const filler = (
  assistant: Assistant,
  memory: AssistantMemory,
  open: boolean,
): { text: string; rule: string } | null => {
  const { settings, holding } = assistant
  if (!open) return settings.outOfHours === '' ? null : { text: settings.outOfHours, rule: CLOSED }
  const said = memory.said ?? []
  const all = [
    { text: settings.busy, rule: 'busy' },
    ...holding.map((text, i) => ({ text, rule: `holding-${i + 1}` })),
  ]
  return all.find(({ text, rule }) => text !== '' && !said.includes(rule)) ?? null
}

const CLOSED = 'out-of-hours'
const withSaid = (memory: AssistantMemory, rule: string): AssistantMemory =>
  rule === CLOSED ? memory : { ...memory, said: [...(memory.said ?? []), rule] }

/** What a message of the buyer is, as far as the assistant cares. */
export interface Asking {
  /** Null for a picture. */
  text: string | null
  buyerName: string
  /** The start of the round if this message is not answered now. */
  waitingSince: Instant
  /** The product the buyer looks at, and the campaign phase that is on, where known. */
  item?: string | null
  phase?: string | null
  /** They ask for something that only a person can do, whatever the shop knows about the words. */
  forPerson?: boolean
}

/** Of what a buyer asked, so much is remembered for a follow-up: a few words, for they are stored with every conversation. */
const REMEMBERED = 30

/** How the assistant takes part now: by how many wait, else by the shop's schedule, else as ever. */
export const modeNow = (
  { settings, shop }: Pick<Assistant, 'settings' | 'shop'>,
  around: Surroundings,
  now: Instant,
): Mode => modeOf(settings, around.waiting, now, shop.timeZone).mode

const isBusy = ({ settings }: Assistant, around: Surroundings): boolean =>
  around.onDuty === 0 || around.waiting > settings.busyAbove

/** What the conversation is about once these were said. */
const spokenOf = (memory: AssistantMemory, said: readonly Candidate[]): AssistantMemory => {
  const goods = said.flatMap((one) => one.goods ?? [])
  const basket = said.findLast((one) => one.basket)?.basket
  return {
    ...memory,
    ...(goods.length > 0 && { goods: goodsWith(memory.goods, goods) }),
    ...(basket && { basket }),
  }
}

const keyOf = ({ source, id }: Pick<Candidate, 'source' | 'id'>): string => `${source}:${id}`

/** Which of the offered choices is meant: its number or its words. */
const chosen = (choices: readonly string[], text: string): string | undefined => {
  const said = folded(text)
  const number = /^(?:第)?([1-5一二三四五])(?:个|条|项)?$/.exec(said)?.[1]
  const place = number === undefined ? -1 : Math.max('12345'.indexOf(number), '一二三四五'.indexOf(number))
  return choices[place] ?? choices.find((choice) => folded(choice) === said)
}

/** Choices at most; and what one must have of the best one's score to be a choice at all. */
const OFFERED = 3
const LIKELY = 0.5

/** The candidates that a buyer may choose from. */
export const choosable = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.slice(0, OFFERED).filter(({ score }) => score >= LIKELY * (candidates[0]?.score ?? 0))

/** What was written, and the mood it was written in: that is found once a message, for it takes 10 µs. */
interface Heard {
  text: string
  mood: Mood | null
}
const hearing = (text: string | null): Heard | null => (text === null ? null : { text, mood: moodOf(text) })

/** Remembers what was asked. Thanks and greetings ask nothing, and must not stand between a question and its follow-up. */
const remembering = (memory: AssistantMemory, { text, mood }: Heard): AssistantMemory =>
  text.trim() === '' || mood !== null ? memory : { ...memory, asked: excerpt(text, REMEMBERED) }

/** What it knows to say; null where a person has to. `displeased`: the buyer wants no machine. */
type Known = { says: Say[]; memory: AssistantMemory } | 'displeased' | null

/** So sure is only an entry that has the question's very words: it goes before a keyword that happens to be in them. */
const VERY_WORDS = 0.99

/** Prices and activities are told as they are now, whatever a rule once said. */
const IS_SO_NOW: ReadonlySet<string> = new Set(['price', 'activity'])

const surely = (assistant: Assistant, question: Question): Candidate | null => {
  const { decision, answers } = assistant.ask(question)
  return decision === 'answer' ? (answers[0] ?? null) : null
}

/** The shop's keyword rule for one question, unless an entry has its very words. */
const byRule = (assistant: Assistant, question: Question): Candidate | null => {
  const rule = matchRule(assistant, question.text)
  if (!rule) return null
  const entry = surely(assistant, question)
  if (entry && (entry.score >= VERY_WORDS || IS_SO_NOW.has(entry.source))) return entry
  return { source: 'rule', id: rule.id, question: '', answer: rule.answer, pictures: [], score: 1, why: [] }
}

/**
 * Value first, twice, then the shop's no; where something may be given a person comes, who has the authority (BGN-2).
 * Null where the buyer does not bargain, or the shop leaves that to people.
 */
const bargainedWith = (
  { bargaining: policy, shop }: Assistant,
  memory: AssistantMemory,
  asking: Asking,
  text: string,
  now: Instant,
): Known => {
  if (!policy || !bargains(text)) return null
  const { pressing: _, ...bargain } = memory.bargain ?? { asked: 1, values: 0 }
  const phase = PolicyPhase.safeParse(asking.phase)
  const move = movesAlone(policy, bargain, phase.success ? phase.data : NO_PHASE, now)
  if (!move) return 'displeased'
  const key = `bargain:${move.do === 'value' ? `value-${move.n + 1}` : move.do}`
  // The same no twice helps nobody.
  if (move.do !== 'value' && memory.last === key) return 'displeased'
  const says = inLanguage(
    moveInWords(move.says, bargain.given, shop.timeZone),
    /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
  )
  if (says === '') return 'displeased'
  const values = move.do === 'value' ? bargain.values + 1 : bargain.values
  return {
    says: [{ text: says, rule: key, filler: false }],
    memory: { ...memory, bargain: { ...bargain, values }, heldFor: null, last: key },
  }
}

const meant = (
  assistant: Assistant,
  memory: AssistantMemory,
  asking: Asking,
  { text, mood }: Heard,
  now: Instant,
): Known => {
  if (memory.handed) return null
  const said = folded(text)
  if (assistant.intercepts.some((word) => said.includes(word))) return 'displeased'
  if (mood === 'displeased' || mood === 'asks-for-person') return 'displeased'
  const bargained = bargainedWith(assistant, memory, asking, text, now)
  if (bargained) return bargained
  const values = valuesFor(assistant, asking.buyerName)
  const { choices, ...before } = memory
  const remembers = { ...before, asked: excerpt(text, REMEMBERED) }
  const answers = (all: readonly Candidate[]): Known => {
    const key = all.map(keyOf).join(' ')
    // Twice the same in a row helps nobody: the buyer asks again because it did not.
    if (key === memory.last) return 'displeased'
    return {
      says: all.map((one) => ({
        text: fill(one.answer, values),
        rule: one.source === 'rule' ? one.id : keyOf(one),
        filler: false,
        ...(one.pictures.length > 0 && { pictures: one.pictures }),
        ...(one.goods && { goods: one.goods }),
        ...(one.basket && { basket: one.basket }),
      })),
      memory: { ...spokenOf(remembers, all), heldFor: null, last: key },
    }
  }
  const choice = choices && chosen(choices, text)
  const question = {
    ...{ at: now, item: asking.item ?? null, phase: asking.phase ?? null },
    ...{ goods: memory.goods ?? [], basket: memory.basket ?? null },
  }
  if (choice === undefined) {
    const parts = questionsIn(text)
    const each = parts.map((part) => byRule(assistant, { ...question, text: part, before: null }))
    const ruled = each.filter((one) => one !== null)
    if (ruled.length > 0) {
      if (parts.length === 1) return answers(ruled)
      const all = parts.map(
        (part, i) => each[i] ?? surely(assistant, { ...question, text: part, before: null }),
      )
      const known = [...new Map(all.filter((one) => one !== null).map((one) => [keyOf(one), one])).values()]
      const said = answers(known)
      // What one of the questions is answered by must not end the wait of the other.
      if (said && said !== 'displeased' && all.includes(null))
        return {
          says: said.says.map((one) => ({ ...one, filler: true })),
          memory: { ...said.memory, heldFor: asking.waitingSince },
        }
      return said
    }
  }
  // A greeting or thanks asks nothing.
  if (choice === undefined && mood !== null) return null
  const found = assistant.ask(
    choice === undefined
      ? { ...question, text, before: memory.asked ?? null }
      : { ...question, text: choice, before: null },
  )
  const [best] = found.candidates
  if (choice !== undefined && best) return answers([best])
  if (found.decision === 'answer') return answers(found.answers)
  // Offered once and not taken, a second list helps nobody.
  if (found.decision !== 'choose' || choices) return null
  const likely = choosable(found.candidates)
  const [only] = likely
  if (only && likely.length === 1) {
    const rule = keyOf(only)
    if (rule === memory.last) return 'displeased'
    const said = `“${only.question}”\n${fill(only.answer, values)}`
    return {
      says: [
        { text: said, rule, filler: true, ...(only.pictures.length > 0 && { pictures: only.pictures }) },
      ],
      memory: { ...spokenOf(remembers, [only]), heldFor: asking.waitingSince, last: rule },
    }
  }
  const offered = likely.map((one) => one.question)
  const list = offered.map((one, i) => `${i + 1}. ${one}`)
  return {
    says: [
      {
        text: [fill(assistant.settings.chooseWords, values), ...list].join('\n'),
        rule: 'choices',
        filler: true,
      },
    ],
    memory: { ...remembers, choices: offered, heldFor: asking.waitingSince },
  }
}

/** What it says to a buyer who takes one of the choices offered, though a person has the conversation by now and has not
 * spoken yet; null for any other message. */
export const answerChoice = (
  assistant: Assistant,
  memory: AssistantMemory,
  asking: Asking,
  now: Instant,
): Answered | null => {
  const { text } = asking
  const { settings } = assistant
  if (!settings.enabled || settings.mode === 'assist-only') return null
  if (text === null || !memory.choices || chosen(memory.choices, text) === undefined) return null
  const known = meant(assistant, memory, asking, { text, mood: null }, now)
  return known === 'displeased' ? null : known
}

/** Words of handing over, once; what follows is a person's. */
const handsOver = (assistant: Assistant, memory: AssistantMemory, asking: Asking): Answered => {
  const { handOverWords } = assistant.settings
  const next: AssistantMemory = { ...memory, handed: true }
  if (memory.handed || handOverWords === '') return { says: [], memory: next }
  const text = fill(handOverWords, valuesFor(assistant, asking.buyerName))
  return {
    says: [{ text, rule: 'hand-over', filler: true }],
    memory: { ...next, heldFor: asking.waitingSince },
  }
}

/**
 * What the assistant says to a buyer's message: greeting once, then the answer it is sure of, or a choice of what may be
 * meant, or that a person comes; or, where nobody can answer soon, one filler for the waiting round
 * (specs/assistant.md AST-8 to AST-20).
 */
export const answer = (
  assistant: Assistant,
  memory: AssistantMemory,
  asking: Asking,
  around: Surroundings,
  now: Instant,
): Answered => {
  const { settings, shop } = assistant
  if (!settings.enabled) return { says: [], memory }
  const values = valuesFor(assistant, asking.buyerName)
  const says: Say[] = []
  if (!memory.greeted && settings.greeting !== '')
    says.push({ text: fill(settings.greeting, values), rule: 'greeting', filler: true })
  const greeted = { ...memory, greeted: true }
  const open = within(settings.hours, now, shop.timeZone)
  const busy = isBusy(assistant, around)
  const mode = modeNow(assistant, around, now)
  const speaks = mode === 'assistant-first' || (mode === 'person-first' && (!open || busy))
  const heard = hearing(asking.text)
  const known =
    speaks && heard ? (asking.forPerson ? 'displeased' : meant(assistant, greeted, asking, heard, now)) : null
  if (known === 'displeased') {
    const handed = handsOver(assistant, greeted, asking)
    says.push(...handed.says)
    if (handed.says.length > 0) return { says, memory: handed.memory }
    return holdOn(assistant, { says, memory: handed.memory }, asking, open, busy)
  }
  if (known) return { says: [...says, ...known.says], memory: known.memory }
  const next = heard ? remembering(greeted, heard) : greeted
  return holdOn(assistant, { says, memory: next }, asking, open, busy)
}

/** Adds the filler of a waiting round, where nobody can answer soon and none was said. */
const holdOn = (
  assistant: Assistant,
  { says, memory }: Answered,
  asking: Asking,
  open: boolean,
  busy: boolean,
): Answered => {
  if (memory.heldFor === asking.waitingSince || (open && !busy)) return { says, memory }
  const held = { ...memory, heldFor: asking.waitingSince }
  const words = filler(assistant, memory, open)
  if (!words) return { says, memory: held }
  const text = fill(words.text, valuesFor(assistant, asking.buyerName))
  return { says: [...says, { text, rule: words.rule, filler: true }], memory: withSaid(held, words.rule) }
}

/** What a person's answer changes in what it remembers: it may speak again, offers nothing any more, and what was asked
 * before is answered. */
export const personAnswered = ({
  handed: _,
  choices: __,
  last: ___,
  asked: ____,
  ...memory
}: AssistantMemory): AssistantMemory => ({
  ...memory,
  greeted: true,
})

/** What it says to hold the line now, if there is anything it has not said to this buyer. */
export const hold = (
  assistant: Assistant,
  memory: AssistantMemory,
  buyerName: string,
  now: Instant,
): Answered => {
  const { settings, shop } = assistant
  const words = settings.enabled
    ? filler(assistant, memory, within(settings.hours, now, shop.timeZone))
    : null
  if (!words) return { says: [], memory }
  const text = fill(words.text, valuesFor(assistant, buyerName))
  return { says: [{ text, rule: words.rule, filler: true }], memory: withSaid(memory, words.rule) }
}

/** The same when a question has waited `holdAfter` seconds: once a round. Where people go first and nobody came in that
 * time, the assistant answers what it knows. Null if it is not time. */
export const holdIfDue = (
  assistant: Assistant,
  memory: AssistantMemory,
  waiting: { since: Instant; buyerName: string; assigned: boolean; phase?: string | null },
  around: Surroundings,
  now: Instant,
): Answered | null => {
  const due = holdDue(assistant, memory, waiting.since)
  if (due === null || due > now) return null
  const asking = {
    text: memory.asked ?? null,
    buyerName: waiting.buyerName,
    waitingSince: waiting.since,
    item: memory.goods?.[0] ?? null,
    phase: waiting.phase ?? null,
  }
  const late = !waiting.assigned && modeNow(assistant, around, now) === 'person-first'
  const heard = late ? hearing(asking.text) : null
  const known = heard ? meant(assistant, memory, asking, heard, now) : null
  if (known && known !== 'displeased') return known
  const said = hold(assistant, memory, waiting.buyerName, now)
  return { ...said, memory: { ...said.memory, heldFor: waiting.since } }
}

/** What it remembers when a late message moves a round's start from `before` to `after`: it is the same round, and
 * what has been said in it is not said again. */
export const roundMoved = (memory: AssistantMemory, before: Instant, after: Instant): AssistantMemory =>
  memory.heldFor === before ? { ...memory, heldFor: after } : memory

/** When a waiting round should be told that we are busy; null if it has been, or never is. */
export const holdDue = (
  assistant: Assistant,
  memory: AssistantMemory,
  waitingSince: Instant,
): Instant | null => {
  if (!assistant.settings.enabled || memory.heldFor === waitingSince) return null
  return waitingSince + assistant.settings.holdAfter * SECOND
}
