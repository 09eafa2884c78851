/** What spreadsheets and exports put around a value: byte order marks, blanks of every width, tabs that keep ids from
 * becoming numbers, no-width characters. (`\s` holds U+FEFF, U+00A0 and U+3000.) */
const AROUND = /^[\s\u200B\u200E\u200F\u2060]+|[\s\u200B\u200E\u200F\u2060]+$/g
const NEEDS = /[\0\uFEFF\u200B\u200E\u200F\u2060]|^[\s'=]|\s$/

/**
 * The value of a cell without what kept a spreadsheet from spoiling it: `="0012"` and `'0012` give `0012`. A leading
 * `'` goes only before a digit or a sign, where spreadsheets put it: people write 'quoted' words too.
 */
export const plain = (cell: string): string => {
  if (!NEEDS.test(cell)) return cell
  const bare = cell.replaceAll('\0', '').replace(AROUND, '')
  const formula = /^="([^"]*)"$/.exec(bare)
  if (formula) return (formula[1] ?? '').replace(AROUND, '')
  return bare.replace(/^'(?=[\d=+\-@])/, '')
}

/** `1.93E+15`, as Excel shows and saves a long number: its digits are lost. */
export const isSpoiledNumber = (cell: string): boolean => /^\d(\.\d+)?E\+\d+$/i.test(cell)

/** A number as XLSX files hold it, without an exponent: `2.83E+12` gives `2830000000000`. */
export const digits = (number: string): string => {
  const parts = /^(-?)(\d+)(?:\.(\d+))?[eE]\+?(\d+)$/.exec(number)
  if (!parts) return number
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const places = Number(exponent)
  if (places > 40 || fraction.length > places) return number
  return sign + whole + fraction.padEnd(places, '0')
}
