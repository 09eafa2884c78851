import { describe, expect, test } from 'vitest'
import { type Figures, handOverShare, NO_FIGURES } from './figures.ts'
import { mending, type Watched, type WeekFacts } from './mending.ts'
import { dayAfter, weekBefore, weekNamed, weekOf } from './week.ts'

describe('weeks as ISO 8601 names them', () => {
  test.each([
    ['2026-11-11', '2026-W46', '2026-11-09', '2026-11-15'],
    ['2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
    ['2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
  ])('%s', (date, name, from, to) => {
    expect(weekOf(date)).toEqual({ name, from, to })
    expect(weekNamed(name)).toEqual({ name, from, to })
  })
  test('the week before, over the year', () => expect(weekBefore(weekOf('2026-01-01')).name).toBe('2025-W52'))
  test.each(['2026-W00', '2026-W54', '2025-W53', 'x', '2026W01'])('%s is none', (name) =>
    expect(weekNamed(name)).toBeNull(),
  )
})

const week = weekOf('2026-11-11')
const entry = (id: number, more: Partial<Watched> = {}): Watched => ({
  id,
  question: `问题${id}`,
  validTo: null,
  enabled: true,
  changedOn: '2026-11-01',
  endsOn: null,
  lastUsedOn: '2026-11-10',
  ...more,
})
const fared = (more: Partial<Figures>): Figures => ({ ...NO_FIGURES, ...more })
const facts = (more: Partial<WeekFacts> = {}, of = week): WeekFacts => ({
  ...{ week: of, figures: new Map(), names: new Map(), entries: [], groups: [] },
  ...more,
})
const before = (more: Partial<WeekFacts> = {}) => facts(more, weekBefore(week))
const faults = (now: WeekFacts) =>
  mending(now, before()).list.map(({ fault, key, amount }) => [fault, key, amount])

describe('[AST-80] what to mend', () => {
  test.each<[string, Partial<WeekFacts>, unknown[]]>([
    [
      'every third answer handed over',
      { entries: [entry(1)], figures: new Map([['faq:1', fared({ uses: 6, handOvers: 2 })]]) },
      [['hand-overs', 'faq:1', 1 / 3]],
    ],
    [
      'too few uses show nothing',
      { entries: [entry(1)], figures: new Map([['faq:1', fared({ uses: 4, handOvers: 4 })]]) },
      [],
    ],
    [
      'every eighth displeased',
      { entries: [entry(1)], figures: new Map([['faq:1', fared({ uses: 8, displeased: 1 })]]) },
      [['displeased', 'faq:1', 1 / 8]],
    ],
    [
      'a rule by its name',
      {
        names: new Map([['rule:x', '发货']]),
        figures: new Map([['rule:x', fared({ uses: 5, handOvers: 5 })]]),
      },
      [['hand-overs', 'rule:x', 1]],
    ],
    ['an entry that is gone', { figures: new Map([['faq:9', fared({ uses: 9, handOvers: 9 })]]) }, []],
    [
      'not used for 60 days',
      { entries: [entry(1, { changedOn: '2026-08-01', lastUsedOn: '2026-09-16' })] },
      [['never-used', 'faq:1', 60]],
    ],
    ['new, not used yet', { entries: [entry(1, { lastUsedOn: null })] }, []],
    [
      'switched off',
      { entries: [entry(1, { enabled: false, changedOn: '2026-01-01', lastUsedOn: null })] },
      [],
    ],
    ['about to expire', { entries: [entry(1, { endsOn: '2026-11-20' })] }, [['expiring', 'faq:1', 5]]],
    ['expires later', { entries: [entry(1, { endsOn: '2026-11-30' })] }, []],
    [
      'expired',
      { entries: [entry(1, { endsOn: '2026-11-12', changedOn: '2026-01-01', lastUsedOn: null })] },
      [['expired', 'faq:1', 3]],
    ],
    [
      'asked again and again',
      { groups: [{ groupId: 3, says: '绑带', week: 4, contradicting: false }] },
      [['unanswered', 'group:3', 4]],
    ],
    ['asked once', { groups: [{ groupId: 3, says: '绑带', week: 1, contradicting: false }] }, []],
    [
      'people disagree',
      { groups: [{ groupId: 3, says: '绑带', week: 1, contradicting: true }] },
      [['contradiction', 'group:3', 1]],
    ],
  ])('%s', (_, more, expected) => expect(faults(facts(more))).toEqual(expected))

  test('[AST-81] each with what changed since the week before; what is mended is named', () => {
    const groups = (...of: [number, number][]) =>
      of.map(([groupId, times]) => ({ groupId, says: 'x', week: times, contradicting: false }))
    const { list, mended } = mending(
      facts({
        groups: groups([1, 5], [2, 3], [3, 4], [4, 9]),
        entries: [entry(1, { endsOn: '2026-11-20' })],
      }),
      before({
        groups: groups([1, 3], [2, 6], [3, 4], [5, 2]),
        entries: [entry(1, { endsOn: '2026-11-20' })],
      }),
    )
    expect(list.map(({ key, change }) => [key, change])).toEqual([
      ['faq:1', 'worse'],
      ['group:4', 'new'],
      ['group:1', 'worse'],
      ['group:3', 'same'],
      ['group:2', 'better'],
    ])
    expect(mended.map(({ key }) => key)).toEqual(['group:5'])
  })
})

test('a share of nothing is none', () => expect(handOverShare(NO_FIGURES)).toBeNull())
test('a day later is a day later, over months', () => expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01'))
