import type { ShopFacts } from '../../shop/domain.ts'
import type { FaqBody } from '../domain/faq.ts'

type Row = [category: string, question: string, wordings: string, answer: string]

/** Where a shop begins: what every shop is asked, answered so that it holds for every shop. Wordings are parted by `|`. */
const zh: Row[] = [
  [
    '物流',
    '什么时候发货',
    '多久发货|几天发货|今天能发货吗|下单后多久发出|啥时候发|现在拍什么时候能发',
    '付款后我们会尽快安排发货，最晚不超过商品页面标注的时间；发出后可以在订单里查看物流。',
  ],
  [
    '物流',
    '还没发货怎么办',
    '怎么还不发货|催一下发货|下单好几天了还没发|能不能快点发货|我的订单怎么没动静',
    '请把订单号发在这里，客服会逐单核查，并告诉您预计发出的时间。',
  ],
  [
    '物流',
    '几天能到',
    '多久到货|什么时候能收到|快递要几天|大概哪天送到|路上要走几天',
    '到货时间由收货地区和快递决定，发出后可以在订单的物流信息里看到预计送达的日期。',
  ],
  [
    '物流',
    '发什么快递',
    '用哪家快递|是哪个快递|可以指定快递吗|能换快递公司吗',
    '快递由仓库按收货地区安排，发出后订单页会显示快递公司和单号。需要指定的话，请在下单前告诉客服。',
  ],
  [
    '物流',
    '包邮吗',
    '要邮费吗|运费多少钱|免运费吗|邮费怎么算|偏远地区包邮吗',
    '运费以下单页面显示的为准，不同地区可能不同，提交订单前就能看到。',
  ],
  [
    '订单',
    '怎么改地址',
    '地址填错了|收货地址能改吗|想换个收货地址|电话写错了怎么改',
    '还没发货的订单可以在订单页修改地址。页面上没有这个按钮时，请把订单号和新地址发在这里，客服核对后为您处理。',
  ],
  [
    '订单',
    '怎么取消订单',
    '不想要了能取消吗|拍错了怎么退|订单可以撤销吗|买错了想取消',
    '还没发货的订单可以在订单页申请退款；已经发出的，可以拒收，或收到后申请退货。',
  ],
  [
    '售后',
    '怎么退货',
    '可以退吗|不喜欢能退吗|支持七天无理由吗|退货流程是什么|不合适怎么退',
    '请在订单页面提交售后申请，选择“退货退款”和原因，同意后页面上会有退货地址。商品请保持完好、不影响再次销售。',
  ],
  [
    '售后',
    '怎么换货',
    '能换吗|想换个颜色|尺码不合适能换吗|换货流程',
    '请在订单页面提交售后申请，选择“换货”，写明想换成什么；收到退回的商品后，我们会尽快寄出新的。',
  ],
  [
    '售后',
    '退款多久到账',
    '退款什么时候到|钱什么时候退给我|退款进度在哪看|退的钱去哪了',
    '退款同意后原路退回付款账户，到账时间由支付渠道决定，进度可以在订单的售后记录里看到。',
  ],
  [
    '售后',
    '收到的商品有问题',
    '东西是坏的|有瑕疵怎么办|质量有问题|收到破损了|少发了一件|发错货了',
    '非常抱歉给您添麻烦了。请把问题的位置、整件商品和快递面单拍照发在这里，客服核对后为您处理。',
  ],
  [
    '发票',
    '可以开发票吗',
    '怎么开票|能开专票吗|发票抬头怎么填|有电子发票吗',
    '可以开发票。请在订单页面申请开票，或把抬头和税号发在这里。',
  ],
  [
    '优惠',
    '有优惠吗',
    '能便宜点吗|有优惠券吗|最近有活动吗|有没有折扣|满减怎么用',
    '当前的优惠都写在商品页面上，符合条件的会在结算时自动使用，以结算页面显示的金额为准。',
  ],
  [
    '商品',
    '有现货吗',
    '还有货吗|缺货什么时候补|这款有没有库存|显示无货怎么办',
    '商品页能选中并下单的都有货。显示缺货的，可以登记到货提醒，到货后会通知您。',
  ],
  [
    '店铺',
    '人工客服几点在线',
    '什么时候有人工|客服上班时间|几点下班|转人工要等多久|营业时间是几点',
    '人工客服的在线时间是 {hours}，其余时间请留言，我们上线后按顺序回复。',
  ],
]

const en: Row[] = [
  [
    'Delivery',
    'When will you ship my order?',
    'how long until it ships|when do you dispatch|can you ship today|how soon do you send it out|shipping time',
    'We send every order as soon as we can after payment, at the latest by the time promised on the product page. You can follow the parcel in your order.',
  ],
  [
    'Delivery',
    'My order has not shipped yet',
    'why has it not shipped|still not dispatched|can you hurry up|nothing has happened with my order',
    'Please leave your order number here: a colleague will look into it and tell you when it will be sent.',
  ],
  [
    'Delivery',
    'How long does delivery take?',
    'when will it arrive|how many days until I get it|delivery time|when do I receive it',
    'That depends on your region and the carrier. Once it has been sent, your order shows the expected day.',
  ],
  [
    'Delivery',
    'Which carrier do you use?',
    'who delivers it|can I choose the courier|what courier is it',
    'The warehouse chooses a carrier for your region; your order shows its name and the tracking number. If you need a certain one, please ask us before ordering.',
  ],
  [
    'Delivery',
    'Is shipping free?',
    'how much is shipping|delivery costs|do I pay postage|shipping fee',
    'Checkout shows the shipping fee for your address before you place the order.',
  ],
  [
    'Order',
    'How can I change my address?',
    'wrong address|I entered the wrong address|change the delivery address|my phone number is wrong',
    'While an order has not been sent you can change the address on the order page. If there is no such button, please leave the order number and the new address here.',
  ],
  [
    'Order',
    'How can I cancel my order?',
    'I want to cancel|cancel the order|I ordered by mistake|don’t want it any more',
    'An order that has not been sent can be cancelled on the order page. One that is on its way can be refused, or returned when you have it.',
  ],
  [
    'After-sales',
    'How can I return an item?',
    'can I send it back|return policy|I do not like it, can I return it|how do returns work',
    'Please open a request in your order, choose “return” and the reason; the address for the return is shown once it is approved. Keep the item as you received it.',
  ],
  [
    'After-sales',
    'How can I exchange an item?',
    'can I swap it|exchange for another size|I want a different colour|wrong size',
    'Please open a request in your order, choose “exchange” and say what you would like instead. We send the new one when the old one has come back.',
  ],
  [
    'After-sales',
    'When do I get my refund?',
    'how long does a refund take|where is my refund|refund status|when will the money be back',
    'An approved refund goes back the way you paid; how long it takes is up to the payment service. Your order shows how far it is.',
  ],
  [
    'After-sales',
    'There is something wrong with what I received',
    'it is broken|it arrived damaged|wrong item|something is missing|poor quality, there is a defect',
    'We are very sorry. Please send photos of the problem, the whole item and the shipping label here; a colleague will take care of it.',
  ],
  [
    'Invoice',
    'Can I have an invoice?',
    'I need an invoice|how do I get a receipt|invoice for my company',
    'Of course. Please ask for it on the order page, or leave the name and tax number here.',
  ],
  [
    'Offers',
    'Is there a discount?',
    'any coupons|do you have a promotion|can you make it cheaper|discount code',
    'All current offers are on the product page. Those that fit are used at checkout, and the amount shown there is what you pay.',
  ],
  [
    'Products',
    'Is it in stock?',
    'do you still have it|when will it be back in stock|sold out, when do you restock|is this available',
    'Whatever can be chosen and ordered on the product page is in stock. For the rest, you can ask to be told when it is back.',
  ],
  [
    'Shop',
    'When are your people online?',
    'opening hours|business hours|can I talk to a person|when are you open',
    'Our people are here {hours}. Outside these hours please leave a message and we will answer in turn.',
  ],
]

/** An entry for all products and times, as a shop begins with. `wordings` are parted by `|`. */
export const plainEntry = (
  category: string,
  question: string,
  wordings: string,
  answer: string,
): FaqBody => ({
  enabled: true,
  question,
  wordings: wordings.split('|'),
  answer,
  pictures: [],
  category,
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
  ownerId: null,
})

/** The FAQ a new shop begins with, in the language it speaks to buyers (specs/assistant.md AST-69). */
export const defaultFaq = (locale: ShopFacts['locale']): FaqBody[] =>
  (locale === 'en' ? en : zh).map((row) => plainEntry(...row))
