import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { inAddress } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'
import { FieldName } from '../domain/import/field.ts'
import { OrderMapping } from '../domain/import/layout.ts'
import { Problem } from '../domain/import/problem.ts'
import { OrderUpdate } from '../domain/order.ts'

/** What a file of orders holds, or what became of it. Lists are cut to the first 200; the numbers are whole. */
export const OrderImport = z
  .object({
    done: z.boolean(),
    /** Broken off: what is written stays, the same file again does the rest. */
    interrupted: z.boolean(),
    kind: z.enum(['delimited', 'sheet', 'json', 'jsonl']),
    headerLine: z.number().nullable(),
    /** The export it was recognised as; null: none, its columns were guessed by their names. */
    format: z.string().nullable(),
    /** Names the shape of the file: under it a mapping is remembered. Null: columns have no names. */
    fingerprint: z.string().nullable(),
    remembered: z.boolean(),
    /** No column is known to hold the order's id: nothing can be taken before one is. */
    needsId: z.boolean(),
    /** The moment of which the file's words are, ms, and how it is known. */
    at: z.number().nullable(),
    atFrom: z.enum(['given', 'name', 'file', 'rows']).nullable(),
    /** The newest moment in its rows. */
    newest: z.number().nullable(),
    mapping: OrderMapping,
    columns: z.array(
      z.object({
        column: z.string(),
        samples: z.array(z.string()),
        suggested: FieldName.nullable(),
        field: FieldName.nullable(),
      }),
    ),
    counts: z.object({
      rows: z.number(),
      orders: z.number(),
      /** New to the desk. */
      added: z.number(),
      /** Known to the desk; once written: changed. */
      changed: z.number(),
      unchanged: z.number(),
      refused: z.number(),
      noted: z.number(),
      lines: z.number(),
      /** Lines whose product the catalogue knows. */
      matched: z.number(),
    }),
    /** Words of states that are not known, with how often they occur. */
    statuses: z.array(z.object({ word: z.string(), count: z.number() })),
    /** Rows that are left out. */
    refused: z.array(Problem),
    /** Values left out of rows that are taken. */
    noted: z.array(Problem),
    /** The first orders, persons masked. */
    sample: z.array(OrderUpdate),
  })
  .meta({ id: 'OrderImport' })
export type OrderImport = z.infer<typeof OrderImport>

/** One line of the answer: how far it has come, then what came of it. `problems`: rows and values since the last line. */
export const OrderImportLine = z
  .object({
    progress: z
      .object({
        read: z.number(),
        total: z.number(),
        rows: z.number(),
        orders: z.number(),
        refused: z.number(),
      })
      .optional(),
    problems: z.array(Problem.extend({ taken: z.boolean() })).optional(),
    report: OrderImport.optional(),
    error: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) }).optional(),
  })
  .meta({ id: 'OrderImportLine' })
export type OrderImportLine = z.infer<typeof OrderImportLine>

export const orderImportContract = endpoints({
  importOrders: {
    method: 'post',
    path: '/api/shops/{shopId}/orders/import',
    params: ShopPath,
    query: z.object({
      /** The file's name: some exports tell their moment in it. */
      name: z.string().max(200).default('file'),
      /** When the file was last changed, ms. */
      modified: inAddress.moment.optional(),
      /** The moment of which its words are, ms; left out, it is found out. */
      at: inAddress.moment.optional(),
      /** `write` stores the orders; else the file is only looked at. */
      do: z.enum(['look', 'write']).default('look'),
    }),
    gives: OrderImportLine,
    needs: 'order.import',
    says: 'Reads orders from a file (the body: CSV, XLSX or JSON up to 512 MiB) and says what it holds, or stores them. The answer is one JSON object a line: `progress` while it works, at last a `report` or an `error`.',
  },
  setOrderMapping: {
    method: 'put',
    path: '/api/shops/{shopId}/orders/import/mapping',
    params: ShopPath,
    body: z.object({
      fingerprint: z.string().min(1).max(60),
      /** Null: forgets it, so that columns are known by their names again. */
      mapping: OrderMapping.nullable(),
    }),
    gives: z.object({}),
    needs: 'order.import',
    says: 'Remembers which columns of files of one shape hold what, and what its words of states mean. Send the file again to see what comes of it.',
  },
})
