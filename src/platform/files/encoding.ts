import { open } from 'node:fs/promises'
import chardet from 'chardet'
import iconv, { type Encoding as IconvEncoding } from 'iconv-lite'

/** The encodings that text files of shops come in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'windows-1252'

const NAMES: Record<string, Encoding> = {
  utf8: 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  gb18030: 'gb18030',
  gbk: 'gb18030', // GB18030 holds all of GBK and GB2312
  gb2312: 'gb18030',
  big5: 'big5',
  windows1252: 'windows-1252',
  latin1: 'windows-1252',
}

/** The encoding of a name as people write it (`GBK`, `UTF-8`); undefined if we do not read it. */
export const encodingNamed = (name: string): Encoding | undefined =>
  NAMES[name.toLowerCase().replace(/[^a-z0-9]/g, '')]

const SAMPLE = 64 * 1024

/**
 * The encoding of a file. Most files name it themselves (byte order mark, or bytes that can only be one thing). For the
 * rest the bytes from the first one beyond ASCII on are judged, wherever in the file that is: an export can begin
 * with thousands of lines of numbers.
 */
export const encodingOf = async (path: string): Promise<Encoding> => {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(SAMPLE)
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, SAMPLE, at)
      const piece = buffer.subarray(0, bytesRead)
      if (at === 0) {
        const marked = byMark(piece) ?? byZeros(piece)
        if (marked) return marked
      }
      if (bytesRead === 0) return 'utf-8'
      const beyond = piece.findIndex((byte) => byte > 0x7f)
      if (beyond === 0) return judged(piece)
      if (beyond > 0) {
        const { bytesRead: more } = await file.read(buffer, 0, SAMPLE, at + beyond)
        return judged(buffer.subarray(0, more))
      }
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

const byMark = (b: Buffer): Encoding | undefined => {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8'
  if (b[0] === 0xff && b[1] === 0xfe) return 'utf-16le'
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: the zero bytes of its ASCII characters (delimiters, digits, line ends) all stand on one side.
 * A stray NUL in other text is rarer than one byte in ten. */
const byZeros = (b: Buffer): Encoding | undefined => {
  const zeros = [0, 0]
  b.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (even + odd < b.length / 10) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** `sample` begins with a byte beyond ASCII, that is, at the beginning of a character. */
const judged = (sample: Buffer): Encoding => {
  if (brokenShare(new TextDecoder('utf-8').decode(sample, { stream: true })) < 0.05) return 'utf-8'
  const guesses = chardet.analyse(sample)
  const best = guesses[0]
  // Of short samples chardet says nothing of use; then it is the encoding of Chinese Windows, if that reads it.
  if (best && best.confidence >= 50 && (best.name === 'Big5' || best.name === 'GB18030'))
    return best.name === 'Big5' ? 'big5' : 'gb18030'
  return brokenShare(iconv.decode(sample, 'gb18030')) < 0.05 ? 'gb18030' : 'windows-1252'
}

/** Of the characters beyond ASCII, how many could not be read. A file with a few broken bytes is still UTF-8. */
const brokenShare = (text: string): number => {
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0
  const broken = text.match(/\uFFFD/g)?.length ?? 0
  return beyond === 0 ? 0 : broken / beyond
}

/** Turns pieces of a file into text, whatever the pieces cut in half. A byte order mark is left out. */
export const decoder = (encoding: Encoding): { text(piece: Buffer): string; end(): string } => {
  if (encoding === 'utf-8' || encoding === 'utf-16le' || encoding === 'gb18030') {
    const native = new TextDecoder(encoding) // four times as fast
    return { text: (piece) => native.decode(piece, { stream: true }), end: () => native.decode() }
  }
  const decoding = iconv.getDecoder(encoding as IconvEncoding)
  return { text: (piece) => decoding.write(piece), end: () => decoding.end() ?? '' }
}
