import type { PhraseBody } from './domain/phrase.ts'

type Row = [
  code: string,
  situation: PhraseBody['situation'],
  title: string,
  text: string,
  variants?: PhraseBody['variants'],
]

/**
 * What a new shop begins with. They promise nothing that only the shop can know: times, prices and rules are those of its
 * own pages. No superlatives, no way around the platform.
 */
const chinese: Row[] = [
  [
    'hy',
    'greeting',
    '首次来访',
    '{buyer}您好，欢迎来到{shop}，我是{agent}。您想了解哪一款，或者想解决什么问题？',
    {
      preheat:
        '{buyer}您好，欢迎来到{shop}，我是{agent}。活动正在预热，规则和开始时间都在活动页上，您想先看哪一款？',
      deposit:
        '{buyer}您好，欢迎来到{shop}，我是{agent}。现在是付定金的阶段，您是想选款，还是对定金和尾款有疑问？',
      balance: '{buyer}您好，欢迎来到{shop}，我是{agent}。现在可以付尾款了，付款时遇到问题可以直接告诉我。',
    },
  ],
  [
    'zl',
    'greeting',
    '再次来访',
    '{buyer}您好，又见面了，我是{agent}。这次想看点什么，还是之前的订单需要帮忙？',
  ],
  ['zz', 'greeting', '在的', '在的，您请说，我看着呢。'],
  [
    'sj',
    'greeting',
    '服务时间',
    '我们的服务时间是{hours}。这段时间以外的留言都会保留，上线后按先后顺序回复您。',
  ],
  [
    'xq',
    'product',
    '问清需求',
    '方便说说您是自己用还是送人、用在什么场合吗？我按您的情况来推荐，不合适的也会直说。',
  ],
  [
    'cm',
    'product',
    '尺码',
    '请告诉我您平时穿的尺码，或者身高和体重，我对照尺码表帮您看。您偏好合身还是宽松一些？',
  ],
  [
    'cs',
    'product',
    '材质参数',
    '{product}的材质和参数在商品详情里都有写明，您关心的是哪一项？我核对后告诉您。',
  ],
  ['kc', 'stock', '查库存', '我查一下您要的颜色和规格有没有货，请稍等，查到就回您。'],
  [
    'qh',
    'stock',
    '缺货',
    '您要的这个规格目前没有货，补货时间我还不能确定。您可以先在商品页订阅到货提醒，需要的话我帮您看看相近的款式。',
  ],
  [
    'yr',
    'preheat',
    '活动安排',
    '活动的开始时间、优惠和叠加规则都写在活动页上，以页面为准。您可以先加入购物车，开始后再决定要不要下单。',
    {
      deposit:
        '现在是付定金的阶段：定金、抵扣金额和付尾款的时间都写在商品页上，以页面为准。拍之前您可以先看一下退定金的规则。',
      balance: '现在是付尾款的阶段，截止时间在您的订单页上。付款前请核对一下规格和收货地址。',
      spot: '活动已经开始，现在下单按商品页上的活动价计算，能用的券在结算页会自动列出。',
    },
  ],
  [
    'yr2',
    'preheat',
    '现在拍还是等等',
    '要看您急不急用。急用的话现在就可以拍；不急的话可以等活动开始，两边的价格您比较一下再决定，我不替您做主。',
  ],
  [
    'yh',
    'offer',
    '优惠券',
    '目前可用的优惠在商品页和结算页都能看到，能不能叠加以结算页显示的金额为准。您把想买的加入购物车，我可以帮您一起核对。',
  ],
  ['jg', 'offer', '现在的价格', '{product}现在页面上的价格是{price}，实际付款以结算页为准。'],
  ['ml', 'busy', '咨询较多', '现在咨询的人比较多，让您久等了。请把问题一次写完整，我会按先后顺序逐个回复。'],
  ['sd', 'busy', '去核实', '好的，我去核实一下，请稍等，有结果就回复您。'],
  ['jd', 'busy', '让您久等', '不好意思让您久等了，刚才在核实您的问题，现在给您答复。'],
  [
    'yj',
    'bargaining',
    '统一价格',
    '理解您想再实惠一些。我们对每位顾客都是同样的价格和规则，现有的优惠我帮您都用上。',
  ],
  [
    'yj2',
    'bargaining',
    '婉拒',
    '这个价格我没有权限再改，不想许了您又做不到。您可以先考虑一下，有疑问随时问我。',
  ],
  [
    'cf',
    'payment',
    '未付款',
    '{buyer}您好，看到您有一笔订单还没付款，是规格没定下来，还是付款时遇到了问题？我可以帮您看看。暂时不需要的话不用理会，订单到时会自动关闭。',
    {
      deposit:
        '{buyer}您好，看到您拍下了还没付定金。对定金规则有疑问的话可以问我；不需要的话不用理会，订单到时会自动关闭。',
      balance: '{buyer}您好，您有一笔订单还没付尾款，截止时间在订单页上。规格或地址要改，请在付款前告诉我。',
    },
  ],
  [
    'fk',
    'payment',
    '付款失败',
    '付款没成功的话，可以换一种付款方式，或者退出后从订单页再试一次。页面上有提示的话，请截图发给我。',
  ],
  [
    'gd',
    'order-change',
    '核对订单',
    '请您核对一下订单{order}：商品、颜色、规格、数量和收货地址都对的话，回复“确认”就可以。',
  ],
  [
    'dz',
    'order-change',
    '修改地址',
    '还没发货的订单可以在订单页自己修改地址；改不了的话，把新的收件信息发在这里，我来看看能不能改。',
  ],
  [
    'gd2',
    'order-change',
    '已经发出',
    '这笔订单已经发出，内容改不了了。您可以收到后申请换货，或者申请退货，我来帮您操作。',
  ],
  [
    'fh',
    'shipping',
    '发货时间',
    '发货时间以商品页写明的为准，从付款后开始算。发出后，订单页会显示快递单号。',
    { spot: '活动期间订单较多，发货时间以商品页写明的活动发货时间为准。发出后，订单页会显示快递单号。' },
  ],
  ['wl', 'shipping', '物流没有更新', '我看到物流暂时没有更新，我去向快递核实，有结果就在这里回复您。'],
  [
    'kd',
    'shipping',
    '指定快递',
    '快递由仓库按地区安排，不一定能指定。您有特别的要求请先说，我问过仓库再答复您。',
  ],
  [
    'th',
    'returns',
    '退货',
    '退货请在订单页申请售后，审核通过后页面上会显示退货地址。能不能退、运费谁承担，以订单页显示的规则为准。',
  ],
  ['hh', 'returns', '换货', '换货请在订单页申请售后，写明想换的颜色和规格；我先帮您查一下新的那件有没有货。'],
  [
    'tk',
    'refund',
    '退款进度',
    '退款同意后会原路退回您付款的账户，到账时间要看支付渠道，订单页可以看到进度。',
  ],
  [
    'xc',
    'fault',
    '商品有问题',
    '很抱歉给您添麻烦了。请拍一下问题的位置和商品的整体，发在这里，我核实后和您商量怎么处理。',
  ],
  [
    'sf',
    'fault',
    '少件',
    '很抱歉让您收到的东西不全。请把收到的商品和包裹面单拍在一起发给我，我马上和仓库核实。',
  ],
  ['fp', 'invoice', '开发票', '发票请在订单页申请，填好抬头和税号。开好以后，在同一个页面可以下载。'],
  [
    'ts',
    'soothing',
    '不满',
    '给您造成这样的体验，真的很抱歉。您说的情况我记下来了，我先核实清楚，再给您明确的答复。',
  ],
  ['zj', 'handover', '转给同事', '这个问题由负责的同事处理更合适，我把情况写清楚转过去，您不用再说一遍。'],
  ['pt', 'other', '在这里沟通', '照片和要求直接发在这个窗口就可以，我都能看到，有记录对您也更有保障。'],
  ['gb', 'farewell', '道别', '好的，那先不打扰您了，之后有问题随时在这里留言。祝您生活愉快。'],
  ['xx', 'farewell', '感谢评价', '谢谢您抽空写下使用感受，好的和不足的我们都会认真看。'],
]

const english: Row[] = [
  [
    'hi',
    'greeting',
    'First visit',
    'Hello {buyer}, welcome to {shop}. My name is {agent}. Which item are you looking at, or what can I help you with?',
    {
      preheat:
        'Hello {buyer}, welcome to {shop}. My name is {agent}. Our sale is about to begin; its rules and times are on the sale page. Which item would you like to look at?',
      deposit:
        'Hello {buyer}, welcome to {shop}. My name is {agent}. Deposits can be paid now. Are you choosing an item, or do you have a question about deposit and balance?',
      balance:
        'Hello {buyer}, welcome to {shop}. My name is {agent}. Balances can be paid now. If the payment gives you trouble, tell me here.',
    },
  ],
  [
    'back',
    'greeting',
    'Coming back',
    'Hello {buyer}, good to see you again, this is {agent}. Are you looking for something new, or is it about an earlier order?',
  ],
  ['here', 'greeting', 'I am here', 'Yes, I am here. Please go ahead.'],
  [
    'hours',
    'greeting',
    'Hours',
    'We answer {hours}. Messages written outside of these hours are kept and answered in turn.',
  ],
  [
    'need',
    'product',
    'What it is for',
    'Is it for yourself or a gift, and where will it be used? I will suggest what fits, and say so if something does not.',
  ],
  [
    'size',
    'product',
    'Size',
    'Please tell me the size you usually wear, or your height and weight, and I will check the size chart. Do you like it close or loose?',
  ],
  [
    'spec',
    'product',
    'Material',
    'Material and measurements of {product} are on its page. Which of them do you need to know? I will check it for you.',
  ],
  [
    'stock',
    'stock',
    'Checking stock',
    'Let me check whether the colour and size you want are in stock. I will be back with an answer.',
  ],
  [
    'out',
    'stock',
    'Out of stock',
    'This one is out of stock, and I do not know yet when it will be back. You can ask to be told on the product page, or I can look for something close to it.',
  ],
  [
    'sale',
    'preheat',
    'How the sale works',
    'When the sale begins, what is off and which offers go together is written on the sale page, and that is what counts. You can put items in your cart now and decide later.',
    {
      deposit:
        'Deposits can be paid now. The deposit, what it takes off and when the balance is due are on the product page, and that is what counts. Please read the rules on returning a deposit first.',
      balance:
        'Balances can be paid now; the last day is on your order page. Please check size, colour and address before you pay.',
      spot: 'The sale is on: orders placed now are charged the sale price of the product page. The checkout lists the coupons you can use.',
    },
  ],
  [
    'wait',
    'preheat',
    'Now or later',
    'That depends on when you need it. If soon, you can order now; if not, wait for the sale and compare both prices. The choice is yours.',
  ],
  [
    'offer',
    'offer',
    'Coupons',
    'The offers you can use are on the product page and at the checkout; the amount at the checkout is what counts. Put the items in your cart and I will check them with you.',
  ],
  [
    'price',
    'offer',
    'Price now',
    '{product} is {price} on its page now. What you pay is the amount at the checkout.',
  ],
  [
    'busy',
    'busy',
    'Many questions',
    'Many people are writing to us now, thank you for waiting. Please put all of your question into one message; I answer in turn.',
  ],
  ['hold', 'busy', 'Checking', 'Let me check that for you. I will be back as soon as I know.'],
  [
    'sorry',
    'busy',
    'Late answer',
    'Sorry to have kept you waiting. I was checking your question and can answer it now.',
  ],
  [
    'same',
    'bargaining',
    'Same price for all',
    'I understand that you would like to pay less. Our price and rules are the same for every customer; I will help you use all the offers there are.',
  ],
  [
    'no',
    'bargaining',
    'Declining',
    'I cannot change this price, and I do not want to promise what I cannot keep. Take your time, and ask me anything.',
  ],
  [
    'pay',
    'payment',
    'Not paid yet',
    'Hello {buyer}, one of your orders has not been paid yet. Are you still choosing, or did the payment not go through? I can have a look. If you no longer need it, there is nothing to do: it will close by itself.',
    {
      deposit:
        'Hello {buyer}, the deposit of your order has not been paid yet. Ask me if anything about it is unclear. If you no longer need it, there is nothing to do: it will close by itself.',
      balance:
        'Hello {buyer}, the balance of your order has not been paid yet; the last day is on your order page. If size or address should change, please tell me before you pay.',
    },
  ],
  [
    'fail',
    'payment',
    'Payment failed',
    'If the payment did not go through, try another way to pay, or open the order again and retry. If the page shows a message, please send me a picture of it.',
  ],
  [
    'check',
    'order-change',
    'Check the order',
    'Please check order {order}: if items, colour, size, number and address are all right, just answer “confirmed”.',
  ],
  [
    'addr',
    'order-change',
    'Address',
    'As long as it has not been sent, you can change the address on the order page. If that does not work, write the new one here and I will see what can be done.',
  ],
  [
    'sent',
    'order-change',
    'Already sent',
    'This order has been sent and cannot be changed any more. You can ask for an exchange or a return when it arrives, and I will help you with it.',
  ],
  [
    'ship',
    'shipping',
    'When it is sent',
    'The time until it is sent is on the product page and begins with your payment. The tracking number appears on your order page.',
    {
      spot: 'During the sale the time until it is sent is the one on the product page for the sale. The tracking number appears on your order page.',
    },
  ],
  [
    'track',
    'shipping',
    'No news of a parcel',
    'I see that the tracking has not moved. I am asking the carrier and will answer you here when I know more.',
  ],
  [
    'carrier',
    'shipping',
    'Choice of carrier',
    'The warehouse chooses the carrier by region, so I cannot promise one. Tell me what you need, and I will ask them first.',
  ],
  [
    'return',
    'returns',
    'Return',
    'Please ask for a return on the order page; once it is accepted, the address is shown there. Whether it can be returned and who pays for it follows the rules on that page.',
  ],
  [
    'swap',
    'returns',
    'Exchange',
    'Please ask for an exchange on the order page with the colour and size you want. I will check whether it is in stock.',
  ],
  [
    'refund',
    'refund',
    'Where is my refund',
    'An accepted refund goes back the way you paid. How long that takes depends on the payment provider; the order page shows how far it is.',
  ],
  [
    'fault',
    'fault',
    'Something is wrong',
    'I am sorry for the trouble. Please send me a picture of the fault and one of the whole item; I will look into it and we find a solution together.',
  ],
  [
    'missing',
    'fault',
    'Something is missing',
    'I am sorry that something is missing. Please send one picture of all you received together with the label of the parcel, and I will ask the warehouse.',
  ],
  [
    'invoice',
    'invoice',
    'Invoice',
    'Please ask for the invoice on the order page. When it is ready, you can download it there.',
  ],
  [
    'calm',
    'soothing',
    'Displeased',
    'I am sorry that this is how it went. I have noted what you told me; I will find out what happened and then give you a clear answer.',
  ],
  [
    'pass',
    'handover',
    'To a colleague',
    'A colleague who deals with this will take over. I have written down everything, so you do not need to explain it again.',
  ],
  [
    'chat',
    'other',
    'Write here',
    'Please send pictures and wishes here in this window: I see them all, and everything is on record for you.',
  ],
  [
    'bye',
    'farewell',
    'Goodbye',
    'Thank you for writing to us. If anything comes up later, just write here. Have a good day!',
  ],
  [
    'thanks',
    'farewell',
    'Thanks for a review',
    'Thank you for taking the time to write about it. We read the praise and the criticism alike.',
  ],
]

/** The phrases a new shop begins with, in its language. */
export const defaultPhrases = (locale: 'zh-CN' | 'en'): PhraseBody[] =>
  (locale === 'en' ? english : chinese).map(([code, situation, title, text, variants = {}]) => ({
    scope: 'shop',
    team: null,
    code,
    situation,
    title,
    text,
    variants,
    pictures: [],
  }))
