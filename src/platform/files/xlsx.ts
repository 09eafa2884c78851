import { readSheet } from 'read-excel-file/node'
import { digits } from './cell.ts'
import { unreadable } from './refused.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** Sheets hold a moment as days since 1899 in floating point: 15:57:00 comes out as 15:56:59.9996. */
const wallClock = (date: Date): string => {
  const d = new Date(Math.round(date.getTime() / 1000) * 1000)
  return (
    `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ` +
    `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`
  )
}

/** 18 digits or more of which only the first 15 are none but zeros: what programs write of a number cut before. */
const CUT = /^-?(\d)(\d{14})(0{3,})$/

/** A number as a sheet holds it. Excel keeps 15 digits: a longer one with an exponent has lost the others, and stays as it
 * is so that it is seen (`isSpoiledNumber`). */
const numberText = (number: string): string => {
  const [, first, rest, zeros] = CUT.exec(number) ?? []
  if (first !== undefined && rest !== undefined && zeros !== undefined)
    return `${first}.${rest.replace(/0+$/, '') || '0'}E+${rest.length + zeros.length}`
  const whole = digits(number)
  return whole !== number && whole.replace('-', '').length > 15 ? number.replace(/e\+?/i, 'E+') : whole
}

/** The rows of an XLSX file's first sheet. Numbers keep their digits (ids), dates become `2018-09-30 15:57:00`. A sheet
 * is held in memory whole: about 1 kB a row. */
export const sheetRows = async (path: string): Promise<string[][]> => {
  try {
    const rows = await readSheet<string>(path, { parseNumber: numberText, trim: false })
    return rows.map((row) =>
      row.map((cell) => {
        if (cell === null || cell === undefined) return ''
        if (cell instanceof Date) return wallClock(cell)
        return String(cell)
      }),
    )
  } catch (e) {
    throw unreadable(
      `${path} is not a sheet Peakdesk can read (${(e as Error).message}). Open it in your spreadsheet and save it as .xlsx or CSV.`,
    )
  }
}
