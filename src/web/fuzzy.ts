/**
 * How well a query fits a text: null if its characters do not occur in order, else a score, higher is better. Whole
 * runs and beginnings of words count more, so that `cn` finds “Close and Next” and `转` finds 转接.
 */
export const fuzzy = (query: string, text: string): number | null => {
  const wanted = [...query.toLowerCase().replace(/\s+/g, '')]
  if (wanted.length === 0) return 0
  const said = text.toLowerCase()
  const whole = said.indexOf(query.toLowerCase().trim())
  if (whole >= 0) return 1000 - whole
  let score = 0
  let from = 0
  let previous = -2
  for (const c of wanted) {
    const found = said.indexOf(c, from)
    if (found < 0) return null
    if (found === previous + 1) score += 8
    else if (found === 0 || /[\s\-/（(]/.test(said[found - 1] ?? '')) score += 6
    else score -= 1
    previous = found
    from = found + 1
  }
  return score
}

/** The fitting ones, best first, else in their own order. */
export const ranked = <T>(query: string, all: readonly T[], texts: (one: T) => readonly string[]): T[] =>
  all
    .map((one, index) => {
      const scores = texts(one).flatMap((text) => fuzzy(query, text) ?? [])
      return { one, index, score: scores.length === 0 ? null : Math.max(...scores) }
    })
    .filter((x) => x.score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || a.index - b.index)
    .map((x) => x.one)
