import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldsOf, labelOf, startOf, unitOf } from './fields.ts'

const says = (zh: string, unit?: string) => ({ label: { zh, en: zh }, ...(unit && { unit }) })
const Tier = z.strictObject({
  reach: z.number().int().min(1).meta(says('满', 'fen')),
  minusFen: z.number().int().meta(says('减', 'fen')).nullable().default(null),
})
const params = z.strictObject({
  unit: z.enum(['fen', 'piece']).meta(says('单位', 'choice')).default('fen'),
  tiers: z.array(Tier).min(1).meta(says('档位')),
  payPercent: z.number().min(0).max(100).meta(says('付', 'percent')),
  from: z.iso.datetime({ offset: true }).nullable().default(null).meta(says('开始', 'moment')),
  only: z.array(z.string()).meta(says('仅限', 'region')).default([]),
  every: z.boolean().meta(says('每满')).default(false),
  item: z.string(),
  set: z
    .array(z.strictObject({ item: z.string() }))
    .meta(says('套装'))
    .nullable()
    .default(null),
})

test('every field of a kind, with what its schema says', () => {
  const fields = fieldsOf(params)
  expect(fields.map(({ key, is, nullable }) => [key, is, nullable])).toEqual([
    ['unit', 'choice', false],
    ['tiers', 'rows', false],
    ['payPercent', 'percent', false],
    ['from', 'moment', true],
    ['only', 'regions', false],
    ['every', 'flag', false],
    ['item', 'item', false],
    ['set', 'rows', true],
  ])
  expect(fields.map(({ label }) => label?.zh)).toEqual([
    ...['单位', '档位', '付', '开始', '仅限', '每满', undefined, '套装'],
  ])
  expect(fields[0]?.options).toEqual(['fen', 'piece'])
  expect(fields[1]?.of.map(({ key, is, nullable }) => [key, is, nullable])).toEqual([
    ['reach', 'fen', false],
    ['minusFen', 'fen', true],
  ])
})

test('a new offer starts with what is standard and one row; what must be said is left out', () => {
  expect(startOf(fieldsOf(params))).toEqual({
    ...{ unit: 'fen', tiers: [{ minusFen: null }], from: null, only: [], every: false, set: null },
  })
})

test('a threshold is in pieces where the offer counts pieces', () => {
  const reach = { key: 'reach', is: 'fen' } as const
  expect(unitOf(reach, { unit: 'piece' })).toBe('piece')
  expect(unitOf(reach, { unit: 'fen' })).toBe('fen')
  expect(unitOf({ key: 'minusFen', is: 'fen' }, { unit: 'piece' })).toBe('fen')
  expect(labelOf({ zh: '满（分或件）', en: 'From (fen or pieces)' })).toEqual({ zh: '满', en: 'From' })
})
