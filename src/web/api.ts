import type { Client, Endpoint } from '../shared/contract.ts'
import { Refusal, type RefusalCode, refusals } from '../shared/refusal.ts'
import { cell } from './cell.ts'

/** The desk did not answer: no network, or the server is down or starting. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** The desk answered with something that is neither a result nor a refusal. */
export class Fault extends Error {
  override name = 'Fault'
  readonly status: number
  constructor(status: number) {
    super(`the desk answered ${status}`)
    this.status = status
  }
}

interface Parts {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** Rises each time the desk says that nobody is signed in; the shell shows the sign-in page then. */
export const signedOut = cell(0)

export const addressOf = (path: string, { params = {}, query = {} }: Parts): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (asked.length === 0) return filled
  return `${filled}?${new URLSearchParams(asked.map(([k, v]) => [k, String(v)]))}`
}

/** The refusal an answer holds, if it is one. */
export const refusalIn = (answer: unknown): Refusal | null => {
  const error = (answer as { error?: { code?: unknown; detail?: Record<string, unknown> } } | null)?.error
  if (typeof error?.code !== 'string' || !(error.code in refusals)) return null
  return new Refusal(error.code as RefusalCode, error.detail ?? {})
}

/** Sends one request to the desk. Throws Refusal, Unreachable or Fault. */
export const request = async (address: string, init: RequestInit): Promise<unknown> => {
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', ...init })
  } catch {
    throw new Unreachable()
  }
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer
  const refusal = refusalIn(answer)
  if (refusal?.code === 'not-signed-in') signedOut.update((n) => n + 1)
  throw refusal ?? (response.status >= 502 ? new Unreachable() : new Fault(response.status))
}

const call = (endpoint: Endpoint, ask: Parts): Promise<unknown> =>
  request(addressOf(endpoint.path, ask), {
    method: endpoint.method.toUpperCase(),
    ...(ask.body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask.body),
    }),
  })

/** The typed client of a contract. The desk has validated what it sends; the answer is not parsed a second time. */
export const client = <C extends Record<string, Endpoint>>(contract: C): Client<C> =>
  Object.fromEntries(
    Object.entries(contract).map(([name, endpoint]) => [name, (ask: Parts) => call(endpoint, ask)]),
  ) as unknown as Client<C>
