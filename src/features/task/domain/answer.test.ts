import { expect, test } from 'vitest'
import { answerOf } from './answer.ts'

test.each([
  ['对', 'yes'],
  ['对的', 'yes'],
  ['是的，没错', 'yes'],
  ['好的谢谢', 'yes'],
  ['确认无误', 'yes'],
  ['嗯嗯', 'yes'],
  ['可以，就这样', 'yes'],
  ['OK', 'yes'],
  ['Yes please', 'yes'],
  ["That's right, thanks", 'yes'],
  ['1', 'yes'],
  ['不对', 'no'],
  ['地址错了', 'no'],
  ['不换了', 'no'],
  ['算了，不改了', 'no'],
  ['No', 'no'],
  ["that's wrong", 'no'],
  ['好贵', null],
  ['对，不过电话要换', null],
  ['可以吗', null],
  ['什么时候发货', null],
  ['Yes, but when?', null],
  ['我再想想', null],
  ['', null],
] as const)('[TSK-21] %s → %s', (text, says) => expect(answerOf(text)).toBe(says))

test.each(['对', '好的', '是的', '嗯', '谢谢', '谢谢你', 'yes', 'ok', 'thats', '就这个', '麻烦了'])(
  '[TSK-21] nothing but %s is read at once',
  (word) => {
    const begun = performance.now()
    for (const tail of ['', 'x', '鱼']) answerOf(word.repeat(40 / word.length).slice(0, 39) + tail)
    expect(performance.now() - begun).toBeLessThan(100)
  },
)
