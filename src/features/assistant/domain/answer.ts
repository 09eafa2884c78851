import { hoursInWords, within } from '../../../shared/hours.ts'
import { fill, folded } from '../../../shared/text.ts'
import { type Instant, SECOND } from '../../../shared/time.ts'
import type { AssistantMemory } from '../../conversation/domain.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { type Ask, asksNothing } from './ask.ts'
import type { AssistantSettings } from './settings.ts'

/** What the assistant does not decide but has to know. */
export interface Surroundings {
  /** People of the shop who are online. */
  onDuty: number
  /** Conversations of the shop that wait for an answer. */
  waiting: number
}

export interface Say {
  text: string
  rule: string
  /** Holds the line without answering. */
  filler: boolean
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
}

export const prepare = (
  shop: ShopFacts,
  settings: AssistantSettings,
  holding: readonly string[] = [],
  ask: Ask = asksNothing,
): Assistant => ({
  shop,
  settings,
  holding,
  ask,
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

/**
 * What the assistant says to a buyer's message: greeting once, then the rule's answer; or, where no rule fits and
 * nobody can answer soon, one filler for the waiting round.
 * `text` is null for a picture. `waitingSince` is the start of the round if this message is not answered now.
 */
export const answer = (
  assistant: Assistant,
  memory: AssistantMemory,
  message: { text: string | null; buyerName: string; waitingSince: Instant },
  around: Surroundings,
  now: Instant,
): Answered => {
  const { settings, shop } = assistant
  if (!settings.enabled) return { says: [], memory }
  const values = valuesFor(assistant, message.buyerName)
  const says: Say[] = []
  const say = (text: string, rule: string, filler: boolean) => {
    if (text !== '') says.push({ text: fill(text, values), rule, filler })
  }
  if (!memory.greeted) say(settings.greeting, 'greeting', true)
  const rule = message.text === null ? undefined : matchRule(assistant, message.text)
  if (rule) {
    say(rule.answer, rule.id, false)
    return { says, memory: { ...memory, greeted: true, heldFor: null } }
  }
  const open = within(settings.hours, now, shop.timeZone)
  const busy = around.onDuty === 0 || around.waiting > settings.busyAbove
  const greeted = { ...memory, greeted: true }
  if (memory.heldFor === message.waitingSince || (open && !busy)) return { says, memory: greeted }
  const held = { ...greeted, heldFor: message.waitingSince }
  const words = filler(assistant, memory, open)
  if (!words) return { says, memory: held }
  say(words.text, words.rule, true)
  return { says, memory: withSaid(held, words.rule) }
}

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

/** The same when a question has waited `holdAfter` seconds: once a round. Null if it is not time. */
export const holdIfDue = (
  assistant: Assistant,
  memory: AssistantMemory,
  waiting: { since: Instant; buyerName: string },
  now: Instant,
): Answered | null => {
  const due = holdDue(assistant, memory, waiting.since)
  if (due === null || due > now) return null
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
