// The form of a kind of offer, from the schema of its parameters and what that says of itself. Pure.
import { z } from 'zod'
import type { Said } from '../../../shared/said.ts'

export type FieldIs =
  | 'fen'
  | 'piece'
  | 'percent'
  | 'times'
  | 'number'
  | 'text'
  | 'item'
  | 'moment'
  | 'choice'
  | 'flag'
  | 'regions'
  | 'rows'

export interface Field {
  key: string
  is: FieldIs
  /** Null where the schema does not say: the interface has words for the key. */
  label: Said | null
  /** May be left empty. */
  nullable: boolean
  /** What it is where nothing is said; undefined where something has to be. */
  standard: unknown
  /** Of a choice. */
  options: readonly string[]
  /** Of rows: the fields of one. */
  of: readonly Field[]
}

interface Schema {
  type?: string
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  enum?: string[]
  default?: unknown
  label?: Said
  unit?: string
}

/** A schema that may be null, as what it is otherwise. What is said outside holds before what is said inside. */
const opened = (schema: Schema): { schema: Schema; nullable: boolean } => {
  const { anyOf, ...outside } = schema
  if (!anyOf) return { schema, nullable: false }
  const inside = anyOf.filter(({ type }) => type !== 'null')
  const { schema: one, nullable } = opened(inside[0] ?? {})
  return { schema: { ...one, ...outside }, nullable: nullable || inside.length < anyOf.length }
}

const units: Readonly<Record<string, FieldIs>> = {
  ...{ fen: 'fen', piece: 'piece', percent: 'percent', times: 'times' },
  ...{ moment: 'moment', region: 'regions', choice: 'choice' },
}

const isOf = (key: string, { type, unit, enum: values, items }: Schema): FieldIs => {
  const said = unit === undefined ? undefined : units[unit]
  if (said) return said
  if (values) return 'choice'
  if (type === 'boolean') return 'flag'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'array') return items?.type === 'object' ? 'rows' : 'regions'
  return key === 'item' ? 'item' : 'text'
}

const fieldOf = (key: string, given: Schema): Field => {
  const { schema, nullable } = opened(given)
  return {
    ...{ key, is: isOf(key, schema), label: schema.label ?? null, nullable, standard: schema.default },
    options: schema.enum ?? [],
    of: schema.items ? fieldsIn(schema.items) : [],
  }
}

const fieldsIn = (schema: Schema): Field[] =>
  Object.entries(schema.properties ?? {}).map(([key, one]) => fieldOf(key, one))

/** The fields of a kind's parameters, in the order of its schema. */
export const fieldsOf = (params: z.ZodType): Field[] =>
  // What a schema says of itself stays in its JSON form; of types that have none only the name is lost.
  fieldsIn(z.toJSONSchema(params, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema)

/** What a new offer starts with: what is standard, and one row where there must be some. */
export const startOf = (fields: readonly Field[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap(({ key, is, standard, nullable, options, of }): [string, unknown][] => {
      if (standard !== undefined) return [[key, standard]]
      if (nullable) return [[key, null]]
      if (is === 'rows') return [[key, [startOf(of)]]]
      if (is === 'regions') return [[key, []]]
      if (is === 'flag') return [[key, false]]
      if (is === 'choice' && options[0] !== undefined) return [[key, options[0]]]
      return []
    }),
  )

/** A threshold is in yuan or in pieces as the field `unit` beside it (or above its row) says. */
export const unitOf = (
  { is, key }: Pick<Field, 'is' | 'key'>,
  params: Readonly<Record<string, unknown>>,
): FieldIs => (is === 'fen' && key === 'reach' && params.unit === 'piece' ? 'piece' : is)

/** Without “(fen or pieces)”: the form says the unit itself. */
export const labelOf = (label: Said): Said => ({
  zh: label.zh.replace(/（.*）$/, ''),
  en: label.en.replace(/ \(.*\)$/, ''),
})
