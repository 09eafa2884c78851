import type { ActivityFact } from '../../campaign/domain/activity.ts'

/**
 * The words by which buyers ask for a fact of an activity. `plain`: the fact is named, and something is asked of it; so sure
 * that nineteen in twenty were right where it was measured (specs/campaign.md CMP-21). `faint`: it may be meant.
 * Chinese is read without blanks and marks, English in small letters.
 */
interface FactWords {
  plain: readonly RegExp[]
  faint?: readonly RegExp[]
  /** With these it is something else. */
  not?: RegExp
}

const COURIERS = '顺丰|中通|圆通|申通|韵达|极兔|邮政|京东快递|德邦|ems'
const WHEN = '什么时候|啥时候|几时|何时|多久|多长时间|什么时间|几天|几点|几号|哪天|当天|今天|明天|时间|小时'
const OFFERS = '优惠券|优惠|满减|券|红包|津贴|折扣|会员价|活动'

export const factPatterns: Record<ActivityFact, FactWords> = {
  gifts: {
    plain: [
      /赠品|满赠|买赠|赠送(?:什么|啥|的)|(?:有没有|有什么|有啥|带|有)(?:小礼物|礼物|礼品|小礼品)/u,
      /(?:都|会|还|另外)?送(?:什么|啥|哪些)(?:东西|礼)?(?!货|到|去|达)|有(?:什么|啥)?送的/u,
      /\bfree gifts?\b|\bgifts? (?:come|with|do|are|is)\b|\bany gifts?\b|\bwhat gifts?\b/u,
    ],
    faint: [/礼物|礼品|送不送|有送|\bgifts?\b|\bfreebie/u],
    not: /送货|送到|送达|送人|送礼|送(?:女|男|朋友|妈|爸|老|孩|长辈|同事)|礼盒|\bas an? gift\b|\bgift (?:wrap|box|card)|\bgifts? for\b/u,
  },
  stacking: {
    plain: [
      /叠加|同享|折上折/u,
      new RegExp(`(?:${OFFERS}).{0,10}(?:一起用|一起使用|同时用|同时使用|同用|共用|一块用|并用)`, 'u'),
      /\bstack|\bcombin(?:e|ed|able)\b.{0,30}\b(?:coupons?|offers?|discounts?|vouchers?|promotions?)|\b(?:coupons?|offers?|discounts?|vouchers?)\b.{0,30}\b(?:combin(?:e|ed)|together)\b/u,
    ],
    faint: [/一起用|同时用|同时使用|\btogether\b/u],
  },
  'shipping-free-regions': {
    plain: [
      /包邮|免邮|免运费|邮费|(?:要|收|有没有|有|出)运费(?!险)|运费(?:多少|怎么|要|是|谁)|\bfree (?:shipping|delivery|postage)\b|\b(?:shipping|delivery|postage) (?:cost|fee|charge|free)/u,
    ],
    faint: [/运费|偏远地区|(?:新疆|西藏|内蒙|海南|青海|甘肃|宁夏).{0,6}(?:发|寄|送|到)/u],
    not: /运费险|退货|退换|换货|寄回|退回|\breturn/u,
  },
  courier: {
    plain: [
      /(?:什么|哪家|哪个|哪种|啥|哪些|什麼)(?:的)?(?:快递|物流)(?:公司)?(?!单|信息|编)|(?:快递|物流)(?:是|用|发|走)(?:什么|哪|啥)|指定快递|(?:换|选|挑)(?:个)?快递/u,
      new RegExp(`(?:发|用|走|寄|是)(?:的)?(?:${COURIERS}|ems)`, 'u'),
      new RegExp(`(?:${COURIERS})(?:快递)?(?:吗|么|嘛|可以|行)`, 'u'),
      /\b(?:which|what) (?:courier|carrier|express|delivery company|shipping company)\b|\bchoose the courier\b/u,
    ],
    faint: [new RegExp(`${COURIERS}|\\bcourier\\b|\\bcarrier\\b`, 'u')],
    not: /单号|快递员|到哪|几天|多久|没收|没到|代收|退|寄回|丢|查/u,
  },
  packaging: {
    plain: [
      /(?:什么|怎么|怎样|啥|有|用)(?:样)?(?:的)?包装|包装(?:怎么|是|好|严|结实|完|什么|盒|精|有|用|会|牢)|怎么(?:包|打包)的?$|\b(?:how|what)\b.{0,30}\b(?:packag(?:ed|ing)|packed)\b|\bpackaging\b/u,
    ],
    faint: [/包装|防震|气泡/u],
    not: /破|坏|烂|拆|退|扔|丢|换包装|新包装|新旧包装/u,
  },
  'return-freight': {
    plain: [
      /运费险|退货运费|退换货?运费|退货(?:邮费|包邮|包运费)|\breturn (?:shipping|freight|postage)\b|\bfreight insurance\b/u,
    ],
    faint: [/退.{0,6}(?:运费|邮费)|(?:运费|邮费).{0,6}退|\bpays?\b.{0,20}\breturn/u],
  },
  'price-protection': {
    plain: [/价保|保价|价格保护|\bprice[- ](?:protection|guarantee|adjustment)/u],
    faint: [/(?:会不会|还会|会|还)(?:再)?(?:降价|便宜|更便宜)|\b(?:get|be) cheaper\b|\bprice drops?\b/u],
    not: /(?:快递|运费|运输|寄|物流).{0,4}保价|保价(?:运输|费|快递)/u,
  },
  'price-difference': {
    plain: [/差价|退差|补差|\bprice difference|\b(?:refund|pay|give) (?:me )?(?:back )?the difference/u],
    faint: [/买贵|降价.{0,8}(?:退|补|怎么办|咋办)|\bcheaper (?:later|afterwards)\b/u],
    not: /差价链接|补差价链接|补邮/u,
  },
  'shipping-time': {
    plain: [
      new RegExp(`(?:${WHEN}).{0,4}(?:发货|能发|可以发|发出|出货|寄出|发走)`, 'u'),
      new RegExp(`发货.{0,4}(?:${WHEN})`, 'u'),
      /发货(?:快|慢)(?:吗|不|么)|什么时候(?:可以)?发$|现货(?:吗|么).{0,4}发/u,
      /\bwhen (?:will|do|does|is|are|would)\b.{0,30}\b(?:ship(?:ped|s)?|dispatch(?:ed)?|sent)\b|\b(?:shipping|dispatch|handling) time\b|\bhow (?:soon|long)\b.{0,30}\b(?:ship|dispatch)/u,
    ],
    faint: [/发货|\bship(?:ped)?\b|\bdispatch/u],
    not: /哪(?:里|儿|个)?发货|从哪|发货地|发货仓|发货单|发错|退货|补发|重发/u,
  },
  warehouse: {
    plain: [
      /(?:哪里|哪儿|哪|什么地方|哪个地方|哪个城市|哪个仓|什么仓)(?:的)?(?:发货|发的货|发出|发过来|寄出|发的)|发货(?:地|仓|地址|地点)|从哪(?:里|儿)?(?:发|寄)|(?:仓库|仓)在哪|\bship(?:ped|s|ping)? from\b|\bwhich warehouse\b|\bwhere\b.{0,20}\bwarehouse/u,
    ],
    faint: [/仓库|\bwarehouse\b/u],
    not: /退|寄回|改|修改/u,
  },
  how: {
    plain: [
      /活动.{0,6}(?:规则|玩法|怎么玩|怎么|内容|是什么|详情|介绍|力度|咋)|(?:什么|哪些|啥|有没有|有)(?:优惠)?活动(?!室|中心|量)|怎么(?:参加|参与).{0,4}活动|活动怎么(?:参加|参与)/u,
      /\bhow (?:does|do|is)\b.{0,30}\b(?:promotion|campaign|sale|event|offer|activity|deal)s?\b.{0,10}\bworks?\b|\bwhat (?:promotions?|campaigns?|offers?|deals?|sales?)\b|\bany (?:promotions?|campaigns?|offers?|deals?)\b|\brules of the (?:promotion|campaign|sale|event)\b/u,
    ],
    faint: [/有(?:什么|啥|哪些)优惠|玩法|怎么参加|\bdiscounts?\b|\bpromotion\b/u],
    not: /什么时候|几点|几号|哪天|何时|结束|开始|截止|售后活动|\bwhen\b/u,
  },
  qualifies: {
    plain: [
      /(?:参加|参与|活动).{0,6}(?:条件|要求|资格|门槛|限制)|(?:条件|要求|资格|门槛).{0,6}(?:参加|参与|活动)|(?:谁|哪些人|什么人|都|人人).{0,3}(?:能|可以)(?:参加|参与)/u,
      /\bwho (?:can|may|qualifies)\b|\b(?:do|does|can) (?:i|we|everybody|everyone|anyone)\b.{0,12}\b(?:qualify|take part|participate)\b|\beligible\b|\bqualif(?:y|ies)\b/u,
    ],
    faint: [/(?:能|可以|可不可以|能不能)(?:参加|参与)|门槛|新客|老客|\btake part\b|\bparticipate\b/u],
  },
}

/** With these a buyer asks about an order or a case of their own, which no activity answers. */
export const OWN_CASE =
  /没收到|没有收到|没给|没送|少发|漏发|少了|怎么还|为什么还|为什么没|怎么没|还没|一直没|迟迟|催|我的订单|这个订单|订单号|单号|到账|退回来|已申请|申请了|申请过|帮我(?:申请|查|看)|查一下|查下|昨天|前天|上周|上次|刚才?(?:买|拍|下单|付)|已经(?:买|拍|付|下单|发|收|签)|买的时候|买完|买了|拍了|投诉|骗|发错|答应|说好|\bmy order\b|\bi (?:bought|ordered|paid)\b|\bnot (?:arrived|received)\b|\bnever (?:arrived|came)\b|\bmissing\b|\bcomplain|\byesterday\b|\blast week\b/u
