import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { DbId, inAddress } from '../../shared/ids.ts'
import { ShopPath } from '../shop/contract.ts'
import { Imported } from './domain/import.ts'
import { Phrase, PhraseBody, PhraseUse } from './domain/phrase.ts'

const Path = ShopPath.extend({ id: inAddress.id })

export const phraseContract = endpoints({
  phrases: {
    method: 'get',
    path: '/api/shops/{shopId}/phrases',
    params: ShopPath,
    gives: z.object({ phrases: z.array(Phrase) }),
    needs: 'conversation.read',
    says: 'The shop’s quick phrases, those of one’s teams, and one’s own. Who may edit settings sees those of every team.',
  },
  addPhrase: {
    method: 'post',
    path: '/api/shops/{shopId}/phrases',
    params: ShopPath,
    body: PhraseBody,
    gives: Phrase,
    needs: 'conversation.reply',
    says: 'Adds a phrase for oneself, or (with settings.edit) for a team or the shop.',
  },
  setPhrase: {
    method: 'put',
    path: '/api/shops/{shopId}/phrases/{id}',
    params: Path,
    body: PhraseBody,
    gives: Phrase,
    needs: 'conversation.reply',
    says: 'Changes a phrase, also whose it is.',
  },
  removePhrase: {
    method: 'delete',
    path: '/api/shops/{shopId}/phrases/{id}',
    params: Path,
    gives: z.object({}),
    needs: 'conversation.reply',
    says: 'Removes a phrase.',
  },
  usedPhrases: {
    method: 'post',
    path: '/api/shops/{shopId}/phrases/uses',
    params: ShopPath,
    body: z.object({
      /** The id under which the message was sent: told twice, it counts once. */
      clientId: z.string().trim().min(1).max(100),
      ids: z.array(DbId).min(1).max(50),
    }),
    gives: z.object({}),
    needs: 'conversation.reply',
    says: 'Tells with which phrases a message was sent that the desk has.',
  },
  phraseUses: {
    method: 'get',
    path: '/api/shops/{shopId}/phrases/uses',
    params: ShopPath,
    gives: z.object({ uses: z.array(PhraseUse) }),
    needs: 'conversation.read',
    says: 'How much the phrases one sees are used: by everybody in the last 30 days, and when last.',
  },
  importPhrases: {
    method: 'post',
    path: '/api/shops/{shopId}/phrases/import',
    params: ShopPath,
    query: z.object({
      /** The plan that was shown. Left out, nothing is changed and the plan is given. */
      confirm: z.string().max(100).optional(),
    }),
    gives: Imported,
    needs: 'conversation.reply',
    says: 'Reads phrases from a file (the body: XLSX or CSV up to 2 MiB) and says line by line what it would add, change or refuse; with `confirm` of that plan, does it.',
  },
  exportPhrases: {
    method: 'get',
    path: '/api/shops/{shopId}/phrases/export',
    params: ShopPath,
    query: z.object({ language: z.enum(['zh-CN', 'en']).default('zh-CN') }),
    gives: z.object({
      /** An XLSX file, base64. */
      file: z.string(),
    }),
    needs: 'export',
    says: 'The phrases one sees as a sheet that can be imported again.',
  },
})
