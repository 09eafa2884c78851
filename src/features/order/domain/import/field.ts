import { z } from 'zod'
import type { Instant } from '../../../../shared/time.ts'
import { fenOf, pairsIn } from '../../../catalog/domain/import/values.ts'
import {
  type Address,
  type Flag,
  flags,
  type OrderLine,
  type OrderStatus,
  type OrderUpdate,
} from '../order.ts'
import { cutTo, type Reason } from './problem.ts'

/** What a row says, before the rows of an order are put together. */
export interface Draft {
  row: number
  id: string
  order: Partial<Pick<OrderUpdate, 'createdAt' | OrderTime | OrderAmount | OrderText | 'flag'>>
  status: OrderStatus | null
  buyer: { id?: string; name?: string }
  address: Partial<Address>
  line: Partial<OrderLine>
  /** Several items in this row, where cells join them. */
  lines: Partial<OrderLine>[] | null
  /** Of this line alone; the order's is their sum where the format says so. */
  freightFen: number | null
  /** When it was made is only guessed from its id. */
  guessedDay: boolean
  carrier: string
  parcels: string[]
  refund: { state: RefundWord | null; fen: number | null }
  extra: Record<string, string>
}

type OrderTime = 'paidAt' | 'payBy' | 'balanceFrom' | 'shipBy' | 'shippedAt' | 'finishedAt' | 'closedAt'
type OrderAmount = 'goodsFen' | 'freightFen' | 'payableFen' | 'paidFen' | 'depositFen'
type OrderText = 'closeReason' | 'buyerNote' | 'remark'

/** What a word of an after-sales column means. `none` says nothing: the platform's word may cover what was withdrawn. */
export type RefundWord = 'none' | 'asked' | 'returned' | 'done' | 'refused' | 'withdrawn'

export interface About {
  time(cell: string): Instant | null
  status(word: string): OrderStatus | undefined
  afterSale(word: string): RefundWord | undefined
}

/** Reads a filled cell into the draft; gives why it cannot, and leaves the draft as it was then. */
type Read = (cell: string, draft: Draft, about: About) => Reason | null

export interface Field {
  read: Read
  /** What an empty cell says, where it says something. */
  blank?(draft: Draft): void
  /** Its values may name a person: no report shows them. */
  personal?: true
}

const SPOILED = /^\d(?:\.\d+)?E\+?\d+$/i

const time =
  (name: 'createdAt' | OrderTime): Read =>
  (cell, draft, about) => {
    const at = about.time(cell)
    if (at === null) return cell.startsWith('0000-00-00') ? null : 'bad-time'
    draft.order[name] = at
    return null
  }

/** `128.00`, as nearly every amount of an export is written, at a fifth of what reading any form of one costs. */
const PLAIN = /^(\d{1,6})\.(\d\d)$/
const yuanIn = (cell: string): number | null => {
  const [, whole, places] = PLAIN.exec(cell) ?? []
  return whole === undefined ? fenOf(cell, 'yuan') : Number(whole) * 100 + Number(places)
}

const amount =
  (put: (draft: Draft, fen: number) => void): Read =>
  (cell, draft) => {
    const fen = yuanIn(cell)
    if (fen === null) return 'bad-amount'
    put(draft, fen)
    return null
  }
const ofOrder = (name: OrderAmount): Field => ({
  read: amount((draft, fen) => {
    draft.order[name] = fen
  }),
})

/** A text no longer than its place: what is longer is cut, and said to be. */
const text =
  (most: number, put: (draft: Draft, text: string) => void): Read =>
  (cell, draft) => {
    put(draft, cutTo(cell, most))
    return cell.length > most ? 'cut-short' : null
  }
/** An id: one that is cut would be another. */
const id =
  (most: number, put: (draft: Draft, id: string) => void): Read =>
  (cell, draft) => {
    if (SPOILED.test(cell)) return 'spoiled-number'
    if (cell.length > most) return 'cut-short'
    put(draft, cell)
    return null
  }
const STARS = /^[*＊\s]+$/
const LONGEST: Record<keyof Address, number> = {
  ...{ name: 200, phone: 200, province: 40, city: 40, district: 40, detail: 500 },
}
/** A part of an address. Ciphers (`##…`, `$$…`) stay whole or are left out; nothing but stars says nothing. */
const place = (name: keyof Address): Field => ({
  personal: true,
  read: (cell, draft) => {
    if (STARS.test(cell)) return null
    const most = LONGEST[name]
    if (cell.length > most && /^(##|\$\$)/.test(cell)) return 'cut-short'
    if (name !== 'phone' || !draft.address.phone) draft.address[name] = cutTo(cell, most)
    return cell.length > most ? 'cut-short' : null
  },
})

const REGION =
  // Taobao writes the four great cities twice: 上海 上海市 浦东新区.
  /^(\S{2,12}?(?:省|自治区|特别行政区|市)|北京|上海|天津|重庆|香港|澳门)[\s,，]+(\S{2,20}?(?:市|州|盟|地区|区|县))[\s,，]+(?:(\S{2,20}?(?:区|县|市|旗|镇))[\s,，]+)?(.+)$/su
/** `浙江省 杭州市 西湖区 文三路 1 号(310000)`: the region where it can be told apart, else all is detail. */
export const addressIn = (cell: string): Partial<Address> => {
  const found = REGION.exec(cell)
  if (!found) return { detail: cutTo(cell, LONGEST.detail) }
  const [, province = '', city = '', district = '', detail = ''] = found
  return { province, city, district, detail: cutTo(detail, LONGEST.detail) }
}

const COUNT = /^(\d{1,6})(?:\.0+)?\s*(?:件|个|条|套|只|双)?$/
/** A number of pieces; null for what is none. */
export const piecesIn = (cell: string): number | null => {
  const count = Number(COUNT.exec(cell)?.[1] ?? Number.NaN)
  return count >= 1 && count <= 100_000 ? count : null
}

const FLAGS: Record<string, Flag> = {
  ...{ '1': 'red', '2': 'yellow', '3': 'green', '4': 'blue', '5': 'purple' },
  ...{ 红: 'red', 黄: 'yellow', 绿: 'green', 蓝: 'blue', 紫: 'purple' },
  ...Object.fromEntries(flags.map((flag) => [flag, flag])),
}

/** `颜色分类:雾蓝;尺码:M` as options; what is no such list stays a text. */
export const optionsIn = (said: string): Record<string, string> =>
  /[:：=]/.test(said)
    ? Object.fromEntries(pairsIn(said).map(([name, value]) => [cutTo(name, 60), cutTo(value, 120)]))
    : {}

/** Everything a column can hold, each with how it is read (ORD-53). One line makes a new one. */
const table = {
  id: { read: id(80, (d, v) => Object.assign(d, { id: v })) },
  /** The part order's. */
  line: {
    read: id(70, (d, v) => {
      d.line.id = v
    }),
  },
  status: {
    read: (cell, draft, about) => {
      const status = about.status(cell)
      if (!status) return 'unknown-status'
      draft.status = status
      return null
    },
  },
  'after-sale': {
    read: (cell, draft, about) => {
      const state = about.afterSale(cell)
      if (!state) return 'unknown-status'
      draft.refund.state = state
      return null
    },
  },
  'buyer-id': { personal: true, read: id(200, (d, v) => Object.assign(d.buyer, { id: v })) },
  'buyer-name': { personal: true, read: text(100, (d, v) => Object.assign(d.buyer, { name: v })) },
  created: { read: time('createdAt') },
  paid: { read: time('paidAt') },
  'pay-by': { read: time('payBy') },
  'balance-from': { read: time('balanceFrom') },
  'ship-by': { read: time('shipBy') },
  shipped: { read: time('shippedAt') },
  finished: { read: time('finishedAt') },
  closed: { read: time('closedAt') },
  'close-reason': {
    read: text(200, (d, v) => {
      d.order.closeReason = v
    }),
  },
  goods: ofOrder('goodsFen'),
  freight: ofOrder('freightFen'),
  payable: ofOrder('payableFen'),
  'paid-amount': ofOrder('paidFen'),
  deposit: ofOrder('depositFen'),
  refunded: {
    read: amount((d, fen) => {
      d.refund.fen = fen
    }),
  },
  title: {
    read: text(300, (d, v) => {
      d.line.title = v
    }),
  },
  product: {
    read: id(80, (d, v) => {
      d.line.product = v
    }),
  },
  sku: {
    read: id(80, (d, v) => {
      d.line.sku = v
    }),
  },
  code: {
    read: id(120, (d, v) => {
      d.line.code = v
    }),
  },
  options: {
    read: text(300, (d, v) => {
      d.line.said = v
      d.line.options = optionsIn(v)
    }),
  },
  quantity: {
    read: (cell, draft) => {
      const count = piecesIn(cell)
      if (count === null) return 'bad-quantity'
      draft.line.quantity = count
      return null
    },
  },
  price: {
    read: amount((d, fen) => {
      d.line.priceFen = fen
    }),
  },
  'line-pays': {
    read: amount((d, fen) => {
      d.line.paysFen = fen
    }),
  },
  'line-freight': {
    read: amount((d, fen) => {
      d.freightFen = fen
    }),
  },
  receiver: place('name'),
  phone: place('phone'),
  province: place('province'),
  city: place('city'),
  district: place('district'),
  /** Street and house, or the whole address. */
  address: {
    personal: true,
    read: (cell, draft) => {
      if (STARS.test(cell)) return null
      for (const [name, value] of Object.entries(addressIn(cell)))
        if (name === 'detail' || !draft.address[name as keyof Address])
          draft.address[name as keyof Address] = value
      return cell.length > 600 ? 'cut-short' : null
    },
  },
  carrier: {
    read: text(60, (d, v) => {
      d.carrier = v
    }),
  },
  /** One number, or several with commas between; Taobao writes `No:` before them. */
  parcel: {
    read: (cell, draft) => {
      const numbers = cell
        .split(/[,，;；、\s]+/)
        .map((one) => one.replace(/^No[:：]/i, ''))
        .filter((one) => one !== '')
      if (numbers.some((one) => SPOILED.test(one))) return 'spoiled-number'
      draft.parcels = numbers.filter((one) => one.length <= 80).slice(0, 50)
      return null
    },
  },
  note: {
    personal: true,
    read: text(1000, (d, v) => {
      d.order.buyerNote = v
    }),
  },
  remark: {
    personal: true,
    // A remark can be taken away again.
    blank: (d) => {
      d.order.remark = ''
    },
    read: text(1000, (d, v) => {
      d.order.remark = v
    }),
  },
  flag: {
    read: (cell, draft) => {
      const flag = FLAGS[cell.toLowerCase().replace(/(?:色|旗|色旗|小旗)$/, '')]
      if (!flag && cell !== '0') return 'unknown-flag'
      draft.order.flag = flag ?? null
      return null
    },
  },
  /** Personal data the desk has no use for: not even kept beside the order. */
  'leave-out': { personal: true, read: () => null },
} satisfies Record<string, Field>

export type FieldName = keyof typeof table
export const fields: Readonly<Record<FieldName, Field>> = table
export const fieldNames = Object.keys(table) as [FieldName, ...FieldName[]]
export const FieldName = z.enum(fieldNames)

export const emptyDraft = (row: number, id: string): Draft => ({
  row,
  id,
  order: {},
  status: null,
  buyer: {},
  address: {},
  line: {},
  lines: null,
  freightFen: null,
  guessedDay: false,
  carrier: '',
  parcels: [],
  refund: { state: null, fen: null },
  extra: {},
})
