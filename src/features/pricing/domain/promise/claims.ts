import { remembering } from '../../../../shared/remembering.ts'
import { type Amount, amountsIn, hanNumber, narrow } from './amounts.ts'

/** As what a number is given. `price`: what something costs, of whichever price. `net`: what is paid in the end (到手). */
export type PriceRole = 'price' | 'net' | 'total' | 'each' | 'list' | 'deposit' | 'balance' | 'freight'

interface At {
  /** Where in the text, in UTF-16 units. */
  at: readonly [number, number]
}
export interface PriceClaim extends At {
  is: 'price'
  role: PriceRole
  fen: number
  /** For so many pieces, where said (“两件399”). */
  pieces: number | null
  amount: Amount
}
/** A reduction: 满300减50, 立减20, 8折. */
export interface ReductionClaim extends At {
  is: 'reduction'
  /** What has to be reached, fen or pieces; null where nothing is said of it. */
  reach: { fen: number } | { pieces: number } | null
  /** What is taken off, or the share that is still paid. */
  takes: { fen: number } | { share: number }
}
export interface GiftClaim extends At {
  is: 'gift'
  /** What is promised, as written. */
  what: string
}
export interface ShippingClaim extends At {
  is: 'shipping'
  /** Where to, as written; null: anywhere. */
  region: string | null
}
export type Claim = PriceClaim | ReductionClaim | GiftClaim | ShippingClaim

const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|内蒙|广西|西藏|宁夏|新疆|香港|澳门'
const REGION = new RegExp(PROVINCES, 'u')

/** A text without anything that could be a promise is known by these signs: most of what people write is. */
const MAY_CLAIM = /[\d０-９¥￥元块折]|送|赠|包邮|免邮|免运|运费我们|[百千]|gift|free|yuan|rmb|cny|% ?off/iu

const ENDS = /[，。！？；,!?;\n]/u
const SENTENCE = /[。！？；!?;\n]/u

/** What stands right before or after a place in its clause. */
const before = (text: string, at: number, most: number): string => {
  let start = at
  while (start > 0 && at - start < most && !ENDS.test(text.charAt(start - 1))) start--
  return text.slice(start, at)
}
const after = (text: string, at: number, most: number): string => {
  let end = at
  while (end < text.length && end - at < most && !ENDS.test(text.charAt(end))) end++
  return text.slice(at, end)
}
/** Longer ones are lists without full stops: for each number of them only what is near it is read. */
const SENTENCE_HALF = 120
const sentenceOf = (text: string, at: number): string => {
  let [start, end] = [at, at]
  while (start > 0 && at - start < SENTENCE_HALF && !SENTENCE.test(text.charAt(start - 1))) start--
  while (end < text.length && end - at < SENTENCE_HALF && !SENTENCE.test(text.charAt(end))) end++
  return text.slice(start, end + 1)
}

const JOIN = String.raw`(?:价格?|了|是|为|有|要|就|也|都|的|个|您|你|约|大概|:|\s){0,3}$`
const ends = (words: string): RegExp => new RegExp(`(?:${words})${JOIN}`, 'iu')

/** In the clause before a number: what is said is of another time, shop or thing, or is no promise of a price. */
const ELSEWHERE = new RegExp(
  [
    '之前|上次|以前|当时|那时|昨天|前天|上个?月|去年|上一单|您付|你付|付了|支付了|已付|实付|实际支付|付款金额|拍的|您拍下|拍下的|下单时|买的|买了|您说|你说|您看到|您问|您提',
    '别家|其他家|其它家|其他店|别的店|专柜|市场|他家|人家|同行|预算|成本|进价|押金|分期|每期|月供|每月|免息|限额|余额|保额|资费|话费|充值|积分',
    '订单|单号|运单|编号|货号|型号|款号|电话|手机|尾号|验证码|邮编|身份证|QQ|id\\b',
    '申请|到账|余额|取件|上门|收费|小件|中件|大件|支付有礼|用了|使用了|您用的|购买到的|查看到|查到|价格保护|开票|补发|还有|赔|补偿|退|返|打款|转账|转您|转给|补您|补给您|理赔|罚|扣除|奖励|晒图|好评|评价|运费险|保价|价保|差价|税|发票|开票|手续费|安装费|人工费|服务费',
    'refund\\w*|compensat\\w*|return\\w*|paid|you said|competitor|elsewhere|budget|order (?:no|number|id)|tracking|last time|before',
  ].join('|'),
  'iu',
)
/** In the sentences around a number: it is of money that goes back, or has gone already. */
const GOES_BACK =
  /申请(?:了|成功|通过|到|过)|已经?申请|价保|退款|退回|返还|原路|原返|到账|提现|款项|额度|京豆|[京东][劵券]|钢镚|支付有礼|取件费|取消订单|清关|refunded/iu
const AROUND = 30
/** Freight that depends on what is bought. */
const FREIGHT_IF = /满|低于|小于|大于|超过|不足|over|under|below|above/iu

const DENIED =
  /(?:不是|没有|没|不能|无法|不可能|并不是|不会是?|不到|未到|\bnot|n't|no longer|isn't)[^，。]{0,4}$/iu
const THRESHOLD = ends(
  '满|超过?|达到?|凑够?|凑到|凑满|买够|不足|不满|低于|高于|大于|小于|over|above|at least|spend|reach(?:es)?',
)
const DISTANCE = ends('差|还差|相差|再买|再加|再凑|再拍|加|补|多付|少|凑|贵|涨|换购|short|more|another|add')
const SAVED = ends(
  '省|便宜|优惠|立减|直减|直降|立省|减免|减|降|抵扣?|折扣|券|save[sd]?|off|less|discount of|coupon of',
)
const DEPOSIT = /(?:定金|订金|预付|deposit)[^，。]{0,6}$/iu
const BALANCE = /(?:尾款|余款|balance|remainder)[^，。]{0,8}$/iu
const FREIGHT = /(?:运费|邮费|快递费|freight|shipping(?: fee| cost)?|postage)[^，。]{0,6}$/iu
/** “Shipping to Inner Mongolia is 15 yuan”. */
const FREIGHT_TO =
  /(?:freight|shipping|postage|delivery) (?:fee |cost )?to [a-z ]{2,20}(?:is|costs?|would be) ?$/iu
const LIST =
  /(?:原价|标价|吊牌价?|日常价?|平时|划线价|零售价|list price|originally|regular(?:ly)?|full price)[^，。]{0,5}$/iu
const NET = /(?:到手价?|券后价?|折后价?|after (?:the )?(?:coupons?|discounts?))[^，。]{0,5}$/iu
const TOTAL =
  /(?:一共|总共|合计|共计|总价|总计|加起来|一起|拢共|共|all together|altogether|in total|total|both)[^，。]{0,6}$/iu
const EACH =
  /(?:单价|每件|每个|每套|每双|每条|一件|一个|一套|一双|一条|each|apiece|per piece)[^，。\d]{0,4}$/iu
/** Words after which a number without a sign of money is a price nonetheless. */
const STRONG =
  /(?:到手价?|券后价?|折后价?|折合|现价|售价|价格|活动价|优惠价|秒杀价|特价|单价|总价|总计|合计|一共|总共|共计|拍下|预售价|首发价|直播价|会员价|大促价|双11价|尾款|定金|订金|原价|标价|now|price(?: is)?|costs?|total(?: is)?|deposit|balance)(?:只?要|只需|是|为|仅|才|就|只|约|:|\s|¥){0,3}$/iu
const WEAK = /(?:只要|只需|仅需|仅要|仅|才|只卖|卖|only|just)(?:\s|:)?$/iu
/** What makes a number after it something else than money. */
const OTHER_UNIT =
  /^\s?(?:件|个|套|台|双|条|份|箱|瓶|盒|单(?!价)|只(?!要|需)|款|部|张|支|包(?!邮)|袋|组|把|对(?!的)|名|位|人|次|天|日|号|月|年|周|小时|分钟|分(?!期)|秒|点|时|岁|码|寸|尺|米|厘米|毫米|公分|斤|公斤|克|千克|吨|升|毫升|平|折|倍|层|楼|级|度|瓦|伏|毫安|安|支装|片|粒|颗|件装|个装|cm|mm|m\b|kg|g\b|ml|l\b|w\b|v\b|mah|gb|tb|hz|%|‰|°|℃|x\d|\*\d|[-/~:]\d|pcs|pieces?|items?|days?|hours?|minutes?|am\b|pm\b|st\b|nd\b|rd\b|th\b|[a-z]\d|支持|款式)/iu
const APPROXIMATELY =
  /^\s?(?:元|块|块钱)?(?:左右|上下|以内|以下|以上|之内|内|出头|多(?!少|谢)|来块|几块|或以上|or (?:more|less|so)|ish)/iu
const AND_COUPON =
  /^\s?(?:元|块|块钱)?(?:的|无门槛|满减|现金|店铺|商品|专属|大额)*(?:优惠券|红包|代金券|抵用券|消费券|礼金|券|coupon|voucher)/iu
const AS_DEPOSIT = /^\s?(?:元|块|块钱)?的?(?:定金|订金|deposit)/iu
const AS_FREIGHT = /^\s?(?:元|块|块钱)?的?(?:运费|邮费|快递费|freight|shipping|postage)/iu
/** “¥182 more would take off another ¥60”: a distance, as 再买 is. */
const AS_DISTANCE = /^\s?(?:yuan|rmb|cny)?\s?(?:more|short)\b/iu
const AS_OFF = /^\s?(?:off\b|cheaper|less)/iu
const NO_PRICE =
  /^\s?(?:元|块|块钱)?(?:元?(?:的)?(?:价保|余额|包月|包年|取件|开票)|号|日(?!用)|点|月|kg|ml|g\b|l\b|%|的?(?:差价|补偿|赔|退|返|押金|话费|税|补贴|津贴|运费险|积分|门槛)|可用|使用|起用|以上|换购|起送|\/(?:天|月|年|期|斤|公斤|米|平)|一斤|一米|一天|一个?月|每斤|refund|compensation|back\b)/iu
const PER_PIECE =
  /^\s?(?:元|块|块钱)?\s?(?:\/\s?(?:件|个|套|双|条|瓶|盒|袋|包|piece|pc)|一(?:件|个|套|双|条|瓶|盒|袋|包)|每(?:件|个|套|双|条)|each\b|apiece|per (?:piece|item|set))/iu
const PIECES_BEFORE =
  /(\d{1,3}|[一二两三四五六七八九十])(?:件(?!套)|个|套|双|条|瓶|盒|袋|包|份|只|张|箱|pcs|pieces|sets?|items?|of (?:them|these))(?:装)?[^，。\d]{0,8}$/iu
const WORD_NUMBERS: Readonly<Record<string, number>> = { two: 2, both: 2, three: 3, four: 4, five: 5 }
const WORDS_BEFORE = /\b(two|both|three|four|five)\b[^,.\d]{0,24}$/iu
const ASKING = /(?:吗|么|嘛|没|不|[?？])[\s~。]*$/u
const AGREES = /可以|行|好不|怎么样|如何|ok|deal/iu

const piecesBefore = (clause: string): number | null => {
  const found = PIECES_BEFORE.exec(clause)?.[1]
  if (found !== undefined) return /^\d+$/.test(found) ? Number(found) : hanNumber(found)
  const word = WORDS_BEFORE.exec(clause)?.[1]
  return word === undefined ? null : (WORD_NUMBERS[word.toLowerCase()] ?? null)
}

const priceClaim = (text: string, amount: Amount): PriceClaim | ReductionClaim | null => {
  const clause = before(text, amount.from, 24)
  const near = clause.slice(-12)
  // Behind the digits where the number bears no sign; behind the sign else.
  const behind = after(text, amount.to, 10)
  if (ELSEWHERE.test(clause) || DENIED.test(near)) return null
  if (GOES_BACK.test(text.slice(Math.max(0, amount.from - AROUND), amount.to + AROUND))) return null
  if (THRESHOLD.test(near) || APPROXIMATELY.test(behind)) return null
  const at = [amount.from, amount.to] as const
  const saved = (): ReductionClaim | null =>
    amount.marked || /立减|直减|直降|立省|优惠|便宜|减免|save|off/iu.test(near + behind)
      ? { is: 'reduction', at, reach: null, takes: { fen: amount.fen } }
      : null
  if (!amount.marked && OTHER_UNIT.test(behind)) return null
  if (AS_DISTANCE.test(behind)) return null
  if (AS_OFF.test(behind)) return amount.marked ? saved() : null
  if (AND_COUPON.test(behind)) return amount.marked ? saved() : null
  if (NO_PRICE.test(behind)) return null
  if (SAVED.test(near)) return saved()
  if (DISTANCE.test(near)) return null
  const claim = (role: PriceRole, pieces: number | null = null): PriceClaim => ({
    ...{ is: 'price', at, role, fen: amount.fen, pieces, amount },
  })
  const sentence = sentenceOf(text, amount.from)
  if (ASKING.test(sentence) && !AGREES.test(sentence)) return null
  if (AS_DEPOSIT.test(behind)) return claim('deposit')
  if (AS_FREIGHT.test(behind)) return FREIGHT_IF.test(sentence) ? null : claim('freight')
  if (!amount.marked) {
    const strong = STRONG.test(near)
    if (!strong && !(WEAK.test(near) && amount.fen >= 1000)) return null
    if (!/^(?:$|[\s~的了哦噢呢哈呀啊啦喔嘞咯吧哒就起可亲一每/一-龥)）”"'.])/u.test(behind)) return null
  }
  if (DEPOSIT.test(near)) return claim('deposit')
  if (BALANCE.test(near)) return claim('balance')
  if (FREIGHT.test(near) || FREIGHT_TO.test(before(text, amount.from, 48)))
    return FREIGHT_IF.test(sentence) ? null : claim('freight')
  if (LIST.test(near)) return claim('list')
  if (PER_PIECE.test(behind)) return claim('each', 1)
  const pieces = piecesBefore(clause)
  if (NET.test(near)) return claim('net', pieces)
  if (TOTAL.test(near)) return claim('total', pieces)
  if (EACH.test(near)) return claim('each', 1)
  return claim('price', pieces)
}

const A = String.raw`(?:¥|rmb|cny)?\s?(\d{1,6}(?:\.\d{1,2})?|[零一二两三四五六七八九十百千]{1,7})\s?(?:元|块钱?|圆)?`
const REACH = new RegExp(
  [
    String.raw`(?:每)?满${A}(?:可|就|再|能|即|立|直|享|打|,|，|\s){0,3}(?:减免?|省|优惠|抵|-)${A}`,
    String.raw`(?<![\d.])${A}\s?减\s?${A}`,
  ].join('|'),
  'giu',
)
const PIECES = new RegExp(
  String.raw`(?:满|买|拍)(\d{1,3}|[一二两三四五六七八九十])(?:件|个|套|双|条|瓶|盒)(?:可|就|再|能|即|立|直|享|,|，|\s){0,3}(?:减免?|省|优惠)${A}`,
  'giu',
)
const RATE =
  /(?<![\d.不])(?:(?:满|买|拍|第)(\d{1,2}|[一二两三四五六七八九十])(?:件|个|套|双|条|瓶|盒)[^，。\d]{0,4})?(?:打)?(\d{1,2}(?:\.\d)?|[一二三四五六七八九]{1,2}|半)折(?!后|扣|叠|合|算|痕)/giu
const ENGLISH_REACH =
  /(?:¥|rmb|cny)?\s?(\d{1,6})\s?(?:yuan|rmb|cny)?\s?off\s?(?:(?:for |on )?(?:every|each|orders?|over|above|when you spend|purchases?|of)\s?)+(?:¥|rmb|cny)?\s?(\d{1,6})/giu
const ENGLISH_RATE = /(?<![\d.])(\d{1,2})\s?%\s?off/giu

const hanOr = (digits: string): number | null =>
  /^[\d.]+$/.test(digits) ? Number(digits) : hanNumber(digits)
const fenOf = (digits: string): number | null => {
  const value = hanOr(digits)
  return value === null || value <= 0 ? null : Math.round(value * 100)
}
const shareOf = (digits: string): number | null => {
  if (digits === '半') return 0.5
  const value = hanOr(digits)
  if (value === null || value <= 0 || value >= 100) return null
  return value < 10 ? value / 10 : value / 100
}

const reductions = (text: string): ReductionClaim[] => {
  if (!/[满减折]|off/iu.test(text)) return []
  const found: ReductionClaim[] = []
  const add = (from: number, to: number, reach: ReductionClaim['reach'], cut: string) => {
    const fen = fenOf(cut)
    if (fen !== null) found.push({ is: 'reduction', at: [from, to], reach, takes: { fen } })
  }
  for (const each of text.matchAll(REACH)) {
    const [reach = '', cut = ''] = each.slice(1).filter((group) => group !== undefined)
    const fen = fenOf(reach)
    if (fen !== null) add(each.index, each.index + each[0].length, { fen }, cut)
  }
  for (const each of text.matchAll(PIECES)) {
    const pieces = /^\d+$/.test(each[1] ?? '') ? Number(each[1]) : hanNumber(each[1] ?? '')
    if (pieces !== null) add(each.index, each.index + each[0].length, { pieces }, each[2] ?? '')
  }
  for (const each of text.matchAll(ENGLISH_REACH)) {
    const fen = fenOf(each[2] ?? '')
    if (fen !== null) add(each.index, each.index + each[0].length, { fen }, each[1] ?? '')
  }
  const rate = (each: RegExpExecArray, share: number | null, pieces: number | null) => {
    if (share === null || DENIED.test(before(text, each.index, 8))) return
    const at = [each.index, each.index + each[0].length] as const
    found.push({ is: 'reduction', at, reach: pieces === null ? null : { pieces }, takes: { share } })
  }
  for (const each of text.matchAll(RATE))
    rate(each, shareOf(each[2] ?? ''), each[1] === undefined ? null : hanOr(each[1]))
  for (const each of text.matchAll(ENGLISH_RATE)) rate(each, 1 - Number(each[1]) / 100, null)
  return found.filter(({ at }) => !ELSEWHERE.test(before(text, at[0], 14)))
}

const GIFT =
  /(?<![不发寄派配赠运输护接目没有无推转])(?:附赠|加赠|赠送|另送|再送|还送|多送|免费送|随单送|下单送|拍下送|送您|送你|赠您|送|赠)(?:您|你|给您|给你|一?[个件套双条份瓶盒袋张只支对副组包]|[\d一二两三]{1,2}[个件套双条份瓶盒袋张只支对副组包]|价值[¥\d.元]+的?|\s){0,3}(?<what>[\p{L}\p{N}]{2,14})/giu
/** What is sent or given, but no gift: 送货, 送到, 送人, 送运费险; and what says nothing of which (赠品, 小礼物). */
const NO_GIFT =
  /^(?:品|自提|站|短信|信息|通知|正确|货|到|达|过|去|回|来|走|出|给|人|礼(?!品|物|盒|袋)|女|男|爸|妈|父|母|长辈|老|朋友|同事|客户|孩|小孩|宝宝|闺蜜|亲|领导|医|修|洗|检|上门|家|件|往|至|错|完|不|没|了|运费|退货|险|券|优惠|红包|积分|会员|祝福|快|您|你|我|他|她|的|外卖|餐|餐具|水|花(?!瓶|盆)|温暖|钱|命|分|服务|保险|延保|质保|安装|的话|吗|么|呢|哦|哈|都|也|是|就|什么|啥)/u
const NOT_A_THING = /配送|周期|可以|但是|京豆|京[劵券]|联系|意思|尽力|会员|给您|优惠券|运费/u
const GIFT_DENIED = /(?:不|没有?|无|未|别|是否|能不能|会不会|可不可以)[^，。]{0,5}$/u
const ENGLISH_GIFT =
  /(?:free gift(?: of)?|(?:comes?|ships?) with (?:a|an|one|two)? ?free|with (?:a|an) free|(?:get|receive) (?:a|an|one|two)? ?free|a free|complimentary) (?:of )?(?<what>[a-z][a-z -]{2,24})/giu
const ENGLISH_NO_GIFT =
  /^(?:shipping|delivery|return|returns|exchange|sample size|call|to\b|of charge|from\b|for\b|postage|installation|trial)/iu

const gifts = (text: string): GiftClaim[] => {
  if (!/[送赠]|free|complimentary/iu.test(text)) return []
  const found: GiftClaim[] = []
  for (const each of text.matchAll(GIFT)) {
    const { what: words = '' } = each.groups ?? {}
    const what = words.replace(/(?:哦|噢|呢|哈|呀|啊|啦|的|了|吧|喔|亲)+$/u, '')
    const clause = before(text, each.index, 14)
    const asked = ASKING.test(sentenceOf(text, each.index))
    if (what.length < 2 || NO_GIFT.test(what) || NOT_A_THING.test(what) || asked) continue
    if (GIFT_DENIED.test(clause) || ELSEWHERE.test(clause)) continue
    found.push({ is: 'gift', at: [each.index, each.index + each[0].length], what })
  }
  for (const each of text.matchAll(ENGLISH_GIFT)) {
    const { what: words = '' } = each.groups ?? {}
    const what = words.trim()
    const clause = before(text, each.index, 24)
    if (ENGLISH_NO_GIFT.test(what) || /\b(?:no|not|without|isn't|doesn't)\b/i.test(clause)) continue
    found.push({ is: 'gift', at: [each.index, each.index + each[0].length], what })
  }
  return found
}

const SHIPPING =
  /(?<!不|不能|非|没有?|无法|不给|未)(?:包邮|免邮费?|免运费|免快递费|运费我们(?:出|承担)|邮费我们(?:出|承担)|(?:运费|邮费)(?:是|为|:)?\s?[0零]\s?[元块])|(?<!no |not )free (?:shipping|delivery)|ships? (?:for )?free/giu
/** Of returning goods, on a condition, or asked: no promise to send this for nothing. */
const NOT_SENDING =
  /退|换|寄回|返|维修|售后|服务|满[^，。]{0,8}$|达到|以上|凑|超过|如果|是否|哪些|不|除|return|exchange|over|above|orders? of|if\b/iu

const shipping = (text: string): ShippingClaim[] =>
  (/[邮运]|ship|deliver/iu.test(text) ? [...text.matchAll(SHIPPING)] : []).flatMap(
    (each): ShippingClaim[] => {
      const clause = before(text, each.index, 14)
      const next = after(text, each.index + each[0].length, 10)
      if (
        NOT_SENDING.test(clause) ||
        /^(?:券|区|地区|条件|规则|门槛|吗|么|\s?(?:over|above|on orders))/iu.test(next)
      )
        return []
      if (ASKING.test(sentenceOf(text, each.index))) return []
      const region = REGION.exec(`${clause} ${next}`)?.[0] ?? null
      return [{ is: 'shipping', at: [each.index, each.index + each[0].length], region }]
    },
  )

const covers = (outer: readonly [number, number], inner: readonly [number, number]): boolean =>
  outer[0] <= inner[0] && inner[1] <= outer[1]

/**
 * What a message promises: prices, reductions, gifts, free shipping, in order of place. Read from the words around a
 * number; what may be something else (a size, a date, a threshold, a compensation, what was paid before, what another shop
 * asks) is none. Quick where nothing looks like one.
 */
export const claimsIn = (text: string): readonly Claim[] =>
  !MAY_CLAIM.test(text) ? [] : text.length <= MEMORABLE ? remembered(text) : readClaims(text)

/** Texts whose claims are remembered, and how long they may be: what an assistant says is said again and again. */
const REMEMBERED = 2000
const MEMORABLE = 300

const readClaims = (text: string): readonly Claim[] => {
  const line = narrow(text)
  const amounts = /[\d元块百千十¥]/.test(line) ? amountsIn(line) : []
  const reduced = reductions(line)
  const prices = amounts
    .filter(
      ({ from, to }) => !reduced.some(({ at }) => covers(at, [from, to]) || (at[0] < to && from < at[1])),
    )
    .map((amount) => priceClaim(line, amount))
    .filter((claim) => claim !== null)
  return [...prices, ...reduced, ...gifts(line), ...shipping(line)].sort((a, b) => a.at[0] - b.at[0])
}

const remembered = remembering(REMEMBERED, readClaims)
