import type { Product, Sku } from './product.ts'

/** What is needed of a product to find it in what people write. */
export type Nameable = Pick<Product, 'id' | 'title'> & { skus?: readonly Pick<Sku, 'id'>[] }

/** A product that a text names. */
export interface Named {
  id: string
  /** The SKU, where its own id was written. */
  sku: string | null
  /** Which mention in the text, from 0: products with the same number are alternatives (“四件套” is four of them), those
   * with different numbers are each meant. */
  mention: number
  by: 'id' | 'title'
  /** What of the text named it, for saying why. */
  words: string[]
  /** How sure it is that this very product is meant, 0–1. */
  sure: number
}

/** Products by their ids and by what their titles consist of. Made once for a shop; 20,000 titles take a few MB. */
export interface GoodsIndex {
  ids: ReadonlyMap<string, { product: number; sku: string | null }>
  products: readonly string[]
  /** Which products have a piece in their title, ascending. */
  has: ReadonlyMap<string, readonly number[]>
  /** Sum of the weights of each title’s pieces. */
  weights: Float64Array
}

/** Characters of a message that are looked at: nobody names a product after so many. */
const READ = 400
/** Products that one mention can mean. “衣服” in a shop of clothes names none. */
const ALTERNATIVES = 8
/** Separate products of one message. */
const MENTIONS = 6
/** A piece that more products than this have does not find any by itself; it only tells those found apart. */
const COMMON = 1500

/** Pieces that questions consist of, whatever is sold. */
const EMPTY = new Set(
  (
    '多少 这个 那个 这款 那款 怎么 什么 可以 有没 没有 有货 现货 多久 哪个 哪款 一个 两个 我要 我想 想要 请问 你好 你们 我们 一下 尺码 尺寸 大小 颜色 材质 面料 质量 ' +
    '价格 优惠 便宜 发货 库存 身高 体重 公斤 厘米 适合 the and for with you what how much is are this that have can does do it in of to my your size color colour price stock want need any'
  ).split(' '),
)

const HAN = /\p{Script=Han}/u
const PIECES = /\p{Script=Han}+|\d+(?:\.\d+)?|[\p{L}\p{N}]+/gu
const isNumber = (piece: string): boolean => /^\d/.test(piece) && !/\p{L}/u.test(piece)

const plainly = (text: string): string => text.normalize('NFKC').toLowerCase()

/** What a text consists of for comparing: pairs of Han characters, words of other scripts, numbers. */
const piecesOf = (text: string): { piece: string; at: number }[] => {
  const found: { piece: string; at: number }[] = []
  for (const { 0: run, index } of text.matchAll(PIECES)) {
    if (HAN.test(run)) {
      for (let i = 0; i + 1 < run.length; i++) {
        const piece = run.slice(i, i + 2)
        if (!EMPTY.has(piece)) found.push({ piece, at: index + i })
      }
    } else if ((run.length > 1 || isNumber(run)) && !EMPTY.has(run)) found.push({ piece: run, at: index })
  }
  return found
}

const bareId = (id: string): string => plainly(id).replace(/[^\p{L}\p{N}]+/gu, '')
/** An id that nobody writes by chance: long enough, and no everyday number. */
const speaks = (id: string): boolean =>
  !HAN.test(id) && (/^\d+$/.test(id) ? id.length >= 5 : id.length >= (/\d/.test(id) ? 3 : 5))

export const goodsIndex = (products: readonly Nameable[]): GoodsIndex => {
  const ids = new Map<string, { product: number; sku: string | null }>()
  const has = new Map<string, number[]>()
  const titles = products.map(({ id, title, skus = [] }, product) => {
    for (const sku of skus) {
      const bare = bareId(sku.id)
      if (speaks(bare) && !ids.has(bare)) ids.set(bare, { product, sku: sku.id })
    }
    const bare = bareId(id)
    if (speaks(bare)) ids.set(bare, { product, sku: null })
    const pieces = new Set(piecesOf(plainly(`${title} ${HAN.test(id) ? id : ''}`)).map(({ piece }) => piece))
    for (const piece of pieces) {
      const list = has.get(piece)
      if (list) list.push(product)
      else has.set(piece, [product])
    }
    return pieces
  })
  const weights = Float64Array.from(titles, (pieces) => {
    let sum = 0
    for (const piece of pieces) sum += weightOf(piece, has.get(piece)?.length ?? 1, products.length)
    return sum
  })
  return { ids, products: products.map(({ id }) => id), has, weights }
}

/** The rarer in the shop, the more a piece says. Numbers tell variants apart and say little by themselves. */
const weightOf = (piece: string, products: number, all: number): number =>
  Math.log(1 + all / products) * (isNumber(piece) ? 0.5 : 1)

const holds = (list: readonly number[], product: number): boolean => {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((list[middle] ?? 0) < product) from = middle + 1
    else to = middle
  }
  return list[from] === product
}

interface Piece {
  piece: string
  at: number
  list: readonly number[]
  weight: number
}

/** Ids written in a text: also with blanks or strokes where the shop has others (`lb s18` for LB-S18). */
const idsIn = (text: string, index: GoodsIndex): { product: number; sku: string | null; words: string }[] => {
  const tokens = [...text.matchAll(/[a-z0-9]+/g)].map(({ 0: token, index: at }) => ({ token, at }))
  const found: { product: number; sku: string | null; words: string }[] = []
  for (let i = 0; i < tokens.length; i++)
    for (let n = Math.min(4, tokens.length - i); n >= 1; n--) {
      const [first, last] = [tokens[i], tokens[i + n - 1]]
      if (!first || !last) continue
      const words = text.slice(first.at, last.at + last.token.length)
      if (/[^a-z0-9\-_./ #]/.test(words)) continue
      const hit = index.ids.get(words.replace(/[^a-z0-9]+/g, ''))
      if (!hit) continue
      found.push({ ...hit, words })
      i += n - 1
      break
    }
  return found
}

/** Adds up what each title shares with the pieces, rare pieces first; common ones only tell those found apart. */
const sums = (pieces: readonly Piece[]): Map<number, number> => {
  const sum = new Map<number, number>()
  const rareFirst = pieces.toSorted((a, b) => a.list.length - b.list.length)
  for (const { list, weight } of rareFirst) {
    if (list.length <= COMMON) for (const product of list) sum.set(product, (sum.get(product) ?? 0) + weight)
    else for (const [product, before] of sum) if (holds(list, product)) sum.set(product, before + weight)
  }
  return sum
}

/** The words of a text that a title shares, neighbours joined: 芦苇 + 苇灰 is 芦苇灰. */
const joined = (pieces: readonly Piece[]): string[] => {
  const words: { text: string; end: number }[] = []
  for (const { piece, at } of pieces) {
    const last = words.at(-1)
    if (last && at === last.end - 1 && HAN.test(piece)) {
      last.text += piece.slice(1)
      last.end = at + piece.length
    } else words.push({ text: piece, end: at + piece.length })
  }
  return [...new Set(words.map(({ text }) => text))]
}

/** A title is named by a word of three characters or of another script, or by two words; one pair can be chance, unless
 * hardly any other title has it. */
const suffices = (shared: readonly Piece[]): boolean => {
  const words = joined(shared.filter(({ piece }) => !isNumber(piece)))
  return (
    words.some((word) => word.length >= 3) ||
    words.length >= 2 ||
    shared.some(({ piece, list }) => !isNumber(piece) && list.length <= 3)
  )
}

/**
 * Which products a text names: by id, or by words of the title. Alternatives of one mention come together, the surest
 * first; a text that fits too many names none. Pure; well below a millisecond at 20,000 products
 * (specs/catalog.md CAT-50…CAT-54).
 */
export const goodsIn = (text: string, index: GoodsIndex): Named[] => {
  const read = plainly(text.slice(0, READ))
  const named: Named[] = []
  let mention = 0
  /** Where in the text each mention begins. */
  const starts: number[] = []
  const byId = idsIn(read, index)
  for (const { product, sku, words } of byId) {
    const id = index.products[product] ?? ''
    if (named.some((n) => n.id === id && n.sku === sku)) continue
    starts.push(read.indexOf(words))
    named.push({ id, sku, mention: mention++, by: 'id', words: [words], sure: /\d/.test(words) ? 0.99 : 0.9 })
  }
  const known = new Set(named.map(({ id }) => id))
  const withoutIds = byId.reduce((rest, { words }) => rest.replace(words, ' '.repeat(words.length)), read)
  const seen = new Set<string>()
  let pieces = piecesOf(withoutIds).flatMap(({ piece, at }): Piece[] => {
    const list = index.has.get(piece)
    if (!list || seen.has(piece)) return []
    seen.add(piece)
    return [{ piece, at, list, weight: weightOf(piece, list.length, index.products.length) }]
  })
  while (pieces.length > 0 && mention < MENTIONS) {
    const found = best(pieces, index)
    if (!found) break
    const { products, second, most, shared } = found
    pieces = pieces.filter((piece) => !shared.includes(piece))
    if (products.length <= ALTERNATIVES && suffices(shared)) {
      const fresh = products.filter((product) => !known.has(index.products[product] ?? ''))
      // Words of a title that stand beside its id name it once more, not its neighbours.
      if (fresh.length < products.length) continue
      for (const product of fresh) {
        const id = index.products[product] ?? ''
        known.add(id)
        const said = Math.min(1, most / (index.weights[product] || 1) / 0.6)
        const apart = most === 0 ? 0 : (most - second) / most
        const whole = most > (index.weights[product] || 1) * 0.95
        const likely = whole ? 0.95 : 0.55 + 0.25 * said + 0.17 * Math.min(1, apart / 0.5)
        const sure = likely / products.length
        named.push({ id, sku: null, mention, by: 'title', words: joined(shared), sure })
      }
      starts.push(Math.min(...shared.map(({ at }) => at)))
      mention++
    }
  }
  const order = starts.map((_, i) => i).toSorted((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0))
  return named
    .map((one) => ({ ...one, mention: order.indexOf(one.mention) }))
    .toSorted((a, b) => a.mention - b.mention)
}

const best = (pieces: readonly Piece[], index: GoodsIndex) => {
  let most = 0
  let second = 0
  let products: number[] = []
  for (const [product, sum] of sums(pieces)) {
    if (sum > most + 1e-9) {
      second = most
      most = sum
      products = [product]
    } else if (sum > most - 1e-9) products.push(product)
    else if (sum > second) second = sum
  }
  const [first] = products
  if (first === undefined) return null
  // Of titles that share as much, those that say little else are meant rather: 毛巾 is the towel, not the gift box with one.
  const share = (product: number) => most / (index.weights[product] || 1)
  const top = Math.max(...products.slice(0, 200).map(share))
  const nearest =
    products.length <= ALTERNATIVES * 4 ? products.filter((p) => share(p) > top * 0.55) : products
  const [meant = first, ...others] = nearest.toSorted((a, b) => share(b) - share(a))
  const shared = pieces.filter(({ list }) => holds(list, meant))
  // “冬被和枕芯” are two things of the same weight, not one or the other: alternatives are named by the same words.
  const alternatives = others.filter((product) => shared.every(({ list }) => holds(list, product)))
  return { products: [meant, ...alternatives], second, most, shared }
}

/** The name of an option without what is explained behind it: `L 【建议100-120斤】` is L. */
export const optionName = (value: string): string =>
  value.replace(/\s*[【（([].*$/u, '').trim() || value.trim()

/** The value as a word of its own: `M` is in “要M码”, not in “my”. */
const said = (text: string, value: string): boolean => {
  const word = plainly(optionName(value))
  // One character can be part of any word: 红 is said as 红色, 红的, 红款.
  if (HAN.test(word))
    return word.length > 1
      ? text.includes(word)
      : /[色的款]/.test(text.charAt(text.indexOf(word) + 1)) && text.includes(word)
  const at = text.indexOf(word)
  if (word === '' || at < 0) return false
  const quoted = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![a-z0-9.])${quoted}(?![a-z0-9.])`).test(text)
}

const isLonger = (long: string, short: string): boolean =>
  plainly(long) !== plainly(short) && plainly(long).includes(plainly(short))

/**
 * The SKUs of a product that a text can mean: those that have every option the text names; all of them where it names
 * none. [] where the product has none, or the text names two that no SKU has together.
 */
export const skusIn = <S extends Pick<Sku, 'options'>>(text: string, skus: readonly S[]): S[] => {
  const read = plainly(text.slice(0, READ))
  const wanted = new Map<string, Set<string>>()
  for (const { options } of skus)
    for (const [name, value] of Object.entries(options)) {
      const values = wanted.get(name) ?? new Set()
      if (!values.has(value) && said(read, value)) wanted.set(name, values.add(value))
    }
  // Of “深蓝” and “蓝” the longer one was said.
  for (const values of wanted.values())
    for (const one of values)
      for (const other of values) if (isLonger(optionName(other), optionName(one))) values.delete(one)
  return skus.filter(({ options }) =>
    [...wanted].every(([name, values]) => {
      const value = options[name]
      return value !== undefined && values.has(value)
    }),
  )
}
