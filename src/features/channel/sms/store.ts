import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { saveSettings, settingsOf } from '../../shop/index.ts'
import type { Report } from './domain/outcome.ts'
import type { Earlier } from './domain/rules.ts'
import { noSms, SmsSettings } from './domain/settings.ts'
import type { SmsKind, SmsProviderCode } from './domain/template.ts'

/** As it is kept: the secret beside the settings, in the shop's own row, as channels have theirs. */
export interface KeptSms {
  settings: SmsSettings
  secret: string | null
}

export const loadSms = async (tx: Tx, shopId: number): Promise<KeptSms> => {
  const saved = (await settingsOf(tx, shopId, 'sms')) as
    | (Partial<SmsSettings> & { secret?: unknown })
    | undefined
  return {
    settings: SmsSettings.parse({ ...noSms(), ...saved }),
    secret: typeof saved?.secret === 'string' ? saved.secret : null,
  }
}

/** Whether a shop sends text messages. */
export const smsReady = async (tx: Tx, shopId: number): Promise<boolean> => {
  const { settings, secret } = await loadSms(tx, shopId)
  return settings.enabled && secret !== null
}

export const saveSms = (tx: Tx, shopId: number, { settings, secret }: KeptSms): Promise<void> =>
  saveSettings(tx, shopId, 'sms', { ...settings, secret })

export interface SmsDoor {
  key: string
  salt: string
}

export const keepDoor = async (tx: Tx, shopId: number, fresh: SmsDoor): Promise<SmsDoor> => {
  const door = (): Promise<SmsDoor | undefined> =>
    one(tx, sql<SmsDoor>`select key, salt from sms_door where shop_id = ${shopId}`)
  const known = await door()
  if (known) return known
  await sql`insert into sms_door (shop_id, key, salt) values (${shopId}, ${fresh.key}, ${fresh.salt})
    on conflict (shop_id) do nothing`.execute(tx)
  return (await door()) ?? fresh
}

export const saveDoorKey = async (tx: Tx, shopId: number, key: string): Promise<void> => {
  await sql`update sms_door set key = ${key} where shop_id = ${shopId}`.execute(tx)
}

/** Outside any scope: a public door must find its shop first. */
export const shopByKey = async (tx: Tx, key: string): Promise<number | null> =>
  (await one(tx, sql<{ id: number | null }>`select sms_door_by_key(${key}) as id`))?.id ?? null

/** Keeps two processes from sending to one number at once: its pace is counted and written under this. */
export const lockNumber = async (tx: Tx, shopId: number, who: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sms ${shopId} ${who}`}, 0))`.execute(tx)
}

/** What was sent to a number since a moment, or may have been. */
export const sentTo = (tx: Tx, shopId: number, who: string, since: Instant): Promise<Earlier[]> =>
  all(
    tx,
    sql<Earlier>`select (extract(epoch from made_at) * 1000)::float8 as at, kind, content from sms_message
      where shop_id = ${shopId} and phone = ${who} and made_at > ${moment(since)} and state <> 'failed'`,
  )

export interface SmsRow {
  id: number
  once: string
  masked: string
  provider: SmsProviderCode
  template: string
  kind: SmsKind
  parts: number
  costLi: number
  madeAt: Instant
  state: 'sending' | 'sent' | 'delivered' | 'failed' | 'uncertain'
  remoteId: string | null
  error: string | null
}

const columns = sql`sms_id as id, once, masked, provider, template, kind, parts, cost_li as "costLi",
  (extract(epoch from made_at) * 1000)::float8 as "madeAt", state, remote_id as "remoteId", error`

export const smsByOnce = (tx: Tx, shopId: number, once: string): Promise<SmsRow | undefined> =>
  one(tx, sql<SmsRow>`select ${columns} from sms_message where shop_id = ${shopId} and once = ${once}`)

/** Writes a message down as being sent; false where the same was before. */
export const beginSms = async (
  tx: Tx,
  shopId: number,
  fresh: Pick<SmsRow, 'once' | 'masked' | 'provider' | 'template' | 'kind' | 'parts' | 'costLi'> & {
    who: string
    content: string
  },
  now: Instant,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`insert into sms_message
      (shop_id, once, phone, masked, provider, template, kind, content, parts, cost_li, made_at, state)
    values (${shopId}, ${fresh.once}, ${fresh.who}, ${fresh.masked}, ${fresh.provider}, ${fresh.template}, ${fresh.kind},
      ${fresh.content}, ${fresh.parts}, ${fresh.costLi}, ${moment(now)}, 'sending')
    on conflict (shop_id, once) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** What a call brought. What a report told meanwhile stays. */
export const settleSms = async (
  tx: Tx,
  shopId: number,
  once: string,
  to: Pick<SmsRow, 'state' | 'remoteId' | 'error' | 'parts' | 'costLi'>,
  now: Instant,
): Promise<void> => {
  await sql`update sms_message set remote_id = ${to.remoteId}, parts = ${to.parts}, cost_li = ${to.costLi},
      state = case when state = 'sending' then ${to.state} else state end,
      error = case when state = 'sending' then ${to.error} else error end, settled_at = ${moment(now)}
    where shop_id = ${shopId} and once = ${once}`.execute(tx)
}

/** Writes a provider's word down; false where it had said it before. */
export const addReport = async (tx: Tx, shopId: number, report: Report, now: Instant): Promise<boolean> => {
  const { numAffectedRows } =
    await sql`insert into sms_report (shop_id, remote_id, once, delivered, code, seen_at)
    values (${shopId}, ${report.remoteId}, ${report.once}, ${report.delivered}, ${report.code.slice(0, 80)}, ${moment(now)})
    on conflict (shop_id, remote_id) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

export const reportOf = (
  tx: Tx,
  shopId: number,
  remoteId: string,
): Promise<{ delivered: boolean; code: string } | undefined> =>
  one(
    tx,
    sql<{ delivered: boolean; code: string }>`select delivered, code from sms_report
      where shop_id = ${shopId} and remote_id = ${remoteId}`,
  )

/** What a report does to the message it is about: found by the provider's id, or by ours where that is not stored yet. Gives
 * whose it is. */
export const applyReport = async (
  tx: Tx,
  shopId: number,
  about: { remoteId: string; once: string | null },
  to: { state: 'delivered' | 'failed'; error: string | null },
  now: Instant,
): Promise<string | null> =>
  (
    await one(
      tx,
      sql<{
        once: string
      }>`update sms_message set state = ${to.state}, error = ${to.error}, settled_at = ${moment(now)},
          remote_id = coalesce(remote_id, ${about.remoteId})
        where shop_id = ${shopId} and (remote_id = ${about.remoteId}
          or (remote_id is null and once = ${about.once}::text)) and state in ('sending', 'sent', 'uncertain')
        returning once`,
    )
  )?.once ?? null

/** The latest message to a number: by it a reply is known. */
export const latestTo = async (tx: Tx, shopId: number, who: string): Promise<string | null> =>
  (
    await one(
      tx,
      sql<{ once: string }>`select once from sms_message where shop_id = ${shopId} and phone = ${who}
        and state <> 'failed' order by made_at desc, sms_id desc limit 1`,
    )
  )?.once ?? null

export const smsBefore = (tx: Tx, shopId: number, before: number | null, limit: number): Promise<SmsRow[]> =>
  all(
    tx,
    sql<SmsRow>`select ${columns} from sms_message
      where shop_id = ${shopId} and (${before}::bigint is null or sms_id < ${before}::bigint)
      order by sms_id desc limit ${limit}`,
  )

export interface ReplyRow {
  id: number
  masked: string
  text: string
  stop: boolean
  conversationId: number | null
  at: Instant
}

/** Writes a reply down. `fresh` false: it was there before, with the conversation it went to. */
export const addReply = async (
  tx: Tx,
  shopId: number,
  reply: Pick<ReplyRow, 'masked' | 'text' | 'stop' | 'at'> & { once: string; who: string },
  now: Instant,
): Promise<{ id: number; fresh: boolean; conversationId: number | null }> => {
  const added = await one(
    tx,
    sql<{ id: number }>`insert into sms_reply (shop_id, once, phone, masked, text, stop, at, seen_at)
      values (${shopId}, ${reply.once}, ${reply.who}, ${reply.masked}, ${reply.text}, ${reply.stop},
        ${moment(reply.at)}, ${moment(now)})
      on conflict (shop_id, once) do nothing returning reply_id as id`,
  )
  if (added) return { id: added.id, fresh: true, conversationId: null }
  const before = await one(
    tx,
    sql<{
      id: number
      conversationId: number | null
    }>`select reply_id as id, conversation_id as "conversationId"
      from sms_reply where shop_id = ${shopId} and once = ${reply.once}`,
  )
  if (!before) throw new Error('a reply is neither new nor known')
  return { ...before, fresh: false }
}

export const placeReply = async (
  tx: Tx,
  shopId: number,
  id: number,
  conversationId: number,
): Promise<void> => {
  await sql`update sms_reply set conversation_id = ${conversationId}
    where shop_id = ${shopId} and reply_id = ${id}`.execute(tx)
}

export const repliesBefore = (
  tx: Tx,
  shopId: number,
  before: number | null,
  limit: number,
): Promise<ReplyRow[]> =>
  all(
    tx,
    sql<ReplyRow>`select reply_id as id, masked, text, stop, conversation_id as "conversationId",
        (extract(epoch from at) * 1000)::float8 as at
      from sms_reply where shop_id = ${shopId} and (${before}::bigint is null or reply_id < ${before}::bigint)
      order by reply_id desc limit ${limit}`,
  )

/** Deletes what is older than a moment. */
export const forgetSms = async (tx: Tx, shopId: number, before: Instant): Promise<void> => {
  await sql`delete from sms_message where shop_id = ${shopId} and made_at < ${moment(before)}`.execute(tx)
  await sql`delete from sms_report where shop_id = ${shopId} and seen_at < ${moment(before)}`.execute(tx)
  await sql`delete from sms_reply where shop_id = ${shopId} and seen_at < ${moment(before)}`.execute(tx)
}
