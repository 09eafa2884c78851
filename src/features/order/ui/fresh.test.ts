import { expect, test } from 'vitest'
import { concerns, freshOrders } from './fresh.ts'

const shows = (...ids: string[]) => ({ orders: ids.map((id) => ({ order: { id } })) })

test.each([
  { answer: shows('a', 'b'), ids: ['b'], is: true },
  { answer: shows('a'), ids: ['b'], is: false },
  { answer: shows('a'), ids: null, is: false },
  { answer: { order: { id: 'b' }, history: [] }, ids: ['b'], is: true },
  { answer: undefined, ids: ['b'], is: false },
])('[ORD-86] $ids concern $answer: $is', ({ answer, ids, is }) => {
  expect(concerns(answer, ids)).toBe(is)
})

test('[ORD-86] a burst of news is asked about once, and what is on the screen is not kept waiting', () => {
  const asked: number[] = []
  let timers: { go: () => void; ms: number; off: boolean }[] = []
  const heard = freshOrders({
    ask: (shopId) => asked.push(shopId),
    later(go, ms) {
      const timer = { go, ms, off: false }
      timers.push(timer)
      return () => {
        timer.off = true
      }
    },
  })
  const run = () => {
    const due = timers.filter(({ off }) => !off)
    timers = []
    for (const { go } of due) go()
    return due.map(({ ms }) => ms)
  }
  heard(1, 4000)
  heard(1, 4000)
  heard(2, 4000)
  expect(run()).toEqual([4000, 4000])
  expect(asked).toEqual([1, 2])
  heard(1, 4000)
  heard(1, 150)
  heard(1, 4000)
  expect(run()).toEqual([150])
  expect(asked).toEqual([1, 2, 1])
})
