import { z } from 'zod'
import { Reason } from './plan.ts'

/**
 * What buyers write when they do not order or pay, by the reason it tells of. `says`: they say so; `hints`: it points there
 * and may mean something else. `…` stands for up to eight characters (four words). `unless`: with any of these in the same
 * message it does not count. Shops change them; these are what a shop begins with (specs/recovery.md RCV-102).
 */
export const ReasonWords = z.object({
  reason: Reason,
  weight: z.enum(['says', 'hints']),
  words: z.array(z.string().trim().min(1).max(40)).min(1).max(200),
  unless: z.array(z.string().trim().min(1).max(40)).max(60),
})
export type ReasonWords = z.infer<typeof ReasonWords>

export const ReasonRules = z
  .object({
    words: z.array(ReasonWords).max(60),
    /** Words by which a buyer says that they will order or pay now: a doubt before them is answered. */
    willPay: z.array(z.string().trim().min(1).max(40)).max(100),
    /** How far back messages tell of an order or a question, hours. */
    hours: z.number().int().min(1).max(720),
  })
  .meta({ id: 'RecoveryReasonRules' })
export type ReasonRules = z.infer<typeof ReasonRules>

const words = (reason: Reason, weight: ReasonWords['weight'], said: string, unless = ''): ReasonWords => {
  const list = (text: string) =>
    text
      .split('|')
      .map((one) => one.trim())
      .filter((one) => one !== '')
  return { reason, weight, words: list(said), unless: list(unless) }
}

/** The words a shop begins with. The order does not matter: the strongest and latest counts. */
export const defaultReasonRules = (): ReasonRules => ({
  hours: 72,
  willPay:
    '马上付|这就付|现在付|我去付|去付款|等会付|等下付|晚点付|一会付|待会付|马上拍|这就拍|现在拍|我去拍|我拍了|下单了|已经拍|拍下了|will pay|paying now|pay later|order it now|just ordered|placed the order'.split(
      '|',
    ),
  words: [
    words(
      'forgot',
      'says',
      '忘记付|忘了付|忘付|忘记支付|忘了支付|还没付款|还没来得及|没来得及付|等会付|等下付|晚点付|一会付|待会付|回头付|晚上付|下班付|发工资|forgot to pay|forgot about|pay later|pay tonight|after payday|have not paid yet',
    ),
    words(
      'forgot',
      'hints',
      '付不了款|支付不了|支付失败|付款失败|付不出去|银行卡…限额|花呗…额度|额度不够|payment failed|card declined|cannot pay|could not pay',
    ),
    words(
      'waiting-coupon',
      'says',
      '等活动|等优惠|等双十一|等双11|等618|等大促|等开售|等…有券|券…什么时候|券…几点|优惠…什么时候|活动…什么时候|什么时候…活动|什么时候…优惠|什么时候…打折|几点…开抢|几点开始|几号开始|什么时候开始|零点…便宜|到时候…便宜|活动当天|领不到券|领不了券|抢不到券|券用不了|优惠券用不了|用不了优惠|没有优惠了吗|wait for the sale|waiting for the sale|when does the sale|when is the sale|coupon does not work|coupon not working|when can i use the coupon|next sale',
    ),
    words(
      'waiting-coupon',
      'hints',
      '有优惠券吗|有券吗|有没有券|优惠券|红包|满减|凑单|any coupon|coupon|voucher',
      '不用券|不要券',
    ),
    words(
      'doubt-price',
      'says',
      '太贵|有点贵|好贵|贵了|便宜点|便宜一点|能便宜|再便宜|可以便宜|少点|优惠点|能优惠|打个折|能打折|抹零|包邮吗|运费…贵|别家…便宜|别人家…便宜|隔壁…便宜|比…贵|涨价了|降价|最低…多少|超预算|预算不够|too expensive|too much for|cheaper|lower price|best price|any discount|over my budget|price went up|shipping is expensive',
      '不贵|不算贵|not expensive|not too expensive',
    ),
    words('doubt-price', 'hints', '多少钱|什么价|价格|保价|价保|how much|price match', '价格可以|价格合适'),
    words(
      'doubt-delivery',
      'says',
      '多久能到|多久到|几天能到|几天到|什么时候能到|什么时候到货|什么时候发货|多久发货|几天发货|今天能发|今天发吗|明天能到|来得及|赶得上|赶不上|能送到|发什么快递|什么快递|从哪发货|哪里发货|急用|急着用|how long…deliver|when will it arrive|when does it ship|arrive before|arrive by|how long…ship|which courier|in time for',
      '退货|退款|单号|物流',
    ),
    words('doubt-delivery', 'hints', '快递|发货|送货|邮费|delivery|shipping', '退货|退款|单号|已发货'),
    words(
      'out-of-stock',
      'says',
      '没货|缺货|无货|断货|卖完|售罄|什么时候…有货|什么时候…补货|什么时候…上架|还会补货|还补货吗|会补货吗|能补货|啥时候…有货|到货…通知|到货…告诉|到货…说一声|有货…通知|有货…告诉|有货…说一声|选不了|拍不了|下不了单|out of stock|sold out|back in stock|restock|when…available again|let me know when',
      '有现货|in stock now',
    ),
    words('out-of-stock', 'hints', '有货吗|还有货|有现货吗|还有吗|in stock|available'),
    words(
      'wrong-item',
      'says',
      '拍错|下错|买错|选错|填错|尺码错|颜色错|地址错|地址…错|重新拍|重拍|换个颜色|换个尺码|改尺码|改颜色|改地址|拍多了|拍重了|拍成|wrong size|wrong colour|wrong color|wrong item|wrong address|ordered the wrong|by mistake|change the size|change the address|change the colour',
    ),
    words(
      'doubt-product',
      'says',
      '是正品|正品吗|真的吗|真假|是不是真|质量怎么样|质量好吗|质量…行吗|会不会掉色|掉色吗|起球|色差|会不会…大|会不会…小|偏大|偏小|合适吗|合身吗|适合…吗|能穿吗|穿多大|多大码|什么码|选什么尺码|不知道…码|过敏|有味道|好用吗|效果怎么样|差评|再看看|考虑一下|考虑考虑|再想想|我想想|问问家人|问一下家|对比一下|is it genuine|is it authentic|good quality|will it fit|which size|does it fit|let me think|think about it|not sure|ask my|compare',
    ),
    words(
      'doubt-product',
      'hints',
      '什么材质|什么面料|成分|尺寸|保质期|怎么用|怎么洗|厚吗|透吗|保修|质保|material|ingredients|dimensions|how do i use|warranty',
    ),
    words(
      'other',
      'says',
      '不想要了|不要了|不买了|不需要了|取消订单|买了别的|别家买了|已经买了|do not want it|changed my mind|cancel the order|no longer need|bought elsewhere',
    ),
  ],
})
