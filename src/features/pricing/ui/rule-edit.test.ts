import { expect, test } from 'vitest'
import { RuleSet } from '../domain/rule-set.ts'
import { changed, missing, moved, ownCopy, without } from './rule-edit.ts'

const ruleSet = RuleSet.parse({
  id: 'tmall-2021',
  name: { zh: '天猫 2021', en: 'Tmall 2021' },
  platform: 'tmall',
  from: null,
  to: null,
  source: { zh: '来源', en: 'source' },
  trust: 'news',
  levels: [
    { level: 'item', base: 'itemPrice', pick: 'one-per-line' },
    { level: 'shop', base: 'itemPrice', pick: 'one-per-shop' },
    { level: 'card', base: 'residual', pick: 'card' },
  ],
  overDiscount: 'cap',
  depositCounts: true,
  balanceAbove: true,
  share: { by: 'residual', unitFen: 1, rounding: 'largest-remainder', excess: 'moved' },
})
const { levels } = ruleSet
const order = (of: RuleSet['levels']) => of.map(({ level }) => level)

test.each([
  ['down', moved(levels, 'item', 1), ['shop', 'item', 'card']],
  ['up', moved(levels, 'card', -1), ['item', 'card', 'shop']],
  ['not above the first', moved(levels, 'item', -1), ['item', 'shop', 'card']],
  ['not below the last', moved(levels, 'card', 1), ['item', 'shop', 'card']],
  ['one it does not have', moved(levels, 'coins', 1), ['item', 'shop', 'card']],
  ['taken out', without(levels, 'shop'), ['item', 'card']],
] as const)('%s', (_, is, wanted) => expect(order([...is])).toEqual(wanted))

test('a level changes alone', () => {
  expect(changed(levels, 'shop', { base: 'residual' }).map(({ base }) => base)).toEqual([
    ...['itemPrice', 'residual', 'residual'],
  ])
  expect(missing(levels)).toEqual([...['cross-shop', 'coins', 'cash-red-packet', 'pay-red-packet', 'member']])
})

test('a copy is the shop’s own, under a free id that the desk takes', () => {
  const first = ownCopy(ruleSet, ['tmall-2021'])
  expect([first.id, first.trust]).toEqual(['own-tmall-2021', 'own'])
  const second = ownCopy(first, ['tmall-2021', 'own-tmall-2021'])
  expect(second.id).not.toBe(first.id)
  expect(RuleSet.parse(second)).toEqual(second)
})
