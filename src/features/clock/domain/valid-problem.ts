/** Everything that can be wrong with a shop's clocks, and how to mend it. Screens say the same by the code. */
export const problemSentences = {
  missing: 'is missing: give a value',
  'wrong-kind': 'cannot be read: give a value of the right kind',
  'whole-number': 'is not a whole number: leave the decimals out',
  'too-small': 'is too small: at least {{limit}}',
  'too-big': 'is too large: at most {{limit}}',
  empty: 'is empty: fill it in, or remove it',
  'too-long': 'is too long: at most {{limit}} characters',
  'too-many': 'has too many entries: at most {{limit}}',
  'unknown-value': 'is not known: choose one of {{known}}',
  'unknown-platform': 'is not a platform the desk knows: choose one of {{known}}',
  'unknown-kind': 'is nothing the desk can count or price: choose one of {{known}}',
  'bad-id': 'is not a name for a rule: 2 to 48 small letters, digits and dashes',
  'not-a-time': 'is not a time of day: write it like 09:00, the end of the day as 24:00',
  'not-a-day': 'is not a day of the week: 1 for Monday to 7 for Sunday',
  'target-range': 'is not a share: between 0 and 1, so 0.8 for 80 %',
  'no-days': 'names no day: choose at least one, or remove the window',
  'empty-span': 'begins and ends at the same time: for a whole day write 00:00 to 24:00',
  'outside-day': 'begins where the day has ended: write 00:00 and the next day',
  'to-before-from': 'ends before it begins: choose a later end, or leave it open',
  overlap: 'ends after the next version of this rule has begun: end it by then, or leave its end open',
  'same-from': 'begins at the same moment as another version of this rule: choose another moment',
  'other-platform':
    'belongs to another platform than the shop: only {{known}}, or none for a standard of your own',
  'in-the-past': 'begins in the past: what was counted then stays; let it begin now or later',
  'past-changed': 'is in force or over and cannot be changed: add a version that begins now or later',
  'past-removed':
    'misses a version of {{rule}} that is in force or over: keep it, and end it or switch it off instead',
  'past-ended': 'cannot end before now: what was counted stays; let it end now or later',
  'steps-order': 'comes before the step above it: put the steps in the order of time',
  'said-twice': 'is said twice: no buyer should hear the same words again',
} as const

export type ProblemCode = keyof typeof problemSentences

export interface Problem {
  /** Where, in the settings: `rules.2.hours.0.to`. */
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
