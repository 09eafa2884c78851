import { describe, expect, test } from 'vitest'
import { folded } from '../../../../shared/text.ts'
import { type Line, messagesOf } from '../testing.ts'
import { readConversation, recordOf } from './reading.ts'
import { asksNothingOfUse, isSubstance } from './words.ts'

const read = (...lines: Line[]) => readConversation(messagesOf(lines), ['投诉', '315'].map(folded))
const asked = (...lines: Line[]) => read(...lines).asked.map(({ text, reply }) => [text, reply?.text ?? null])
const buyer = (says: string, at = 0): Line => ({ by: 'buyer', says, at })
const agent = (says: string, at = 10): Line => ({ by: 'agent', says, at })

describe('[AST-70] a question the assistant could not answer', () => {
  test.each<[string, Line[], (string | null)[][]]>([
    ['nobody answers', [buyer('能放洗碗机吗')], [['能放洗碗机吗', null]]],
    ['a person answers', [buyer('能放洗碗机吗'), agent('可以放的')], [['能放洗碗机吗', '可以放的']]],
    [
      'holding words are no answer',
      [buyer('能放洗碗机吗'), agent('亲，请稍等，我帮您看一下'), agent('可以放', 30)],
      [['能放洗碗机吗', '可以放']],
    ],
    ['the assistant answered', [buyer('能放洗碗机吗'), { by: 'auto', says: '可以', at: 0, to: 1 }], []],
    [
      'a filler answers nothing',
      [buyer('能放洗碗机吗'), { by: 'filler', says: '人多', at: 0, to: 1 }],
      [['能放洗碗机吗', null]],
    ],
    [
      'choices were offered and one was taken',
      [
        buyer('运费'),
        { by: 'filler', says: '1. 谁出运费 2. 多少运费', at: 0, to: 1, rule: 'choices' },
        buyer('1', 5),
        { by: 'auto', says: '我们出', at: 5, to: 3 },
      ],
      [],
    ],
    [
      'choices were offered and none was right',
      [
        buyer('运费险怎么赔'),
        { by: 'filler', says: '1. …', at: 0, to: 1, rule: 'choices' },
        agent('签收后自动赔付'),
      ],
      [['运费险怎么赔', '签收后自动赔付']],
    ],
    [
      'people went first, nobody came, and it answered late',
      [buyer('能放洗碗机吗'), { by: 'auto', says: '可以', at: 40 }],
      [],
    ],
    [
      'sent from a suggestion: it is known',
      [buyer('能放洗碗机吗'), { by: 'assist', says: '可以', at: 9, rule: 'faq:3' }],
      [],
    ],
    [
      'a draft of the provider is not known',
      [buyer('能放洗碗机吗'), { by: 'assist', says: '可以放洗碗机', at: 9, rule: 'draft:1' }],
      [['能放洗碗机吗', '可以放洗碗机']],
    ],
    [
      'small talk',
      [buyer('你好'), buyer('在吗？'), buyer('好的谢谢亲'), buyer('？？'), buyer('[微笑]'), buyer('1')],
      [],
    ],
    ['what only a person answers', [buyer('我要投诉你们'), buyer('转人工')], []],
  ])('%s', (_, lines, expected) => expect(asked(...lines)).toEqual(expected))

  test('an answer to two questions is each one’s, but surely neither’s', () => {
    const { asked: both } = read(buyer('能机洗吗'), buyer('会掉色吗', 5), agent('可以机洗的'))
    expect(both.map(({ reply, alone }) => [reply?.text, alone])).toEqual([
      ['可以机洗的', false],
      ['可以机洗的', false],
    ])
  })
  test('an answer of the day after is to something else', () => {
    expect(asked(buyer('能机洗吗'), agent('昨天的已经发了', 25 * 3600))).toEqual([['能机洗吗', null]])
  })
})

describe('[AST-72] what came of an answer', () => {
  const used = (...after: Line[]) => {
    const [use] = read(
      buyer('什么时候发货'),
      { by: 'auto', says: '48 小时内', at: 0, to: 1, rule: 'faq:5' },
      ...after,
    ).used
    return [use?.reaction, use?.handedOver]
  }
  test.each<[string, Line[], [string | null, boolean]]>([
    ['silence', [], [null, false]],
    ['thanks', [buyer('好的，谢谢', 20)], ['thanks', false]],
    ['displeasure', [buyer('答非所问', 20)], ['displeased', true]],
    ['a person is asked for', [buyer('转人工', 20)], ['displeased', true]],
    ['the same again, soon', [buyer('到底几时发货', 100)], ['again', true]],
    ['the same again, later', [buyer('到底几时发货', 130)], [null, false]],
    ['something else', [buyer('可以开发票吗', 20)], [null, false]],
    ['a person had to add something', [agent('您的订单缺货，要等一周', 60)], [null, true]],
    [
      'a person said something to the next question',
      [buyer('可以开发票吗', 20), agent('可以开的', 60)],
      [null, false],
    ],
    ['an hour later', [buyer('答非所问', 3600)], [null, false]],
  ])('%s', (_, after, expected) => expect(used(...after)).toEqual(expected))

  test('of two answers in one message, each', () => {
    const { used: both } = read(
      buyer('几时发货，能机洗吗'),
      { by: 'auto', says: '48 小时', at: 0, to: 1, rule: 'faq:5' },
      { by: 'auto', says: '可以', at: 0, to: 1, rule: 'wash' },
      buyer('谢谢', 9),
    )
    expect(both.map(({ source, record, reaction }) => [source, record, reaction])).toEqual([
      ['faq', '5', 'thanks'],
      ['rule', 'wash', 'thanks'],
    ])
  })
  test('sent by a person: no hand-over, whether edited is kept', () => {
    const [use] = read(
      buyer('能机洗吗'),
      { by: 'assist', says: '可以', at: 9, rule: 'faq:5', edited: true },
      agent('水温 30 度', 20),
    ).used
    expect(use).toMatchObject({ assist: true, edited: true, handedOver: false })
  })
})

test.each([
  ['faq:12', 'faq', '12'],
  ['dispatch', 'rule', 'dispatch'],
  ['pattern:3', 'pattern', '3'],
])('%s', (key, source, record) => expect(recordOf(key)).toEqual({ source, record }))

test.each([
  ['你好', true],
  ['您好，请问', true],
  ['好的好的', true],
  ['谢谢老板', true],
  ['https://item.example/123', true],
  ['😀', true],
  ['123456', true],
  ['ok thanks', true],
  ['', true],
  ['你好，能机洗吗', false],
  ['发货', false],
  ['when', false],
])('asks nothing: %s → %s', (text, expected) => expect(asksNothingOfUse(text)).toBe(expected))

test.each([
  ['在的亲', false],
  ['请稍等哦', false],
  ['好的，我帮您查一下', false],
  ['One moment please', false],
  ['可以机洗', true],
  ['有的', true],
  ['48小时内发', true],
])('is substance: %s → %s', (text, expected) => expect(isSubstance(text)).toBe(expected))
