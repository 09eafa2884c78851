import { describe, expect, test } from 'vitest'
import { clashes } from '../src/features/assistant/domain/clash.ts'
import { factsOf } from '../src/features/assistant/domain/facts.ts'
import { FaqBody, tidy } from '../src/features/assistant/domain/faq.ts'
import { defaultFaq } from '../src/features/assistant/index.ts'
import { assistantOf } from './lubai/assistant.ts'
import { faq } from './lubai/faq.ts'
import { phrases } from './lubai/phrases.ts'
import { productsOf } from './lubai/products.ts'

const lists = { lubai: faq, 'zh-CN': defaultFaq('zh-CN'), en: defaultFaq('en') }

describe.each(Object.entries(lists))('[AST-69] the FAQ %s', (_, entries) => {
  test('is as entries must be', () => {
    for (const entry of entries) {
      expect(FaqBody.parse(entry)).toEqual(entry)
      expect(tidy(entry)).toEqual(entry)
      expect(entry.wordings.length).toBeGreaterThanOrEqual(3)
    }
  })

  test('has no two entries that are asked for in the same words', () => {
    const looking = clashes(entries.map((entry, id) => ({ ...entry, id, updatedAt: 0 })))
    let step = looking.next()
    while (!step.done) step = looking.next()
    expect(step.value).toEqual([])
  })
})

test('Lubai has about sixty entries, new shops about fifteen', () => {
  expect(faq.length).toBeGreaterThanOrEqual(60)
  expect(lists.en).toHaveLength(lists['zh-CN'].length)
  expect(lists.en.length).toBeGreaterThanOrEqual(15)
})

test('Lubai’s entries are for products it has', () => {
  const known = new Set(productsOf('site').map(({ id }) => id))
  expect(faq.flatMap(({ items }) => items).filter((id) => !known.has(id))).toEqual([])
})

test('Lubai’s FAQ names no number that its rules, products and phrases do not', () => {
  const elsewhere = [
    ...assistantOf('site').rules.map(({ answer }) => answer),
    ...phrases.map(({ text }) => text),
    ...productsOf('site').flatMap(({ title, attributes }) => [title, ...Object.values(attributes)]),
    // Advice of the entries' own: fits within 10 cm, beds of 2 m, an hour or two of airing, times of the clock.
    '10 厘米，2 米，1 小时',
  ]
  const known = new Set(elsewhere.flatMap((text) => factsOf(text).numbers))
  const strange = faq.flatMap(({ answer }) => factsOf(answer).numbers.filter((n) => !known.has(n)))
  expect(strange).toEqual([])
})
