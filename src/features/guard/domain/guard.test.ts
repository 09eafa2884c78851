import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Platform } from '../../shop/domain.ts'
import { prepareGuard } from './guard.ts'
import { defaultGuardSettings, type GuardSettings } from './settings.ts'
import type { Finding, GuardContext, PromiseSource } from './verdict.ts'

const NOW = Date.parse('2026-11-11T02:00:00Z')
const HOUR = 3_600_000
const context = (more: Partial<GuardContext> = {}): GuardContext => ({
  author: 'agent',
  attachments: [],
  consent: false,
  stock: null,
  offerEndsAt: null,
  now: NOW,
  ...more,
})
const guards = new Map<Platform, ReturnType<typeof prepareGuard>>()
const guardOf = (platform: Platform) => {
  const guard = guards.get(platform) ?? prepareGuard(platform, defaultGuardSettings())
  guards.set(platform, guard)
  return guard
}
const check = (text: string, platform: Platform = 'pinduoduo', more: Partial<GuardContext> = {}) =>
  guardOf(platform).check(text, context(more))
const rulesIn = (text: string, platform?: Platform, more?: Partial<GuardContext>) =>
  check(text, platform, more).findings.map(({ rule }) => rule)
const shop = (settings: Partial<GuardSettings>, platform: Platform = 'pinduoduo') =>
  prepareGuard(platform, { ...defaultGuardSettings(), ...settings })

describe('what is found', () => {
  test.each([
    ['GRD-16', 'contact.phone', '13800138000'],
    ['GRD-16', 'contact.phone', '1 3 8 0 0 1 3 8 0 0 0'],
    ['GRD-10', 'contact.phone', '１３８-零零一三-八零零零'],
    ['GRD-16', 'contact.phone', '幺三八洞洞幺三八洞洞洞'],
    ['GRD-10', 'contact.phone', '1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣'],
    ['GRD-10', 'contact.phone', '①③⑧⓪⓪①③⑧⓪⓪⓪'],
    ['GRD-10', 'contact.phone', '𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎'],
    ['GRD-16', 'contact.phone', 'yao san ba ling ling yi san ba ling ling ling'],
    ['GRD-16', 'contact.phone', '1啊3啊8啊0啊0啊1啊3啊8啊0啊0啊0'],
    ['GRD-16', 'contact.phone', 'l38OOl38OOO'],
    ['GRD-16', 'contact.phone', '一伞吧灵灵一伞吧灵灵灵'],
    ['GRD-16', 'contact.phone', '138然后0013再8000'],
    ['GRD-16', 'contact.phone', '+86 138-0013-8000'],
    ['GRD-16', 'contact.phone', '00083100831'],
    ['GRD-10', 'contact.phone', '&#49;&#51;<b>8</b>00138000'],
    ['GRD-18', 'contact.phone', '电话 8765 4321'],
    ['GRD-16', 'contact.phone', '0571-87654321'],
    ['GRD-20', 'contact.wechat', '加我微信abc12345'],
    ['GRD-11', 'contact.wechat', '加V❤'],
    ['GRD-12', 'contact.wechat', '薇芯 abc12345'],
    ['GRD-12', 'contact.wechat', '徽信号 abc12345'],
    ['GRD-12', 'contact.wechat', 'jiawoweixin'],
    ['GRD-12', 'contact.wechat', '加我微亻言'],
    ['GRD-13', 'contact.wechat', '威信123456'],
    ['GRD-15', 'contact.wechat', 'vxabc12345'],
    ['GRD-20', 'contact.qq', '扣扣1 2 3 4 5 6 7'],
    ['GRD-20', 'contact.qq', 'Q：12345678'],
    ['GRD-20', 'contact.email', 'boss艾特163点com'],
    ['GRD-20', 'contact.email', 'b】【o】【s】【@】【q】【q】【.】【c】【o】【m'],
    ['GRD-21', 'contact.mention', '微信呢'],
    ['GRD-22', 'contact.exchange', '私聊'],
    ['GRD-22', 'contact.exchange', '请留一下您的手机号码'],
    ['GRD-22', 'contact.exchange', '换个地方聊'],
    ['GRD-22', 'contact.exchange', 'please call me at night'],
    ['GRD-23', 'contact.qr', '扫一扫'],
    ['GRD-24', 'link.outside', 'https://www.example.com/a?b=1'],
    ['GRD-24', 'link.outside', '搜 example点com'],
    ['GRD-24', 'link.outside', 'moc.elpmaxe.www'],
    ['GRD-24', 'link.outside', 'w。w。w。e。x。a。m。p。l。e。c。o。m'],
    ['GRD-25', 'platform.lead', '上🍑宝看看'],
    ['GRD-25', 'platform.lead', '去t宝搜'],
    ['GRD-25', 'platform.mention', '淘宝也是这个价'],
    ['GRD-26', 'pay.outside', '支付宝转账更便宜'],
    ['GRD-26', 'pay.outside', '直接转我'],
    ['GRD-19', 'pay.card', '卡号6222021234567890128'],
    ['GRD-26', 'review.rebate', '好评返现5元'],
    ['GRD-26', 'review.rebate', '五星好评截图领红包'],
    ['GRD-27', 'ad.superlative', '国 家 级品质'],
    ['GRD-27', 'ad.superlative', '我们销量第一'],
    ['GRD-27', 'ad.superlative', 'the best in the world'],
    ['GRD-27', 'ad.promise', '根治失眠'],
    ['GRD-28', 'tone.rude', '你是傻×吗傻逼'],
    ['GRD-28', 'tone.threat', '你等着瞧'],
    ['GRD-28', 'refund.refused', '这个不给退款'],
    ['GRD-28', 'refund.reason', '退款原因选不想要了'],
    ['GRD-28', 'refund.reason', '申请退款时选7天无理由'],
    ['GRD-29', 'scarcity.unknown', '仅剩3件'],
    ['GRD-29', 'scarcity.unknown', 'only 2 left'],
  ])('[%s] %s: %s', (_, rule, text) => {
    expect(rulesIn(text)).toContain(rule)
  })

  test.each([
    ['GRD-17', '订单号1234567890123456789'],
    ['GRD-17', '订单编号：210707-339507123456789'],
    ['GRD-17', '快递单号SF1380013800012'],
    ['GRD-17', '15:30-16:30 200-50'],
    ['GRD-17', '199,299,399,49'],
    ['GRD-17', '1800元，500瓦，2000个'],
    ['GRD-17', '1件9折2件8折3件7折4件6折5件5折'],
    ['GRD-14', '退款会原路退回微信零钱'],
    ['GRD-14', '微信支付可以的'],
    ['GRD-14', '加微量元素'],
    ['GRD-14', '微波炉'],
    ['GRD-14', '京东快递发货'],
    ['GRD-13', '这块手表很快到'],
    ['GRD-13', '因为新款刚到'],
    ['GRD-13', '相信您会有信心'],
    ['GRD-22', '再加我们的赠品'],
    ['GRD-22', '快递员会给您打电话'],
    ['GRD-23', '包装上的二维码可以查真伪'],
    ['GRD-24', 'photo1.jpg'],
    ['GRD-24', 'ok. top of the box'],
    ['GRD-26', '退款会打到您的银行卡'],
    ['GRD-26', '好评我们看到了'],
    ['GRD-27', '第一次购买，第一时间发货，唯一码在盒子上，最近在一楼'],
    ['GRD-27', '最佳赏味期七天'],
    ['GRD-28', '不能退款吗'],
    ['GRD-28', '送你妈妈很合适'],
    ['GRD-29', '还剩两件没发'],
  ])('[%s] not: %s', (_, text) => {
    expect(check(text)).toEqual({ verdict: 'pass', findings: [], suggestion: null })
  })

  test.each([
    ['GRD-25', '淘宝搜我们店', 'taobao', []],
    ['GRD-25', '天猫店也有', 'taobao', []],
    ['GRD-25', '去京东搜', 'jd', []],
    ['GRD-20', '加我微信abc12345', 'wechat', ['contact.exchange']],
    ['GRD-20', '电话13800138000', 'site', []],
    ['GRD-24', 'https://item.jd.com/1.html', 'jd', []],
    ['GRD-24', 'https://item.jd.com/1.html', 'douyin', ['link.outside']],
    ['GRD-18', '客服热线400-606-5500', 'jd', []],
  ] as const)('[%s] %s on %s', (_, text, platform, rules) => {
    expect(rulesIn(text, platform).filter((rule) => rule !== 'platform.lead')).toEqual(rules)
  })

  test.each([
    [3, 'pass'],
    [2, 'pass'],
    [50, 'block'],
    [null, 'ask'],
  ] as const)('[GRD-29] 仅剩3件 with %s in stock: %s', (stock, verdict) => {
    expect(check('仅剩3件', 'pinduoduo', { stock }).verdict).toBe(verdict)
  })
  test.each([
    [5 * HOUR, 'pass'],
    [30 * HOUR, 'block'],
    [-HOUR, 'block'],
  ] as const)('[GRD-29] 最后一天 when the offer ends in %i ms: %s', (left, verdict) => {
    expect(check('最后一天', 'pinduoduo', { offerEndsAt: NOW + left }).verdict).toBe(verdict)
  })
  test('[GRD-28] a refund may be refused with the buyer’s recorded consent', () => {
    expect(check('按您说的，这单不退款了，不给退款', 'pinduoduo', { consent: true }).verdict).toBe('pass')
  })
})

describe('a shop’s own', () => {
  const words = [{ word: '亏本甩卖', severity: 'note', why: '老板不让', instead: '限时优惠' } as const]
  test.each(['亏本甩卖', '亏 本 甩 卖', '虧本甩賣', '亏*本*甩*卖', '亏🌹本甩卖'])(
    '[GRD-6] word: %s',
    (text) => {
      const { verdict, findings, suggestion } = shop({ words: [...words] }).check(`今天${text}了`, context())
      expect({ verdict, rule: findings[0]?.rule, text: findings[0]?.text, suggestion }).toEqual({
        verdict: 'note',
        rule: 'word:亏本甩卖',
        text,
        suggestion: '今天限时优惠了',
      })
    },
  )
  test('[GRD-15] a Latin word is not found in a longer one', () => {
    const guard = shop({ words: [{ word: 'vip1', severity: 'ask', why: '', instead: '' }] })
    expect(guard.check('VIP12', context()).verdict).toBe('pass')
    expect(guard.check('ＶＩＰ1群', context()).verdict).toBe('ask')
  })
  test('[GRD-6] severities, allowed phrases and hosts', () => {
    expect(shop({ severities: { 'contact.qr': 'off' } }).check('扫一扫', context()).verdict).toBe('pass')
    expect(shop({ severities: { 'contact.qr': 'note' } }).check('扫一扫', context()).verdict).toBe('note')
    expect(
      shop({ severities: { 'word:亏本甩卖': 'off' }, words: [...words] }).check('亏本甩卖', context())
        .verdict,
    ).toBe('pass')
    expect(shop({ allowed: ['400-123-4567'] }).check('热线400-123-4567', context()).verdict).toBe('pass')
    expect(shop({ allowed: ['微信小铺'] }).check('微信小铺欢迎您', context()).verdict).toBe('pass')
    expect(shop({ hosts: ['example.com'] }).check('shop.example.com', context()).verdict).toBe('pass')
    expect(shop({ hosts: ['example.com'] }).check('badexample.com', context()).verdict).toBe('block')
    expect(shop({ enabled: false }).check('13800138000', context()).verdict).toBe('pass')
  })
})

describe('sources and attachments', () => {
  const finding = (text: string): Finding => ({
    rule: 'promise.price',
    severity: 'block',
    text: '',
    at: [0, text.length + 5],
    why: { zh: '价格不对', en: 'wrong price' },
    cost: null,
  })
  test('[GRD-1, GRD-2] what a source finds joins, in its place', () => {
    const source: PromiseSource = {
      name: 'prices',
      check: (text) => (text.includes('99') ? [finding(text)] : []),
    }
    const guard = prepareGuard('jd', defaultGuardSettings(), [source])
    const { verdict, findings, suggestion } = guard.check('只要99元', context())
    expect(verdict).toBe('block')
    expect(findings[0]).toMatchObject({ text: '只要99元', at: [0, 5] })
    expect(suggestion).not.toContain('99')
  })
  test('[GRD-3] a source that fails is said, not passed over', () => {
    const source: PromiseSource = {
      name: 'prices',
      check: () => {
        throw new Error('down')
      },
    }
    const { verdict, findings, suggestion } = prepareGuard('jd', defaultGuardSettings(), [source]).check(
      '你好',
      context(),
    )
    expect({ verdict, rule: findings[0]?.rule, suggestion }).toEqual({
      verdict: 'ask',
      rule: 'source:prices',
      suggestion: null,
    })
  })
  test('[GRD-2] attachments are looked at; what is found stands at the end of the text', () => {
    const { verdict, findings } = check('看图', 'pinduoduo', { attachments: ['加微信abc12345.jpg'] })
    expect(verdict).toBe('block')
    expect(findings[0]).toMatchObject({ text: expect.stringContaining('微信'), at: [2, 2] })
  })
})

test.each([
  ['加我微信abc12345。这款有货的', '请在这里留言，我一直在。这款有货的'],
  ['这是国家级品质', '这是优质品质'],
  ['Our price is unbeatable!', 'Our price is attractive!'],
  ['call me at 13800138000', 'Please write to me here, I am here to help'],
  ['不给退款', '我先帮您核实，再和您商量怎么处理'],
  ['去淘宝搜', '请直接在这里下单，这样更有保障'],
])('[GRD-4] %s → %s', (text, suggestion) => {
  expect(check(text).suggestion).toBe(suggestion)
})

describe('whatever is written', () => {
  const pieces = fc.constantFrom(
    ...'加我微信 薇❤ v x 13800138000 1️⃣ 幺三八 扣扣 www.example.com @qq.com 点com 去淘宝 🍑宝 支付宝转账 好评返现 国家级 第一 最佳 不给退款 仅剩3件 最后一天 傻逼 ， 。 \n < > <b> & &#49; \u200b \ud800 亻言 🌹 + 订单号 6222021234567890128 私聊 原因选不想要了 Ⅷ ⑫ only 2 left'.split(
      ' ',
    ),
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
    fc
      .array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 12 })
      .map((list) => list.join(' ')),
  )
  test('[GRD-1, GRD-2, GRD-4] places hold, findings are in order, the gravest counts, the suggestion passes', () => {
    const gravity = ['pass', 'note', 'ask', 'block'] as const
    fc.assert(
      fc.property(texts, (text) => {
        const { verdict, findings, suggestion } = check(text)
        let before = 0
        for (const { at, text: found, severity } of findings) {
          expect(text.slice(...at)).toBe(found)
          expect(at[0]).toBeGreaterThanOrEqual(before)
          expect(at[1]).toBeGreaterThan(at[0])
          expect(gravity.indexOf(severity)).toBeLessThanOrEqual(gravity.indexOf(verdict))
          before = at[0]
        }
        expect(verdict).toBe(
          gravity[Math.max(0, ...findings.map(({ severity }) => gravity.indexOf(severity)))],
        )
        if (suggestion !== null) expect(check(suggestion).findings).toEqual([])
      }),
      { numRuns: 600 },
    )
  })
  test('[GRD-16] a number stays one with anything that is no sign between its digits', () => {
    const tail = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 })
    const between = fc.constantFrom('', ' ', '-', '*', '🌹', '\u200b', '、', '\n', '<i>', '_', '…')
    fc.assert(
      fc.property(tail, fc.array(between, { minLength: 10, maxLength: 10 }), (digits, gaps) => {
        const number = [1, 3, 8, ...digits]
        expect(rulesIn(`请打${number.map((digit, i) => `${digit}${gaps[i] ?? ''}`).join('')}`)).toContain(
          'contact.phone',
        )
      }),
      { numRuns: 300 },
    )
  })
  test.each([
    ['empty', ''],
    ['emoji', '🌹'.repeat(50_000)],
    ['digits', '1'.repeat(100_000)],
    ['digits apart', '1 '.repeat(50_000)],
    ['letters like digits', 'o'.repeat(100_000)],
    ['letters apart', 'a.'.repeat(50_000)],
    ['WeChat', '微信'.repeat(50_000)],
    ['paying', '微信支付'.repeat(25_000)],
    ['numbers', '13800138000 '.repeat(8333)],
    ['tags', '<b'.repeat(50_000)],
    ['entities', '&#'.repeat(50_000)],
    ['first', '我们第一'.repeat(25_000)],
    ['hearts', 'v❤'.repeat(50_000)],
    ['pinyin', 'weixin'.repeat(16_000)],
    ['refunds', '不给退'.repeat(33_000)],
    ['combining', `a${'\u0301'.repeat(99_999)}`],
    ['half surrogates', '\ud800'.repeat(100_000)],
    ['nothing', '\0\u0001\u001b'.repeat(33_000)],
  ])('[GRD-3] 100,000 characters of %s take well under a second or two', (_, text) => {
    const start = performance.now()
    check(text)
    // Quadratic work would take minutes; a busy machine may take its time.
    expect(performance.now() - start).toBeLessThan(8000)
  })
})
