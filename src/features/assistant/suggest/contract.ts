import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { inAddress } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'

export const Suggestion = z
  .object({
    /** Sent with the reply as `from`: `faq:12`, `rule:dispatch`, `draft:1`. */
    key: z.string(),
    source: z.string(),
    id: z.string(),
    /** What it answers. */
    question: z.string(),
    /** Ready to send: variables filled, and mended where the guard said how. */
    text: z.string(),
    pictures: z.array(z.string()),
    /** How surely it is the right answer, 0–1; 0 for a draft, of which nobody knows. */
    score: z.number(),
    /** The guard would have stopped or asked about the record's words; this is its wording. */
    mended: z.boolean(),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

export const suggestContract = endpoints({
  suggestions: {
    method: 'get',
    path: '/api/shops/{shopId}/conversations/{id}/suggestions',
    params: ShopPath.extend({ id: inAddress.id }),
    gives: z.object({ suggestions: z.array(Suggestion) }),
    needs: 'conversation.reply',
    says: 'What the assistant would answer to what the buyer waits for, the best first, at most three; none where nobody waits.',
  },
})
