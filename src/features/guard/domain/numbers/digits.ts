import { Kind } from '../fold/characters.ts'
import type { Signs } from '../fold/signs.ts'

/** How sure it is that a sign is meant as a digit. */
export const Sure = {
  /** A digit in some script or drawing. */
  DIGIT: 0,
  /** 一, 壹, 幺. */
  NUMERAL: 1,
  /** Stands for one among others only: O, l, 吧, san. */
  ALIKE: 2,
} as const

/** A row of digits that stand together, in signs. Parallel arrays, one entry a digit. */
export interface Run {
  digits: number[]
  from: number[]
  to: number[]
  sure: number[]
  /** What stands before each digit: nothing (0), something drawn (a `Kind`), or words (`WORDS`). */
  gap: number[]
}

/** Words stand between two digits of a run. */
export const WORDS = 100

const table = new Int8Array(0x10000).fill(-1)
const sureOf = new Uint8Array(0x10000)
const put = (chars: string, digit: number, sure: number) => {
  for (const char of chars) {
    table[char.charCodeAt(0)] = digit
    sureOf[char.charCodeAt(0)] = sure
  }
}
const NUMERALS = ['〇零', '一壹幺弌', '二贰弍', '三叁弎', '四肆亖', '五伍', '六陆', '七柒', '八捌', '九玖']
const ALIKES = [
  '洞灵铃令领另凌玲泠羚岭龄聆菱陵霖林琳淋临邻圈蛋',
  '医衣依伊亿易意益义议艺要腰妖邀夭吆遥瑶摇药耀壱',
  '两俩而儿耳尔饵洱爱贰迩',
  '散伞参仨叄山',
  '思丝司私死撕斯似寺肆',
  '无吴午舞武雾物悟误屋吾务捂乌呜',
  '留流刘柳溜牛榴硫瘤',
  '妻期漆齐旗奇骑起启气汽器企弃棋琪琦拐戚',
  '吧爸巴把疤靶霸罢拔芭扒叭',
  '酒久就旧救玖勾钩沟狗究韭舅纠揪',
]
ALIKES.forEach((chars, digit) => {
  put(chars, digit, Sure.ALIKE)
})
NUMERALS.forEach((chars, digit) => {
  put(chars, digit, Sure.NUMERAL)
})

/** Numerals that stand for digits within an account or a host; -1 for what is none. */
const inNames = new Int8Array(0x10000).fill(-1)
;['〇零洞', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖勾'].forEach(
  (chars, digit) => {
    for (const char of chars) inNames[char.charCodeAt(0)] = digit
  },
)
export const numeralOf = (code: number): number => inNames[code] ?? -1

/** Letters that are drawn like digits. */
const drawn = new Map(
  Object.entries({ o: 0, l: 1, i: 1, z: 2, s: 5, b: 8, g: 9, q: 9, d: 0, u: 0 }).map(([letter, digit]) => [
    letter.charCodeAt(0),
    digit,
  ]),
)

const spelled: readonly (readonly [string, number])[] = [
  ['ling dong zero oh', 0],
  ['yi yao one', 1],
  ['er liang two', 2],
  ['san three', 3],
  ['si four', 4],
  ['wu five', 5],
  ['liu lu six', 6],
  ['qi guai seven', 7],
  ['ba eight', 8],
  ['jiu gou nine', 9],
]
const words = spelled
  .flatMap(([all, digit]) =>
    all.split(' ').map((word) => ({ codes: [...word].map((c) => c.charCodeAt(0)), digit })),
  )
  .sort((a, b) => b.codes.length - a.codes.length)
const wordsBy = new Map<number, typeof words>()
for (const word of words) {
  const first = word.codes[0] ?? 0
  wordsBy.set(first, [...(wordsBy.get(first) ?? []), word])
}

/** What people say between digits when they read a number out. Longest first. */
const FILLERS = [
  ...'接下来是 然后是 接下来 再加上 后面是 中间是 前面是 后四位 前三位 中四位 然后 接着 再来 后面 中间 前面 加上 跟着 最后 横杠 空格 逗号 顿号 再是 还有'.split(
    ' ',
  ),
  ...'再和杠点接啊呀哈呢哦喔嗯呐嘛噢亲是个加',
]
/** By their first character. */
const fillers = new Map<number, number[][]>()
for (const word of FILLERS) {
  const [first = 0, ...rest] = [...word].map((char) => char.charCodeAt(0))
  fillers.set(first, [...(fillers.get(first) ?? []), rest])
}

const fillerAt = (signs: Signs, at: number): number => {
  for (const rest of fillers.get(signs.code[at] ?? 0) ?? [])
    if (at + 1 + rest.length < signs.count && rest.every((code, k) => signs.code[at + 1 + k] === code))
      return rest.length + 1
  return 0
}

interface Token {
  digit: number
  length: number
  sure: number
}

/** A digit spelled in letters at a sign, unless the letters belong to a word that is none. */
const spelledAt = (signs: Signs, at: number, inRun: boolean): Token | null => {
  const before = at > 0 && signs.kind[at - 1] === Kind.LETTER && (signs.gap[at] ?? 0) <= Kind.INVISIBLE
  if (before && !inRun) return null
  for (const { codes, digit } of wordsBy.get(signs.code[at] ?? 0) ?? [])
    if (at + codes.length <= signs.count && codes.every((code, k) => signs.code[at + k] === code))
      return { digit, length: codes.length, sure: Sure.ALIKE }
  return null
}

/** How many digits spelled in letters follow one another from a sign on. */
export const spelledFrom = (signs: Signs, at: number): number => {
  let count = 0
  for (let i = at; i < signs.count && count < 12; count++) {
    const token = spelledAt(signs, i, true)
    if (!token) break
    i += token.length
  }
  return count
}

/** So far is looked around a letter: a number is no longer. */
const NEAR = 20

/** Whether the letters and digits that stand with this letter are all drawn like digits: l38OO. */
const drawnAt = (signs: Signs, at: number): number => {
  const own = drawn.get(signs.code[at] ?? 0)
  if (own === undefined) return -1
  const near = (i: number, gapAt: number) =>
    i >= 0 && i < signs.count && (signs.gap[gapAt] ?? 0) <= Kind.INVISIBLE && signs.kind[i] === Kind.LETTER
  for (let i = at; near(i - 1, i) && at - i < NEAR; i--) if (!drawn.has(signs.code[i - 1] ?? 0)) return -1
  for (let i = at; near(i + 1, i + 1) && i - at < NEAR; i++) if (!drawn.has(signs.code[i + 1] ?? 0)) return -1
  return own
}

const tokenAt = (signs: Signs, at: number, inRun: boolean): Token | null => {
  const digit = signs.digit[at] ?? -1
  const code = signs.code[at] ?? 0
  if (digit >= 0) {
    const sure = signs.kind[at] === Kind.DIGIT ? Sure.DIGIT : Sure.ALIKE
    return { digit, length: 1, sure }
  }
  const known = table[code] ?? -1
  if (known >= 0) return { digit: known, length: 1, sure: sureOf[code] ?? Sure.ALIKE }
  if (signs.kind[at] !== Kind.LETTER) return null
  const word = spelledAt(signs, at, inRun)
  if (word) return word
  const alike = drawnAt(signs, at)
  return alike >= 0 ? { digit: alike, length: 1, sure: Sure.ALIKE } : null
}

/** Signs that two digits of a number may be apart when something is strewn between all of them. */
const STREWN = 3

/** What is counted or measured: between numbers it makes them amounts. */
const UNITS = new Set(
  [
    ...'元块件折码号月日天年点分秒时个位盒包袋瓶箱套双条张片斤克千百万升毫厘米寸度倍次楼层单元室栋期周岁％%只支台部款色层页种第满减送共到至',
  ].map((char) => char.charCodeAt(0)),
)

const empty = (): Run => ({ digits: [], from: [], to: [], sure: [], gap: [] })

/**
 * The runs of digits in a text. Between two digits may stand what is no sign, and what people say when they read a
 * number out; with `strewn`, a few signs of any kind that are no unit.
 */
export const runsIn = (signs: Signs, strewn: boolean): Run[] => {
  const found: Run[] = []
  let run = empty()
  let passed = 0
  let words = false
  const close = () => {
    if (run.digits.length > 0) found.push(run)
    run = empty()
    passed = 0
    words = false
  }
  let at = 0
  while (at < signs.count) {
    const inRun = run.digits.length > 0 && passed === 0
    const token =
      strewn && (signs.digit[at] ?? -1) < 0 && (table[signs.code[at] ?? 0] ?? -1) < 0
        ? null
        : tokenAt(signs, at, inRun)
    if (token && !(strewn && token.sure === Sure.ALIKE)) {
      const gap = passed > 0 || words ? WORDS : run.digits.length === 0 ? 0 : (signs.gap[at] ?? 0)
      run.digits.push(token.digit)
      run.from.push(at)
      run.to.push(at + token.length)
      run.sure.push(token.sure)
      run.gap.push(gap <= Kind.INVISIBLE ? 0 : gap)
      passed = 0
      words = false
      at += token.length
      continue
    }
    if (run.digits.length === 0) {
      at++
      continue
    }
    if (signs.kind[at] === Kind.HINT) {
      at++
      continue
    }
    if (strewn) {
      passed++
      if (passed > STREWN || UNITS.has(signs.code[at] ?? 0)) close()
      at++
      continue
    }
    const filler = words ? 0 : fillerAt(signs, at)
    if (filler > 0) {
      words = true
      at += filler
      continue
    }
    close()
    at++
  }
  close()
  return found
}
