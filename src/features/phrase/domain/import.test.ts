import { describe, expect, test } from 'vitest'
import { columnsOf, type Known, planImport, type Read } from './import.ts'
import { phases } from './phases.ts'
import type { PhraseBody } from './phrase.ts'
import { codeNamed, situations } from './situations.ts'

const owner = { mayEdit: true, teams: [{ code: 'pre-sales', name: '售前' }] }
const agent = { ...owner, mayEdit: false }
const known = (change: Partial<Known> = {}): Known => ({
  id: 7,
  scope: 'shop',
  team: null,
  code: 'fh',
  situation: 'shipping',
  title: '发货时间',
  text: '尽快发出',
  variants: { spot: '活动期间稍慢' },
  pictures: ['1/a'],
  ...change,
})
const plan = (header: string[], rows: string[][], have: Known[] = [], who = owner) => {
  const read: Read[] = rows.map((cells, i) => ({
    line: i + 2,
    values: Object.fromEntries(header.map((name, n) => [name, cells[n] ?? ''])),
  }))
  return planImport(read, columnsOf(header), have, who)
}

describe('PHR-18 columns', () => {
  test.each([
    ['代码', 'code'],
    ['快捷编码', 'code'],
    ['Short code', 'code'],
    ['话术内容', 'text'],
    ['Category', 'situation'],
    ['归属', 'scope'],
    ['客服组', 'team'],
    ['预热期', 'phase:preheat'],
    ['尾款期话术', 'phase:balance'],
    ['Deposit', 'phase:deposit'],
    ['spot', 'phase:spot'],
    ['颜色', null],
    ['', null],
  ])('%s: %s', (name, is) => expect(columnsOf([name])).toEqual([{ name, is }]))

  test('of two that hold the same, the first counts', () =>
    expect(columnsOf(['内容', '话术', 'code']).map(({ is }) => is)).toEqual(['text', null, 'code']))

  test('no name stands for two situations or two phases', () => {
    for (const list of [situations, phases])
      for (const { code, zh, en, also } of list)
        for (const name of [code, zh, en, ...also]) expect(codeNamed(list, name), name).toBe(code)
  })
})

describe('PHR-19 what a line does', () => {
  const header = ['代码', '场景', '标题', '内容', '归属', '现货期']
  const same = ['fh', '发货物流', '发货时间', '尽快发出', '全店', '活动期间稍慢']
  const cases: [string, string[], object][] = [
    ['the same', same, { does: 'same' }],
    ['the code in another case', ['FH', ...same.slice(1)], { does: 'change', changed: ['code'] }],
    ['other words', same.with(3, '当天发出'), { does: 'change', changed: ['text'] }],
    ['a slash before the code', same.with(0, '/fh'), { does: 'same' }],
    ['an empty phase takes its words away', same.with(5, ''), { does: 'change', changed: ['variants'] }],
    ['another owner: another phrase', same.with(4, '仅自己'), { does: 'add', scope: 'mine' }],
    ['a team by its name', same.with(4, '售前'), { does: 'add', scope: 'team', team: 'pre-sales' }],
    ['a team by its code', same.with(4, 'pre-sales'), { does: 'add', team: 'pre-sales' }],
    ['a team there is not', same.with(4, '夜班'), { whyNot: [{ why: 'unknown-scope', about: '夜班' }] }],
    ['no code', same.with(0, ''), { whyNot: [{ why: 'no-code', about: null }] }],
    ['a long code', same.with(0, 'x'.repeat(21)), { whyNot: [{ why: 'long-code', about: 20 }] }],
    ['a blank in the code', same.with(0, 'f h'), { whyNot: [{ why: 'bad-code', about: null }] }],
    ['no words', same.with(3, ' '), { whyNot: [{ why: 'no-text', about: null }] }],
    ['too many words', same.with(3, '好'.repeat(2001)), { whyNot: [{ why: 'long-text', about: 2000 }] }],
    ['a long title', same.with(2, '好'.repeat(41)), { whyNot: [{ why: 'long-title', about: 40 }] }],
    [
      'an unknown variable',
      same.with(3, '{byer}'),
      { whyNot: [{ why: 'unknown-variable', about: '{byer}' }] },
    ],
    ['one in a phase', same.with(5, '{生日}'), { whyNot: [{ why: 'unknown-variable', about: '{生日}' }] }],
  ]
  test.each(cases)('%s', (_, cells, expected) => {
    const { lines, add, change } = plan(header, [cells], [known()])
    expect(lines[0]).toMatchObject(expected)
    expect(add.length + change.length).toBe(lines[0]?.does === 'add' || lines[0]?.does === 'change' ? 1 : 0)
  })

  test('what the file has no column for stays: situation, title, phases, pictures', () => {
    const { change } = plan(['code', 'text'], [['fh', '当天发出']], [known()])
    expect(change).toEqual([known({ text: '当天发出' })])
  })

  test('a second line with the same owner and code is refused, naming the first', () => {
    const { lines } = plan(
      ['code', 'text'],
      [
        ['a', 'x'],
        ['b', 'y'],
        ['A', 'z'],
      ],
    )
    expect(lines.map(({ does }) => does)).toEqual(['add', 'add', 'refuse'])
    expect(lines[2]?.whyNot).toEqual([{ why: 'twice', about: 2 }])
  })

  test.each<[string, Partial<PhraseBody>]>([
    ['催付', { situation: 'payment', title: '' }],
    ['refund', { situation: 'refund', title: '' }],
    ['改单 核对', { situation: 'order-change', title: '核对' }],
    ['双十一专用', { situation: 'other', title: '双十一专用' }],
    ['', { situation: 'other', title: '' }],
  ])('situation %j', (cell, expected) =>
    expect(plan(['code', 'text', '分类'], [['a', 'x', cell]]).add[0]).toMatchObject(expected),
  )

  test('PHR-2 who may not edit the shop’s imports their own, and nothing else', () => {
    const rows = [
      ['a', 'x', ''],
      ['b', 'x', '个人'],
      ['c', 'x', '全店'],
      ['d', 'x', '售前'],
    ]
    const { lines, add } = plan(['code', 'text', '归属'], rows, [], agent)
    expect(lines.map(({ does, scope }) => [does, scope])).toEqual([
      ['add', 'mine'],
      ['add', 'mine'],
      ['refuse', 'shop'],
      ['refuse', 'team'],
    ])
    expect(lines[2]?.whyNot[0]?.why).toBe('not-yours')
    expect(add.every(({ scope }) => scope === 'mine')).toBe(true)
  })

  test('PHR-20 done and read again, a file changes nothing', () => {
    const rows = [
      ['a', '{买家}您好', '预热', '{店铺}预热'],
      ['b', 'x\r\ny', '双十一专用', ''],
    ]
    const columns = ['code', 'text', '分类', '预热期']
    const { add } = plan(columns, rows)
    const have = add.map((body, i) => ({ ...body, id: i + 1 }))
    const again = plan(columns, rows, have)
    expect(again.lines.map(({ does }) => does)).toEqual(['same', 'same'])
    expect([again.add, again.change]).toEqual([[], []])
  })
})
