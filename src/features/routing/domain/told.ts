import type { Stage } from './settings.ts'

/**
 * What buyers say of where their order stands, in the order in which it is looked for: who asks for their money back may
 * also say that they have the goods, and “还没收到” is not “收到”. Patterns without a quantifier inside a quantifier: they
 * run on whatever buyers send.
 */
const telling: readonly (readonly [Stage, string])[] = [
  ['unpaid', '(?:还没|没有?|未|尚未|先不)(?:付款|支付|付钱|付(?!邮|运))|待付款|付款前'],
  [
    'none',
    '(?:还没|没有?|未|尚未)(?:下单|拍下|购买|买(?!到|过))|(?:想|打算|准备|考虑)要?(?:买|订|下单|购买)(?!的|错)|如果(?:现在|今天)?(?:下单|拍|买)|现在(?:下单|买)的?话?|买之前',
  ],
  [
    'refunding',
    '申请了?(?:过)?(?:仅?退款|退货|退换|换货|售后)了|(?:退款|退货|换货|售后)(?:申请|审核|进度|单)|(?:退款|退货|退回去?)的?(?:钱|款)?(?:还没|怎么还没|没到|没收到|多久|几天|什么时候|到账)|(?:钱|款)(?:还没|怎么还没|没有?|什么时候|多久|几时)(?:能|才)?(?:退|返)|已经?(?:退货|退款|寄回)|退货(?:寄|已)|寄回去?了|退回去?了|在退款|退款中|(?:退|取消)[^，。？?]{0,8}(?:钱|款)[^，。？?]{0,6}(?:什么时候|多久|退?到?哪|几天|几时|没到)|(?:发起|提交)了?[^，。]{0,5}(?:退款|退货|换货|售后)',
  ],
  [
    'paid',
    '(?:还没|没有?|未|还不|迟迟不|一直不|怎么不|尚未)(?:给我)?(?:发货|发出|出库|发走|寄出)|待发货|待出库|(?:订单)?(?:一直)?延迟发货|采购中|配货中|调货中|一直(?:在)?(?:采购|配货|调货)|出库了?(?:吗|没)|我(?:买|拍|订)的[^，。]{0,8}(?:发货|发了|有货)了?(?:吗|没|么)|(?:还没|怎么没)发(?!票|现|给)|催发货|催下发货',
  ],
  [
    'shipped',
    '(?<!(?:钱|款|发票|余额|码|券|短信|红包|电话)[^。]{0,3})(?:还没|没有?|未|尚未|没能|一直没)(?:有)?(?:收到(?!钱|款|退|发票|余额|码|验证|券|短信|红包|电话)|送到|到货|收货|拿到|送达|派送|配送|到(?!账|帐|货期|时间))|快递不动|(?:物流|快递)(?:[^，。]{0,6})(?:不动|没动|没更新|不更新|没有?更新|停|卡|慢|催|查|海关)|(?:派送|配送)了?(?:吗|没|么)|(?:今天|明天|上午|下午)(?:会|能|还|可以)?(?:派送|配送)',
  ],
  [
    'received',
    '(?:已经?|刚刚?|刚才|今天|昨天|上午|下午|前天|早上|都)(?:收到|收货|到货|到手|拿到|签收)(?!吗|么|不)|(?<![能会要候没未再])收到(?:了|货了|的|就|货(?!后|以后|的时候|之后|前|再|款))|签收了|确认收货了|已确认收货|收货的时候|拆开|开箱|到手就|买回来|(?<![候能果])(?:货到了|到货了)(?!后|之后|以后|再|吗|么|没|通知)|我买的[^，。]{0,12}(?:坏|碎|裂|破|烂|不好用|不能用|不亮|有问题|太大|太小|太宽|太长|不合)|(?:坏|碎|裂|开胶|掉色|缩水)了(?!怎么|能|可以|保|吗|么|呢|会|谁|修)|屏幕(?:碎|裂|花)|不合脚|用了(?:[^，。]{0,5})(?:天|次|年|月|周)|穿了(?:[^，。]{0,3})(?:天|次)',
  ],
  [
    'shipped',
    '已发货|发货了(?!吗|么|没)|发出了(?!吗|么|没)|配送中|派送中|正在(?:配送|派送|送)|在(?:路上|途中)|运输中|(?:站点|驿站|配送站|自提点|快递站|中转站?)(?!吗)|(?:快递|包裹|物流|件)(?:到|送到|走到)?(?:哪|那里|那儿)|快递员|派件|催派|催件|配送员|送货员',
  ],
  [
    'paid',
    '(?:已经?|刚刚?|刚才)(?:付款|付钱|付了|支付|下单|拍下|拍的|拍了|买的|下的单|下了单)(?!就)|付(?:好|完|过)?款了|付了款|付过钱|付完钱|下单了(?!吗)|拍下了',
  ],
]
const tellingEn: readonly (readonly [Stage, string])[] = [
  ['unpaid', "(?:not|haven'?t|have not|before i) (?:yet )?(?:paid|pay)|unpaid"],
  [
    'none',
    "(?:haven'?t|have not|not) (?:yet )?(?:ordered|bought)|(?:if|when|before) i (?:order|buy)|(?:want|thinking|planning|going) (?:to|of) (?:buy|order)|if i order",
  ],
  [
    'refunding',
    '(?:requested|asked for|applied for) a (?:refund|return)|(?:my|the) refund|sent (?:it|them) back|returned (?:it|them)|received my return',
  ],
  [
    'paid',
    "(?:not|hasn'?t|has not|haven'?t) (?:been )?(?:yet )?(?:shipped|dispatched|sent)|when will (?:it|my order) ship",
  ],
  [
    'shipped',
    "(?:not|never|hasn'?t|has not|haven'?t|have not|didn'?t) (?:yet )?(?:arrived?|received?|been delivered|come|got|get)|tracking|out for delivery|in transit|(?:where is|where'?s) my (?:order|parcel|package)|courier|driver",
  ],
  [
    'received',
    '(?:arrived|came) (?:broken|damaged|today|yesterday|late)|i (?:just )?(?:received|got) (?:it|them|the|my)|(?:it|they) arrived|after (?:two|three|a few|\\d+) (?:days|weeks|uses)',
  ],
  ['shipped', '(?:has|have|was|been|is) shipped|on (?:its|the) way'],
  ['paid', "i(?:'?ve| have)? (?:just |already )?(?:paid|ordered|placed)"],
]
const ready = [...telling, ...tellingEn].map(([stage, pattern]) => ({
  stage,
  pattern: new RegExp(pattern),
}))
/** A message without any of these tells nothing: most do, and are done with at once. */
const any = new RegExp(ready.map(({ pattern }) => `(?:${pattern.source})`).join('|'))

/** Enough to tell it by. */
const READ = 300

/**
 * Where the order stands, if the buyer's own words say it; null where they do not. What the shop's books say of the order
 * is better: this is for when they are not at hand.
 */
export const stageTold = (text: string): Stage | null => {
  // A platform's codes are no words of the buyer: [物流], [站点x].
  const said = text
    .slice(0, READ)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\[[^\][]{1,12}\]/g, '')
  if (!any.test(said)) return null
  return ready.find(({ pattern }) => pattern.test(said))?.stage ?? null
}
