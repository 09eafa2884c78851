import { z } from 'zod'
import { Fen, MOST_FEN } from '../../../../shared/money.ts'
import { MOST_PIECES } from '../basket.ts'
import { When } from '../offer.ts'

/** Parameters with what a form needs to draw them: a label in both languages and the unit. */
const labelled = (zh: string, en: string, unit: string) => ({ label: { zh, en }, unit })

export const fen = (zh: string, en: string) => Fen.meta(labelled(zh, en, 'fen'))
/** An amount that would make no sense as 0. */
export const someFen = (zh: string, en: string) =>
  z
    .number()
    .int()
    .min(1)
    .max(MOST_FEN)
    .meta(labelled(zh, en, 'fen'))
export const pieces = (zh: string, en: string, least = 1) =>
  z
    .number()
    .int()
    .min(least)
    .max(MOST_PIECES)
    .meta(labelled(zh, en, 'piece'))
/** 80 is 8折; hundredths of a percent at most, so that fen come out of whole numbers. */
export const percent = (zh: string, en: string) =>
  z
    .number()
    .min(0)
    .max(100)
    .multipleOf(0.01)
    .meta(labelled(zh, en, 'percent'))
export const times = (zh: string, en: string) =>
  z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .meta(labelled(zh, en, 'times'))
export const moment = (zh: string, en: string) =>
  When.nullable()
    .default(null)
    .meta(labelled(zh, en, 'moment'))
export const regions = (zh: string, en: string) =>
  z
    .array(z.string().trim().min(1).max(20))
    .max(100)
    .meta(labelled(zh, en, 'region'))
export const choice = <const T extends readonly [string, ...string[]]>(values: T, zh: string, en: string) =>
  z.enum(values).meta(labelled(zh, en, 'choice'))
export const named = <S extends z.ZodType>(schema: S, zh: string, en: string) =>
  schema.meta({ label: { zh, en } })
