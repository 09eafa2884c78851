import { expect, test } from 'vitest'
import { createHub } from '../../../platform/events/hub.ts'
import { createFeeds } from './feeds.ts'

const listener = () => ({ said: () => {}, typing: () => {}, catchUp: () => {} })
const feedsOf = () =>
  createFeeds(
    createHub(
      async () => [],
      () => {},
    ),
  )

test('windows that are closed leave nothing behind', () => {
  const feeds = feedsOf()
  const one = feeds.attach(1, 2, 'visitor:a', listener())
  const two = feeds.attach(1, 2, 'visitor:a', listener())
  expect(one.feed).toBe(two.feed)
  feeds.learn(one.feed, { buyerId: 7, conversationId: 70 })
  feeds.learn(one.feed, { buyerId: 7, conversationId: 71 })
  expect(feeds.counts()).toEqual([1, 1, 1])
  one.detach()
  one.detach()
  expect(feeds.counts()).toEqual([1, 1, 1])
  two.detach()
  expect(feeds.counts()).toEqual([0, 0, 0])
})

test('nor does one that was closed while the desk looked up who it was', () => {
  const feeds = feedsOf()
  const { feed, detach } = feeds.attach(1, 2, 'visitor:a', listener())
  detach()
  feeds.learn(feed, { buyerId: 7, conversationId: 70 })
  expect(feeds.counts()).toEqual([0, 0, 0])
})
