import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { ShopPath } from '../shop/contract.ts'

export const Phrase = z
  .object({
    id: z.number(),
    /** Null: everybody's. */
    personId: z.number().nullable(),
    code: z.string().trim().min(1).max(20),
    situation: z.string().trim().min(1).max(40),
    text: z.string().trim().min(1).max(2000),
    /** Pinyin initials of situation and text, for typing `/fh` to find 发货. */
    initials: z.string(),
  })
  .meta({ id: 'Phrase' })
export type Phrase = z.infer<typeof Phrase>

const Body = Phrase.pick({ code: true, situation: true, text: true })
const Path = ShopPath.extend({ id: inAddress.id })

export const phraseContract = endpoints({
  phrases: {
    method: 'get',
    path: '/api/shops/{shopId}/phrases',
    params: ShopPath,
    gives: z.object({ phrases: z.array(Phrase) }),
    needs: 'conversation.read',
    says: 'The shop’s quick phrases and one’s own.',
  },
  addPhrase: {
    method: 'post',
    path: '/api/shops/{shopId}/phrases',
    params: ShopPath,
    body: Body.extend({ mine: z.boolean() }),
    gives: Phrase,
    needs: 'conversation.reply',
    says: 'Adds a phrase for oneself, or (with settings.edit) for the shop.',
  },
  setPhrase: {
    method: 'put',
    path: '/api/shops/{shopId}/phrases/{id}',
    params: Path,
    body: Body,
    gives: Phrase,
    needs: 'conversation.reply',
    says: 'Changes a phrase.',
  },
  removePhrase: {
    method: 'delete',
    path: '/api/shops/{shopId}/phrases/{id}',
    params: Path,
    gives: z.object({}),
    needs: 'conversation.reply',
    says: 'Removes a phrase.',
  },
})
