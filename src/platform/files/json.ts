import type { Refused } from './refused.ts'
import { type Line, linesOf } from './text.ts'

export interface Element {
  line: number
  value: unknown
}

/** Longest element of an array, or line of JSONL: a session with ten thousand turns. */
const ELEMENT_LIMIT = 32 * 1024 * 1024 // characters

/** Numbers beyond 2^53 are ids: they stay as they are written. */
export const parseKeepingIds = (text: string): unknown =>
  /\d{16}/.test(text)
    ? JSON.parse(text, (_key, value, context?: { source?: string }) =>
        typeof value === 'number' &&
        !Number.isSafeInteger(value) &&
        context?.source &&
        /^-?\d+$/.test(context.source)
          ? context.source
          : value,
      )
    : JSON.parse(text)

const taken = ({ line, text }: Line): Element | Refused => {
  try {
    return { line, value: parseKeepingIds(text) }
  } catch (e) {
    return {
      line,
      why: `Line ${line} is not JSON (${(e as Error).message.slice(0, 120)}). Mend or remove it.`,
    }
  }
}

/** One JSON value a line. */
export async function* jsonLines(pieces: AsyncIterable<string>): AsyncGenerator<Element | Refused> {
  for await (const line of linesOf(pieces, ELEMENT_LIMIT)) {
    if ('why' in line) yield line
    else if (line.text.trim() !== '') yield taken(line)
  }
}

/**
 * The elements of a JSON array one by one, each with the line on which it begins: the array is never in memory, and a
 * broken element does not spoil the others.
 */
export async function* jsonElements(pieces: AsyncIterable<string>): AsyncGenerator<Element | Refused> {
  let line = 1
  let depth = 0
  let inText = false
  let escaped = false
  let held = '' // the element so far
  let begun = 0 // its line; 0 between elements
  const done = (): Element | Refused => {
    const element = taken({ line: begun, text: held })
    held = ''
    begun = 0
    return element
  }
  for await (const piece of pieces) {
    let from = 0 // where the current element begins in this piece
    for (let i = 0; i < piece.length; i++) {
      const c = piece.charCodeAt(i)
      if (c === 10) line++
      if (inText) {
        if (escaped) escaped = false
        else if (c === 92) escaped = true
        else if (c === 34) inText = false
        continue
      }
      if (c <= 32 || c === 0xfeff) continue
      const ends = depth === 1 && (c === 44 || c === 93) // , ]
      if (ends) {
        if (begun > 0) {
          held += piece.slice(from, i)
          yield done()
        }
        if (c === 93) return
        continue
      }
      if (depth >= 1 && begun === 0) {
        begun = line
        from = i
      }
      if (c === 34) inText = true
      else if (c === 91 || c === 123) depth++
      else if (c === 93 || c === 125) depth--
    }
    if (begun > 0) held += piece.slice(from)
    if (held.length > ELEMENT_LIMIT) break
  }
  if (begun > 0)
    yield {
      line: begun,
      why: `The array's element that begins on line ${begun} does not end. Look for a missing bracket or quotation mark there.`,
    }
}

type Fields = Record<string, string>

const scalar = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

/** The fields of an object as columns; those of objects in it as `outer.inner`. */
export const fieldsOf = (object: object, but?: string): Fields => {
  const fields: Fields = {}
  for (const [name, value] of Object.entries(object)) {
    if (name === but) continue
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [inner, v] of Object.entries(value)) fields[`${name}.${inner}`] = scalar(v)
    else if (Array.isArray(value) && value.every((v) => typeof v !== 'object'))
      fields[name] = value.map(scalar).join(' ')
    else fields[name] = scalar(value)
  }
  return fields
}

const isObject = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v)

/** The name under which an object holds its list of rows, if there is exactly one such list. */
export const listIn = (value: object): string | undefined => {
  const lists = Object.entries(value).filter(([, v]) => Array.isArray(v) && v.length > 0 && v.every(isObject))
  return lists.length === 1 ? lists[0]?.[0] : undefined
}

/**
 * The rows of an element: itself, or the objects of its list `nested`, each with the element's own fields; a field of
 * the element that a row has too is kept as `../name`.
 */
export const rowsOf = (element: Element, nested: string | undefined): (Fields | Refused)[] => {
  const { line, value } = element
  if (!isObject(value))
    return [
      { line, why: `Line ${line} holds no object but ${scalar(value).slice(0, 40)}. Every row must be {…}.` },
    ]
  if (nested === undefined) return [fieldsOf(value)]
  const list = (value as Record<string, unknown>)[nested]
  if (!Array.isArray(list))
    return [
      { line, why: `The element on line ${line} has no list “${nested}”. Add it, or name the right one.` },
    ]
  const outer = fieldsOf(value, nested)
  return list.map((row, i) => {
    if (!isObject(row)) return { line, why: `${nested}[${i}] of the element on line ${line} is no object.` }
    const inner = fieldsOf(row)
    const both: Fields = {}
    for (const [name, v] of Object.entries(outer)) both[name in inner ? `../${name}` : name] = v
    return Object.assign(both, inner)
  })
}
