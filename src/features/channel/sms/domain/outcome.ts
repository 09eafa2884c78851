/** Why a message did not leave, or did not arrive. `off`…`unanswered` are the desk's own; the others say what a provider's code
 * means. */
export const smsFaults = [
  'off',
  'no-number',
  'no-template',
  'missing-value',
  'hours',
  'opted-out',
  'pace',
  'unanswered',
  'interrupted',
  'balance',
  'signature',
  'template',
  'frequency',
  'bad-number',
  'blocked',
  'content',
  'key',
  'account',
  'parameters',
  'refused',
  'undelivered',
] as const
export type SmsFault = (typeof smsFaults)[number]

/** What a provider answered to a call. `uncertain`: whether the message leaves is not known. */
export type Outcome =
  | { is: 'accepted'; remoteId: string; parts: number | null }
  | { is: 'refused'; fault: SmsFault; code: string }
  | { is: 'uncertain'; code: string | null }

/** A fault as it is kept: `balance (isv.AMOUNT_NOT_ENOUGH)`. Codes are the provider's, so only what codes are made of is kept. */
export const faultLine = (fault: SmsFault, code: string | null = null): string => {
  const bare = (code ?? '').replace(/[^\w.:,-]/g, '').slice(0, 80)
  return bare === '' ? fault : `${fault} (${bare})`
}

/** The other way round, for the words in which people read it. */
export const readFault = (line: string): { fault: SmsFault | null; code: string } => {
  const [, name = '', code = ''] = /^([a-z-]+)(?: \((.*)\))?$/.exec(line) ?? []
  return { fault: smsFaults.find((one) => one === name) ?? null, code }
}

/** A provider's word on what became of a message. */
export interface Report {
  remoteId: string
  /** The id that the desk gave it, where the provider tells. */
  once: string | null
  delivered: boolean
  code: string
  at: number | null
}

/** What somebody replied. */
export interface Reply {
  /** Of this reply, the same whenever it is delivered again; null where the provider has none. */
  id: string | null
  phone: string
  text: string
  at: number | null
}
