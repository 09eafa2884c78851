import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import type { NextStep } from '../quote.ts'
import { choice, named, percent, someFen } from './fields.ts'
import { type Absurd, type Against, kind } from './kind.ts'
import { off, percentOf, zhe } from './percent.ts'

const Tier = z.strictObject({
  reach: someFen('满（分或件）', 'From (fen or pieces)'),
  minusFen: someFen('减', 'Off').nullable().default(null),
  payPercent: percent('付百分之几', 'Per cent that is paid').nullable().default(null),
})
type Tier = z.infer<typeof Tier>
const Tiers = z.strictObject({
  unit: choice(['fen', 'piece'], '门槛单位', 'Unit of the thresholds').default('fen'),
  tiers: named(z.array(Tier).min(1).max(20), '档位', 'Tiers'),
})
type Tiers = z.infer<typeof Tiers>

const taken = (t: Tier, left: number): number => t.minusFen ?? left - percentOf(left, t.payPercent ?? 100)
const measured = (p: Tiers, a: Against): number => (p.unit === 'fen' ? a.fen : a.pieces)

/** The tier that takes the most off is the one that counts: a later one never takes less away. */
const best = (p: Tiers, amount: number, left: number): number =>
  p.tiers.reduce((most, t) => (amount >= t.reach ? Math.max(most, taken(t, left)) : most), 0)

const next = (p: Tiers, a: Against): NextStep | null => {
  const have = measured(p, a)
  const now = best(p, have, a.left)
  let step: NextStep | null = null
  for (const t of p.tiers) {
    if (t.reach <= have || (step !== null && t.reach - have >= step.more)) continue
    const more = t.reach - have
    const cutFen = taken(t, p.unit === 'fen' ? a.left + more : a.left)
    if (cutFen > now) step = { more, unit: p.unit, cutFen }
  }
  return step
}

const absurd = (p: Tiers): Absurd[] =>
  p.tiers.flatMap((t, i): Absurd[] => {
    const out: Absurd[] = []
    if ((t.minusFen === null) === (t.payPercent === null))
      out.push({
        path: ['tiers', i],
        sentence: {
          zh: '每一档必须且只能写“minusFen”或“payPercent”之一。',
          en: 'Every tier has either "minusFen" or "payPercent": give one of the two.',
        },
      })
    if (p.unit === 'fen' && t.minusFen !== null && t.minusFen > t.reach)
      out.push({
        path: ['tiers', i, 'minusFen'],
        sentence: {
          zh: '这一档减的比门槛还多，请检查是否写反。',
          en: 'This tier takes off more than its threshold: see whether they are mixed up.',
        },
      })
    if (p.tiers.slice(0, i).some((other) => other.reach === t.reach))
      out.push({
        path: ['tiers', i, 'reach'],
        sentence: { zh: '两档门槛相同，请删去一档。', en: 'Two tiers have the same threshold: remove one.' },
      })
    return out
  })

/** 满200减20、满300减50 or 2件9折、3件8折: the best tier that is reached. */
export const tiers = kind({
  code: 'tiers',
  name: { zh: '阶梯优惠', en: 'Tiers' },
  level: 'shop',
  also: ['item', 'card', 'cross-shop'],
  use: 'automatic',
  params: Tiers,
  says: (p) => ({
    zh: p.tiers
      .map((t) => {
        const reach = p.unit === 'fen' ? `满${yuan(t.reach)}` : `${t.reach}件`
        return t.minusFen === null ? `${reach}打${zhe(t.payPercent ?? 100)}` : `${reach}减${yuan(t.minusFen)}`
      })
      .join('、'),
    en: p.tiers
      .map((t) => {
        const reach = p.unit === 'fen' ? `from ${yuan(t.reach)}` : `from ${t.reach} pieces`
        return `${t.minusFen === null ? off(t.payPercent ?? 100) : `${yuan(t.minusFen)} off`} ${reach}`
      })
      .join(', '),
  }),
  absurd,
  effect: (p) => ({
    does: 'reduce',
    cut: (a) => best(p, measured(p, a), a.left),
    next: (a) => next(p, a),
  }),
})
