import { folded } from '../../../../shared/text.ts'

/** Replies that mean: send me nothing more. What stop lines tell people to reply, and what they write instead. */
export const shippedStopWords: readonly string[] = [
  ...['T', 'TD', 'R', 'N', 'Q', 'QX', 'TUI', 'TUIDING', 'STOP', 'UNSUBSCRIBE'],
  ...[
    '退订',
    '退',
    '拒收',
    '拒绝',
    '取消',
    '取消订阅',
    '不要',
    '别发',
    '不要发',
    '别再发',
    '不要再发',
    '勿扰',
    '骚扰',
    '屏蔽',
  ],
]

/** Politeness and stop lines repeated: “请回T”, “退订谢谢”. No word is made of others (谢谢 is 谢 twice): what can be read in two
 * ways is tried in all of them, and sixty times 谢 would never end. */
const BEFORE = /^(?:你好|您好|请|我要|我想|回复?|打扰|再|帮我|给我|麻烦|pls|please)+/
const AFTER = /(?:谢|了|吧|啊|哦|好吗|短信|信息|消息|我|thanks?|thx)+$/
const LATIN = /^[a-z0-9]+$/
/** A longer reply speaks of something: only words of two characters and more are looked for within it. */
const SHORT = 12

const denied = (text: string, word: string): boolean =>
  ['不', '没', '没有', '别', '不想', '不用', '不需要'].some((no) => text.includes(no + word)) &&
  !/^(?:不|别)/.test(word)

/**
 * Whether a reply to a text message asks for no more of them (SMS-24). Width, case, blanks and punctuation do not count. A word
 * in letters must be the whole reply (“T恤有货吗” is a question); a Chinese one of two characters may stand in a short reply.
 */
export const asksToStop = (reply: string, words: readonly string[]): boolean => {
  const all = folded(reply)
  const bare = all.replace(BEFORE, '').replace(AFTER, '')
  return words.some((given) => {
    const word = folded(given)
    if (word === '') return false
    if (all === word || bare === word) return true
    if (LATIN.test(word)) return new RegExp(`^(?:${word}){2,}$`).test(all)
    return word.length >= 2 && all.length <= SHORT && all.includes(word) && !denied(all, word)
  })
}
