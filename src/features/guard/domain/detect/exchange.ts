import { type Detector, type Hit, hit, matches, type Reading, signsOf, spelled } from '../reading.ts'
import { PhraseTable } from '../words/phrases.ts'

const list = (text: string): string[] => text.trim().split(/\s+/)

/** Invitations that nobody disguises further than by blanks and ornaments. */
const INVITATIONS = new PhraseTable<true>(
  list(`
换个地方聊 换个地方说 换个地方谈 换个平台聊 换个软件聊 别的地方聊 私下聊 私下说 私下联系 私底下聊 私下谈 单独聊 单聊 私我 私信我 密我 戳我头像
线下联系 线下聊 站外联系 站外聊 平台外联系 外面聊 这里不方便说 这里不方便聊 平台不让说 平台不让发 平台不能发 平台会屏蔽 这里说话不方便 这边不方便发
加好友 加个好友 加下好友 加一下好友 加我好友 加为好友 互加好友 添加好友 交个朋友 加群 进群 拉你进群 拉您进群 拉群 进我的群 粉丝群 福利群 内部群 加老板 加店主 加店长 加客服好友
扩列 互粉 关注我的朋友圈 看我朋友圈 朋友圈有 看朋友圈
留个电话 留下电话 留一下电话 留电话 留您的电话 留你的电话 留个手机 留手机号 留下手机号 留个手机号 留一下手机号 留您的手机号 留一个手机号 留一个电话 留下您的电话 留下您的手机 留下您的联系方式 留下你的联系方式
留个联系方式 留下联系方式 留一下联系方式 留联系方式 留您的联系方式 留个联系电话 留下联系电话 留个号 留个号码 留下号码 留一下号码 留一下您的手机 留一下您的电话 留一下您的联系方式 留个您的联系方式 留一个联系方式 留下您的号码
留个联系 留您电话 留你电话 留您联系方式 换个联系方式 交换联系方式 交换电话 互留电话 互留联系方式 发我电话 发我手机号 发我联系方式 电话发我 手机号发我 电话给我 手机号给我 联系方式给我 电话号码给我 号码给我 给我电话 给我您的电话 给我你的电话 给个电话 给个手机号 给个联系方式 报下手机号 报一下电话
加个联系方式 打我电话 打电话给我 给我打电话 打我手机 短信联系我 发短信给我 电话联系我 直接联系老板 联系我本人 加我联系`).map(
    (phrase) => [phrase, true] as const,
  ),
)
const ENGLISH =
  /\b(?:dm me|pm me|text me|call me (?:at|on)|whatsapp me|add me(?: on)?|message me (?:on|at)|contact me (?:on|at|directly|privately|outside)|talk (?:somewhere else|elsewhere|off(?:line| this platform))|your (?:phone|mobile|cell|whatsapp) ?number|leave (?:me )?your (?:phone|number|contact)|give me your (?:phone|number|contact|email))\b/giu

/** 留 … 联系方式, with up to a few characters between. */
const LEAVE =
  /(?:留|提供)(?:一?下|个|一个|您|你|的|我|常用|新|真实|正确|能|够|联系|方便|可以){0,6}(?:联系方式|手机号码?|电话号码?|联系电话|手机|电话|微信|qq)/gu
const ADD_ME =
  /^(?:好友|微|一下|下|吧|呗|哦|呢|哈|呀|啊|$|咨询|聊|详|私|，|。|了解|就|再|v|q|我|给|发|可以|帮)/u

const CUES = /[留提]/u

/** Said of what the desk does or cannot do: 给您提供电话, 无法提供电话; of what others did: 刚才有人给我打电话. */
const OTHERS =
  /(?:给|帮|为|跟)(?:您|你|亲)$|(?:无法|不能|没法|没有|没|不便|不)$|(?:有人|谁|快递|师傅|配送员?|骑手|刚才|站点|会)$/u
const byOthers = ({ signs }: Reading, { from }: Hit): boolean => OTHERS.test(spelled(signs, from - 4, from))

/** Where an English phrase stands, in signs: the original is searched, for words need their blanks. */
const inEnglish = ({ signs }: Reading): Hit[] => {
  if (!/[a-z]{2} [a-z]{2}/i.test(signs.text)) return []
  const hits: Hit[] = []
  for (const found of signs.text.matchAll(ENGLISH)) {
    const [from, to] = signsOf(signs, found.index, found.index + found[0].length)
    if (to > from) hits.push(hit('contact.exchange', from, to))
  }
  return hits
}

export const exchange: Detector = {
  rules: ['contact.exchange'],
  find: (reading) => {
    const { signs, marks } = reading
    const hits: Hit[] = INVITATIONS.met(signs).map(({ from, to }) => hit('contact.exchange', from, to))
    for (const mark of marks)
      if (mark.topic === 'invite') {
        if (!mark.term.weak) {
          if (mark.strong) hits.push(hit('contact.exchange', mark.from, mark.to))
        } else {
          const breaks = mark.to < signs.count && (signs.gap[mark.to] ?? 0) > 3
          const after = breaks ? '' : spelled(signs, mark.to, mark.to + 3)
          if (ADD_ME.test(after) && !/[再增添]$/.test(spelled(signs, mark.from - 1, mark.from)))
            hits.push(hit('contact.exchange', mark.from, mark.to))
        }
      }
    if (CUES.test(signs.text))
      hits.push(
        ...matches(signs, LEAVE)
          .map(({ from, to }) => hit('contact.exchange', from, to))
          .filter((found) => !byOthers(reading, found)),
      )
    hits.push(...inEnglish(reading))
    return hits
  },
}
