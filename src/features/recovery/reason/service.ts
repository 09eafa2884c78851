import type { Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/serve.ts'
import { refuse } from '../../../shared/refusal.ts'
import { type Instant, MINUTE } from '../../../shared/time.ts'
import { wallOf } from '../../../shared/wall.ts'
import { activitiesAt } from '../../campaign/domain/phases.ts'
import { loadCampaigns } from '../../campaign/index.ts'
import { byOf, changeSettings, type SettingsDeps, saveSettings } from '../../shop/index.ts'
import { nextSteps, type StepFacts, wordsFor } from '../domain/next-step.ts'
import type { ReasonRules } from '../domain/reason-words.ts'
import type { WhyNot } from './contract.ts'
import { type About, aroundNow, loadReason, loadReasonRules } from './load.ts'
import * as store from './store.ts'

interface Known {
  about: About
  title: string | null
  endsAt: Instant | null
}

/** What a subject names; null where there is none such. */
const knownOf = async (tx: Tx, shopId: number, subject: string): Promise<Known | null> => {
  const [kind = '', id = ''] = [
    subject.slice(0, subject.indexOf(':')),
    subject.slice(subject.indexOf(':') + 1),
  ]
  if (kind === 'order') {
    const [order] = await store.orderMoments(tx, shopId, [id])
    if (!order) return null
    const about = {
      subject,
      buyerKey: order.buyerKey ?? '',
      buyerId: null,
      orderId: id,
      products: order.products,
    }
    return { about, title: await store.orderTitle(tx, shopId, id), endsAt: order.payBy }
  }
  if (!/^\d{1,9}$/.test(id)) return null
  const talk = await store.talkFacts(tx, shopId, Number(id))
  if (!talk) return null
  const [first] = await store.stockOf(tx, shopId, talk.goods.slice(0, 1))
  return {
    about: {
      ...{ subject, buyerKey: talk.buyerKey, buyerId: talk.buyerId, orderId: null },
      products: talk.goods.slice(0, 1),
    },
    title: first?.title ?? null,
    endsAt: null,
  }
}

const TITLE = 24
const shortened = (title: string): string => (title.length > TITLE ? `${title.slice(0, TITLE)}…` : title)

/** What words may name, as far as it is known: dates and shipping come from the shop's own cards and activities. */
const stepFacts = async (tx: Tx, shopId: number, { about, title, endsAt }: Known, now: Instant) => {
  const { activities, campaigns, zone } = await loadCampaigns(tx, shopId)
  const { ahead, phase } = await aroundNow(tx, shopId, now)
  const stock = await store.stockOf(tx, shopId, about.products)
  const restock = stock.find(({ restockAt }) => restockAt !== null && restockAt > now)?.restockAt ?? null
  const told = activitiesAt({ campaigns, activities }, now)
    .filter(
      ({ activity }) =>
        activity.products.length === 0 ||
        activity.products.some(({ product }) => about.products.includes(product)),
    )
    .flatMap(({ activity }) => activity.facts['shipping-time'] ?? [])
  const [ships] = told.flatMap((fact) => ('says' in fact ? [fact.says.replace(/[。.]\s*$/u, '')] : []))
  const when = (at: Instant | null) => (at === null ? null : wallOf(at, zone).slice(5).replace('T', ' '))
  const facts: StepFacts = {
    ...{ buyer: '', product: title === null ? null : shortened(title) },
    ...{ restock: when(restock), starts: when(ahead?.at ?? null), ships: ships ?? null },
    left: endsAt !== null && endsAt - now > MINUTE ? when(endsAt) : null,
  }
  return { facts, phase }
}

/** Refuses `not-found` where there is no such order or conversation. */
export const whyNot = (deps: SettingsDeps, shopId: number, subject: string): Promise<WhyNot> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const now = deps.clock.now()
    const known = await knownOf(tx, shopId, subject)
    if (!known) throw refuse('not-found', { subject })
    const told = (await loadReason(tx, shopId, [known.about], now)).get(subject)
    if (!told) throw new Error('a reason is always given')
    const { facts, phase } = await stepFacts(tx, shopId, known, now)
    const { reason, confidence, because, messageId, by } = told
    const { does, remind } = nextSteps[reason]
    const words = {
      zh: wordsFor(reason, phase, facts, 'zh'),
      en: wordsFor(reason, phase, facts, 'en'),
    }
    return { subject, reason, confidence, because, messageId, by, next: { does, remind, words } }
  })

export const reasonRules = (deps: SettingsDeps, shopId: number): Promise<ReasonRules> =>
  deps.db.tx({ shops: [shopId] }, (tx) => loadReasonRules(tx, shopId))

export const setReasonRules = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  rules: ReasonRules,
): Promise<ReasonRules> =>
  changeSettings(deps, byOf(caller), shopId, 'recovery', async (tx) => {
    const changed = JSON.stringify(await loadReasonRules(tx, shopId)) !== JSON.stringify(rules)
    if (changed) await saveSettings(tx, shopId, 'recovery-reason', rules)
    const words = rules.words.reduce((n, one) => n + one.words.length, 0)
    return { gives: rules, audit: changed ? { what: 'recovery.reason-words', detail: { words } } : null }
  })
