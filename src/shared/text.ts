/** Longest message in characters a door takes. Platforms allow 500 to 2,000. */
export const MESSAGE_LIMIT = 4000

/**
 * Text as PostgreSQL and JSON can both hold it: no NUL (refused by PostgreSQL) and no half surrogate pair (refused
 * by JSON readers).
 */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** Text as rules compare it: compatibility forms folded (ＡＢＣ, ①), lower case, no white space or punctuation. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '')

/** The first characters of a text on one line, for lists. Never cuts an emoji or a rare character in half. */
export const excerpt = (text: string, limit = 80): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= limit) return line
  const points = [...line.slice(0, limit * 2)]
  return points.length <= limit ? points.join('') : `${points.slice(0, limit - 1).join('')}…`
}

/** Fills `{name}` from the values; names without a value stay as they are, so that a mistake is seen. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole)

/** The variables a text uses, in order of appearance. */
export const variables = (text: string): string[] =>
  [...text.matchAll(/\{([a-z]+)\}/g)].map((m) => m[1] ?? '')
