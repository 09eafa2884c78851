import { Kind } from '../fold/characters.ts'
import type { Signs } from '../fold/signs.ts'
import { spelledFrom } from '../numbers/digits.ts'
import {
  begins,
  hasParts,
  isBusy,
  lexicon,
  type Node,
  otherSoundOf,
  partsOf,
  type Spelling,
  soundOf,
  spellings,
  type Term,
  type Topic,
} from './lexicon.ts'

/** A term of the lexicon met in a text. */
export interface Mark {
  topic: Topic
  term: Term
  /** Signs, from (included), to (excluded). */
  from: number
  to: number
  /** Counts by itself. Others need a hint beside them. */
  strong: boolean
  /** Not written as everybody writes it: nobody does that by accident. */
  disguised: boolean
}

/** How a path through a term was read so far. */
interface Path {
  /** The character that each element was read from; 0 for letters and parts. */
  read: number[]
  /** Elements spelled out in letters or put together from parts. */
  spelled: number
  /** Elements given by their first letter alone. */
  initials: number
  /** Signs passed over. */
  passed: number
}

/** Signs that one match may pass over: one thing strewn in, and pictures. */
const PASSES = 3
/** Letters may stand for digits and the other way round, once a word of letters has begun. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
}
const leet = new Map(
  Object.entries(LEET).map(([digit, letters]) => [
    digit.charCodeAt(0),
    [...letters].map((letter) => letter.charCodeAt(0)),
  ]),
)

const AT = 64

const letterBeside = (signs: Signs, at: number, gapAt: number): boolean =>
  at >= 0 && at < signs.count && signs.kind[at] === Kind.LETTER && (signs.gap[gapAt] ?? 0) <= Kind.INVISIBLE

/** Whether letters at the edges of a match are torn out of a longer word. */
const torn = (signs: Signs, from: number, to: number): boolean =>
  (signs.kind[from] === Kind.LETTER && letterBeside(signs, from - 1, from)) ||
  (signs.kind[to - 1] === Kind.LETTER && letterBeside(signs, to, to))

/** _ and - are part of an id. */
const joins = (signs: Signs, at: number): boolean => signs.drawn[at] === 95 || signs.drawn[at] === 45

/** An id glued to the word before it: vxabc123. */
const gluedId = (signs: Signs, at: number): boolean => {
  let digits = 0
  let i = at
  while (
    i < signs.count &&
    i - at < 20 &&
    (i === at || (signs.gap[i] ?? 0) <= Kind.INVISIBLE || joins(signs, i))
  ) {
    if (signs.kind[i] === Kind.DIGIT) digits++
    else if (signs.kind[i] !== Kind.LETTER) break
    i++
  }
  return (i - at >= 5 && digits >= 2) || spelledFrom(signs, at) >= 5
}

const lettersIn = (signs: Signs, from: number, to: number): number => {
  let count = 0
  for (let i = from; i < to; i++) if (signs.kind[i] === Kind.LETTER) count++
  return count
}

/** Characters that say nothing: 微啊信. Not 的 or 了, which join words: 今天的猫. */
const PARTICLES = new Set([...'啊呀哦嘛哈嗯噢喔呃'].map((char) => char.charCodeAt(0)))

/** Characters drawn between two signs of one word, at most: more is no word any more. */
const REACH = 24

class Walk {
  marks: Mark[] = []
  private start = 0
  private readonly path: Path = { read: [], spelled: 0, initials: 0, passed: 0 }
  private readonly signs: Signs

  constructor(signs: Signs) {
    this.signs = signs
  }

  run(): Mark[] {
    const { code, count } = this.signs
    for (let i = 0; i < count; i++) {
      if (begins[code[i] ?? 0] !== 1) continue
      this.start = i
      this.go(i, lexicon, false)
    }
    return this.marks
  }

  /** Reads one element and goes on behind it. The path is one object, put back afterwards: most ways end at once. */
  private step(to: number, next: Node | undefined, read: number, how: 'read' | 'spelled' | 'initials'): void {
    if (!next) return
    const { path } = this
    path.read.push(read)
    if (how !== 'read') path[how]++
    this.go(to, next, false)
    if (how !== 'read') path[how]--
    path.read.pop()
  }

  private pass(i: number, at: Node, by: number): void {
    this.path.passed += by
    this.go(i + 1, at, true)
    this.path.passed -= by
  }

  /** `over`: something was passed over just before; nothing ends there, for it did so already. */
  private go(i: number, at: Node, over: boolean): void {
    const { signs, start, path } = this
    if (at.ends.length > 0 && i > start && !over) this.end(i, at.ends, path)
    if (i >= signs.count || at.next.size === 0) return
    if (i > start && (signs.from[i] ?? 0) - (signs.to[i - 1] ?? 0) > REACH) return
    const code = signs.code[i] ?? 0
    const kind = signs.kind[i]
    this.step(i + 1, at.next.get(code), code, 'read')
    if (at.sounding) this.sounding(i, at, code)
    if ((kind === Kind.DIGIT || code === AT) && i > start && signs.kind[start] === Kind.LETTER)
      for (const letter of leet.get(code) ?? []) this.step(i + 1, at.next.get(letter), 0, 'read')
    if (hasParts[code] === 1) this.together(i, at, partsOf.get(code) ?? [])
    // What leads nowhere may have been strewn in.
    if (i === start || path.passed >= PASSES || at.next.has(code)) return
    if (kind === Kind.HINT) this.pass(i, at, 1)
    else if (path.passed === 0 && at.sounding && path.initials === 0)
      if (kind !== Kind.HAN || PARTICLES.has(code)) this.pass(i, at, 2)
  }

  private sounding(i: number, at: Node, code: number): void {
    const { signs } = this
    const sound = soundOf[code] ?? 0
    if (sound > 0) this.step(i + 1, at.next.get(sound), code, 'read')
    const other = otherSoundOf[code] ?? 0
    if (other > 0) this.step(i + 1, at.next.get(other), code, 'read')
    if (signs.kind[i] !== Kind.LETTER) return
    for (const symbol of at.initials.get(code) ?? []) this.step(i + 1, at.next.get(symbol), 0, 'initials')
    let spelling: Spelling | undefined = spellings
    for (let j = i; j < signs.count && spelling; j++) {
      spelling = spelling.next.get(signs.code[j] ?? 0)
      if (spelling && spelling.sound > 0) this.step(j + 1, at.next.get(spelling.sound), 0, 'spelled')
    }
  }

  private together(
    i: number,
    at: Node,
    parts: readonly (readonly [rest: readonly number[], whole: number])[],
  ): void {
    const { code, count } = this.signs
    for (const [rest, whole] of parts) {
      if (i + rest.length >= count || rest.some((part, k) => code[i + 1 + k] !== part)) continue
      const to = i + 1 + rest.length
      this.step(to, at.next.get(whole), whole, 'spelled')
      const sound = soundOf[whole] ?? 0
      if (sound > 0) this.step(to, at.next.get(sound), whole, 'spelled')
      const other = otherSoundOf[whole] ?? 0
      if (other > 0) this.step(to, at.next.get(other), whole, 'spelled')
    }
  }

  private end(to: number, ends: readonly Term[], path: Path): void {
    const { signs, start } = this
    const glued = torn(signs, start, to) && !letterBeside(signs, start - 1, start)
    // Six letters of pinyin are no part of an English word, and pinyin is written without blanks: jiawoweixin. Nor are
    // letters beside a character.
    const letters = lettersIn(signs, start, to)
    const mixed = path.spelled > 0 && letters < to - start
    const isTorn = torn(signs, start, to) && letters < 6 && !mixed
    let gaps = 0
    let stops = 0
    for (let i = start + 1; i < to; i++) {
      if ((signs.gap[i] ?? 0) > Kind.BLANK) gaps++
      if ((signs.gap[i] ?? 0) >= Kind.STOP) stops++
    }
    for (const term of ends) {
      if (isTorn && !(glued && (term.topic === 'wechat' || term.topic === 'qq') && gluedId(signs, to)))
        continue
      const mark = this.judge(term, to, path, gaps, stops)
      if (mark) this.marks.push(mark)
    }
  }

  private judge(term: Term, to: number, path: Path, gaps: number, stops: number): Mark | null {
    const { signs, start } = this
    const base = { topic: term.topic, term, from: start, to }
    if (term.plain) {
      const latin = /^[a-z]+$/.test(term.word)
      if (stops > 0 && !latin && term.word.length < 3) return null
      if (latin && stops > 0 && stops < term.word.length - 1) return null
      // Two letters far apart are initials of anything.
      if (latin && term.word.length === 2 && stops > 0) return null
      // Backwards and pulled apart is chance: 短信 微信.
      if (term.mirror && gaps + stops > 0) return null
      const disguised =
        gaps > 0 || path.spelled > 0 || signs.to[to - 1] !== (signs.from[start] ?? 0) + (to - start)
      return { ...base, strong: !term.weak, disguised }
    }
    let exact = 0
    let alike = 0
    let everyday = 0
    ;[...term.word].forEach((char, i) => {
      const read = path.read[i] ?? 0
      if (read === 0) return
      if (read === char.charCodeAt(0)) exact++
      else {
        alike++
        if (isBusy[read] === 1) everyday++
      }
    })
    const { length } = term.word
    const letters = path.spelled + path.initials
    // First letters alone are abbreviations of anything; the known ones are terms of their own.
    if (path.initials > 0 && exact === 0) return null
    if (path.initials > 1 && path.initials > exact + path.spelled) return null
    if (path.passed >= 2 && (exact + path.spelled < length || length > 4)) return null
    if (stops > 0 && (alike > 0 || stops < length - 1) && exact < length) return null
    // 见渔: nothing of 闲鱼 is left but the sound of everyday characters.
    if (exact + letters === 0 && everyday > 0 && term.topic.startsWith('shop:')) return null
    // 快，手: names of shops are made of everyday characters.
    const chance = everyday > 0 || (stops > 0 && term.topic.startsWith('shop:'))
    const strong = !term.weak && !chance
    const disguised = alike + letters > 0 || path.passed > 0 || gaps > 0
    return { ...base, strong, disguised }
  }
}

/** The terms in a text, disguised or not; of one topic and start the longest. */
export const marksIn = (signs: Signs): Mark[] => {
  const marks = new Walk(signs).run()
  if (marks.length < 2) return marks
  const best = new Map<string, Mark>()
  for (const mark of marks) {
    const key = `${mark.topic} ${mark.from}`
    const there = best.get(key)
    if (!there || (mark.strong && !there.strong) || (mark.strong === there.strong && mark.to > there.to))
      best.set(key, mark)
  }
  return [...best.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}
