import { randomInt } from 'node:crypto'

/** No letters or digits that are mistaken for one another (0 o, 1 i l), so that it survives being read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const LENGTH = 4

/** A new password, 79 random bits in four groups: `k7dm-x2pq-9hfa-wt4c`. */
export const randomPassword = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-')
