import { describe, expect, test } from 'vitest'
import { byWords, type Classify } from '../routing/domain/classify.ts'
import { defaultRouting } from '../routing/domain/defaults.ts'
import { begin } from './testing.ts'

const words = byWords(defaultRouting('zh-CN'))
/** Words of the shop first; else “猜 TEAM 0.7” is a guess of that team, that sure. */
const classify: Classify = (message) => {
  const found = words(message)
  const [, team = '', sure] = /^猜 (\S+) (\S+)$/.exec(message.text ?? '') ?? []
  if (found.matched !== null || team === '') return found
  return { intent: team, team, skill: null, matched: null, confidence: Number(sure) }
}
const talk = () => begin({ platform: 'site', classify })

describe('[RTG-68] what becomes of a guess', () => {
  test.each<[string, string[], string]>([
    ['nothing told: the fallback team', ['在吗'], 'pre-sales'],
    ['a guess moves what nothing told', ['在吗', '猜 after-sales 0.5'], 'after-sales'],
    ['a surer one moves a guess', ['猜 bargaining 0.5', '猜 order-change 0.8'], 'order-change'],
    ['a less sure one does not', ['猜 bargaining 0.8', '猜 order-change 0.7'], 'bargaining'],
    ['nor one as sure', ['猜 bargaining 0.8', '猜 order-change 0.8'], 'bargaining'],
    ['nor a message that tells nothing', ['猜 bargaining 0.5', '好的'], 'bargaining'],
    ['a word moves any guess', ['猜 bargaining 0.99', '我要退款'], 'after-sales'],
    ['no guess moves what a word decided', ['我要退款', '猜 bargaining 0.99'], 'after-sales'],
    [
      'of the same team, the surer counts',
      ['猜 bargaining 0.5', '猜 bargaining 0.9', '猜 order-change 0.8'],
      'bargaining',
    ],
  ])('%s', (_, says, team) => {
    const it = talk()
    says.forEach((text, i) => {
      it.asks(i, text)
    })
    expect(it.now().team).toBe(team)
  })

  test('a guess is no intent, until a word decides', () => {
    const it = talk().asks(0, '猜 bargaining 0.9')
    expect(it.now().route).toMatchObject({
      intent: null,
      guess: { team: 'bargaining', confidence: 0.9 },
      slots: 2,
    })
    it.asks(1, '地址写错了')
    expect(it.now().route).toMatchObject({ intent: 'order-change', slots: 1 })
    expect(it.now().route).not.toHaveProperty('guess')
  })

  test('where a person sent it on, no guess moves it', () => {
    const it = talk().asks(0, '猜 bargaining 0.5').goesTo(1).answers(2)
    it.does(3, { do: 'transfer', team: 'order-change', note: '' }).asks(4, '猜 after-sales 0.99')
    expect(it.now().team).toBe('order-change')
  })
})
