import type { Said } from '../../../shared/said.ts'
import type { Fit, MeasureFit } from './fit.ts'
import { optionName } from './goods.ts'
import type { Measure, SizeChart } from './size.ts'

const NAMES: Record<Measure, Said> = {
  height: { zh: '身高', en: 'height' },
  weight: { zh: '体重', en: 'weight' },
  age: { zh: '年龄', en: 'age' },
  foot: { zh: '脚长', en: 'foot length' },
  chest: { zh: '胸围', en: 'chest' },
  waist: { zh: '腰围', en: 'waist' },
}
const WITH_UNIT: Record<Measure, Said> = {
  ...NAMES,
  height: { zh: '身高（cm）', en: 'height (cm)' },
  weight: { zh: '体重（公斤）', en: 'weight (kg)' },
  foot: { zh: '脚长（cm）', en: 'foot length (cm)' },
  chest: { zh: '胸围（cm）', en: 'chest (cm)' },
  waist: { zh: '腰围（cm）', en: 'waist (cm)' },
}

const plainNumber = (value: number): string => String(Math.round(value * 10) / 10)

/** A measure as people write it: 165 cm, 52 kg, 3 岁, 24.5 cm. */
const asWritten = ({ measure, value }: Pick<MeasureFit, 'measure' | 'value'>): Said => {
  if (measure === 'weight') return { zh: `${plainNumber(value)} 公斤`, en: `${plainNumber(value)} kg` }
  if (measure === 'foot') return { zh: `${plainNumber(value / 10)} cm`, en: `${plainNumber(value / 10)} cm` }
  if (measure !== 'age') return { zh: `${plainNumber(value)} cm`, en: `${plainNumber(value)} cm` }
  return value < 24
    ? { zh: `${plainNumber(value)} 个月`, en: `${plainNumber(value)} months` }
    : { zh: `${plainNumber(value / 12)} 岁`, en: `${plainNumber(value / 12)} years` }
}

const both = (each: readonly Said[], join: Said): Said => ({
  zh: each.map(({ zh }) => zh).join(join.zh),
  en: each.map(({ en }) => en).join(join.en),
})
const COMMA: Said = { zh: '、', en: ', ' }

const named = (measures: readonly Measure[], names = NAMES): Said =>
  both(
    measures.map((measure) => names[measure]),
    { zh: '和', en: ' and ' },
  )

const oneByOne = (each: readonly MeasureFit[]): Said =>
  both(
    each.map((one): Said => {
      const name = NAMES[one.measure]
      const value = asWritten(one)
      const [first = '', second = ''] = one.sizes.map(optionName)
      const all = one.sizes.map(optionName)
      const at: Record<MeasureFit['at'], Said> = {
        in: { zh: `是 ${all.join(' 或 ')}`, en: `says ${all.join(' or ')}` },
        between: { zh: `在 ${first} 和 ${second} 之间`, en: `lies between ${first} and ${second}` },
        below: { zh: `比 ${first} 还小`, en: `is below ${first}` },
        above: { zh: `超过 ${first}`, en: `is above ${first}` },
      }
      return { zh: `${name.zh} ${value.zh}${at[one.at].zh}`, en: `${name.en} ${value.en} ${at[one.at].en}` }
    }),
    { zh: '，', en: '; ' },
  )

/** What is said of a fit: the size and by which measures, or what to ask for. The chart's note goes with every size. */
export const fitSentence = (found: Fit, chart: Pick<SizeChart, 'name' | 'note'>): Said => {
  const note = chart.note.trim()
  const noted = (said: Said): Said =>
    note === '' ? said : { zh: `${said.zh}${note.replace(/[。.]?$/, '。')}`, en: `${said.en} ${note}` }
  if (found.kind === 'missing') {
    const need = named(found.need, WITH_UNIT)
    if (found.soFar.length === 0)
      return {
        zh: `请告诉我${need.zh}，我按尺码表帮您看。`,
        en: `Please tell me the ${need.en}, then I can look at the size chart.`,
      }
    const far = oneByOne(found.soFar)
    return {
      zh: `按尺码表，${far.zh}；再告诉我${need.zh}才能定下尺码。`,
      en: `By the size chart, ${far.en}; please tell me the ${need.en} too, the size depends on it.`,
    }
  }
  const values = both(
    found.each.map((one) => ({
      zh: `${NAMES[one.measure].zh} ${asWritten(one).zh}`,
      en: `${NAMES[one.measure].en} ${asWritten(one).en}`,
    })),
    COMMA,
  )
  const far = oneByOne(found.each)
  if (found.kind === 'outside') {
    const measures = named(found.measures)
    const nearest = optionName(found.nearest)
    return found.side === 'above'
      ? {
          zh: `${far.zh}：${measures.zh}超出了这款的尺码表（最大 ${nearest}），没有合适的尺码。`,
          en: `${far.en}: the ${measures.en} is beyond this chart (the biggest is ${nearest}), so no size fits.`,
        }
      : {
          zh: `${far.zh}：${measures.zh}不到这款尺码表的起点（最小 ${nearest}），没有合适的尺码。`,
          en: `${far.en}: the ${measures.en} is below this chart (the smallest is ${nearest}), so no size fits.`,
        }
  }
  if (found.kind === 'fits') {
    const size = optionName(found.size)
    if (!found.disagree)
      return noted({
        zh: `${values.zh}，按尺码表是 ${size}。`,
        en: `For ${values.en}, the size chart says ${size}.`,
      })
    return noted({
      zh: `${far.zh}，两者不一致；以大的为准，选 ${size}，小一码会紧。`,
      en: `${far.en}: they disagree. The bigger one decides: ${size}; a smaller size would be tight.`,
    })
  }
  const [smaller, bigger] = [optionName(found.smaller), optionName(found.bigger)]
  if (!found.disagree)
    return noted({
      zh: `${values.zh}，在 ${smaller} 和 ${bigger} 之间：喜欢合身选 ${smaller}，喜欢宽松选 ${bigger}。`,
      en: `For ${values.en}, both ${smaller} and ${bigger} are possible: ${smaller} sits close, ${bigger} is loose.`,
    })
  return noted({
    zh: `${far.zh}，两者不一致：合身选 ${smaller}（会短一些），够长选 ${bigger}（会宽松）。`,
    en: `${far.en}: they disagree. ${smaller} fits close but is short; ${bigger} is long enough but loose.`,
  })
}
