// The price that was put into a reply: what it was reckoned for leaves with the words.
import { yuan } from '../../../../shared/yuan.ts'
import type { Reckoned } from '../../../conversation/domain.ts'
import type { Key } from '../live/state.ts'

interface Put {
  payableFen: number
  basket: Reckoned
}

/** Gone after a reload: then the guard knows the price by the basket that was told before. */
const last = new Map<Key, Put>()

export const putPrice = (key: Key, put: Put) => last.set(key, put)

/** Whether words still name an amount: `450` is not in `1450`, `4500` or `450.5`. */
export const names = (words: string, fen: number): boolean => {
  const amount = yuan(fen).replace('.', '\\.')
  return new RegExp(`(?<![\\d.])${amount}(?:\\.0+)?(?!\\d|\\.\\d)`).test(words.normalize('NFKC'))
}

/** The basket of a reply that leaves now, if it still tells that price; the next one starts without. */
export const basketAlong = (key: Key, words: string): Reckoned | undefined => {
  const put = last.get(key)
  last.delete(key)
  return put && names(words, put.payableFen) ? put.basket : undefined
}
