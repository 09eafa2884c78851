import { randomUUID } from 'node:crypto'
import { record } from '../../../platform/auth/audit.ts'
import type { Caller } from '../../../platform/http/serve.ts'
import { may } from '../../../shared/access.ts'
import { refuse } from '../../../shared/refusal.ts'
import { byOf, changeSettings, differences, type SettingsDeps } from '../../shop/index.ts'
import type { ShownSms, SmsMessageView } from './contract.ts'
import { maskedMobile, mobileIn } from './domain/phone.ts'
import { type SmsSettings, smsProblems } from './domain/settings.ts'
import { doorOf, randomKey } from './numbers.ts'
import { type Sms, type SmsDeps, sendSms } from './send.ts'
import * as store from './store.ts'

export type SmsServiceDeps = SettingsDeps & SmsDeps

const PAGE = 100
const TEST = 'test:'

const shown = ({ settings, secret }: store.KeptSms, { key }: store.SmsDoor, edits: boolean): ShownSms => ({
  ...settings,
  secretKept: secret !== null,
  key: edits ? key : null,
})

const edits = ({ actor }: Caller, shopId: number): boolean =>
  may(actor.roles.get(shopId) ?? 'viewer', 'settings.edit')

export const smsOf = (deps: SmsServiceDeps, caller: Caller, shopId: number): Promise<ShownSms> =>
  deps.db.tx({ shops: [shopId] }, async (tx) =>
    shown(await store.loadSms(tx, shopId), await doorOf(tx, shopId), edits(caller, shopId)),
  )

/** Sets how text messages are sent. The audit tells that the secret was replaced or forgotten, never what it is. */
export const setSms = (
  deps: SmsServiceDeps,
  caller: Caller,
  shopId: number,
  { secret, ...settings }: SmsSettings & { secret?: string | null | undefined },
): Promise<ShownSms> =>
  changeSettings(deps, byOf(caller), shopId, 'sms', async (tx) => {
    const before = await store.loadSms(tx, shopId)
    const after: store.KeptSms = { settings, secret: secret === undefined ? before.secret : secret }
    // A secret that is forgotten is not kept: what is switched on cannot do without.
    const asked = { kept: before.secret !== null && secret !== null, given: typeof secret === 'string' }
    const problems = smsProblems(settings, asked, before.settings)
    if (problems.length > 0) throw refuse('malformed', { where: 'body', problems })
    const changed = differences(before.settings, settings)
    const replaced = after.secret !== before.secret
    const gives = shown(after, await doorOf(tx, shopId), true)
    if (Object.keys(changed).length === 0 && !replaced) return { gives, audit: null }
    await store.saveSms(tx, shopId, after)
    const detail = {
      ...changed,
      ...(replaced && { secret: after.secret === null ? 'forgotten' : 'replaced' }),
    }
    return { gives, audit: { what: 'sms.changed', detail } }
  })

export const renewSmsKey = (deps: SmsServiceDeps, caller: Caller, shopId: number): Promise<{ key: string }> =>
  changeSettings(deps, byOf(caller), shopId, 'sms', async (tx) => {
    await doorOf(tx, shopId)
    const key = randomKey()
    await store.saveDoorKey(tx, shopId, key)
    return { gives: { key }, audit: { what: 'sms.key-renewed', detail: {} } }
  })

/** Sends one message to a number somebody typed in. The audit has the number masked. */
export const testSms = async (
  deps: SmsServiceDeps,
  caller: Caller,
  shopId: number,
  { to, template, params }: Omit<Sms, 'once'>,
) => {
  const { state, error, costLi } = await sendSms(deps, shopId, {
    to,
    template,
    params,
    once: `${TEST}${randomUUID()}`,
  })
  const mobile = mobileIn(to)
  const detail = { template, to: mobile === null ? null : maskedMobile(mobile), state, error }
  await deps.db.tx({ shops: [shopId] }, (tx) =>
    record(tx, { shopId, ...byOf(caller), what: 'sms.tested', detail }, deps.clock.now()),
  )
  return { state, why: error, costLi }
}

export const smsMessages = (deps: SmsServiceDeps, shopId: number, before: number | null) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const found = await store.smsBefore(tx, shopId, before, PAGE + 1)
    const messages = found
      .slice(0, PAGE)
      .map(({ once, remoteId: _, ...row }): SmsMessageView => ({ ...row, test: once.startsWith(TEST) }))
    return { messages, more: found.length > PAGE }
  })

export const smsReplies = (deps: SmsServiceDeps, shopId: number, before: number | null) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const found = await store.repliesBefore(tx, shopId, before, PAGE + 1)
    return { replies: found.slice(0, PAGE), more: found.length > PAGE }
  })
