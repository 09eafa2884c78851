import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../tests/support/growth.ts'
import type { Phrase } from '../domain/phrase.ts'
import { sentWith } from './inserted.ts'
import { matching, phraseQuery, spells, spliced } from './match.ts'

describe('PHR-5 where a phrase is looked for', () => {
  test.each([
    ['/fh', 3, { from: 0, to: 3, query: 'fh' }],
    ['亲 /fh', 5, { from: 2, to: 5, query: 'fh' }],
    ['第一行\n/', 5, { from: 4, to: 5, query: '' }],
    ['https://a.cn/b', 14, null],
    ['1/2', 3, null],
    ['/fh 已经', 5, null],
    ['/fh', 0, null],
    ['/发货', 3, { from: 0, to: 3, query: '发货' }],
    // What an input method for Chinese makes of the slash key, and shows while it composes.
    ['、fh', 3, { from: 0, to: 3, query: 'fh' }],
    ['亲 ／发货', 5, { from: 2, to: 5, query: '发货' }],
    ["/fa'huo", 7, { from: 0, to: 7, query: 'fahuo' }],
    ['好、贵', 3, null],
    ['//', 2, null],
  ])('%j at %i', (text, caret, expected) => expect(phraseQuery(text, caret)).toEqual(expected))
})

describe('PHR-6 pinyin', () => {
  test.each([
    ['fa huo shi jian', 'fhsj', 'start'],
    ['fa huo shi jian', 'fahuo', 'start'],
    ['fa huo shi jian', 'fahuoshijian', 'start'],
    ['fa huo shi jian', 'fahs', 'start'],
    ['fa huo shi jian', 'sj', 'inside'],
    ['fa huo shi jian', 'ahuo', null],
    ['fa huo shi jian', 'fhh', null],
    ['fa huo / shi jian', 'sj', 'start'],
    ['fa huo / shi jian', 'fhsj', null],
    ['xi an', 'xian', 'start'],
    ['fa huo', '', null],
    ['fa huo', '发', null],
    ['a a a', 'aaaa', null],
  ])('%s: %s %s', (syllables, query, expected) => expect(spells(syllables, query)).toBe(expected))

  const syllable = fc.stringMatching(/^[a-e]{1,4}$/)
  test('the beginnings of syllables that follow each other always find them', () =>
    fc.assert(
      fc.property(
        fc.array(syllable, { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
        (all, at, lengths) => {
          const from = at % all.length
          const query = lengths.flatMap((n, i) => all[from + i]?.slice(0, n) ?? []).join('')
          expect(spells(all.join(' '), query.slice(0, 30))).not.toBeNull()
        },
      ),
    ))

  test('no query takes long, however many ways there are to cut it', () => {
    const seek = (size: number) =>
      expect(spells(Array(size).fill('aaaaaaaaaaaaaaaaaaaa').join(' '), 'aaaaaaaaaaaaaaaaaaab')).toBeNull()
    expect(growth(seek, 20)).toBeLessThan(LINEAR)
  })
})

const phrase = (code: string, title: string, name: string, more: Partial<Phrase> = {}): Phrase => ({
  id: 1,
  scope: 'shop',
  team: null,
  code,
  situation: 'other',
  title,
  text: `${title}的话`,
  variants: {},
  pictures: [],
  pinyin: { name: `qi ta / ${name}`, text: name },
  uses: 0,
  ...more,
})
const all = [
  phrase('ship', '发货时间', 'fa huo shi jian'),
  phrase('fh48', '催促', 'cui cu'),
  phrase('size', '尺码', 'chi ma', { text: '48 小时内发货' }),
  phrase('own', '发货', 'fa huo', { scope: 'mine' }),
  phrase('team', '发货', 'fa huo', { scope: 'team', team: 'x' }),
  phrase('promo', '活动', 'huo dong', { variants: { spot: '今晚八点开始' } }),
]

describe('PHR-7 what fits, in which order', () => {
  test.each([
    ['', ['own', 'team', 'fh48', 'promo', 'ship', 'size']],
    ['fh', ['fh48', 'own', 'team', 'ship']],
    ['fahuo', ['own', 'team', 'ship']],
    ['发货', ['own', 'team', 'ship', 'size']],
    ['SIZE', ['size']],
    ['今晚', ['promo']],
    ['qt', ['own', 'team', 'fh48', 'promo', 'ship', 'size']], // the situation, 其他
    ['没有', []],
  ])('%j finds %o', (query, codes) => expect(matching(all, query).map((p) => p.code)).toEqual(codes))

  test('of equal fits what one uses most comes first; use does not beat fit', () => {
    const used = all.map((p) => ({ ...p, uses: p.code === 'ship' ? 9 : 0 }))
    expect(matching(used, 'fahuo').map((p) => p.code)).toEqual(['ship', 'own', 'team'])
    expect(matching(used, 'fh').map((p) => p.code)).toEqual(['fh48', 'ship', 'own', 'team'])
  })
})

test('PHR-8 goes in at the caret, and can be chained', () => {
  const first = spliced('亲 /fh，谢谢', 2, 5, '48 小时内发货')
  expect(first).toEqual({ text: '亲 48 小时内发货，谢谢', caret: 10 })
})

test('PHR-15 counts what is still in the message, words or pictures, each once', () => {
  const ship = { id: 1, text: '付款后尽快发出', pictures: [] }
  const chart = { id: 2, text: '尺码表如图', pictures: ['1/a'] }
  const gone = { id: 3, text: '祝您生活愉快', pictures: [] }
  expect(sentWith([ship, ship, chart, gone], '亲，付款后尽快发出', ['1/a'])).toEqual([1, 2])
  expect(sentWith([ship, chart], '好的', [])).toEqual([])
})
