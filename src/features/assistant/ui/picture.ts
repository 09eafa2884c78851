import { Refusal } from '../../../shared/refusal.ts'
import { request } from '../../../web/api.ts'

const LARGEST = 8 * 1024 * 1024

/** Gives the desk a picture to keep; its address. Throws Refusal `not-a-picture` or `too-large`. */
export const uploadPicture = async (shopId: number, file: File): Promise<string> => {
  if (!file.type.startsWith('image/')) throw new Refusal('not-a-picture')
  if (file.size > LARGEST) throw new Refusal('too-large')
  const headers = { 'content-type': file.type }
  const kept = await request(`/api/shops/${shopId}/pictures`, { method: 'POST', headers, body: file })
  return (kept as { picture: string }).picture
}
