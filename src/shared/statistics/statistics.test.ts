import fc from 'fast-check'
import * as peer from 'simple-statistics'
import { describe, expect, test } from 'vitest'
import { chanceOf } from '../../../tests/faults/chance.ts'
import { linear } from './estimate.ts'
import { explained, meanDifference, momentsOf, slope } from './mean.ts'
import { normalBelow, normalQuantile, studentQuantile, twoSided } from './normal.ts'
import { detectable, powerOf, requiredSize } from './power.ts'
import { newcombe, pooled, wilson } from './proportion.ts'
import { alwaysValid, holm } from './sequential.ts'

const of = (are: number, all: number) => ({ are, of: all })

describe('published values', () => {
  test.each([
    { are: 81, all: 263, low: 0.2553, high: 0.3662 },
    { are: 15, all: 148, low: 0.0624, high: 0.1605 },
    { are: 0, all: 20, low: 0, high: 0.1611 },
    { are: 1, all: 29, low: 0.0061, high: 0.1718 },
  ])('[RCV-50] Wilson $are/$all: Newcombe 1998, table I, method 3', ({ are, all, low, high }) => {
    const found = wilson(of(are, all))
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  test.each([
    { a: of(56, 70), b: of(48, 80), low: 0.0524315, high: 0.3338727, source: 'Newcombe 1998, table II' },
    { a: of(9, 10), b: of(3, 10), low: 0.1705227, high: 0.809018, source: 'Newcombe 1998, table II' },
    { a: of(6, 7), b: of(2, 7), low: 0.0582279, high: 0.8062496, source: 'statsmodels' },
    { a: of(5, 56), b: of(0, 29), low: -0.0381371, high: 0.19256, source: 'statsmodels' },
  ])('[RCV-50] Newcombe $a.are/$a.of and $b.are/$b.of: $source', ({ a, b, low, high }) => {
    const found = newcombe(a, b)
    expect(found.low).toBeCloseTo(low, 6)
    expect(found.high).toBeCloseTo(high, 6)
  })

  test('[RCV-50] Newcombe 7/34 and 1/34: statsmodels after Fagerland 2015', () => {
    const found = newcombe(of(7, 34), of(1, 34))
    expect(found.low).toBeCloseTo(0.019, 3)
    expect(found.high).toBeCloseTo(0.34, 3)
  })

  test.each([
    { a: of(45, 100), b: of(30, 100), z: 2.1909, error: 0.068465, p: 0.02846, source: 'calculatorlib.com' },
    {
      a: of(140, 200),
      b: of(255, 340),
      z: -1.266015,
      error: 0.039494,
      p: null,
      source: 'homeworksource 1008622',
    },
  ])('[RCV-50] pooled z $a.are/$a.of and $b.are/$b.of: $source', ({ a, b, z, error, p }) => {
    const found = pooled(a, b)
    expect(found.z).toBeCloseTo(z, 4)
    expect(found.error).toBeCloseTo(error, 6)
    if (p !== null) expect(found.p).toBeCloseTo(p, 5)
  })

  test('[RCV-50] 3,060 of 9,000 and 310 of 1,000: three points, and yet they may be none', () => {
    const difference = newcombe(of(3060, 9000), of(310, 1000))
    expect(difference.value).toBeCloseTo(0.03, 12)
    expect(difference.low).toBeCloseTo(-0.0009, 4)
    expect(difference.high).toBeCloseTo(0.0596, 4)
    expect(pooled(of(3060, 9000), of(310, 1000)).z).toBeCloseTo(1.904, 3)
    expect(linear(difference, 9000).value).toBeCloseTo(270, 9)
  })

  // R's manual, power.prop.test: power .90 for .50 and .75 takes 76.7 in either group; 50 in either have power .740.
  test('[RCV-51] required size and power: R, ?power.prop.test', () => {
    const two = { treated: 0.75, base: 0.5, control: 0.5 }
    expect(requiredSize(two, { alpha: 0.05, power: 0.9 })).toBe(Math.ceil(2 * 76.7 - 0.1))
    expect(powerOf({ ...two, people: 100 })).toBeCloseTo(0.74, 3)
  })

  // NIST StRD, Norris: https://www.itl.nist.gov/div898/strd/lls/data/Norris.shtml
  const norris: [x: number, y: number][] = [
    [0.2, 0.1],
    [337.4, 338.8],
    [118.2, 118.1],
    [884.6, 888.0],
    [10.1, 9.2],
    [226.5, 228.1],
    [666.3, 668.5],
    [996.3, 998.5],
    [448.6, 449.1],
    [777.0, 778.9],
    [558.2, 559.2],
    [0.4, 0.3],
    [0.6, 0.1],
    [775.5, 778.1],
    [666.9, 668.8],
    [338.0, 339.3],
    [447.5, 448.9],
    [11.6, 10.8],
    [556.0, 557.7],
    [228.1, 228.3],
    [995.8, 998.0],
    [887.6, 888.8],
    [120.2, 119.6],
    [0.3, 0.3],
    [0.3, 0.6],
    [556.8, 557.6],
    [339.1, 339.3],
    [887.2, 888.0],
    [999.0, 998.5],
    [779.0, 778.9],
    [11.1, 10.2],
    [118.3, 117.6],
    [229.2, 228.9],
    [669.1, 668.4],
    [448.9, 449.2],
    [0.5, 0.2],
  ]
  test('[RCV-52] CUPED’s θ is the slope, and what it explains R²: NIST StRD Norris', () => {
    expect(norris).toHaveLength(36)
    const moments = momentsOf(norris)
    expect(slope(moments)).toBeCloseTo(1.00211681802045, 12)
    expect(explained(moments)).toBeCloseTo(0.999993745883712, 13)
  })

  test.each([
    { p: 0.975, freedom: 5, t: 2.5706 },
    { p: 0.975, freedom: 10, t: 2.2281 },
    { p: 0.975, freedom: 30, t: 2.0423 },
    { p: 0.995, freedom: 10, t: 3.1693 },
    { p: 0.95, freedom: 100, t: 1.6602 },
  ])('Student’s t at $p with $freedom degrees of freedom: tables', ({ p, freedom, t }) => {
    expect(Math.abs(studentQuantile(p, freedom) / t - 1)).toBeLessThan(0.002)
  })

  test.each([
    { x: 1.959963984540054, below: 0.975 },
    { x: -3, below: 0.0013498980316300933 },
    { x: -6, below: 9.865876450376946e-10 },
    { x: -10, below: 7.61985302416047e-24 },
    { x: 0.5, below: 0.6914624612740131 },
  ])('P(Z ≤ $x)', ({ x, below }) => {
    expect(Math.abs(normalBelow(x) / below - 1)).toBeLessThan(1e-13)
  })
})

describe('against simple-statistics', () => {
  test('the normal distribution, which that reads from a polynomial', () => {
    for (let x = -3; x <= 3; x += 0.05)
      expect(normalBelow(x)).toBeCloseTo(peer.cumulativeStdNormalProbability(x), 3)
    for (const p of [0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999])
      expect(normalQuantile(p)).toBeCloseTo(peer.probit(p), 1)
  })

  test('[RCV-52] means, variances, slope and the difference of means', () => {
    const chance = chanceOf(7)
    const draw = (n: number, up: number) =>
      Array.from({ length: n }, (): [number, number] => {
        const x = chance.next() * 100
        return [x, x * 0.7 + chance.next() * 30 + up]
      })
    const [a, b] = [draw(400, 3), draw(150, 0)]
    const [ma, mb] = [momentsOf(a), momentsOf(b)]
    const ys = (rows: [number, number][]) => rows.map(([, y]) => y)
    expect(ma.y).toBeCloseTo(peer.mean(ys(a)), 10)
    expect(ma.yy / (ma.n - 1)).toBeCloseTo(peer.sampleVariance(ys(a)), 8)
    expect(slope(ma)).toBeCloseTo(peer.linearRegression(a).m, 10)
    expect(explained(ma)).toBeCloseTo(
      peer.sampleCorrelation(
        a.map(([x]) => x),
        ys(a),
      ) ** 2,
      10,
    )
    const plain = meanDifference(ma, mb)
    const cuped = meanDifference(ma, mb, slope(ma, mb))
    if (!plain || !cuped) throw new Error('there are enough')
    expect(plain.value).toBeCloseTo(peer.mean(ys(a)) - peer.mean(ys(b)), 10)
    const error = Math.sqrt(peer.sampleVariance(ys(a)) / 400 + peer.sampleVariance(ys(b)) / 150)
    expect((plain.high - plain.value) / error).toBeCloseTo(1.97, 1)
    // Taken out by hand, line by line, it is the same.
    const theta = slope(ma, mb)
    const adjust = (rows: [number, number][]) => rows.map(([x, y]): [number, number] => [0, y - theta * x])
    const byHand = meanDifference(momentsOf(adjust(a)), momentsOf(adjust(b)))
    expect(cuped.low).toBeCloseTo(byHand?.low ?? 0, 9)
    expect(cuped.high - cuped.low).toBeLessThan((plain.high - plain.low) * 0.6)
  })
})

describe('whatever the numbers', () => {
  const count = fc
    .integer({ min: 1, max: 5000 })
    .chain((n) => fc.integer({ min: 0, max: n }).map((are) => of(are, n)))

  test('[RCV-50] intervals hold their value and stay where they must', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const w = wilson(a)
        expect(w.low).toBeGreaterThanOrEqual(0)
        expect(w.high).toBeLessThanOrEqual(1)
        expect(w.low).toBeLessThanOrEqual(w.value)
        expect(w.high).toBeGreaterThanOrEqual(w.value)
        const d = newcombe(a, b)
        expect(d.low).toBeGreaterThanOrEqual(-1)
        expect(d.high).toBeLessThanOrEqual(1)
        const back = newcombe(b, a)
        expect(back.low).toBeCloseTo(-d.high, 12)
      }),
    )
  })

  test('[RCV-51] the detectable effect is what the required size was reckoned for', () => {
    const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(between(0.02, 0.6), between(0.005, 0.2), between(0.02, 0.5), (base, rise, control) => {
        const people = requiredSize({ treated: base + rise, base, control })
        const found = detectable({ base, control, people }) ?? 1
        // People are whole: a few of them more than were asked for.
        expect(found).toBeLessThanOrEqual(rise + 1e-9)
        expect(found).toBeGreaterThan(rise * 0.98)
        expect(powerOf({ treated: base + rise, base, control, people })).toBeGreaterThanOrEqual(0.8 - 1e-9)
      }),
    )
  })

  test('quantile and distribution undo one another', () => {
    for (const p of [1e-9, 1e-4, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9])
      expect(Math.abs(normalBelow(normalQuantile(p)) / p - 1)).toBeLessThan(1e-9)
    expect(() => normalQuantile(0)).toThrow(RangeError)
    expect(twoSided(-1.959963984540054)).toBeCloseTo(0.05, 12)
  })

  test('[RCV-54] Holm: the smallest is raised most, none passes a smaller one', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06])
    expect(holm([0.9, 0.5])).toEqual([1, 1])
    expect(holm([])).toEqual([])
  })

  test('[RCV-53] a look at any moment asks for more than one look at the end', () => {
    expect(alwaysValid(1.96, 1, 1)).toBeGreaterThan(0.05)
    expect(alwaysValid(0, 0, 1)).toBe(1)
    expect(alwaysValid(0.05, 0.01, 0.03)).toBeLessThan(0.001)
  })

  test('nobody, no difference, no control group: no numbers made up', () => {
    expect(detectable({ base: 0.3, control: 0.1, people: 5 })).toBeNull()
    expect(detectable({ base: 0.3, control: 0, people: 5000 })).toBeNull()
    expect(requiredSize({ treated: 0.3, base: 0.3, control: 0.1 })).toBe(Number.POSITIVE_INFINITY)
    expect(pooled(of(0, 10), of(0, 20))).toMatchObject({ z: 0, p: 1 })
    expect(
      meanDifference(
        momentsOf([[1, 1]]),
        momentsOf([
          [1, 1],
          [2, 2],
        ]),
      ),
    ).toBeNull()
  })
})
