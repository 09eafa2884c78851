import { folded } from '../../../shared/text.ts'

/** What follows a yes and changes it: 对，不过… */
const BUT =
  /但|不过|只是|除了|另外|还是|先别|等等|等一下|再看|再想|算了|\bbut\b|\bexcept\b|\bwait\b|\binstead\b|\bactually\b/iu
const ASKS = /[?？]\s*$|吗|么[?？]?$|多久|什么时候|几天|\b(when|how|what|why|which)\b/iu
const NO =
  /^(?:不对|不是|不行|不可以|不用|不要|不换|不改|错了?|有误|不正确|没有|不|no\b|nope\b|wrong|not right|incorrect|don.?t|cancel)|不对|有误|错了|写错|不是这个|别(?:改|换)|不(?:改|换|要)了|(?:先)?算了|\bthat.?s (?:wrong|not right)\b|\bis wrong\b/iu
const YES =
  /^(?:对|是的?|嗯+|好+的?|可以|行|没错|没问题|没毛病|正确|确认|确定|ok|okay|okk|1|y|yes|yep|yeah|sure|right|correct|confirmed?|fine|that.?s (?:right|correct|it|fine)|looks? (?:good|right)|all good|perfect|go ahead)/iu
/** “好的谢谢” says yes, “好贵” does not. No word is made of others (好的 is 好 and 的): what can be read in two ways is tried in all
 * of them, and thirty times 对 would take minutes. */
const WHOLE =
  /^(?:对|是|嗯|恩|好|可以|行|没错|没问题|没毛病|正确|确认|确定|无误|就|就这个|这样|麻烦了|麻烦你了|谢|谢谢你|感谢|辛苦|哦|呢|啊|呀|哈|的|了|滴|哒|呐|亲|信息|地址|都|改吧|换吧|发吧|吧|ok|okay|okk|1|y|yes|yep|yeah|sure|right|correct|confirm|confirmed|fine|lookgood|looksgood|looksright|allgood|perfect|goahead|thanks|thankyou|please|it|is|that|s|do)+$/iu

/** A buyer's answer to being asked whether it is right: yes, no, or neither can be told. Somebody of the shop decides all the
 * same; this only puts the right button first (TSK-21). */
export const answerOf = (text: string): 'yes' | 'no' | null => {
  const said = text.normalize('NFKC').trim()
  if (said === '' || said.length > 40) return null
  if (ASKS.test(said)) return null
  if (NO.test(said)) return 'no'
  if (BUT.test(said)) return null
  if (!YES.test(said)) return null
  return WHOLE.test(folded(said).replace(/['’]/g, '')) ? 'yes' : null
}
