import { busy } from '../fold/busy.ts'
import { sounds } from '../fold/sounds.ts'
import { splits } from '../fold/splits.ts'
import { type Term, type Topic, terms } from './terms.ts'

/** A place in the lexicon: which terms end here, and where each symbol leads. */
export interface Node {
  next: Map<number, Node>
  ends: Term[]
  /** First letters of the sounds that lead on: the w of wei. */
  initials: Map<number, number[]>
  sounding: boolean
}

const node = (): Node => ({ next: new Map(), ends: [], initials: new Map(), sounding: false })

/** Sounds are symbols beyond all characters. */
export const SOUND = 0x10000
const names = Object.keys(sounds)

/** The sounds of each character, as symbols; 0 where it has none that matters. A second for those read two ways. */
export const soundOf = new Int32Array(0x10000)
export const otherSoundOf = new Int32Array(0x10000)
/** Drawn alike rather than sounding alike. */
const drawnAlike: Readonly<Record<string, string>> = {
  wei: '徽徵徴媺',
  xin: '伈',
  kou: '□',
  zhuan: '専',
  hua: '诂',
}
names.forEach((name, i) => {
  for (const char of (sounds[name] ?? '') + (drawnAlike[name] ?? '')) {
    const code = char.charCodeAt(0)
    if (soundOf[code] === 0) soundOf[code] = SOUND + i
    else otherSoundOf[code] = SOUND + i
  }
})

/** Which reading a term means where a character has several. */
const meant: Readonly<Record<string, string>> = {
  行: 'hang',
  好: 'hao',
  会: 'hui',
  红: 'hong',
  信: 'xin',
  卡: 'ka',
  号: 'hao',
  系: 'xi',
  得: 'de',
}
const soundIn = (char: string): number => {
  const index = names.indexOf(meant[char] ?? '')
  return index >= 0 ? SOUND + index : (soundOf[char.charCodeAt(0)] ?? 0)
}

/** Characters that stand for themselves more often than for a sound-alike. */
export const isBusy = new Uint8Array(0x10000)
for (const char of busy) isBusy[char.charCodeAt(0)] = 1

/** Spellings of sounds in letters, as a trie of codes; `v` and `w` alone are read as wei everywhere. */
export interface Spelling {
  next: Map<number, Spelling>
  sound: number
}
export const spellings: Spelling = { next: new Map(), sound: 0 }
const spell = (letters: string, sound: number) => {
  let at = spellings
  for (const letter of letters) {
    const code = letter.charCodeAt(0)
    const next = at.next.get(code) ?? { next: new Map(), sound: 0 }
    at.next.set(code, next)
    at = next
  }
  at.sound = sound
}
names.forEach((name, i) => {
  if (name.length > 1) spell(name, SOUND + i)
})

const initialsOf = (name: string): string[] => {
  const [first = ''] = name
  return name === 'wei' ? ['w', 'v'] : [first]
}

/** Parts side by side, by the code of the first: what follows it, and the character they make. */
export const partsOf = new Map<number, (readonly [rest: readonly number[], whole: number])[]>()
for (const [parts, whole] of splits) {
  const [first = 0, ...rest] = [...parts].map((part) => part.charCodeAt(0))
  const there = partsOf.get(first) ?? []
  there.push([rest, whole.charCodeAt(0)])
  partsOf.set(first, there)
}

export const hasParts = new Uint8Array(0x10000)
for (const code of partsOf.keys()) hasParts[code] = 1

type Element = { symbols: number[]; optional: boolean }

const elementsOf = ({ word, plain }: Term): Element[] => {
  const found: Element[] = []
  const one = (char: string) => {
    const sound = plain ? 0 : soundIn(char)
    return sound > 0 ? sound : char.charCodeAt(0)
  }
  for (const [, several, maybe, single] of word.matchAll(/\[([^\]]+)\]|\(([^)]+)\)|(.)/gu)) {
    if (several !== undefined)
      found.push({ symbols: [...several].map((char) => char.charCodeAt(0)), optional: false })
    else if (maybe !== undefined) found.push({ symbols: [maybe.charCodeAt(0)], optional: true })
    else if (single !== undefined && single !== '-') found.push({ symbols: [one(single)], optional: false })
  }
  return found
}

const plant = (at: Node, elements: readonly Element[], term: Term): void => {
  const [first, ...rest] = elements
  if (!first) {
    if (!at.ends.includes(term)) at.ends.push(term)
    return
  }
  if (first.optional) plant(at, rest, term)
  for (const symbol of first.symbols) {
    const next = at.next.get(symbol) ?? node()
    at.next.set(symbol, next)
    if (symbol >= SOUND) {
      at.sounding = true
      for (const letter of initialsOf(names[symbol - SOUND] ?? '')) {
        const code = letter.charCodeAt(0)
        const there = at.initials.get(code) ?? []
        if (!there.includes(symbol)) there.push(symbol)
        at.initials.set(code, there)
      }
    }
    plant(next, rest, term)
  }
}

/** The terms as one trie over characters and sounds. Terms of the platform itself are left to the detectors. */
export const lexicon: Node = node()
for (const term of terms) {
  plant(lexicon, elementsOf(term), term)
  if (term.mirror) {
    const word = [...term.word].reverse().join('')
    plant(lexicon, elementsOf({ ...term, word, plain: true }), { ...term, word, plain: true })
  }
}

/** Which signs can begin a term: a look into one array spares most of a text the rest. */
export const begins = new Uint8Array(0x10000)
for (let code = 0; code < 0x10000; code++) {
  const sound = soundOf[code] ?? 0
  const other = otherSoundOf[code] ?? 0
  if (
    lexicon.next.has(code) ||
    (sound > 0 && lexicon.next.has(sound)) ||
    (other > 0 && lexicon.next.has(other)) ||
    lexicon.initials.has(code) ||
    partsOf.has(code)
  )
    begins[code] = 1
}

export type { Term, Topic }
