import type { z } from 'zod'
import type { Said } from '../../../shared/said.ts'
import type { PriceProblem } from './quote.ts'

/** Where something stands in a file: `offers[2].params.minusFen`. */
export const placeOf = (start: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`
    return place === '' ? String(key) : `${place}.${String(key)}`
  }, start)

export const problem = (where: string, zh: string, en: string): PriceProblem => ({
  where,
  sentence: { zh, en },
})

const types: Record<string, Said> = {
  string: { zh: '一段文字', en: 'a text' },
  number: { zh: '一个数字', en: 'a number' },
  int: { zh: '一个整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '一个列表 […]', en: 'a list […]' },
  object: { zh: '一个对象 {…}', en: 'an object {…}' },
}

const money = (where: string): boolean => where.endsWith('Fen')

const said = (issue: z.core.$ZodIssue, where: string): Said => {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.expected === 'int' && money(where))
        return {
          zh: '金额以分为单位，必须是整数：16.5元写1650。',
          en: 'Money is in whole fen: 16.5 yuan is written 1650.',
        }
      const wanted = types[issue.expected] ?? { zh: issue.expected, en: issue.expected }
      return issue.input === undefined
        ? { zh: `缺少这一项：要写${wanted.zh}。`, en: `This is missing: it has to be ${wanted.en}.` }
        : { zh: `这里要写${wanted.zh}。`, en: `This has to be ${wanted.en}.` }
    }
    case 'too_small':
      if (issue.origin === 'array' || issue.origin === 'string')
        return {
          zh: `不能为空，至少${issue.minimum}个。`,
          en: `Must not be empty: at least ${issue.minimum}.`,
        }
      return money(where)
        ? { zh: `金额不能小于${issue.minimum}分。`, en: `An amount must not be below ${issue.minimum} fen.` }
        : { zh: `不能小于${issue.minimum}。`, en: `Must not be below ${issue.minimum}.` }
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? {
            zh: `太长了，最多${issue.maximum}个，请减少或分开。`,
            en: `Too many: ${issue.maximum} at most. Leave some out, or split it.`,
          }
        : { zh: `不能大于${issue.maximum}。`, en: `Must not be above ${issue.maximum}.` }
    case 'unrecognized_keys':
      return {
        zh: `不认识“${issue.keys.join('、')}”，请检查拼写或删去。`,
        en: `Unknown: ${issue.keys.map((k) => `"${k}"`).join(', ')}. See the spelling, or remove it.`,
      }
    case 'invalid_value':
      return {
        zh: `只能是：${issue.values.join('、')}。`,
        en: `Has to be one of: ${issue.values.join(', ')}.`,
      }
    case 'not_multiple_of':
      return { zh: `必须是${issue.divisor}的倍数。`, en: `Has to be a multiple of ${issue.divisor}.` }
    case 'invalid_format':
      return issue.format === 'datetime'
        ? {
            zh: '时间要带时区，如 2026-11-11T00:00:00+08:00。',
            en: 'A moment is written with its offset: 2026-11-11T00:00:00+08:00.',
          }
        : issue.format === 'date'
          ? { zh: '日期写成 2026-11-11。', en: 'A day is written 2026-11-11.' }
          : { zh: '格式不对。', en: 'It does not have the right form.' }
    default:
      return {
        zh: '这里的写法不对，请对照文档。',
        en: 'This is not in the documented form: compare with the documentation.',
      }
  }
}

/** What a schema found wrong, as people read it. */
export const problemOf = (issue: z.core.$ZodIssue, start = ''): PriceProblem => {
  const where = placeOf(start, issue.path)
  return { where, sentence: said(issue, where) }
}
