import { remembering } from '../../../shared/remembering.ts'
import {
  type Ask,
  type Candidate,
  type Decision,
  type Found,
  NOTHING,
  type Question,
  type Source,
} from '../domain/ask.ts'
import type { Knowable } from '../domain/faq.ts'
import { circumstances, holds, isParticular } from './holds.ts'
import type { Match, Matcher } from './matcher.ts'
import { reasonsFor } from './reasons.ts'
import { followsOn, questionsIn } from './text/questions.ts'
import { isSmallTalk } from './text/small-talk.ts'

export interface AskOptions {
  /** Scores (0–1) from which it answers, and from which it offers choices. */
  thresholds: { answer: number; choose: number }
  /** Sources that go before all others where they are sure enough to answer. */
  leading?: readonly Source[]
}

/** Candidates shown at most. */
const MOST = 5
/** Messages remembered: buyers ask the same in the same words. */
const REMEMBERED = 300
/** Longer messages are not worth remembering. */
const MEMORABLE = 120

/** The FAQ as a source: the matcher's candidates among the entries that hold. */
export const faqSource = (matcher: Matcher): Source => {
  const about = circumstances(matcher.entries)
  const candidate = (text: string, match: Match, entry: Knowable): Candidate => ({
    source: 'faq',
    id: String(entry.id),
    question: entry.question,
    answer: entry.answer,
    pictures: entry.pictures,
    score: match.score,
    get why() {
      return reasonsFor(text, matcher.texts[match.wording] ?? entry.question, match)
    },
  })
  const look = (question: Question, conditional: boolean): Candidate[] => {
    const { entries } = matcher
    const allowed = (i: number) => {
      const entry = entries[i]
      return entry !== undefined && holds(entry, question)
    }
    const particular = (i: number) => {
      const entry = entries[i]
      return entry !== undefined && isParticular(entry)
    }
    return matcher
      .find(question.text, conditional ? { allowed, particular } : undefined)
      .slice(0, MOST)
      .flatMap((match) => {
        const entry = entries[match.entry]
        return entry ? [candidate(question.text, match, entry)] : []
      })
  }
  let current: Question | null = null
  const remembered = remembering(REMEMBERED, () => (current ? look(current, about(current) !== '') : []))
  return {
    name: 'faq',
    find: (question) => {
      const where = about(question)
      if (question.text.length > MEMORABLE) return look(question, where !== '')
      current = question
      return remembered(where === '' ? question.text : `${where}\u0000${question.text}`)
    },
  }
}

type Before = (a: Candidate, b: Candidate) => number

const merged = (lists: readonly (readonly Candidate[])[], before: Before): Candidate[] => {
  if (lists.length === 1) return [...(lists[0] ?? [])]
  const best = new Map<string, Candidate>()
  for (const candidate of lists.flat()) {
    const key = `${candidate.source}\u0000${candidate.id}`
    const known = best.get(key)
    if (!known || known.score < candidate.score) best.set(key, candidate)
  }
  return [...best.values()].sort(before).slice(0, MOST)
}

const RANK: Record<Decision, number> = { answer: 2, choose: 1, 'hand-over': 0 }

/**
 * Asks the FAQ and everything else the shop knows. Sources must be pure; a message that asks nothing (thanks, a greeting)
 * finds only an entry that has exactly these words.
 */
export const makeAsk = (matcher: Matcher, sources: readonly Source[], options: AskOptions): Ask => {
  const { thresholds, leading = [] } = options
  const all = [...leading, faqSource(matcher), ...sources]
  const leads = new Set(leading.map(({ name }) => name))
  const rank = (one: Candidate): number => Number(leads.has(one.source) && one.score >= thresholds.answer)
  const before: Before = (a, b) => rank(b) - rank(a) || b.score - a.score
  const find = (question: Question): Candidate[] =>
    merged(
      all.map((source) => source.find(question)),
      before,
    )
  const decided = (candidates: readonly Candidate[]): Found => {
    const [first] = candidates
    if (!first) return NOTHING
    if (first.score >= thresholds.answer) return { decision: 'answer', candidates, answers: [first] }
    return { decision: first.score >= thresholds.choose ? 'choose' : 'hand-over', candidates, answers: [] }
  }
  const one = (question: Question): Found => {
    const alone = decided(find(question))
    if (alone.decision === 'answer' || question.before === null || !followsOn(question.text)) return alone
    const together = decided(find({ ...question, text: `${question.before} ${question.text}` }))
    const [first] = together.candidates
    if (!first || first.score <= (alone.candidates[0]?.score ?? 0)) return alone
    // What the question before found alone is its answer, to which the new words add nothing.
    const [earlier] = find({ ...question, text: question.before })
    return earlier && earlier.source === first.source && earlier.id === first.id ? alone : together
  }
  return (question) => {
    if (isSmallTalk(question.text)) {
      const found = decided(find(question))
      return found.decision === 'answer' ? found : NOTHING
    }
    const parts = questionsIn(question.text)
    if (parts.length === 1) return one(question)
    const found = parts.map((text) => one({ ...question, text }))
    const least = found.reduce((a, b) => (RANK[b.decision] < RANK[a.decision] ? b : a)).decision
    const candidates = merged(
      found.map((f) => f.candidates),
      before,
    )
    if (least !== 'answer') {
      const whole = one(question)
      if (RANK[whole.decision] >= RANK[least]) return whole
      return { decision: least, candidates, answers: [] }
    }
    const answers = merged(
      found.map((f) => f.answers),
      before,
    ).slice(0, parts.length)
    return { decision: 'answer', candidates, answers: inOrder(answers, found) }
  }
}

/** Answers in the order in which was asked. */
const inOrder = (answers: readonly Candidate[], found: readonly Found[]): Candidate[] => {
  const order = found.flatMap((f) => f.answers)
  return [...answers].sort(
    (a, b) =>
      order.findIndex(({ source, id }) => source === a.source && id === a.id) -
      order.findIndex(({ source, id }) => source === b.source && id === b.id),
  )
}
