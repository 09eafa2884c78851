/** Everything that can be wrong with a campaign, its activities and sign-ups, and how to mend it. Screens say the same by
 * the code. */
export const problemSentences = {
  'phase-order': 'ends before it has begun: let it begin before {{to}}, or end later',
  'phase-overlap':
    'is the {{kind}} phase of wave {{wave}} ({{span}}) and overlaps the {{kind}} phase of wave {{otherWave}} ({{otherSpan}}), which stands at {{other}}: let one end before the other begins, or join them',
  'wave-code-twice':
    'is the code of wave {{other}} too: give each wave a code of its own, for activities name it',
  'wave-in-use':
    'wave {{wave}} still has {{activities}} activities and {{signUps}} sign-ups: keep its code, or move these first',
  'not-a-member': 'is not a member of this shop: choose somebody who is, or nobody',
  'lowest-order': 'is before the first day of the window: choose a later last day',
  'unknown-wave': 'is no wave of this campaign ({{wave}}): there are {{known}}',
  'product-twice': 'names {{product}} once more, as at {{other}}: keep one of the two',
  contradicts:
    'says “{{here}}” of {{product}}, but activity “{{activity}}” of the same wave says “{{there}}”: buyers would hear two answers; say the same in both, or take the product out of one',
  'unknown-product': 'is no product of the catalog ({{product}}): add it there first, or mend the id',
  'unknown-sku': 'is no SKU of {{product}} ({{sku}}): there are {{known}}',
  'unknown-rule-set':
    'is no rule set of this shop ({{ruleSet}}): nothing could be priced while the campaign is on; there are {{known}}',
  full: 'is one too many: there may be {{most}} at most; remove old ones first',
} as const

export type ProblemCode = keyof typeof problemSentences

export interface Problem {
  /** Where: `waves.0.phases.3`, `facts.gifts`, `signUps.12.wave`. */
  field: string
  code: ProblemCode
  /** What is wrong and how to mend it, in English. */
  problem: string
  /** What the sentence names, for the screens' own. */
  values: Record<string, string | number>
}

export const problemAt = (
  field: string,
  code: ProblemCode,
  values: Record<string, string | number> = {},
): Problem => ({
  field,
  code,
  problem: problemSentences[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '')),
  values,
})
