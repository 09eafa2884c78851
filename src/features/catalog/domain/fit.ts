import type { Measure, SizeChart } from './size.ts'

/** Who will wear it, as far as it was said: cm, kg, months, mm, cm, cm. */
export type Body = Partial<Record<Measure, number>>

/** What one measure says by itself. */
export interface MeasureFit {
  measure: Measure
  value: number
  /** `in`: within the ranges of these sizes. `between`: after the first's range and before the second's. `below`, `above`:
   * beyond the first or last size that has this measure. */
  at: 'in' | 'between' | 'below' | 'above'
  sizes: string[]
}

interface Told {
  /** Measures do not name the same size. */
  disagree: boolean
  each: MeasureFit[]
}
export type Fit =
  | ({ kind: 'fits'; size: string } & Told)
  /** Both can be worn: the smaller sits tight, the bigger loose. */
  | ({ kind: 'between'; smaller: string; bigger: string } & Told)
  /** The chart has no size for it; `nearest` is its first or last. */
  | ({ kind: 'outside'; side: 'below' | 'above'; measures: Measure[]; nearest: string } & Told)
  /** Not enough was said. `soFar`: what the measures that were said tell by themselves. */
  | { kind: 'missing'; need: Measure[]; soFar: MeasureFit[] }

/** Too small around is not worn; too short or too young is. Where they ask for the bigger size, it is the bigger size. */
const AROUND: ReadonlySet<Measure> = new Set(['weight', 'chest', 'waist', 'foot'])

/** The measures a chart goes by. */
export const measuresOf = (chart: SizeChart): Measure[] => {
  const order: Measure[] = ['height', 'weight', 'age', 'foot', 'chest', 'waist']
  return order.filter((measure) => chart.sizes.some(({ fits }) => fits[measure]))
}

/** Without these there is no answer: height and weight where the chart has them (most people know both), else all. */
export const needed = (chart: SizeChart): Measure[] => {
  const all = measuresOf(chart)
  const everyday = all.filter((measure) => measure === 'height' || measure === 'weight')
  return everyday.length > 0 ? everyday : all
}

/** Places in the order of sizes, from the smallest that is not too small to the biggest that is not too big; −1 is below
 * the chart, the number of sizes above it. Both ends only rise with the value. */
interface Places extends MeasureFit {
  low: number
  high: number
}

const places = (chart: SizeChart, measure: Measure, value: number): Places => {
  const ranges = chart.sizes.flatMap(({ size, fits }, index) => {
    const range = fits[measure]
    return range ? [{ size, index, from: range[0], to: range[1] }] : []
  })
  const inside = ranges.filter(({ from, to }) => from <= value && value <= to)
  const [first] = inside
  const last = inside.at(-1)
  const told = (at: MeasureFit['at'], sizes: string[], low: number, high: number): Places => ({
    ...{ measure, value, at, sizes, low, high },
  })
  if (first && last)
    return told(
      'in',
      inside.map(({ size }) => size),
      first.index,
      last.index,
    )
  const before = ranges.findLast(({ to }) => to < value)
  const after = ranges.find(({ from }) => from > value)
  if (before && after) return told('between', [before.size, after.size], before.index, after.index)
  if (after) return told('below', [after.size], -1, -1)
  return told('above', before ? [before.size] : [], chart.sizes.length, chart.sizes.length)
}

const shown = ({ measure, value, at, sizes }: Places): MeasureFit => ({ measure, value, at, sizes })

/**
 * The size of a chart for a body (specs/catalog.md CAT-20…CAT-26). Pure; a bigger body never gets a smaller size. The
 * chart's sizes must be in order (`chartProblems`).
 */
export const sizeFor = (chart: SizeChart, body: Body): Fit => {
  const found = measuresOf(chart).flatMap((measure) => {
    const value = body[measure]
    return value !== undefined && Number.isFinite(value) ? [places(chart, measure, value)] : []
  })
  const each = found.map(shown)
  const need = needed(chart).filter((measure) => !found.some((place) => place.measure === measure))
  if (need.length > 0 || found.length === 0) return { kind: 'missing', need, soFar: each }
  const nameOf = (place: number): string =>
    chart.sizes[Math.min(Math.max(place, 0), chart.sizes.length - 1)]?.size ?? ''
  const notTooSmall = Math.max(...found.map(({ low }) => low))
  const notTooBig = Math.min(...found.map(({ high }) => high))
  const disagree = notTooSmall > notTooBig
  const told = { disagree, each }
  if (notTooSmall === chart.sizes.length || notTooSmall === -1) {
    const side = notTooSmall === -1 ? ('below' as const) : ('above' as const)
    const measures = found.filter(({ at }) => at === side).map(({ measure }) => measure)
    return { kind: 'outside', side, measures, nearest: nameOf(notTooSmall), ...told }
  }
  if (!disagree && notTooSmall === notTooBig) return { kind: 'fits', size: nameOf(notTooSmall), ...told }
  if (!disagree) return { kind: 'between', smaller: nameOf(notTooSmall), bigger: nameOf(notTooBig), ...told }
  const around = Math.max(-1, ...found.filter(({ measure }) => AROUND.has(measure)).map(({ low }) => low))
  const low = Math.max(around, notTooBig, 0)
  if (low === notTooSmall) return { kind: 'fits', size: nameOf(low), ...told }
  return { kind: 'between', smaller: nameOf(low), bigger: nameOf(notTooSmall), ...told }
}

/** What is wrong with a shop's charts: where (`charts.1.sizes.2.fits.weight`), and what. */
export const chartProblems = (charts: readonly SizeChart[]): { field: string; problem: string }[] => {
  const problems: { field: string; problem: string }[] = []
  const codes = new Map<string, number>()
  for (const [c, chart] of charts.entries()) {
    const twin = codes.get(chart.code)
    if (twin !== undefined)
      problems.push({
        field: `charts.${c}.code`,
        problem: `chart ${twin + 1} has the code ${chart.code} too: give each its own`,
      })
    codes.set(chart.code, c)
    const names = new Map<string, number>()
    for (const [s, { size, fits }] of chart.sizes.entries()) {
      const same = names.get(size)
      if (same !== undefined)
        problems.push({
          field: `charts.${c}.sizes.${s}.size`,
          problem: `size ${size} is there twice (also as number ${same + 1})`,
        })
      names.set(size, s)
      for (const measure of measuresOf(chart)) {
        const range = fits[measure]
        const before = chart.sizes.slice(0, s).findLast((earlier) => earlier.fits[measure])
        const [from, to] = before?.fits[measure] ?? []
        if (range && before && from !== undefined && to !== undefined && (range[0] < from || range[1] < to))
          problems.push({
            field: `charts.${c}.sizes.${s}.fits.${measure}`,
            problem: `${measure} of ${size} (${range[0]}–${range[1]}) goes back behind ${before.size} (${from}–${to}): list sizes from the smallest to the biggest`,
          })
      }
    }
    if (measuresOf(chart).length === 0)
      problems.push({ field: `charts.${c}.sizes`, problem: 'no size has a range: give at least one measure' })
  }
  return problems
}
