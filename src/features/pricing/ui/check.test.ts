import { expect, test } from 'vitest'
import { Refusal } from '../../../shared/refusal.ts'
import type { ShopOffer } from '../contract.ts'
import { kinds } from '../domain/kinds/index.ts'
import { Offer, type OfferInput } from '../domain/offer.ts'
import { problemsOf, refusedFor } from './check.ts'
import { fieldsOf, startOf } from './fields.ts'

const offer = (change: Partial<OfferInput>): Pick<ShopOffer, 'offer'> => ({
  offer: Offer.parse({
    ...{ id: 'x', kind: 'full-reduction', params: { reachFen: 30_000, minusFen: 5_000 } },
    ...change,
  }),
})
const found = (change: Partial<OfferInput>) => problemsOf(offer(change)).map(({ at, is }) => [at, is])

test.each<[string, Partial<OfferInput>, unknown[]]>([
  ['nothing wrong', {}, []],
  ['an unknown kind', { kind: 'no-such' }, [['kind', 'required']]],
  ['an amount left out', { params: { reachFen: 30_000 } }, [['params.minusFen', 'amount']]],
  ['an amount that is none', { params: { reachFen: '三百', minusFen: 1 } }, [['params.reachFen', 'amount']]],
  ['a share', { kind: 'percentage', params: { payPercent: '打折' } }, [['params.payPercent', 'share']]],
  [
    'a row’s amount',
    { kind: 'tiers', params: { unit: 'fen', tiers: [{ minusFen: 100 }] } },
    [['params.tiers.0.reach', 'amount']],
  ],
  [
    'a row’s pieces',
    { kind: 'tiers', params: { unit: 'piece', tiers: [{ minusFen: 100 }] } },
    [['params.tiers.0.reach', 'number']],
  ],
  ['what the kind finds absurd', { params: { reachFen: 100, minusFen: 200 } }, [['params.minusFen', null]]],
  ['an empty list of products', { scope: { items: [] } }, [['scope.items', 'noScope']]],
  [
    'an end before the start',
    { from: '2026-11-11T00:00:00+08:00', to: '2026-11-01T00:00:00+08:00' },
    [['to', 'toBeforeFrom']],
  ],
])('%s', (_, change, problems) => expect(found(change)).toEqual(problems))

test.each(kinds.map((kind) => [kind.code, kind] as const))(
  'the form of %s has a field for everything',
  (_, kind) => {
    const fields = fieldsOf(kind.params)
    expect(fields.length).toBeGreaterThan(0)
    // Whatever has no label of its own has words in the interface.
    const bare = fields.flatMap((field) => [field, ...field.of]).filter(({ label }) => label === null)
    for (const { key } of bare) expect(['item', 'title', 'quantity']).toContain(key)
    // What a new offer starts with lacks amounts alone: every problem stands at a field.
    const start = problemsOf(offer({ kind: kind.code, params: startOf(fields) }))
    const keys = new Set(fields.map(({ key }) => `params.${key}`))
    for (const { at } of start) expect(keys).toContain(at.split('.').slice(0, 2).join('.'))
  },
)

test('what the desk refuses stands at the place of the form', () => {
  const said = { zh: '不能为空', en: 'Must not be empty' }
  const refusal = new Refusal('malformed', {
    problems: [{ field: 'offer.params.tiers[0].reach', problem: said.en, said }],
  })
  expect(refusedFor(refusal)).toEqual([{ at: 'params.tiers.0.reach', is: null, said }])
  expect(refusedFor(new Refusal('malformed', { problems: [{ field: 'name', problem: 'x' }] }))).toEqual([])
  expect(refusedFor(new Error('x'))).toEqual([])
})
