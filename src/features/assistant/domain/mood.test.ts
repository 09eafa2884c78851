import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../tests/support/growth.ts'
import { type Mood, moodOf } from './mood.ts'

describe('the mood of a message', () => {
  const cases: Record<Mood, string[]> = {
    displeased: [
      ...['不是很满意', '非常不满意！', '收到了，不太满意', '你们也太不靠谱了', '真让人不高兴'],
      ...['你是机器人吧', '你们是不是机器人啊', '机器人吧', '又是机器人', '跟机器人说不清楚'],
      ...['答非所问', '你听不懂我说的吗', '能不能说人话', '别复制粘贴了', '别老是重复', '我都说了好几遍了'],
      ...['垃圾', '什么垃圾快递', '骗子', '这不是骗人吗', '不是忽悠我吗', '坑人啊', '太坑了'],
      ...['气死我了', '烦死了', '无语', '呵呵', '态度真差', '什么态度', '质量太差', '怎么这么慢'],
      ...[
        '耍我呢',
        '敷衍谁呢',
        '等了半天都没人回',
        '没人理我',
        '再也不来了',
        '给你们差评',
        '他妈的',
        '垃 圾',
      ],
      ...['你好，太让人失望了', '谢谢，不过我真的很生气', '凭什么不给退', '没生气，就是很无语'],
      ...['This is ridiculous', "I'm not happy with this", 'are you a bot?', "you're just a robot"],
      ...["You don't understand", 'worst service ever', 'I already told you', 'That did not help'],
    ],
    'asks-for-person': [
      ...['人工', '转人工', '我要转人工', '人工客服', '人工！', '真人', '有真人吗', '你是真人吗', '要活人'],
      ...['人呢', '客服呢？', '有没有人啊', '没人吗', '叫你们经理来', '找你们老板', '换个人来', '转接客服'],
      ...['I want to talk to a human', 'speak to a manager please', 'real person please', 'agent', 'HUMAN!'],
      ...['can you transfer me to an agent', 'is anyone there?'],
    ],
    thanks: [
      ...['谢谢', '好的，谢谢', '谢谢亲~', '嗯嗯好的谢谢您', '多谢', '辛苦了', '非常感谢！', '谢谢😜'],
      ...['Thanks!', 'ok thank you so much', 'thx', 'Great, thanks a lot'],
    ],
    greeting: [
      ...['你好', '在吗', '您好，在吗？', '亲，在不在', '哈喽', '早上好', '有人在吗', '你好👋'],
      ...['hello', 'Hi there', 'hey', 'good morning', 'Hello, are you there?'],
    ],
  }
  for (const [mood, texts] of Object.entries(cases))
    test.each(texts)(`${mood}: %s`, (text) => {
      expect(moodOf(text)).toBe(mood)
    })

  test.each([
    // Denied.
    ...['没生气', '我没有生气', '别生气', '不用生气', '不算过分', '没骗我就好', '从不让人失望', '没有不满意'],
    ...[
      '不用转人工了',
      '不需要人工',
      '不会有差评吧',
      "I'm not angry",
      'not bad',
      "it isn't useless",
      'no complaints',
    ],
    // Only thought of.
    ...[
      '不满意可以退吗',
      '如果不满意怎么办',
      '收到不满意的话能换吗',
      'Can I return it if I am not satisfied?',
    ],
    // Said of goods.
    ...['垃圾袋有大号的吗', '垃圾桶多少升', '扫地机器人有现货吗', '机器人坏了怎么修', '我的机器人不充电'],
    ...[
      '你家机器人是国产的吗',
      '安装人工费多少',
      '这是真人实拍吗',
      '人工智能音箱',
      '人工草坪多少钱一平',
      '送人呢',
    ],
    ...['留的是我妈的电话', '我妈妈的', '给爸妈的', '什么时候发货', '有差评吗', 'do you sell garbage bags'],
    ...['robot vacuum in stock?', 'is it a human hair wig'],
    // A question is no greeting and no thanks.
    ...[
      '你好，什么时候发货',
      '谢谢，那什么时候到',
      '你好，可以了吗',
      '在吗，问个尺码',
      'hi, what size should I take',
      '可以',
      '嗯',
    ],
    ...['', '   ', '👍', '。。。', '[图片]'],
  ])('nothing of the kind: %s', (text) => {
    expect(moodOf(text)).toBeNull()
  })
})

test('any text has a mood or none, and quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect([null, 'displeased', 'asks-for-person', 'thanks', 'greeting']).toContain(moodOf(text))
    }),
  )
  const odd = ['嗯', '好', '不', '不很', 'not so ', '你是', '我说了', '\ud800']
  for (const text of odd) expect(moodOf(text.repeat(50_000))).not.toBe('asks-for-person')
  expect(growth((size) => odd.map((text) => moodOf(text.repeat(size))), 2000)).toBeLessThan(LINEAR)
})
