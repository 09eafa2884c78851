import type { OrderCommand } from './command.ts'
import type { Address, Order } from './order.ts'

/** The middle of a text as stars: enough stays to recognise it by. */
const starred = (text: string, head: number, tail: number): string => {
  const points = [...text]
  if (points.length <= head + tail)
    return points.length === 0 ? '' : `${points[0]}${'*'.repeat(points.length - 1)}`
  return `${points.slice(0, head).join('')}${'*'.repeat(Math.min(6, points.length - head - tail))}${tail === 0 ? '' : points.slice(-tail).join('')}`
}

/** An address as everybody may see it who serves the buyer (F4): the region whole, the person not. */
export const maskedAddress = (address: Address): Address => ({
  ...address,
  name: starred(address.name, 1, 0),
  phone: starred(address.phone, 3, 4),
  detail: starred(address.detail, 2, 0),
})

/** Digits enough for a phone's or a card's number, however they are set apart. */
const LONG_NUMBER = /\p{Nd}(?:[\s-]?\p{Nd}){6,}/gu
const digitsStarred = (text: string): string => text.replace(LONG_NUMBER, (digits) => starred(digits, 3, 2))

/** Columns that hold a person, whatever a platform calls them. */
const PERSONAL = /姓名|收货|收件|地址|电话|手机|身份证|phone|mobile|address|receiver|consignee/i

/** Unknown columns may be anything: of what is somebody's nothing is shown but the beginning, of the rest no long numbers. */
const maskedExtra = (extra: Order['extra']): Order['extra'] =>
  Object.fromEntries(
    Object.entries(extra).map(([name, value]) => [
      name,
      PERSONAL.test(name) ? starred(value, 1, 0) : digitsStarred(value),
    ]),
  )

/** The remark stays as it is: it is the sellers' own, and who changes it writes it back whole. */
export const maskedOrder = (order: Order): Order => ({
  ...order,
  address: order.address && maskedAddress(order.address),
  buyerNote: digitsStarred(order.buyerNote),
  extra: maskedExtra(order.extra),
})

type Changes = Record<string, [unknown, unknown]>

/** What changed in an order as `maskedOrder` shows it. */
export const maskedChanges = (changes: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).map(([field, [before, after]]) => {
      const shown = (value: unknown): unknown => {
        if (value === null || value === undefined) return null
        if (field === 'address') return maskedAddress(value as Address)
        if (field === 'extra') return maskedExtra(value as Order['extra'])
        return field === 'buyerNote' ? digitsStarred(String(value)) : value
      }
      return [field, [shown(before), shown(after)]]
    }),
  )

/** A wish about an order: of an address, the fields given, masked. */
export const maskedCommand = (command: OrderCommand): OrderCommand => {
  if (command.do !== 'address') return command
  const empty = { name: '', phone: '', province: '', city: '', district: '', detail: '' }
  const masked = maskedAddress({ ...empty, ...withoutUndefined(command.address) })
  const given = Object.entries(masked).filter(
    ([name]) => command.address[name as keyof Address] !== undefined,
  )
  return { do: 'address', address: Object.fromEntries(given) }
}

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never
