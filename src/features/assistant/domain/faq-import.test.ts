import { describe, expect, test } from 'vitest'
import { type FaqColumn, listOf } from './faq-file.ts'
import { type KnownEntry, type ListedRow, planImport } from './faq-import.ts'

const about = {
  shopId: 7,
  zone: 'Asia/Shanghai',
  owners: new Map([['小芦', 3]]),
  most: 5,
}
const picture = (n: number) => `7/${'a'.repeat(21)}${n}`
const known = (code: string, question: string, more: Partial<KnownEntry> = {}): KnownEntry => ({
  id: Number(code.replace(/\D/g, '')),
  code,
  enabled: true,
  question,
  wordings: [],
  answer: '答',
  pictures: [],
  category: '物流',
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
  ownerId: null,
  ...more,
})
/** Rows from line 2 on, as a file would give them. */
const rows = (...cells: Partial<Record<FaqColumn, string>>[]): ListedRow[] =>
  cells.map((row, i) => ({
    line: i + 2,
    cells: row,
    lists: Object.fromEntries(
      (['wordings', 'items', 'phases', 'pictures'] as const).flatMap((name) =>
        row[name] === undefined ? [] : [[name, listOf(row[name] ?? '', name)]],
      ),
    ),
  }))
const plan = (given: ListedRow[], before: KnownEntry[] = []) => planImport(given, before, about)
const problems = (given: ListedRow[], before: KnownEntry[] = []) =>
  plan(given, before).refused.map(({ line, column, reason, detail }) => [line, column, reason, detail])

describe('[AST-56] rows become entries', () => {
  test('several rows of one id are one entry: further questions are other wordings', () => {
    const { added } = plan(
      rows(
        { id: 'A', question: '几天到', answer: '三天' },
        { id: 'A', question: '多久到', answer: '' },
        { id: 'A', question: '几天能到', answer: '三天', wordings: '啥时候到|多久到' },
      ),
    )
    expect(added).toHaveLength(1)
    expect(added[0]).toMatchObject({
      line: 2,
      code: 'A',
      body: { question: '几天到', answer: '三天', wordings: ['多久到', '几天能到', '啥时候到'] },
    })
  })

  test('without an id, the question names the entry', () => {
    const { changed, added } = plan(rows({ question: '包邮 吗？', answer: '新答' }), [known('k1', '包邮吗')])
    expect(added).toEqual([])
    expect(changed[0]).toMatchObject({ id: 1, fields: ['question', 'answer'] })
  })

  test('columns that the file does not have stay as they are', () => {
    const before = known('k1', '包邮吗', { wordings: ['要邮费吗'], ownerId: 3, validTo: 99 })
    const { changed } = plan(rows({ id: 'k1', question: '包邮吗', answer: '包' }), [before])
    expect(changed[0]?.body).toMatchObject({ wordings: ['要邮费吗'], ownerId: 3, validTo: 99, answer: '包' })
    expect(changed[0]?.fields).toEqual(['answer'])
  })

  test('an empty cell empties what may be empty', () => {
    const before = known('k1', '包邮吗', { wordings: ['要邮费吗'], ownerId: 3, validTo: 99 })
    const { changed } = plan(
      rows({
        id: 'k1',
        question: '包邮吗',
        answer: '答',
        wordings: '',
        validTo: '',
        owner: '',
        category: '',
      }),
      [before],
    )
    expect(changed[0]?.fields.toSorted()).toEqual(['category', 'ownerId', 'validTo', 'wordings'])
  })

  test('people by name, and what nobody here is called is told and left out', () => {
    const { added, noted } = plan(
      rows({ question: 'a', answer: 'b', owner: '小芦' }, { question: 'c', answer: 'd', owner: '小苇' }),
    )
    expect(added.map(({ body }) => body.ownerId)).toEqual([3, null])
    expect(noted).toMatchObject([{ line: 3, reason: 'unknown-owner', detail: '小苇' }])
  })

  test('pictures of other shops are told and left out', () => {
    const { added, noted } = plan(
      rows({ question: 'a', answer: 'b', pictures: `${picture(1)}\n8/${'a'.repeat(22)}` }),
    )
    expect(added[0]?.body.pictures).toEqual([picture(1)])
    expect(noted[0]?.reason).toBe('unknown-picture')
  })
})

describe('[AST-57] the same again changes nothing', () => {
  test('wordings in another order, an id as it was', () => {
    const before = known('k1', '包邮吗', { wordings: ['要邮费吗', '邮费多少'] })
    const again = rows({ id: 'k1', question: '包邮吗', answer: '答', wordings: '邮费多少|要邮费吗' })
    expect(plan(again, [before])).toMatchObject({ added: [], changed: [], unchanged: 1, refused: [] })
  })
})

describe('[AST-58] what cannot be taken is said with its place, and the rest is taken', () => {
  test.each<[string, Partial<Record<FaqColumn, string>>[], unknown[]]>([
    ['no answer', [{ question: 'a', answer: '' }], [2, 'answer', 'no-answer', '']],
    ['no question', [{ question: '', answer: 'b' }], [2, 'question', 'no-question', '']],
    [
      'two answers',
      [
        { id: 'A', question: 'a', answer: '是' },
        { id: 'A', question: 'b', answer: '否' },
      ],
      [3, 'answer', 'two-answers', '2, 3'],
    ],
    [
      'two answers without an id',
      [
        { question: '包邮吗', answer: '是' },
        { question: '包邮吗？', answer: '否' },
      ],
      [3, 'answer', 'two-answers', '2, 3'],
    ],
    [
      'two categories',
      [
        { id: 'A', question: 'a', answer: 'x', category: '一' },
        { id: 'A', question: 'a', answer: 'x', category: '二' },
      ],
      [3, 'category', 'two-values', '2, 3'],
    ],
    ['a long question', [{ question: 'x'.repeat(501), answer: 'b' }], [2, 'question', 'too-long', '500']],
    ['a long answer', [{ question: 'a', answer: 'x'.repeat(2001) }], [2, 'answer', 'too-long', '2000']],
    ['a long id', [{ id: 'x'.repeat(61), question: 'a', answer: 'b' }], [2, 'id', 'too-long', '60']],
    [
      'many wordings',
      [{ question: 'a', answer: 'b', wordings: Array.from({ length: 501 }, (_, i) => i).join('|') }],
      [2, 'wordings', 'too-many', '500'],
    ],
    [
      'an unknown variable',
      [{ question: 'a', answer: '{price} 元' }],
      [2, 'answer', 'bad-variable', '{price}'],
    ],
    ['no time', [{ question: 'a', answer: 'b', validTo: '双十一' }], [2, 'validTo', 'bad-time', '双十一']],
    [
      'an end before its beginning',
      [{ question: 'a', answer: 'b', validFrom: '2026-11-12', validTo: '2026-11-10' }],
      [2, 'validTo', 'times-reversed', ''],
    ],
    ['no switch', [{ question: 'a', answer: 'b', enabled: '也许' }], [2, 'enabled', 'bad-switch', '也许']],
  ])('%s', (_, given, problem) => {
    const good = { question: '好', answer: '好' }
    expect(problems(rows(...given, good))).toEqual([problem])
    expect(plan(rows(...given, good)).added.map(({ body }) => body.question)).toEqual(['好'])
  })

  test('two rows that mean the same entry by id and by question', () => {
    const given = rows({ id: 'k1', question: '包邮吗', answer: '甲' }, { question: '包邮吗', answer: '乙' })
    expect(problems(given, [known('k1', '包邮吗')])).toEqual([[3, 'question', 'same-question', '2']])
  })

  test('two ids with one question are both taken, and told', () => {
    const { added, noted } = plan(
      rows({ id: 'A', question: '包邮吗', answer: '甲' }, { id: 'B', question: '包邮吗', answer: '乙' }),
    )
    expect(added).toHaveLength(2)
    expect(noted).toMatchObject([{ line: 3, id: 'B', reason: 'same-question', detail: '2' }])
  })

  test('more than fit', () => {
    const given = rows(...Array.from({ length: 7 }, (_, i) => ({ question: `q${i}`, answer: 'a' })))
    expect(plan(given).added).toHaveLength(5)
    expect(problems(given)).toEqual([
      [7, null, 'full', '5'],
      [8, null, 'full', '5'],
    ])
  })
})
