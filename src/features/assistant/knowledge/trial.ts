import { folded } from '../../../shared/text.ts'
import { priceSource } from '../../guard/domain/prices.ts'
import { loadGuard } from '../../guard/load.ts'
import type { Shelves } from '../../pricing/live.ts'
import type { SettingsDeps } from '../../shop/index.ts'
import { answer, prepare } from '../domain/answer.ts'
import type { Question } from '../domain/ask.ts'
import { modeOf } from '../domain/mode.ts'
import type { AssistantSettings } from '../domain/settings.ts'
import { loadSettings } from '../load.ts'
import { surroundings } from '../store.ts'
import type { Trial } from './contract.ts'
import type { Knowledge } from './live.ts'

export interface Trying {
  text: string
  before: string | null
  item: string | null
  phase: string | null
  at: number | null
  settings?: AssistantSettings | undefined
}

/**
 * What the assistant makes of a question, and would say now to a buyer who has been greeted and asks it first; with
 * everything that decides it: candidates, thresholds, mode, intercept words, and what the guard says of the words.
 */
export const tryQuestion = async (
  deps: SettingsDeps & { knowledge: Knowledge; shelves?: Pick<Shelves, 'now'> | undefined },
  shopId: number,
  { settings: given, ...trying }: Trying,
): Promise<Trial> => {
  const { knowledge, shelves } = deps
  // Before the transaction: what waits for an index must not hold a connection.
  const ask = await knowledge.of(shopId)
  const standing = await knowledge.state(shopId)
  const now = trying.at ?? deps.clock.now()
  const { shop, settings, around, guard } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop, settings } = await loadSettings(tx, shopId)
    return {
      shop,
      settings: given ?? settings,
      around: await surroundings(tx, shopId),
      guard: await loadGuard(tx, shop, shelves ? [priceSource(() => shelves.now(shopId))] : []),
    }
  })
  const { text, before, item, phase } = trying
  const question: Question = { text, before, at: now, item, phase }
  const found = ask(question)
  const { says } = answer(
    prepare(shop, settings, [], ask),
    { greeted: false, heldFor: null, ...(before !== null && { asked: before }) },
    { text, buyerName: shop.locale === 'en' ? 'Alex' : '小雨', waitingSince: now, item, phase },
    around,
    now,
  )
  const said = folded(text)
  return {
    decision: found.decision,
    candidates: found.candidates.map((one) => ({
      ...one,
      pictures: [...one.pictures],
      why: [...one.why],
    })),
    answers: found.answers.map(({ source, id }) => ({ source, id })),
    thresholds: standing?.thresholds ?? null,
    ...modeOf(settings, around.waiting, now, shop.timeZone),
    intercept: settings.intercepts.find((word) => said.includes(folded(word))) ?? null,
    says: says.map(({ text, rule, filler, goods = [], basket = null }) => {
      const checked = guard.check(text, {
        author: 'assistant-auto',
        attachments: [],
        consent: false,
        stock: null,
        offerEndsAt: null,
        goods: [...goods, ...(item === null ? [] : [item])],
        basket,
        now,
      })
      return { text, rule, filler, verdict: checked.verdict, findings: checked.findings }
    }),
  }
}
