import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import type { NextStep } from '../quote.ts'
import { fen, percent, someFen } from './fields.ts'
import type { Absurd, Against, Effect } from './kind.ts'
import { off, percentOf, zhe } from './percent.ts'

/** What cards take off: an amount, or a share up to a cap; from a threshold on. */
export const Amount = z.strictObject({
  reachFen: fen('满', 'From').default(0),
  minusFen: someFen('减', 'Off').nullable().default(null),
  payPercent: percent('打折：付百分之几', 'Per cent that is paid').nullable().default(null),
  mostFen: someFen('最多减', 'At most off').nullable().default(null),
})
export type Amount = z.infer<typeof Amount>

/** A percentage is of what is left of the lines, an amount is itself: PRC-31. */
const taken = (p: Amount, left: number): number =>
  p.minusFen ?? Math.min(left - percentOf(left, p.payPercent ?? 100), p.mostFen ?? left)

export const saysAmount = (p: Amount): Said => {
  const reach = yuan(p.reachFen)
  if (p.minusFen !== null) {
    const minus = yuan(p.minusFen)
    return p.reachFen === 0
      ? { zh: `立减${minus}`, en: `${minus} off` }
      : { zh: `满${reach}减${minus}`, en: `${minus} off from ${reach}` }
  }
  const most = p.mostFen === null ? null : yuan(p.mostFen)
  const zh = `${zhe(p.payPercent ?? 100)}${most === null ? '' : `，最多减${most}`}`
  const en = `${off(p.payPercent ?? 100)}${most === null ? '' : `, ${most} at most`}`
  return p.reachFen === 0 ? { zh, en } : { zh: `满${reach}打${zh}`, en: `${en} from ${reach}` }
}

export const absurdAmount = (p: Amount): Absurd[] => {
  if ((p.minusFen === null) === (p.payPercent === null))
    return [
      {
        path: ['minusFen'],
        sentence: {
          zh: '“minusFen”（减多少）和“payPercent”（打几折）必须且只能写一个。',
          en: 'Give either "minusFen" (an amount off) or "payPercent" (a share that is paid), not both or neither.',
        },
      },
    ]
  if (p.minusFen !== null && p.reachFen > 0 && p.minusFen > p.reachFen)
    return [minusOverReach(['minusFen'], p.reachFen, p.minusFen)]
  return []
}

export const minusOverReach = (path: Absurd['path'], reachFen: number, minusFen: number): Absurd => ({
  path,
  sentence: {
    zh: `减的（${yuan(minusFen)}元）比门槛（${yuan(reachFen)}元）还多，请检查是否写反，或单位是否为分。`,
    en: `It takes off more (${yuan(minusFen)} yuan) than its threshold (${yuan(reachFen)} yuan): see whether they are mixed up, or not in fen.`,
  },
})

export const amountEffect = (p: Amount): Effect => ({
  does: 'reduce',
  cut: (a: Against) => (a.fen >= p.reachFen && a.pieces > 0 ? taken(p, a.left) : 0),
  next: (a: Against): NextStep | null => {
    if (a.fen >= p.reachFen) return null
    const more = p.reachFen - a.fen
    return { more, unit: 'fen', cutFen: taken(p, a.left + more) }
  },
})
