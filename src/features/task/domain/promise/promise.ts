import type { Instant } from '../../../../shared/time.ts'
import { promisesEn } from './en.ts'
import type { Found } from './found.ts'
import { promisesZh } from './zh.ts'

export type { Found as Promised } from './found.ts'

/** Enough of a message: what is promised stands in its first lines. */
const READ = 600
const HAN = /\p{Script=Han}/u
/** Something that can be until when; most messages have none, and are not looked at further. */
const TIMED =
  /小时|钟头|分钟|刻钟|[天日周号]|礼拜|星期|今|明|后天|次日|点|时前|前|\d\s*[hH]|[:：]\d\d|\b(?:within|in|by|before|today|tonight|tomorrow|until|at|on|no later)\b/iu

/**
 * What an agent's words promise and until when (specs/task.md TSK-30…TSK-38). Only what the shop does for this buyer, at a
 * time that is said: none in a question, a denial, an estimate, a rule, a condition, or what the buyer is asked to do. Of one
 * kind the soonest; the soonest first.
 */
export const promisedIn = (text: string, now: Instant, zone: string): Found[] => {
  const said = text.slice(0, READ).normalize('NFKC')
  if (!TIMED.test(said)) return []
  const found = HAN.test(said) ? promisesZh(said, now, zone) : promisesEn(said, now, zone)
  const soonest = new Map<string, Found>()
  for (const one of found.sort((a, b) => a.until - b.until))
    if (!soonest.has(one.what)) soonest.set(one.what, { ...one, words: one.words.slice(0, 200) })
  return [...soonest.values()]
}
