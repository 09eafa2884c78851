import type { Platform } from '../../../shop/domain.ts'
import type { Topic } from '../words/terms.ts'

/** What is a platform's own: its hosts (with all below them), its names and messengers, its way of paying. */
export interface Own {
  hosts: readonly string[]
  topics: readonly Topic[]
  /** Whether buyers can pay with WeChat there, so that it may be named as a way of paying. */
  wechatPay: boolean
  /** Service numbers of the platform itself. */
  numbers: readonly string[]
}

const ALI = [
  'taobao.com',
  'tmall.com',
  'tmall.hk',
  'tb.cn',
  'alicdn.com',
  'alipay.com',
  '1688.com',
  'fliggy.com',
  'aliyun.com',
  'alibaba.com',
  'goofish.com',
]

/** Read in public material by 2026-11; what each platform takes for its own changes, so shops add hosts and phrases. */
export const own: Readonly<Record<Platform, Own>> = {
  taobao: {
    hosts: ALI,
    topics: ['shop:taobao', 'shop:tmall', 'shop:xianyu', 'shop:1688'],
    wechatPay: true,
    numbers: ['95188'],
  },
  tmall: {
    hosts: ALI,
    topics: ['shop:taobao', 'shop:tmall', 'shop:xianyu', 'shop:1688'],
    wechatPay: true,
    numbers: ['95188', '4008608608'],
  },
  pinduoduo: {
    hosts: ['pinduoduo.com', 'yangkeduo.com', 'pddpic.com'],
    topics: ['shop:pinduoduo'],
    wechatPay: true,
    numbers: ['02153395288'],
  },
  douyin: {
    hosts: ['douyin.com', 'jinritemai.com', 'iesdouyin.com', 'toutiao.com', 'bytedance.com', 'douyinpay.com'],
    topics: ['shop:douyin'],
    wechatPay: true,
    numbers: [],
  },
  jd: {
    hosts: ['jd.com', 'jd.hk', '3.cn', '360buyimg.com', 'jdpay.com', 'jingdong.com', 'jdl.com', 'jr.jd.com'],
    topics: ['shop:jd'],
    wechatPay: true,
    numbers: ['4006065500', '950618', '4006067733'],
  },
  xiaohongshu: {
    hosts: ['xiaohongshu.com', 'xhslink.com', 'xhscdn.com'],
    topics: ['shop:xiaohongshu'],
    wechatPay: true,
    numbers: [],
  },
  kuaishou: {
    hosts: ['kuaishou.com', 'kwai.com', 'gifshow.com', 'kwaixiaodian.com', 'chenzhongtech.com'],
    topics: ['shop:kuaishou'],
    wechatPay: true,
    numbers: [],
  },
  wechat: {
    hosts: ['weixin.qq.com', 'wechat.com', 'tenpay.com', 'qpic.cn', 'weixinbridge.com'],
    topics: ['shop:wechat', 'wechat'],
    wechatPay: true,
    numbers: ['95017'],
  },
  site: { hosts: [], topics: ['wechat', 'shop:wechat'], wechatPay: true, numbers: [] },
}
