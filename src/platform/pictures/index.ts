import { randomBytes } from 'node:crypto'
import type { Db } from '../db/db.ts'
import { addressOf, readAddress } from './domain.ts'
import { encodePicture } from './encode.ts'
import { keep, size } from './store.ts'

export { PICTURE_LIMIT } from './domain.ts'
export { pictureRoutes } from './routes.ts'

export interface Stored {
  /** Its address below /files, as messages carry it. */
  picture: string
  width: number
  height: number
}

/** Re-encodes and keeps a picture. Refuses with 'too-large', 'not-a-picture' and, when too many wait, 'too-many'. */
export const storePicture = async (db: Db, shopId: number, bytes: Uint8Array): Promise<Stored> => {
  const encoded = await encodePicture(bytes)
  const pictureId = randomBytes(16).toString('base64url')
  await db.tx({ shops: [shopId] }, (tx) => keep(tx, shopId, pictureId, encoded))
  return { picture: addressOf(shopId, pictureId), width: encoded.width, height: encoded.height }
}

/** The size of a picture this shop keeps; null for any other text, also for another shop's picture. */
export const findPicture = async (
  db: Db,
  shopId: number,
  picture: string,
): Promise<{ width: number; height: number } | null> => {
  const address = readAddress(picture)
  if (address?.shopId !== shopId) return null
  return (await db.tx({ shops: [shopId] }, (tx) => size(tx, shopId, address.pictureId))) ?? null
}
