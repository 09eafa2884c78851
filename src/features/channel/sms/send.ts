import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { lockShop } from '../../../platform/events/log.ts'
import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import { shopFacts } from '../../shop/index.ts'
import { faultLine, type Outcome, type SmsFault } from './domain/outcome.ts'
import { costOf, partsOf } from './domain/parts.ts'
import { brokenPace, longestPace, promotionMayLeave } from './domain/rules.ts'
import { filledTemplate } from './domain/template.ts'
import { contentHash, numberOf } from './numbers.ts'
import type { SmsPorts } from './ports.ts'
import { call, PATIENCE } from './provider/call.ts'
import { providers } from './provider/index.ts'
import type { SmsProvider, SmsRequest } from './provider/provider.ts'
import * as store from './store.ts'

export interface SmsDeps {
  db: Db
  clock: Clock
  ports?: SmsPorts
  /** How long a provider may take, ms. */
  patience?: number
}

export interface Sms {
  /** A number, as the order has it. */
  to: string
  /** The provider's code of an approved template. */
  template: string
  /** What the desk knows by the names of its own variables: `buyer`, `product` … */
  params: Readonly<Record<string, string>>
  /** Whose message it is; the same is never sent twice. */
  once: string
}

/** `error`: a fault and the provider's code in brackets (`readFault` takes it apart). `uncertain` is never tried again. */
export interface SmsSent {
  state: 'sent' | 'failed' | 'uncertain'
  remoteId: string | null
  error: string | null
  /** Thousandths of a yuan; 0 where nothing left. */
  costLi: number
}

const failed = (fault: SmsFault): SmsSent => ({ state: 'failed', remoteId: null, error: fault, costLi: 0 })

/** A message written down as being sent, and the call that sends it. */
interface Begun {
  provider: SmsProvider
  request: SmsRequest
  parts: number
  priceLi: number
}

const known = ({ state, remoteId, error, costLi }: store.SmsRow): SmsSent => {
  if (state === 'sending') return { state: 'uncertain', remoteId, error: 'interrupted', costLi }
  return {
    state: state === 'delivered' ? 'sent' : state,
    remoteId,
    error,
    costLi: state === 'failed' ? 0 : costLi,
  }
}

const begin = async (
  tx: Tx,
  shopId: number,
  sms: Sms,
  { now, ports }: { now: Instant; ports: SmsPorts },
): Promise<Begun | SmsSent> => {
  const before = await store.smsByOnce(tx, shopId, sms.once)
  if (before) return known(before)
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  const { settings, secret } = await store.loadSms(tx, shopId)
  if (!settings.enabled || secret === null) return failed('off')
  const number = await numberOf(tx, shopId, sms.to)
  if (!number) return failed('no-number')
  const { who, mobile, masked } = number
  const template = settings.templates.find(({ code }) => code === sms.template)
  if (!template) return failed('no-template')
  const params = { shop: shop.name, ...sms.params }
  const filled = filledTemplate(settings.provider, settings.sign, template, params, settings.longestValue)
  if (!filled.ok) return failed('missing-value')
  if (template.kind === 'promotion') {
    if (!promotionMayLeave(settings.hours, now, shop.timeZone)) return failed('hours')
    if (await ports.optedOut?.(tx, shopId, who)) return failed('opted-out')
  }
  await store.lockNumber(tx, shopId, who)
  const next = { kind: template.kind, content: contentHash(filled.text) }
  const earlier = await store.sentTo(tx, shopId, who, now - longestPace(settings.paces))
  if (brokenPace(settings.paces, settings.provider, next, earlier, now)) return failed('pace')
  const parts = partsOf(filled.text)
  const row = { ...next, who, masked, provider: settings.provider, template: template.code, parts }
  const costLi = costOf(filled.text, template.priceLi)
  if (!(await store.beginSms(tx, shopId, { ...row, once: sms.once, costLi }, now))) {
    const other = await store.smsByOnce(tx, shopId, sms.once)
    return other ? known(other) : failed('interrupted')
  }
  const { keyId, region, appId, baseUrl } = settings
  const account = { keyId, secret, region, appId, origin: baseUrl === '' ? null : new URL(baseUrl).origin }
  const message = {
    phone: mobile,
    sign: settings.sign,
    template: template.code,
    values: filled.values,
    once: sms.once,
  }
  const provider = providers[settings.provider]
  return {
    provider,
    request: provider.request(account, message, now, randomUUID()),
    parts,
    priceLi: template.priceLi,
  }
}

const settled = (outcome: Outcome, { parts, priceLi }: Begun) => {
  switch (outcome.is) {
    case 'accepted': {
      // What the provider counts is what is paid.
      const counted = outcome.parts ?? parts
      return {
        state: 'sent',
        remoteId: outcome.remoteId,
        error: null,
        parts: counted,
        costLi: counted * priceLi,
      } as const
    }
    case 'refused':
      return {
        state: 'failed',
        remoteId: null,
        error: faultLine(outcome.fault, outcome.code),
        parts,
        costLi: 0,
      } as const
    case 'uncertain':
      return {
        ...({
          state: 'uncertain',
          remoteId: null,
          error: faultLine('unanswered', outcome.code),
          parts,
        } as const),
        costLi: parts * priceLi,
      }
  }
}

/**
 * Sends one text message of an approved template, at most once for each `once` (SMS-6 … SMS-18): it is written down before the
 * call, so that neither a second server nor a restart sends it again. What promotes leaves within the allowed hours and to those
 * who want it only. Needs no transaction around it: the call takes its time between two short ones.
 */
export const sendSms = async (deps: SmsDeps, shopId: number, sms: Sms): Promise<SmsSent> => {
  const { db, clock, ports = {}, patience = PATIENCE } = deps
  const begun = await db.tx({ shops: [shopId] }, (tx) => begin(tx, shopId, sms, { now: clock.now(), ports }))
  if ('state' in begun) return begun
  const outcome = await call(begun.provider, begun.request, patience)
  const { parts, ...sent } = settled(outcome, begun)
  await db.tx({ shops: [shopId] }, async (tx) => {
    const now = clock.now()
    // In the shop's turn, as reports are taken: one of the two sees what the other has written.
    if (sent.remoteId !== null) await lockShop(tx, shopId)
    await store.settleSms(tx, shopId, sms.once, { ...sent, parts }, now)
    // The report may have been faster than the answer.
    const report = sent.remoteId === null ? undefined : await store.reportOf(tx, shopId, sent.remoteId)
    if (!report || sent.remoteId === null) return
    const { state, error } = stateOf(report)
    await store.applyReport(tx, shopId, { remoteId: sent.remoteId, once: sms.once }, { state, error }, now)
    await ports.reported?.(tx, shopId, { once: sms.once, remoteId: sent.remoteId, state, error }, now)
  })
  return sent
}

export const stateOf = ({ delivered, code }: { delivered: boolean; code: string }) =>
  delivered
    ? ({ state: 'delivered', error: null } as const)
    : ({ state: 'failed', error: faultLine('undelivered', code) } as const)
