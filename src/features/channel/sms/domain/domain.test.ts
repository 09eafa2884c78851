// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Aliyun’s templates are written so
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../../../shared/time.ts'
import { faultLine, readFault, smsFaults } from './outcome.ts'
import { costOf, partsOf } from './parts.ts'
import { maskedMobile, mobileIn } from './phone.ts'
import { brokenPace, type Earlier, promotionMayLeave, shippedHours, shippedPaces } from './rules.ts'
import { noSms, type SmsSettings, smsProblems } from './settings.ts'
import { asksToStop, shippedStopWords } from './stop-words.ts'
import { filledTemplate, variablesOf } from './template.ts'

test.each([
  ['13800001234', '13800001234'],
  ["'13800001234", '13800001234'],
  ['+86 138-0000-1234', '13800001234'],
  ['008613800001234', '13800001234'],
  ['８６１３８００００１２３４', '13800001234'],
  ['138****1234', null],
  ['1380000123', null],
  ['13800001234-8812', null],
  ['021-55556666', null],
  ['12800001234', null],
  ['##J9kx3==#', null],
  ['', null],
])('[SMS-14] the number in %j is %j', (text, mobile) => expect(mobileIn(text)).toBe(mobile))

test('[SMS-14] is shown by its ends', () => expect(maskedMobile('13800001234')).toBe('138****1234'))

test.each([
  [0, 1],
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
  [201, 3],
])('[SMS-13] %i characters are paid as %i', (length, parts) => {
  expect(partsOf('字'.repeat(length))).toBe(parts)
  expect(costOf('字'.repeat(length), 45)).toBe(parts * 45)
})

describe('[SMS-12] templates', () => {
  const params = {
    buyer: '小云',
    product: '云感四件套 1.8m 雾蓝 纯棉加厚磨毛被套床单',
    order: '2811',
    left: '',
  }
  test('are filled by name at Aliyun, by number at Tencent', () => {
    const text = '${name}，订单${order}还没付款，拒收请回复R'
    expect(filledTemplate('aliyun', '云朵', { text, fills: { name: 'buyer' } }, params, 20)).toEqual({
      ok: true,
      text: '【云朵】小云，订单2811还没付款，拒收请回复R',
      values: [
        { name: 'name', value: '小云' },
        { name: 'order', value: '2811' },
      ],
    })
    const numbered = { text: '{2}的订单{1}，拒收请回复R', fills: { '1': 'order', '2': 'buyer' } }
    expect(filledTemplate('tencent', '云朵', numbered, params, 20)).toMatchObject({
      text: '【云朵】小云的订单2811，拒收请回复R',
      values: [{ value: '2811' }, { value: '小云' }],
    })
  })
  test('cut long values and name those that are missing', () => {
    const cut = filledTemplate('aliyun', 's', { text: '${product}', fills: {} }, params, 10)
    expect(cut.ok && cut.values[0]?.value).toBe('云感四件套 1.8…')
    expect(filledTemplate('aliyun', 's', { text: '${left}${what}', fills: {} }, params, 10)).toEqual({
      ...{ ok: false, missing: ['left', 'what'] },
    })
  })
  test('have each variable once', () => {
    expect(variablesOf('aliyun', '${a}{1}${b}${a}')).toEqual(['a', 'b'])
    expect(variablesOf('tencent', '{10}{2}{1}{2}${a}')).toEqual(['1', '2', '10'])
  })
})

const at = (time: string) => Date.parse(`2026-11-11T${time}+08:00`)
test.each([
  ['07:59:59', false],
  ['08:00:00', true],
  ['19:59:59', true],
  ['20:00:00', false],
  ['23:30:00', false],
])('[SMS-15] at %s promotion may leave: %s', (time, may) =>
  expect(promotionMayLeave(shippedHours, at(time), 'Asia/Shanghai')).toBe(may),
)

describe('[SMS-16] pace of one number', () => {
  const now = at('10:00:00')
  const sent = (seconds: number, kind: Earlier['kind'] = 'notice', content = 'a') => ({
    ...{ at: now - seconds * SECOND, kind, content },
  })
  const broken = (provider: 'aliyun' | 'tencent', kind: Earlier['kind'], earlier: Earlier[], content = 'a') =>
    brokenPace(shippedPaces, provider, { kind, content }, earlier, now)
  test.each([
    ['a code within a minute', 'code', [sent(59, 'code')], 1],
    ['a code after a minute', 'code', [sent(60, 'code')], null],
    ['a sixth code within an hour', 'code', [1, 2, 3, 4, 5].map((n) => sent(n * 100, 'code')), 5],
    ['a notice after codes', 'notice', [sent(1, 'code')], null],
    ['the 51st notice of a day', 'notice', Array.from({ length: 50 }, (_, n) => sent(n * 60)), 50],
    ['the 50th', 'promotion', Array.from({ length: 49 }, (_, n) => sent(n * 60)), null],
  ] as const)('Aliyun: %s', (_, kind, earlier, most) =>
    expect(broken('aliyun', kind, [...earlier])?.most ?? null).toBe(most),
  )
  test('Tencent: the same content within thirty seconds', () => {
    expect(broken('tencent', 'notice', [sent(29)])).not.toBeNull()
    expect(broken('tencent', 'notice', [sent(30)])).toBeNull()
    expect(broken('tencent', 'notice', [sent(1)], 'other')).toBeNull()
  })
  test('whoever asks before each message never breaks a rule', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * 60 }), { maxLength: 80 }), (waits) => {
        const all: Earlier[] = []
        let moment = now
        for (const wait of waits) {
          moment += wait * MINUTE
          if (!brokenPace(shippedPaces, 'aliyun', { kind: 'code', content: 'a' }, all, moment))
            all.push({ at: moment, kind: 'code', content: 'a' })
        }
        for (const rule of shippedPaces.filter((r) => r.provider === 'aliyun' && r.kinds.includes('code')))
          for (const { at: from } of all)
            expect(
              all.filter((e) => e.at >= from && e.at < from + rule.seconds * SECOND).length,
            ).toBeLessThanOrEqual(rule.most)
      }),
    )
  })
})

test.each([
  ['T', true],
  ['ｔ', true],
  [' t。', true],
  ['TD', true],
  ['T D', true],
  ['TTT', true],
  ['R', true],
  ['n', true],
  ['回T', true],
  ['请回复 R', true],
  ['退订', true],
  ['退 订！', true],
  ['我要退订谢谢', true],
  ['拒收', true],
  ['不要再发了', true],
  ['别再发短信了', true],
  ['Stop', true],
  ['unsubscribe please', false],
  ['T恤有货吗', false],
  ['TCL电视多少钱', false],
  ['no', false],
  ['我没退订', false],
  ['好的马上付款', false],
  ['这个可以退吗', false],
  ['能不能取消上一个订单换成雾蓝色的再给我包个礼盒', false],
  ['', false],
])('[SMS-24] %j asks for no more: %s', (reply, stop) =>
  expect(asksToStop(reply, shippedStopWords)).toBe(stop),
)

test.each(['谢', '谢谢', '消息', '我', '回', '不退订', 'thanks', 'T'])(
  '[SMS-24] a reply of nothing but %s is read at once',
  (word) => {
    const begun = performance.now()
    for (const tail of ['', 'x', '恤']) asksToStop(word.repeat(1000 / word.length) + tail, shippedStopWords)
    expect(performance.now() - begun).toBeLessThan(200)
  },
)

test('[SMS-24] a stop word of a shop’s own may have any sign in it', () =>
  expect(asksToStop('别再发++了', ['发++'])).toBe(true))

test('[SMS-7] a fault is read from its line again', () => {
  for (const fault of smsFaults)
    expect(readFault(faultLine(fault, 'isv.X_1'))).toEqual({ fault, code: 'isv.X_1' })
  expect(readFault('off')).toEqual({ fault: 'off', code: '' })
  // A provider's words never get in: only what codes are made of.
  expect(faultLine('refused', '13800001234 (给 买家)\n')).toBe('refused (13800001234)')
})

describe('[SMS-10] settings', () => {
  const good: SmsSettings = {
    ...noSms(),
    ...{ enabled: true, keyId: 'K', sign: '云朵' },
    templates: [
      { code: 'A', name: 'a', text: '${buyer}，拒收请回复R', kind: 'promotion', priceLi: 55, fills: {} },
    ],
  }
  const [template] = good.templates
  const codes = (settings: SmsSettings, kept = true, given = true, before = good) =>
    smsProblems(settings, { kept, given }, before).map(({ field, code }) => [field, code])
  test.each([
    ['good', good, []],
    ['no address', { ...good, baseUrl: 'ftp://x' }, [['baseUrl', 'sms-address']]],
    ['a path', { ...good, baseUrl: 'http://x/y' }, [['baseUrl', 'sms-address-parts']]],
    ['no key', { ...good, keyId: '' }, [['keyId', 'sms-key']]],
    ['no signature', { ...good, sign: '' }, [['sign', 'sms-sign']]],
    ['no application', { ...good, provider: 'tencent', templates: [] }, [['appId', 'sms-app']]],
    [
      'a code twice',
      { ...good, templates: [template, template] },
      [['templates.1.code', 'sms-template-twice']],
    ],
    [
      'a variable of nobody’s',
      { ...good, templates: [{ ...template, text: '${who}退订回T' }] },
      [['templates.0.fills', 'sms-variable']],
    ],
    [
      'a promotion without a way out',
      { ...good, templates: [{ ...template, text: '快来' }] },
      [['templates.0.text', 'sms-stop-line']],
    ],
  ])('%s', (_, settings, found) => expect(codes(settings as SmsSettings)).toEqual(found))
  test('the secret belongs to where it was given for', () => {
    expect(codes({ ...good, baseUrl: 'http://elsewhere:1' }, true, false)).toEqual([['secret', 'sms-secret']])
    expect(codes({ ...good, baseUrl: 'http://elsewhere:1' }, true, true)).toEqual([])
    expect(codes(good, true, false)).toEqual([])
  })
})
