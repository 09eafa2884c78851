import { yuan } from '../../../../shared/money.ts'

/** Two exercises about Double Eleven (GMyhf, MIT, see LICENSE beside). 23566: of each item the shop is given. 25561: an item
 * may be sold by several shops, and every shop may have several coupons, of which one is used. */
export const problems = { '23566': '2021', '25561': '2022' } as const
export type ProblemId = keyof typeof problems
export const isProblem = (id: string | undefined): id is ProblemId => id !== undefined && id in problems

export interface Sold {
  shop: string
  priceFen: number
}

export interface Problem {
  /** For each item the shops that sell it. */
  items: readonly (readonly Sold[])[]
  coupons: readonly { shop: string; reachFen: number; minusFen: number }[]
}

const fen = (text: string | undefined): number => Math.round(Number(text) * 100)
const NUMBER = String.raw`\d+(?:\.\d+)?`
const PRICE = new RegExp(String.raw`(\d+)\s*[:：]\s*(${NUMBER})`, 'g')
const COUPON = new RegExp(String.raw`(${NUMBER})\s*[-－–—]\s*(${NUMBER})`, 'g')

const sold = (id: ProblemId, row: string): Sold[] => {
  if (id === '25561') return [...row.matchAll(PRICE)].map((m) => ({ shop: m[1] ?? '', priceFen: fen(m[2]) }))
  const [shop, price] = row.trim().split(/\s+/)
  return [{ shop: shop ?? '', priceFen: fen(price) }]
}

/** Rows of the coupons of shop 1, 2, …: an empty row is a shop without any. Where blank lines only part the rows, they do
 * not count. */
const couponRows = (rest: readonly string[], shops: number): readonly string[] => {
  const full = rest.filter((row) => row.trim() !== '')
  return full.length >= shops ? full : rest
}

/** Reads a problem as the exercise prints it. Throws with the line that it cannot read. */
export const readProblem = (id: ProblemId, input: string): Problem => {
  const rows = input.replaceAll('\r', '').split('\n')
  const first = rows.findIndex((row) => row.trim() !== '')
  const [items, shops] = (rows[first] ?? '').trim().split(/\s+/).map(Number)
  if (!items || !shops)
    throw new Error(`Line ${first + 1}: expected how many items and shops there are, such as "2 2"`)
  const of: Sold[][] = []
  let at = first + 1
  for (; of.length < items; at++) {
    const row = rows[at]
    if (row === undefined)
      throw new Error(`Line ${at + 1}: ${items} items were announced, ${of.length} are there`)
    if (row.trim() === '') continue
    const read = sold(id, row)
    if (read.length === 0 || read.some((s) => s.shop === '' || Number.isNaN(s.priceFen)))
      throw new Error(`Line ${at + 1}: cannot read the price in "${row}"`)
    of.push(read)
  }
  const coupons = couponRows(rows.slice(at), shops)
    .slice(0, shops)
    .flatMap((row, i) =>
      [...row.matchAll(COUPON)].map((m) => ({ shop: `${i + 1}`, reachFen: fen(m[1]), minusFen: fen(m[2]) })),
    )
  return { items: of, coupons: coupons.filter((c) => c.minusFen > 0) }
}

export const answer = (payableFen: number): string => yuan(payableFen)
