import { folded } from '../../../../shared/text.ts'
import { moodOf } from '../../domain/mood.ts'

/** Words that open, close and soften a conversation, in both languages, as folding leaves them. They ask nothing. */
const COURTESIES = [
  ...['你好', '您好', '哈喽', '哈啰', '嗨', '早上好', '中午好', '下午好', '晚上好', '早安', '晚安'],
  ...[
    '在吗',
    '在不在',
    '在么',
    '在嘛',
    '有人吗',
    '有人在吗',
    '有人么',
    '人呢',
    '在线吗',
    '客服在吗',
    '还在吗',
    '在',
  ],
  ...[
    '亲爱的',
    '亲亲',
    '亲',
    '老板',
    '掌柜',
    '店家',
    '商家',
    '客服',
    '小姐姐',
    '美女',
    '帅哥',
    '请问一下',
    '请问',
    '问一下',
    '问下',
  ],
  ...[
    '想问一下',
    '想问下',
    '咨询一下',
    '咨询下',
    '麻烦问一下',
    '麻烦',
    '不好意思',
    '打扰了',
    '打扰一下',
    '那个',
    '就是',
  ],
  ...[
    '谢谢你',
    '谢谢您',
    '谢谢',
    '多谢',
    '感谢',
    '谢了',
    '3q',
    '辛苦了',
    '辛苦',
    '麻烦了',
    '麻烦你了',
    '麻烦您了',
  ],
  ...[
    '好的呢',
    '好的',
    '好滴',
    '好嘞',
    '好吧',
    '好哒',
    '好了',
    '好呀',
    '好啊',
    '好',
    '嗯嗯',
    '嗯',
    '恩恩',
    '恩',
    '哦哦',
    '哦',
    '噢',
    '喔',
  ],
  ...[
    '行吧',
    '行',
    '可以的',
    '可以',
    '收到',
    '知道了',
    '了解了',
    '了解',
    '明白了',
    '明白',
    '懂了',
    '是的',
    '对的',
    '对',
    '是',
    '没事了',
    '没事',
    '没有了',
    '没了',
  ],
  ...[
    '不用了',
    '不客气',
    '不用谢',
    '再见',
    '拜拜',
    '88',
    '886',
    '哈哈',
    '呵呵',
    '嘿嘿',
    '嘻嘻',
    '稍等',
    '等一下',
    '等下',
  ],
  ...[
    'hello',
    'hithere',
    'hi',
    'hey',
    'dear',
    'goodmorning',
    'goodafternoon',
    'goodevening',
    'areyouthere',
    'anyonethere',
    'anybodythere',
  ],
  ...[
    'thanksalot',
    'thankyousomuch',
    'thankyouverymuch',
    'thankyou',
    'thanks',
    'thx',
    'cheers',
    'okay',
    'ok',
    'yes',
    'yeah',
    'yep',
    'noproblem',
    'no',
  ],
  ...[
    'sure',
    'alright',
    'great',
    'perfect',
    'gotit',
    'isee',
    'bye',
    'goodbye',
    'please',
    'sorry',
    'excuseme',
    'fine',
    'cool',
  ],
]
/** Particles that may stand around and between them. */
const PARTICLES = '啊呀呢吧嘛哈哇哦噢额呃诶欸喂的了哟咯啦么吗'

/** The longest first, so that 好的呢 is not read as 好 with a rest. */
const byLength = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|')
const courtesies = new RegExp(`^(?:${byLength(COURTESIES)}|[${PARTICLES}])+`, 'u')
/** Letters, digits and Han: what is left of a text that means something. */
const MEANING = /[\p{L}]/u

/** Links and a platform's emoji in words, `[微笑]`: they say nothing by themselves. */
const SIGNS = /https?:\/\/[^\s\p{Script=Han}]+|\[[^[\]]{1,8}\]/gu
/** The product a chat window names below a buyer's words, `【title】 link`: it is not what was asked. */
const CARD = /\s*【[^】\n]{1,200}】\s*https?:\/\/\S+/gu
export const withoutCard = (text: string): string => text.replace(CARD, '').trim()

/** A text as figures compare it: folded, without links, emoji and other signs. */
export const bare = (text: string): string => folded(text.replace(SIGNS, ' ')).replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * Whether a buyer's words ask nothing: greetings, thanks, yes and no, a number out of a list, signs. A single character
 * left over asks nothing either.
 */
export const asksNothingOfUse = (text: string): boolean => {
  const said = bare(text)
  if (!MEANING.test(said)) return true
  const rest = said.replace(courtesies, '')
  return rest === '' || [...rest].length < 2
}

/** What agents say while they look, and to begin and end with: no answer to anything. */
const HOLDING = [
  ...[
    '请稍等',
    '稍等',
    '稍等一下',
    '稍等片刻',
    '请稍候',
    '稍候',
    '等一下',
    '我看看',
    '我看一下',
    '看一下',
    '看下',
    '帮您看一下',
    '帮您看下',
  ],
  ...[
    '帮您查',
    '帮您查询',
    '帮您核实',
    '为您查询',
    '为您核实',
    '查询中',
    '核实中',
    '查一下',
    '查下',
    '我查',
    '我这边',
    '这边',
    '马上',
    '正在',
    '给您',
    '您',
    '我',
    '请',
    '一下',
    '一会',
    '片刻',
  ],
  ...[
    '很高兴为您服务',
    '有什么可以帮您',
    '有什么可以帮到您',
    '有什么能帮您',
    '请问有什么可以帮您',
    '还有其他问题吗',
    '还有什么可以帮您',
    '祝您生活愉快',
    '祝您购物愉快',
    '欢迎光临',
    '随时联系我们',
    '随时找我',
  ],
  ...[
    'letmecheck',
    'letmesee',
    'letmelook',
    'onemoment',
    'onesecond',
    'justamoment',
    'amoment',
    'holdon',
    'bearwithme',
    'checking',
    'howcanihelp',
    'howcanihelpyou',
    'anythingelse',
    'youarewelcome',
    'yourewelcome',
    'welcome',
    'haveaniceday',
    'iwillcheck',
    'illcheck',
    'for',
    'you',
  ],
]
const holding = new RegExp(`^(?:${byLength([...COURTESIES, ...HOLDING])}|[${PARTICLES}])+$`, 'u')

/** Whether an agent's words answer something. */
export const isSubstance = (text: string): boolean => {
  const said = bare(text)
  return MEANING.test(said) && [...said].length >= 2 && !holding.test(said)
}

const THANKS =
  /谢谢|感谢|多谢|谢了|辛苦|太好了|明白了|知道了|懂了|好的|收到|thank|thx|great|perfect|gotit|cheers/u
/** How a buyer takes an answer, by their next words. */
export type Reaction = 'thanks' | 'displeased' | 'again'

/** Displeasure, or the wish for a person. */
export const soundsDispleased = (text: string): boolean => {
  const mood = moodOf(text)
  return mood === 'displeased' || mood === 'asks-for-person'
}
/** Content with the answer: thanks, and nothing asked besides. */
export const soundsContent = (text: string): boolean => THANKS.test(bare(text)) && asksNothingOfUse(text)
