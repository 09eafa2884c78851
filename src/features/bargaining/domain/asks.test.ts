import { describe, expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../tests/support/growth.ts'
import { bargaining } from '../../routing/examples/bargaining.ts'
import { examples } from '../../routing/examples/index.ts'
import { bargains } from './asks.ts'
import { deedOf } from './judge.ts'

describe('[BGN-1] who presses for less is told from who asks what there is', () => {
  test.each([
    '能便宜点吗',
    '太贵了',
    '80卖不卖',
    '零头抹了我就付',
    '再减二十我就拍',
    '别家才卖六十八还送袜子',
    '送我一双袜子吧',
    '跟你们经理说说便宜点',
    'Can you give me a discount?',
    'Knock off ten and I will buy it',
    'Any freebies?',
  ])('%s: presses', (text) => expect(bargains(text)).toBe(true))

  test.each([
    '有活动吗',
    '双十一几点开始',
    '满减怎么算',
    '什么时候发货',
    '送货上门吗',
    '多少钱',
    '这个多少米',
    '少了一个枕套',
    '我多付了运费',
    '尺码偏小吗',
    'How much is it?',
    'When do you ship?',
    'Is it still available?',
  ])('%s: does not', (text) => expect(bargains(text)).toBe(false))

  test('of the sentences by which routing knows bargaining, most press', () => {
    // The rest asks what there is: activities, coupons, gifts, freight.
    for (const all of [bargaining.zh, bargaining.en])
      expect(all.filter(bargains).length / all.length).toBeGreaterThan(0.45)
  })

  test('of what belongs to other people, next to nothing does', () => {
    const others = Object.entries(examples).flatMap(([intent, said]) => (intent === 'bargaining' ? [] : said))
    expect(others.length).toBeGreaterThan(300)
    expect(others.filter(bargains).length / others.length).toBeLessThan(0.005)
  })

  test.each([...'1一减送'])('the longest message of nothing but %s is read at once', (char) => {
    const read = (size: number) => {
      bargains(char.repeat(size))
      deedOf(char.repeat(size))
    }
    expect(growth(read, 1000)).toBeLessThan(LINEAR)
  })
})
