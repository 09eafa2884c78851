import { yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import type { NextStep, Unused } from '../quote.ts'

/** “满300减50”, with the shop's own name of it before: “双11券（满300减50）”. */
export const titled = (name: string | null, says: Said): Said =>
  name === null ? says : { zh: `${name}（${says.zh}）`, en: `${name} (${says.en})` }

const pieces = (n: number): string => (n === 1 ? '1 piece' : `${n} pieces`)

const nextIn = (next: NextStep, cutFen: number): Said => {
  const gain = next.cutFen - cutFen
  const zh = next.unit === 'fen' ? `再买 ${yuan(next.more)}` : `再买 ${next.more} 件`
  const en = next.unit === 'fen' ? yuan(next.more) : pieces(next.more)
  if (gain === 0) return { zh: `，${zh} 即可`, en: `; ${en} more are missing` }
  return cutFen === 0
    ? { zh: `，${zh} 可减 ${yuan(gain)}`, en: `; with ${en} more it takes ${yuan(gain)} off` }
    : { zh: `，${zh} 可再减 ${yuan(gain)}`, en: `; with ${en} more it takes another ${yuan(gain)} off` }
}

interface Deducted {
  title: Said
  baseFen: number
  item: boolean
  cutFen: number
  askedFen: number
  next: NextStep | null
}

/** “满300减50：参与金额 620，减 100，再买 280 可再减 50”. */
export const deducted = ({ title, baseFen, item, cutFen, askedFen, next }: Deducted): Said => {
  const capped = cutFen < askedFen
  const more = next === null ? { zh: '', en: '' } : nextIn(next, cutFen)
  const base = item ? { zh: '原价', en: 'list price' } : { zh: '参与金额', en: 'counted' }
  return {
    zh: `${title.zh}：${base.zh} ${yuan(baseFen)}，减 ${yuan(cutFen)}${capped ? `（应减 ${yuan(askedFen)}，只剩这么多）` : ''}${more.zh}`,
    en: `${title.en}: ${base.en} ${yuan(baseFen)}, ${yuan(cutFen)} off${capped ? ` (it would be ${yuan(askedFen)}, but no more is left)` : ''}${more.en}`,
  }
}

const reasons: Record<Unused['why'], Said> = {
  'not-yet': { zh: '还没开始', en: 'has not begun' },
  over: { zh: '已结束', en: 'is over' },
  'not-held': { zh: '还没有领取', en: 'is not in your hands' },
  'not-member': { zh: '仅限会员', en: 'is for members only' },
  'other-channel': { zh: '不适用于当前下单渠道', en: 'does not hold where you order' },
  'other-region': { zh: '不适用于收货地区', en: 'does not hold for the region' },
  'no-line': { zh: '没有参与的商品', en: 'no item takes part' },
  'below-threshold': { zh: '未达到门槛', en: 'its threshold is not reached' },
  'better-one': { zh: '已用更优惠的', en: 'a better one was used' },
  excluded: { zh: '不能同时使用', en: 'does not go with another one' },
  'over-discount': { zh: '优惠超过剩余金额，不可用', en: 'takes off more than is left, and may not' },
  'balance-too-small': { zh: '尾款不大于优惠金额，不可用', en: 'needs a balance greater than itself' },
  'nothing-left': { zh: '没有可减的金额', en: 'nothing is left to take off' },
  'no-coins': { zh: '没有金币', en: 'there are no coins' },
}

/** “满300减50：未用，未达到门槛，再买 80 可减 50”. */
export const unusedBecause = (
  title: Said,
  why: Unused['why'],
  instead: Said | null,
  next: NextStep | null,
): Said => {
  const more = next === null ? { zh: '', en: '' } : nextIn(next, 0)
  return {
    zh: `${title.zh}：未用，${reasons[why].zh}${instead === null ? '' : `：${instead.zh}`}${more.zh}`,
    en: `${title.en}: not used, ${reasons[why].en}${instead === null ? '' : `: ${instead.en}`}${more.en}`,
  }
}
