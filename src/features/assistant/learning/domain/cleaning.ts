import { variables } from '../../../../shared/text.ts'
import { contactsIn } from '../../../guard/domain/contacts.ts'
import { masked } from '../../../guard/domain/mask.ts'
import { VARIABLES } from '../../domain/settings.ts'
import { isSubstance } from './words.ts'

/** Why an agent's answer holds for one buyer or one day alone, and is not offered to all. */
export type Personal = 'contact' | 'order' | 'tracking' | 'date' | 'address' | 'amount' | 'name' | 'nothing'

export type Cleaned = { ok: true; text: string } | { ok: false; why: Personal }

/** Order numbers have 8 digits and more (Taobao 18 or 19, Douyin 19, JD 12); a tracking number has letters before (SF, YT, JT,
 * ZTO) or is one of those too. Shorter numbers are sizes, prices, hours. */
const TRACKING = /(?<![A-Za-z0-9])[A-Za-z]{2,4}[- ]?\d{8,}/u
const ORDER =
  /\d(?:[ -]?\d){7,}|(?:订单|单|工单|流水|order)(?:编?号|尾号| ?no\.?| ?number)?[为是:： #]{0,3}\d{4,}/iu
const DATE = new RegExp(
  [
    String.raw`\d{4} ?[-/.年] ?\d{1,2} ?[-/.月]`,
    String.raw`\d{1,2} ?月 ?\d{1,2} ?[日号]?`,
    String.raw`(?<!\d)[1-3]?\d[日号](?!码|线|楼|店|仓|电池|[A-Za-z])`,
    `今[天日晚早]|明[天日早晚]|后天|昨[天日晚]|前天|本周|这周|下周|上周|周[一二三四五六日天]|星期[一二三四五六日天]|礼拜[一二三四五六日天]`,
    String.raw`\b(?:today|tomorrow|yesterday|tonight|next week|this week|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b`,
    String.raw`\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b`,
  ].join('|'),
  'iu',
)
/** A street and a house, or at least three steps of an address. */
const ADDRESS =
  /[\p{Script=Han}]{2,12}(?:路|街|大道|巷|弄|胡同)[\p{Script=Han}\d]{0,6}\d+ ?(?:号|弄|栋|幢|室)|[\p{Script=Han}]{2,8}省[\p{Script=Han}]{2,8}市[\p{Script=Han}]{2,8}[区县]|[\p{Script=Han}]{2,8}市[\p{Script=Han}]{2,8}[区县][\p{Script=Han}]{2,10}(?:路|街|镇|乡|村)|\d+ (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane)\b/u
/** What was promised to this buyer: money back, a price made for them. */
const AMOUNT =
  /(?:退|补偿|赔|返|补|优惠|便宜|减)(?:给?[您你]|了|您)[^，。,.!！]{0,6}\d+(?:\.\d+)? ?[元块]|(?:给您|帮您|为您)(?:改价|改成|改到|申请了|补发|登记|备注|退款|取消|拦截)/u
const NAME =
  /[\p{Script=Han}]{1,3}(?:先生|女士|小姐)|收[件货]人|\b(?:Mr|Mrs|Ms|Miss|Dear)\.? [A-Z][a-z]+|(?:我是|这里是|i am|i'm)[^，。,.!！~]{0,6}(?:客服|agent)[^，。,.!！~]{0,6}/iu

/** How an answer opens and closes; the desk's greeting and the agent's manner are not part of it. */
const OPENING =
  /^(?:(?:亲爱的|亲亲|亲|您好|你好|在的|在呢|嗯嗯|好的|抱歉|不好意思|hello|hi|hey|dear(?: customer)?|thanks for (?:asking|waiting))[呢哦哈呀啊的]?[\s，。,.!！~～…、:：]*)+/iu
const CLOSING =
  /[\s，。,.!！~～…、]*(?:还有(?:其他|什么|别的)[^。！？?!]*|祝您[^。！？?!]*|有(?:什么)?(?:问题|需要)[^。！？?!]{0,12}(?:联系|找)[^。！？?!]*|谢谢|感谢[^。！？?!]{0,12}(?:支持|理解|光临)|anything else[^.!?]*|have a (?:nice|great|good) day)[\s，。,.!！~～…?？]*$/iu
/** Farewells that follow each other: no more than these are taken off. */
const FAREWELLS = 3

/** Braces would be read as a variable when it is said. */
const withoutBraces = (text: string): string =>
  variables(text).some((name) => !(VARIABLES as readonly string[]).includes(name))
    ? text.replaceAll('{', '（').replaceAll('}', '）')
    : text

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * An agent's answer as it may be offered for everybody: greetings, farewells and the buyer's own name taken out; and
 * none at all where it tells of one order, parcel, day, address, sum or person, for what would be left might be untrue.
 */
export const cleaned = (answer: string, buyerName: string): Cleaned => {
  let text = answer.normalize('NFC').trim()
  const name = buyerName.normalize('NFC').trim()
  // One character may be a word; buyers are called so all the same.
  if ([...name].length >= 2)
    text = text.replace(new RegExp(`[@＠]?${escaped(name)}[\\s，,、:：~～]*`, 'giu'), '')
  text = text.replace(OPENING, '')
  for (let i = 0; i < FAREWELLS; i++) text = text.replace(CLOSING, '')
  text = text.trim()
  if (contactsIn(text).length > 0) return { ok: false, why: 'contact' }
  if (TRACKING.test(text)) return { ok: false, why: 'tracking' }
  if (ORDER.test(text)) return { ok: false, why: 'order' }
  if (ADDRESS.test(text)) return { ok: false, why: 'address' }
  if (AMOUNT.test(text)) return { ok: false, why: 'amount' }
  if (NAME.test(text)) return { ok: false, why: 'name' }
  if (DATE.test(text)) return { ok: false, why: 'date' }
  if (!isSubstance(text)) return { ok: false, why: 'nothing' }
  return { ok: true, text: withoutBraces(text) }
}

/** Numbers as long as an order's, in what is shown of buyers' questions. */
const LONG_NUMBER = /[A-Za-z]{0,4}\d(?:[ -]?\d){7,}/gu

/** A buyer's question as it is shown and offered as a wording: contacts masked (the desk has done so; messages of before
 * it did have not been), long numbers too. */
export const shownQuestion = (text: string): string =>
  masked(text, contactsIn(text)).replace(LONG_NUMBER, '****').trim()
