import { describe, expect, test } from 'vitest'
import { matchRule, prepare } from '../src/features/assistant/domain/answer.ts'
import { AssistantSettings } from '../src/features/assistant/domain/settings.ts'
import { cardProblems, summedUp } from '../src/features/catalog/domain/card-edit.ts'
import { chartProblems } from '../src/features/catalog/domain/fit.ts'
import { Product } from '../src/features/catalog/domain/product.ts'
import { PhraseBody } from '../src/features/phrase/domain/phrase.ts'
import { defaultPhrases } from '../src/features/phrase/index.ts'
import { ShopFacts } from '../src/features/shop/domain.ts'
import { assistantOf } from './lubai/assistant.ts'
import { people } from './lubai/people.ts'
import { phrases } from './lubai/phrases.ts'
import { charts, productsOf } from './lubai/products.ts'
import { shops } from './lubai/shops.ts'
import { finished } from './lubai/talks-finished.ts'
import { open } from './lubai/talks-open.ts'
import { waiting } from './lubai/talks-waiting.ts'

const wordsOf = ({ text, variants }: PhraseBody) => [text, ...Object.values(variants)]
const products = productsOf('site')
const settings = shops.map(({ name }) => assistantOf(name))
const rules = assistantOf('site').rules
const answers = settings.flatMap((s) => [
  s.greeting,
  s.busy,
  s.outOfHours,
  ...s.rules.map(({ answer }) => answer),
])
const talks = [...finished, ...open, ...waiting]
const said = talks.flatMap(({ lines }) =>
  lines.flatMap(([, who, deed]) => (who !== 'buyer' && typeof deed === 'string' ? [deed] : [])),
)
const goods = products.flatMap(({ title, attributes, sections, relations }) => [
  title,
  ...Object.values(attributes),
  ...Object.values(sections),
  ...relations.map(({ why }) => why),
])

/** Contact details and the way off the platform; other platforms; superlatives; false scarcity; paid praise; cures. */
const forbidden = [
  '微信|vx|v信|加我|加个|qq|电话|手机号|座机|邮箱|二维码|扫码|私下|转账|支付宝|银行卡|wechat|whatsapp|phone|e-?mail',
  '淘宝|天猫|京东|拼多多|抖音|快手|小红书|taobao|tmall',
  '最|第一|100 ?%|百分百|绝对|顶级|极品|国家级|独家|唯一|史上|全网|永久|万能|best|guarantee|perfect',
  '秒杀|抢|仅剩|只剩|仅此|手慢无|错过|马上涨价|hurry|last chance',
  '返现|好评|红包|five stars',
  '治疗|疗效|保健|颈椎|助眠',
].map((words) => new RegExp(words, 'i'))

test.each([
  ['phrase', phrases.flatMap(wordsOf)],
  ['phrase of a new shop', [...defaultPhrases('zh-CN'), ...defaultPhrases('en')].flatMap(wordsOf)],
  ['answer', answers],
  ['line of an agent', said],
  ['product', goods],
] as const)('no %s holds a forbidden word', (_, texts) => {
  expect(texts.length).toBeGreaterThan(10)
  for (const word of forbidden) expect(texts.filter((text) => word.test(text))).toEqual([])
})

describe('the assistant', () => {
  test.each(shops)('has valid settings in $facts.name', ({ name }) => {
    expect(AssistantSettings.parse(assistantOf(name))).toEqual(assistantOf(name))
  })

  test('has rules for the questions of a day, each under its own id', () => {
    const ids = rules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !id.startsWith('en-')).length).toBeGreaterThanOrEqual(20)
    expect(ids.filter((id) => id.startsWith('en-')).length).toBeGreaterThanOrEqual(10)
  })

  const facts = { id: 1, ...(shops[0] as (typeof shops)[number]).facts }
  const ready = prepare(facts, assistantOf('site'))
  test.each(rules)('reaches $id by every keyword of it', ({ id, keywords }) => {
    expect(keywords.map((word) => [word, matchRule(ready, word)?.id])).toEqual(
      keywords.map((word) => [word, id]),
    )
  })

  test.each(rules)('answers $id in the language of the question', ({ id, keywords, answer }) => {
    const chinese = /\p{Script=Han}/u
    expect(chinese.test(answer)).toBe(!id.startsWith('en-'))
    if (id.startsWith('en-')) expect(keywords.filter((word) => chinese.test(word))).toEqual([])
  })

  test.each(['转人工', '我要投诉你们', '能便宜点吗', '要 50 套能谈价吗', '在吗'])(
    'leaves “%s” to a person',
    (text) => expect(matchRule(ready, text)).toBeUndefined(),
  )
})

describe('what the shop offers its people', () => {
  test('phrases are valid and have codes of their own', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(40)
    expect(new Set(phrases.map(({ code }) => code)).size).toBe(phrases.length)
    for (const phrase of phrases) {
      // Which also refuses variables that the composer does not know.
      expect(PhraseBody.parse(phrase)).toEqual(phrase)
    }
  })

  test('products and shops are valid', () => {
    expect(products.length).toBeGreaterThanOrEqual(12)
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length)
    for (const product of products) {
      expect(Product.parse(product)).toEqual(product)
      // As it would be saved by hand: stock added up, charts and related products there.
      expect(summedUp(product)).toEqual(product)
      const shop = {
        charts: new Set(charts.map(({ code }) => code)),
        products: new Set(products.map(({ id }) => id)),
      }
      expect(cardProblems(product, null, shop)).toEqual([])
    }
    expect(charts.map(({ sizes }) => sizes.map(({ size }) => size).join())).toEqual([
      'S,M,L,XL',
      'M,L,XL,XXL',
    ])
    expect(chartProblems(charts)).toEqual([])
    expect(productsOf('tmall').filter(({ url }) => url !== null)).toEqual([])
    for (const { facts } of shops) expect(ShopFacts.omit({ id: true }).parse(facts)).toEqual(facts)
  })

  test('an agent speaks only where they are staff', () => {
    for (const { shop, lines } of talks)
      for (const [, who] of lines) {
        if (who === 'buyer') continue
        const place = people.find(({ username }) => username === who)?.places[shop]
        expect([who, place?.role], shop).not.toContain('viewer')
        expect(place, who).toBeDefined()
      }
  })
})
