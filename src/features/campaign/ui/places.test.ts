import { expect, test } from 'vitest'
import { addressOf, placeOf } from './places.ts'

test.each([
  ['/campaigns', { page: 'list', shopId: null }],
  ['/campaigns/2', { page: 'list', shopId: 2 }],
  ['/campaigns/2/calendar', { page: 'calendar', shopId: 2 }],
  ['/campaigns/2/watch', { page: 'watch', shopId: 2 }],
  ['/campaigns/2/17', { page: 'campaign', shopId: 2, campaignId: 17, tab: 'phases' }],
  ['/campaigns/2/17/sign-ups', { page: 'campaign', shopId: 2, campaignId: 17, tab: 'sign-ups' }],
] as const)('%s leads to its place and back', (address, place) => {
  expect(placeOf(address)).toEqual(place)
  expect(addressOf(place)).toBe(address)
})

test.each([
  ['/campaigns/x', { page: 'list', shopId: null }],
  ['/campaigns/2/17/nothing', { page: 'campaign', shopId: 2, campaignId: 17, tab: 'phases' }],
  ['/campaigns/0/99999999999', { page: 'list', shopId: null }],
])('what is not known in %s is left out', (address, place) => {
  expect(placeOf(address)).toEqual(place)
})
