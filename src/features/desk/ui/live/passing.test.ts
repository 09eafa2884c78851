import { expect, test } from 'vitest'
import type { Live } from '../../contract.ts'
import { noted, type Present, saidOf } from './passing.ts'

const news = (personId: number | null, doing: Live['doing']): Live => ({
  shopId: 1,
  conversationId: 2,
  personId,
  doing,
})
const who = (present: Present, now: number) =>
  saidOf(present.get('1:2') ?? [], now).map((p) => [p.personId, p.doing])

test('who looks and types, and who has left', () => {
  let present: Present = new Map()
  present = noted(present, news(7, 'viewing'), 0)
  present = noted(present, news(null, 'typing'), 1000)
  expect(who(present, 1000)).toEqual([
    [7, 'viewing'],
    [null, 'typing'],
  ])
  present = noted(present, news(7, 'typing'), 2000)
  expect(who(present, 2000)).toEqual([
    [null, 'typing'],
    [7, 'typing'],
  ])
  present = noted(present, news(7, 'left'), 3000)
  expect(who(present, 3000)).toEqual([[null, 'typing']])
  present = noted(present, news(null, 'left'), 3000)
  expect(present.size).toBe(0)
})

test('what nobody repeats is forgotten', () => {
  const present = noted(new Map(), news(7, 'typing'), 0)
  expect(who(noted(present, news(8, 'viewing'), 8000), 8000)).toEqual([[8, 'viewing']])
})

test('typing and looking that overtake each other: who types is told to type, and to look when that is over', () => {
  const typed = noted(new Map(), news(7, 'typing'), 0)
  const both = noted(typed, news(7, 'viewing'), 100)
  expect(who(both, 200)).toEqual([[7, 'typing']])
  expect(who(both, 8000)).toEqual([[7, 'viewing']])
  expect(who(noted(both, news(7, 'left'), 300), 300)).toEqual([])
})
