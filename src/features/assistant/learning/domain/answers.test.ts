import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contradict, disagreement, groupAnswers, type Said } from './answers.ts'
import { type Near, proposalFor, typicalQuestion } from './proposing.ts'

const said = (...texts: string[]): Said[] =>
  texts.map((text, i) => ({ messageId: i + 1, text, personId: 7 + (i % 2), alone: true }))

describe('[AST-77] answers that contradict each other', () => {
  test.each([
    ['可以机洗', '不可以机洗', true],
    ['支持七天无理由', '不支持七天无理由', true],
    ['48小时内发货', '72 小时内发货', true],
    ['包邮的', '不包邮', true],
    ['48小时内发货', '付款后48小时内发出', false],
    ['可以机洗', '能机洗，水温不超过 30 度', false],
    ['纯棉的', '新疆长绒棉', false],
    ['Yes, you can', 'No, you cannot', true],
  ])('%s / %s: %s', (a, b, expected) => {
    expect(contradict(a, b)).toBe(expected)
    expect(contradict(b, a)).toBe(expected)
  })
  test('are shown side by side, never as one', () => {
    const groups = groupAnswers(said('可以机洗', '可以机洗的', '不可以机洗', '可以机洗呀'))
    expect(groups.map(({ size }) => size)).toEqual([3, 1])
    expect(disagreement(groups)?.map(({ text }) => text)).toEqual(['可以机洗', '不可以机洗'])
  })
})

test('whatever order answers are given in, the groups are the same, and every answer is in one', () => {
  const text = fc.constantFrom(
    '可以机洗',
    '可以机洗的哦',
    '不能机洗',
    '48小时发货',
    '48小时内发货',
    '72小时发货',
    '纯棉',
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 25 }), (texts) => {
      const all = said(...texts)
      const groups = groupAnswers(all)
      expect(groups).toEqual(groupAnswers(all.toReversed()))
      expect(groups.flatMap(({ messageIds }) => messageIds).toSorted((a, b) => a - b)).toEqual(
        all.map(({ messageId }) => messageId),
      )
    }),
  )
})

describe('[AST-78] what is proposed', () => {
  const entry: Near = { id: 4, question: '怎么洗', answer: '可以机洗，水温三十度', wordings: [], score: 0.2 }
  const questions = ['你好，这款可以机洗吗', '可以机洗吗', '能用洗衣机洗吗']
  const answers = (...texts: string[]) => groupAnswers(said(...texts))
  test('nothing, where nobody has answered and no entry is near', () => {
    expect(proposalFor(questions, [], [entry])).toBeNull()
  })
  test('a new entry with the most frequent answer', () => {
    expect(proposalFor(questions, answers('冷水手洗', '冷水手洗就行'), [entry])).toMatchObject({
      make: 'entry',
      answer: '冷水手洗',
    })
  })
  test('a wording, where agents answer what an entry answers', () => {
    const proposal = proposalFor(questions, answers('可以机洗，水温三十度哦'), [entry])
    expect(proposal).toMatchObject({ make: 'wording', entryId: 4, otherwise: false })
  })
  test('a wording, where the knowledge thinks so; and that agents say otherwise is said', () => {
    const proposal = proposalFor(questions, answers('冷水手洗'), [{ ...entry, score: 0.7 }])
    expect(proposal).toMatchObject({ make: 'wording', entryId: 4, otherwise: true })
  })
  test('no wording that the entry has, or that is the same but for courtesies', () => {
    const near = { ...entry, score: 0.7, wordings: ['可以机洗吗'] }
    const proposal = proposalFor(questions.slice(0, 2), [], [near])
    expect(proposal).toBeNull()
  })
  test('the most typical question, the shorter of equals', () => {
    expect(typicalQuestion(['你好，我想问一下这款可以机洗吗谢谢', '可以机洗吗', '床笠可以烘干吗'])).toBe(
      '可以机洗吗',
    )
    expect(typicalQuestion([])).toBe('')
  })
})
