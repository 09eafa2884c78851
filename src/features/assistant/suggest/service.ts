import type { Clock } from '../../../platform/clock.ts'
import { type Db, one, sql, type Tx } from '../../../platform/db/db.ts'
import { hoursInWords } from '../../../shared/hours.ts'
import { refuse } from '../../../shared/refusal.ts'
import { fill, MESSAGE_LIMIT } from '../../../shared/text.ts'
import type { Instant } from '../../../shared/time.ts'
import { goodsWith } from '../../catalog/domain/looked-at.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { conversationStore } from '../../conversation/index.ts'
import { priceSource } from '../../guard/domain/prices.ts'
import type { Guard, GuardContext } from '../../guard/domain/verdict.ts'
import { loadGuard } from '../../guard/load.ts'
import { standingOf } from '../../pricing/domain/standing.ts'
import type { Shelves } from '../../pricing/live.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { matchRule, prepare } from '../domain/answer.ts'
import type { Ask, Candidate } from '../domain/ask.ts'
import type { AssistantSettings } from '../domain/settings.ts'
import type { Knowledge } from '../knowledge/live.ts'
import { loadSettings } from '../load.ts'
import type { Suggestion } from './contract.ts'
import { type OpenQuestion, openQuestions } from './domain/open.ts'

/** Writes a draft from what the shop knows, where a provider is switched on; null where it has nothing to say in time. */
export type Draft = (
  shopId: number,
  question: OpenQuestion,
  candidates: readonly Candidate[],
) => Promise<string | null>

export interface SuggestDeps {
  db: Db
  clock: Clock
  knowledge: Pick<Knowledge, 'of'>
  draft?: Draft | undefined
  /** What shops sell with; left out, prices are not held against it. */
  shelves?: Pick<Shelves, 'now' | 'ready'> | undefined
}

const MOST = 3
/** Messages looked at: the round, and what was asked before it. */
const LOOKED_AT = 40
/** Below it a record is more likely to be in the way than of use. */
const LEAST = 0.05
/** Guards kept ready: making one takes tens of milliseconds. */
const GUARDS = 50

interface Found {
  shop: ShopFacts
  settings: AssistantSettings
  conversation: Conversation
  questions: OpenQuestion[]
  guard: Guard
}

/** Keeps each shop's guard as long as its settings stay the same. */
const rememberGuards = (shelves: SuggestDeps['shelves']) => {
  const known = new Map<number, { version: number; guard: Guard }>()
  return async (tx: Tx, shop: ShopFacts): Promise<Guard> => {
    const row = await one(
      tx,
      sql<{ version: number }>`select config_version as version from shop_log where shop_id = ${shop.id}`,
    )
    const version = row?.version ?? 0
    const held = known.get(shop.id)
    if (held?.version === version) return held.guard
    const guard = await loadGuard(tx, shop, shelves ? [priceSource(() => shelves.now(shop.id))] : [])
    known.delete(shop.id)
    known.set(shop.id, { version, guard })
    const oldest = known.size > GUARDS ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    return guard
  }
}

/** What the shop's keyword rules and its knowledge have for the open questions, each record once, the surest first. */
const candidatesFor = (
  { shop, settings, questions, conversation }: Found,
  ask: Ask,
  phase: string | null,
  now: Instant,
): Candidate[] => {
  const { goods = [], basket = null } = conversation.assistant
  const assistant = prepare(shop, settings)
  const best = new Map<string, Candidate>()
  // The newest first: of equals, what was asked last.
  for (const { text, before } of questions.toReversed()) {
    const rule = matchRule(assistant, text)
    const ruled: Candidate[] = rule
      ? [
          {
            source: 'rule',
            id: rule.id,
            question: rule.words.join(' / '),
            answer: rule.answer,
            pictures: [],
            score: 1,
            why: [],
          },
        ]
      : []
    const found = ask({ text, before, at: now, item: goods[0] ?? null, phase, goods, basket })
    for (const one of [...ruled, ...found.candidates]) {
      const key = `${one.source}:${one.id}`
      if (one.score >= LEAST && one.score > (best.get(key)?.score ?? 0)) best.set(key, one)
    }
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score)
}

/** What may leave of a text: itself, or the guard's wording where it would not leave without a reason; null for nothing. */
const passed = (
  guard: Guard,
  text: string,
  context: GuardContext,
): { text: string; mended: boolean } | null => {
  const { verdict, suggestion } = guard.check(text, context)
  if (verdict === 'pass' || verdict === 'note') return { text, mended: false }
  if (suggestion === null || suggestion.trim() === '') return null
  const again = guard.check(suggestion, context).verdict
  return again === 'pass' || again === 'note' ? { text: suggestion, mended: true } : null
}

export const createSuggest = ({ db, clock, knowledge, draft, shelves }: SuggestDeps) => {
  const guardOf = rememberGuards(shelves)

  /** What the buyer of a conversation waits for. Refuses `not-found`. */
  const look = (shopId: number, id: number): Promise<Found> =>
    db.tx({ shops: [shopId] }, async (tx) => {
      const conversation = await conversationStore.conversationById(tx, shopId, id)
      if (!conversation) throw refuse('not-found', { id })
      const messages =
        conversation.waitingSince === null
          ? []
          : await conversationStore.messagesBefore(tx, shopId, id, null, LOOKED_AT)
      const { shop, settings } = await loadSettings(tx, shopId)
      return {
        ...{ shop, settings, conversation },
        questions: openQuestions(messages),
        guard: await guardOf(tx, shop),
      }
    })

  /** At most three answers to what the buyer waits for, each as the guard lets it leave (AST-91). */
  return async (shopId: number, id: number): Promise<Suggestion[]> => {
    const ask = await knowledge.of(shopId)
    const found = await look(shopId, id)
    const { shop, settings, conversation, questions, guard } = found
    const last = questions.at(-1)
    if (!last) return []
    const now = clock.now()
    const shelf = shelves?.now(shopId) ?? null
    const candidates = candidatesFor(found, ask, shelf?.kindsAt(now)[0] ?? null, now)
    const values = {
      buyer: conversation.buyerName,
      shop: shop.name,
      hours: hoursInWords(settings.hours),
    }
    const memory = conversation.assistant
    const context = ({ goods = [], basket }: Pick<Candidate, 'goods' | 'basket'>): GuardContext => ({
      ...{ author: 'assistant-assist', attachments: [], consent: memory.consent !== undefined },
      ...standingOf(shelf, memory, now),
      goods: goodsWith(memory.goods, goods),
      basket: basket ?? memory.basket ?? null,
      now,
    })
    const suggestions: Suggestion[] = []
    const offer = (
      one: Omit<Suggestion, 'key' | 'mended'>,
      about: Pick<Candidate, 'goods' | 'basket'> = {},
    ) => {
      const said = passed(guard, one.text.slice(0, MESSAGE_LIMIT), context(about))
      if (!said || suggestions.some(({ text }) => text === said.text)) return
      suggestions.push({ ...one, ...said, key: `${one.source}:${one.id}` })
    }
    // A provider that is slow, down or talks nonsense must not cost the person what the shop knows.
    const drafted = await draft?.(shopId, last, candidates).catch(() => null)
    for (const candidate of candidates) {
      const { source, id: record, question, answer, pictures, score } = candidate
      if (suggestions.length === (drafted ? MOST - 1 : MOST)) break
      offer(
        { source, id: record, question, text: fill(answer, values), pictures: [...pictures], score },
        candidate,
      )
    }
    if (drafted)
      offer({ source: 'draft', id: '1', question: last.text, text: drafted, pictures: [], score: 0 })
    return suggestions
  }
}
