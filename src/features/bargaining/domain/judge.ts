import { bargains } from './asks.ts'
import { VALUES_FIRST } from './move.ts'
import type { BargainingPolicy, PolicyPhase } from './policy.ts'

/** What a shop's words do in bargaining. */
export type Deed = 'gives' | 'refuses' | 'value' | 'other'

const GIVES =
  /(便宜|优惠|减免?|少收|少|抹|让)(您|你|亲)?(掉|去)?[\d一二两三五十百]+(元|块|%)?|立减[\d一二三五十]+|(送|赠)(您|你|亲)(一|个|两|双|份)?|(再|多|额外)送(您|你|亲)?|给(您|你)(申请|安排|改)(到|了|个|一张|成)?.{0,8}(券|优惠|礼|\d+)|(?<!\d)\d{1,7} off|i can (give|offer) you|free gift|for free|throw in/
const REFUSES =
  /不能(再|单独)?(便宜|优惠|调整|少)|没有(更多|更低|办法)|统一价|same for everybody|cannot (change|lower)|nothing more/
const MANAGER =
  /(经理|主管|领导|老板|店长|上级).{0,8}(申请|问|请示|商量|说说|特批)|(申请|问|请示|商量|找)(一下|下)?.{0,4}(经理|主管|领导|老板|店长|上级)|(ask|check with|talk to) (my |the |our )?(manager|boss|supervisor)/
const WEALTH =
  /不差钱|有钱人|土豪|买得起|买不起|这点钱|您(一看|看着|这种).{0,6}(大方|有钱|老板)|afford it|you look rich|for someone like you/
const CONDITION = /付款|付了|支付|下单|拍下|(这|此)一?单|\bpa(y|id|yment)\b|\border\b|check ?out/
const EXPIRY =
  /(?<!\d)\d{1,5} ?(分钟|小时)|(?<![\d:：])[\d:：]{1,8} ?(点|时|前)|今天|今晚|过时|过期|失效|\bby \d|\bwithin\b|\buntil\b|minutes|lapses|today|tonight/
/** Shorter says nothing of worth. */
const SUBSTANCE = 12

/** Lower case, wide forms narrow; blanks stay, for English needs them. */
const wordsOf = (text: string): string => text.normalize('NFKC').toLowerCase()

/** What a line of the shop's does. */
export const deedOf = (text: string): Deed => {
  const said = wordsOf(text)
  if (REFUSES.test(said)) return 'refuses'
  if (GIVES.test(said)) return 'gives'
  return said.replace(/[\p{P}\p{S}\s]/gu, '').length >= SUBSTANCE ? 'value' : 'other'
}

export type Mistake =
  | 'too-early'
  | 'phase-refuses'
  | 'manager'
  | 'wealth'
  | 'unconditional'
  | 'no-expiry'
  | 'not-recorded'
  | 'gave-twice'
  | 'same-words'

export interface DialogueLine {
  by: 'buyer' | 'shop'
  text: string
  /** Of a shop's line: the concession recorded for it, if any. */
  concession?: number | undefined
}

export interface Fault {
  /** Index of the line. */
  line: number
  mistake: Mistake
}

/**
 * What was done wrong in a dialogue in which a buyer bargains, line by line (specs/bargaining.md BGN-10 ff.): for training
 * and quality. Works by words, so it sees what is said plainly and not what is only meant.
 */
export const judgeBargaining = (
  lines: readonly DialogueLine[],
  policy: BargainingPolicy,
  phase: PolicyPhase,
): Fault[] => {
  const faults: Fault[] = []
  let asked = 0
  let values = 0
  let given = 0
  const said = new Set<string>()
  lines.forEach(({ by, text, concession }, line) => {
    const fault = (mistake: Mistake) => faults.push({ line, mistake })
    if (by === 'buyer') {
      if (bargains(text)) asked++
      return
    }
    const words = wordsOf(text)
    if (MANAGER.test(words)) fault('manager')
    if (WEALTH.test(words)) fault('wealth')
    if (asked === 0) return
    const deed = deedOf(text)
    if (deed === 'value') {
      if (said.has(words)) fault('same-words')
      else values++
      said.add(words)
      return
    }
    if (deed !== 'gives') return
    if (values < VALUES_FIRST) fault('too-early')
    if ((policy.phases[phase] ?? 'gives') === 'refuses') fault('phase-refuses')
    if (!CONDITION.test(words)) fault('unconditional')
    if (!EXPIRY.test(words)) fault('no-expiry')
    if (concession === undefined) fault('not-recorded')
    if (given > 0) fault('gave-twice')
    given++
  })
  return faults
}
