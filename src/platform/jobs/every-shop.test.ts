import { expect, test } from 'vitest'
import { inEveryShop } from './every-shop.ts'

const db = (shops: number[]) => ({ everyShop: async () => ({ shops }) })

test('what fails in one shop does not keep the others from their turn, and is told', async () => {
  const had: number[] = []
  const broken = new Error('settings nobody can read')
  const done = inEveryShop(db([1, 2, 3]), async (shopId) => {
    had.push(shopId)
    if (shopId === 1) throw broken
  })
  await expect(done).rejects.toThrow('failed in 1 of the shops (1)')
  await expect(done).rejects.toHaveProperty('cause', broken)
  expect(had).toEqual([1, 2, 3])
})

test('nothing failed: nothing is told', () =>
  expect(inEveryShop(db([1, 2]), async () => {})).resolves.toBeUndefined())
