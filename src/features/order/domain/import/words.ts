import { folded } from '../../../../shared/text.ts'

/** Words of states as they are compared: without blanks and punctuation, which exports write one way or another. */
export const word = (cell: string): string => folded(cell)

/** Column names are told apart by letters and digits: `商品总价（元）` is `商品总价(元)`. */
export const bareName = (name: string): string => folded(name)
