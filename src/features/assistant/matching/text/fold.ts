import { Converter } from 'opencc-js/t2cn'

/** What a character stands for in comparing: 0 where it separates. Others are one UTF-16 unit each. */
export type Folds = Uint16Array

const HAN_FROM = 0x3400
const HAN_TO = 0x9fff
const SPACE = 0x20

/** Han characters beyond these two blocks, kana, hangul: a unit each. */
const isLetterUnit = (unit: number): boolean => {
  const letter = String.fromCharCode(unit)
  return /^[\p{L}\p{N}]$/u.test(letter)
}

/** Every traditional character's simplified one, by itself: in a phrase a few would differ (乾 in 乾坤), but a question and
 * its wording go the same way. */
const simplified = (): Map<number, number> => {
  const convert = Converter({ from: 't', to: 'cn' })
  const all: string[] = []
  for (let unit = HAN_FROM; unit <= HAN_TO; unit++) all.push(String.fromCharCode(unit))
  // The line ends keep neighbours from being taken for a phrase.
  const plain = convert(all.join('\n')).split('\n')
  const map = new Map<number, number>()
  for (const [i, letter] of plain.entries())
    if (letter.length === 1 && letter !== all[i]) map.set(HAN_FROM + i, letter.charCodeAt(0))
  return map
}

const build = (): Folds => {
  const folds = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) continue // halves of rare characters and emoji: they separate
    if (unit >= HAN_FROM && unit <= HAN_TO) {
      folds[unit] = unit
      continue
    }
    if (!isLetterUnit(unit) && unit < 0xff00 && unit < 0x2070) continue
    const form = String.fromCharCode(unit).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    const first = form.charCodeAt(0)
    if (form.length > 0 && isLetterUnit(first)) folds[unit] = first
  }
  for (const [from, to] of simplified()) folds[from] = to
  folds[0x25] = 0x25 // %
  folds[0x2e] = 0x2e // . of numbers
  folds[0xff0e] = 0x2e
  folds[0xff05] = 0x25
  folds[SPACE] = 0
  return folds
}

let made: Folds | null = null

/** Width, case, accents and traditional characters, by one table of 128 kB that is made once a process: a look-up
 * a character instead of `normalize` and a converter for each message. */
export const folds = (): Folds => {
  made ??= build()
  return made
}
