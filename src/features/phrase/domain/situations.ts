import { folded } from '../../../shared/text.ts'

/** One of a closed list, with what it is called in both languages and what else shops call it in their files. */
export interface Named {
  code: string
  zh: string
  en: string
  also: readonly string[]
}

/** What a phrase is for, in the order in which a conversation comes to it. */
export const situations = [
  { code: 'greeting', zh: '欢迎', en: 'Greeting', also: ['问候', '开场', '欢迎语', '接待', 'welcome'] },
  { code: 'product', zh: '商品咨询', en: 'Product', also: ['商品', '产品', '材质', '尺码', '尺寸', 'size'] },
  { code: 'stock', zh: '库存', en: 'Stock', also: ['缺货', '有货', '现货'] },
  { code: 'preheat', zh: '活动预热', en: 'Pre-heat', also: ['预热', '活动预告', 'pre heat', 'warm-up'] },
  { code: 'offer', zh: '优惠', en: 'Offers', also: ['优惠券', '活动', '凑单', '满减', 'coupon', 'discount'] },
  { code: 'busy', zh: '忙碌', en: 'Busy', also: ['繁忙', '稍等', '等待', 'wait', 'hold'] },
  { code: 'bargaining', zh: '议价', en: 'Bargaining', also: ['砍价', '讲价', 'price'] },
  { code: 'payment', zh: '催付', en: 'Payment reminder', also: ['付款', '未付款', '提醒付款', 'payment'] },
  { code: 'order-change', zh: '改单', en: 'Order change', also: ['改地址', '订单修改', '核对订单', 'order'] },
  { code: 'shipping', zh: '发货物流', en: 'Shipping', also: ['发货', '物流', '快递', '催发货', 'delivery'] },
  { code: 'returns', zh: '退换货', en: 'Returns', also: ['退货', '换货', 'return', 'exchange'] },
  { code: 'refund', zh: '退款', en: 'Refund', also: ['退款进度', '价保', '退差价'] },
  {
    code: 'fault',
    zh: '瑕疵少件',
    en: 'Faults',
    also: ['瑕疵', '少件', '补发', '质量', 'damage', 'missing'],
  },
  { code: 'invoice', zh: '发票', en: 'Invoice', also: ['开票'] },
  { code: 'soothing', zh: '安抚', en: 'Soothing', also: ['致歉', '道歉', '投诉', 'apology', 'complaint'] },
  { code: 'handover', zh: '转接', en: 'Hand-over', also: ['转人工', '转组', 'transfer'] },
  {
    code: 'farewell',
    zh: '道别',
    en: 'Farewell',
    also: ['结束', '结束语', '评价', '感谢', 'goodbye', 'thanks'],
  },
  { code: 'other', zh: '其他', en: 'Other', also: ['通用', '其它'] },
] as const satisfies readonly Named[]

export type SituationCode = (typeof situations)[number]['code']
export const situationCodes = situations.map(({ code }) => code) as [SituationCode, ...SituationCode[]]

/** The code of what a shop calls it, in either language; undefined for a word nobody knows. */
export const codeNamed = <C extends string>(
  list: readonly (Named & { code: C })[],
  words: string,
): C | undefined => {
  const asked = folded(words)
  if (asked === '') return undefined
  return list.find(({ code, zh, en, also }) => [code, zh, en, ...also].some((name) => folded(name) === asked))
    ?.code
}

/** What is in force is said in the language asked for; a code nobody knows is shown as it is. */
export const nameOf = (list: readonly Named[], code: string, language: 'zh-CN' | 'en'): string => {
  const found = list.find((one) => one.code === code)
  if (!found) return code
  return language === 'en' ? found.en : found.zh
}
