import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { numberKeys } from '../../channel/sms/index.ts'
import type { Outcome } from '../../desk/batch.ts'
import type { Pipeline } from '../../desk/pipeline.ts'
import type { Remind } from '../../desk/step.ts'
import { Why } from '../domain/case.ts'
import type { Plan } from '../domain/plan.ts'
import { orderStands } from '../domain/stands.ts'
import { valuesOf } from '../domain/wording.ts'
import { buyerOut, isOut, optedOut } from '../opt-outs/service.ts'
import * as planStore from '../plan-store.ts'
import * as facts from './facts-store.ts'
import { mobileOf } from './phone.ts'
import type { TextSender } from './ports.ts'
import * as sendings from './sending-store.ts'

export interface Delivering {
  db: Db
  clock: Clock
  pipeline: Pick<Pipeline, 'submit'>
  texts?: TextSender | undefined
  log(message: string, error: unknown): void
}

type Plans = ReadonlyMap<number, planStore.PlanRow>
type Began = ReadonlyMap<string, number>

/** Reminders handed to the desk at once: few, because buyers' messages of the shop stand behind them. */
const CHATS = 50
/** Text messages that may be with the provider at once. */
const TEXTS = 8

export const onceOf = (sendingId: number): string => `recovery:${sendingId}`

/** Why nothing of a plan leaves any more: somebody has held or ended it since it was decided. */
const heldBack = (plan: Plan | undefined): Why | null =>
  plan?.state === 'running' ? null : plan?.state === 'paused' ? 'paused' : 'expired'

const remindOf = (row: sendings.SendingRow, plans: Plans, began: Began): Remind | null => {
  const plan = plans.get(row.planId)?.plan
  if (!plan || row.channelId === null || row.reach === null || row.untilAt === null) return null
  const open = plan.trigger === 'balance' ? 'deposit-paid' : 'unpaid'
  return {
    what: 'remind',
    id: onceOf(row.id),
    channelId: row.channelId,
    buyer: { externalId: row.reach, name: row.buyerName },
    rule: `recovery:${row.planId}/${row.step}`,
    text: row.text,
    judged: row.judged,
    until: row.untilAt,
    buyerKey: row.buyerKey,
    order: row.orderId === null ? null : { id: row.orderId, status: open },
    since: began.get(`${row.planId}/${row.subject}`) ?? row.dueAt,
  }
}

const settledBy = (id: number, outcome: Outcome): sendings.Settled => {
  if (outcome.ok) return { id, state: 'sent', why: null, remoteId: String(outcome.messageId), error: null }
  const why = Why.safeParse(outcome.detail?.why)
  return why.success
    ? { id, state: 'suppressed', why: why.data, remoteId: null, error: null }
    : { id, state: 'failed', why: null, remoteId: null, error: outcome.why }
}

const settle = async (
  { db, clock }: Delivering,
  shopId: number,
  from: 'queued' | 'uncertain',
  settled: readonly sendings.Settled[],
): Promise<void> => {
  if (settled.length === 0) return
  await db.tx({ shops: [shopId] }, async (tx) => {
    const back = await sendings.settleSendings(tx, shopId, from, settled, clock.now())
    await planStore.addSpent(tx, shopId, back)
  })
}

/**
 * Hands reminders to the desk, which looks once more and says them, each under its own id: given twice (by another server, or
 * after a crash) it is said once. What could not be handed over stays queued.
 */
export const deliverChats = async (
  deps: Delivering,
  shopId: number,
  rows: readonly sendings.SendingRow[],
  plans: Plans,
  began: Began,
): Promise<number> => {
  let sent = 0
  // While one piece is written down the next is being said; what is not written down in a crash is said by its id, once.
  let settling: Promise<void> = Promise.resolve()
  const settleNext = async (settled: readonly sendings.Settled[]) => {
    await settling
    settling = settle(deps, shopId, 'queued', settled)
    settling.catch(() => {}) // told by whoever waits for it
  }
  for (let from = 0; from < rows.length; from += CHATS) {
    const piece = rows.slice(from, from + CHATS)
    const known = piece.flatMap((row) => {
      const remind = heldBack(plans.get(row.planId)?.plan) ? null : remindOf(row, plans, began)
      return remind ? [{ id: row.id, remind }] : []
    })
    const lost = piece.filter(({ id }) => !known.some((one) => one.id === id))
    const nowhere = lost.map(({ id, planId }): sendings.Settled => {
      const why = heldBack(plans.get(planId)?.plan) ?? 'no-contact'
      return { id, state: 'suppressed', why, remoteId: null, error: null }
    })
    if (known.length === 0) {
      await settleNext(nowhere)
      continue
    }
    const done = await deps.pipeline
      .submit({ shopId, inputs: known.map(({ remind }) => remind) })
      .catch((error) => {
        deps.log('reminders could not be handed over', error)
        return null
      })
    if (!done) continue
    const settled = done.replayed
      ? []
      : done.outcomes.flatMap((outcome, i) => {
          const id = known[i]?.id
          return id === undefined ? [] : [settledBy(id, outcome)]
        })
    sent += settled.filter(({ state }) => state === 'sent').length
    await settleNext([...nowhere, ...settled])
  }
  await settling
  return sent
}

/** Claims a text message, unless it does not leave after all (its order is held still until then), and hands it over. Gives
 * whether it was taken. */
const deliverText = async (
  deps: Delivering & { texts: TextSender },
  shopId: number,
  row: sendings.SendingRow,
  locale: string,
): Promise<boolean> => {
  const message = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    const now = deps.clock.now()
    const plan = (await planStore.planById(tx, shopId, row.planId))?.plan
    const order =
      row.orderId === null ? null : (await facts.holdOrders(tx, shopId, [row.orderId])).get(row.orderId)
    const mobile = mobileOf(order)
    const whom = { key: row.buyerKey, buyerId: null, orderId: row.orderId }
    const talks = await facts.talksOf(tx, shopId, [whom])
    const keys = [
      buyerOut(row.buyerKey),
      ...talks.flatMap((talk) => [...talk.keys, talk.externalId]).map(buyerOut),
      ...(mobile === null ? [] : [(await numberKeys(tx, shopId))(mobile)]),
    ]
    const out = isOut(await optedOut(tx, shopId, keys), keys, 'sms')
    const why = ((): Why | null => {
      const held = heldBack(plan)
      if (!plan || held) return held
      const stands = row.orderId === null ? null : orderStands(plan.trigger, order ?? null)
      if (stands) return stands
      if (out) return 'opted-out'
      return row.untilAt === null || now >= row.untilAt ? 'expired' : null
    })()
    if (why !== null || mobile === null || row.template === null) {
      const settled = {
        id: row.id,
        state: 'suppressed',
        why: why ?? 'no-contact',
        remoteId: null,
        error: null,
      } as const
      await planStore.addSpent(
        tx,
        shopId,
        await sendings.settleSendings(tx, shopId, 'queued', [settled], now),
      )
      return null
    }
    if (!(await sendings.claimSending(tx, shopId, row.id))) return null
    const { id, planId, step, buyerKey, buyerName, orderId, template, text } = row
    const deposit = plan?.trigger === 'balance' ? (order?.depositFen ?? 0) : 0
    const fen = order?.payableFen == null ? null : Math.max(0, order.payableFen - deposit)
    const values = valuesOf(
      { buyerName, order: order ?? null, titles: [], fen, endsAt: order?.payBy ?? null },
      now,
      locale,
    )
    return { id, planId, step, buyerKey, orderId, phone: mobile, template, values, text }
  })
  if (!message) return false
  try {
    const { state, remoteId, error } = await deps.texts.send(shopId, message)
    await settle(deps, shopId, 'uncertain', [{ id: row.id, state, why: null, remoteId, error }])
    return state === 'sent'
  } catch (error) {
    // Whether it left is not known, and it is not tried again: rather one too few than one too many.
    deps.log('a text message may or may not have left', error)
    const words = error instanceof Error ? error.message.slice(0, 300) : 'unknown'
    await deps.db.tx({ shops: [shopId] }, (tx) => sendings.noteError(tx, shopId, row.id, words))
    return false
  }
}

/** Hands text messages to the provider, some at a time; each is claimed before, so that it is handed over once whatever
 * happens in between (RCV-24). */
export const deliverTexts = async (
  deps: Delivering,
  shopId: number,
  rows: readonly sendings.SendingRow[],
  locale: string,
): Promise<number> => {
  const { texts } = deps
  if (!texts) {
    const nowhere = { state: 'suppressed', why: 'no-contact', remoteId: null, error: null } as const
    await settle(
      deps,
      shopId,
      'queued',
      rows.map(({ id }) => ({ id, ...nowhere })),
    )
    return 0
  }
  const waiting = [...rows]
  let sent = 0
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift())
      if (await deliverText({ ...deps, texts }, shopId, row, locale)) sent++
  }
  await Promise.all(Array.from({ length: Math.min(TEXTS, rows.length) }, work))
  return sent
}
