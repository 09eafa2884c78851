import type { Said } from '../../../shared/said.ts'
import type { Instant } from '../../../shared/time.ts'
import { wallOf } from '../../../shared/wall.ts'
import { type Body, sizeFor } from '../../catalog/domain/fit.ts'
import { fitSentence } from '../../catalog/domain/fit-words.ts'
import { optionName, skusIn } from '../../catalog/domain/goods.ts'
import type { Product, Sku } from '../../catalog/domain/product.ts'
import { skusOfSize } from '../../catalog/domain/selling.ts'
import type { SizeChart } from '../../catalog/domain/size.ts'
import { ADVICE, OWNED_BY_ACTIVITIES, type Topic, words } from './product-words.ts'

/** What a field of a card says. */
export interface Told {
  /** The field as the card names it: 材质, 尺码表, 库存. */
  field: string
  /** The same in words. */
  label: Said
  sentence: Said
}

export interface Asked {
  /** The buyer's words, with the question before where this one follows on. */
  text: string
  at: Instant
  body: Body
  zone: string
  charts: ReadonlyMap<string, SizeChart>
}

const said = (product: Product, name: Said, value: string): Said => {
  const ended = value.replace(/[。.]$/u, '')
  return {
    zh: `「${product.title}」的${name.zh}：${ended}。`,
    en: `${name.en} of “${product.title}”: ${ended}.`,
  }
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const labelled = (product: Product, name: Said, value: string): Said =>
  said(product, { zh: name.zh, en: capital(name.en) }, value)

const day = (at: Instant, zone: string): Said => {
  const [, month = '', date = ''] = /^\d+-(\d+)-(\d+)/.exec(wallOf(at, zone)) ?? []
  return { zh: `${Number(month)} 月 ${Number(date)} 日`, en: wallOf(at, zone).slice(0, 10) }
}

/** What sets SKUs apart from the others of the product: where all are of one colour, nobody says the colour. */
const apart = (product: Product, { options }: Sku): string =>
  Object.entries(options)
    .filter(([name, value]) => product.skus.some((other) => other.options[name] !== value))
    .map(([, value]) => optionName(value))
    .join(' ')

/** SKUs named one by one at most. */
const NAMED = 12
const namesOf = (product: Product, skus: readonly Sku[]): string =>
  [...new Set(skus.map((sku) => apart(product, sku)))].slice(0, NAMED).join('、')

/** A product, or those of its SKUs that are meant, as buyers speak of it. */
const called = (product: Product, skus: readonly Sku[]): Said => {
  const all = skus.length === product.skus.length
  const names = all ? '' : namesOf(product, skus)
  const name = `「${product.title}」`
  return names === ''
    ? { zh: name, en: `“${product.title}”` }
    : { zh: `${name}的 ${names} `, en: `“${product.title}” in ${names}` }
}

/** Sold out until when, where that is known and has not passed. */
const restockOf = (product: Product, skus: readonly Sku[], at: Instant): number | null => {
  const dates = [...skus.map(({ restockAt }) => restockAt), product.restockAt].filter(
    (one) => one !== null && one > at,
  )
  return dates.length === 0 ? null : Math.min(...dates.map(Number))
}

const stock = (product: Product, asked: Asked): Told | null => {
  const meant = skusIn(asked.text, product.skus)
  if (product.skus.length > 0 && meant.length === 0) return null
  const left = meant.filter((sku) => sku.stock > 0)
  const name = called(product, meant)
  const told = (sentence: Said): Told => ({ field: '库存', label: words.stock.name, sentence })
  const gone = meant.length > 0 ? left.length === 0 : product.stock === 0
  if (gone) {
    const back = restockOf(product, meant, asked.at)
    if (back === null) return told({ zh: `${name.zh}现在没有货。`, en: `${name.en} is out of stock now.` })
    const when = day(back, asked.zone)
    return told({
      zh: `${name.zh}现在没有货，预计 ${when.zh}到货。`,
      en: `${name.en} is out of stock now; more is expected on ${when.en}.`,
    })
  }
  if (left.length === meant.length) return told({ zh: `${name.zh}现在有货。`, en: `${name.en} is in stock.` })
  const sold = meant.filter((sku) => sku.stock === 0)
  return told({
    zh: `「${product.title}」现在有货的：${namesOf(product, left)}；没有货的：${namesOf(product, sold)}。`,
    en: `“${product.title}”: in stock ${namesOf(product, left)}; out of stock ${namesOf(product, sold)}.`,
  })
}

const restock = (product: Product, asked: Asked): Told | null => {
  const meant = skusIn(asked.text, product.skus)
  if (product.skus.length > 0 && meant.length === 0) return null
  const isLeft = meant.length > 0 ? meant.some((sku) => sku.stock > 0) : product.stock > 0
  if (isLeft) return stock(product, asked)
  const back = restockOf(product, meant, asked.at)
  if (back === null) return null
  const when = day(back, asked.zone)
  const name = called(product, meant)
  const sentence = { zh: `${name.zh}预计 ${when.zh}到货。`, en: `${name.en} is expected on ${when.en}.` }
  return { field: '到货时间', label: words.restock.name, sentence }
}

const colours = (product: Product): Told | null => {
  const [name] = product.skus.flatMap(({ options }) =>
    Object.keys(options).filter((n) => /颜色|款式|colou?r/i.test(n)),
  )
  if (name === undefined) return null
  const all = [...new Set(product.skus.map(({ options }) => options[name] ?? '').filter((v) => v !== ''))]
  const left = all.filter((value) => product.skus.some((sku) => sku.options[name] === value && sku.stock > 0))
  const gone = all.filter((value) => !left.includes(value))
  const none =
    gone.length === 0
      ? { zh: '', en: '' }
      : { zh: `；没有货的：${gone.join('、')}`, en: `; out of stock: ${gone.join(', ')}` }
  return {
    field: name,
    label: { zh: name, en: words.colours.name.en },
    sentence: {
      zh: `「${product.title}」的${name}：${left.join('、') || '都没有货'}${none.zh}。`,
      en: `“${product.title}” comes in ${left.join(', ') || 'nothing that is in stock'}${none.en}.`,
    },
  }
}

const sizeFitting = (product: Product, asked: Asked): Told | null => {
  const chart = product.sizeChart === null ? undefined : asked.charts.get(product.sizeChart)
  if (!chart) return null
  const found = sizeFor(chart, asked.body)
  const sentence = fitSentence(found, chart)
  const sizes =
    found.kind === 'fits' ? [found.size] : found.kind === 'between' ? [found.smaller, found.bigger] : []
  const gone = sizes.filter((size) => {
    const skus = skusOfSize(product, size)
    return skus.length > 0 && skus.every((sku) => sku.stock === 0)
  })
  const name = `「${product.title}」`
  const out = gone.map(optionName).join('、')
  return {
    field: '尺码表',
    label: words.fit.name,
    sentence: {
      zh: `${name}：${sentence.zh}${out === '' ? '' : `${out} 现在没有货。`}`,
      en: `“${product.title}”: ${sentence.en}${out === '' ? '' : ` ${out} is out of stock now.`}`,
    },
  }
}

const attribute = (product: Product, form: RegExp): [string, string] | undefined =>
  Object.entries(product.attributes).find(([name]) => form.test(name) && !OWNED_BY_ACTIVITIES.test(name))

/** One fear in the words of buyers and of shops. */
const FEARS = [
  /掉色|褪色|浮色|染色|fad(?:e|ing)|bleed/i,
  /起球|pilling|\bpill\b/i,
  /缩水|shrink/i,
  /起皱|皱|褶|wrinkle|crease/i,
  /味|smell|odou?r/i,
  /掉毛|浮毛|掉絮|lint|shed/i,
  /钻绒/,
  /塌|变形|deform|collapse|sag/i,
  /虫|霉|mould|mold|mite/i,
  /静电|static/i,
  /结团|跑位|clump/i,
  /漏|leak/i,
]

/** What is feared is answered by the part of the card where it is spoken of; a word on another fear settles nothing. */
const fears = (product: Product, asked: Asked): Told | null => {
  const fear = FEARS.find((form) => form.test(asked.text))
  if (!fear) return null
  const { fears: section, ...sections } = product.sections
  const places = Object.entries({
    ...(section !== undefined && { fears: section }),
    ...sections,
    ...product.attributes,
  })
  const spoken = places.find(([, text]) => fear.test(text))
  if (!spoken) return null
  const sentence = spoken[1].split(/(?<=[。；;])|(?<=\.\s)/u).find((part) => fear.test(part)) ?? spoken[1]
  const label = words.fears.name
  const value = sentence.trim().replace(/[；;]$/u, '')
  return { field: spoken[0], label, sentence: labelled(product, label, value) }
}

/** Facts of label-only goods that no advice is in. */
const FACTS: ReadonlySet<Topic> = new Set([
  'stock',
  'restock',
  'shelf-life',
  'production',
  'origin',
  'weight',
  'colours',
])

/** Of medicine and health goods the label is quoted or a person answers (specs/catalog.md CAT-65). */
const fromLabel = (product: Product, topic: Topic, asked: Asked): Told | null => {
  if (ADVICE.test(asked.text)) return null
  const { usage } = product.sections
  if (topic === 'usage' && usage !== undefined && usage !== '')
    return {
      field: 'usage',
      label: words.usage.name,
      sentence: {
        zh: `「${product.title}」说明书原文：“${usage}”`,
        en: `The label of “${product.title}” says: “${usage}”`,
      },
    }
  return FACTS.has(topic) ? fromCard(product, topic, asked) : null
}

/** Topics whose answers are put together from more than one field. */
const reckoned: Partial<Record<Topic, (product: Product, asked: Asked) => Told | null>> = {
  ...{ stock, restock, colours, fears, fit: sizeFitting },
}

const fromCard = (product: Product, topic: Topic, asked: Asked): Told | null => {
  const { name, section, attributes } = words[topic]
  const byHand = reckoned[topic]?.(product, asked)
  if (byHand) return byHand
  const found = attributes && attribute(product, attributes)
  if (found) {
    const label = { zh: found[0], en: name.en }
    return { field: found[0], label, sentence: labelled(product, label, found[1]) }
  }
  const text = section === undefined || topic === 'fears' ? '' : (product.sections[section] ?? '')
  return text === '' || section === undefined
    ? null
    : { field: section, label: name, sentence: labelled(product, name, text) }
}

/** What a card says to a question; null where it says nothing: nothing is made up. */
export const answerOf = (product: Product, topic: Topic, asked: Asked): Told | null =>
  (product.labelOnly ? fromLabel : fromCard)(product, topic, asked)

/** The attributes that a text names by the shop's own words. */
export const namedAttributes = (product: Product, text: string): Told[] =>
  product.labelOnly && ADVICE.test(text)
    ? []
    : Object.entries(product.attributes).flatMap(([name, value]): Told[] =>
        [...name].length >= 2 && text.includes(name.toLowerCase()) && !OWNED_BY_ACTIVITIES.test(name)
          ? [
              {
                field: name,
                label: { zh: name, en: name },
                sentence: said(product, { zh: name, en: name }, value),
              },
            ]
          : [],
      )
