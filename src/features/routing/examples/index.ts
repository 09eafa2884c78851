import type { Examples, Intent } from '../domain/learned.ts'
import { afterSales } from './after-sales.ts'
import { bargaining } from './bargaining.ts'
import { orderChange } from './order-change.ts'
import { other } from './other.ts'
import { after, before } from './politeness.ts'
import { preSales } from './pre-sales.ts'

/** Sentences of both languages as they are written here. All are our own wording. */
const written = (of: { zh: readonly string[]; en: readonly string[] }) => [...of.zh, ...of.en]

/** Each once as it is and once among courtesies, in turn: a greeting before a question does not make it a greeting. */
const amongCourtesies = (texts: readonly string[]) => [
  ...texts,
  ...texts.map((text, i) => {
    const [head, tail] = [before[i % before.length], i % 2 === 0 ? '' : after[i % after.length]]
    return `${head} ${text} ${tail}`
  }),
]

/** What intents are learned from. */
export const examples: Examples = {
  'pre-sales': amongCourtesies(written(preSales)),
  'order-change': amongCourtesies(written(orderChange)),
  'after-sales': amongCourtesies(written(afterSales)),
  bargaining: amongCourtesies(written(bargaining)),
  other: written(other),
} satisfies Record<Intent, readonly string[]>
