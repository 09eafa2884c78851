import type { ActivityFact } from '../../campaign/domain/activity.ts'

/**
 * The words by which buyers ask for a fact of an activity. Chinese is read without blanks and marks, English in small
 * letters. How sure each is was measured on real chats of another shop (specs/campaign.md CMP-21): a word alone is said in
 * passing as often as it is asked for, so something must ask, and what is about an order of one's own must not.
 */
interface FactWords {
  /** The fact is named. */
  plain: readonly RegExp[]
  /** It may be meant. */
  faint?: readonly RegExp[]
  /** With these it may be meant at most: how something is done, where money went. */
  less?: RegExp
  /** With these it is something else. */
  not?: RegExp
}

const COURIERS = '顺丰|中通|圆通|申通|韵达|极兔|邮政|京东快递|德邦|ems'
const WHEN = '什么时候|啥时候|几时|何时|多久|多长时间|什么时间|几天|几点|几号|哪天|当天|今天|明天|时间|小时'
const OFFERS = '优惠券|优惠|满减|券|红包|津贴|折扣|会员价|活动'
const MONEY_BACK = '返我|返还|返回|返到|返了|退到|退哪|退款|到账|成功|进度|记录'

export const factPatterns: Record<ActivityFact, FactWords> = {
  gifts: {
    plain: [
      /赠品|满赠|买赠|赠送(?:什么|啥)|(?:有没有|有什么|有啥|带|有)(?:小礼物|礼物|礼品|小礼品)/u,
      /(?:都|会|还|另外|买|单|拍).{0,6}送(?:什么|啥|哪些)|^送(?:点)?(?:什么|啥)(?:东西)?(?:呀|啊|呢|的)?$|有(?:什么|啥)?送的/u,
      /\bfree gifts?\b|\bgifts? (?:come|with|do|are|is)\b|\bany gifts?\b|\bwhat gifts?\b/u,
    ],
    faint: [/礼物|礼品|送不送|有送|送点|\bgifts?\b|\bfreebie/u],
    less: /能换|不要|换成|折现|单独|后期|不是有|哪里来|这个赠品|哪比|发给|一起发|要寄|几寄|退|无所谓|影响|转人工/u,
    not: /送货|送到|送达|送人|送礼|送(?:女|男|朋友|妈|爸|老|孩|长辈|同事|领导|客户|给)|礼品?[盒卡]|礼物(?:好|给|送|最)|(?:礼物|什么)给|什么礼物|生日|结婚|过年|搬家|聚会|\bas an? gift\b|\bgift (?:wrap|box|card)|\bgifts? for\b/u,
  },
  stacking: {
    plain: [
      /叠加|同享|折上折/u,
      new RegExp(`(?:${OFFERS}).{0,10}(?:一起用|一起使用|同时用|同时使用|同用|共用|一块用|并用)`, 'u'),
      /\bstack|\bcombin(?:e|ed|able)\b.{0,30}\b(?:coupons?|offers?|discounts?|vouchers?|promotions?)|\b(?:coupons?|offers?|discounts?|vouchers?)\b.{0,30}\b(?:combin(?:e|ed)|together)\b/u,
    ],
    faint: [/一起用|同时用|同时使用|\btogether\b/u],
    not: /运费券|免邮券/u,
  },
  'shipping-free-regions': {
    plain: [
      /包邮|免邮|免运费|邮费|(?:要|收|有没有|有)运费(?!险)|运费(?:多少|怎么算|要多少|是多少)|\bfree (?:shipping|delivery|postage)\b|\b(?:shipping|delivery|postage) (?:cost|fee|charge|free)/u,
    ],
    faint: [/运费|偏远地区|(?:新疆|西藏|内蒙|海南|青海|甘肃|宁夏).{0,6}(?:发|寄|送|到)/u],
    less: /为什么|为啥|怎么回事|怎么不|怎么办|以前|不是说|按照|谁出|谁负责|承担|到付|显示|客户|我出|拍下/u,
    not: /运费险|退货|退换|换货|寄回|退回|返回|返修|维修|保修|取件|售后|拒[收签]|自提|免邮[券卷]|运费券|会员|plus|\breturn/u,
  },
  courier: {
    plain: [
      /(?:什么|哪家|哪个|哪种|啥|哪些)(?:的)?快递(?:公司)?(?!单|信息|编|最|都)|快递(?:是|用|发|走)(?:的)?(?:什么|哪|啥)|指定快递|(?:换|选|挑)(?:个)?快递/u,
      new RegExp(`(?:发|用|走|寄)(?:的)?(?:是)?(?:${COURIERS})`, 'u'),
      new RegExp(`(?:${COURIERS})(?:快递)?(?:吗|么|嘛|可以|行)`, 'u'),
      /\b(?:which|what) (?:courier|carrier|express|delivery company|shipping company)\b|\bchoose the courier\b/u,
    ],
    faint: [new RegExp(`${COURIERS}|\\bcourier\\b|\\bcarrier\\b`, 'u')],
    less: /怎么不|为什么|为啥|却|改发|转|换|不让|其他|还能收|全球购|农村|货到付款|唯品会|我找|过去|哪个快递/u,
    not: /单号|快递员|到哪|几天|多久|没收|没到|代收|退|寄回|丢|查|签收|显示|意思|调拨|宠物|送过来/u,
  },
  packaging: {
    plain: [
      /(?:什么|怎么|怎样|啥)(?:样)?(?:的)?包装|包装(?:怎么样|怎样|是什么|是怎|结实|严实|好不好|精美|牢|保密)|有包装(?:吗|么|盒)|怎么打包|\bhow\b.{0,30}\b(?:packaged|packed)\b|\b(?:what|which|is|are)\b.{0,30}\bpackaging\b/u,
    ],
    faint: [/包装|防震|气泡|\bpackaging\b/u],
    not: /破|坏|烂|拆|退|扔|丢|完好|完整|换包装|新包装|新旧包装|售后/u,
  },
  'return-freight': {
    plain: [
      /运费险|退货运费|退换货?运费|退货(?:邮费|包邮|包运费)|\breturn (?:shipping|freight|postage)\b|\bfreight insurance\b/u,
    ],
    faint: [/退.{0,6}(?:运费|邮费)|(?:运费|邮费).{0,6}退|\bpays?\b.{0,20}\breturn/u],
    less: /怎么|在哪|哪里看|何时|什么时候|多久|返|操作|报销|选项|买运费险|我有/u,
  },
  'price-protection': {
    plain: [/价保|保价|价格保护|\bprice[- ](?:protection|guarantee|adjustment)/u],
    faint: [/(?:会不会|还会|会|还)(?:再)?(?:降价|便宜|更便宜)|\b(?:get|be) cheaper\b|\bprice drops?\b/u],
    less: new RegExp(
      `${MONEY_BACK}|申请(?:的|了|价保$|保价$)|我申请|我选|我要|需要保价|要求|需要申请|请选择|取消|不可以|不是|怎么退|怎么返|在哪|哪里|按照|就是|给我|款什么|亲亲|您|元价保`,
      'u',
    ),
    not: /(?:快递|运费|运输|寄|物流).{0,4}保价|保价(?:运输|费|快递)/u,
  },
  'price-difference': {
    plain: [
      /(?:退|补|返|赔|给|有)(?:我|一下|个)?差价|差价.{0,3}(?:退|补|返|怎么|能|可以)|退差|\bprice difference|\b(?:refund|pay|give) (?:me )?(?:back )?the difference/u,
    ],
    faint: [/差价|买贵|降价.{0,8}(?:退|补|怎么办|咋办)|\bcheaper (?:later|afterwards)\b/u],
    less: new RegExp(
      `${MONEY_BACK}|申请|要求|怎么返|取消|额度|什么时候|通过|处理|中间|加钱|我补|找差价|请退|退差价吧|形式`,
      'u',
    ),
    not: /差价链接|补邮|换购|换(?:成|一|同|更|个|货)|退货|如果有差价|想补/u,
  },
  'shipping-time': {
    plain: [
      new RegExp(`(?:${WHEN}).{0,4}(?:发货|能发|可以发|发出|出货|寄出|发走)`, 'u'),
      new RegExp(`发货.{0,4}(?:${WHEN})`, 'u'),
      /发货(?:快|慢)(?:吗|不|么)|什么时候(?:可以)?发$/u,
      /\bwhen (?:will|do|does|is|are|would)\b.{0,30}\b(?:ship(?:ped|s)?|dispatch(?:ed)?|sent)\b|\b(?:shipping|dispatch|handling) time\b|\bhow (?:soon|long)\b.{0,30}\b(?:ship|dispatch)/u,
    ],
    faint: [/发货|\bship(?:ped)?\b|\bdispatch/u],
    less: /才|为什么|为啥|给我|继续|不能|一致|调好|截止|意思|缺货|付款好|付好|拍下的/u,
    not: /发票|券什么|豆|哪(?:里|儿|个)?发货|从哪|发货地|审核|部门|自提|发货仓|发货单|发错|退货|补发|重发|送货|未到|显示|不收/u,
  },
  warehouse: {
    plain: [
      /(?:哪里|哪儿|哪|什么地方|哪个地方|哪个城市|哪个仓|什么仓)(?:的)?(?:发货|发的货|发出|发过来|寄出|发的)|发货(?:地|仓)(?!址|点)(?:在|是)|从哪(?:里|儿)?(?:发|寄)|(?:仓库|仓)在哪|\bship(?:ped|s|ping)? from\b|\bwhich warehouse\b|\bwhere\b.{0,20}\bwarehouse/u,
    ],
    faint: [/仓库|发货地|\bwarehouse\b/u],
    less: /如果|告诉|按你/u,
    not: /退|寄回|改|修改|再发|重新/u,
  },
  how: {
    plain: [
      /活动.{0,6}(?:规则|玩法|怎么玩|内容|是什么|详情|介绍|力度)|活动(?:是)?怎么(?:回事|参加|参与|算|搞)|(?:什么|哪些|啥|有没有|有)(?:优惠)?活动(?!室|中心|量|给)|怎么(?:参加|参与).{0,4}活动/u,
      /\bhow (?:does|do|is)\b.{0,30}\b(?:promotion|campaign|sale|event|offer|activity|deal)s?\b.{0,10}\bworks?\b|\bwhat (?:promotions?|campaigns?|offers?|deals?|sales?)\b|\bany (?:promotions?|campaigns?|offers?|deals?)\b|\brules of the (?:promotion|campaign|sale|event)\b/u,
    ],
    faint: [/有(?:什么|啥|哪些)优惠|玩法|怎么参加|\bdiscounts?\b|\bpromotion\b/u],
    less: /会有|还会|之前|上次|以后|下次|号|月|但是|搞什么|站点|数字/u,
    not: /什么时候|几点|几号|哪天|何时|结束|开始|截止|售后活动|总结|下载|\bwhen\b/u,
  },
  qualifies: {
    plain: [
      /(?:参加|参与|活动).{0,6}(?:条件|要求|资格|门槛|限制)|(?:条件|要求|资格|门槛).{0,6}(?:参加|参与|活动)|(?:谁|哪些人|什么人|都|人人).{0,3}(?:能|可以)(?:参加|参与)/u,
      /\bwho (?:can|may|qualifies)\b|\b(?:do|does|can) (?:i|we|everybody|everyone|anyone)\b.{0,12}\b(?:qualify|take part|participate)\b|\beligible\b|\bqualif(?:y|ies)\b/u,
    ],
    faint: [/(?:能|可以|可不可以|能不能)(?:参加|参与)|门槛|新客|老客|\btake part\b|\bparticipate\b/u],
    not: /报名/u,
  },
}

/** Something asks. English questions have their word, or a mark that is left in the text. */
export const ASKS =
  /[吗嘛么呢]|什么|怎么|怎样|如何|为何|多少|多久|多大|多长|几[天时点号个件]|哪|谁|啥|支持|有没|能不|可不可|是不是|会不会|要不要|有无|是否|能否|\?|\b(?:what|when|where|why|how|who|which|can|could|do|does|did|is|are|will|would|any)\b/u

/** The word alone asks too: “价保？”, “赠品”. */
export const BARE = 5

/** With these a buyer asks about an order or a case of their own, which no activity answers. */
export const OWN_CASE =
  /没收到|没有收到|没给|没送|少发|漏发|少了|怎么还|为什么还|为什么没|怎么没|还没|一直没|迟迟|催|我的|我买|我那|这单|这个订单|该订单|订单号|单号|到账|已申请|申请了|申请过|帮我|帮忙|查一下|查下|昨天|前天|上周|上次|那天|刚才?(?:买|拍|下|付)|已经|买的时候|买完|买了|拍了|收到后?发现|投诉|骗|发错|答应|说好|\bmy order\b|\bi (?:bought|ordered|paid)\b|\bnot (?:arrived|received)\b|\bnever (?:arrived|came)\b|\bmissing\b|\bcomplain|\byesterday\b|\blast week\b/u
