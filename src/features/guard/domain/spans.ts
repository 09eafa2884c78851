/** A stretch of signs, from (included), to (excluded). */
export interface Span {
  from: number
  to: number
}

export const covers = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to
export const touches = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

/** Nothing that is looked for is longer, in signs. */
const LONGEST = 128

/** The first of spans in order of `from` that begins at or after a place. Halves its way: a text may hold thousands. */
const firstFrom = (spans: readonly Span[], at: number): number => {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.from ?? 0) >= at) high = middle
    else low = middle + 1
  }
  return low
}

/** Of spans in order of `from`, those that begin within [low, high). */
export const within = <T extends Span>(spans: readonly T[], low: number, high: number): T[] => {
  const found: T[] = []
  for (let i = firstFrom(spans, low); i < spans.length; i++) {
    const span = spans[i]
    if (!span || span.from >= high) break
    found.push(span)
  }
  return found
}

/** Of spans in order of `from`, those that share a sign with a place. */
export const around = <T extends Span>(spans: readonly T[], place: Span): T[] =>
  spans.length === 0
    ? []
    : within(spans, place.from - LONGEST, place.to).filter((span) => touches(span, place))
