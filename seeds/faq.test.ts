import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ask } from '../src/features/assistant/domain/ask.ts'
import type { Knowable } from '../src/features/assistant/domain/faq.ts'
import { type Built, matchingEngine } from '../src/features/assistant/knowledge/engine.ts'
import { faq } from './lubai/faq.ts'
import { buyerQuestions } from './lubai/faq-questions.ts'

/** How the seeded shop's FAQ answers buyers who know nothing of its wordings. */
const engine = matchingEngine()
const entries: Knowable[] = faq.map((entry, i) => ({ ...entry, id: i + 1 }))
const at = Date.parse('2026-11-11T12:00:00+08:00')
let built: Built
const asked = (ask: Ask) =>
  buyerQuestions.map(({ text, before, wants }) => {
    const { decision, answers, candidates } = ask({ text, before, at, item: null, phase: null })
    const named = candidates.map(({ question }) => question)
    return { wants, decision, first: named[0], answered: answers.map(({ question }) => question), named }
  })
const share = <T>(all: readonly T[], some: (one: T) => boolean): number =>
  all.filter(some).length / all.length

beforeAll(async () => {
  built = await engine.build({ entries, patterns: [] })
}, 60_000)
afterAll(() => engine.close())

test('[MAT-7] the right entry comes first for four in five that have one', () => {
  const found = asked(built.ask({ answer: 1, choose: 1 })).filter(({ wants }) => wants.length > 0)
  expect(share(found, ({ wants, first }) => first !== undefined && wants.includes(first))).toBeGreaterThan(
    0.78,
  )
})

test('[MAT-12] what it answers alone is right, and what nothing answers goes to a person', () => {
  const confidence = { wrongTarget: 0.05, answer: null, choose: null }
  const all = asked(built.ask(built.thresholds(confidence)))
  const alone = all.filter(({ decision }) => decision === 'answer')
  expect(alone.length).toBeGreaterThan(8)
  expect(share(alone, ({ wants, answered }) => answered.every((one) => wants.includes(one)))).toBeGreaterThan(
    0.9,
  )
  const stray = all.filter(({ wants }) => wants.length === 0)
  expect(share(stray, ({ decision }) => decision !== 'answer')).toBeGreaterThan(0.95)
})

test('[AST-22] four in five that have an answer get it at once, alone, or among what is offered', () => {
  const all = asked(built.ask(built.thresholds({ wrongTarget: 0.05, answer: null, choose: null })))
  const helped = all.filter(({ wants }) => wants.length > 0)
  const right = ({ wants, decision, answered, named }: (typeof all)[number]) =>
    decision === 'answer'
      ? answered.some((one) => wants.includes(one))
      : decision === 'choose' && named.slice(0, 3).some((one) => wants.includes(one))
  expect(share(helped, right)).toBeGreaterThan(0.6)
})
