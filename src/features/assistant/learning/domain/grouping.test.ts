import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { essence } from './features.ts'
import { createGrouping, EXEMPLARS, type Grouping, type Kept } from './grouping.ts'

/** Groups as a caller keeps them: which question is where, whatever is merged later. */
const placing = (
  grouping: Grouping,
  texts: readonly string[],
  known: ReadonlyMap<string, number> = new Map(),
) => {
  const twins = new Map(known)
  const where: number[] = []
  for (const text of texts) {
    const key = essence(text)
    const { groupId, merged } = grouping.place(text, twins.get(key) ?? null)
    if (merged !== null) {
      for (const [words, id] of twins) if (id === merged) twins.set(words, groupId)
      for (const [i, id] of where.entries()) if (id === merged) where[i] = groupId
    }
    twins.set(key, groupId)
    where.push(groupId)
  }
  return { where, twins }
}

const all = (grouping: Grouping): Kept[] =>
  Array.from({ length: grouping.nextId() }, (_, id) => grouping.kept(id)).filter((one) => one !== undefined)

const together: [string, string[]][] = [
  ['when it is sent', ['什么时候发货', '几时发货呀', '请问多久能寄出？', '亲 啥时候发货呢']],
  ['washing', ['可以机洗吗', '能用洗衣机洗么', '这款能不能机洗']],
  ['colour that runs', ['会掉色吗', '洗了会不会褪色', '这个掉色不']],
  ['an invoice', ['可以开发票吗', '能开发票不', '发票怎么开']],
  ['size', ['有什么尺码', '尺寸有哪些', '都有什么码数']],
  ['English', ['Can I wash it in a machine?', 'can i wash this in a machine']],
]

describe('[AST-73] what is asked for the same comes together', () => {
  test.each(together)('%s', (_, texts) => {
    expect(new Set(placing(createGrouping(1), texts).where).size).toBeLessThanOrEqual(texts.length - 1)
  })
  test.each([
    ['可以机洗吗', '可以开发票吗'],
    ['什么时候发货', '发什么快递'],
    ['会掉色吗', '会起球吗'],
    ['有XL码吗', '有赠品吗'],
    ['可以退货吗', '可以换颜色吗'],
  ])('but not “%s” and “%s”', (a, b) => {
    expect(new Set(placing(createGrouping(1), [a, b]).where).size).toBe(2)
  })
})

const parts = [
  '发货',
  '机洗',
  '掉色',
  '发票',
  '尺码',
  '多久',
  '可以',
  '会不会',
  '这款',
  '吗',
  '便宜',
  '材质',
  '退货',
  '#',
  '运费',
  '谁出',
]
const asked = fc.array(
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 }).map((words) => words.join('')),
  { maxLength: 60 },
)

describe('[AST-74] groups', () => {
  test('the same questions give the same groups, read at once or in pieces, by one that remembers or by another', () => {
    fc.assert(
      fc.property(asked, fc.array(fc.nat(60), { maxLength: 5 }), (texts, cuts) => {
        const whole = createGrouping(1)
        const expected = placing(whole, texts)
        let kept = createGrouping(1)
        let twins: ReadonlyMap<string, number> = new Map()
        const where: number[] = []
        const places = [0, ...cuts.toSorted((a, b) => a - b), texts.length]
        for (const [i, from] of places.slice(0, -1).entries()) {
          // Another process: it knows what was written down, nothing else.
          const other = createGrouping(kept.nextId())
          other.know(all(kept))
          kept = other
          const before = new Map(twins)
          const piece = placing(kept, texts.slice(from, Math.max(from, places[i + 1] ?? 0)), twins)
          // Questions read before whose group was merged away have followed their twins.
          for (const [at, text] of texts.slice(0, where.length).entries())
            where[at] = piece.twins.get(essence(text)) ?? before.get(essence(text)) ?? 0
          where.push(...piece.where)
          twins = piece.twins
        }
        expect(where).toEqual(expected.where)
        expect(all(kept)).toEqual(all(whole))
      }),
    )
  })

  test('the same words always come together, in whatever order they are asked', () => {
    fc.assert(
      fc.property(asked, fc.infiniteStream(fc.nat()), (texts, chance) => {
        const shuffled = texts
          .map((text) => ({ text, at: chance.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ text }) => text)
        const { where, twins } = placing(createGrouping(1), shuffled)
        for (const [i, text] of shuffled.entries()) expect(where[i]).toBe(twins.get(essence(text)))
      }),
    )
  })

  test('keep their number when more is asked, and are known by no more than the first questions', () => {
    const grouping = createGrouping(1)
    const [first] = placing(grouping, ['可以机洗吗']).where
    for (let i = 0; i < 40; i++) placing(grouping, [`这款第${'一二三四五'[i % 5]}件可以机洗吗`, '要不要运费'])
    expect(grouping.place('能机洗吗', null).groupId).toBe(first)
    for (const { exemplars } of all(grouping)) expect(exemplars.length).toBeLessThanOrEqual(EXEMPLARS)
  })

  test('one put aside takes in what is alike, and is not made one with another', () => {
    const grouping = createGrouping(1)
    placing(grouping, ['可以机洗吗', '会掉色吗'])
    grouping.setAside([1])
    expect(grouping.place('能不能机洗', null)).toMatchObject({ groupId: 1, founded: false, merged: null })
    expect(grouping.kept(1)?.aside).toBe(true)
  })
})
