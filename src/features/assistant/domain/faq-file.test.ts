import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf, columnOf, FAQ_COLUMNS, HEADERS, listOf, momentOf, switchOf } from './faq-file.ts'

const zone = 'Asia/Shanghai'
const at = (iso: string) => Date.parse(iso)

describe('[AST-56] columns', () => {
  test.each([
    ['编号', 'id'],
    ['ID', 'id'],
    ['标准问', 'question'],
    [' Question ', 'question'],
    ['相似问', 'wordings'],
    ['相似问法', 'wordings'],
    ['答案', 'answer'],
    ['ANSWER', 'answer'],
    ['分类', 'category'],
    ['有效期至', 'validTo'],
    ['valid_from', 'validFrom'],
    ['Ｏｗｎｅｒ', 'owner'],
    ['价格', null],
    ['', null],
  ])('%s is %s', (header, column) => {
    expect(columnOf(header)).toBe(column)
  })

  test('every header that is written is read again', () => {
    for (const headers of Object.values(HEADERS))
      for (const column of FAQ_COLUMNS) expect(columnOf(headers[column])).toBe(column)
  })
})

describe('[AST-56] cells', () => {
  test.each([
    ['几天到|多久到', '相似问', ['几天到', '多久到']],
    ['几天到；多久到 ; 几天到', '相似问', ['几天到', '多久到']],
    ['a;b\nc', 'wordings', ['a;b', 'c']],
    ['a;b', 'wordings (one per line)', ['a;b']],
    ['a|b', '相似问（一行一个）', ['a|b']],
    ['', '相似问', []],
  ])('the list %j under %s', (cell, header, list) => {
    expect(listOf(cell, header)).toEqual(list)
  })

  test.each([
    ['2026-11-11', false, '2026-11-11T00:00:00+08:00'],
    ['2026-11-11', true, '2026-11-12T00:00:00+08:00'],
    ['2026/11/1', false, '2026-11-01T00:00:00+08:00'],
    ['2026年11月11日', true, '2026-11-12T00:00:00+08:00'],
    ['2026-11-11 20:00', true, '2026-11-11T20:00:00+08:00'],
    ['2026-11-11 0:00', true, '2026-11-11T00:00:00+08:00'],
    ['2026-11-11 00:00:00', true, '2026-11-12T00:00:00+08:00'],
    ['2026-12-31', true, '2027-01-01T00:00:00+08:00'],
  ])('the time %s (end: %s) is %s', (cell, end, iso) => {
    expect(momentOf(cell, zone, end)).toBe(at(iso))
  })

  test.each(['明天', '2026-02-30', '2026-13-01', '2026-11-11 25:00', '11/11/2026', '46337'])(
    '%s is no time',
    (cell) => {
      expect(momentOf(cell, zone, false)).toBeNull()
    },
  )

  test.each([
    ['是', true],
    ['启用', true],
    ['TRUE', true],
    ['否', false],
    ['停用', false],
    ['0', false],
    ['也许', null],
  ])('the switch %s is %s', (cell, on) => {
    expect(switchOf(cell)).toBe(on)
  })

  test('[AST-57] any moment that is written is the same when it is read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-01-01T00:00:00Z') / 60_000, max: at('2035-01-01T00:00:00Z') / 60_000 }),
        fc.boolean(),
        (minute, end) => {
          const moment = minute * 60_000
          const entry = {
            code: 'x',
            enabled: true,
            question: 'q',
            wordings: [],
            answer: 'a',
            pictures: [],
            category: '',
            items: [],
            phases: [],
            validFrom: end ? null : moment,
            validTo: end ? moment : null,
            ownerId: null,
          }
          const cells = cellsOf(entry, { zone, locale: 'en', owners: new Map() })
          const cell = cells[FAQ_COLUMNS.indexOf(end ? 'validTo' : 'validFrom')] ?? ''
          expect(momentOf(cell, zone, end)).toBe(moment)
        },
      ),
    )
  })
})
