import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bargain } from '../../conversation/domain.ts'
import { type BargainFacts, mostCoupon, moveInWords, movesAlone, nextMove } from './move.ts'
import { authorityOf, BargainingPolicy, defaultPolicy } from './policy.ts'

const NOW = Date.parse('2026-11-11T20:00:00+08:00')
const gift = { id: 'bag', name: { zh: '洗护袋', en: 'wash bag' }, worthFen: 800, leastBasketFen: 20_000 }
const policy: BargainingPolicy = { ...defaultPolicy(), gifts: [gift] }
const facts: BargainFacts = {
  ...{ phase: 'spot', basketFen: 30_000, budgetLeftFen: 20_000, authorityFen: 1000, now: NOW },
}
const heard = (values: number, given?: Bargain['given']): Bargain => ({
  ...{ asked: values + 1, values },
  ...(given && { given }),
})
const held = { id: 1, fen: 1000, gift: null, until: NOW + 60_000 }

test('what a shop begins with is a policy', () => {
  expect(BargainingPolicy.parse(defaultPolicy())).toEqual(defaultPolicy())
})

describe('[BGN-2] what comes next', () => {
  test.each<[string, Bargain, Partial<BargainFacts>, object]>([
    ['the first answer of value', heard(0), {}, { do: 'value', n: 0 }],
    ['another one', heard(1), {}, { do: 'value', n: 1 }],
    ['value comes first even where nothing is given', heard(0), { phase: 'deposit' }, { do: 'value', n: 0 }],
    ['then what may be given', heard(2), {}, { do: 'give', mostFen: 1000, gifts: [gift] }],
    ['within one’s authority', heard(2), { authorityFen: 500 }, { do: 'give', mostFen: 500, gifts: [] }],
    ['within the budget', heard(2), { budgetLeftFen: 850 }, { do: 'give', mostFen: 800, gifts: [gift] }],
    ['a share of the basket', heard(2), { basketFen: 12_000 }, { do: 'give', mostFen: 600, gifts: [] }],
    ['nothing in a phase that gives nothing', heard(2), { phase: 'deposit' }, { do: 'refuse', why: 'phase' }],
    ['nothing for a small basket', heard(2), { basketFen: 5000 }, { do: 'refuse', why: 'basket' }],
    ['nothing for a basket nobody knows', heard(2), { basketFen: null }, { do: 'refuse', why: 'basket' }],
    ['nothing of an empty budget', heard(2), { budgetLeftFen: 50 }, { do: 'refuse', why: 'budget' }],
    ['nothing without authority', heard(2), { authorityFen: 0 }, { do: 'refuse', why: 'authority' }],
    ['what was given stands', heard(2, held), {}, { do: 'stands' }],
    ['once only', heard(2, { ...held, until: NOW }), {}, { do: 'refuse', why: 'given-before' }],
  ])('%s', (_, bargain, change, expected) => {
    expect(nextMove(policy, bargain, { ...facts, ...change })).toMatchObject(expected)
  })

  test('a shop without anything to give says so', () => {
    expect(nextMove({ ...policy, coupon: null, gifts: [] }, heard(2), facts)).toMatchObject({
      why: 'nothing',
    })
  })

  test('the assistant gives nothing by itself: a person comes', () => {
    expect(movesAlone(policy, heard(1), 'spot', NOW)).toMatchObject({ do: 'value' })
    expect(movesAlone(policy, heard(2), 'spot', NOW)).toBeNull()
    expect(movesAlone(policy, heard(2), 'deposit', NOW)).toMatchObject({ do: 'refuse' })
  })
})

test('[BGN-3] money off never exceeds basket share, ceiling, budget or authority, and is whole yuan', () => {
  const money = fc.integer({ min: 0, max: 1_000_000 })
  fc.assert(
    fc.property(money, money, money, (basketFen, budgetLeftFen, authorityFen) => {
      const most = mostCoupon(policy, { ...facts, basketFen, budgetLeftFen, authorityFen })
      const { mostFen, mostShare } = policy.coupon ?? { mostFen: 0, mostShare: 0 }
      expect(most % 100).toBe(0)
      expect(most).toBeLessThanOrEqual(Math.min(mostFen, budgetLeftFen, authorityFen, basketFen * mostShare))
    }),
  )
})

test.each([
  [7, 'agent', 1000],
  [7, 'supervisor', 3000],
  [7, 'owner', 3000],
  [7, 'viewer', 0],
  [9, 'agent', 5000],
] as const)('[BGN-4] authority of person %s as %s: %s fen', (personId, role, fen) => {
  const { authority } = policy
  const own = { ...policy, authority: { ...authority, people: [{ personId: 9, fen: 5000 }] } }
  expect(authorityOf(own, personId, role)).toBe(fen)
})

test('[BGN-5] the offer names what, and until when it holds, by the shop’s clocks', () => {
  const said = moveInWords(policy.offer, held, 'Asia/Shanghai')
  expect(said.zh).toContain('立减10元')
  expect(said.zh).toContain('20:01')
  expect(said.en).toContain('¥10 off')
  expect(moveInWords(policy.stands, { ...held, fen: null, gift: gift.name }, 'UTC').en).toContain(
    'the gift “wash bag”',
  )
})
