// What is wrong with an offer that is being written, each at its place. Pure.
import { z } from 'zod'
import { Refusal } from '../../../shared/refusal.ts'
import { Said } from '../../../shared/said.ts'
import type { ShopOffer } from '../contract.ts'
import { kindOf } from '../domain/kinds/index.ts'
import { Offer } from '../domain/offer.ts'
import { type Field, type FieldIs, fieldsOf, unitOf } from './fields.ts'

export type Trouble =
  | 'required'
  | 'amount'
  | 'share'
  | 'number'
  | 'moment'
  | 'noScope'
  | 'toBeforeFrom'
  | 'invalid'

export interface FormProblem {
  /** `params.tiers.0.minusFen`, `scope.items`, `to`. */
  at: string
  /** Of the form's own list; else what the kind says. */
  is: Trouble | null
  said: Said | null
}

const troubles: Partial<Record<FieldIs, Trouble>> = {
  ...{ fen: 'amount', percent: 'share', piece: 'number', times: 'number', number: 'number' },
  ...{ moment: 'moment', item: 'required', text: 'required', choice: 'required' },
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (now, key) => (typeof now === 'object' && now !== null ? Reflect.get(now, key) : undefined),
    value,
  )

const fieldAt = (fields: readonly Field[], path: readonly PropertyKey[]): Field | undefined => {
  const [key, ...rest] = path.filter((part) => typeof part === 'string')
  const field = fields.find((one) => one.key === key)
  return field && rest.length > 0 ? fieldAt(field.of, rest) : field
}

const ofParams = ({ kind: code, params }: Offer): FormProblem[] => {
  const kind = kindOf(code)
  if (!kind) return [{ at: 'kind', is: 'required', said: null }]
  const filled = kind.fill(params)
  if (filled.ok)
    return filled.absurd.map(({ path, sentence }) => ({
      at: ['params', ...path].join('.'),
      ...{ is: null, said: sentence },
    }))
  const fields = fieldsOf(kind.params)
  return filled.issues.map(({ path }) => {
    const value = valueAt(params, path)
    const field = fieldAt(fields, path)
    const empty = value === undefined || value === null || value === ''
    const own = field && troubles[unitOf(field, params)]
    // An empty field of an amount is best told what belongs there.
    return { at: ['params', ...path].join('.'), is: own ?? (empty ? 'required' : 'invalid'), said: null }
  })
}

const ofScope = ({ scope }: Offer): FormProblem[] =>
  (['categories', 'items', 'skus'] as const)
    .filter((list) => scope[list]?.length === 0)
    .map((list) => ({ at: `scope.${list}`, is: 'noScope', said: null }))

/** Everything that has to be mended before an offer can be priced. */
export const problemsOf = ({ offer }: Pick<ShopOffer, 'offer'>): FormProblem[] => {
  const read = Offer.safeParse(offer)
  const others = (read.error?.issues ?? []).filter(({ path }) => path[0] !== 'params' && path[0] !== 'kind')
  const { from, to } = offer
  const backwards = from !== null && to !== null && Date.parse(to) <= Date.parse(from)
  return [
    ...ofParams(offer),
    ...ofScope(offer),
    ...(backwards ? [{ at: 'to', is: 'toBeforeFrom' as const, said: null }] : []),
    ...others.map(({ path }) => ({ at: path.join('.'), is: 'invalid' as const, said: null })),
  ]
}

const Refused = z.object({ problems: z.array(z.object({ field: z.string(), said: Said })) })

/** What the desk refused an offer for, at the places of the form: `offer.params.tiers[0].reach` is its first row. */
export const refusedFor = (error: unknown): FormProblem[] => {
  const read = error instanceof Refusal ? Refused.safeParse(error.detail) : null
  return (read?.data?.problems ?? []).map(({ field, said }) => ({
    at: field.replace(/^offer\./, '').replace(/\[(\d+)\]/g, '.$1'),
    ...{ is: null, said },
  }))
}
