import { Kind } from '../fold/characters.ts'
import { codesOf, type Signs } from '../fold/signs.ts'

/** A phrase met in a text, by signs: from (included), to (excluded). */
export interface Met<T> {
  value: T
  from: number
  to: number
}

const EMPTY = -1
/** Longest phrase in signs; keeps the search linear whatever is written. */
const LONGEST = 120

const isWord = (kind: number): boolean => kind === Kind.LETTER || kind === Kind.DIGIT

/**
 * Whether signs `from` to `to` may be read as one word: no sentence ends between them (unless everything is pulled
 * apart alike), and letters or digits at the edges are not torn out of longer ones.
 */
const holdsTogether = (signs: Signs, from: number, to: number): boolean => {
  const { gap, kind } = signs
  let stops = 0
  let gaps = 0
  for (let i = from + 1; i < to; i++) {
    const here = gap[i] ?? 0
    if (here > Kind.INVISIBLE) gaps++
    if (here >= Kind.STOP) stops++
  }
  const inner = to - from - 1
  if (stops > 0 && (gaps < inner || inner < 2)) return false
  const first = kind[from] ?? 0
  const last = kind[to - 1] ?? 0
  const bound = (a: number, b: number) => isWord(a) && a === b
  if ((gap[from] ?? 0) <= Kind.INVISIBLE && from > 0 && bound(kind[from - 1] ?? 0, first)) return false
  if (to < signs.count && (gap[to] ?? 0) <= Kind.INVISIBLE && bound(last, kind[to] ?? 0)) return false
  // Two Latin letters apart are no word: “size S B”.
  return !(gaps > 0 && inner === 1 && first === Kind.LETTER && last === Kind.LETTER)
}

/**
 * Many phrases looked for at once, through what is strewn between their characters. A trie in three flat arrays: 20,000
 * words are 80,000 nodes, for which a Map each would take 20 MB and miss the cache at every step.
 */
export class PhraseTable<T> {
  private keys = new Float64Array(1 << 10).fill(EMPTY)
  private next = new Int32Array(1 << 10)
  private used = 0
  private nodes = 1
  private readonly root = new Int32Array(0x10000)
  private readonly ends = new Map<number, T[]>()
  private ending = new Uint8Array(1 << 10)

  constructor(phrases: Iterable<readonly [phrase: string, value: T]>) {
    for (const [phrase, value] of phrases) this.add(codesOf(phrase), value)
  }

  get isEmpty(): boolean {
    return this.nodes === 1
  }

  private slot(node: number, code: number): number {
    const mask = this.keys.length - 1
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca77)) >>> 0
    at = (at ^ (at >>> 15)) & mask
    const key = node * 0x10000 + code
    while (this.keys[at] !== EMPTY && this.keys[at] !== key) at = (at + 1) & mask
    return at
  }

  private step(node: number, code: number): number {
    return this.next[this.slot(node, code)] ?? 0
  }

  private add(codes: readonly number[], value: T): void {
    const [first] = codes
    if (first === undefined || codes.length > LONGEST) return
    let node = this.root[first] || this.fresh()
    this.root[first] = node
    for (const code of codes.slice(1)) {
      if (this.used * 2 > this.keys.length) this.widen()
      const at = this.slot(node, code)
      if (this.keys[at] === EMPTY) {
        this.keys[at] = node * 0x10000 + code
        this.next[at] = this.fresh()
        this.used++
      }
      node = this.next[at] ?? 0
    }
    this.ending[node] = 1
    const there = this.ends.get(node)
    if (there) there.push(value)
    else this.ends.set(node, [value])
  }

  private fresh(): number {
    const node = this.nodes++
    if (node >= this.ending.length) {
      const wider = new Uint8Array(this.ending.length * 2)
      wider.set(this.ending)
      this.ending = wider
    }
    return node
  }

  private widen(): void {
    const { keys, next } = this
    this.keys = new Float64Array(keys.length * 2).fill(EMPTY)
    this.next = new Int32Array(keys.length * 2)
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? EMPTY
      if (key === EMPTY) continue
      const at = this.slot(Math.floor(key / 0x10000), key % 0x10000)
      this.keys[at] = key
      this.next[at] = next[i] ?? 0
    }
  }

  /** Every phrase of the table in the text, in order of its start. */
  scan(signs: Signs, visit: (value: T, from: number, to: number) => void): void {
    const { code, count, kind } = signs
    for (let i = 0; i < count; i++) {
      let node = this.root[code[i] ?? 0] ?? 0
      if (node === 0) continue
      for (let j = i + 1; ; j++) {
        if (this.ending[node] === 1 && holdsTogether(signs, i, j))
          for (const value of this.ends.get(node) ?? []) visit(value, i, j)
        if (j >= count || j - i > LONGEST) break
        const after = this.step(node, code[j] ?? 0)
        if (after !== 0) node = after
        else if (kind[j] !== Kind.HINT) break
        // A picture that leads nowhere is an ornament; a phrase does not end with it.
        else while (j + 1 < count && kind[j + 1] === Kind.HINT && this.step(node, code[j + 1] ?? 0) === 0) j++
        if (after === 0) {
          if (j + 1 >= count || j - i > LONGEST) break
          const beyond = this.step(node, code[j + 1] ?? 0)
          if (beyond === 0) break
          node = beyond
          j++
        }
      }
    }
  }

  /** The phrases met, as a list. */
  met(signs: Signs): Met<T>[] {
    const found: Met<T>[] = []
    this.scan(signs, (value, from, to) => void found.push({ value, from, to }))
    return found
  }
}
