import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Guard } from '../../guard/domain/verdict.ts'
import { loadGuard } from '../../guard/load.ts'
import type { Candidate } from '../domain/ask.ts'
import { afterFailure, afterSuccess, type Breaker, mayCall, stateOf, TRUSTED } from '../domain/breaker.ts'
import { type Draft, promptFor, readDraft } from '../domain/draft.ts'
import { loadSettings } from '../load.ts'
import { CallFailed, type Connection, embed, generate } from './call.ts'
import { loadProvider } from './store.ts'

/** How long an agent waits for an outside model at most, ms. */
const PATIENCE = 3000
/** Calls of a shop at the same time; those beyond go without. */
const AT_ONCE = 4
/** Of two orders, ours and the model's, so much counts the model's. */
const WEIGHT = 0.5

/** What became of asking the outside model. */
export type Outcome =
  | 'used'
  | 'off'
  | 'open'
  | 'timeout'
  | 'refused'
  | 'status'
  | 'nonsense'
  | 'unfounded'
  | 'nothing'

export interface Question {
  text: string
  before: string | null
}

export interface ProviderState {
  state: 'closed' | 'open' | 'half-open'
  restsUntil: Instant | null
  calls: number
  failed: number
  ignored: number
}

export interface Provider {
  /** Candidates in the order of their meaning; in ours where the model is off, down, slow or talks nonsense. */
  rerank(shopId: number, question: Question, candidates: readonly Candidate[]): Promise<readonly Candidate[]>
  /** A reply for an agent to look at, made only from the candidates; null where there is none. */
  draft(
    shopId: number,
    question: Question,
    candidates: readonly Candidate[],
  ): Promise<{ draft: Draft | null; outcome: Outcome }>
  /** Calls what is switched on, whatever the breaker says. */
  test(shopId: number): Promise<{ ok: boolean; ms: number; why: Outcome | null; detail: number | null }>
  state(shopId: number): ProviderState
  /** Trusts again: the settings have changed. */
  forget(shopId: number): void
}

interface Memory {
  breaker: Breaker
  running: number
  calls: number
  failed: number
  ignored: number
}

const cosine = (a: readonly number[], b: readonly number[]): number => {
  let [dot, x, y] = [0, 0, 0]
  for (const [i, n] of a.entries()) {
    const m = b[i] ?? 0
    dot += n * m
    x += n * n
    y += m * m
  }
  return x === 0 || y === 0 ? 0 : dot / Math.sqrt(x * y)
}

/**
 * A shop's outside model, where it has one: off by default, asked for agents only, never waited for longer than three
 * seconds, left alone when it fails. Whatever it does, what the shop's own knowledge gave goes on
 * (specs/assistant.md AST-64…AST-68).
 */
export const createProvider = (deps: {
  db: Db
  clock: Clock
  log(message: string, error: unknown): void
  /** How long a call may take, ms. */
  patience?: () => number
}): Provider => {
  const { db, clock, log, patience = () => PATIENCE } = deps
  const memories = new Map<number, Memory>()
  const memoryOf = (shopId: number): Memory => {
    const known = memories.get(shopId)
    if (known) return known
    const fresh = { breaker: TRUSTED, running: 0, calls: 0, failed: 0, ignored: 0 }
    memories.set(shopId, fresh)
    return fresh
  }

  const connectionOf = (shopId: number): Promise<Connection> =>
    db.tx({ shops: [shopId] }, async (tx) => ({ ...(await loadProvider(tx, shopId)), patience: patience() }))

  /** One call, watched. Gives `open` where the service is being left alone. */
  const watched = async <T>(shopId: number, work: () => Promise<T>): Promise<T | Outcome> => {
    const memory = memoryOf(shopId)
    if (memory.running >= AT_ONCE) return 'open'
    const { may, next } = mayCall(memory.breaker, clock.now())
    memory.breaker = next
    if (!may) return 'open'
    memory.calls++
    memory.running++
    try {
      const result = await work()
      memory.breaker = afterSuccess()
      return result
    } catch (error) {
      memory.breaker = afterFailure(memory.breaker, clock.now())
      memory.failed++
      if (!(error instanceof CallFailed)) throw error
      if (error.why === 'nonsense') memory.ignored++
      log('an outside model gave nothing', error)
      return error.why
    } finally {
      memory.running--
    }
  }

  return {
    async rerank(shopId, { text }, candidates) {
      if (candidates.length < 2) return candidates
      const connection = await connectionOf(shopId)
      if (!connection.settings.enabled || !connection.settings.embeddings) return candidates
      const texts = [text, ...candidates.map(({ question }) => question)]
      const vectors = await watched(shopId, () => embed(connection, texts))
      if (typeof vectors === 'string') return candidates
      const [asked = [], ...others] = vectors
      return candidates
        .map((one, i) => ({
          one,
          i,
          rank: (1 - WEIGHT) * one.score + WEIGHT * cosine(asked, others[i] ?? []),
        }))
        .sort((a, b) => b.rank - a.rank || a.i - b.i)
        .map(({ one }) => one)
    },

    async draft(shopId, question, candidates) {
      if (candidates.length === 0) return { draft: null, outcome: 'nothing' }
      const connection = await connectionOf(shopId)
      if (!connection.settings.enabled || !connection.settings.drafts) return { draft: null, outcome: 'off' }
      const { shop, guard } = await db.tx({ shops: [shopId] }, async (tx) => {
        const { shop } = await loadSettings(tx, shopId)
        return { shop, guard: await loadGuard(tx, shop) }
      })
      const prompt = promptFor(question, candidates, shop.locale)
      const answer = await watched(shopId, async () => ({ said: await generate(connection, prompt) }))
      if (typeof answer === 'string') return { draft: null, outcome: answer }
      const read = readDraft(answer.said, candidates)
      const why = read.draft
        ? mayBeSaid(guard, read.draft.text, clock.now())
          ? null
          : 'unfounded'
        : read.why
      if (why === null) return { draft: read.draft, outcome: 'used' }
      if (why !== 'nothing') memoryOf(shopId).ignored++
      return { draft: null, outcome: why }
    },

    async test(shopId) {
      const connection = await connectionOf(shopId)
      const { settings } = connection
      const began = clock.now()
      const done = (why: Outcome | null, detail: number | null = null) => ({
        ok: why === null,
        ms: clock.now() - began,
        why,
        detail,
      })
      if (!settings.enabled || (!settings.embeddings && !settings.drafts)) return done('off')
      try {
        if (settings.embeddings) await embed(connection, ['几天发货', 'When will it ship?'])
        if (settings.drafts) {
          const probe: Candidate = {
            ...{ source: 'faq', id: '1', question: '几天发货', answer: '付款后 48 小时内发出。' },
            ...{ pictures: [], score: 1, why: [] },
          }
          const said = await generate(
            connection,
            promptFor({ text: '几天发货', before: null }, [probe], 'zh-CN'),
          )
          const read = readDraft(said, [probe])
          if (!read.draft && read.why === 'nonsense') return done('nonsense')
        }
        memoryOf(shopId).breaker = afterSuccess()
        return done(null)
      } catch (error) {
        if (error instanceof CallFailed) return done(error.why, error.detail)
        throw error
      }
    },

    state(shopId) {
      const { breaker, calls, failed, ignored } = memoryOf(shopId)
      return {
        state: stateOf(breaker, clock.now()),
        restsUntil: breaker.restsUntil,
        calls,
        failed,
        ignored,
      }
    },

    forget(shopId) {
      memoryOf(shopId).breaker = TRUSTED
    },
  }
}

/** Whether the guard has nothing against a draft that an agent would have to mend. */
const mayBeSaid = (guard: Guard, text: string, now: Instant): boolean => {
  const { verdict } = guard.check(text, {
    ...{ author: 'assistant-assist', attachments: [], consent: false, stock: null, offerEndsAt: null, now },
  })
  return verdict === 'pass' || verdict === 'note'
}
