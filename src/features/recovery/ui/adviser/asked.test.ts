import { expect, test } from 'vitest'
import { AdviceAsked } from '../../domain/adviser/advice.ts'
import { askedBy, fields, firstForm, wrongIn } from './asked.ts'

test('the form begins right, and every value within its range may be asked', () => {
  expect(askedBy(firstForm)).toMatchObject({ budgetFen: 10_000, effect: 0.03, margin: 0.3 })
  for (const { name, from, to } of fields)
    for (const value of [from, to])
      expect(AdviceAsked.safeParse(askedBy({ ...firstForm, [name]: value })).error).toBeUndefined()
})

test('a field that is empty or out of range is named, and nothing is asked', () => {
  expect(wrongIn({ ...firstForm, budget: null, days: 91 })).toEqual(['budget', 'days'])
  expect(askedBy({ ...firstForm, staff: -1 })).toBeNull()
})
