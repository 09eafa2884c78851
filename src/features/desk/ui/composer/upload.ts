import { Refusal } from '../../../../shared/refusal.ts'
import { request } from '../../../../web/api.ts'

/** What the desk takes: bytes, and types it can read. It checks both again. */
export const PICTURE_LIMIT = 8 * 1024 * 1024
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

export interface Uploaded {
  picture: string
  width: number
  height: number
}

/** Gives a picture to the desk. Throws Refusal `not-a-picture` or `too-large` before sending anything in vain. */
export const upload = async (shopId: number, file: File): Promise<Uploaded> => {
  if (!PICTURE_TYPES.includes(file.type)) throw new Refusal('not-a-picture')
  if (file.size > PICTURE_LIMIT) throw new Refusal('too-large')
  const headers = { 'content-type': file.type }
  const answer = await request(`/api/shops/${shopId}/pictures`, { method: 'POST', headers, body: file })
  return answer as Uploaded
}

/** The pictures among what was pasted or dropped. */
export const filesOf = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))
