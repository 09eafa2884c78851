import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Tx } from '../../../platform/db/db.ts'
import { maskedMobile, mobileIn } from './domain/phone.ts'
import * as store from './store.ts'

/** 256 random bits, as they can stand in an address. */
export const randomKey = (): string => randomBytes(32).toString('base64url')

/** A shop's address and salt; made when they are first needed. The salt stays for ever: opt-outs are known by it. */
export const doorOf = (tx: Tx, shopId: number): Promise<store.SmsDoor> =>
  store.keepDoor(tx, shopId, { key: randomKey(), salt: randomBytes(32).toString('base64url') })

const hashed = (salt: string, mobile: string): string =>
  createHmac('sha256', salt).update(mobile).digest('base64url')

export const contentHash = (text: string): string => createHash('sha256').update(text).digest('base64url')

export interface KnownNumber {
  mobile: string
  /** `phone:<hash>`: by what lists and logs know it. */
  who: string
  masked: string
}

/** By what a shop's lists know mobile numbers of eleven digits. */
export const numberKeys = async (tx: Tx, shopId: number): Promise<(mobile: string) => string> => {
  const { salt } = await doorOf(tx, shopId)
  return (mobile) => `phone:${hashed(salt, mobile)}`
}

/** The number in a text by which a shop's lists know it; null where there is none to send to. */
export const numberOf = async (tx: Tx, shopId: number, text: string): Promise<KnownNumber | null> => {
  const mobile = mobileIn(text)
  if (mobile === null) return null
  const { salt } = await doorOf(tx, shopId)
  return { mobile, who: `phone:${hashed(salt, mobile)}`, masked: maskedMobile(mobile) }
}
