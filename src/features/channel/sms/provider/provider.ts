import type { Instant } from '../../../../shared/time.ts'
import type { Outcome, Reply, Report } from '../domain/outcome.ts'
import type { SmsProviderCode } from '../domain/template.ts'

/** With what a shop signs. */
export interface SmsAccount {
  keyId: string
  secret: string
  region: string
  appId: string
  /** Null: the provider's own. */
  origin: string | null
}

export interface SmsMessage {
  phone: string
  sign: string
  template: string
  values: readonly { name: string; value: string }[]
  /** The desk's own id of it, which the provider gives back in reports where it can. */
  once: string
}

export interface SmsRequest {
  url: string
  headers: Record<string, string>
  body: string
}

/** What a provider's callback held. `odd`: entries nobody could read. */
export interface Called<T> {
  found: T[]
  odd: number
}

/** A provider: what a call to it looks like and what its answers mean. Another one is another file and a line in the list. */
export interface SmsProvider {
  code: SmsProviderCode
  host: string
  request(account: SmsAccount, message: SmsMessage, now: Instant, nonce: string): SmsRequest
  outcome(answer: { status: number; body: unknown }): Outcome
  reports(body: unknown): Called<Report>
  replies(body: unknown): Called<Reply>
  /** What it wants to hear when a callback was taken. */
  taken: object
}

/** `2026-11-11 10:00:00`, which both write in Beijing's time. */
export const beijing = (text: unknown): number | null => {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return Number.isNaN(at) ? null : at
}

/** Each entry of a callback, which may hold one or many, read by itself: what cannot be read does not spoil the others. */
export const eachOf = <T>(body: unknown, read: (entry: Record<string, unknown>) => T | null): Called<T> => {
  const entries = Array.isArray(body) ? body : [body]
  const found: T[] = []
  for (const entry of entries.slice(0, 1000)) {
    const one = typeof entry === 'object' && entry !== null ? read(entry as Record<string, unknown>) : null
    if (one !== null) found.push(one)
  }
  return { found, odd: entries.length - found.length }
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
