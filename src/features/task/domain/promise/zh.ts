import { DAY, type Instant, localTime } from '../../../../shared/time.ts'
import type { Found, PromisedWhat } from './found.ts'
import { dateNamed, onDate, onDay, weekdayAhead, within } from './until.ts'

const DIGITS: Record<string, number> = {
  ...{ 零: 0, 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}

/** 24, 二十四, 两, 半: as it is counted with; null for what is no number. */
export const numberOf = (said: string): number | null => {
  if (/^\d+(\.\d+)?$/.test(said)) return Number(said)
  if (said === '半') return 0.5
  const ten = said.match(/^([一二两三四五六七八九])?十([一二三四五六七八九])?$/)
  if (ten) return (ten[1] ? (DIGITS[ten[1]] ?? 0) : 1) * 10 + (ten[2] ? (DIGITS[ten[2]] ?? 0) : 0)
  return said.length === 1 ? (DIGITS[said] ?? null) : null
}

const N = '\\d+(?:\\.\\d+)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九半]'
const RANGE = `(?:(?:${N})\\s*[-~～至到—]+\\s*)?(${N})`
const LENGTH = new RegExp(
  `${RANGE}\\s*个?(半)?(工作日|小时|钟头|分钟|刻钟|天|日|星期|礼拜|周|[hH](?![a-z]))(?:的?时间)?(之内|以内|内|里)?`,
  'u',
)
const DAY_WORD =
  '今天|今日|今晚|今早|当天|当日|当晚|明天|明日|明早|明晚|次日(?!达)|第二天|后天|(?:这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]|(?:\\d{1,2}月)?\\d{1,2}[日号]'
const PART = '凌晨|早上|上午|早晨|中午|下午|傍晚|晚上|晚间|夜里|下班'
const TIME = `(\\d{1,2}|[一二两三四五六七八九]?十[一二]?|[一二两三四五六七八九])(?:[点时:：](?:(半)|([0-5]\\d)分?)?)(?:钟|整)?`
const POINT = new RegExp(
  `(${DAY_WORD})?[的]?\\s*(${PART})?\\s*(?:${TIME})?\\s*(之内|以内|内)?(之前|以前|前)?`,
  'gu',
)

/** A date that is farther away was one of the past, or is no promise. */
const FARTHEST = 60 * DAY

/** Minutes of the day until which a part of it lasts. */
const ENDS: Record<string, number> = {
  ...{ 凌晨: 360, 早上: 720, 上午: 720, 早晨: 720, 中午: 840, 下午: 1080, 下班: 1080 },
  ...{ 傍晚: 1140, 晚上: 1440, 晚间: 1440, 夜里: 1440 },
}
/** 中午前 is noon. */
const BEGINS: Record<string, number> = { 中午: 720 }
const WEEK: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 7 }

const minutesOf = (part: string | undefined, hour: number, half: boolean, minute: number): number | null => {
  if (hour > 24 || (hour === 24 && minute > 0)) return null
  const late = part !== undefined && /下午|傍晚|晚上|晚间|夜里|晚/.test(part) && hour <= 12
  const noon = part === '中午' && hour < 3
  let at = hour
  if (late) at = hour === 12 ? (part === '下午' ? 12 : 24) : hour + 12
  else if (noon) at = hour + 12
  return at * 60 + (half ? 30 : minute)
}

/** How many days ahead, or a date; and the part of the day that the word has in it (今晚). */
const dayOf = (
  word: string,
  now: Instant,
  zone: string,
): { days?: number; date?: string; part?: string } | null => {
  if (/^(今|当)/.test(word))
    return { days: 0, ...(/晚/.test(word) && { part: '晚上' }), ...(word === '今早' && { part: '早上' }) }
  if (/^(明|次|第二)/.test(word))
    return { days: 1, ...(word === '明早' && { part: '上午' }), ...(word === '明晚' && { part: '晚上' }) }
  if (word === '后天') return { days: 2 }
  const week = word.match(/^(这|本|下)?个?(?:周|星期|礼拜)(.)$/u)
  if (week) return { days: weekdayAhead(now, WEEK[week[2] ?? ''] ?? 7, week[1] === '下' ? 1 : 0, zone) }
  const date = word.match(/^(?:(\d{1,2})月)?(\d{1,2})[日号]$/)
  if (!date) return null
  const named = dateNamed(now, date[1] === undefined ? null : Number(date[1]), Number(date[2]), zone)
  return named === null ? null : { date: named }
}

interface Timed {
  from: number
  to: number
  until: Instant
  /** A length of time: it runs from now, or from what a clause before says. */
  length: boolean
}

/** Where a clause says until when, and when that is. */
export const timesIn = (clause: string, now: Instant, zone: string): Timed[] => {
  const found: Timed[] = []
  let at = 0
  for (;;) {
    const rest = clause.slice(at)
    const m = rest.match(LENGTH)
    if (!m || m.index === undefined) break
    const [whole, said = '', half, unit = '', inside] = m
    const from = at + m.index
    at = from + whole.length
    const n = numberOf(said)
    const named = /工作日/.test(unit)
      ? 'working-day'
      : /小时|钟头|h/i.test(unit)
        ? 'hour'
        : /分钟|刻钟/.test(unit)
          ? 'minute'
          : /周|星期|礼拜/.test(unit)
            ? 'week'
            : 'day'
    // “5日” without 内 is a date, “3天” without 内 a length only where something is given right after it.
    const given = named === 'day' ? /^(给|为|会|必|一定|就)/ : /^(给|为|会|回|联系|答|退|必|一定|就)/
    if (inside === undefined && !given.test(clause.slice(at))) continue
    if (unit === '日' && inside === undefined) continue
    if (unit === '周' && /^[一二三四五六日末]/.test(clause.slice(at))) continue
    if (n === null) continue
    const until = within(now, (n + (half ? 0.5 : 0)) * (unit === '刻钟' ? 15 : 1), named, zone)
    if (until !== null) found.push({ from, to: at, until, length: true })
  }
  for (const m of clause.matchAll(POINT)) {
    const [whole, day, part, hour, half, minute, inside, before] = m
    if (whole.trim() === '' || (day === undefined && hour === undefined)) continue
    // “三点建议” is no time: without a day or a part of it, an hour counts only with 前.
    if (day === undefined && part === undefined && before === undefined) continue
    if (day === undefined && part === undefined && !/[点时:：]/.test(whole)) continue
    if (found.some(({ from, to }) => m.index < to && m.index + whole.length > from)) continue
    const on = day === undefined ? { days: 0 } : dayOf(day, now, zone)
    if (!on) continue
    const of = part ?? on.part
    const h = hour === undefined ? null : numberOf(hour)
    const minutes =
      h !== null
        ? minutesOf(of, h, half !== undefined, Number(minute ?? 0))
        : of === undefined
          ? 1440
          : before !== undefined && inside === undefined
            ? (BEGINS[of] ?? ENDS[of] ?? 1440)
            : (ENDS[of] ?? 1440)
    if (minutes === null) continue
    let until =
      on.date === undefined ? onDay(now, on.days ?? 0, minutes, zone) : onDate(on.date, minutes, zone)
    // “5点前” without a part of the day is the next five on the clock.
    if (until !== null && day === undefined && h !== null && of === undefined && h < 12) {
      const minute = localTime(now, zone).minute
      if (minutes <= minute && minutes + 720 > minute) until = onDay(now, 0, minutes + 720, zone)
    }
    if (until !== null && until <= now && day === undefined) until = onDay(now, 1, minutes, zone)
    if (until !== null && until > now && until < now + FARTHEST)
      found.push({ from: m.index, to: m.index + whole.length, until, length: false })
  }
  return found.sort((a, b) => a.from - b.from)
}

/** What is done, the more particular first. Of each the words that say so. */
const DOES: [PromisedWhat, RegExp][] = [
  ['reissue', /补发|补寄|重发|重新(?:给您)?(?:发|寄)|重寄/u],
  ['exchange', /换货|换新|换发|更换|换一|(?:给|帮|为)您换(?!开)/u],
  [
    'refund',
    /退款|退钱|退您|退(?:回|还|给)(?!仓|售后|库|站|商家|厂)|退差|退[^货换]{0,4}(?:差价|运费|邮费|钱)|返还|返现|返给您|原返|补差|打款|打给您|转给您|赔付|赔给|补偿/u,
  ],
  ['ship', /发货|发出|寄出|出库|发走|发车|安排发|(?:给|帮|为)您发(?!票)|发给您|寄给您|(?:给|帮|为)您寄/u],
  [
    'answer',
    /回电|回拨|致电|去电|来电|回访|回复|答复|回您|回(?:个)?(?:电话|消息|信)|给您(?:打|来)?(?:个)?电话|联系(?:到)?(?:您|你|亲)|(?:与|和|跟|向|同)(?:您|你|亲)(?:再|再次|取得|进行)?(?:联系|沟通|核实|说明)|告知(?:您|你|亲)|通知(?:您|你|亲)|告诉(?:您|你|亲)|给(?:您|你|亲).{0,4}(?:答案|结果|说法|消息|通知|反馈|信息)/u,
  ],
  [
    'other',
    /处理|解决|审核|核实|查清|开具|开(?:好)?(?:发)?票|送达|(?<!推)送到|送货|配送(?!员|安排情况)|派送|派件|上门|取件|取货|安装|到账|办理|补上|修改|更新|更正|登记|提交|赠送|送出|检测|跟进|催/u,
  ],
]
/** Words by which the shop takes it on itself; what couriers or the platform do counts only with one. */
const COMMITS = /会|一定|肯定|保证|确保|承诺|必|(?:给|为|帮|替)(?:您|你|亲)|安排|我们?(?:这边)?(?:就|来|去)/u
/** “15号可以给您送到” says what could be. */
const OFFERS = /可以|能够|能(?:给|为|帮)/u

const QUESTION =
  /[?？]\s*$|(?:吗|么|嘛|没有?|不)[呢啊呀哦]?\s*$|多久|多少|什么时候|几(?:点|天|号|时)|哪(?:个|天|里|款|一)|是不是|是否|能不能|可不可以|有没有|会不会|要不要|需不需要|怎么/u
/** “您看可以吗？” after a promise asks for leave; it takes nothing back. */
const TAG =
  /[，, ]?(?:您|亲|你)?(?:们)?(?:这边)?(?:看|觉得)?(?:这样)?(?:您看)?(?:可以|行|好|可|方便|OK|ok)(?:吗|么|嘛|不|吧|的呢)?(?:呢|哦|呀|亲)?[?？!！~～。]*\s*$/u
const NEGATED =
  /(?:不能|不可以?|无法|延迟|没法|没办法|不会|不行|未必|不一定|不保证|不敢|不确定|不支持|不了|没有|没能|尚未|还没|并未|未能|暂时?不|不予|不给|不再|来不及|不是|别)/u
/** “不超过24小时” and “不好意思” deny nothing. */
const HARMLESS =
  /不(?:会)?(?:超过|晚于|迟于|多于|出)|不好意思|对不起|不便|不着急|不用(?:担心|着急)|别(?:担心|着急)|不要(?:担心|着急)|不见不散|放心/gu
const HEDGED =
  /预计|预估|具体看|显示|尽快|尽力|大概|大约|大致|一般|通常|正常|左右|应该|可能|估计|差不多|尽量|争取|最快|最早|快的话|平均|理论|希望|或许|也许|按道理|不出意外|原则上|预售/u
/** “预计 1-3周”: a blank parts no estimate from what it is of. */
const LOOSE = /((?:预计|预估|大概|大约|一般|通常|正常|尽量|最快)[是会在]{0,2})\s+/gu
const RULE =
  /平台|规则|周期|还可以|规定|质量问题|资质|不上班|储蓄卡|信用卡|零钱|银行|花呗|白条|支付宝|(?:提交|下单|付款|申请|反馈|拍下|支付)的|政策|协议|条款|三包|无理由|质保|保修|价保|保价|活动(?:期间|时间)|承诺您[:：]|京东承诺|享受|支持|有效期|时效(?:是|为)|流程|系统会?自动|自动(?:退|确认|取消)|超过|逾期|满\d|每(?:天|日|月)|以内可|内可(?:以|申请|退|换)?|内(?:有|如|若|未|没)/u
const IF = /到(?:库|货)话|收到会|如(?:没|未|有|您)|如果|要是|若|假如|倘若|的话|万一|除非|只要|一旦|假设/u
/** Done already. */
const DONE =
  /刚刚?(?:给|送|发|退|寄|联|处|补|换)|已经?(?:给|为|帮|替|经|全|安|成|发|退|寄|联|处|补|换)|完成了|(?:退款|发货|发出|寄出|补发|处理|回复|联系|出库|送达|配送|送货|安排|退|发|换|寄|送)(?:过|了(?!解|吧))/u
/** The buyer is who does it: asked to, told that they may, told of what they did. */
const BUYERS =
  /(?:请|麻烦|建议|辛苦|烦请|记得|需要|劳烦|拜托)(?:您|你|亲|亲亲|您这边)?(?!放心|耐心|稍|等|注意|留意|保持|关注|知悉|查收|见谅|谅解|理解|查看|您放心|不要|别)|(?<![给为帮替跟与和向同把对]|联系|通知|告知|回复|答复|提醒)(?:您|你|亲)(?:这边|那边|自己|本人)?(?:也)?(?:可以?|能|要|需要?|得|应|去|再|自己|自行|先|直接|申请|在|于|收到|签收|付款|下单|提交|寄|退|选择|看到|昨天|之前|说的?)|(?:联系|致电|拨打|咨询|反馈|回复|告诉|通知)(?:一下)?(?:我们|客服|商家|卖家|人工|平台|快递|配送|站点|我)/u
/** What begins with something that has not happened: no clock can start. What the shop itself does first is no condition
 * for a day that is named (核实后明天回您). */
const AFTER = /(?<![稍最售今然往前先])(?:之后|以后|后|起|开始)/u
const OWN_FIRST =
  /(?:核实|查询|查证|确认|反馈|登记|提交|记录|升级|上报|商量|汇报|看|问|查|核对|交接)(?:好|完|清楚|到|一下)?(?:情况)?(?:之后|以后|后)/u
/** The same without a word for after: “确认收货24小时内开具”; and a length that is said to be one (“退款是3个工作日”). */
const FROM_THEN =
  /(?:(?:确认)?收(?:到)?货?|签收|付款|下单|支付|完成|通过|取消|拍下|到货|到库|审核)(?:成功)?[的是]?\s*$|是\s*$/u
/** Something to come, told a clause or two before. */
const FIRST = /(?:收到|签收|退回|寄回|通过|完成|成功|到货|到库|拒收|取消)[^，,]{0,8}后/u
/** 请您保持畅通: what follows is promised with its time. */
const KEEP = /保持.{0,6}(?:畅通|开机)|(?:注意|留意)(?:接听|来电|电话)|耐心等待?|稍等|等待|放心/u

const clausesOf = (sentence: string): string[] =>
  sentence
    .replace(LOOSE, '$1')
    .split(/(?<=[，,、；;：]|(?<!\d):)|\s+/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[。！!？?；;\n~～…])/u).filter((sentence) => sentence.trim() !== '')

const doneIn = (clause: string): { what: PromisedWhat; at: number } | null => {
  for (const [what, words] of DOES) {
    const m = clause.match(words)
    if (m?.index !== undefined) return { what, at: m.index }
  }
  return null
}

/** Whether a clause can be a promise at all. */
const speaks = (clause: string): boolean => {
  const bare = clause.replace(TAG, '')
  const plain = (bare === '' ? clause : bare).replace(HARMLESS, '')
  return !(
    QUESTION.test(plain) ||
    NEGATED.test(plain) ||
    HEDGED.test(plain) ||
    RULE.test(plain) ||
    IF.test(plain) ||
    DONE.test(plain)
  )
}

/** Promises in Chinese: what is done for the buyer, with the moment until which, in one clause or two that touch. */
export const promisesZh = (text: string, now: Instant, zone: string): Found[] => {
  const found: Found[] = []
  for (const sentence of sentencesOf(text)) {
    const clauses = clausesOf(sentence)
    const conditional = IF.test(sentence)
    for (const [i, clause] of clauses.entries()) {
      const [time] = timesIn(clause, now, zone).slice(-1)
      if (!time || conditional) continue
      const before = clauses[i - 1] ?? ''
      const after = clauses[i + 1] ?? ''
      const fits = (said: string, whole: string): PromisedWhat | null => {
        const does = doneIn(said)
        if (!does || !speaks(whole) || BUYERS.test(whole.replace(KEEP, ''))) return null
        if (does.what === 'other' && (!COMMITS.test(whole) || OFFERS.test(whole))) return null
        return does.what
      }
      const waits = AFTER.test(clause.slice(0, time.from).replace(OWN_FIRST, time.length ? '$&' : ''))
      const beforeWaits = /(?:后|之后|以后)[，,]?$/u.test(before) && (time.length || !OWN_FIRST.test(before))
      const rests = time.length && clauses.slice(0, i).some((earlier) => FIRST.test(earlier))
      const then =
        FROM_THEN.test(clause.slice(0, time.from)) ||
        /(?:上班|收货|付款|下单|到货)$/u.test(clause.slice(0, time.from))
      if (waits || beforeWaits || rests || then || RULE.test(before)) continue
      let what = fits(clause, clause)
      let words = clause
      // “24小时内，给您退款” and “给您退款，24小时内到账” are one promise each.
      const bare = clause.length <= time.to - time.from + 6
      if (
        !what &&
        after !== '' &&
        bare &&
        speaks(clause) &&
        !doneIn(clause) &&
        timesIn(after, now, zone).length === 0
      ) {
        what = fits(after, after)
        words = `${clause}${after}`
      }
      const bounded = time.length || /[前内]/.test(clause.slice(time.from, time.to))
      if (!what && before !== '' && bare && bounded && speaks(clause)) {
        what = timesIn(before, now, zone).length === 0 ? fits(before, before) : null
        words = `${before}${clause}`
      }
      // “请您24小时内保持畅通，会有专员联系您”: the time is that of what follows.
      if (!what && after !== '' && KEEP.test(clause)) {
        what = fits(after, after)
        words = `${clause}${after}`
      }
      if (what) found.push({ what, until: time.until, words: words.replace(/[，,、；;：:。~～\s]+$/u, '') })
    }
  }
  return found
}
