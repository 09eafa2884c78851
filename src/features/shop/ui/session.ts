import { may, type Permission, type Role } from '../../../shared/access.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { client, Fault, request } from '../../../web/api.ts'
import { cell } from '../../../web/cell.ts'
import type { Me } from '../contract.ts'
import { shopContract } from '../contract.ts'
import type { ShopFacts } from '../domain.ts'

export const shopApi = client(shopContract)

/** Who is signed in: undefined while the desk is asked, null for nobody. */
export const me = cell<Me | null | undefined>(undefined)

/** Asks the desk who is signed in. Throws Unreachable or Fault where it does not say. */
export const learnMe = async (): Promise<void> => {
  try {
    me.set(await shopApi.me({}))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    me.set(null)
  }
}

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Throws Refusal `bad-credentials` or `too-many`. */
export const signIn = async (username: string, password: string): Promise<void> => {
  try {
    await request('/api/auth/sign-in/username', post({ username, password }))
  } catch (error) {
    // The sign-in library answers in its own form; its status says enough.
    if (error instanceof Fault && [400, 401, 403, 404, 422].includes(error.status))
      throw new Refusal('bad-credentials')
    if (error instanceof Fault && error.status === 429) throw new Refusal('too-many')
    throw error
  }
  await learnMe()
}

export const signOut = async (): Promise<void> => {
  await request('/api/auth/sign-out', post({}))
  me.set(null)
}

/** This person's role in a shop. */
export const roleIn = (shopId: number): Role | undefined =>
  me.get()?.shops.find(({ shop }) => shop.id === shopId)?.role

export const mayIn = (shopId: number, permission: Permission): boolean => {
  const role = roleIn(shopId)
  return role !== undefined && may(role, permission)
}

export const mayAnywhere = (permission: Permission): boolean =>
  me.get()?.shops.some(({ role }) => may(role, permission)) ?? false

export const shopOf = (shopId: number): ShopFacts | undefined =>
  me.get()?.shops.find(({ shop }) => shop.id === shopId)?.shop
