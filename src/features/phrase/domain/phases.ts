import type { Named } from './situations.ts'

/** The phases of a campaign that words are written for, in their order; by which of them, campaign/domain/phase-on.ts says. */
export const phases = [
  { code: 'preheat', zh: '预热期', en: 'Pre-heat', also: ['预热', '预热期话术', 'pre heat', 'warm-up'] },
  { code: 'deposit', zh: '定金期', en: 'Deposit', also: ['定金', '付定金', '预售', 'pre-sale'] },
  { code: 'balance', zh: '尾款期', en: 'Balance', also: ['尾款', '付尾款', 'final payment'] },
  { code: 'spot', zh: '现货期', en: 'Spot sale', also: ['现货', '正式期', '爆发期', 'sale'] },
  {
    code: 'after-sale',
    zh: '售后期',
    en: 'After the sale',
    also: ['售后', '返场', 'after sales', 'aftersale'],
  },
] as const satisfies readonly Named[]

export type PhaseCode = (typeof phases)[number]['code']
export const phaseCodes = phases.map(({ code }) => code) as [PhaseCode, ...PhaseCode[]]
