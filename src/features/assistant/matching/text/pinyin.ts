import { pinyin } from 'pinyin-pro'
import { hashOf } from './hash.ts'

const HAN_FROM = 0x3400
const HAN_TO = 0x9fff
/** By character: 0 not asked yet, 1 has none, else its sound. */
const sounds = new Uint32Array(HAN_TO - HAN_FROM + 1)

/** Sounds that typists and speakers of southern dialects take for one another: zh z, ch c, sh s, final ng n. */
const blurred = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/^([ln])ue$/, '$1ve')

/** A number for how a character is read, the same for those often mistaken; 1 for what is no Han character. Each is
 * looked up once a process (5 µs). */
export const soundOf = (unit: number): number => {
  if (unit < HAN_FROM || unit > HAN_TO) return 1
  const known = sounds[unit - HAN_FROM] ?? 1
  if (known !== 0) return known
  const letter = String.fromCharCode(unit)
  const said = pinyin(letter, { toneType: 'none', v: true })
  const sound = said === letter || said === '' ? 1 : hashOf(blurred(said)) | 2
  sounds[unit - HAN_FROM] = sound
  return sounds[unit - HAN_FROM] ?? 1
}

/** How a character is read, without its tone, for showing. */
export const readingOf = (unit: number): string =>
  pinyin(String.fromCharCode(unit), { toneType: 'none', v: true })
