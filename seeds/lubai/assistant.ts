import type { AssistantSettings, KeywordRule } from '../../src/features/assistant/domain/settings.ts'
import { defaultAssistantSettings } from '../../src/features/assistant/index.ts'
import type { ShopName } from '../script.ts'

type Row = [id: string, keywords: string[], answer: string]

/**
 * The first rule whose keyword is in the message answers, so the narrow ones stand above the broad ones.
 * A rule's answer ends the wait. Asking for a person, complaining, bargaining and buying in bulk therefore have no
 * rule: those questions stay in the queue until somebody answers.
 */
const rows: Row[] = [
  // English, above the Chinese, so that “a 1.8 m bed” is answered in the language of its sentence
  [
    'en-arrival',
    [
      'how long does shipping',
      'how long will it take',
      'when will it arrive',
      'delivery time',
      'how many days',
      'track my order',
    ],
    'After dispatch, delivery inside mainland China takes 1–4 days (Xinjiang and Tibet 5–8 days). You can follow the parcel in your order.',
  ],
  [
    'en-dispatch',
    [
      'when will it ship',
      'order ship',
      'ship my order',
      'order be shipped',
      'when do you ship',
      'when will you ship',
      'shipping time',
      'dispatch',
      'not shipped',
    ],
    'Hello {buyer}, orders leave our Nantong warehouse within 48 hours after payment. The tracking number then appears in your order.',
  ],
  [
    'en-freight',
    [
      'free shipping',
      'shipping cost',
      'shipping fee',
      'ship to',
      'ship abroad',
      'ship overseas',
      'international shipping',
    ],
    'Shipping is free within mainland China, with an extra 15 yuan for Xinjiang and Tibet. We cannot ship to Hong Kong, Macao, Taiwan or abroad yet.',
  ],
  [
    'en-change',
    [
      'change my address',
      'change the address',
      'wrong address',
      'change my order',
      'cancel my order',
      'cancel the order',
    ],
    'Orders that have not left the warehouse can be changed or cancelled on the order page. If the button is missing, please leave the order number and what should change here, and a colleague will check it.',
  ],
  [
    'en-returns',
    ['return', 'exchange', 'send it back', 'refund policy', 'want a refund'],
    'Unused items can be returned or exchanged within 7 days after delivery: open your order, choose “after-sales” and the reason. Approved refunds go back the way you paid within 1–3 working days.',
  ],
  [
    'en-size',
    ['what size', 'which size', 'size chart', 'how big', 'bed size', 'queen', 'king size'],
    'For a 1.5 m bed: duvet cover 200×230 cm, sheet 230×250 cm. For a 1.8 m bed: duvet cover 220×240 cm, sheet 250×270 cm. The size chart for home wear is on the product page.',
  ],
  [
    'en-material',
    ['material', 'cotton', 'linen', 'fabric'],
    'Our four-piece sets are washed cotton (40s yarn); the oatmeal set is 55 % linen and 45 % cotton. The composition of every product is in its details.',
  ],
  [
    'en-washing',
    ['wash', 'tumble dry', 'shrink'],
    'Please rinse once before use, then machine-wash below 30 °C in a laundry bag, without bleach; dry at low heat or in the shade. Pillow cores and duvets are not machine-washable.',
  ],
  [
    'en-stock',
    ['in stock', 'available', 'restock', 'sold out'],
    'Every colour and size that can be chosen on the product page is in stock. For the others, please use “tell me when it is back”.',
  ],
  [
    'en-coupon',
    ['coupon', 'discount code', 'any discount', 'promotion'],
    'Shop coupons are on the product page: 30 yuan off from 300, and 80 yuan off from 600, one for each order. Checkout picks the one that fits.',
  ],
  [
    'en-gift',
    ['free gift', 'gift box', 'gift wrap'],
    'A laundry bag comes with every bedding set. The gift box holds two towels, a laundry bag and a card; please write the words for the card in the order remark.',
  ],
  [
    'en-invoice',
    ['invoice', 'receipt'],
    'You can ask for an electronic invoice on the order page; it is ready within three working days and can be downloaded there.',
  ],
  [
    'en-hours',
    ['opening hours', 'business hours', 'when are you open'],
    'Our people are here {hours}. Outside these hours please leave a message and we will answer in turn.',
  ],
  // Delivery
  [
    'not-dispatched',
    ['还没发货', '怎么不发货', '没有发货', '催一下发货', '还不发货', '催发货'],
    '{buyer}您好，订单会在付款后 48 小时内从南通仓发出，发出后订单页会出现物流单号。如果已经超过 48 小时，请把订单号发在这里，客服会逐单核查。',
  ],
  [
    'dispatch',
    [
      '什么时候发货',
      '啥时候发货',
      '多久发货',
      '几天发货',
      '几时发货',
      '发货时间',
      '什么时候发',
      '今天发货吗',
      '今天能发',
      '当天发',
    ],
    '您好{buyer}，现货商品付款后 48 小时内从南通仓发出，发出后可以在订单里查看物流。',
  ],
  [
    'arrival',
    [
      '几天到',
      '几天能到',
      '几号能到',
      '几号到',
      '多久到',
      '多久能到',
      '什么时候到',
      '到哪了',
      '到哪里了',
      '查物流',
      '物流信息',
      '快递单号',
    ],
    '发出后，江浙沪皖一般 1–2 天送达，其他地区 2–4 天，新疆、西藏 5–8 天。物流可以在订单页查看；如果两天没有更新，请把订单号发在这里。',
  ],
  [
    'courier',
    ['什么快递', '哪家快递', '哪个快递', '发啥快递', '指定快递', '快递可以选'],
    '快递由仓库按收货地区安排，送货到门，暂时不能指定。发出后订单页会显示快递公司和单号。',
  ],
  [
    'freight-insurance',
    ['运费险'],
    '订单页显示“退货运费险”的，退货运费由保险按规则赔付；没有显示的，属于质量问题时来回运费由我们承担。',
  ],
  [
    'freight',
    ['包邮', '邮费', '运费多少', '要运费', '偏远地区', '新疆', '西藏', '寄到香港', '寄到国外', '寄海外'],
    '中国大陆包邮；新疆、西藏每单补运费 15 元；港澳台和海外暂时不能寄送。',
  ],
  // Orders that are on their way
  [
    'address',
    [
      '改地址',
      '改下地址',
      '改一下地址',
      '地址填错',
      '地址写错',
      '地址错了',
      '修改地址',
      '换地址',
      '修改收货',
    ],
    '还没发出的订单，可以在订单页点“修改地址”自助修改。页面上没有这个按钮时，请把订单号和新的区县、街道发在这里，客服核对后为您处理。',
  ],
  [
    'order-change',
    ['拍错', '下错单', '买错', '修改订单', '改颜色', '换颜色', '改尺寸', '改备注'],
    '还没发出的订单可以改颜色、尺寸和备注。请写明订单号和想改成什么，客服改好后会发给您核对；已经发出的订单，收到后可以申请换货。',
  ],
  [
    'cancel',
    ['取消订单', '撤销订单', '订单取消', '不想要了'],
    '还没发出的订单，可以在订单页点“申请退款”取消，同意后原路退回。已经发出的，可以拒收，或收到后七天内申请退货。',
  ],
  // After-sales
  [
    'refund-progress',
    ['退款多久', '退款到账', '什么时候退款', '退款进度', '退款几天', '钱退到哪'],
    '退款同意后原路退回您付款的账户，一般 1–3 个工作日到账，进度可以在订单的售后记录里看到。',
  ],
  [
    'exchange',
    ['换货', '可以换吗', '能换吗', '换大一码', '换小一码', '换个码', '换个尺码', '换尺寸'],
    '签收后七天内可以换货，商品请保持没洗过、不影响再次销售。请在订单页申请售后，选“换货”，写明想换的颜色或尺码。',
  ],
  [
    'returns',
    ['退货', '退换', '无理由', '能退吗', '可以退吗', '怎么退', '不满意'],
    '支持签收后七天无理由退货，商品请保持没洗过、不影响再次销售。请在订单页申请售后，选“退货退款”，同意后页面上有退货地址。',
  ],
  [
    'missing',
    ['少发', '漏发', '少件', '少了一', '少一个', '没有枕套', '没看到洗护袋'],
    '非常抱歉！请把收到的商品和包裹面单拍照发在这里，客服核对后 48 小时内补发，运费由我们承担。',
  ],
  [
    'defect',
    ['破损', '破了', '开线', '脱线', '瑕疵', '有洞', '起球', '质量问题'],
    '非常抱歉给您添麻烦了。请把问题的位置和整件商品各拍一张发在这里，客服核对后，换新或退款由您选择。',
  ],
  [
    'warranty',
    ['质保', '保修', '保多久', '坏了怎么办'],
    '缝线和拉链质保 6 个月，质保期内出现问题，请拍照发在这里，客服核对后为您换新或维修。',
  ],
  // Goods
  [
    'bed-size',
    [
      '1.5米',
      '1.8米',
      '1.2米',
      '1.5m',
      '1.8m',
      '一米五',
      '一米八',
      '床单尺寸',
      '被套尺寸',
      '枕套尺寸',
      '多大的床',
      '床品尺寸',
    ],
    '1.5 米床：被套 200×230、床单 230×250；1.8 米床：被套 220×240、床单 250×270；枕套都是 48×74（单位厘米）。儿童款适合 1.2 米床。',
  ],
  [
    'wear-size',
    ['尺码', '身高', '体重', '穿多大', '多大码', '选什么码', '哪个码', '码数'],
    '家居服女款：S 150–160 cm、40–50 kg；M 158–166 cm、48–58 kg；L 164–172 cm、56–66 kg；XL 170–178 cm、64–74 kg。男款：M 163–170 cm、52–63 kg；L 168–176 cm、62–73 kg；XL 174–182 cm、72–83 kg；XXL 180–188 cm、82–93 kg。介于两个码之间时，喜欢宽松选大一码。',
  ],
  [
    'material',
    ['材质', '面料', '纯棉', '全棉', '成分', '什么料子', '填充'],
    '四件套是全棉水洗布（40 支），亚麻棉款含亚麻 55 %、棉 45 %，家居服是全棉双层纱，春秋被填充大豆蛋白复合纤维。每款的成分写在商品页参数里。',
  ],
  [
    'washing',
    ['机洗', '怎么洗', '洗涤', '水洗会', '掉色', '褪色', '缩水', '烘干', '能洗吗'],
    '首次使用请单独过水；之后 30 ℃ 以下装洗衣袋机洗，深浅分开，不用漂白剂，低温烘干或阴凉处晾干。枕芯和春秋被不能机洗。',
  ],
  [
    'safety',
    ['甲醛', '安全类别', 'A类', '婴儿', '宝宝能用', '宝宝可以用', '有味道', '有异味'],
    '儿童款是 A 类（婴幼儿用品），其他贴身商品是 B 类，检测信息在商品页可以查看。新品刚拆封有一点布料味，过水晾晒后会散去。',
  ],
  [
    'colour',
    ['色差', '实物颜色', '颜色一样吗', '颜色准吗'],
    '图片在自然光下拍摄，不同屏幕会有一点差别，以实物为准；收到后觉得颜色不合适，七天内可以退换。',
  ],
  [
    'stock',
    ['有货吗', '有现货', '还有货', '缺货', '补货', '没货', '到货'],
    '商品页能选中并下单的颜色和尺寸都有现货。显示缺货的，可以点“到货提醒”，到货后会通知您。',
  ],
  // Prices
  [
    'coupon',
    ['优惠券', '满减', '领券', '有券', '有优惠', '有活动', '什么活动'],
    '店铺券在商品页领取：满 300 减 30，满 600 减 80，一单用一张，结算时自动选合适的那张。活动的时间和价格以商品页写的为准。',
  ],
  [
    'price-protection',
    ['价保', '保价', '买贵了', '降价了', '补差价', '退差价'],
    '付款后 15 天内同款降价，可以在订单页点“价格保护”申请退差价，系统核对后原路退回。',
  ],
  [
    'gift-wrap',
    ['礼盒', '贺卡', '礼品袋', '送人', '送朋友'],
    '可以选安睡礼盒：长绒棉毛巾 2 条、洗护袋 1 个、贺卡 1 张。贺卡文字请在下单时写在备注里，包裹里不放价格单。',
  ],
  [
    'gift',
    ['赠品', '送什么', '有礼物', '有赠', '送洗护袋'],
    '每套四件套和儿童三件套送洗护袋 1 个，随包裹一起寄出，不用另外拍。其他赠品以商品页写的为准。',
  ],
  [
    'invoice',
    ['发票', '开票', '抬头'],
    '可以开电子发票。请在订单页点“申请开票”填写抬头，三个工作日内开好，在同一个页面下载。',
  ],
  [
    'how-to-order',
    ['怎么下单', '怎么买', '怎么拍', '怎么付款', '付不了款', '付款失败'],
    '在商品页选好颜色和尺寸，点“购买”，确认地址后付款就可以。付款没成功时，请退出订单再试一次，或换一种付款方式。',
  ],
  [
    'authenticity',
    ['正品', '假货', '真的假的', '授权'],
    '{shop}是芦白自己开的店，商品都由南通仓发出，支持七天无理由退货。',
  ],
  [
    'hours',
    ['几点上班', '几点下班', '营业时间', '上班时间', '人工时间', '客服时间'],
    '人工客服的在线时间是 {hours}，其余时间请留言，我们上线后按顺序回复。',
  ],
]

const rules: KeywordRule[] = rows.map(([id, keywords, answer]) => ({
  id,
  enabled: true,
  keywords,
  match: 'any',
  answer,
}))

export const assistantOf = (shop: ShopName): AssistantSettings => ({
  ...defaultAssistantSettings('zh-CN'),
  enabled: true,
  greeting: `{buyer}您好，欢迎来到{shop}！我是智能客服小芦，发货、尺寸、退换这些可以直接问我；需要人工时请写下问题，客服会来接待。${shop === 'site' ? '（English is welcome, too.）' : ''}`,
  rules,
  // Around the clock, as on the days of a campaign: whoever tries the desk does so in their own time zone.
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
  outOfHours: '现在不在人工服务时间（{hours}）。请把问题和订单号留在这里，客服上线后会按顺序回复您。',
  busy: '现在咨询的人比较多，让您久等了。请先把问题写完整，客服会按顺序尽快回复您。',
  busyAbove: 8,
  holdAfter: 40,
  reopenWithin: 120,
  closeAfter: 1440,
})
