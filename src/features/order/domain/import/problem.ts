import { z } from 'zod'

/** Why a row, or a value of it, was not taken. The screens and the command line have a sentence for each. */
const rowReasons = [
  /** The file reader could not take the line at all; its sentence is the value. */
  'unreadable',
  'no-id',
  /** A spreadsheet has cut the digits of a long number. */
  'spoiled-id',
  'bad-id',
] as const
const valueReasons = [
  'bad-amount',
  'bad-time',
  'bad-quantity',
  /** An id of a product, SKU, part order or parcel whose digits are cut. */
  'spoiled-number',
  'unknown-status',
  'unknown-flag',
  'cut-short',
  /** Several items in one cell, of which the cells beside it do not tell as many. */
  'items-disagree',
  'too-many-lines',
] as const
export const Reason = z.enum([...rowReasons, ...valueReasons])
export type Reason = z.infer<typeof Reason>

/** A row that is left out, or a value left out of a row that is taken. */
export const Problem = z
  .object({
    /** Of the file, from 1. */
    line: z.number(),
    /** As the file names it; null: the whole row. */
    column: z.string().nullable(),
    reason: Reason,
    /** What stands there, cut short; empty where it may tell of a person. */
    value: z.string(),
  })
  .meta({ id: 'OrderImportProblem' })
export type Problem = z.infer<typeof Problem>

export const EXCERPT = 40
const breaks = /\s+/g
export const cutTo = (text: string, most: number): string =>
  text.length <= most ? text : `${[...text.slice(0, most * 2)].slice(0, most - 1).join('')}…`.slice(0, most)
export const shownValue = (cell: string): string => cutTo(cell.replace(breaks, ' '), EXCERPT)
