import { expect, test } from 'vitest'
import type { Conversation, Route } from '../domain.ts'
import { countOf, type Filter, fits, type ListName, lists, noFilter } from './filter.ts'

const talk = (id: number, more: Partial<Conversation> = {}) =>
  ({
    id,
    shopId: 1,
    status: 'open',
    assignee: null,
    waitingSince: null,
    buyerName: `买家${id}`,
    lastText: '',
    tags: [],
    ...more,
  }) as unknown as Conversation

const all = [
  talk(1, { assignee: 7, waitingSince: 5 }),
  talk(2, { waitingSince: 5, buyerName: 'Rain 小雨' }),
  talk(3, { assignee: 9, lastText: '什么时候发货', tags: ['催发货'] }),
  talk(4, { status: 'snoozed', assignee: 7 }),
  talk(5, { status: 'closed', assignee: 7, shopId: 2 }),
  // Its owner has left the buyer waiting: colleagues may claim it.
  talk(6, { assignee: 9, waitingSince: 3, route: { offered: true } as Route }),
]
const needs = (c: Conversation) => c.waitingSince !== null
const fitting = (filter: Partial<Filter>) =>
  all.filter((c) => fits(c, { ...noFilter, ...filter }, 7, needs)).map((c) => c.id)

test.each([
  [{}, [1, 2, 3, 6]],
  [{ list: 'mine' }, [1]],
  [{ list: 'queue' }, [2, 6]],
  [{ list: 'waiting' }, [1, 2, 6]],
  [{ list: 'snoozed' }, [4]],
  [{ list: 'closed' }, [5]],
  [{ list: 'closed', shopId: 1 }, []],
  [{ text: ' rain ' }, [2]],
  [{ text: '发货' }, [3]],
  [{ tag: '催发货' }, [3]],
] as [Partial<Filter>, number[]][])('%o → %o', (filter, ids) => {
  expect(fitting(filter)).toEqual(ids)
})

test('a list’s count is what it shows', () => {
  const counts = countOf(all, 7, needs)
  for (const list of lists.filter((l): l is ListName => l !== 'closed'))
    expect(counts[list], list).toBe(fitting({ list }).length)
})
