/**
 * PostgreSQL array literals made by hand. The hot path passes whole columns to `unnest`; the driver's own
 * conversion of nested arrays is several times slower.
 */
export const numbers = (values: readonly (number | null)[]): string =>
  `{${values.map((v) => (v === null ? 'NULL' : v)).join(',')}}`

export const booleans = (values: readonly boolean[]): string =>
  `{${values.map((v) => (v ? 't' : 'f')).join(',')}}`

const NEEDS_ESCAPE = /["\\]/
const quoted = (text: string): string =>
  NEEDS_ESCAPE.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`

export const texts = (values: readonly (string | null)[]): string =>
  `{${values.map((v) => (v === null ? 'NULL' : quoted(v))).join(',')}}`
