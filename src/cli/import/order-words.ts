import type { Problem } from '../../features/order/domain/import/problem.ts'

/** Each reason as a sentence with what to do, for the command line and its report. */
const sentences: Record<Problem['reason'], (value: string) => string> = {
  unreadable: (value) => value,
  'no-id': () => 'there is no order number. The row belongs to no order.',
  'spoiled-id': (value) =>
    `“${value}” is a number whose digits a spreadsheet has cut. Import the file as the platform gave it, without opening and saving it in a spreadsheet.`,
  'bad-id': (value) => `“${value}” is no order number.`,
  'bad-amount': (value) => `“${value}” is no amount like 128.50; the order is taken without it.`,
  'bad-time': (value) => `“${value}” is no time like 2021-11-11 09:30:00; the order is taken without it.`,
  'bad-quantity': (value) => `“${value}” is no number of pieces; the order is taken without this line.`,
  'spoiled-number': (value) =>
    `“${value}” is a number whose digits a spreadsheet has cut; the order is taken without it.`,
  'unknown-status': (value) =>
    `“${value}” is no state known here; the order keeps the one it had. Say what it means: --status "${value}=paid".`,
  'unknown-flag': (value) => `“${value}” is none of red, yellow, green, blue, purple.`,
  'cut-short': () => 'the text is longer than its place and was cut.',
  'items-disagree': () => 'the cell does not name as many items as there are quantities; it is left out.',
  'too-many-lines': (value) => `the order has ${value} lines; the first 200 are taken.`,
}

export const problemSentence = ({ line, column, reason, value }: Problem): string =>
  reason === 'unreadable'
    ? value
    : `Line ${line}${column === null ? '' : `, ${column}`}: ${sentences[reason](value)}`
