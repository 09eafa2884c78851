import { type Instant, localTime } from '../../../../shared/time.ts'
import type { Found, PromisedWhat } from './found.ts'
import { onDay, weekdayAhead, within } from './until.ts'

const NUMBERS: Record<string, number> = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  },
  ...{ twelve: 12, 'twenty-four': 24, 'forty-eight': 48, 'seventy-two': 72, half: 0.5 },
}
const N = `\\d+(?:\\.\\d+)?|${Object.keys(NUMBERS).join('|')}`
const LENGTH = new RegExp(
  `\\b(?:with)?in(?:side)?\\s+(?:the next\\s+)?(?:(?:${N})\\s*(?:-|–|to|or)\\s*)?(${N})\\s*(?:an?\\s+)?(working|business)?\\s*-?(minutes?|mins?|hours?|hrs?|h|days?|weeks?)\\b`,
  'i',
)
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const DAY = `today|tonight|tomorrow|(?:next\\s+|this\\s+)?(?:${DAYS.join('|')})|(?:the\\s+)?end of (?:the |this )?(?:day|week)|eod`
const PART = 'noon|midday|midnight|morning|afternoon|evening|night'
const CLOCK = '(\\d{1,2})(?::([0-5]\\d))?\\s*(am|pm|a\\.m\\.|p\\.m\\.|o.clock)?'
const POINT = new RegExp(
  `\\b(by|before|until|at|on|no later than)?\\s*(?:(${DAY})(?:\\s+(?:at|by|before|in the)?\\s*(?:(${PART})|${CLOCK}(?=\\b|\\s|$)))?|(${PART})\\b(?:\\s+(${DAY}))?|${CLOCK}(?:\\s+(${DAY}))?)`,
  'gi',
)
const ENDS: Record<string, number> = {
  ...{ noon: 720, midday: 720, morning: 720, afternoon: 1080, evening: 1320, night: 1440, midnight: 1440 },
}

const clockOf = (hour: string, minute: string | undefined, half: string | undefined): number | null => {
  let h = Number(hour)
  if (h > 24) return null
  if (/^p/i.test(half ?? '') && h < 12) h += 12
  if (/^a/i.test(half ?? '') && h === 12) h = 0
  return h * 60 + Number(minute ?? 0)
}

const daysTo = (word: string, now: Instant, zone: string): { days: number; end: number } => {
  const said = word.toLowerCase()
  if (said === 'today') return { days: 0, end: 1440 }
  if (said === 'tonight') return { days: 0, end: 1440 }
  if (said === 'tomorrow') return { days: 1, end: 1440 }
  if (/end of (the |this )?day|eod/.test(said)) return { days: 0, end: 1440 }
  if (/end of/.test(said)) return { days: weekdayAhead(now, 5, 0, zone), end: 1440 }
  const day = DAYS.findIndex((name) => said.endsWith(name)) + 1
  return { days: weekdayAhead(now, day, said.startsWith('next') ? 1 : 0, zone), end: 1440 }
}

const untilIn = (clause: string, now: Instant, zone: string): Instant | null => {
  const length = clause.match(LENGTH)
  if (length) {
    const [, said = '', working, unit = ''] = length
    const n = NUMBERS[said.toLowerCase()] ?? Number(said)
    const named = working
      ? 'working-day'
      : /^mi/i.test(unit)
        ? 'minute'
        : /^h/i.test(unit)
          ? 'hour'
          : /^w/i.test(unit)
            ? 'week'
            : 'day'
    return within(now, n, named, zone)
  }
  for (const m of clause.matchAll(POINT)) {
    const [, by, day, part, hour, minute, half, part2, day2, hour2, minute2, half2, day3] = m
    const named = day ?? day2 ?? day3
    const on = named === undefined ? null : daysTo(named, now, zone)
    const at = part ?? part2
    const h = hour ?? hour2
    // “the 3” is no time; “by 3”, “at 3 pm” are.
    if (!on && at === undefined && (by === undefined || half2 === undefined)) continue
    if (!on && at !== undefined && by === undefined) continue
    const minutes =
      h !== undefined
        ? clockOf(h, minute ?? minute2, half ?? half2)
        : at !== undefined
          ? (ENDS[at.toLowerCase()] ?? 1440)
          : (on?.end ?? 1440)
    if (minutes === null) continue
    let until = onDay(now, on?.days ?? 0, minutes, zone)
    if (until !== null && until <= now && !on && localTime(now, zone).minute >= minutes)
      until = onDay(now, 1, minutes, zone)
    if (until !== null && until > now) return until
  }
  return null
}

const DOES: [PromisedWhat, RegExp][] = [
  [
    'reissue',
    /\b(resend|re-send|reship|re-ship|reissue|send (you )?(another|a new|a replacement|the missing)|replacement (will|is going to) (be sent|ship|go out))/i,
  ],
  ['exchange', /\b(exchange|replace|swap)\b/i],
  [
    'refund',
    /\b(refund(ed)?|money back|reimburse[d]?|pay (you )?back|return (your|the) money|credit(ed)? (you|back|to))/i,
  ],
  [
    'ship',
    /\b(ship(ped|s)?|dispatch(ed)?|send (it|them|your (order|parcel|package))|sent out|go(es)? out|post(ed)? (it|your)|on its way)/i,
  ],
  [
    'answer',
    /\b(get back to you|reply|call you( back)?|ring you|email you|contact you|be in touch|get in touch|let you know|update you|tell you|answer you|come back to you|inform you|write to you)/i,
  ],
  [
    'other',
    /\b(fix(ed)?|resolve[d]?|sort(ed)?|arrange[d]?|correct(ed)?|process(ed)?|handle[d]?|issue[d]?|check(ed)?|look into|change[d]?|update[d]?|deliver(ed)?|collect(ed)?|pick(ed)? up)\b/i,
  ],
]
const WILL =
  /\b(i|we|our (team|colleague|warehouse|specialist)s?|a (colleague|specialist|person)|somebody|someone|my colleague|the warehouse)(['’]ll| will| shall| (am|are|is)( going to| to)?\b)|\b(your|the|it|this|that|they)\b[^.?!]*?\b(will|['’]ll|is going to|gets?) (be |get )?|\bi promise\b|^(refund|ship|reply|dispatch)/i
const NOT =
  /\b(can(no|['’])t|won['’]t|will not|not|never|unable|don['’]t|doesn['’]t|isn['’]t|aren['’]t|no longer|nobody|without|hardly)\b/i
const HEDGED =
  /\b(usually|normally|typically|generally|about|approximately|around|roughly|expected|estimated|should|may|might|could|try|hope|hopefully|aim|probably|possibly|likely|as soon as possible|asap|at the earliest|up to)\b/i
const RULE =
  /\b(policy|policies|terms|rules?|according to|warranty|guarantee period|the platform|customers?|buyers? (can|may|must)|orders (are|ship)|always|every (day|order))\b/i
const IF = /\b(if|unless|once|as soon as|when|after|provided|in case|whenever|until you)\b/i
const BUYERS =
  /\b(please|you (can|could|may|must|need|should|have to|will|would)|you['’]ll (need|have)|could you|can you|would you|let (us|me) know|tell us|contact us|send us)\b/i
const DONE = /\b(have|has|['’]ve|was|were|had|already|did|been|refunded you|shipped (it )?(yesterday|on))\b/i

const plain = (sentence: string): string =>
  sentence.replace(/\bas promised\b|\bno later than\b|\bnot later than\b/gi, 'by')

/** Promises in English: somebody of the shop will do something by a moment. A question, a rule, a condition, a hedge or a denial
 * is none. */
export const promisesEn = (text: string, now: Instant, zone: string): Found[] => {
  const found: Found[] = []
  for (const sentence of text.split(/(?<=[.!?;\n])\s+/)) {
    if (/\?\s*$/.test(sentence)) continue
    // “I am sorry, but I'll refund you today”: each part by itself, where it has both.
    for (const clause of sentence.split(
      /(?:,\s*(?:and|but|so)\s+|;\s*|\s+but\s+|\s+—\s+|,\s+(?=(?:i|we|your|our|it)\b))/i,
    )) {
      const said = plain(clause)
      const until = untilIn(said, now, zone)
      if (until === null) continue
      if ([NOT, HEDGED, RULE, IF, BUYERS, DONE].some((words) => words.test(said))) continue
      if (!WILL.test(said.trim())) continue
      const does = DOES.find(([, words]) => words.test(said))
      if (does) found.push({ what: does[0], until, words: clause.trim().replace(/[.!;,\s]+$/, '') })
    }
  }
  return found
}
