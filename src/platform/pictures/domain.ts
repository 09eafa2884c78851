/** Largest file a door takes, in bytes. */
export const PICTURE_LIMIT = 8 * 1024 * 1024
/** Largest area of all frames together. 40 megapixels is beyond every phone's ordinary photo; a bomb of a few
 * kilobytes can claim thousands. */
export const PIXEL_LIMIT = 40_000_000
/** Longest side after re-encoding: what a chat shows on a large screen. */
export const SIDE_LIMIT = 2048

export const pictureKinds = ['jpeg', 'png', 'webp', 'gif'] as const
export type PictureKind = (typeof pictureKinds)[number]

const begins = (bytes: Uint8Array, mark: readonly number[], at = 0) =>
  mark.every((byte, i) => bytes[at + i] === byte)

/** What a file is by its first bytes; its name and declared type are the sender's word and do not count. */
export const kindOf = (bytes: Uint8Array): PictureKind | null => {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (begins(bytes, [0x47, 0x49, 0x46, 0x38])) return 'gif'
  if (begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes, [0x57, 0x45, 0x42, 0x50], 8)) return 'webp'
  return null
}

/** The address of a picture below /files, as messages carry it: shop and 128 random bits. */
const ADDRESS = /^([1-9]\d{0,9})\/([A-Za-z0-9_-]{22})$/

export const addressOf = (shopId: number, pictureId: string): string => `${shopId}/${pictureId}`

export const readAddress = (picture: string): { shopId: number; pictureId: string } | null => {
  const [, shop, pictureId] = ADDRESS.exec(picture) ?? []
  // Beyond int4, PostgreSQL would answer with an error where there is simply no such shop.
  if (!shop || !pictureId || Number(shop) > 2_147_483_647) return null
  return { shopId: Number(shop), pictureId }
}
