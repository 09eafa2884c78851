import { Kind } from '../fold/characters.ts'
import type { Signs } from '../fold/signs.ts'
import { isNameSign, spelled, typedIn } from '../reading.ts'
import type { Span } from '../spans.ts'

const DOT = 46
const AT = 64

interface Apart extends Span {
  isMail: boolean
}

/** Endings of a host that is pulled apart. */
const APART = /(?:com|net|org|cn|top|vip|cc|shop|xyz)$/
/** Pieces of such a host have so many signs at most. */
const PIECE = 3

const withoutHints = (signs: Signs, from: number, to: number): string => {
  let text = ''
  for (let i = from; i < to; i++)
    if (signs.kind[i] !== Kind.HINT || signs.code[i] === AT) text += typedIn(signs, i, i + 1)
  return text
}

/** Hosts and addresses pulled apart, whatever is strewn in: n】【a】【m】【e】【.】【c】【o】【m. */
export const pulledApart = (signs: Signs): Apart[] => {
  const found: Apart[] = []
  let from = -1
  let pieces = 0
  let size = 0
  let singles = 0
  let longest = 0
  let last = -1
  const close = () => {
    const end = last + 1
    if (size === 1) singles++
    if (from >= 0 && pieces >= 4 && longest <= PIECE) {
      const text = withoutHints(signs, from, end)
      const ending = APART.exec(text)
      const length = ending?.[0].length ?? 0
      // Apart letter by letter, or else with a dot where the ending begins.
      const dotted = signs.drawn[end - length] === DOT
      if (ending && end - from >= 6 && (dotted || singles === pieces)) {
        found.push({ from, to: end, isMail: text.includes('@') })
      }
    }
    from = -1
    pieces = 0
    size = 0
    singles = 0
    longest = 0
  }
  for (let i = 0; i < signs.count; i++) {
    const isAt = signs.code[i] === AT
    if (!isNameSign(signs, i) && !isAt) {
      if (signs.kind[i] !== Kind.HINT) close()
      continue
    }
    const apart = from < 0 || (signs.gap[i] ?? 0) > Kind.INVISIBLE || last !== i - 1 || isAt
    if (from < 0) from = i
    if (apart) {
      if (size === 1) singles++
      pieces++
      size = 0
    }
    size++
    last = i
    longest = Math.max(longest, size)
    if (size > PIECE) {
      // A whole word ends the row; what stood before it is judged alone.
      last = i - size
      size = 0
      longest = Math.min(longest, PIECE)
      close()
    }
  }
  close()
  return found
}

/** Where letters and digits that stand together end. */
const endOfRow = (signs: Signs, at: number): number => {
  let end = at
  while (
    end < signs.count &&
    isNameSign(signs, end) &&
    (end === at || (signs.gap[end] ?? 0) <= Kind.INVISIBLE)
  )
    end++
  return end
}

const REVERSED = /^(?:moc|nc|ten|gro|pot|piv)$/
/** moc.elpmaxe: a host written backwards. */
export const backwards = (signs: Signs): Span[] => {
  const found: Span[] = []
  for (let i = 1; i < signs.count; i++) {
    if ((signs.drawn[i] ?? 0) !== DOT || !isNameSign(signs, i) || (signs.gap[i] ?? 0) > Kind.STOP) continue
    let from = i - 1
    while (from > 0 && isNameSign(signs, from - 1) && (signs.gap[from] ?? 0) <= Kind.INVISIBLE) from--
    if (!REVERSED.test(spelled(signs, from, i))) continue
    const end = endOfRow(signs, i)
    if (end - i >= 2) found.push({ from, to: end })
  }
  return found
}
