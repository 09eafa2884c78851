import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../tests/support/growth.ts'
import { byWords } from './classify.ts'
import { defaultRouting } from './defaults.ts'
import { byWordsThenGuess, SURE } from './guess.ts'
import { type Intent, type Learned, learn } from './learned.ts'
import type { RoutingSettings } from './settings.ts'

const settings = defaultRouting('zh-CN')
/** “改期 0.8” is a wish for an order changed, that likely, and so on. */
const named: Record<string, Intent> = {
  问货: 'pre-sales',
  改期: 'order-change',
  坏件: 'after-sales',
  讲价: 'bargaining',
  寒暄: 'other',
}
const learned: Learned = (text) => ({
  intent: named[text.slice(0, 2)] ?? 'other',
  confidence: Number(text.slice(3)) || 0.9,
})
const classifierOf = (of: Pick<RoutingSettings, 'intents' | 'fallback'>) =>
  byWordsThenGuess(byWords(of), learned, of)

describe('words, then a guess', () => {
  const classify = classifierOf(settings)
  test.each<[string, string | null, string, string | null, number | undefined]>([
    ['RTG-66', '改期 0.9 我要退款', 'after-sales', '退款', undefined],
    ['RTG-66', '讲价 0.9 投诉', 'complaint', '投诉', undefined],
    ['RTG-66', '改期 0.9', 'order-change', null, 0.9],
    ['RTG-66', '坏件 0.6', 'after-sales', null, 0.6],
    ['RTG-67', `坏件 ${SURE - 0.01}`, 'pre-sales', null, undefined],
    ['RTG-67', `坏件 ${SURE}`, 'after-sales', null, SURE],
    ['RTG-67', '寒暄 0.99', 'pre-sales', null, undefined],
    ['RTG-66', '问货 0.8', 'pre-sales', null, 0.8],
    ['RTG-2', null, 'pre-sales', null, undefined],
  ])('[%s] %s', (_, text, intent, matched, confidence) => {
    expect(classify({ text, stage: null })).toMatchObject({ intent, matched })
    expect(classify({ text, stage: null }).confidence).toBe(confidence)
  })

  test('[RTG-66] the team and the skill are those of the shop', () => {
    const rule = { intent: 'bargaining', team: 'vip', words: [], stages: [], skill: 'prices' }
    const own = classifierOf({ intents: [rule], fallback: 'desk' })
    expect(own({ text: '讲价 0.9', stage: null })).toMatchObject({
      team: 'vip',
      skill: 'prices',
      matched: null,
    })
  })

  test('[RTG-66] an intent that the shop removed is not used', () => {
    const intents = settings.intents.filter(({ intent }) => intent !== 'bargaining')
    const own = classifierOf({ intents, fallback: 'desk' })
    expect(own({ text: '讲价 0.9', stage: null })).toEqual({
      intent: 'desk',
      team: 'desk',
      skill: null,
      matched: null,
    })
    expect(own({ text: '问货 0.9', stage: null }).confidence).toBeUndefined()
  })

  test('[RTG-69] where the order stands may be said; what is known goes first', () => {
    const intents = [
      { intent: 'hurry', team: 'stock', words: ['快点'], stages: ['paid' as const], skill: null },
      ...settings.intents,
    ]
    const own = classifierOf({ intents, fallback: 'pre-sales' })
    expect(own({ text: '我付款了，快点', stage: null })).toMatchObject({ team: 'stock', matched: '快点' })
    expect(own({ text: '我付款了，快点', stage: 'shipped' }).matched).toBeNull()
    expect(own({ text: '快点', stage: null }).matched).toBeNull()
  })
})

describe('learning', () => {
  const examples = {
    'pre-sales': ['有现货吗', '什么材质', 'is it in stock'],
    'order-change': ['改地址', '换颜色', 'change my address'],
    'after-sales': ['退款', '坏了', 'refund please'],
    bargaining: ['便宜点', '打折', 'any discount'],
    other: ['你好', '谢谢', 'hello'],
  }
  test('the same examples give the same weights', () => {
    const [one, two] = [learn(examples), learn(examples)]
    for (const text of ['改一下地址吧', '还有货吗', 'is there a discount?'])
      expect(one(text)).toEqual(two(text))
  })
  test('what it was shown it knows', () => {
    const knows = learn(examples)
    for (const [intent, texts] of Object.entries(examples))
      for (const text of texts) expect(knows(text).intent).toBe(intent)
  })
  test('no text is too odd, and none takes long', () => {
    const knows = learn(examples)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { confidence } = knows(text)
        expect(confidence).toBeGreaterThanOrEqual(0.2)
        expect(confidence).toBeLessThanOrEqual(1)
      }),
    )
    const odd = ['改', 'a', '[', "'", 'http://a', '1', '？', '\ud800']
    expect(growth((size) => odd.map((text) => knows(text.repeat(size))), 2000)).toBeLessThan(LINEAR)
  })
})
