import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Question, Source } from '../domain/ask.ts'
import type { Knowable } from '../domain/faq.ts'
import { compilePattern, createIndexer, isFault, makeAsk, patternSource } from './index.ts'
import { questionsIn } from './text/questions.ts'

const entry = (
  id: number,
  question: string,
  wordings: string[] = [],
  more: Partial<Knowable> = {},
): Knowable => ({
  ...{ id, question, wordings, answer: `answer ${id}`, pictures: [], items: [], phases: [] },
  ...{ validFrom: null, validTo: null, ...more },
})

const shop: Knowable[] = [
  entry(1, '什么时候发货', ['多久能寄出', '拍下几天发出']),
  entry(2, '可以退货吗', ['怎么退货', '不想要了怎么退']),
  entry(3, '运费多少', ['包邮吗', '要出邮费吗']),
  entry(4, '有红色的吗', ['红色有货吗']),
  entry(5, '身高150cm穿什么码', ['150厘米要穿多大']),
  entry(6, '身高180cm穿什么码', ['180厘米要穿多大']),
  entry(7, '可以开发票吗', ['怎么开票', '电子发票怎么弄']),
  entry(8, 'How long does delivery take?', ['when will my order arrive']),
  entry(9, 'How do I return an item?', ['can I send it back']),
  entry(10, '这个能用洗衣机洗吗', ['怎么清洗']),
  entry(11, '为什么没有收到优惠券', ['优惠券没到账']),
]
const indexer = createIndexer()
afterAll(() => indexer.close())
const matcher = await indexer.index(shop)
const ask = makeAsk(matcher, [], { thresholds: { answer: 0.7, choose: 0.4 } })
const of = (text: string, more: Partial<Question> = {}): Question => ({
  ...{ text, before: null, at: 1000, item: null, phase: null, ...more },
})
const first = (text: string) => Number(ask(of(text)).candidates[0]?.id ?? 0)

describe('what finds which entry', () => {
  test.each<[rule: string, asks: string, finds: number]>([
    ['MAT-2', '什麼時候發貨', 1],
    ['MAT-2', '<b>可以</b>退货吗', 2],
    ['MAT-2', 'ＨＯＷ ＬＯＮＧ ＤＯＥＳ ＤＥＬＩＶＥＲＹ ＴＡＫＥ', 8],
    ['MAT-3', '什么时候发获', 1],
    ['MAT-3', '可以退祸吗', 2],
    ['MAT-3', 'how do i retrun an item', 9],
    ['MAT-4', '亲 啥时候能发出呀', 1],
    ['MAT-4', '请问邮费是多少钱', 3],
    ['MAT-4', 'how many days does shipping take', 8],
    ['MAT-5', '1.5m穿多大', 5],
    ['MAT-5', '一米八穿什么码', 6],
    ['MAT-5', '身高180厘米穿什么码', 6],
    ['MAT-7', '洗衣机可以洗吗', 10],
    ['MAT-9', '开票怎么开呀', 7],
  ])('[%s] %s', (_rule, asks, finds) => expect(first(asks)).toBe(finds))
})

test('[MAT-6] the contrary counts less', () => {
  const score = (text: string) => ask(of(text)).candidates.find(({ id }) => id === '7')?.score ?? 0
  expect(score('能不能开发票')).toBeGreaterThan(score('不能开发票'))
})

test('[MAT-8] two entries with the very words: neither is sure', async () => {
  const twice = await indexer.index([entry(1, '怎么洗'), entry(2, '怎么洗'), entry(3, '多少钱')])
  expect(twice.find('怎么洗').map(({ score }) => score)).toEqual([0.5, expect.any(Number)])
})

describe('[MAT-13] [MAT-14] decisions', () => {
  test.each<[asks: string, decision: string]>([
    ['什么时候发货', 'answer'],
    ['when will my order arrive?', 'answer'],
    ['你好', 'hand-over'],
    ['谢谢', 'hand-over'],
    ['thank you so much!', 'hand-over'],
    ['今天天气怎么样', 'hand-over'],
    ['what is the capital of france', 'hand-over'],
    ['', 'hand-over'],
    ['😀😀😀', 'hand-over'],
    ['\ud800', 'hand-over'],
    ['\0\u0001', 'hand-over'],
  ])('%j: %s', (asks, decision) => expect(ask(of(asks)).decision).toBe(decision))
})

test('[MAT-14] a shop may answer a greeting', async () => {
  const own = makeAsk(await indexer.index([entry(1, '在吗'), entry(2, '发什么快递')]), [], {
    thresholds: { answer: 0.7, choose: 0.4 },
  })
  expect(own(of('在吗'))).toMatchObject({ decision: 'answer', answers: [{ id: '1' }] })
  expect(own(of('谢谢')).candidates).toEqual([])
})

describe('[MAT-15] several questions', () => {
  test.each<[text: string, count: number]>([
    ['什么时候发货？可以退货吗？', 2],
    ['什么时候发货，包邮吗', 2],
    ['我买的裙子到了，怎么退货', 1],
    ['how long does delivery take? can I send it back?', 2],
    ['好的，谢谢', 1],
  ])('%s', (text, count) => expect(questionsIn(text)).toHaveLength(count))
  test('each is answered, in the order asked', () =>
    expect(ask(of('可以退货吗？什么时候发货？')).answers.map(({ id }) => id)).toEqual(['2', '1']))
})

test('[MAT-16] a follow-up is read with what was asked before', () => {
  const found = ask(of('那红色呢', { before: '蓝色有货吗' }))
  expect(found.candidates[0]?.id).toBe('4')
})

describe('[MAT-17] entries that hold', () => {
  const conditional = [
    entry(1, '尺码怎么选'),
    entry(2, '尺码怎么选', [], { items: ['dress'] }),
    entry(3, '有什么活动', [], { validFrom: 500, validTo: 2000 }),
    entry(4, '尾款什么时候付', [], { phases: ['presale'] }),
  ]
  test.each<[text: string, more: Partial<Question>, id: string | undefined]>([
    ['尺码怎么选', {}, '1'],
    ['尺码怎么选', { item: 'dress' }, '2'],
    ['尺码怎么选', { item: 'shoe' }, '1'],
    ['有什么活动', { at: 499 }, undefined],
    ['有什么活动', { at: 500 }, '3'],
    ['有什么活动', { at: 2000 }, undefined],
    ['尾款什么时候付', {}, undefined],
    ['尾款什么时候付', { phase: 'presale' }, '4'],
  ])('%s %j', async (text, more, id) => {
    const own = makeAsk(await indexer.index(conditional), [], { thresholds: { answer: 0.7, choose: 0.4 } })
    expect(own(of(text, more)).answers[0]?.id).toBe(id)
  })
})

test('[MAT-18] other sources stand among the FAQ’s candidates by their scores', () => {
  const price: Source = {
    name: 'price',
    find: () => [
      { source: 'price', id: 'p', question: '多少钱', answer: '99', pictures: [], score: 0.95, why: [] },
      { source: 'price', id: 'p', question: '多少钱', answer: '99', pictures: [], score: 0.5, why: [] },
    ],
  }
  const both = makeAsk(matcher, [price], { thresholds: { answer: 0.7, choose: 0.4 } })
  const { candidates } = both(of('运费多少'))
  expect(candidates.map(({ source }) => source).filter((s) => s === 'price')).toHaveLength(1)
  expect(candidates[0]).toMatchObject({ source: 'faq', id: '3' })
})

test('[MAT-19] what matched is told', () => {
  const why = (text: string) => ask(of(text)).candidates[0]?.why.map(({ by }) => by)
  expect(why('请问什么时候可以发货')).toContain('keywords')
  expect(why('什么时候发获')).toContain('pinyin')
  expect(why('身高170厘米穿什么码')).toContain('number conflict')
})

describe('[MAT-20] patterns', () => {
  test.each<[pattern: string, at: number | null, says: RegExp]>([
    ['[abc', 0, /not closed with \]/],
    ['发货(', 2, /not closed|\(/],
    ['a(?=b)', 1, /look-ahead/],
    ['*a', 0, /nothing before/],
    ['(a)\\1', 3, /back-references/],
    ['.*', 0, /matches every/],
    ['', 0, /empty/],
    ['(((a{30}){30}){30})', null, /too large|too high/],
  ])('%s', (pattern, at, says) => {
    const fault = compilePattern(pattern)
    expect(isFault(fault) && fault.problem).toMatch(says)
    if (at !== null && isFault(fault) && fault.at !== null) expect(fault.at).toBe(at)
  })
  test('a bad one is told, the others answer', () => {
    const { source, faults } = patternSource([
      { id: 'bad', pattern: '(', question: '', answer: '' },
      { id: 'order', pattern: '\\d{10,}', question: '订单', answer: '我查一下' },
    ])
    expect(faults.map(({ id }) => id)).toEqual(['bad'])
    expect(source.find(of('单号 1234567890123'))).toMatchObject([{ id: 'order', score: 1 }])
    expect(source.find(of('单号 12'))).toEqual([])
  })
  test('one that would backtrack takes linear time', () => {
    const { source } = patternSource([{ id: '1', pattern: '(a+)+$', question: '', answer: '' }])
    expect(source.find(of(`${'a'.repeat(590)}b`))).toEqual([])
  })
})

describe('invariants', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.constantFrom(...'什么时候发货能不退款吗红色150cm一米五两斤 a不a？，<b>\ud83d\0'), {
        maxLength: 40,
      })
      .map((letters) => letters.join('')),
  )
  test('[MAT-1] [MAT-10] never throws, the same each time, scores sorted within 0–1', () => {
    fc.assert(
      fc.property(text, fc.option(text), (message, before) => {
        const found = ask(of(message, { before }))
        const scores = found.candidates.map(({ score }) => score)
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        expect(found.candidates.length).toBeLessThanOrEqual(5)
        expect(ask(of(message, { before }))).toEqual(found)
        for (const { why } of found.candidates) expect(Array.isArray(why)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
  test('[MAT-8] an entry’s own wording finds it', () => {
    for (const { id, question, wordings } of shop)
      for (const wording of [question, ...wordings]) {
        const [best] = ask(of(wording)).candidates
        expect([wording, best?.id, (best?.score ?? 0) >= 0.99]).toEqual([wording, String(id), true])
      }
  })
  test('a message of 100,000 characters is decided in time', () => {
    expect(ask(of('发货'.repeat(50_000))).candidates.length).toBeGreaterThan(0)
  })
})

describe('[MAT-11] [MAT-12] [MAT-21] trained in a worker', () => {
  const many = Array.from({ length: 60 }, (_, i) =>
    entry(
      i + 1,
      `第${i}种杯子怎么洗`,
      Array.from({ length: 5 }, (_, k) => `${'甲乙丙丁戊'[k]}${i}号杯子清洗方法${'吗呢呀啊吧'[k]}`),
    ),
  )
  test('gives a curve that falls, thresholds in order, and the same as on the spot', async () => {
    const away = await indexer.index(many)
    expect(away.curve.length).toBeGreaterThan(10)
    const shares = away.curve.map(({ answered }) => answered)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    const strict = away.thresholds(0.01)
    const loose = away.thresholds(0.2)
    expect(strict.answer).toBeGreaterThanOrEqual(loose.answer)
    expect(strict.choose).toBeLessThan(strict.answer)
    const again = await indexer.index(many)
    expect(again.find('3号杯子怎么清洗')).toEqual(away.find('3号杯子怎么清洗'))
  })
  test('an indexer that is closed refuses what it was making', async () => {
    const own = createIndexer({ inline: 0 })
    const refused = expect(own.index(many)).rejects.toThrow(/closed/)
    await own.close()
    await refused
  })
})
