import type { RefusalCode } from '../../../shared/refusal.ts'
import { MESSAGE_LIMIT, storable } from '../../../shared/text.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Inbound } from '../domain.ts'
import { AHEAD, EARLIEST, limits } from './protocol.ts'

/** Why one message of a batch is not stored: which field, and what the connector should do. */
export interface Problem {
  code: RefusalCode
  field: string
  problem: string
}

/** A field's problem travels as an exception inside this file: bad messages are rare, good ones pay nothing. */
class Bad extends Error {
  readonly problem: Problem
  constructor(field: string, problem: string, code: RefusalCode = 'malformed') {
    super(problem)
    this.problem = { code, field, problem }
  }
}

const object = (value: unknown, field: string): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Bad(field, 'must be an object')
  return value as Record<string, unknown>
}

const externalId = (value: unknown, field: string, longest = limits.id): string => {
  if (typeof value !== 'string') throw new Bad(field, 'must be a text: write a number as "123"')
  if (value.length > longest) throw new Bad(field, `must not be longer than ${longest} characters`)
  if (value.trim() === '') throw new Bad(field, 'must not be empty')
  if (!value.isWellFormed() || value.includes('\0'))
    throw new Bad(field, 'must not contain NUL or half a surrogate pair')
  return value
}

const orderIdOf = (value: unknown): string => {
  const id = externalId(value, 'order', limits.order)
  if (id.trim() !== id) throw new Bad('order', 'must not begin or end with a blank')
  return id
}

const nameOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw new Bad('buyer.name', 'must be a text, or be left out')
  const name = storable(value)
  if (name.length > limits.name)
    throw new Bad('buyer.name', `must not be longer than ${limits.name} characters: shorten it`)
  return name
}

const ISO =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** ISO 8601 with seconds and a zone, in ms; NaN for anything else. `Date.parse` alone takes the 30th of February for a March day. */
const instant = (text: string): Instant => {
  const parts = ISO.exec(text)
  if (!parts) return Number.NaN
  const day = Number(parts[3])
  if (day > 28 && new Date(Date.UTC(Number(parts[1]), Number(parts[2]), 0)).getUTCDate() < day)
    return Number.NaN
  return Date.parse(text)
}

const time = (value: unknown, now: Instant): Instant => {
  let at: number
  if (typeof value === 'number') {
    at = value
    if (!Number.isSafeInteger(at)) throw new Bad('at', 'must be whole milliseconds since 1970')
  } else {
    at = typeof value === 'string' ? instant(value) : Number.NaN
    if (Number.isNaN(at))
      throw new Bad(
        'at',
        'must be milliseconds since 1970 or ISO 8601 with seconds and a zone: 2026-11-11T00:00:01.5+08:00',
      )
  }
  if (at < EARLIEST) throw new Bad('at', 'lies before the year 2000: give milliseconds, not seconds')
  if (at > now + AHEAD) throw new Bad('at', 'lies more than a day ahead: check the unit and the clock')
  return at
}

const textOf = (value: unknown): string => {
  if (typeof value !== 'string') throw new Bad('text', 'must be a text')
  const text = storable(value)
  if (text.length > MESSAGE_LIMIT)
    throw new Bad(
      'text',
      `must not be longer than ${MESSAGE_LIMIT} characters: send it in parts`,
      'too-large',
    )
  if (text.trim() === '') throw new Bad('text', 'must not be empty')
  return text
}

const pictureOf = (value: unknown): string => {
  if (typeof value !== 'string' || value.length > limits.id)
    throw new Bad('picture', 'must be what uploading the picture gave')
  return value
}

/** One message of a batch, checked by itself and in the desk's words; or what is wrong with it. Never throws. Whether
 * its picture is there is for the caller to find out; so is the picture's size. */
export const readMessage = (value: unknown, channelId: number, now: Instant): Inbound | Problem => {
  try {
    const m = object(value, '')
    const id = externalId(m.id, 'id')
    const from = object(m.buyer, 'buyer')
    const buyer = {
      externalId: externalId(from.id, 'buyer.id'),
      name: nameOf(from.name),
      // The connector's signature vouches for what the platform told it.
      verified: true,
    }
    const sentAt = time(m.at, now)
    const hasText = m.text !== undefined && m.text !== null
    const hasPicture = m.picture !== undefined && m.picture !== null
    if (hasText === hasPicture) throw new Bad('text', 'give either a text or a picture')
    const content = hasText
      ? { kind: 'text' as const, text: textOf(m.text), picture: null }
      : { kind: 'picture' as const, text: '', picture: pictureOf(m.picture) }
    const item =
      m.item === undefined || m.item === null ? {} : { item: externalId(m.item, 'item', limits.item) }
    const order = m.order === undefined || m.order === null ? {} : { order: orderIdOf(m.order) }
    return {
      channelId,
      buyer,
      message: { externalId: id, ...content, size: null, sentAt, ...item, ...order },
    }
  } catch (error) {
    if (error instanceof Bad) return error.problem
    throw error
  }
}

export const isProblem = <T extends object>(read: T | Problem): read is Problem => 'problem' in read

/** The id a refused message had, if it had one that can be repeated to the connector. */
export const idOf = (value: unknown): string | undefined => {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined
  return typeof id === 'string' && id.length <= limits.id ? id : undefined
}
