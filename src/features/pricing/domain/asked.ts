import { hanNumber } from './promise/amounts.ts'

/** What a buyer wants to know of prices. `price`: what it costs. `when`: whether to buy now or later. `reductions`: how they
 * are reckoned. `more`: how much is missing to the next one. */
export type PriceMatter = 'price' | 'when' | 'reductions' | 'more'

/** So many pieces, and where in the text that is said. */
export interface Counted {
  n: number
  at: number
}

/** What a question about prices says besides naming products. Undefined: nothing was said of it. */
export interface Asked {
  matter: PriceMatter
  /** In the order of the text. */
  quantities: Counted[]
  /** Several things at once (“这两个一起”), and how many where that is said. */
  together: boolean
  things?: number
  member?: boolean
  live?: boolean
  region?: string
}

const WHEN =
  /什么时候(?:下单|买|入手|拍)?[^，。]{0,4}(?:便宜|划算|合适|优惠|最低)|(?:现在|今天)(?:买|下单|入手|拍)?[^，。]{0,6}(?:还是等|划算吗|合适吗|便宜吗|好还是)|(?:等到?|还是)[^，。]{0,4}(?:双十一|双11|双十二|双12|618|大促|活动|正式开始|现货|当天|开卖)|哪天[^，。]{0,4}(?:便宜|划算|买)|(?:早买|晚买|提前买)|(?:之后|后面|到时候?|过几天|当天)[^，。]{0,4}(?:会|能)?[^，。]{0,2}(?:更便宜|降价|再降|便宜)|when (?:is|should|will|do|does|would)[^.?]{0,30}(?:cheap|buy|best price)|buy (?:it )?now or|wait (?:for|until|till)|cheaper (?:later|on|now|if i wait|during)|(?:go|get|be) cheaper/iu
const MORE =
  /(?:还?差多少|还要多少|再买多少|再加多少|凑多少|怎么凑|凑单|凑满减|够不够满减|能凑)|how much more|what else (?:do|should) i (?:add|buy)|short of the/iu
const REDUCTIONS =
  /满减(?:怎么|咋|如何|是怎么)|怎么(?:满减|减|算优惠|算的?|优惠|打折)|满多少(?:减|打)|优惠(?:怎么|咋|如何)|折扣(?:怎么|咋)|(?:能|可以|可)(?:叠加|一起用|同时用)吗?|how (?:do|does|are|is)[^.?]{0,30}(?:discounts?|reductions?|coupons?|offers?)[^.?]{0,20}(?:work|add|count|stack|calculated)/iu
const PRICE =
  /多少(?:钱|米|元|块|银子)|多少(?=[?？呀啊呢]?$)|到手(?:价|多少|是)?|(?:实|应)付|(?:要|得|需要?)付(?:多少|几)|花多少|券后|折后|什么价|啥价|价格|价钱|几块|几元|怎么卖|咋卖|(?:一共|总共|合计|一起|全部|加起来|拢共)[^，。]{0,4}(?:多少|几)|多少一?(?:个|件|套|条|双|只|瓶|盒)|报个?价|how much|(?:what(?:'s| is| are| would| will)|tell me|know) the (?:\w+ )?(?:prices?|total|costs?)|prices? (?:of|for)|(?:does|do|would|will) [^.?]{1,40} cost|in total\b|cost(?:s)? (?:me|for)|final price/iu
/** Asking for less is bargaining, asking what was paid or what freight is for something else. */
const OTHER =
  /便宜(?:点|些|一点)|少(?:点|一点|些)吧?|优惠(?:点|一点|些)|打个折|最低多少|抹零|砍价|差价|退(?:我|了|款|回|多少|还)|补(?:我|差)|赔|发票|运费险|邮费多少|运费多少|多少(?:天|件|个|码|斤|厘米|公斤|ml|g|米长|米宽|支|片)|refund|compensat|cheaper price|best price you|discount for me/iu

const COUNT = String.raw`(\d{1,3}|[一二两三四五六七八九十]{1,3})`
const UNITS = '件|个|套|双|条|瓶|盒|袋|包|份|只|张|箱|罐|支|床|把|对|组|台|部'
/** “买两件”, “2套”, “x2”; not “四件套”, which is a thing, nor “第二件”, which is an offer. */
const QUANTITY = new RegExp(
  String.raw`(?:第)?(?:${COUNT}(?:${UNITS})(?!套|装)|(?<!\d)(?:[x×*]\s?)(\d{1,3})(?!\d)|(\d{1,3})\s?(?:pcs|pieces|sets?|packs?|boxes|bottles|of\b)|\b(two|three|four|five|six|ten)\b(?! (?:days?|weeks?|hours?|years?)))`,
  'giu',
)
const WORDS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6, ten: 10 }
/** “这两个一起”: as many things as were talked about, not two of one. */
const THESE =
  /(?:这|那|以上|上面|刚才)(?:两|2|三|3|几|四|4)(?!件套)(?:个|件|款|样|种|套)?|都要|两(?:个|件|款|样)(?:都|一起)|一起(?:买|拍|下单)?|加起来|both|together|all of them|these (?:two|three)/iu
const PROVINCE =
  /(?:寄到?|发到?|送到?|到|在|我是|人在|to|in)\s?(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)/u
const MEMBER = /会员|88\s?vip|plus\s?会员|\bmember(?:ship)?\b/iu
const LIVE = /直播(?:间|价|里)|主播|live ?(?:room|stream)|in the stream/iu

const quantitiesIn = (text: string): Counted[] => {
  const found: Counted[] = []
  for (const each of text.matchAll(QUANTITY)) {
    if (each[0].startsWith('第')) continue
    const [, han, times, pcs, word] = each
    const digits = han ?? times ?? pcs
    const n =
      word !== undefined
        ? WORDS[word.toLowerCase()]
        : digits !== undefined && /^\d+$/.test(digits)
          ? Number(digits)
          : digits === undefined
            ? null
            : hanNumber(digits)
    if (n !== undefined && n !== null && n >= 1 && n <= 999) found.push({ n, at: each.index })
  }
  return found
}

const THINGS: Readonly<Record<string, number>> = {
  两: 2,
  '2': 2,
  三: 3,
  '3': 3,
  四: 4,
  '4': 4,
  two: 2,
  both: 2,
  three: 3,
}
const MANY =
  /(?:这|那|以上|上面|刚才)?([两2三3四4])(?!件套)(?:个|件|款|样|种|套)?(?:都|一起|加起来)|(?:这|那)([两2三3四4])(?!件套)(?:个|件|款|样|种|套)|\b(two|both|three)\b/iu
/** What counts the things talked about counts no pieces: its characters are blanked, so that places stay. */
const THOSE =
  /(?:这|那|以上|上面|刚才)(?:两|2|三|3|四|4)(?!件套)(?:个|件|款|样|种|套)?|两(?:个|件|款|样)(?=都|一起)|(?:these|those|both|all) (?:of )?(?:two|three)?/giu

/** Conditions and quantities of a text, whatever it asks. */
const said = (text: string): Omit<Asked, 'matter'> => {
  const together = THESE.test(text)
  const rest = together ? text.replace(THOSE, (words) => ' '.repeat(words.length)) : text
  const many = together ? MANY.exec(text) : null
  const things = many ? THINGS[(many[1] ?? many[2] ?? many[3] ?? '').toLowerCase()] : undefined
  const region = PROVINCE.exec(text)?.[1]
  return {
    quantities: quantitiesIn(rest),
    together,
    ...(things !== undefined && { things }),
    ...(MEMBER.test(text) && { member: true }),
    ...(LIVE.test(text) && { live: true }),
    ...(region !== undefined && { region }),
  }
}

const matterOf = (text: string): PriceMatter | null => {
  if (WHEN.test(text)) return 'when'
  if (MORE.test(text)) return 'more'
  if (REDUCTIONS.test(text)) return 'reductions'
  return PRICE.test(text) && !OTHER.test(text) ? 'price' : null
}

/** A few words that only make sense after a question: “买两件呢”, “那四件套呢”, “and two?”. */
const FOLLOWS = /(?:呢|咧)[?？~～。\s]*$|^(?:那|如果|要是|换成|and\b|what about|how about|what if)/iu
const SHORT = 24

/**
 * What a text asks of prices; null where it asks something else. `before`: what was asked before, with which a short
 * follow-up is read together. Bargaining and refunds are no questions of price (specs/pricing.md).
 */
export const askedOf = (text: string, before: string | null): Asked | null => {
  const matter = matterOf(text)
  if (matter !== null) return { matter, ...said(text) }
  if (before === null || text.length > SHORT * 2 || !FOLLOWS.test(text.trim()) || OTHER.test(text))
    return null
  const earlier = matterOf(before)
  return earlier === null ? null : { matter: earlier, ...said(text) }
}
