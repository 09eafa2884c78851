import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Body, chartProblems, type Fit, measuresOf, sizeFor } from './fit.ts'
import { fitSentence } from './fit-words.ts'
import type { Measure, SizeChart } from './size.ts'

const women: SizeChart = {
  code: 'women',
  name: '女款',
  note: '版型偏宽松',
  sizes: [
    { size: 'S', fits: { height: [150, 160], weight: [40, 50] } },
    { size: 'M', fits: { height: [158, 166], weight: [48, 58] } },
    { size: 'L', fits: { height: [164, 172], weight: [60, 66] } },
  ],
}
const kids: SizeChart = {
  code: 'kids',
  name: '童装',
  note: '',
  sizes: [
    { size: '90', fits: { age: [12, 24], height: [80, 90] } },
    { size: '100', fits: { age: [24, 36], height: [91, 100] } },
    { size: '110', fits: { age: [36, 60], height: [101, 110] } },
  ],
}
const shoes: SizeChart = {
  code: 'shoes',
  name: '鞋',
  note: '',
  sizes: [
    { size: '38', fits: { foot: [236, 240] } },
    { size: '39', fits: { foot: [241, 245] } },
  ],
}
const brief = (found: Fit): string => {
  const sign = 'disagree' in found && found.disagree ? ' disagree' : ''
  if (found.kind === 'fits') return `${found.size}${sign}`
  if (found.kind === 'between') return `${found.smaller}/${found.bigger}${sign}`
  if (found.kind === 'outside') return `${found.side} ${found.measures.join(',')} ${found.nearest}`
  return `ask ${found.need.join(',')}`
}

describe('the size for a body', () => {
  test.each<[rule: string, chart: SizeChart, body: Body, says: string]>([
    ['CAT-20 inside one size by every measure', women, { height: 155, weight: 45 }, 'S'],
    ['CAT-20 ends belong to the range', women, { height: 150, weight: 40 }, 'S'],
    ['CAT-20 one size holds all measures, others some', women, { height: 159, weight: 55 }, 'M'],
    ['CAT-21 inside two', women, { height: 159, weight: 49 }, 'S/M'],
    ['CAT-21 between two by one measure, in one by the other', women, { height: 166, weight: 59 }, 'M/L'],
    ['CAT-22 too tall', women, { height: 180, weight: 62 }, 'above height L'],
    ['CAT-22 too small in all', women, { height: 140, weight: 30 }, 'below height,weight S'],
    ['CAT-23 no weight', women, { height: 165 }, 'ask weight'],
    ['CAT-23 nothing', women, {}, 'ask height,weight'],
    ['CAT-23 only what the chart has not', women, { foot: 240 }, 'ask height,weight'],
    ['CAT-23 age alone, where the chart goes by height', kids, { age: 30 }, 'ask height'],
    ['CAT-24 weight asks for the bigger', women, { height: 155, weight: 62 }, 'L disagree'],
    ['CAT-24 height asks for the bigger', women, { height: 170, weight: 45 }, 'S/L disagree'],
    ['CAT-24 light for every size', women, { height: 162, weight: 30 }, 'S/M disagree'],
    ['CAT-24 age and height', kids, { age: 48, height: 95 }, '100/110 disagree'],
    ['CAT-20 a foot', shoes, { foot: 245 }, '39'],
    ['CAT-21 a foot between', shoes, { foot: 240.5 }, '38/39'],
    ['CAT-22 a foot beyond', shoes, { foot: 270 }, 'above foot 39'],
  ])('%s', (_, chart, body, says) => expect(brief(sizeFor(chart, body))).toBe(says))

  test.each<[SizeChart, Body, zh: string, en: string]>([
    [
      women,
      { height: 155, weight: 45 },
      '身高 155 cm、体重 45 公斤，按尺码表是 S。版型偏宽松。',
      'For height 155 cm, weight 45 kg, the size chart says S. 版型偏宽松',
    ],
    [
      women,
      { height: 165 },
      '按尺码表，身高 165 cm是 M 或 L；再告诉我体重（公斤）才能定下尺码。',
      'By the size chart, height 165 cm says M or L; please tell me the weight (kg) too, the size depends on it.',
    ],
    [
      women,
      { height: 155, weight: 62 },
      '身高 155 cm是 S，体重 62 公斤是 L，两者不一致；以大的为准，选 L，小一码会紧。版型偏宽松。',
      'height 155 cm says S; weight 62 kg says L: they disagree. The bigger one decides: L; a smaller size would be tight. 版型偏宽松',
    ],
    [
      shoes,
      { foot: 270 },
      '脚长 27 cm超过 39：脚长超出了这款的尺码表（最大 39），没有合适的尺码。',
      'foot length 27 cm is above 39: the foot length is beyond this chart (the biggest is 39), so no size fits.',
    ],
    [
      kids,
      {},
      '请告诉我身高（cm），我按尺码表帮您看。',
      'Please tell me the height (cm), then I can look at the size chart.',
    ],
  ])('is told in a sentence (CAT-25) %#', (chart, body, zh, en) => {
    expect(fitSentence(sizeFor(chart, body), chart)).toEqual({ zh, en })
  })
})

/** Charts in order, with gaps and overlaps, some sizes without one of the measures. */
const charts: fc.Arbitrary<SizeChart> = fc
  .record({
    measures: fc.uniqueArray(fc.constantFrom<Measure>('height', 'weight', 'age', 'foot', 'chest', 'waist'), {
      minLength: 1,
      maxLength: 4,
    }),
    steps: fc.array(
      fc.record({ from: fc.nat(12), width: fc.integer({ min: 1, max: 15 }), skip: fc.nat(5) }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ measures, steps }) => {
    const ends = new Map<Measure, [number, number]>()
    const sizes = steps.map(({ from, width, skip }, i) => {
      const fits: Partial<Record<Measure, [number, number]>> = {}
      for (const [k, measure] of measures.entries()) {
        const [lastFrom, lastTo] = ends.get(measure) ?? [50, 50]
        const range: [number, number] = [lastFrom + from + k, Math.max(lastTo, lastFrom + from + k + width)]
        if (skip === k && i > 0) continue
        ends.set(measure, range)
        fits[measure] = range
      }
      return { size: `size ${i}`, fits }
    })
    return { code: 'x', name: 'x', note: '', sizes }
  })
const bodies = fc.record(
  Object.fromEntries(
    (['height', 'weight', 'age', 'foot', 'chest', 'waist'] as const).map((m) => [
      m,
      fc.integer({ min: 40, max: 190 }),
    ]),
  ),
) as fc.Arbitrary<Record<Measure, number>>

/** Both ends of what is advised, as places in the chart. */
const ends = (chart: SizeChart, found: Fit): [number, number] => {
  const at = (size: string) => chart.sizes.findIndex((s) => s.size === size)
  if (found.kind === 'fits') return [at(found.size), at(found.size)]
  if (found.kind === 'between') return [at(found.smaller), at(found.bigger)]
  if (found.kind === 'outside') return found.side === 'above' ? [99, 99] : [-1, -1]
  throw new Error('nothing is missing here')
}

test('a bigger body never gets a smaller size (CAT-26)', () => {
  fc.assert(
    fc.property(charts, bodies, bodies, (chart, one, more) => {
      const bigger = Object.fromEntries(
        Object.entries(one).map(([m, v]) => [m, v + (more[m as Measure] - 40)]),
      )
      const [low, high] = ends(chart, sizeFor(chart, one))
      const [low2, high2] = ends(chart, sizeFor(chart, bigger))
      expect(low2).toBeGreaterThanOrEqual(low)
      expect(high2).toBeGreaterThanOrEqual(high)
    }),
    { numRuns: 2000 },
  )
})

test('a body inside exactly one range by every measure, the same, gets that size (CAT-20)', () => {
  let met = 0
  fc.assert(
    fc.property(charts, bodies, fc.nat(7), (chart, body, pick) => {
      const wanted = chart.sizes[pick % chart.sizes.length]
      const inside: Body = { ...body }
      for (const measure of measuresOf(chart)) {
        const range = wanted?.fits[measure]
        if (range) inside[measure] = Math.floor((range[0] + range[1]) / 2)
      }
      const fitting = measuresOf(chart).map((measure) =>
        chart.sizes.filter(({ fits }) => {
          const [from, to] = fits[measure] ?? [1, 0]
          const value = inside[measure] ?? 0
          return from <= value && value <= to
        }),
      )
      const [first] = fitting
      fc.pre(fitting.every((sizes) => sizes.length === 1 && sizes[0] === first?.[0]))
      met++
      expect(brief(sizeFor(chart, inside))).toBe(first?.[0]?.size)
    }),
    { numRuns: 300 },
  )
  expect(met).toBeGreaterThan(200)
})

describe('charts', () => {
  test.each<[says: string, charts: SizeChart[], fields: string[]]>([
    ['in order', [women, kids, shoes], []],
    ['two of one code', [women, { ...kids, code: 'women' }], ['charts.1.code']],
    [
      'sizes that go back',
      [{ ...women, sizes: women.sizes.toReversed() }],
      [
        'charts.0.sizes.1.fits.height',
        'charts.0.sizes.1.fits.weight',
        'charts.0.sizes.2.fits.height',
        'charts.0.sizes.2.fits.weight',
      ],
    ],
    [
      'one size twice',
      [{ ...shoes, sizes: [...shoes.sizes, { size: '39', fits: { foot: [246, 250] } }] }],
      ['charts.0.sizes.2.size'],
    ],
    ['no range at all', [{ ...shoes, sizes: [{ size: '均码', fits: {} }] }], ['charts.0.sizes']],
  ])('%s (CAT-15)', (_, given, fields) => {
    expect(chartProblems(given).map(({ field }) => field)).toEqual(fields)
  })
})
