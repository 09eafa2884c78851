import { z } from 'zod'
import { Answer } from './settings.ts'

const Wording = z.string().trim().min(1).max(500)

/** What people write of an entry of the shop's FAQ (常见问题). */
export const FaqBody = z.object({
  enabled: z.boolean(),
  question: Wording,
  /** Other ways in which buyers ask the same. */
  wordings: z.array(Wording).max(500),
  answer: Answer.min(1),
  /** Addresses of pictures below /files, sent after the words. */
  pictures: z.array(z.string().max(200)).max(9),
  category: z.string().trim().max(40),
  /** Products (ids of the catalog) and campaign phases it holds for; none for all. */
  items: z.array(z.string().trim().min(1).max(100)).max(500),
  phases: z.array(z.string().trim().min(1).max(40)).max(20),
  /** Holds from … to (exclusive), ms; null for always. */
  validFrom: z.number().nullable(),
  validTo: z.number().nullable(),
  /** Who keeps it right. */
  ownerId: z.number().nullable(),
})
export type FaqBody = z.infer<typeof FaqBody>

export const FaqEntry = FaqBody.extend({
  id: z.number(),
  updatedAt: z.number(),
}).meta({ id: 'FaqEntry' })
export type FaqEntry = z.infer<typeof FaqEntry>

/** Ways of asking are one line each. */
export const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()

/** An entry as it is stored: ways of asking on one line each, each once, and none of them the question itself. Files have
 * one on a line, and read again must give the same entry. */
export const tidy = (body: FaqBody): FaqBody => {
  const question = oneLine(body.question)
  const wordings = [...new Set(body.wordings.map(oneLine))].filter((wording) => wording !== question)
  return { ...body, question, wordings, answer: body.answer.replaceAll('\r\n', '\n') }
}

/** Whether an address names a picture that this shop keeps. */
export const isPictureOf = (picture: string, shopId: number): boolean =>
  picture.startsWith(`${shopId}/`) && /^\d+\/[A-Za-z0-9_-]{22}$/.test(picture)

/** What matching needs of an entry. */
export type Knowable = Pick<
  FaqEntry,
  'id' | 'question' | 'wordings' | 'answer' | 'pictures' | 'items' | 'phases' | 'validFrom' | 'validTo'
>
