import { describe, expect, test } from 'vitest'
import { messagesOf } from '../../learning/testing.ts'
import { openQuestions } from './open.ts'
import { stemOf } from './stems.ts'

describe('[AST-92] whether a reply stems from a suggestion', () => {
  const suggested = '现货商品付款后 48 小时内从南通仓发出'
  test.each([
    ['as it was', suggested, { edited: false }],
    ['blanks around it', ` ${suggested}\n`, { edited: false }],
    ['a greeting before', `亲，${suggested}哦`, { edited: true }],
    ['a number changed', suggested.replace('48', '24'), { edited: true }],
    ['half of it', '现货商品付款后 48 小时内', { edited: true }],
    ['own words', '您的订单我已经催了，今晚就走', null],
    ['nothing of it', '好的', null],
    ['empty', '', null],
  ])('%s', (_, said, expected) => expect(stemOf(said, suggested)).toEqual(expected))
})

test('[AST-91] what the buyer waits for: since the last answer, without courtesies, each with what came before', () => {
  const messages = messagesOf([
    { by: 'buyer', says: '可以机洗吗', at: 0 },
    { by: 'agent', says: '可以', at: 5 },
    { by: 'buyer', says: '谢谢', at: 9 },
    { by: 'buyer', says: '那会掉色吗', at: 12 },
    { by: 'filler', says: '人多', at: 12 },
    { by: 'buyer', says: '多久发货', at: 20 },
  ])
  expect(openQuestions(messages)).toEqual([
    { text: '那会掉色吗', before: '可以机洗吗' },
    { text: '多久发货', before: '那会掉色吗' },
  ])
  expect(openQuestions(messages.slice(0, 3))).toEqual([])
})
