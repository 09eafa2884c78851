import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import { minusOverReach } from './amount.ts'
import { fen, someFen, times } from './fields.ts'
import type { Absurd, Effect } from './kind.ts'
import { kind } from './kind.ts'

export const PerN = z.strictObject({
  everyFen: someFen('每满', 'For every'),
  minusFen: someFen('减', 'Off'),
  mostTimes: times('最多几次', 'Times at most').nullable().default(null),
  /** 购物津贴: what the buyer has of it; null where it is not consumed. */
  walletFen: fen('津贴余额', 'Allowance in the wallet').nullable().default(null),
})
export type PerN = z.infer<typeof PerN>

export const saysPerN = (p: PerN): Said => {
  const most = p.mostTimes === null ? null : yuan(p.mostTimes * p.minusFen)
  return {
    zh: `每满${yuan(p.everyFen)}减${yuan(p.minusFen)}${most === null ? '' : `，最多减${most}`}`,
    en: `${yuan(p.minusFen)} off for every ${yuan(p.everyFen)}${most === null ? '' : `, ${most} at most`}`,
  }
}

export const absurdPerN = (p: PerN): Absurd[] =>
  p.minusFen > p.everyFen ? [minusOverReach(['minusFen'], p.everyFen, p.minusFen)] : []

/** A wallet that holds less than the reduction gives what it holds. */
export const perNEffect = (p: PerN): Effect => {
  const at = (fen: number): number => {
    const times = Math.min(Math.floor(fen / p.everyFen), p.mostTimes ?? Number.POSITIVE_INFINITY)
    return Math.min(times * p.minusFen, p.walletFen ?? Number.POSITIVE_INFINITY)
  }
  return {
    does: 'reduce',
    cut: (a) => at(a.fen),
    next: (a) => {
      const more = p.everyFen - (a.fen % p.everyFen)
      const cutFen = at(a.fen + more)
      return cutFen > at(a.fen) ? { more, unit: 'fen', cutFen } : null
    },
  }
}

/** 每满X减Y of a shop: as often as X is reached. */
export const perN = kind({
  code: 'per-n',
  name: { zh: '每满减', en: 'Off for every so much' },
  level: 'shop',
  also: ['item', 'card', 'cross-shop'],
  use: 'automatic',
  params: PerN,
  says: saysPerN,
  absurd: absurdPerN,
  effect: perNEffect,
})
