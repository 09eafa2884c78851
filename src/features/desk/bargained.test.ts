import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../shared/time.ts'
import { type BargainingPolicy, defaultPolicy } from '../bargaining/domain/policy.ts'
import type { Command } from '../conversation/command.ts'
import { begin, NOON } from './testing.ts'

const policy = defaultPolicy()
const [first, second] = policy.values
const refuses: BargainingPolicy = { ...policy, phases: { none: 'refuses' } }
let serial = 0
const reply = (text: string): Command => {
  const clientId = `7b0c1b3e-4c9e-4a51-9d7e-${String(++serial).padStart(12, '0')}`
  return { do: 'reply', clientId, text, picture: null, assist: false }
}
const said = (play: ReturnType<typeof begin>) =>
  play.messages.filter((m) => m.author === 'assistant-auto').map((m) => [m.detail?.rule, m.text])
const quiet = { greeting: '', handOverWords: '为您转接人工' }

describe('BGN-2 the assistant leads through bargaining', () => {
  test('value twice, each in other words; then a person who may give something', () => {
    const play = begin({ bargaining: policy, says: quiet })
    play.asks(0, '能便宜点吗').asks(20, '太贵了，少点吧').asks(40, '再便宜一点')
    expect(said(play)).toEqual([
      ['bargain:value-1', first?.zh],
      ['bargain:value-2', second?.zh],
      ['hand-over', '为您转接人工'],
    ])
    expect(play.now().assistant.bargain).toEqual({ asked: 3, values: 2, pressing: true })
  })

  test('where nothing is given, a tactful no', () => {
    const play = begin({ bargaining: refuses, says: quiet })
    play.asks(0, '能便宜点吗').asks(20, '太贵了，少点吧').asks(40, '再便宜一点')
    expect(said(play).at(-1)).toEqual(['bargain:refuse', policy.refusal.zh])
    play.asks(60, '就不能便宜点吗')
    expect(said(play).at(-1)?.[0]).toBe('hand-over')
  })

  test('in the buyer’s language', () => {
    const play = begin({ bargaining: policy, says: quiet }).asks(0, 'Can you do it cheaper?')
    expect(said(play)).toEqual([['bargain:value-1', first?.en]])
  })

  test('a shop that leaves it to people says nothing, and a question is no bargaining', () => {
    expect(said(begin({ says: quiet }).asks(0, '能便宜点吗'))).toEqual([])
    expect(said(begin({ bargaining: policy, says: quiet }).asks(0, '什么时候发货'))).toEqual([
      ['ship', '48 小时内发货'],
    ])
  })
})

describe('BGN-8 people’s answers count like the assistant’s', () => {
  test('words of substance are an answer of value; others are not, nor are those to another question', () => {
    const play = begin({ bargaining: policy, says: { ...quiet, enabled: false } })
    play.asks(0, '能便宜点吗').does(5, reply('稍等'))
    expect(play.now().assistant.bargain).toEqual({ asked: 1, values: 0 })
    play.asks(10, '便宜点嘛').does(15, reply('这款是长绒棉的，洗后不起球，可以用很多年'))
    expect(play.now().assistant.bargain).toEqual({ asked: 2, values: 1 })
    play.asks(20, '什么时候发货').does(25, reply('付款后四十八小时内从杭州仓库发出'))
    expect(play.now().assistant.bargain).toEqual({ asked: 2, values: 1 })
  })

  test('what was given stays with the conversation, once, with a line that tells of it', () => {
    const play = begin({ bargaining: policy, says: quiet }).asks(0, '能便宜点吗')
    const given = { id: 4, fen: 800, gift: null, until: NOON + 30 * MINUTE }
    play.isGiven(30, given).isGiven(31, given)
    expect(play.now().assistant.bargain?.given).toEqual(given)
    expect(play.messages.filter((m) => m.detail?.notice?.what === 'conceded')).toHaveLength(1)
    play.asks(60, '再便宜点')
    expect(said(play).at(-1)?.[1]).toContain('立减8元已经为您这一单留着')
  })

  test('what was taken back stands no more; another stays', () => {
    const given = { id: 4, fen: 800, gift: null, until: NOON + 30 * MINUTE }
    const play = begin({ bargaining: policy, says: quiet }).asks(0, '能便宜点吗').isGiven(30, given)
    expect(play.isTakenBack(40, 3).now().assistant.bargain?.given).toEqual(given)
    const { bargain } = play.isTakenBack(50, 4).now().assistant
    expect(bargain).toMatchObject({ asked: 1 })
    expect(bargain).not.toHaveProperty('given')
    play.asks(60, '再便宜点')
    expect(said(play).at(-1)?.[1]).not.toContain('留着')
  })
})
