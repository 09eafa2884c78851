/**
 * Every reason for which the desk refuses what it was asked, with the HTTP status it is answered with. The list is
 * closed: the interface translates each code, and a door that needs a new reason adds it here.
 */
export const refusals = {
  'not-signed-in': 401,
  'bad-credentials': 401,
  'not-allowed': 403,
  'wrong-origin': 403,
  'not-found': 404,
  'unknown-channel': 404,
  'channel-disabled': 403,
  malformed: 400,
  'too-large': 413,
  'too-many': 429,
  'bad-signature': 401,
  'old-signature': 401,
  replayed: 409,
  'taken-over': 409,
  'not-a-picture': 415,
  'already-claimed': 409,
  'already-closed': 409,
  'not-closed': 409,
  'another-open': 409,
  /** History that was imported: nothing takes what would be sent. */
  archived: 409,
  'not-a-member': 409,
  'same-person': 409,
  'in-the-past': 409,
  /** Somebody would have more conversations at once than their limit allows. */
  'limit-reached': 409,
  /** The buyer has not been answered: it cannot be closed as solved. */
  'question-open': 409,
  /** The guard keeps the message back, or asks for a reason first; the detail says what it found. */
  guarded: 409,
  /** More than policy, budget, authority or the conversation allow to be given; the detail says which. */
  'concession-refused': 409,
  /** The order is no longer in a state in which that can be done; the detail says in which it is. */
  'order-moved': 409,
  /** The same is wanted of the order already and waits to be done. */
  'already-wanted': 409,
  /** A price, or money back, that may not be; the detail says why and what may. */
  'price-refused': 409,
  /** A task is not in a state in which that can be done with it; the detail says why. */
  'task-refused': 409,
  /** A reminder that was on its way is not said any more; the detail says why. */
  'not-reminded': 409,
  'name-taken': 409,
  /** Somebody else has changed it since it was looked at. */
  'changed-meanwhile': 409,
  'last-owner': 409,
  'already-settled': 409,
  'shutting-down': 503,
  'not-available': 503,
} as const

export type RefusalCode = keyof typeof refusals

/** A refusal travels as an error; anything else thrown is a fault, that is, a bug or a broken machine. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: Record<string, unknown>
  constructor(code: RefusalCode, detail: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
  }
}

export const refuse = (code: RefusalCode, detail?: Record<string, unknown>): Refusal =>
  new Refusal(code, detail)
