import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PhraseBody, stillIn, wordingFor } from './phrase.ts'
import { canonical, filled, leftIn, pieces, unknownVariables, variables } from './variables.ts'

const values = { buyer: '小雨', shop: '芦白', price: '¥399' }

describe('PHR-10 filling in', () => {
  test.each([
    ['what there is', '{buyer}您好，{shop}欢迎您', '小雨您好，芦白欢迎您'],
    ['what there is not stays', '订单{order}，{price}', '订单{order}，¥399'],
    ['the same twice', '{buyer}{buyer}', '小雨小雨'],
    ['a Chinese name', '{买家昵称}，｛价格｝', '小雨，¥399'],
    ['braces that are no variable', '{ } {x y} {}', '{ } {x y} {}'],
    ['nothing to fill', '您好', '您好'],
  ])('%s', (_, text, expected) => expect(filled(text, values)).toBe(expected))

  test('what a buyer is called is not read as a variable', () =>
    expect(filled('{buyer}', { buyer: '{shop}', shop: '芦白' })).toBe('{shop}'))

  test('PHR-11 an empty variable is told apart, an empty value too', () =>
    expect(pieces('a{buyer}{order}{shop}', { buyer: '小雨', shop: '' })).toEqual([
      { says: 'a', is: 'text' },
      { says: '小雨', is: 'filled' },
      { says: '{order}', is: 'empty' },
      { says: '{shop}', is: 'empty' },
    ]))

  const words = fc.string({ unit: fc.constantFrom('{', '}', '｛', '买家', 'order', 'x', ' ', '好', '\n') })
  test('whatever is written: with every value nothing known is left, and without one nothing is lost', () => {
    const known = new Set<string>(variables.map(({ name }) => name))
    const all = Object.fromEntries(variables.map(({ name }) => [name, '值']))
    fc.assert(
      fc.property(words, (text) => {
        expect(leftIn(filled(text, all)).filter(({ name }) => known.has(name))).toEqual([])
        expect(filled(text, {})).toBe(canonical(text))
        expect(canonical(canonical(text))).toBe(canonical(text))
        for (const { from, to } of leftIn(text)) expect(text.slice(from, to)).toMatch(/^[{｛].+[}｝]$/)
      }),
    )
  })
})

test.each([
  ['{buyer}，{code}', ['buyer', 'code'], '{buyer}'],
  ['{订单}和{ x }', ['order'], '{订单}'],
  ['没有', [], undefined],
])('PHR-12 left in %j: %o', (text, names, first) => {
  const left = leftIn(text)
  expect(left.map(({ name }) => name)).toEqual(names)
  expect(left[0] && text.slice(left[0].from, left[0].to)).toBe(first)
})

const body = {
  scope: 'shop',
  team: null,
  code: 'fh',
  situation: 'shipping',
  title: '',
  text: 'x',
  variants: {},
  pictures: [],
}
describe('PHR-9 what may be saved', () => {
  test.each([
    ['as it is', {}, true],
    ['known variables', { text: '{buyer} {order}' }, true],
    ['an unknown variable', { text: '{byer}' }, false],
    ['an unknown one in Chinese', { text: '{生日}' }, false],
    ['an unknown one in a phase', { variants: { spot: '{byer}' } }, false],
    ['a phase there is not', { variants: { easter: 'x' } }, false],
    ['a blank in the code', { code: 'f h' }, false],
    ['a slash in the code', { code: '/fh' }, false],
    ['no words', { text: ' ' }, false],
    ['a situation there is not', { situation: 'x' }, false],
    ['ten pictures', { pictures: Array(10).fill('1/x') }, false],
  ])('%s', (_, change, fits) => expect(PhraseBody.safeParse({ ...body, ...change }).success).toBe(fits))

  test('names in Chinese are stored in English, and what is unknown is named with what there is', () => {
    expect(PhraseBody.parse({ ...body, text: '{客户}您好' }).text).toBe('{buyer}您好')
    expect(unknownVariables('{a1}{买家}{a1}')).toEqual(['{a1}'])
    const problem = PhraseBody.safeParse({ ...body, text: '{byer}' }).error?.issues[0]?.message
    expect(problem).toBe(
      'unknown variable {byer}; there are {buyer} {shop} {agent} {hours} {order} {tracking} {product} {price} {phase}',
    )
  })
})

test.each([
  [null, '平时'],
  ['spot', '现货'],
  ['deposit', '平时'],
  ['toString', '平时'],
])('PHR-13 in phase %s: %s', (phase, expected) =>
  expect(wordingFor({ text: '平时', variants: { spot: '现货' } }, phase)).toBe(expected),
)

test.each([
  ['as it is', '付款后尽快发出，请放心', '付款后尽快发出，请放心', true],
  ['with words around', '亲，付款后尽快发出，请放心哦', '付款后尽快发出，请放心', true],
  ['a part was changed', '付款后尽快发出，谢谢', '付款后尽快发出，请放心', true],
  ['replaced by something else', '好的', '付款后尽快发出，请放心', false],
  ['a short one', '在的', '在的', true],
  ['a phrase without words', 'x', '', false],
])('PHR-15 %s', (_, sent, inserted, used) => expect(stillIn(sent, inserted)).toBe(used))
