import { bare } from './words.ts'

/**
 * What two ways of asking have in common, without a dictionary: pairs of characters, and single ones with less weight.
 * Before that, words that mean the same here are made one (几时, 多久, 什么时候), digits become one sign, and what every
 * question has (吗, 的, 我想问) goes. Fixed weights, not learned ones: the likeness of two questions must not depend on
 * what else was asked, or groups would fall apart on the next day.
 */
const SAME: [RegExp, string][] = [
  [/什么时候|啥时候|何时|几时|多久|多长时间|几天|哪天|几号|什么时间|when|howlong|howsoon/gu, '\u{E001}'],
  [/多少钱|什么价格?|几块钱?|价格|价钱|怎么卖|howmuch|price/gu, '\u{E002}'],
  [/为什么|为啥|怎么回事|为何|why/gu, '\u{E003}'],
  [/怎么样|怎样|如何|咋|怎么|how/gu, '\u{E004}'],
  [/能不能够?|可不可以|可否|能否|是否可以|可以|能够|可|能|行不行|can|could/gu, '\u{E005}'],
  [/有没有|有无|是否有/gu, '有'],
  [/是不是|是否/gu, '是'],
  [/会不会|是否会/gu, '会'],
  [/发货|寄出|发出|出货|寄|发快递|dispatch|ship(?:ping|ped)?/gu, '\u{E006}'],
  [/快递|物流|运输|承运|courier|carrier|express/gu, '\u{E007}'],
  [/到货|送到|收到货|送达|到达|收到/gu, '\u{E008}'],
  [/尺码|尺寸|大小|码数|size/gu, '\u{E009}'],
  [/退货|退回|return/gu, '\u{E00A}'],
  [/退款|退钱|refund/gu, '\u{E00B}'],
  [/便宜|优惠|打折|折扣|少点|discount|cheaper/gu, '\u{E00C}'],
  [/褪色|掉色|退色/gu, '\u{E00D}'],
  [/起球|起毛/gu, '\u{E00E}'],
  [/洗衣机洗?|机洗/gu, '\u{E00F}'],
  [/材质|面料|材料|什么料|布料|material|fabric/gu, '\u{E010}'],
  [/颜色|色号|colou?r/gu, '\u{E011}'],
  [/没有|没|不|别|无|未|not|dont|doesnt|cant|isnt|wont/gu, '\u{E012}'],
  [/\p{N}+/gu, '#'],
]
const EMPTY =
  /请问一下|请问|问一下|问下|想问|咨询|麻烦|你们家?|您们|咱们?家?|我们|你好|您好|在吗|谢谢|亲爱的|亲|老板|客服|这个|那个|这款|这种|这|那|我|你|您|的|了|吗|么|嘛|呢|啊|呀|吧|哦|哈|啦|一下|下|就|还|都|个|请|帮忙|帮/gu

/** The words a question is compared by. Empty for one of nothing but courtesies. */
export const essence = (text: string): string => {
  let words = bare(text)
  for (const [found, one] of SAME) words = words.replace(found, one)
  const left = words.replace(EMPTY, '')
  return left === '' ? words : left
}

export type Features = ReadonlyMap<string, number>

/** Signs that carry a question's form rather than its matter. */
const FORM = new Set(['\u{E004}', '\u{E005}', '有', '是', '会', '要', '#', '到', '给', '在', '可'])
const WORD = /[\p{Script=Latin}\p{N}]/u

/** Weighted features of a question, of length 1 as a vector. */
export const featuresOf = (text: string): Features => {
  const signs = [...essence(text)]
  const found = new Map<string, number>()
  const add = (feature: string, weight: number) => found.set(feature, (found.get(feature) ?? 0) + weight)
  for (const [i, sign] of signs.entries()) {
    // Single Latin letters mean nothing: three of them do.
    if (WORD.test(sign)) {
      const three = signs.slice(i, i + 3).join('')
      if (signs.length < 3 || (three.length === 3 && !FORM.has(three))) add(three, 0.6)
      continue
    }
    add(sign, FORM.has(sign) ? 0.35 : 0.8)
    const next = signs[i + 1]
    if (next !== undefined) add(sign + next, 1)
  }
  let square = 0
  for (const weight of found.values()) square += weight * weight
  const length = Math.sqrt(square) || 1
  for (const [feature, weight] of found) found.set(feature, weight / length)
  return found
}

/** How alike two texts are, 0–1: the cosine of their features (a rounding error above 1 at most). `a`’s order of features
 * decides the rounding. */
export const likeness = (a: Features, b: Features): number => {
  let sum = 0
  for (const [feature, weight] of a) sum += weight * (b.get(feature) ?? 0)
  return sum
}
