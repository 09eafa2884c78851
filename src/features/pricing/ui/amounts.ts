// Amounts as people type them. Pure.
import { MOST_FEN, yuan } from '../../../shared/money.ts'

const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s,，¥￥]/g, '')
    .replace(/(元|块|yuan|rmb|cny)$/i, '')

/** Yuan as typed (`12.5`, `¥1,299`, `１２元`) in fen; null where it is no amount, or finer than a fen. */
export const fenOf = (typed: string): number | null => {
  const found = /^(\d{1,7})(?:\.(\d{0,2}))?$/.exec(plain(typed))
  if (!found) return null
  const fen = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return fen <= MOST_FEN ? fen : null
}

export const typedFen = (fen: number): string => yuan(fen)

/** Thousandths of a share: 8.88折 is the finest that anybody writes. */
const rounded = (share: number) => Math.round(share * 10_000) / 10_000

/**
 * A share as typed: `8折`, `88折`, `8.8折`, `80%`, `0.8`, `20% off`. A bare number from 1 to 10 is 折, above it per cent.
 * Null where it is none, or more than everything.
 */
export const shareOf = (typed: string): number | null => {
  const text = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  const found = /^(\d{1,3}(?:\.\d{1,4})?)(折|%off|%|off)?$/.exec(text)
  if (!found) return null
  const n = Number(found[1])
  const unit = found[2]
  const share = (): number => {
    if (unit === '%') return n / 100
    if (unit === '%off' || unit === 'off') return 1 - n / 100
    // 88折 is 8.8折.
    if (unit === '折') return n > 10 ? n / 100 : n / 10
    if (n < 1) return n
    return n <= 10 ? n / 10 : n / 100
  }
  const is = rounded(share())
  return is >= 0 && is <= 1 ? is : null
}

/** 0.8 in Chinese: 8折; 0.88: 8.8折. In English: 80 %. */
export const shareIn = (share: number, language: string): string =>
  language.startsWith('zh') ? `${Number((share * 10).toFixed(3))}折` : `${Number((share * 100).toFixed(2))} %`
