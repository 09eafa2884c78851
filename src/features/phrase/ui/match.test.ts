import { expect, test } from 'vitest'
import type { Phrase } from '../contract.ts'
import { matching, phraseQuery, spliced } from './match.ts'

test.each([
  ['/fh', 3, { from: 0, to: 3, query: 'fh' }],
  ['亲 /fh', 5, { from: 2, to: 5, query: 'fh' }],
  ['第一行\n/', 5, { from: 4, to: 5, query: '' }],
  ['https://a.cn/b', 14, null],
  ['1/2', 3, null],
  ['/fh 已经', 5, null],
  ['/fh', 0, null],
  ['/发货', 3, { from: 0, to: 3, query: '发货' }],
])('%j at %i', (text, caret, expected) => {
  expect(phraseQuery(text, caret)).toEqual(expected)
})

const phrase = (code: string, situation: string, initials: string, more: Partial<Phrase> = {}): Phrase => ({
  id: 1,
  personId: null,
  code,
  situation,
  text: `${situation}的话`,
  initials,
  ...more,
})
const all = [
  phrase('ship', '发货时间', 'fhsj'),
  phrase('fh48', '催促', 'cc'),
  phrase('size', '尺码', 'cm', { text: '48 小时内发货' }),
  phrase('own', '发货', 'fh', { personId: 7 }),
]

test.each([
  ['', ['own', 'fh48', 'ship', 'size']],
  ['fh', ['fh48', 'own', 'ship']],
  ['发货', ['own', 'ship', 'size']],
  ['SIZE', ['size']],
  ['没有', []],
])('%j finds %o', (query, codes) => {
  expect(matching(all, query).map((p) => p.code)).toEqual(codes)
})

test('goes in at the caret, and can be chained', () => {
  const first = spliced('亲 /fh，谢谢', 2, 5, '48 小时内发货')
  expect(first).toEqual({ text: '亲 48 小时内发货，谢谢', caret: 10 })
})
