import { Kind } from '../fold/characters.ts'
import {
  type Account,
  accountAfter,
  accountAt,
  charAt,
  type Detector,
  type Hit,
  hit,
  isAlnum,
  markBefore,
  type Reading,
  spelled,
} from '../reading.ts'
import { within } from '../spans.ts'
import type { Mark } from '../words/marks.ts'

/** What may follow 微 where it is short for 微信; anything else makes another word of it (微波, 微量, 微笑). */
const AFTER_SHORT = new Set([
  ...'信心芯号吧哦呢呀哈了聊详说发给好我您你同谢的嘛啊噢喔和或啦就先再一下方便私聊这那行可以',
])
const ASKING =
  /(?:[加佳嘉伽珈+互换留要推搜找]|添加|提供|通过|扫|用)(?:我|你|您|咱|一?下|个|的|们|本人|店主|老板){0,4}$|(?:我|本人|店主|老板|掌柜|客服|店长|个人|私人)(?:们|家|自己)?(?:的|是)?$|(?:发|给)(?:我|你|您)?$|私聊|好友|同号|方便(?:加|留|给)?/u
const CONTACTING =
  /^(?:聊|联系|沟通|咨询|说|发|详|号|群|同号|上?聊|上?说|上联系|上发|上找|找我|加我|私|里聊|里说|转我|备注|好友|名片|多少|是多少|有吗|给我|留|上给|私信|扫|搜)/u

const stands = ({ signs }: Reading, at: number): boolean => {
  if (at >= signs.count) return true
  if ((signs.gap[at] ?? 0) >= Kind.STOP) return true
  if (signs.kind[at] === Kind.HAN) return AFTER_SHORT.has(charAt(signs, at))
  return true
}

/** A number right after a name that is spelled in whatever may stand for digits. */
const looseAfter = ({ signs, numbers }: Reading, after: number): Account | null => {
  const [row] = within(numbers.loose, after, after + 4)
  if (!row || row.value.length > 12 || (signs.gap[row.from] ?? 0) === Kind.LINE) return null
  return { ...row, digits: row.value.length, letters: 0, whole: false }
}

const HYPHEN = 45
const isModel = ({ signs }: Reading, { to }: Mark): boolean => {
  if (to >= signs.count || signs.kind[to] !== Kind.DIGIT) return false
  if ((signs.gap[to] ?? 0) > Kind.INVISIBLE && signs.drawn[to] !== HYPHEN) return false
  return (accountAt(signs, to)?.value.length ?? 0) < 5
}

/** Whether a short or doubtful name means the messenger: a word of asking before it, or an account behind. */
const meant = (reading: Reading, mark: Mark): boolean => {
  const { signs } = reading
  const { word } = mark.term
  const before = spelled(signs, mark.from - 5, mark.from)
  const account = accountAfter(signs, mark.to) ?? looseAfter(reading, mark.to)
  const isId = account !== null && account.value.length >= 5 && account.digits > 0
  if (/^\[[加佳]/.test(word)) {
    const last = charAt(signs, mark.to - 1)
    // 加心 and 加v stand for more than the messenger; 加为好友 has another wei.
    if (last === '心' || last === '星') return stands(reading, mark.to) && (mark.disguised || isId)
    if (charAt(signs, mark.from) === '+' && last !== 'v' && !isId && !stands(reading, mark.to)) return false
    return stands(reading, mark.to)
  }
  if (word.startsWith('我[') || word.startsWith('同['))
    return isId || (mark.disguised && stands(reading, mark.to))
  if (word.includes(']号') || word.includes(']聊') || word.includes(']我'))
    return isId || charAt(signs, mark.from) !== '卫' || /[加换留要]/.test(before)
  // WX-300: a model.
  if (/^[vw]x$/.test(word) && isModel(reading, mark)) return false
  if (word === 'v心' && signs.kind[mark.to - 1] === Kind.HINT) return true
  if (!mark.strong) {
    if (word === '鹅') return isId
    if (mark.topic === 'qq')
      return (
        isId ||
        /[加+换留要有上用]$|加我|我的|联系/.test(before) ||
        /^[号群]/.test(spelled(signs, mark.to, mark.to + 1))
      )
    return (
      isId ||
      /[加佳嘉+]我?(?:一下|个)?$|我的$|[换留要]个?$/.test(before) ||
      (/^号/.test(spelled(signs, mark.to, mark.to + 1)) && ASKING.test(before))
    )
  }
  return true
}

const looksLikeId = (account: Account | null, joined: boolean): account is Account =>
  account !== null &&
  ((account.digits >= 5 && account.letters === 0 && account.digits <= 12) ||
    (account.letters > 0 &&
      account.value.length >= 5 &&
      account.value.length <= 21 &&
      (account.digits > 0 || joined)))

/** The messenger's name, with the account that follows it. */
export interface Named {
  topic: 'wechat' | 'qq'
  mark: Mark
  account: Account | null
}

const JOINED = /[:：=是号加+]$/u

/** WeChat and QQ named in a text so that a contact is meant or may be. */
export const messengersIn = (reading: Reading): Named[] => {
  const { signs, marks } = reading
  const found: Named[] = []
  for (const mark of marks) {
    if (mark.topic !== 'wechat' && mark.topic !== 'qq') continue
    if (!meant(reading, mark)) continue
    const account = accountAfter(signs, mark.to) ?? looseAfter(reading, mark.to)
    const joint = account
      ? spelled(signs, mark.to, account.from) +
        (/[:：=]/.test(signs.text.slice(signs.to[mark.to - 1] ?? 0, signs.from[account.from] ?? 0))
          ? ':'
          : '')
      : ''
    found.push({
      topic: mark.topic,
      mark,
      account: looksLikeId(account, JOINED.test(joint) || mark.disguised) ? account : null,
    })
  }
  return found
}

const SHORT_QQ = /^q$/
/** Q：12345678, with nothing that says QQ. */
const bareQ = ({ signs, numbers }: Reading): Hit[] =>
  numbers.rows.flatMap(({ from, to, value }) =>
    value.length >= 5 &&
    value.length <= 11 &&
    SHORT_QQ.test(charAt(signs, from - 1)) &&
    !isAlnumBeside(signs, from - 2, from - 1)
      ? [hit('contact.qq', from - 1, to)]
      : [],
  )
const isAlnumBeside = (signs: Reading['signs'], at: number, gapAt: number): boolean =>
  at >= 0 && isAlnum(signs, at) && (signs.gap[gapAt] ?? 0) <= Kind.INVISIBLE

/** vx, wx, weixin: letters that nobody writes who has nothing to hide. */
const isCode = (word: string): boolean => /^[a-z]+$/.test(word) && word !== 'wechat' && word !== 'qq'

export const messenger: Detector = {
  rules: ['contact.wechat', 'contact.qq', 'contact.mention'],
  find: (reading) => {
    const { signs } = reading
    const hits: Hit[] = bareQ(reading)
    for (const { topic, mark, account } of messengersIn(reading)) {
      if (reading.own.topics.includes(topic)) continue
      const rule = topic === 'wechat' ? 'contact.wechat' : 'contact.qq'
      const to = account?.to ?? mark.to
      const before = spelled(signs, mark.from - 6, mark.from)
      const after = spelled(signs, mark.to, mark.to + 6)
      const asks = ASKING.test(before) || CONTACTING.test(after)
      const invited = markBefore(reading, ['invite'], mark.from, 6) !== undefined
      const plainMention =
        !isCode(mark.term.word) && mark.strong && !mark.disguised && account === null && !asks && !invited
      hits.push(hit(plainMention ? 'contact.mention' : rule, mark.from, to))
    }
    return hits
  },
}
