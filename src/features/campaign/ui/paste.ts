import { MOST_FEN } from '../../../shared/money.ts'

/** A row of a spreadsheet that became a sign-up. */
export interface Pasted {
  line: number
  product: string
  sku: string | null
  priceFen: number
}

/** Why a row cannot be taken. */
export type Broken = 'columns' | 'product' | 'long' | 'price' | 'fraction' | 'zero' | 'most' | 'twice'

export interface BrokenRow {
  line: number
  text: string
  why: Broken
  /** The line that says the same product and SKU already. */
  other: number | null
}

const MOST_ID = 80
/** What stands above the prices in a table that was copied with its head. */
const HEAD = /价|price/i

/** `￥1,299.00` in fen. A price of more than two decimals is refused, not rounded. */
const fenOf = (text: string): number | 'price' | 'fraction' | 'zero' | 'most' => {
  const plain = text.normalize('NFKC').replace(/[¥\s,]|元|CNY|RMB/gi, '')
  const found = /^(\d+)(?:\.(\d*))?$/.exec(plain)
  if (!found) return 'price'
  const decimals = (found[2] ?? '').replace(/0+$/, '')
  if (decimals.length > 2) return 'fraction'
  const fen = Number(found[1]) * 100 + Number(decimals.padEnd(2, '0'))
  return fen === 0 ? 'zero' : fen > MOST_FEN ? 'most' : fen
}

/** The cells of a line: tabs part them; in a line without any, commas. */
const cellsOf = (line: string): string[] =>
  line.split(line.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim())

const readRow = (text: string): Omit<Pasted, 'line'> | Broken => {
  const cells = cellsOf(text)
  while (cells.length > 3 && cells.at(-1) === '') cells.pop()
  if (cells.length < 2 || cells.length > 3) return 'columns'
  const [product = '', ...rest] = cells
  const sku = rest.length === 2 ? (rest[0] ?? '') : ''
  if (product === '') return 'product'
  if (product.length > MOST_ID || sku.length > MOST_ID) return 'long'
  const priceFen = fenOf(rest.at(-1) ?? '')
  return typeof priceFen === 'string' ? priceFen : { product, sku: sku === '' ? null : sku, priceFen }
}

/**
 * Rows copied from a spreadsheet: product, SKU (may be empty or left out), price in yuan. The table's head is left out.
 * Broken rows are kept with their line and the reason.
 */
export const readPasted = (text: string): { rows: Pasted[]; broken: BrokenRow[] } => {
  const rows: Pasted[] = []
  const broken: BrokenRow[] = []
  const lines = text.split(/\r\n?|\n/)
  const first = lines.findIndex((line) => line.trim() !== '')
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const row = readRow(line)
    if (typeof row === 'string') {
      const head = i === first && row === 'price' && HEAD.test(cellsOf(line).at(-1) ?? '')
      if (!head) broken.push({ line: i + 1, text: line, why: row, other: null })
      continue
    }
    const same = rows.find(({ product, sku }) => product === row.product && sku === row.sku)
    if (same) broken.push({ line: i + 1, text: line, why: 'twice', other: same.line })
    else rows.push({ line: i + 1, ...row })
  }
  return { rows, broken }
}

/** What is signed up already with the pasted rows of a wave put in: of one product and SKU the pasted price holds. */
export const mergedSignUps = <S extends { wave: string; product: string; sku: string | null }>(
  before: readonly S[],
  pasted: readonly S[],
): S[] => {
  const key = ({ wave, product, sku }: S) => JSON.stringify([wave, product, sku])
  const fresh = new Map(pasted.map((one) => [key(one), one]))
  const kept = before.map((one) => {
    const again = fresh.get(key(one))
    fresh.delete(key(one))
    return again ?? one
  })
  return [...kept, ...fresh.values()]
}
