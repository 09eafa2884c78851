/** What a term speaks of; detectors look for these, not for words. */
export type Topic =
  | 'wechat'
  | 'qq'
  | 'alipay'
  | 'phone'
  | 'email'
  | 'qr'
  | 'scan'
  | 'transfer'
  | 'card'
  | 'payee'
  | 'outside'
  | 'rebate'
  | 'praise'
  | 'invite'
  | 'leave'
  | 'contact'
  | 'add'
  | 'friend'
  | `shop:${string}`

export interface Term {
  topic: Topic
  /**
   * The word. A Chinese character stands for all that sound like it, its pinyin, its first letter, its parts and its
   * emoji; letters and digits stand for themselves; `[…]` for one of several, as written; `(…)` for what may be absent.
   */
  word: string
  /** Says something else too often to count without a hint beside it: 企鹅 (a bird), ks. */
  weak?: true
  /** Only as written: its sound-alikes are everyday words. */
  plain?: true
  /** Also seen when written backwards, which spells nothing else. */
  mirror?: true
}

const of = (topic: Topic, words: string, more: Omit<Term, 'topic' | 'word'> = {}): Term[] =>
  words.split(' ').map((word) => ({ topic, word, ...more }))

/** The words of contact and payment that people disguise. Other lists, which nobody disguises so, are phrases. */
export const terms: readonly Term[] = [
  of('wechat', '微信', { mirror: true }),
  of(
    'wechat',
    'vx wx 加威信 加微芯 v芯 v馨 v鑫 v伈 w芯 vvx vv信 vvx vveixin vvechat jwx jvx wxh vxh wxhao vxhao 위챗 vx号 wechat weixin vxin wxin weix vchat wecha weichat 绿泡泡 绿色软件 绿色聊天软件',
    {
      plain: true,
    },
  ),
  of('wechat', '[微薇徽巍葳溦威卫v]号 [微薇徽巍葳溦v]聊 [微薇徽溦v]我 我[微薇徽巍葳溦v] 同[微薇徽溦v]', {
    plain: true,
    weak: true,
  }),
  of('wechat', '卫星 威信 微心 v心 围信 绿标 小绿 wxid', { plain: true, weak: true }),
  of(
    'wechat',
    '[加佳嘉+伽珈](个)(一)(下)(我)(你)(您)(们)(的)[微薇徽巍葳溦v威w] [加佳嘉+伽珈](个)(一)(下)(我)(你)(您)(们)(的)(卫)[心星]',
    { plain: true, weak: true },
  ),
  of('qq', '扣扣', { mirror: true }),
  of('qq', 'qq 叩叩 扣q q扣 口口号 q号', { plain: true }),
  of('qq', '鹅 企鹅 球球 秋秋 求求 丘丘 口口 q q裙 扣群', { weak: true, plain: true }),
  of('qq', '企鹅号 企鹅群 小企鹅号', {}),
  of('alipay', '支付宝', { mirror: true }),
  of('alipay', '某付宝 知付宝 zfb alipay 支宝', { plain: true }),
  of('phone', '电话 手机'),
  of('phone', '手机号 电话号 座机 号码', {}),
  of('phone', 'tel telephone phone mobile cellphone whatsapp telegram 致电 来电 热线 [拨打]打 cell', {
    plain: true,
  }),
  of('email', '邮箱 邮件 电邮', {}),
  of('email', 'email e-mail mail gmail', { plain: true }),
  of('qr', '二维码', { mirror: true }),
  of('qr', '2维码 2[维唯惟薇][码玛蚂犸马] 贰维码', { plain: true }),
  of('qr', 'ewm', { plain: true }),
  of('qr', 'qrcode 收款码 收钱码 微信名片', {}),
  of('scan', '扫码 扫一扫', {}),
  of('scan', '扫描[二上下图这此]', { plain: true }),
  of('transfer', '转账 打款 汇款', {}),
  of('transfer', '转帐 转钱 打钱 汇钱', { plain: true }),
  of('card', '银行卡 卡号 银行账号', {}),
  of('card', 'yhk 银行账户 开户行 储蓄卡 农行卡 建行卡 工行卡', { plain: true }),
  of('payee', '给我 我的 我们的 我卡 收款 私人账户 个人账户 我支付宝 我这 老板 财务', { plain: true }),
  of(
    'outside',
    '线下交易 私下交易 站外交易 线下付款 私下付款 私下转 线下转 平台外 绕开平台 绕过平台 不走平台 脱离平台 跳过平台 直接转我 直接打我 红包发我 不走店铺',
    {
      plain: true,
    },
  ),
  of('outside', '转我', { weak: true, plain: true }),
  of('rebate', '返现', {}),
  of('rebate', '返红包 返你 返您 返[0123456789零一二三四五六七八九十两块元]', { plain: true }),
  of('praise', '好评', {}),
  of('praise', '五星 5星 满分评价 五分评价 晒图 晒单', { plain: true }),
  of('invite', '私聊', {}),
  of('invite', '滴我 滴滴我 dd我 戳我私 嘀我 call我 踢我一下', { plain: true }),
  of('invite', '[加佳嘉+][我俺]', { plain: true, weak: true }),
  of('friend', '好友', {}),
  of('contact', '联系方式', {}),
  of('shop:taobao', '淘宝', { mirror: true }),
  of('shop:taobao', '某宝 桃宝 t宝 tb店 taobao 橙色软件 桃色软件 万能的宝', { plain: true }),
  of('shop:taobao', 'tb 淘店 淘饱 陶宝 套宝 桃饱 掏包', { plain: true, weak: true }),
  of('shop:tmall', '天猫', { mirror: true }),
  of('shop:tmall', '某猫 tmall 猫超 天喵', { plain: true }),
  of('shop:jd', '京东', {}),
  of('shop:jd', '某东 狗东 jd jingdong 东哥家', { plain: true }),
  of('shop:pinduoduo', '拼多多', {}),
  of('shop:pinduoduo', '某多 pdd 拼夕夕 并夕夕 拼dd pin多多 某夕夕 pinduoduo', { plain: true }),
  of('shop:douyin', '抖音', { mirror: true }),
  of('shop:douyin', '某音 douyin tiktok 斗音 dou音', { plain: true }),
  of('shop:douyin', 'dy 抖店', { plain: true, weak: true }),
  of('shop:kuaishou', '快手', {}),
  of('shop:kuaishou', 'kuaishou 某手 老铁平台', { plain: true }),
  of('shop:kuaishou', 'ks', { plain: true, weak: true }),
  of('shop:xiaohongshu', '小红书', { mirror: true }),
  of('shop:xiaohongshu', 'xhs xiaohongshu rednote 某书 小某书 小hong书', { plain: true }),
  of('shop:xiaohongshu', '小红薯 红薯 小书', { plain: true, weak: true }),
  of('shop:wechat', '微店 公众号 视频号', {}),
  of('shop:wechat', 'gzh', { plain: true }),
  of('shop:xianyu', '闲鱼', { mirror: true }),
  of('shop:xianyu', '某鱼 xianyu 海鲜市场 闲余', { plain: true, weak: true }),
  of('shop:xianyu', '咸鱼', { plain: true, weak: true }),
  of('shop:1688', '阿里巴巴', {}),
  of('shop:1688', '1688 一六八八', { plain: true, weak: true }),
  of('shop:other', '唯品会 苏宁易购 当当网 亚马逊 得物app 蘑菇街 有赞 饿了么 美团', { plain: true }),
  of('shop:other', '得物 苏宁 当当 唯品 考拉 微博 围脖 知乎 b站', { plain: true, weak: true }),
].flat()

/** The words whose characters stand for their sound-alikes. */
export const soundTerms: readonly string[] = terms
  .filter(({ plain, word }) => !plain && /^\p{Script=Han}+$/u.test(word))
  .map(({ word }) => word)
