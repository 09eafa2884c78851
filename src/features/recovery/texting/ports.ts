import type { Tx } from '../../../platform/db/db.ts'
import { type SmsDeps, type SmsPorts, sendSms, smsReady } from '../../channel/sms/index.ts'
import { buyerOut, isOut, optedOut, optOut } from '../opt-outs/service.ts'
import { buyerOfSending, reportSending } from './store.ts'

const PREFIX = 'sending:'
/** Whose text message it is, for the channel: a step of a case. */
export const onceOf = (sendingId: number): string => `${PREFIX}${sendingId}`
const sendingOf = (once: string): number | null =>
  once.startsWith(PREFIX) ? Number(once.slice(PREFIX.length)) : null

/** What recovery does about reports and replies (RCV-84): a report settles its sending; a reply that wants no more is an opt-out
 * of the number and of the buyer; another is read in the conversation with them. */
export const smsPorts = (noted: NonNullable<SmsPorts['noted']>): SmsPorts => ({
  async reported(tx, shopId, { once, remoteId, state, error }, now) {
    const sendingId = sendingOf(once)
    if (sendingId !== null) await reportSending(tx, shopId, { sendingId, remoteId }, { state, error }, now)
  },
  async replied(tx, shopId, { who, once, stop, word, masked }, now) {
    const sendingId = once === null ? null : sendingOf(once)
    const buyer = sendingId === null ? undefined : await buyerOfSending(tx, shopId, sendingId)
    if (!stop) return { conversationId: buyer?.conversationId ?? null }
    await optOut(tx, shopId, { who, channel: 'sms', label: masked, how: word }, now)
    if (buyer) {
      const { buyerKey, buyerName } = buyer
      await optOut(tx, shopId, { who: buyerOut(buyerKey), channel: 'sms', label: buyerName, how: word }, now)
    }
    return { conversationId: null }
  },
  noted,
  async optedOut(tx, shopId, who) {
    return isOut(await optedOut(tx, shopId, [who]), [who], 'sms')
  },
})

/** Through which the steps of plans send text messages. */
export const textSender = (deps: SmsDeps) => ({
  ready: (tx: Tx, shopId: number): Promise<boolean> => smsReady(tx, shopId),
  /** Throws where nobody knows whether it left. */
  async send(
    shopId: number,
    message: { id: number; phone: string; template: string; values: Record<string, string> },
  ): Promise<{ state: 'sent' | 'failed'; remoteId: string | null; error: string | null; costLi: number }> {
    const { id, phone, template, values } = message
    const { state, ...sent } = await sendSms(deps, shopId, {
      ...{ to: phone, template, params: values, once: onceOf(id) },
    })
    if (state === 'uncertain') throw new Error(sent.error ?? state)
    return { state, ...sent }
  },
})
