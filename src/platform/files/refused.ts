import { type Refusal, refuse } from '../../shared/refusal.ts'

/** A part of a file that could not be taken, while the rest goes on. `why` is a sentence for the person who has the
 * file: the field, the value's place and how to mend it. */
export interface Refused {
  line: number
  why: string
}

/** The whole file cannot be read. `detail.says` is the sentence for its owner. */
export const unreadable = (says: string): Refusal => refuse('malformed', { says })
