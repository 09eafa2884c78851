import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likeness, nearPairs } from './near.ts'

describe('[AST-60] wordings are alike', () => {
  test.each([
    ['几天发货', '几天发货？', 1],
    ['几天发货', '几天 发 货', 1],
    ['When do you ship?', 'when do you ship', 1],
    ['能不能机洗', '能机洗吗', 0.5],
  ])('%s / %s: at least %d', (a, b, least) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(least)
  })

  test.each([
    ['1.5米床的被套多大', '1.8米床的被套多大'],
    ['可以机洗', '不可以机洗'],
    ['can I return it', 'can I not return it'],
    ['包邮吗', '发票怎么开'],
  ])('%s / %s: not nearly', (a, b) => {
    expect(likeness(a, b)).toBeLessThan(0.4)
  })

  test('the quick way finds the same pairs as comparing all with all', () => {
    const word = fc.constantFrom(
      '几天',
      '发货',
      '能',
      '不能',
      '机洗',
      '吗',
      '1.5',
      '1.8',
      '米',
      '床',
      '退',
      '换',
    )
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(''))
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 2, maxLength: 40 }),
        fc.constantFrom(0.6, 0.8, 0.9, 1),
        (texts, least) => {
          const quick = [...nearPairs(texts, least)].flat().map(({ one, other }) => `${one} ${other}`)
          const all = texts.flatMap((b, other) =>
            texts.slice(0, other).flatMap((a, one) => (likeness(a, b) >= least ? [`${one} ${other}`] : [])),
          )
          expect(quick.toSorted()).toEqual(all.toSorted())
        },
      ),
    )
  })
})
