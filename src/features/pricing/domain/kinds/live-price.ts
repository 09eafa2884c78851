import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { fen } from './fields.ts'
import { kind } from './kind.ts'

/** 直播价: a price for who orders in the live room. */
export const livePrice = kind({
  code: 'live-price',
  name: { zh: '直播价', en: 'Live-room price' },
  level: 'item',
  use: 'automatic',
  channel: 'live',
  params: z.strictObject({ priceFen: fen('直播间每件价格', 'Price of a piece in the live room') }),
  says: (p) => ({ zh: `直播价${yuan(p.priceFen)}`, en: `Live-room price ${yuan(p.priceFen)}` }),
  effect: (p) => ({
    does: 'price',
    cut: (priceFen, quantity) => Math.max(0, priceFen - p.priceFen) * quantity,
  }),
})
