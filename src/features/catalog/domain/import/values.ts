import { MOST_FEN } from '../../../../shared/money.ts'
import { folded } from '../../../../shared/text.ts'
import { atWall } from '../../../../shared/wall.ts'
import type { PriceUnit } from './mapping.ts'

/** A cell as text: lists and objects have none. */
export const asText = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''

/**
 * A price as whole fen; null for what is none. Digits are moved, not multiplied: 19.99 × 100 is 1998.9999999999998. More
 * than two places are refused unless a spreadsheet's arithmetic made them (19.989999999999998).
 */
export const fenOf = (value: unknown, unit: PriceUnit): number | null => {
  const text = asText(value)
    .normalize('NFKC')
    .replace(/^(?:¥|￥|rmb|cny)\s*/i, '')
    .replace(/\s*(?:元|块|分|yuan)$/i, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === undefined) return null
  const places = fraction.replace(/0+$/, '')
  let fen: number
  if (unit === 'fen') {
    if (places !== '') return null
    fen = Number(whole)
  } else if (places.length <= 2) fen = Number(whole) * 100 + Number(places.padEnd(2, '0') || 0)
  else {
    fen = Math.round(Number(`${whole}.${fraction}`) * 100)
    if (places.length < 12 || Math.abs(Number(`${whole}.${fraction}`) * 100 - fen) > 1e-6) return null
  }
  return fen <= MOST_FEN ? fen : null
}

/** A number of pieces; null for what is none. */
export const stockOf = (value: unknown): number | null => {
  const text = asText(value)
    .normalize('NFKC')
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
    .replace(/\s*[件个条套只双]$/, '')
  return /^\d{1,9}(?:\.0+)?$/.test(text) ? Number(text) : null
}

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?)?$/

/** A day or moment by the shop's clocks, or ms or s since 1970; null for what is none. */
export const momentIn = (value: unknown, zone: string): number | null => {
  const text = asText(value)
  if (/^\d{13}$/.test(text)) return Number(text)
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  const [, year = '', month = '', day = '', hour = '0', minute = '00'] = DATE.exec(text) ?? []
  if (year === '' || Number(hour) > 23 || Number(minute) > 59) return null
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null
  return atWall(`${date.toISOString().slice(0, 10)}T${hour.padStart(2, '0')}:${minute}`, zone)
}

const YES = new Set(['是', '1', 'true', 'yes', 'y'])
const NO = new Set(['否', '0', 'false', 'no', 'n'])
/** A yes or no; null for what is neither. */
export const switchIn = (value: unknown): boolean | null => {
  const said = folded(asText(value))
  return YES.has(said) ? true : NO.has(said) ? false : null
}

/** `颜色:红;尺码:M`, or an object of single values; what has no name is left out. */
export const pairsIn = (value: unknown): [string, string][] => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
      const text = asText(inner)
      return name.trim() === '' || text === '' ? [] : [[name.trim(), text]]
    })
  return asText(value)
    .split(/[;；|\n]/)
    .flatMap((part): [string, string][] => {
      const [, name = '', text = ''] = /^\s*([^:：=]+?)\s*[:：=]\s*(.+?)\s*$/su.exec(part) ?? []
      return name === '' || text === '' ? [] : [[name, text]]
    })
}

/** Addresses of pictures: a list, or a text with blanks, commas or lines between them. `//host/…` is https. */
export const addressesIn = (value: unknown): string[] => {
  const parts = Array.isArray(value) ? value.map(asText) : asText(value).split(/[\s,，;；|]+/)
  return parts.filter((part) => part !== '').map(addressOf)
}
export const addressOf = (text: string): string => (text.startsWith('//') ? `https:${text}` : text)
