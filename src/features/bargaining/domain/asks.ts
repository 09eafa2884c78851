import { folded } from '../../../shared/text.ts'

/** Bounded, and not begun within another: a message of nothing but digits is read once through. */
const AMOUNT = '(?<![\\d一二两三四五六七八九十百千几])[\\d一二两三四五六七八九十百千几]{1,9}'

/**
 * Whether a buyer presses for less money, or for more for it. To ask which offers there are (“有活动吗”) is no bargaining:
 * that is answered from the offers. Some 3 µs.
 */
const CHINESE: readonly RegExp[] = [
  /便宜(一)?[点些]|便宜多少|[再更]便宜|[给能]便宜|便宜我就|便宜(十|二十|三十|五|几)/,
  /[再能]少|少点(行|吧|不|嘛|呗|卖)|少一?点就|能少多少|零头/,
  /优惠[点些一]|再(给)?优惠|给(我|点|个|些)?优惠|申请(个|点|些)?优惠|(没付款|这单).{0,5}优惠|不优惠|优惠价|能优惠(吗|我|多少)|最多能优惠|优惠力度再|能改价|再给我减|直接给我减|价改好|改(低|好)?点?我就|友情价|亲友价|内部价|员工价|实在价|痛快价|给个价/,
  /打个?折|打[几\d一二三四五六七八九]{1,4}折|[\d七八九]折(行|可以|卖)|折扣不$/,
  /抹(个)?零|凑个?整|凑个一百|给个?整|整一百/,
  /砍价|还价|讲价|议价|小刀|可刀|刀不刀|价格?(能|可以|好)?(谈|商量|低点|给力|再好|再美)|价[钱位]能|能不能再商量|单价能/,
  /最低(价|多少|给|能)|最低的(价|吗)|底价|一口价|最便宜能|不能再(低|少)|没有再低/,
  /太贵|好贵|有点(小)?贵|这么贵|贵了|超(出)?(我的)?预算|贵死|心理价位|就是贵/,
  /(别家|别人家?|隔壁|人家|同款|实体店|线下).{0,6}(便宜|才|只要|包邮|还送|都送)/,
  /改(个|下|一下)价|给我改便宜|[降让](个|点|一点)价|能降(点|吗)|降一?点$|让(点|个)?利|让[两三五十几\d]+块|都不让/,
  new RegExp(
    `${AMOUNT}(块钱|块|元)?(卖不卖|卖吗|出不出|拿走|可以就拍|包邮行吗)|${AMOUNT}(块钱|块|元)(行不行|行吗|可以吗|可以不)`,
  ),
  new RegExp(`[凑算给收]个?${AMOUNT}(块钱|块|元)?整`),
  new RegExp(`再减|减${AMOUNT}.{0,8}(付|拍|下单|买|好评)|立减能给`),
  /(多送|再送[我个点一两双]|白送|白给)|送(我|点)(.{0,6})(吧|吗|呗|行|$)|送个.{1,4}(行吗|呗|吧|不|吗)|给(点|个)(小)?(赠品|礼物|小样)|小样多给|能送(双|个|点)|搭个赠品/,
  /(跟|和|找).{0,4}(经理|老板|领导|店长).{0,4}(说|申请|商量)|(帮我|帮忙)申请(个|一下)?(优惠|价格|低价|折扣)|做主给/,
]
const ENGLISH: readonly RegExp[] = [
  /\b(cheaper|lower the price|best price|final price|better price|any lower|lowest you can)\b/,
  /\bknock off|\b\d+ off and|take \d+ off|round it down|make me an offer|price match|match this price/,
  /\bcan you do (it )?\$?\d+|\bi(’|'| wi)ll take it for|how about \$?\d+ for/,
  /\bnegotia|too expensive|\bpric(e)?y\b|better deal|do better on|\bwholesale price|\bbulk price/,
  /\b(give|get) me a discount|any discount|student discount|\bwaive\b|\bremove the \w+ fee/,
  /throw in|freebies?|free (gift|sample|case)|samples for free|give me free shipping/,
]

export const bargains = (text: string): boolean => {
  const said = folded(text)
  if (CHINESE.some((pattern) => pattern.test(said))) return true
  const words = text.normalize('NFKC').toLowerCase()
  return ENGLISH.some((pattern) => pattern.test(words))
}
