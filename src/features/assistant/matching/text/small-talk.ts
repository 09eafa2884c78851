import { folded } from '../../../../shared/text.ts'

const WORDS = `
在吗 在不 在么 在 有人吗 有人在吗 你好 您好 你好呀 亲 亲在吗 哈喽 嗨 早 早上好 中午好 下午好 晚上好 晚安 好 好的 好吧 好呀 好滴 好嘞 好的谢谢 行 行吧 可以 嗯 嗯嗯 恩 恩恩 哦 哦哦 噢 收到 知道了 明白 明白了 了解 了解了
谢谢 谢谢你 谢谢您 谢谢啦 多谢 感谢 谢了 辛苦了 辛苦 麻烦了 麻烦你了 不客气 没事 没事了 没关系 没有了 不用了 不用 算了 再见 拜拜 88 哈哈 哈哈哈 呵呵 嘻嘻 是 是的 对 对的 对呀 ok 没问题 等等 稍等 好的等你 祝你生活愉快
hi hello hey hiya yo thanks thx ty ok okay k yes no yep nope sure great cool nice bye goodbye lol haha alright
`
const PHRASES = `
thank you|thank you very much|thank you so much|thanks a lot|many thanks|good morning|good afternoon|good evening|good night|see you|no problem|never mind|got it|i see|all right|sounds good|have a nice day|are you there|anyone there
`

const ALL = new Set(
  [...WORDS.split(/\s+/), ...PHRASES.split(/[|\n]/)].map(folded).filter((word) => word !== ''),
)
const LONGEST = 24

/** Greetings, thanks and the like, by themselves: nobody asks anything with them. */
export const isSmallTalk = (text: string): boolean => {
  const trimmed = text.trim()
  return trimmed.length <= LONGEST && ALL.has(folded(trimmed))
}
