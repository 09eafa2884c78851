import type { OrderStatus } from '../order.ts'
import type { FieldName, RefundWord } from './field.ts'

/**
 * An export of a platform, as data: a new one is a file like those in formats/ and a line in their list. Platforms change
 * their exports; each says where what it holds was read, when, and how far to trust it (A official, B copies, C one
 * source, GK general knowledge).
 */
export interface Format {
  name: string
  /** Of the exporting platform, for people. */
  zh: string
  en: string
  source: { where: string; on: string; trust: 'A' | 'B' | 'C' | 'GK' }
  /** Columns by which it is recognised: all of them, each under one of its names. */
  marks: readonly (readonly string[])[]
  /** The platform's names for what it holds. Blanks around a name are not part of it. */
  columns: Readonly<Record<string, FieldName>>
  statuses: Readonly<Record<string, OrderStatus>>
  afterSales?: Readonly<Record<string, RefundWord>>
  /** What stands where there is nothing. */
  empty: readonly string[]
  /** `order`: a row is an order; else a row is a part of one. `summary`: and its goods are only summed up in words, so
   * whatever tells of single lines is believed more. */
  rows: 'order' | 'summary' | 'line'
  /** What the buyer has to pay is not told of the order: it is the sum of its lines. */
  sums?: true
  /** Several items of an order may stand in one cell, with this between them. */
  joined?: string
  /** The day an order was made, `2021-07-07`, where only its id tells it. */
  dayIn?(id: string): string | null
  /** When the file was exported, as its name tells: a wall time `2021-11-11T12:00` of the shop, or ms. */
  exported?(fileName: string): string | number | null
}
