import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { classifierOf, learnedFromExamples } from '../classifier.ts'
import { defaultRouting } from '../domain/defaults.ts'
import { INTENTS, type Intent } from '../domain/learned.ts'
import { afterSales } from './after-sales.ts'
import { bargaining } from './bargaining.ts'
import { heldOut } from './held-out.ts'
import { orderChange } from './order-change.ts'
import { other } from './other.ts'
import { preSales } from './pre-sales.ts'

const lessons = {
  'pre-sales': preSales,
  'order-change': orderChange,
  'after-sales': afterSales,
  bargaining,
  other,
}

describe('the lessons', () => {
  test.each(INTENTS)('%s: enough of both languages', (intent) => {
    expect(lessons[intent].zh.length).toBeGreaterThanOrEqual(150)
    expect(lessons[intent].en.length).toBeGreaterThanOrEqual(50)
  })
  test('none is given twice, nor held out as well', () => {
    const seen = new Map<string, string>()
    const twice: string[] = []
    const look = (texts: readonly string[], where: string) => {
      for (const text of texts) {
        const key = text.toLowerCase()
        const before = seen.get(key)
        if (before !== undefined) twice.push(`${text}: ${before}, ${where}`)
        seen.set(key, where)
      }
    }
    for (const intent of INTENTS) look([...lessons[intent].zh, ...lessons[intent].en], intent)
    for (const intent of INTENTS) look(heldOut[intent], `held out, ${intent}`)
    expect(twice).toEqual([])
  })
})

/** Of the messages that tell something, the share guessed right; a floor some points below what was measured
 * (bench/intents.md), so that a broken classifier fails and a reworded example does not. */
describe('[RTG-66] what was learned', () => {
  const learned = learnedFromExamples()
  const right = (intent: Intent, texts: readonly string[]) =>
    texts.filter((text) => learned(text).intent === intent).length / texts.length

  test.each(INTENTS)('sentences it was not shown: %s', (intent) => {
    expect(right(intent, heldOut[intent])).toBeGreaterThanOrEqual(0.7)
  })
  test('all of them', () => {
    const all = INTENTS.reduce((sum, intent) => sum + right(intent, heldOut[intent]), 0) / INTENTS.length
    expect(all).toBeGreaterThanOrEqual(0.82)
  })
  test('real buyers who have not bought yet (U-NEED)', () => {
    const path = join(import.meta.dirname, '../../../../seeds/chats/u-need/u-need_examples.json')
    const talks: { dialogue: { sender_type: string; send_content: string }[] }[] = JSON.parse(
      readFileSync(path, 'utf8'),
    )
    const said = talks
      .flatMap(({ dialogue }) => dialogue)
      .filter(({ sender_type }) => sender_type === '用户')
      .map(({ send_content }) => send_content)
    expect(said.length).toBe(32)
    expect(right('pre-sales', said)).toBeGreaterThanOrEqual(0.75)
  })
  test('and what the desk makes of it', () => {
    const classify = classifierOf(defaultRouting('zh-CN'))
    expect(classify({ text: '老板再让一点，马上拍', stage: null })).toMatchObject({
      team: 'bargaining',
      matched: null,
    })
    expect(classify({ text: '家里搬了，麻烦寄到新地址', stage: null })).toMatchObject({
      team: 'order-change',
    })
    expect(classify({ text: '用了三天就不转了', stage: null })).toMatchObject({ team: 'after-sales' })
    expect(classify({ text: '这款有小码吗', stage: null }).team).toBe('pre-sales')
  })
})
