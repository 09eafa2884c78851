import { numbers, texts } from '../../../platform/db/arrays.ts'
import { type Db, sql } from '../../../platform/db/db.ts'
import { MINUTE, SECOND } from '../../../shared/time.ts'
import type { Detail, Message } from '../../conversation/domain.ts'

/** Noon in Shanghai, a Wednesday. */
export const NOON = Date.parse('2026-11-11T12:00:00+08:00')

/** One line of a conversation: who, what, and how many seconds after noon. */
export interface Line {
  by: 'buyer' | 'agent' | 'auto' | 'assist' | 'filler'
  says: string
  at: number
  conversation?: number
  person?: number
  /** Of the assistant: what it said, `faq:12`, and to which of the lines (by its place, from 1). */
  rule?: string
  to?: number
  edited?: boolean
}

const authors = {
  buyer: 'buyer',
  agent: 'agent',
  auto: 'assistant-auto',
  assist: 'assistant-assist',
  filler: 'assistant-auto',
} as const

const detailOf = ({ by, rule = 'faq:1', edited = false }: Line): Detail | null => {
  if (by === 'auto') return { rule }
  if (by === 'filler') return { rule: rule === 'faq:1' ? 'busy' : rule, filler: true }
  return by === 'assist' ? { assist: { from: rule, edited } } : null
}

/** Lines as the messages the desk would have stored, numbered from `first`. */
export const messagesOf = (lines: readonly Line[], first = 1): Message[] =>
  lines.map((line, i) => ({
    id: first + i,
    conversationId: line.conversation ?? 1,
    author: authors[line.by],
    kind: 'text',
    text: line.says,
    picture: null,
    personId: line.by === 'agent' || line.by === 'assist' ? (line.person ?? 7) : null,
    sentAt: NOON + line.at * SECOND,
    replyTo: line.to === undefined ? null : first + line.to - 1,
    externalId: null,
    outbound: line.by !== 'buyer',
    detail: detailOf(line),
  }))

/** Stores messages as the desk would have, with their conversations and buyers. */
export const store = async (db: Db, shopId: number, messages: readonly Message[]): Promise<void> => {
  const talks = [...new Set(messages.map((m) => m.conversationId))]
  const column = <T>(of: (m: Message) => T): T[] => messages.map(of)
  await db.tx({ shops: [shopId] }, async (tx) => {
    await sql`insert into buyer (shop_id, buyer_id, channel_id, external_id, name)
      select ${shopId}, id, 1, 'b' || id, '买家小雨' || id from unnest(${numbers(talks)}::int[]) as t(id) on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text, last_author,
        last_message_id, opened_at, assistant)
      select ${shopId}, id, id, 1, 'open', to_timestamp(${NOON / 1000}), '', 'buyer', 1, to_timestamp(${NOON / 1000}),
        '{"greeted":true,"heldFor":null}' from unnest(${numbers(talks)}::int[]) as t(id) on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into message (shop_id, conversation_id, message_id, reply_to, sent_at, received_at, channel_id, person_id, outbound,
        author, kind, text, detail)
      select ${shopId}, talk, id, reply, to_timestamp(at / 1000), to_timestamp(at / 1000), 1, person, author <> 'buyer', author, kind, text, detail::json
      from unnest(${numbers(column((m) => m.conversationId))}::int[], ${numbers(column((m) => m.id))}::bigint[],
        ${numbers(column((m) => m.replyTo))}::bigint[], ${numbers(column((m) => m.sentAt))}::float8[],
        ${numbers(column((m) => m.personId))}::int[], ${texts(column((m) => m.author))}::text[], ${texts(column((m) => m.kind))}::text[],
        ${texts(column((m) => m.text))}::text[], ${texts(column((m) => (m.detail ? JSON.stringify(m.detail) : null)))}::text[])
      as m(talk, id, reply, at, person, author, kind, text, detail)`.execute(tx)
  })
}

/** Many conversations, made from a seed: questions asked in several ways, some answered by the assistant, some by people. */
export const manyTalks = (count: number): Line[] => {
  const asks = [
    '这款可以机洗吗',
    '能不能用洗衣机洗',
    '会掉色吗',
    '洗了会褪色么',
    '可以开专票吗',
    '能便宜点吗',
    '在吗',
    '谢谢',
  ]
  const lines: Line[] = []
  for (let i = 0; i < count; i++) {
    const at = (i * 3 * MINUTE) / SECOND / 10
    const conversation = 1 + (i % 37)
    lines.push({ by: 'buyer', says: asks[(i * 7) % asks.length] ?? '', at, conversation })
    const to = lines.length
    if (i % 3 === 0)
      lines.push({ by: 'auto', says: '30 度水洗', at, conversation, to, rule: `faq:${1 + (i % 4)}` })
    if (i % 3 === 1)
      lines.push({ by: 'agent', says: '可以的，水温不要超过三十度', at: at + 20, conversation })
  }
  return lines
}
