import type { Said } from '../../../shared/said.ts'
import type { CardSection } from '../../catalog/domain/product.ts'

/** What is asked of a product. `size` is what it measures, `fit` whom it fits. */
export const topics = [
  'fit',
  'stock',
  'restock',
  'colours',
  'material',
  'wash',
  'usage',
  'shelf-life',
  'production',
  'origin',
  'size',
  'weight',
  'included',
  'safety',
  'quality',
  'comfort',
  'people',
  'fears',
  'selling-points',
] as const
export type Topic = (typeof topics)[number]

export interface Words {
  name: Said
  /** By these it is named; the text is in small letters, Chinese without blanks and marks. */
  plain: RegExp
  /** By these it may be meant. */
  faint?: RegExp
  /** Then something else is meant. */
  not?: RegExp
  /** Attributes of a card that answer it, by their names; the first found counts. */
  attributes?: RegExp
  /** The section that does. */
  section?: CardSection
}

export const words: Record<Topic, Words> = {
  fit: {
    name: { zh: '尺码', en: 'size' },
    plain:
      /(?:穿|选|买|拿|拍|要|适合|合适)(?:什么|多大|哪个|几|啥|哪)(?:的)?(?:尺码|码|号|尺寸)|(?:穿|选|买|拿|拍)多大|穿(?:什么|哪个|几)(?:合适|好)|(?:什么|哪个|几|啥)(?:尺码|码)(?!头)|多大码|尺码(?:怎么|推荐|建议|表|选)|偏(?:大|小)|which size|what size|size (?:should|do i|would|chart|guide)|will it fit|run (?:large|small|big)|true to size/,
    not: /(?:选|买|拿|要|适合|合适)(?:什么|哪个|啥|哪)(?:颜色|款|被|枕|床|快递)|床.{0,4}(?:多大|什么尺寸)|电话|验证码|号码|单号/,
    attributes: /^(?:尺码|尺码建议|尺码推荐|size)/i,
  },
  stock: {
    name: { zh: '库存', en: 'stock' },
    plain:
      /有(?:没有)?(?:现)?货(?:吗|么|嘛|呢|没|不|$)|(?:是|有)现货|现货(?:吗|么)|有没有货|(?:码|色|款|号|个|件|套|条)还有(?:吗|么|没|货)|还有货|库存|缺货|断货|卖完|没货|售罄|in stock|out of stock|sold out|available|any left/,
    faint: /还有(?:吗|么|没有)/,
    not: /什么时候|几时|多久|何时|补货|when|restock|back in/,
  },
  restock: {
    name: { zh: '到货时间', en: 'when it is back' },
    plain:
      /补货|(?:什么时候|几时|何时|多久|哪天).{0,4}(?:再?有货|补|上架|再有)|(?:再|重新)(?:上货|到货|上架)|到货(?:提醒|通知)|restock|back in stock|when.{0,20}(?:available|in stock)/,
    faint: /(?:什么时候|几时|何时|多久|哪天).{0,4}(?:到货|有)/,
    attributes: /^(?:到货|补货)/,
  },
  colours: {
    name: { zh: '颜色', en: 'colours' },
    plain:
      /(?:什么|哪些|哪几个?|几[个种]|多少种?)(?:颜)?色|颜色有|有(?:别的|其他|其它)颜?色|what colou?rs|which colou?rs|other colou?rs|colou?r options/,
    attributes: /^(?:颜色|颜色分类|colou?rs?)$/i,
  },
  material: {
    name: { zh: '材质', en: 'material' },
    plain:
      /材质|面料|布料|成分|材料|用料|(?:什么|啥)(?:做|料|棉|布|面)|填充(?:物|的)|(?:纯|全)棉|真丝吗|含棉|里面是什么(?:料|棉)|material|fabric|made (?:out )?of|(?:is|are).{0,15}cotton|composition|filling/,
    not: /提供|证明|资料|票/,
    attributes: /材质|面料|成分|材料|填充物?$|里料|配料|material|fabric|composition/i,
  },
  wash: {
    name: { zh: '洗涤', en: 'washing' },
    plain:
      /怎么洗|如何洗|(?:能|可以?|可不可以|能不能)(?:不能)?(?:机洗|手洗|水洗|洗|烘干|干洗|漂白|熨)|(?:机洗|水洗|手洗|干洗|烘干|熨烫|漂白)(?:吗|么|嘛|不)|洗涤|洗护|清洗|machine.?wash|hand.?wash|how.{0,12}wash|can.{0,15}wash|tumble|dry.?clean|iron\b|bleach/,
    attributes: /洗涤|洗护|护理|清洗|保养|wash|care/i,
  },
  usage: {
    name: { zh: '使用方法', en: 'how to use it' },
    plain:
      /怎么(?:用|使用|吃|喝|服用|安装|铺|套)|怎么(?:调|增减)(?:高|整高)|如何(?:用|使用|服用|安装)|使用(?:方法|说明)|用法|用量|一天(?:吃|用|喝)几|how (?:do i|to|should i) (?:use|take|install|apply|adjust)|directions|instructions|dosage/,
    attributes: /使用方法|使用说明|用法|usage|directions/i,
    section: 'usage',
  },
  'shelf-life': {
    name: { zh: '保质期', en: 'shelf life' },
    plain:
      /保质期|有效期|过期|(?:能|可以)(?:放|存|保存)多久|shelf life|expir(?:e|y|ation)|best before|how long.{0,12}(?:keep|last)/,
    not: /券|优惠|红包|coupon|voucher/,
    attributes: /保质期|有效期|shelf life|expiry/i,
    section: 'shelf-life',
  },
  production: {
    name: { zh: '生产日期', en: 'production' },
    plain:
      /生产日期|什么时候(?:生产|做)的|哪(?:年|个月|天)(?:生产|产)的|日期(?:新|是)|新不新鲜|生产批|production date|manufactur(?:ed|ing) date|when was.{0,12}(?:made|produced)/,
    attributes: /生产日期|生产批|production date/i,
    section: 'production',
  },
  origin: {
    name: { zh: '产地', en: 'origin' },
    plain:
      /产地|(?:哪里|哪儿|哪|什么地方)(?:产|生产|做|制造)(?:的|$)|国产|进口|made in|where.{0,12}(?:made|produced|from)|country of origin|imported/,
    not: /发货|寄|ship|send/,
    attributes: /产地|原产|origin/i,
  },
  size: {
    name: { zh: '尺寸', en: 'dimensions' },
    plain:
      /尺寸|长宽|多(?:大|长|宽|高|厚)(?:的|呢|啊|呀)?$|多(?:长|宽|高|厚)|规格|几米床?|适合.{0,6}(?:米|m)?.{0,2}床|how (?:big|long|wide|tall|thick|large)|dimensions|measurements|what size.{0,6}bed/,
    not: /穿多|多大码|多大年|[你您]多大|距离|多长时间|多久|how long.{0,12}(?:take|deliver|ship|last|keep|arrive)/,
    attributes: /尺寸|规格|大小|高度|长度|宽度|厚度|容量|dimensions/i,
  },
  weight: {
    name: { zh: '重量', en: 'weight' },
    plain:
      /多重|重量|克重|净重|几斤|多少(?:斤|克|公斤)|净含量|how (?:heavy|much does.{0,12}weigh)|\bweight\b|grams?\b/,
    not: /体重|身高|\bmy weight|i weigh|height/,
    attributes: /重量|克重|净重|净含量|weight/i,
  },
  included: {
    name: { zh: '内含', en: 'what is included' },
    plain:
      /里面(?:有|是|都有)(?:什么|啥|哪些|几)|包含(?:什么|哪些|几)|包括(?:什么|哪些)|都有(?:什么|啥|哪些)(?!颜?色)|含(?:几|哪些)|(?:带|有|含|送)(?:什么|哪些|啥)?配件|配件(?:有|都|齐)|what.{0,8}includ|what comes with|in the box|what.{0,6}inside/,
    not: /活动|优惠|券/,
    attributes: /内含|包含|清单|配件|件数|included/i,
  },
  safety: {
    name: { zh: '安全类别', en: 'safety class' },
    plain:
      /安全(?:类别|等级|吗)|[abc]类|甲醛|(?:婴儿|宝宝|新生儿)(?:能|可以)用|safety (?:class|standard)|formaldehyde|safe for (?:bab|kid|child)/,
    attributes: /安全类别|安全等级|执行标准|safety/i,
  },
  quality: {
    name: { zh: '品质', en: 'quality' },
    plain: /质量(?:怎么样|好|如何|行|可靠|有保)|正品|真假|是真的吗|质检|保真|quality|genuine|authentic|fake/,
    section: 'quality',
  },
  comfort: {
    name: { zh: '使用感受', en: 'how it feels' },
    plain:
      /舒服|舒适|透气|闷(?:热|不闷|吗)|热不热|手感|软不软|硬不硬|(?:软|硬)吗|扎不扎|起静电|comfortable|breathab|soft\b|itchy|how does it feel/,
    section: 'comfort',
  },
  people: {
    name: { zh: '适合人群', en: 'who it is for' },
    plain:
      /(?:适合|给)(?:谁|什么人|哪些人|老人|孩子|小孩|宝宝|学生|孕妇|长辈).{0,6}(?:吗|么|用)|(?:老人|孩子|小孩|宝宝|学生|孕妇|长辈)(?:能|可以|适合)|who is.{0,10}for|suitable for|good for (?:kids|children|elderly|babies)/,
    section: 'people',
  },
  fears: {
    name: { zh: '常见顾虑', en: 'common concerns' },
    plain:
      /掉色|褪色|起球|缩水|变形|异味|有味|味道(?:大|重)|气味|掉毛|钻绒|起皱|皱(?:吗|不)|塌(?:吗|不|掉|$)|生虫|发霉|漏(?:水|吗)|静电|结团|fade|shrink|pilling|wrinkle|smell|odou?r|deform|collapse|shed/,
    section: 'fears',
  },
  'selling-points': {
    name: { zh: '卖点', en: 'what is good about it' },
    plain:
      /(?:什么|啥)(?:特点|优点|优势|特色|亮点|好处)|好在哪|卖点|亮点|介绍一下|有什么不一样|值不值|what.{0,10}special|features|advantages|tell me about|why (?:should i )?(?:buy|choose)/,
    section: 'selling-points',
  },
}

/** Facts that activities own, though shops write them on cards too: one source answers. */
export const OWNED_BY_ACTIVITIES = /赠品|赠送|包邮|运费|发货|价保|优惠|gift|shipping/i

/** Of money, parcels and papers: whatever else such a text holds, a card does not answer it. */
export const ELSEWHERE =
  /满减|满\d|减\d|券|红包|津贴|积分|京豆|发票|快递|物流|退款|退货|退换|换货|退掉|取消|运费|保价|余额|账户|账号|支付|付款码|登录|报备|激活|coupon|voucher|invoice|refund|return (?:it|this|policy)|courier/i

/** Another than there is, or one made to measure: not on the card. */
export const ANOTHER =
  /[定订](?:做|制)|更[大小长短宽窄高厚]的|(?:别|其他|其它|另外)的?(?:尺寸|规格|高度|长度)|custom(?:[ -]made|i[sz]e)|made to measure|(?:bigger|larger|smaller|longer|shorter|other) (?:size|one)/i

/** About goods somebody has already: what is on the card does not settle it. */
export const OWN_CASE =
  /我(?:上次|之前|昨天|前天|刚)?(?:买|收到|订|拍)的|(?:收到|拿到|买回来).{0,8}(?:了|的)|已经(?:买|下单|付款)|买了(?:这|那)|订单|我的钱|到手|my order|i (?:bought|received|got|ordered)|arrived/i

/** Complaints: facts of the card do not settle them. */
export const CROSS =
  /严重|坏了|破了|差评|投诉|翻新|次品|假货|骗|太差|垃圾|失望|broken|fake|scam|terrible|awful/i

/** Signs of a question. */
export const ASKS =
  /[吗嘛么呢?？]|什么|怎么|怎样|如何|多少|多久|多大|多长|多高|多重|几|哪|谁|有没有|是不是|能不能|会不会|可不可以|啥|\b(?:what|which|how|when|where|who|is|are|does|do|can|could|will|should|any)\b/i

/** What asks for advice on health: never answered from a card of label-only goods. */
export const ADVICE =
  /能不能|可不可以|能(?:吃|用|喝|治)|可以(?:吃|用|喝)|孕|哺乳|小孩|儿童|宝宝|老人|过敏|副作用|一起(?:吃|用|服)|治|有效吗|管用|can i|can my|safe|pregnan|child|allerg|side effect|cure|treat|together with/i
