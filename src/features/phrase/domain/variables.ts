import { folded } from '../../../shared/text.ts'

/** What can stand in braces in a phrase. The names in Chinese are understood in files and editors, and stored in English. */
export const variables = [
  {
    name: 'buyer',
    zh: '买家',
    en: 'Buyer',
    also: ['买家昵称', '客户', '顾客', '昵称', '客户昵称'],
    sample: ['小雨', 'Sam'],
  },
  {
    name: 'shop',
    zh: '店铺',
    en: 'Shop',
    also: ['店铺名', '店名', '店铺名称'],
    sample: ['本店', 'our shop'],
  },
  { name: 'agent', zh: '客服', en: 'Agent', also: ['客服昵称', '客服名'], sample: ['小李', 'Lea'] },
  {
    name: 'hours',
    zh: '营业时间',
    en: 'Hours',
    also: ['服务时间', '在线时间', '接待时间'],
    sample: ['09:00–23:00', '09:00–23:00'],
  },
  {
    name: 'order',
    zh: '订单',
    en: 'Order',
    also: ['订单号', '订单编号'],
    sample: ['2026110188', '2026110188'],
  },
  {
    name: 'tracking',
    zh: '物流单号',
    en: 'Parcel',
    also: ['物流', '运单号', '快递单号', '快递', '物流信息'],
    sample: ['顺丰 SF1688000123', 'SF 1688000123'],
  },
  {
    name: 'product',
    zh: '商品',
    en: 'Product',
    also: ['商品名', '商品标题', '宝贝', '产品'],
    sample: ['水洗棉四件套', 'washed cotton bedding'],
  },
  { name: 'price', zh: '价格', en: 'Price', also: ['商品价格', '售价'], sample: ['¥399', '¥399'] },
  { name: 'phase', zh: '活动阶段', en: 'Phase', also: ['阶段', '活动'], sample: ['预热期', 'pre-heat'] },
] as const

export type VariableName = (typeof variables)[number]['name']

/** What the desk knows of a conversation now. A variable without a value, or with an empty one, is empty. */
export interface PhraseContext {
  values: Partial<Record<VariableName, string>>
  /** The phase of the campaign that is on; null outside of campaigns. */
  phase: string | null
}

/** For showing what a phrase looks like where there is no conversation. */
export const sampleContext = (language: 'zh-CN' | 'en', phase: string | null): PhraseContext => ({
  values: Object.fromEntries(variables.map(({ name, sample }) => [name, sample[language === 'en' ? 1 : 0]])),
  phase,
})

const byName = new Map<string, VariableName>(
  variables.flatMap(({ name, zh, also }) => [name, zh, ...also].map((word) => [folded(word), name] as const)),
)
/** A pair of braces with few words in it, on one line: input methods for Chinese write wide ones. */
const BRACED = /[{｛]([^{}｛｝\n]{1,20})[}｝]/g
const named = (words: string): VariableName | undefined => byName.get(folded(words))

/** The text with its variables as they are stored: `{买家昵称}` and `｛buyer｝` become `{buyer}`. */
export const canonical = (text: string): string =>
  text.replace(BRACED, (whole, words: string) => {
    const name = named(words)
    return name === undefined ? whole : `{${name}}`
  })

/** What stands in braces and is no variable: a buyer would read it as it is. */
export const unknownVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(BRACED)].flatMap(([, words = '']) => (named(words) ? [] : [`{${words}}`]))),
]

/** The variables there are, as they are written: for saying so. */
export const knownVariables = variables.map(({ name }) => `{${name}}`).join(' ')

export interface Piece {
  says: string
  /** `empty`: a variable for which the conversation has no value; it says its own name. */
  is: 'text' | 'filled' | 'empty'
}

/** The text with its variables filled in, in one pass: what a buyer is called is not read as a variable. */
export const pieces = (text: string, values: PhraseContext['values']): Piece[] => {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(BRACED)) {
    const name = named(match[1] ?? '')
    if (name === undefined) continue
    if (match.index > from) found.push({ says: text.slice(from, match.index), is: 'text' })
    const value = values[name]
    found.push(value ? { says: value, is: 'filled' } : { says: `{${name}}`, is: 'empty' })
    from = match.index + match[0].length
  }
  if (from < text.length) found.push({ says: text.slice(from), is: 'text' })
  return found
}

export const filled = (text: string, values: PhraseContext['values']): string =>
  pieces(text, values)
    .map(({ says }) => says)
    .join('')

export interface Left {
  name: string
  /** Where in the text, in UTF-16 units: from (included), to (excluded). */
  from: number
  to: number
}

/** Variables that nobody has filled in yet: known ones, and whatever else looks like one (`{code}`). */
export const leftIn = (text: string): Left[] =>
  [...text.matchAll(BRACED)].flatMap((match) => {
    const words = match[1] ?? ''
    const name = named(words) ?? (/^[a-z]+$/.test(words) ? words : undefined)
    return name === undefined ? [] : [{ name, from: match.index, to: match.index + match[0].length }]
  })
