import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { fen, named, regions } from './fields.ts'
import { kind } from './kind.ts'
import { inRegions } from './region.ts'

/** 运费: what sending costs, with other fees for some regions. Never counts for thresholds and is never reduced. */
export const freight = kind({
  code: 'freight',
  name: { zh: '运费', en: 'Freight' },
  level: 'freight',
  use: 'automatic',
  params: z.strictObject({
    feeFen: fen('运费', 'Fee'),
    elsewhere: named(
      z
        .array(z.strictObject({ regions: regions('地区', 'Regions').min(1), feeFen: fen('运费', 'Fee') }))
        .max(40),
      '例外地区',
      'Other fees by region',
    ).default([]),
  }),
  says: (p) => ({ zh: `运费${yuan(p.feeFen)}`, en: `Freight ${yuan(p.feeFen)}` }),
  effect: (p) => ({
    does: 'freight',
    fee: (region) => {
      if (region === null) return { fen: p.feeFen, known: p.elsewhere.every((e) => e.feeFen === p.feeFen) }
      const other = p.elsewhere.find((e) => inRegions(region, e.regions))
      return { fen: other?.feeFen ?? p.feeFen, known: true }
    },
  }),
})
