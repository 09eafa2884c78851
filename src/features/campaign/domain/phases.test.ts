import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activity, at, campaign, ZONE } from '../testing.ts'
import { fromTemplate } from './moved.ts'
import { PhaseKind } from './phase.ts'
import { activitiesAt, endOfWave, heardOf, kindsOn, phasesAt } from './phases.ts'
import { templateFor } from './templates/index.ts'

/** The calendar of 2020: what the template gives for its own year. */
const body = fromTemplate(templateFor('double-eleven', 'tmall'), {
  ...{ name: '双十一', day: '2020-11-11', zone: ZONE, language: 'zh' },
})
const d11 = { ...body, id: 1 }
const on = (moment: string) => phasesAt([d11], at(moment)).on.map(({ wave, kind }) => `${wave} ${kind}`)

describe('CMP-1 the calendar of Tmall in 2020', () => {
  test.each([
    ['2020-10-20 23:59:59', []],
    ['2020-10-21 00:00:00', ['1 deposit']],
    ['2020-10-31 21:59:59', ['1 deposit', '1 preheat']],
    ['2020-10-31 22:00:00', ['1 preheat']],
    ['2020-10-31 22:10:00', ['1 preheat']],
    ['2020-10-31 23:59:59', ['1 preheat']],
    ['2020-11-01 00:00:00', ['1 spot']],
    ['2020-11-01 00:15:00', ['1 spot']],
    ['2020-11-01 00:29:59', ['1 spot']],
    ['2020-11-01 00:30:00', ['1 spot', '1 balance']],
    ['2020-11-03 23:59:59', ['1 spot', '1 balance']],
    ['2020-11-04 00:00:00', ['1 after-sale', '2 deposit']],
    ['2020-11-10 22:00:00', ['1 after-sale', '2 preheat']],
    ['2020-11-11 00:30:00', ['1 after-sale', '2 spot', '2 balance']],
    ['2020-11-12 00:00:00', ['2 after-sale']],
    ['2020-11-27 00:00:00', []],
  ])('%s', (moment, kinds) =>
    // Sign-up is between shop and platform: told apart below.
    expect(
      on(moment)
        .filter((one) => !one.endsWith('sign-up'))
        .toSorted(),
    ).toEqual(kinds.toSorted()),
  )

  test('signing up is told too, but no words are chosen by it', () => {
    expect(on('2020-10-01 12:00:00')).toEqual(['1 sign-up'])
    expect(kindsOn([d11], at('2020-10-01 12:00:00'))).toEqual([])
  })

  test('what comes next', () => {
    const { next } = phasesAt([d11], at('2020-10-31 22:10:00'))
    expect(next?.at).toBe(at('2020-11-01 00:00:00'))
    expect(next?.starts.map(({ kind }) => kind)).toEqual(['spot'])
    expect(next?.ends.map(({ kind }) => kind)).toEqual(['preheat'])
    expect(phasesAt([d11], at('2020-11-01 00:15:00')).next).toMatchObject({
      at: at('2020-11-01 00:30:00'),
      starts: [{ kind: 'balance', wave: '1', campaign: '双十一' }],
      ends: [],
    })
    expect(phasesAt([d11], at('2020-11-27 00:00:00')).next).toBeNull()
  })
})

test('CMP-2 words are chosen by what buyers lose most by missing', () => {
  expect(kindsOn([d11], at('2020-11-01 12:00:00'))).toEqual(['balance', 'spot'])
  expect(kindsOn([d11], at('2020-10-31 12:00:00'))).toEqual(['deposit', 'preheat'])
  expect(kindsOn([d11], at('2020-11-05 12:00:00'))).toEqual(['deposit', 'after-sale'])
})

test('a wave is heard of from its first phase for buyers to its last, and sold until its sale ends', () => {
  const [first] = d11.waves
  if (!first) throw new Error('no wave')
  expect(heardOf(first)).toEqual({ from: at('2020-10-21 00:00:00'), to: at('2020-11-12 00:00:00') })
  expect(endOfWave(first)).toBe(at('2020-11-04 00:00:00'))
  expect(endOfWave({ ...first, phases: [] })).toBeNull()
})

test('CMP-18 an activity is heard of with its wave, in the hours between deposits and sale too', () => {
  const list = [
    activity({ id: 1, wave: '1' }),
    activity({ id: 2, wave: '2' }),
    activity({ id: 3, wave: '9' }),
  ]
  const heard = (moment: string) =>
    activitiesAt({ campaigns: [d11], activities: list }, at(moment)).map((one) => one.activity.id)
  expect(heard('2020-10-20 23:59:59')).toEqual([])
  expect(heard('2020-10-31 22:10')).toEqual([1])
  expect(heard('2020-11-10 22:10')).toEqual([1, 2])
  expect(heard('2020-11-12 00:00')).toEqual([2])
})

const Phases = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...PhaseKind.options),
      from: fc.integer({ min: 0, max: 1000 }),
      length: fc.integer({ min: 1, max: 300 }),
    })
    .map(({ kind, from, length }) => ({ kind, from, to: from + length })),
  { maxLength: 8 },
)
const of = (phases: { kind: PhaseKind; from: number; to: number }[]) => [
  campaign([{ code: '1', name: 'x', owner: null, phases }]),
]

test('walking from one next moment to the next meets every start and end once, and nothing changes between', () => {
  fc.assert(
    fc.property(Phases, fc.integer({ min: -10, max: 1400 }), (phases, begin) => {
      const campaigns = of(phases)
      const met: number[] = []
      for (let now = begin; ; ) {
        const { on, next } = phasesAt(campaigns, now)
        if (!next) {
          expect(on).toEqual([])
          break
        }
        expect(next.at).toBeGreaterThan(now)
        expect(phasesAt(campaigns, next.at - 1).on).toEqual(on)
        const after = new Set(
          [...on.filter((one) => !next.ends.includes(one)), ...next.starts].map((p) => p.from),
        )
        expect(new Set(phasesAt(campaigns, next.at).on.map((p) => p.from))).toEqual(after)
        met.push(next.at)
        now = next.at
      }
      const edges = new Set(phases.flatMap(({ from, to }) => [from, to]).filter((edge) => edge > begin))
      expect(met).toEqual([...edges].sort((a, b) => a - b))
    }),
  )
})
