import { folded } from '../../../shared/text.ts'
import { bodyIn } from '../../catalog/domain/body.ts'
import { type GoodsIndex, goodsIn, goodsIndex } from '../../catalog/domain/goods.ts'
import type { Product } from '../../catalog/domain/product.ts'
import type { SizeChart } from '../../catalog/domain/size.ts'
import type { Candidate, Question, Source } from '../domain/ask.ts'
import { type Asked, answerOf, namedAttributes, type Told } from './product-answers.ts'
import { ANOTHER, ASKS, CROSS, ELSEWHERE, OWN_CASE, type Topic, topics, words } from './product-words.ts'

const HAN = /\p{Script=Han}/u
type Language = 'zh' | 'en'
/** Figures alone are in no language: that of the question before, else Chinese. */
const languageOf = (text: string, before: string | null = null): Language =>
  HAN.test(text) || !/[a-z]/i.test(text.replace(/\b(?:cm|kg|m|lbs?|[smlx]{1,4})\b/gi, ''))
    ? before !== null && !HAN.test(text) && !HAN.test(before) && /[a-z]/i.test(before)
      ? 'en'
      : 'zh'
    : 'en'

/** Where the field is named, and where it may be meant. With a product that is as plain, 0.96; see specs/catalog.md CAT-64. */
const PLAIN = 0.96
const FAINT = 0.6
/** A measure alone (“165”) may be about a bed. */
const ONE_MEASURE = 0.85
/** Of a question about goods somebody has already. */
const OWN = 0.5
/** Of a product that only the question before named. */
const BEFORE = 0.85
/** Alternatives of one mention that say the same are as good as one product, but not as sure. */
const ALL_ALIKE = 0.9
/** Longer messages tell a story: what is asked in them is not found by words. */
const LONGEST = 200
/** Longer messages say themselves what they ask. */
const SHORT = 20
/** Answers to one message. */
const MOST = 5

/** Characters up to which a text is a question without saying so (“产地”), and beyond which something else may be meant. */
const BRIEF = 8
const WORDY = 30
const STATED = 0.7
const LONG = 0.9

/** How plainly a text asks: what only states something may want no answer. */
const plainness = (text: string): number => {
  const said = languageOf(text) === 'zh' ? folded(text) : text.trim()
  const room = languageOf(text) === 'zh' ? 1 : 3
  const stated = said.length > BRIEF * room && !ASKS.test(text) && Object.keys(bodyIn(text).body).length === 0
  return (stated ? STATED : 1) * (said.length > WORDY * room ? LONG : 1)
}

interface Heard {
  topic: Topic
  score: number
  word: string
}

const readable = (text: string): string =>
  languageOf(text) === 'zh' ? folded(text) : text.normalize('NFKC').toLowerCase()

/** What is asked for; what is named goes before what may be meant. */
const heardIn = (text: string): Heard[] => {
  const said = readable(text)
  const heard = topics.flatMap((topic): Heard[] => {
    const { plain, faint, not } = words[topic]
    if (not?.test(said)) return []
    const named = plain.exec(said)?.[0]
    if (named !== undefined) return [{ topic, score: PLAIN, word: named }]
    const meant = faint?.exec(said)?.[0]
    return meant === undefined ? [] : [{ topic, score: FAINT, word: meant }]
  })
  const named = heard.filter(({ score }) => score === PLAIN)
  return named.length > 0 ? named : heard
}

/** A product the question may be about, how surely, and of which mention it is an alternative. */
interface About {
  product: Product
  sure: number
  mention: number
  word: string | null
}

const candidate = (about: About, told: Told, score: number, word: string, language: Language): Candidate => ({
  source: 'product',
  id: `${about.product.id}:${told.field}`,
  question:
    language === 'zh'
      ? `「${about.product.title}」的${told.label.zh}`
      : `${told.label.en} of “${about.product.title}”`,
  answer: told.sentence[language],
  pictures: [],
  score: Math.round(score * 1000) / 1000,
  why: [
    { by: 'keywords', says: word },
    {
      by: 'product',
      says: [about.product.id, about.product.title, ...(about.word === null ? [] : [about.word])].join(' · '),
    },
    { by: 'field', says: told.label[language] },
  ],
})

/**
 * Answers from the cards of products: of the one the buyer looks at, or that the text names; in the language of the
 * question, the values as the shop wrote them. A field that is empty gives no candidate. Record ids:
 * `product:LB-S18:材质`. Pure; `index` may be one that was made of the same products before (specs/catalog.md
 * CAT-60…CAT-66).
 */
export const productSource = (
  products: readonly Product[],
  charts: readonly SizeChart[],
  { zone = 'Asia/Shanghai', index = goodsIndex(products) }: { zone?: string; index?: GoodsIndex } = {},
): Source => {
  const byId = new Map(products.map((product) => [product.id, product]))
  const skuOf = new Map(products.flatMap((product) => product.skus.map(({ id }) => [id, product] as const)))
  const byCode = new Map(charts.map((chart) => [chart.code, chart]))

  const namedIn = (text: string, times: number): About[] =>
    goodsIn(text, index).flatMap(({ id, sure, mention, words: by }) => {
      const product = byId.get(id)
      return product ? [{ product, sure: sure * times, mention, word: by.join(' ') }] : []
    })

  const aboutOf = ({ text, before, item }: Question): About[] => {
    const named = namedIn(text, 1)
    const looked = item === null ? undefined : (byId.get(item) ?? skuOf.get(item))
    // “这款四件套” on a page of one: the page tells which of them.
    if (looked && (named.length === 0 || named.some(({ product, sure }) => product === looked && sure < 0.9)))
      return [{ product: looked, sure: 1, mention: 0, word: null }]
    return named.length > 0 || before === null ? named : namedIn(before, BEFORE)
  }

  /** The candidates of one field: of alternatives that say the same, one; else each, none of them sure. */
  const ofField = (
    abouts: readonly About[],
    tell: (product: Product) => { told: Told; score: number; word: string }[],
    language: Language,
  ): Candidate[] => {
    const found = abouts.flatMap((about) => tell(about.product).map((one) => ({ about, ...one })))
    const mentions = Map.groupBy(found, ({ about, told }) => `${about.mention} ${told.field}`)
    return [...mentions.values()].flatMap((alternatives) => {
      const [first] = alternatives
      if (!first) return []
      const values = new Set(
        alternatives.map(({ about, told }) => told.sentence.zh.replace(about.product.title, '')),
      )
      const all = abouts.filter(({ mention }) => mention === first.about.mention)
      if (values.size === 1 && all.length > 1 && alternatives.length === all.length) {
        const sure = Math.min(
          ALL_ALIKE,
          all.reduce((sum, { sure }) => sum + sure, 0),
        )
        return [candidate(first.about, first.told, first.score * sure, first.word, language)]
      }
      return alternatives.map(({ about, told, score, word }) =>
        candidate(about, told, score * about.sure, word, language),
      )
    })
  }

  return {
    name: 'product',
    find(question) {
      const { text, before, at } = question
      // A shop without products pays nothing for those that have some.
      if (products.length === 0) return []
      if (text.length > LONGEST || ELSEWHERE.test(text) || ANOTHER.test(text)) return []
      const language = languageOf(text, before)
      const own = (OWN_CASE.test(text) || CROSS.test(text) ? OWN : 1) * plainness(text)
      const { body, unsure } = bodyIn(text)
      const measures = Object.keys(body).length + unsure.length
      const heard = heardIn(text)
      // Measures are the answer to the question for a size.
      if (measures > 0 && !heard.some(({ topic }) => topic === 'fit')) {
        const asked = before !== null && heardIn(before).some(({ topic }) => topic === 'fit')
        if (heard.length === 0 || asked)
          heard.push({ topic: 'fit', score: measures > 1 || asked ? PLAIN : ONE_MEASURE, word: text.trim() })
      }
      const said = text.toLowerCase()
      const abouts = aboutOf(question)
      if (abouts.length === 0) return []
      // “那乳胶枕呢” asks of another product what was asked before.
      if (heard.length === 0 && before !== null && text.length <= SHORT && namedIn(text, 1).length > 0)
        heard.push(...heardIn(before).map((one) => ({ ...one, score: one.score * BEFORE })))
      const earlier = before === null ? {} : bodyIn(before).body
      const asked: Asked = { text, at, body: { ...earlier, ...body }, zone, charts: byCode }
      for (const measure of unsure) delete asked.body[measure]
      const byTopic = heard.flatMap(({ topic, score, word }) =>
        ofField(
          abouts,
          (product) => {
            const told = answerOf(product, topic, asked)
            if (!told) return []
            // “什么时候到货” of what is in stock asks for the parcel; of what is sold out, for nothing else than this.
            const awaited = topic === 'restock' && score === FAINT
            if (awaited && told.label !== words.restock.name) return []
            return [{ told, score: (awaited ? PLAIN : score) * own, word }]
          },
          language,
        ),
      )
      // Dates that are known go before what the shop wrote when they were not.
      const awaited = byTopic.some(({ id }) => id.endsWith(':到货时间'))
      const byName = ofField(
        abouts,
        (product) =>
          namedAttributes(product, said)
            .filter(({ field }) => !awaited || !words.restock.attributes?.test(field))
            .map((told) => ({ told, score: PLAIN * own, word: told.field })),
        language,
      )
      const best = new Map<string, Candidate>()
      for (const one of [...byTopic, ...byName]) {
        const known = best.get(one.id)
        if (!known || known.score < one.score) best.set(one.id, one)
      }
      return [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, MOST)
    },
  }
}
