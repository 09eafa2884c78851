import type { Tx } from '../../../platform/db/db.ts'
import { DAY, type Instant } from '../../../shared/time.ts'
import type { Ask } from '../domain/ask.ts'
import { entryById } from '../knowledge/store.ts'
import { type QuestionGroup, TREND_DAYS } from './contract.ts'
import { disagreement, groupAnswers, type Said } from './domain/answers.ts'
import { cleaned, shownQuestion } from './domain/cleaning.ts'
import { essence } from './domain/features.ts'
import { type Near, proposalFor, typicalQuestion } from './domain/proposing.ts'
import { dayAfter, dayIn } from './domain/week.ts'
import type { GroupQuestion, GroupRow, Show } from './review-store.ts'
import * as store from './review-store.ts'

export const PAGE = 20
/** Of a group, so many of the newest questions tell what it is about and what people answer. */
const LOOKED_AT = 150
const COMPARED = 40
const EXAMPLES = 5
const ANSWERS = 5

/** The newest questions that differ, most of all in more than courtesies. */
const different = (questions: readonly GroupQuestion[], most: number): GroupQuestion[] => {
  const seen = new Set<string>()
  return questions
    .filter(({ text }) => {
      const key = essence(text)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
    .slice(0, most)
}

interface Answered {
  said: Said[]
  /** Left out: they hold for one buyer or day alone. */
  personal: number
  /** Where each was said. */
  where: Map<number, number>
}

/** What people answered, fit to be offered to all. An answer to several questions of a round counts once. */
const answersTo = (questions: readonly GroupQuestion[]): Answered => {
  const said = new Map<number, Said>()
  const where = new Map<number, number>()
  const personal = new Set<number>()
  for (const { replyId, replyText, replyBy, alone, buyerName, conversationId } of questions) {
    if (replyId === null || replyText === null) continue
    const answer = cleaned(replyText, buyerName)
    if (answer.ok) {
      said.set(replyId, { messageId: replyId, text: answer.text, personId: replyBy, alone })
      where.set(replyId, conversationId)
    } else if (answer.why !== 'nothing') personal.add(replyId)
  }
  return { said: [...said.values()], personal: personal.size, where }
}

/** Entries of the FAQ that may be meant: what the knowledge makes of the question, and who answers in the same words. */
const nearTo = async (
  tx: Tx,
  shopId: number,
  ask: Ask,
  question: string,
  answers: readonly string[],
  now: Instant,
): Promise<Near[]> => {
  const { candidates } = ask({ text: question, before: null, at: now, item: null, phase: null })
  const scores = new Map<number, number>()
  for (const { source, id, score } of candidates) if (source === 'faq') scores.set(Number(id), score)
  for (const { id } of await store.entriesAnswering(tx, shopId, answers))
    if (!scores.has(id)) scores.set(id, 0)
  const near: Near[] = []
  for (const [id, score] of scores) {
    const entry = await entryById(tx, shopId, id)
    if (entry)
      near.push({ id, question: entry.question, answer: entry.answer, wordings: entry.wordings, score })
  }
  return near.toSorted((a, b) => b.score - a.score || a.id - b.id)
}

/** Days ending today, oldest first. */
const lastDays = (today: string): string[] =>
  Array.from({ length: TREND_DAYS }, (_, i) => dayAfter(today, i - TREND_DAYS + 1))

/** A page of groups as people look at them, each with what may be made of it. */
export const groupsFor = async (
  tx: Tx,
  shop: { id: number; timeZone: string },
  ask: Ask,
  show: Show,
  offset: number,
  now: Instant,
): Promise<{ groups: QuestionGroup[]; total: number; questions: number }> => {
  const page = await store.groupsPage(tx, shop.id, show, now - 7 * DAY, { offset, limit: PAGE })
  const ids = page.groups.map(({ id }) => id)
  const questions = Map.groupBy(await store.questionsOf(tx, shop.id, ids, LOOKED_AT), (q) => q.groupId)
  const days = lastDays(dayIn(now, shop.timeZone))
  const asked = new Map(
    (await store.askedByDay(tx, shop.id, ids, days[0] ?? '')).map((d) => [`${d.groupId} ${d.day}`, d.asked]),
  )
  const groups: QuestionGroup[] = []
  for (const row of page.groups) {
    const trend = days.map((day) => asked.get(`${row.id} ${day}`) ?? 0)
    groups.push(await groupOf(tx, shop.id, ask, row, questions.get(row.id) ?? [], trend, now))
  }
  return { ...page, groups }
}

const groupOf = async (
  tx: Tx,
  shopId: number,
  ask: Ask,
  row: GroupRow,
  questions: readonly GroupQuestion[],
  trend: number[],
  now: Instant,
): Promise<QuestionGroup> => {
  const differing = different(questions, COMPARED)
  const texts = differing.map(({ text }) => text)
  const question = shownQuestion(typicalQuestion(texts))
  const { said, personal, where } = answersTo(questions)
  const answers = groupAnswers(said)
  const contrary = disagreement(answers.slice(0, ANSWERS))
  const near = await nearTo(
    tx,
    shopId,
    ask,
    question,
    answers.slice(0, ANSWERS).map(({ text }) => text),
    now,
  )
  return {
    id: row.id,
    question,
    size: row.size,
    lately: row.lately,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    trend,
    examples: differing.slice(0, EXAMPLES).map(({ conversationId, messageId, text, at }) => ({
      conversationId,
      messageId,
      text: shownQuestion(text),
      at,
    })),
    answers: answers.slice(0, ANSWERS).map(({ text, size, people, messageIds }) => {
      const messageId = messageIds.at(-1) ?? 0
      return { text, size, people: [...people], messageId, conversationId: where.get(messageId) ?? 0 }
    }),
    personal,
    contradiction: contrary && [answers.indexOf(contrary[0]), answers.indexOf(contrary[1])],
    proposal: proposalFor(texts, answers, near),
    aside:
      row.aside === null
        ? null
        : {
            how: row.aside,
            at: row.asideAt ?? 0,
            by: row.asideBy,
            why: row.asideWhy,
            to: row.settledTo,
            size: row.asideSize,
          },
  }
}

/** What some groups are called, and whether people answer them in ways that contradict each other. */
export const glanceAt = async (
  tx: Tx,
  shopId: number,
  ids: readonly number[],
): Promise<Map<number, { says: string; contradicting: boolean }>> => {
  const questions = Map.groupBy(await store.questionsOf(tx, shopId, ids, COMPARED), (q) => q.groupId)
  return new Map(
    [...questions].map(([id, all]) => [
      id,
      {
        says: shownQuestion(typicalQuestion(different(all, COMPARED).map(({ text }) => text))),
        contradicting: disagreement(groupAnswers(answersTo(all).said).slice(0, ANSWERS)) !== null,
      },
    ]),
  )
}
