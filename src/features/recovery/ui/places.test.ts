import { expect, test } from 'vitest'
import { addressOf, placeOf } from './places.ts'

test.each([
  ['/recovery', { page: 'plans', shopId: null }],
  ['/recovery/2', { page: 'plans', shopId: 2 }],
  ['/recovery/2/calendar', { page: 'calendar', shopId: 2 }],
  ['/recovery/2/17', { page: 'plan', shopId: 2, planId: 17, tab: 'flow' }],
  ['/recovery/2/17/people', { page: 'plan', shopId: 2, planId: 17, tab: 'people' }],
] as const)('%s leads there and back', (address, place) => {
  expect(placeOf(address)).toEqual(place)
  expect(addressOf(place)).toBe(address)
})

test('what is not known is the list', () => {
  expect(placeOf('/recovery/x/y')).toEqual({ page: 'plans', shopId: null })
  expect(placeOf('/recovery/2/17/none')).toMatchObject({ page: 'plan', tab: 'flow' })
})
