import { describe, expect, test } from 'vitest'
import { clashes } from './clash.ts'
import type { FaqEntry } from './faq.ts'

const entry = (id: number, question: string, answer: string, more: Partial<FaqEntry> = {}): FaqEntry => ({
  id,
  enabled: true,
  question,
  wordings: [],
  answer,
  pictures: [],
  category: '',
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
  ownerId: null,
  updatedAt: 0,
  ...more,
})
const found = (...entries: FaqEntry[]) => {
  const looking = clashes(entries)
  let step = looking.next()
  while (!step.done) step = looking.next()
  return step.value.map(({ kind, one, other }) => [kind, one.entry.id, other.entry.id])
}

describe('[AST-60] entries that get in each other’s way', () => {
  test.each<[string, FaqEntry[], unknown[]]>([
    [
      'the same question, another answer',
      [entry(1, '包邮吗', '包邮'), entry(2, '包邮吗？', '不包邮')],
      [['contradicts', 1, 2]],
    ],
    [
      'the same question, the same answer',
      [entry(1, '包邮吗', '包邮。'), entry(2, '包邮吗？', '包邮')],
      [['twice', 1, 2]],
    ],
    [
      'a wording of one is the question of another',
      [entry(1, '几天到', '三天', { wordings: ['什么时候能送到'] }), entry(2, '什么时候能送到', '五天')],
      [['contradicts', 1, 2]],
    ],
    [
      'numbers tell them apart',
      [entry(1, '1.5米床的被套多大', '甲'), entry(2, '1.8米床的被套多大', '乙')],
      [],
    ],
    ['so does a denial', [entry(1, '这款可以机洗吗', '甲'), entry(2, '这款不可以机洗吗', '乙')], []],
    ['one is switched off', [entry(1, '包邮吗', '是'), entry(2, '包邮吗', '否', { enabled: false })], []],
    [
      'one ends before the other begins',
      [entry(1, '包邮吗', '是', { validTo: 10 }), entry(2, '包邮吗', '否', { validFrom: 10 })],
      [],
    ],
    [
      'they overlap for a moment',
      [entry(1, '包邮吗', '是', { validTo: 11 }), entry(2, '包邮吗', '否', { validFrom: 10 })],
      [['contradicts', 1, 2]],
    ],
    [
      'for different products',
      [entry(1, '多重', '一', { items: ['a'] }), entry(2, '多重', '二', { items: ['b'] })],
      [],
    ],
    [
      'one is the exception for a product',
      [entry(1, '多重', '一'), entry(2, '多重', '二', { items: ['b'] })],
      [],
    ],
    [
      'for the same product among others',
      [entry(1, '多重啊', '一', { items: ['a', 'b'] }), entry(2, '多重啊', '二', { items: ['b'] })],
      [['contradicts', 1, 2]],
    ],
    [
      'contradictions first',
      [
        entry(1, '包邮吗', '是'),
        entry(2, '包邮吗', '是'),
        entry(3, '开票吗', '能'),
        entry(4, '开票吗', '不能'),
      ],
      [
        ['contradicts', 3, 4],
        ['twice', 1, 2],
      ],
    ],
  ])('%s', (_, entries, expected) => {
    expect(found(...entries)).toEqual(expected)
  })
})
