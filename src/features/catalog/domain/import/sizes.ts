import { chartProblems } from '../fit.ts'
import { optionName } from '../goods.ts'
import type { Measure, SizeChart } from '../size.ts'

type Fits = Partial<Record<Measure, [number, number]>>
type Sizes = SizeChart['sizes']

const LABELS: readonly (readonly [RegExp, Measure])[] = [
  [/身高|高度|height|stature/i, 'height'],
  [/体重|重量|weight/i, 'weight'],
  [/年龄|月龄|岁|age/i, 'age'],
  [/脚长|脚的长度|foot/i, 'foot'],
  [/胸围|bust|chest/i, 'chest'],
  [/腰围|waist/i, 'waist'],
]
const measureNamed = (label: string): Measure | null => LABELS.find(([form]) => form.test(label))?.[1] ?? null

/** What a unit measures, and how much of the chart's unit it is (cm, kg, months, mm). */
const UNITS: Record<string, readonly [Measure, number]> = {
  cm: ['height', 1],
  厘米: ['height', 1],
  公分: ['height', 1],
  kg: ['weight', 1],
  公斤: ['weight', 1],
  千克: ['weight', 1],
  斤: ['weight', 0.5],
  岁: ['age', 12],
  个月: ['age', 1],
  月: ['age', 1],
  mm: ['foot', 1],
  毫米: ['foot', 1],
}
const UNIT = '公斤|千克|斤|厘米|公分|毫米|cm|kg|mm|岁|个月|月'
const RANGE = new RegExp(
  `([^\\d,，、;；\\s~–-]*)\\s*[:：]?\\s*(\\d+(?:\\.\\d+)?)\\s*(${UNIT})?\\s*(?:-|–|—|~|～|至|到)\\s*(\\d+(?:\\.\\d+)?)\\s*(${UNIT})?`,
  'gi',
)

/** The ranges a text gives: `身高 158–166 cm、48–58 kg`, `建议100-120斤`. Without label or unit a range says nothing. */
const rangesIn = (text: string, measure: Measure | null = null, unitOf: string | null = null): Fits => {
  const fits: Fits = {}
  for (const [, label = '', from = '', first, to = '', second] of text.normalize('NFKC').matchAll(RANGE)) {
    const unit = (second ?? first ?? unitOf ?? '').toLowerCase()
    const [byUnit, times] = UNITS[unit] ?? [null, 1]
    const named = measureNamed(label) ?? measure ?? byUnit
    if (named === null) continue
    // A foot in cm, where charts have mm.
    const scale = named === 'foot' ? (unit === 'mm' || unit === '毫米' || Number(from) >= 50 ? 1 : 10) : times
    const range: [number, number] = [Number(from) * scale, Number(to) * scale]
    if (range[0] < range[1]) fits[named] ??= range
  }
  return fits
}

const isEmpty = (fits: Fits): boolean => Object.keys(fits).length === 0

/** From the smallest to the biggest, by the first measure all of them have. */
const inOrder = (sizes: Sizes): Sizes => {
  const shared = (['weight', 'height', 'age', 'foot', 'chest', 'waist'] as const).find((measure) =>
    sizes.every(({ fits }) => fits[measure]),
  )
  return shared === undefined
    ? sizes
    : sizes.toSorted((a, b) => (a.fits[shared]?.[0] ?? 0) - (b.fits[shared]?.[0] ?? 0))
}

/** `S：身高 150–160 cm、40–50 kg；M：…`; a part without ranges is left out. */
const sizesInText = (text: string): Sizes =>
  text.split(/[；;\n]/).flatMap((part) => {
    const [, size = '', rest = ''] = /^\s*([^:：\s]{1,20})\s*[:：\s]\s*(.+)$/u.exec(part) ?? []
    const fits = rangesIn(rest)
    return size === '' || isEmpty(fits) ? [] : [{ size, fits }]
  })

/** Rows of cells, the first with what each column measures (`身高(cm)`, `体重/斤`), the first cell of the others the size.
 * Columns of single numbers are what the garment measures, not whom it fits. */
const sizesInTable = (rows: readonly (readonly unknown[])[]): Sizes => {
  const [head, ...body] = rows.map((row) => row.map((cell) => String(cell ?? '').normalize('NFKC')))
  const columns = (head ?? []).map((label) => ({
    measure: measureNamed(label),
    unit: new RegExp(UNIT, 'i').exec(label)?.[0] ?? null,
  }))
  return body.flatMap(([size = '', ...cells]) => {
    const fits: Fits = {}
    for (const [i, cell] of cells.entries()) {
      const column = columns[i + 1]
      if (column?.measure) Object.assign(fits, rangesIn(cell, column.measure, column.unit))
    }
    return size.trim() === '' || isEmpty(fits) ? [] : [{ size: size.trim().slice(0, 20), fits }]
  })
}

const isRows = (value: unknown): value is unknown[][] =>
  Array.isArray(value) && value.length > 1 && value.every(Array.isArray)

/** The sizes a cell holds: a sentence, a table, or a list of tables of which the first that says something counts. */
export const sizesIn = (value: unknown): Sizes => {
  if (typeof value === 'string') return inOrder(sizesInText(value))
  if (!Array.isArray(value)) return []
  if (isRows(value) && !value.some((row) => row.some(Array.isArray))) return inOrder(sizesInTable(value))
  for (const inner of value) {
    const sizes = isRows(inner) ? sizesInTable(inner) : []
    if (sizes.length > 0) return inOrder(sizes)
  }
  return []
}

/** The sizes that names of options explain: `L 【建议100-120斤】`. At least two, or it is a remark. */
export const sizesInOptions = (values: readonly string[]): Sizes => {
  const sizes = [...new Set(values)].flatMap((value) => {
    const size = optionName(value).slice(0, 20)
    const fits = rangesIn(value.slice(size.length))
    return isEmpty(fits) ? [] : [{ size, fits }]
  })
  return sizes.length < 2 ? [] : inOrder(sizes)
}

/** A chart of these sizes; null with the reason where they are in no order. */
export const chartFrom = (
  code: string,
  name: string,
  sizes: Sizes,
): { chart: SizeChart } | { problem: string } => {
  const chart = { code: code.slice(0, 40), name: name.slice(0, 60) || code.slice(0, 40), sizes, note: '' }
  const [problem] = chartProblems([chart])
  return problem ? { problem: problem.problem } : { chart }
}
