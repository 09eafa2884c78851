import { describe, expect, test } from 'vitest'
import type { CampaignBody } from '../domain/campaign.ts'
import { blankPhase, blankWave, bodyOf, type Draft, draftOf, faultsOf } from './draft.ts'

const ZONE = 'Asia/Shanghai'
const at = (iso: string) => Date.parse(`${iso}+08:00`)
/** Tmall, 2020: deposits until 31 Oct 21:59:59, spot from midnight, balance half an hour later. */
const campaign: CampaignBody = {
  name: '双11',
  template: 'double-eleven',
  ruleSet: null,
  waves: [
    {
      code: 'w1',
      name: '第一波',
      owner: 3,
      phases: [
        { kind: 'deposit', from: at('2020-10-21T00:00:00'), to: at('2020-10-31T22:00:00') },
        { kind: 'spot', from: at('2020-11-01T00:00:00'), to: at('2020-11-04T00:00:00') },
        { kind: 'balance', from: at('2020-11-01T00:30:00'), to: at('2020-11-04T00:00:00') },
      ],
    },
  ],
  rules: { noRaise: true, exceptCategories: [], lowest: null, holdDays: 15, protectDays: 15 },
}
const draft = draftOf(campaign, ZONE)
const changed = (change: (draft: Draft) => void): Draft => {
  const copy = structuredClone(draft)
  change(copy)
  return copy
}
const phase = (of: Draft, n: number) => {
  const found = of.waves[0]?.phases[n]
  if (!found) throw new Error(`there is no phase ${n}`)
  return found
}

test('a draft shows ends as people say them, and saved as it is changes nothing', () => {
  expect(phase(draft, 0)).toMatchObject({ from: '2020-10-21T00:00:00', until: '2020-10-31T21:59:59' })
  expect(faultsOf(draft, ZONE)).toEqual([])
  expect(bodyOf(draft, ZONE)).toEqual(campaign)
})

describe('what is wrong is said where it is', () => {
  test.each([
    ['a start left open', 0, { from: '' }, ['from']],
    ['an end left open', 1, { until: '2020-11-' }, ['until']],
    ['an end before the start', 1, { until: '2020-10-31T23:59:58' }, ['backwards']],
    ['a phase of one second', 1, { until: '2020-11-01T00:00:00' }, []],
  ])('%s', (_, n, change, codes) => {
    const wrong = changed((d) => Object.assign(phase(d, n), change))
    expect(faultsOf(wrong, ZONE).map(({ at, code }) => [at, code])).toEqual(
      codes.map((code) => [phase(draft, n).key, code]),
    )
    expect(bodyOf(wrong, ZONE) === null).toBe(codes.length > 0)
  })
  test('names that are missing', () => {
    const wrong = changed((d) => {
      d.name = ' '
      for (const wave of d.waves) wave.name = ''
    })
    expect(faultsOf(wrong, ZONE).map(({ code }) => code)).toEqual(['name', 'wave-name'])
  })
})

describe('two phases of one kind', () => {
  const withSecond = (from: string, until: string) =>
    changed((d) => d.waves[0]?.phases.push({ key: 99, kind: 'spot', from, until }))
  test('that overlap name each other', () => {
    const faults = faultsOf(withSecond('2020-11-03T23:59:59', '2020-11-11T23:59:59'), ZONE)
    expect(faults.map(({ at, code, other }) => [at, code, other?.phase.key])).toEqual([
      [phase(draft, 1).key, 'clash', 99],
      [99, 'clash', phase(draft, 1).key],
    ])
  })
  test('may follow each other at once', () => {
    expect(faultsOf(withSecond('2020-11-04T00:00:00', '2020-11-11T23:59:59'), ZONE)).toEqual([])
  })
  test('may not be on together in two waves either, and the other’s wave is named', () => {
    const two = changed((d) => {
      const again = { ...phase(d, 1), key: 88, from: '2020-11-03T00:00:00', until: '2020-11-05T23:59:59' }
      d.waves.push({ key: 77, code: 'w2', name: '第二波', owner: null, phases: [again] })
    })
    const faults = faultsOf(two, ZONE)
    expect(faults.map(({ at, other }) => [at, other?.wave.name])).toEqual([
      [phase(draft, 1).key, '第二波'],
      [88, '第一波'],
    ])
  })
  test('are found also while another is not filled in yet', () => {
    const open = withSecond('2020-11-03T23:59:59', '2020-11-11T23:59:59')
    open.waves[0]?.phases.unshift({ key: 66, kind: 'preheat', from: '', until: '' })
    expect(faultsOf(open, ZONE).map(({ at, code }) => [at, code])).toEqual([
      [66, 'from'],
      [66, 'until'],
      [phase(draft, 1).key, 'clash'],
      [99, 'clash'],
    ])
  })
})

test('a wave gets a code of its own, a phase begins where the one before ends, and days are put in order', () => {
  expect(blankWave([...draft.waves, { ...blankWave([], ''), code: 'w3' }], '第三波').code).toBe('w4')
  const [wave] = draft.waves
  if (!wave) throw new Error('there is no wave')
  expect(blankPhase('after-sale', wave, ZONE).from).toBe('2020-11-04T00:00:00')
  const turned = changed((d) => d.waves[0]?.phases.reverse())
  expect(bodyOf(turned, ZONE)?.waves[0]?.phases.map(({ kind }) => kind)).toEqual([
    'deposit',
    'spot',
    'balance',
  ])
})
