import { expect, test } from 'vitest'
import { anOrder, aTask } from '../testing/made.ts'
import { askWords, correctedCard } from './corrected.ts'
import type { ChangeWanted } from './task.ts'

const change = aTask().change as ChangeWanted

test('[TSK-23] the buyer sees the order as it will be, and is asked', () => {
  const card = correctedCard(anOrder(), change, 'zh-CN')
  expect(card).toMatchObject({ ask: true, lines: [{ said: '雾蓝 L', quantity: 1 }], payableFen: 8900 })
  expect(card.to).not.toContain('13800001234')
  const words = askWords(card, change, 'zh-CN')
  expect(words).toContain('纯棉衬衫 雾蓝 L ×1')
  expect(words).toContain('确认')
  // An address that stays is not repeated.
  expect(words).not.toContain('收货')
})

test('[TSK-23] of a new address the place is whole, the person masked', () => {
  const address = { phone: '13912345678', district: '滨江区', detail: '长河路 88 号' }
  const card = correctedCard(anOrder(), { lines: [], address, remark: '放门口' }, 'en')
  expect(card.to).toContain('长河路 88 号')
  expect(card.to).not.toContain('13912345678')
  expect(askWords(card, { lines: [], address, remark: '放门口' }, 'en')).toContain('Note: 放门口')
})
