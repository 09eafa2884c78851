/**
 * A message cut into the pieces it is known by: one to three tokens in a row, a token being a Chinese character, a word of
 * letters, a number, a question mark or a break. Each piece is a place among the weights (hashed: no list of words is
 * kept). No dictionary: a segmenter is 5 µs a message and knows no shop's words, pieces of three do as well.
 */

/** Tokens of a message that are read: what it is about stands in its first lines. */
const READ = 160
/** Places for pieces, a power of two. The examples use three in eight. */
export const PLACES = 1 << 16

const [BREAK, NUMBER, QUESTION, BLANK, BRACKET, APOSTROPHE] = [0x01, 0x30, 0x3f, 0x20, 0x5b, 0x27]
const isLetter = (c: number) => (c >= 0x61 && c <= 0x7a) || (c >= 0xc0 && c <= 0x24f)
const isDigit = (c: number) => c >= 0x30 && c <= 0x39
/** Chinese characters, kana and the like: one token each. */
const isSign = (c: number) => (c > 0x303f && c < 0xa000) || (c >= 0xf900 && c < 0xfb00)

/** FNV-1a, a step. */
const hash = (h: number, c: number) => Math.imul(h ^ c, 0x01000193)
const START = 0x811c9dc5
const hashOf = (word: string) => [...word].reduce((h, c) => hash(h, c.charCodeAt(0)), START)
const [HTTP, HTTPS] = [hashOf('http'), hashOf('https')]

/** Where a bracketed code that begins at `i` ends (a platform's emoji, a masked number: [微笑], [订单x]); `i` if it is none. */
const endOfCode = (text: string, i: number): number => {
  const end = text.indexOf(']', i)
  return end === -1 || end - i > 12 ? i : end
}

/** Reads one message at a time into memory of its own, so that nothing is allocated for a piece. */
export const reader = () => {
  const tokens = new Int32Array(READ + 1)
  const pieces = new Int32Array((READ + 1) * 3)
  let n = 0
  const add = (token: number) => {
    tokens[n++] = token
  }
  /** A break or a number at a place, however long, is one. */
  const once = (token: number) => {
    if (tokens[n - 1] !== token) add(token)
  }

  const tokenise = (text: string) => {
    n = 0
    add(BREAK)
    for (let i = 0; i < text.length && n < READ; i++) {
      const c = text.charCodeAt(i)
      if (isSign(c)) add(c)
      else if (isDigit(c)) once(NUMBER)
      else if (isLetter(c)) {
        let word = START
        let end = i
        for (; end < text.length; end++) {
          const letter = text.charCodeAt(end)
          // don't, don’t and dont are one word.
          if (letter === APOSTROPHE || letter === 0x2019) continue
          if (!isLetter(letter)) break
          word = hash(word, letter)
        }
        // What a link names says nothing of what is asked.
        if (word === HTTP || word === HTTPS)
          while (end < text.length && text.charCodeAt(end) > BLANK && text.charCodeAt(end) < 0x7f) end++
        else add(word)
        i = end - 1
      } else if (c === QUESTION) add(c)
      else if (c === BRACKET) i = endOfCode(text, i)
      else if (c !== BLANK) once(BREAK)
    }
    if (n < READ) once(BREAK)
  }

  /** The places of a message's pieces, in `pieces`; how many there are is returned. */
  const read = (text: string): number => {
    tokenise(
      text
        .slice(0, READ * 4)
        .normalize('NFKC')
        .toLowerCase(),
    )
    let m = 0
    for (let i = 0; i < n; i++) {
      let h = 0x9e3779b9
      for (let j = i; j < n && j < i + 3; j++) {
        h = hash(h, tokens[j] ?? 0) ^ (h >>> 17)
        const mixed = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
        // A break alone is in every message.
        if (j > i || tokens[j] !== BREAK) pieces[m++] = (mixed ^ (mixed >>> 13)) & (PLACES - 1)
      }
    }
    return m
  }
  return { pieces, read }
}
