/** Paths in a JSON document: names joined by points (`result.itemInfo.title`), `list[].price` for each of a list. */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The value at a path; undefined where there is none. The empty path is the whole. Own names only. */
export const valueAt = (document: unknown, path: string): unknown => {
  if (path === '') return document
  let value = document
  for (const name of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

/** What can be a column: a single value, a list of them, an object of them, or a table (a list of lists). */
export interface Leaf {
  path: string
  kind: 'scalar' | 'list' | 'object' | 'table'
  value: unknown
}

/** Lists of objects: products, or SKUs. */
export interface ObjectList {
  path: string
  length: number
  first: Record<string, unknown>
}

/** A document nested deeper is no product. */
const DEEPEST = 8
/** Columns of a document that are shown: a page has some 300. */
const MOST_LEAVES = 600

/** Everything in a document that can be mapped. Names with a point in them cannot be named in a path and are left out. */
export const leavesOf = (document: unknown): { leaves: Leaf[]; lists: ObjectList[] } => {
  const leaves: Leaf[] = []
  const lists: ObjectList[] = []
  const walk = (value: unknown, path: string, depth: number) => {
    if (leaves.length >= MOST_LEAVES || depth > DEEPEST) return
    if (isScalar(value)) leaves.push({ path, kind: 'scalar', value })
    else if (Array.isArray(value)) {
      const [first] = value
      if (value.length === 0) return
      if (value.every(isScalar)) leaves.push({ path, kind: 'list', value })
      else if (isObject(first)) lists.push({ path, length: value.length, first })
      else if (value.every(Array.isArray)) leaves.push({ path, kind: 'table', value })
    } else if (isObject(value)) {
      const entries = Object.entries(value).filter(([name]) => !name.includes('.'))
      if (path !== '' && entries.length > 0 && entries.every(([, inner]) => isScalar(inner)))
        leaves.push({ path, kind: 'object', value })
      for (const [name, inner] of entries) walk(inner, path === '' ? name : `${path}.${name}`, depth + 1)
    }
  }
  walk(document, '', 0)
  return { leaves, lists }
}

/** The products of a JSON file: at the path, a list of them or one. */
export const productsAt = (file: unknown, path: string): unknown[] => {
  const value = valueAt(file, path)
  if (Array.isArray(value)) return value
  return value === undefined ? [] : [value]
}

/** Names of a document's upper levels: documents of one kind share them, whatever else differs. */
export const shapeOf = (document: unknown): string[] => {
  if (!isObject(document)) return []
  const names = Object.keys(document)
  if (names.length >= 4) return names.toSorted()
  return names
    .flatMap((name) => {
      const inner = document[name]
      return isObject(inner) ? Object.keys(inner).map((below) => `${name}.${below}`) : [name]
    })
    .toSorted()
}
