import type { Instant } from '../../../shared/time.ts'

/** Somebody who asked for something when it was out. */
export interface Waiting {
  id: number
  sku: string | null
  buyerKey: string
  askedAt: Instant
  quantity: number
}

/**
 * Who is told now, in the order in which they asked, with no more pieces promised than there are (RCV-130). `pieces`: of
 * each SKU, and of the whole product under `''`. `told`: pieces held for those told before, who have not bought yet. Who
 * wants more than is left waits for more, and those behind with a smaller wish do not overtake: they would take the pieces
 * away for good. Nobody is told twice, whatever they asked for.
 */
export const whoIsTold = (
  waiting: readonly Waiting[],
  pieces: ReadonlyMap<string, number>,
  told: ReadonlyMap<string, number> = new Map(),
): Waiting[] => {
  const left = new Map(pieces)
  for (const [sku, count] of told) {
    left.set(sku, (left.get(sku) ?? 0) - count)
    if (sku !== '') left.set('', (left.get('') ?? 0) - count)
  }
  const closed = new Set<string>()
  const people = new Set<string>()
  const chosen: Waiting[] = []
  for (const wish of [...waiting].sort((a, b) => a.askedAt - b.askedAt || a.id - b.id)) {
    if (people.has(wish.buyerKey)) continue
    const sku = wish.sku ?? ''
    if (closed.has(sku) || closed.has('')) continue
    const inAll = left.get('') ?? 0
    const ofSku = sku === '' ? inAll : (left.get(sku) ?? 0)
    if (Math.min(inAll, ofSku) < wish.quantity) {
      // Of a SKU that is out others may still be told; when the whole product is, nobody is.
      closed.add(sku)
      continue
    }
    left.set('', inAll - wish.quantity)
    if (sku !== '') left.set(sku, ofSku - wish.quantity)
    people.add(wish.buyerKey)
    chosen.push(wish)
  }
  return chosen
}

/** What a buyer writes who wants to be told, or asks when it is back. `stop`: they no longer want to be. */
const ASKS =
  /(?:什么时候|啥时候|几时|何时|多久|哪天|几号).{0,6}(?:有货|到货|补货|上架|上新|有现货)|(?:有货|到货|补货|上架|来货)(?:了|后|的时候|时)?.{0,8}(?:通知|告诉|说一声|叫我|喊我|提醒|联系我|滴滴我|踢我)|(?:通知|告诉|提醒|叫|喊)我?.{0,6}(?:有货|到货|补货)|(?:还会|还能|还要|会不会|能不能|会|能)(?:再)?(?:补货|来货|进货|上架)|(?:登记|预约).{0,4}(?:到货|有货|补货)|到货提醒/u
const ASKS_EN =
  /\b(?:when|how soon)\b[^.?!]{0,40}\b(?:back|in stock|available|restock(?:ed)?)\b|\b(?:tell|let|notify|message|inform|remind)\b[^.?!]{0,30}\b(?:back in stock|in stock|available|restock(?:ed)?|arrives)\b|\b(?:will|do) you (?:be )?(?:restock(?:ing)?|get (?:more|it back))\b/iu
const NOT =
  /(?:不用|不要|别|无需|不需要)(?:再)?(?:通知|告诉|提醒|登记)|退货|退款|我的(?:快递|包裹|订单)|\b(?:no need to|do not|don't|stop) (?:tell|notify|remind|let)\b/iu

const NO_MORE =
  /(?:不用|不要|别|无需|不需要)(?:再)?(?:到货)?(?:通知|告诉|提醒|登记)|取消(?:到货)?(?:登记|提醒|通知)|\b(?:no need to|do not|don't|stop) (?:tell|notify|remind)/iu

/** Whether the buyer no longer wants to be told. */
export const withdrawsWish = (text: string): boolean => NO_MORE.test(text.normalize('NFKC').slice(0, 500))

/** Whether the buyer asks when something is back, or wants to be told. It counts only where it is out: the shop's stock
 * decides that (RCV-131), because 什么时候到货 of a parcel on its way sounds the same. */
export const asksForRestock = (text: string): boolean => {
  const plain = text.normalize('NFKC').slice(0, 500)
  return (ASKS.test(plain) || ASKS_EN.test(plain)) && !NOT.test(plain)
}

const ONE = '一二两三四五六七八九'
/** How many pieces a wish is for, read from its words; 1 where they name none. */
export const piecesWished = (text: string): number => {
  const plain = text.normalize('NFKC')
  const found = /(\d{1,3}|[一二两三四五六七八九十])\s*(?:件|个|双|套|条|盒|瓶|只|包|台|支|箱)/u.exec(
    plain,
  )?.[1]
  const english = /\b(\d{1,3})\s*(?:pcs|pieces|pairs|sets|of them|boxes|bottles)\b/iu.exec(plain)?.[1]
  const said = found ?? english
  if (said === undefined) return 1
  if (/^\d+$/.test(said)) return Math.max(1, Math.min(999, Number(said)))
  if (said === '十') return 10
  const at = ONE.indexOf(said)
  return at < 0 ? 1 : at < 2 ? at + 1 : at
}

/** Whether a text names a value: `M` is in “M码” and “size M”, not in “Monday” or “XM”. */
const names = (text: string, value: string): boolean => {
  const wanted = value.normalize('NFKC').toLowerCase().trim()
  if (wanted === '') return false
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const latin = /[a-z0-9]/
    const before = text[at - 1] ?? ' '
    const after = text[at + wanted.length] ?? ' '
    if (
      !(latin.test(wanted[0] ?? '') && latin.test(before)) &&
      !(latin.test(wanted.at(-1) ?? '') && latin.test(after))
    )
      return true
  }
  return false
}

/** The SKU that a text names by its options; null where it names none, or several alike. */
export const skuNamed = (
  text: string,
  skus: readonly { id: string; options: Readonly<Record<string, string>> }[],
): string | null => {
  const plain = text.normalize('NFKC').toLowerCase()
  let best: string | null = null
  let most = 0
  let alike = false
  for (const { id, options } of skus) {
    const named = Object.values(options).filter((value) => names(plain, value)).length
    if (named > most) [best, most, alike] = [id, named, false]
    else if (named === most) alike = true
  }
  return most > 0 && !alike ? best : null
}
