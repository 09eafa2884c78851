import type { Chance } from '../routing/random.ts'

/** What somebody would write who hides nothing. `hidden` is the part that a disguise works on. */
export interface Seed {
  kind: 'phone' | 'wechat' | 'qq' | 'host' | 'platform' | 'pay' | 'alipay' | 'review' | 'email' | 'qr'
  before: string
  hidden: string
  after: string
}

const digits = (chance: Chance, count: number): string =>
  Array.from({ length: count }, () => Math.floor(chance.next() * 10)).join('')
const MOBILES = [
  '130',
  '131',
  '135',
  '136',
  '138',
  '139',
  '150',
  '152',
  '157',
  '158',
  '166',
  '176',
  '177',
  '180',
  '182',
  '186',
  '188',
  '189',
  '191',
  '198',
  '199',
] as const
const NAMES = [
  'lovely',
  'boss',
  'qingqing',
  'kefu',
  'xiaodian',
  'sunny',
  'amy',
  'hangzhou',
  'yunduo',
  'lele',
] as const

const mobile = (chance: Chance): string => chance.pick(MOBILES) + digits(chance, 8)
const account = (chance: Chance): string =>
  chance.pick(NAMES) + chance.pick(['', '_', ''] as const) + digits(chance, 2 + Math.floor(chance.next() * 4))
const qq = (chance: Chance): string =>
  String(1 + Math.floor(chance.next() * 9)) + digits(chance, 5 + Math.floor(chance.next() * 5))
const host = (chance: Chance): string =>
  chance.pick(['www.', '', 'm.', 'shop.'] as const) +
  chance.pick(NAMES) +
  digits(chance, Math.floor(chance.next() * 3)) +
  chance.pick(['.com', '.cn', '.net', '.top', '.vip', '.com.cn'] as const)

const FRAMES = [
  '您好亲，',
  '有问题',
  '尺码不合适的话',
  '这边给您优惠，',
  '',
  '亲亲，需要的话',
  '库存不多了哦 ',
  '晚上我不在线，',
] as const
const ENDS = ['', '哦', '，谢谢', ' 亲', '～', '，发您细节图', '呢', '。'] as const

type Make = (chance: Chance) => Omit<Seed, 'before' | 'after'> & { before?: string; after?: string }
const makes: readonly [Make, ...Make[]] = [
  (c) => ({ kind: 'phone', before: c.pick(['打', '电话', '联系', '', '我的手机']), hidden: mobile(c) }),
  (c) => ({ kind: 'phone', before: c.pick(['', '打我', '拨']), hidden: mobile(c) }),
  (c) => ({
    kind: 'phone',
    before: '店里电话',
    hidden: `${c.pick(['010', '021', '0571', '0755', '028'])}${2 + Math.floor(c.next() * 6)}${digits(c, 7)}`,
  }),
  (c) => ({ kind: 'wechat', before: c.pick(['加我', '加', '可以加']), hidden: '微信', after: account(c) }),
  (c) => ({
    kind: 'wechat',
    before: c.pick(['我的', '我', '老板']),
    hidden: '微信',
    after: `号${account(c)}`,
  }),
  (c) => ({ kind: 'wechat', before: c.pick(['加个', '加一下', '留个', '换']), hidden: '微信' }),
  () => ({ kind: 'wechat', before: '', hidden: '加微信' }),
  () => ({ kind: 'wechat', before: '', hidden: '加我微信' }),
  (c) => ({ kind: 'qq', before: c.pick(['加', '我的', '联系']), hidden: `QQ${qq(c)}` }),
  (c) => ({ kind: 'qq', before: c.pick(['加', '']), hidden: '扣扣', after: qq(c) }),
  (c) => ({ kind: 'qq', before: '加QQ', hidden: qq(c) }),
  (c) => ({ kind: 'host', before: c.pick(['打开', '搜', '看', '去']), hidden: host(c) }),
  (c) => ({
    kind: 'email',
    before: c.pick(['发到', '邮箱', '']),
    hidden: `${c.pick(NAMES)}${digits(c, 3)}@${c.pick(['qq.com', '163.com', 'gmail.com', 'foxmail.com'])}`,
  }),
  (c) => ({
    kind: 'platform',
    before: c.pick(['去', '上', '到', '在']),
    hidden: c.pick(['淘宝', '天猫', '京东', '抖音', '小红书', '闲鱼', '快手']),
    after: c.pick(['搜我们店', '下单更便宜', '看看', '买', '店里有']),
  }),
  (c) => ({
    kind: 'platform',
    before: c.pick(['我们', '这款', '']),
    hidden: c.pick(['淘宝', '天猫', '抖音', '小红书']),
    after: c.pick(['也有店', '店铺在卖', '更便宜']),
  }),
  (c) => ({
    kind: 'pay',
    before: c.pick(['可以', '直接', '']),
    hidden: c.pick(['支付宝转账', '微信转账', '银行卡转账']),
    after: c.pick(['给我', '更便宜', '']),
  }),
  (c) => ({
    kind: 'alipay',
    before: c.pick(['打到', '转我', '']),
    hidden: '支付宝',
    after: c.pick([mobile(c), `账号${mobile(c)}`]),
  }),
  (c) => ({
    kind: 'review',
    before: c.pick(['', '收到后', '给个']),
    hidden: c.pick(['好评返现', '返现']),
    after: c.pick(['5元', '', '3块']),
  }),
  (c) => ({ kind: 'qr', before: c.pick(['扫这个', '发您', '看']), hidden: '二维码' }),
]

/** One seed in an ordinary sentence. */
export const seed = (chance: Chance): Seed => {
  const { kind, before = '', hidden, after = '' } = chance.pick(makes)(chance)
  const seen = kind === 'review' && hidden === '返现' ? '好评' : ''
  return { kind, before: chance.pick(FRAMES) + before + seen, hidden, after: after + chance.pick(ENDS) }
}
