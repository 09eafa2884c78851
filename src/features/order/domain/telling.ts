// What became of an order, and what is wanted of it, in words. Pure.
import { inLanguage } from '../../../shared/said.ts'
import { yuan } from '../../../shared/yuan.ts'
import type { OrderCommand } from './command.ts'
import type { Address, Flag, Order, OrderLine, Refund, Shipment } from './order.ts'
import {
  addressWords,
  fieldWords,
  flagWords,
  refundKindWords,
  refundStateWords,
  statusWords,
} from './words.ts'

/** One thing that changed: what, and how it was before and is after; null for nothing. */
export interface Told {
  what: string
  before: string | null
  after: string | null
}

export interface How {
  language: string
  /** A moment as the reader's screen shows it. */
  at: (moment: number) => string
}

const money = (fen: number): string => `¥${yuan(fen)}`
const filled = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ')

/** What was chosen of a line: 雾蓝 1.8 米. */
export const optionsOf = ({ options, said }: Pick<OrderLine, 'options' | 'said'>): string =>
  said !== '' ? said : Object.values(options).join(' ')

export const lineWords = (line: Pick<OrderLine, 'title' | 'options' | 'said' | 'quantity'>): string =>
  `${filled(line.title, optionsOf(line))} ×${line.quantity}`

/** An address in one line, as it is given: name and phone, then the place. */
export const addressLine = ({ name, phone, province, city, district, detail }: Address): string =>
  filled(
    name,
    phone,
    [province, city === province ? '' : city, district, detail].filter((part) => part !== '').join(''),
  )

const refundWords = (r: Refund, { language }: How): string =>
  filled(
    inLanguage(refundKindWords[r.kind], language),
    r.fen === null ? '' : money(r.fen),
    inLanguage(refundStateWords[r.state], language),
  )

/** Of two lists, what is new, gone or different, each by its id. */
const compared = <T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  say: (one: T) => string,
): Omit<Told, 'what'>[] => {
  const was = new Map(before.map((one) => [one.id, say(one)]))
  const is = new Map(after.map((one) => [one.id, say(one)]))
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({ before: was.get(id) ?? null, after: is.get(id) ?? null }))
    .filter((pair) => pair.before !== pair.after)
}

const recordPairs = (before: Record<string, string>, after: Record<string, string>): Omit<Told, 'what'>[] =>
  compared(
    Object.entries(before).map(([id, value]) => ({ id, value })),
    Object.entries(after).map(([id, value]) => ({ id, value })),
    ({ id, value }) => `${id}：${value}`,
  )

const plainWords = (field: keyof Order, value: unknown, how: How): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (field.endsWith('Fen')) return money(value as number)
  if (typeof value === 'number') return how.at(value)
  if (field === 'status')
    return inLanguage(statusWords[value as Order['status']] ?? statusWords.unknown, how.language)
  if (field === 'flag') return inLanguage(flagWords[value as Flag], how.language)
  if (field === 'buyer') return (value as { name: string; id: string }).name || (value as { id: string }).id
  if (field === 'address') return addressLine(value as Address)
  return String(value)
}

const linePairs = (before: readonly OrderLine[], after: readonly OrderLine[]): Omit<Told, 'what'>[] =>
  compared(before, after, (line) => filled(lineWords(line), line.paysFen === null ? '' : money(line.paysFen)))

/** The person in it is masked: what differs may be among what is not seen. */
const addressPairs = (before: Address | null, after: Address | null, how: How): Omit<Told, 'what'>[] => {
  const pair = { before: plainWords('address', before, how), after: plainWords('address', after, how) }
  if (pair.before !== pair.after) return [pair]
  const hidden = how.language.startsWith('zh') ? '已修改（改的部分不显示）' : 'changed, in the part not shown'
  return [{ before: null, after: hidden }]
}

/** What an update changed, a line for each thing (ORD-83). Fields the desk does not know are left out. */
export const told = (changes: Readonly<Record<string, readonly [unknown, unknown]>>, how: How): Told[] =>
  Object.entries(changes).flatMap(([name, [before, after]]) => {
    if (!(name in fieldWords)) return []
    const field = name as Exclude<keyof Order, 'id'>
    const what = inLanguage(fieldWords[field], how.language)
    const pairs = (): Omit<Told, 'what'>[] => {
      switch (field) {
        case 'lines':
          return linePairs((before ?? []) as OrderLine[], (after ?? []) as OrderLine[])
        case 'shipments':
          return compared((before ?? []) as Shipment[], (after ?? []) as Shipment[], ({ carrier, id }) =>
            filled(carrier, id),
          )
        case 'refunds':
          return compared((before ?? []) as Refund[], (after ?? []) as Refund[], (one) =>
            refundWords(one, how),
          )
        case 'extra':
          return recordPairs(
            (before ?? {}) as Record<string, string>,
            (after ?? {}) as Record<string, string>,
          )
        case 'address':
          return addressPairs(before as Address | null, after as Address | null, how)
        default:
          return [{ before: plainWords(field, before, how), after: plainWords(field, after, how) }]
      }
    }
    return pairs().map((pair) => ({ what, ...pair }))
  })

/** What is wanted of an order besides its name (`commandWords`): the amounts, the words. */
export const wishWords = (command: OrderCommand, language: string): string => {
  const zh = language.startsWith('zh')
  switch (command.do) {
    case 'remark':
      return filled(
        command.flag === null ? '' : inLanguage(flagWords[command.flag], language),
        command.remark,
      )
    case 'price':
      return zh
        ? `应付 ${money(command.payableFen)}（含运费 ${money(command.freightFen)}）`
        : `${money(command.payableFen)} to pay (delivery ${money(command.freightFen)} included)`
    case 'address':
      return Object.entries(command.address)
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([part, value]) => `${inLanguage(addressWords[part as keyof Address], language)} ${value}`)
        .join(zh ? '，' : ', ')
    case 'sku':
      return Object.values(command.options).join(' ')
    case 'close':
      return command.reason
    case 'refund':
      return filled(money(command.fen), command.reason)
  }
}
