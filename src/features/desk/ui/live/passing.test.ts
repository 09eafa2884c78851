import { expect, test } from 'vitest'
import type { Live } from '../../contract.ts'
import { noted, type Present } from './passing.ts'

const news = (personId: number | null, doing: Live['doing']): Live => ({
  shopId: 1,
  conversationId: 2,
  personId,
  doing,
})
const who = (present: Present) => (present.get('1:2') ?? []).map((p) => [p.personId, p.doing])

test('who looks and types, and who has left', () => {
  let present: Present = new Map()
  present = noted(present, news(7, 'viewing'), 0)
  present = noted(present, news(null, 'typing'), 1000)
  expect(who(present)).toEqual([
    [7, 'viewing'],
    [null, 'typing'],
  ])
  present = noted(present, news(7, 'typing'), 2000)
  expect(who(present)).toEqual([
    [null, 'typing'],
    [7, 'typing'],
  ])
  present = noted(present, news(7, 'left'), 3000)
  expect(who(present)).toEqual([[null, 'typing']])
  present = noted(present, news(null, 'left'), 3000)
  expect(present.size).toBe(0)
})

test('what nobody repeats is forgotten', () => {
  const present = noted(new Map(), news(7, 'typing'), 0)
  expect(who(noted(present, news(8, 'viewing'), 8000))).toEqual([[8, 'viewing']])
})
