import { Refused } from './door.ts'

export interface Chosen {
  url: string
  width: number
  height: number
}

/** What the desk takes, in bytes. */
const LIMIT = 8 * 1024 * 1024
/** Smaller files go as they are; larger ones are made smaller here, which a buyer on the road will thank us for. */
const AS_IT_IS = 400 * 1024
const SIDE = 1600
const SENT_AS = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

const dataUrl = (file: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(file)
  })

/** A chosen or pasted picture, ready to be kept and sent; null for what is none or too large. */
export const choose = async (file: File): Promise<Chosen | null> => {
  try {
    const picture = await createImageBitmap(file)
    const { width, height } = picture
    const moves = file.type === 'image/gif'
    if (SENT_AS.includes(file.type) && (moves || file.size <= AS_IT_IS))
      return file.size <= LIMIT ? { url: await dataUrl(file), width, height } : null
    const scale = Math.min(1, SIDE / Math.max(width, height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const paper = canvas.getContext('2d')
    if (!paper) return null
    paper.fillStyle = '#fff' // JPEG knows no transparency
    paper.fillRect(0, 0, canvas.width, canvas.height)
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return { url: canvas.toDataURL('image/jpeg', 0.85), width: canvas.width, height: canvas.height }
  } catch {
    return null
  }
}

/** A data URL as a file. By hand: `fetch` of one is forbidden by many sites' content security policies. */
export const fileOf = async (url: string): Promise<Blob> => {
  const [, type, base64] = /^data:([^;,]+);base64,(.+)$/s.exec(url) ?? []
  if (!type || !base64) throw new Refused('not-a-picture', 415, null)
  return new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type })
}
