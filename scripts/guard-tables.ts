import { writeFileSync } from 'node:fs'
import { Converter } from 'opencc-js'
import { pinyin } from 'pinyin-pro'
import { soundTerms } from '../src/features/guard/domain/words/terms.ts'

/**
 * Draws the guard's two tables of characters from libraries that the browser is spared: which sound alike, and which
 * are the traditional forms. Run again when `words/terms.ts` gains a character: `node scripts/guard-tables.ts`.
 */
const FOLDER = 'src/features/guard/domain/fold'
const WIDTH = 48

/** The 6,763 characters of GB 2312: who types a sound-alike picks one that an input method offers. */
const common = (): string[] => {
  const gb = new TextDecoder('gb18030')
  const found: string[] = []
  for (let high = 0xb0; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++) {
      const char = gb.decode(Uint8Array.of(high, low))
      if (/^\p{Script=Han}$/u.test(char)) found.push(char)
    }
  return found
}

const rows = (text: string): string =>
  (text.match(new RegExp(`.{1,${WIDTH}}`, 'gu')) ?? []).map((row) => `  '${row}',`).join('\n')

/** The readings of a character that count here: of 行 only háng, of 了 only le. */
const reading: Record<string, string> = { 行: 'hang', 号: 'hao', 好: 'hao', 会: 'hui', 卡: 'ka' }
const soundsOf = (char: string): string[] =>
  pinyin(char, { toneType: 'none', type: 'array', multiple: true, v: true })

const chars = common()
const wanted = new Set([...soundTerms.join('')].map((char) => reading[char] ?? soundsOf(char)[0] ?? ''))
const bySound = new Map<string, string>()
for (const char of chars)
  for (const sound of new Set(soundsOf(char)))
    if (wanted.has(sound)) bySound.set(sound, (bySound.get(sound) ?? '') + char)

writeFileSync(
  `${FOLDER}/sounds.ts`,
  `/**
 * Characters of GB 2312 by sound, without tones, for the sounds that occur in words/terms.ts. Drawn by
 * scripts/guard-tables.ts from pinyin-pro (MIT).
 */
export const sounds: Readonly<Record<string, string>> = {
${[...bySound]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([sound, alike]) => `  ${sound}: '${alike}',`)
  .join('\n')}
}
`,
)

const simplified = Converter({ from: 't', to: 'cn' })
let pairs = ''
for (let code = 0x4e00; code <= 0x9fff; code++) {
  const char = String.fromCharCode(code)
  const plain = simplified(char)
  if (plain.length === 1 && plain !== char && chars.includes(plain)) pairs += char + plain
}
writeFileSync(
  `${FOLDER}/traditional.ts`,
  `/**
 * Traditional and variant characters, each followed by the simplified one. Drawn by scripts/guard-tables.ts from OpenCC
 * (Apache-2.0).
 */
export const traditional: string = [
${rows(pairs)}
].join('')
`,
)
