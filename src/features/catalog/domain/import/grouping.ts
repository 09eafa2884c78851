import type { Cells } from './cells.ts'
import type { ImportMapping } from './mapping.ts'
import { productsAt, valueAt } from './paths.ts'
import type { Raw } from './reading.ts'
import { asText } from './values.ts'

/** Rows of a table as products: rows of one id are one product with its SKUs. A row without id and title belongs to the
 * one above it: sheets join such cells. */
export const groupRows = (rows: readonly Cells[], mapping: ImportMapping): Raw[] => {
  const columnOf = (to: string) => Object.entries(mapping.columns).find(([, target]) => target.to === to)?.[0]
  const [idColumn, titleColumn] = [columnOf('id'), columnOf('title')]
  const cell = (row: Cells, column: string | undefined) =>
    column === undefined ? '' : asText(row.values.get(column))
  const groups = new Map<string, Cells[]>()
  let above: Cells[] | null = null
  for (const row of rows) {
    const id = cell(row, idColumn)
    if (id === '' && above && cell(row, titleColumn) === '') {
      above.push(row)
      continue
    }
    const key = id === '' ? `line ${row.line}` : `id ${id}`
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
    above = id === '' ? null : (groups.get(key) ?? null)
  }
  return [...groups.values()].map((group) => ({ line: group[0]?.line ?? 0, rows: group, skus: group }))
}

/** Documents of a JSON file as products. */
export const groupDocuments = (file: unknown, mapping: ImportMapping): Raw[] => {
  const { columns, skus } = mapping
  const inList = `${skus}[].`
  const own = Object.keys(columns).filter((column) => skus === null || !column.startsWith(inList))
  const ofSkus = skus === null ? [] : Object.keys(columns).filter((column) => column.startsWith(inList))
  return productsAt(file, mapping.products).map((document, i) => {
    const list = skus === null ? [] : valueAt(document, skus)
    return {
      line: i + 1,
      rows: [{ line: i + 1, values: new Map(own.map((path) => [path, valueAt(document, path)])) }],
      skus: (Array.isArray(list) ? list : []).map((sku: unknown, n) => ({
        line: n + 1,
        values: new Map(ofSkus.map((path) => [path, valueAt(sku, path.slice(inList.length))])),
      })),
    }
  })
}
