import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { choice, fen, regions } from './fields.ts'
import { type Against, kind } from './kind.ts'
import { inRegions } from './region.ts'

const Params = z.strictObject({
  unit: choice(['fen', 'piece'], '门槛单位', 'Unit of the threshold').default('fen'),
  reach: fen('满（分或件）', 'From (fen or pieces)').default(0),
  base: choice(['itemPrice', 'residual'], '门槛口径', 'Held against').default('itemPrice'),
  /** Only there; empty: everywhere. */
  only: regions('仅限地区', 'Only to').default([]),
  except: regions('除外地区', 'Except to').default([]),
})
type Params = z.infer<typeof Params>
const have = (p: Params, a: Against): number => (p.unit === 'fen' ? a.fen : a.pieces)

/** 包邮: no freight from a threshold on, by region. Where the region is not known, exceptions are taken not to hold and
 * the quote notes it. */
export const freeFreight = kind({
  code: 'free-freight',
  name: { zh: '包邮', en: 'Free freight' },
  level: 'freight',
  use: 'automatic',
  params: Params,
  says: (p) => {
    const amount = p.unit === 'fen' ? yuan(p.reach) : `${p.reach}`
    const where = p.only.length > 0 ? p.only.join('、') : ''
    const except = p.except.length > 0 ? `（${p.except.join('、')}除外）` : ''
    const exceptEn = p.except.length > 0 ? `, except to ${p.except.join(', ')}` : ''
    return {
      zh: `${where}${p.reach === 0 ? '' : `满${amount}${p.unit === 'fen' ? '' : '件'}`}包邮${except}`,
      en: `Free freight${p.reach === 0 ? '' : ` from ${amount}${p.unit === 'fen' ? '' : ' pieces'}`}${where === '' ? '' : ` to ${p.only.join(', ')}`}${exceptEn}`,
    }
  },
  effect: (p) => ({
    does: 'free-freight',
    base: p.base,
    where: (region) =>
      region === null
        ? p.only.length === 0
        : (p.only.length === 0 || inRegions(region, p.only)) && !inRegions(region, p.except),
    reached: (a) => have(p, a) >= p.reach,
    next: (a) => (have(p, a) >= p.reach ? null : { more: p.reach - have(p, a), unit: p.unit }),
  }),
})
