import { z } from 'zod'
import { DbId, LongId, Moment } from '../../shared/ids.ts'
import { Card, MessageText, Reckoned, Tag } from './domain.ts'

/** What people do to a conversation. One endpoint takes them all; the interface's commands, shortcuts and palette
 * are drawn from the same names. */
export const Command = z
  .discriminatedUnion('do', [
    z.object({
      do: z.literal('reply'),
      /** Made by the sender, the same in every retry: the reply is stored once. */
      clientId: z.uuid(),
      text: z.string().max(4000),
      picture: z.string().nullable().default(null),
      /** The text was suggested by the assistant and confirmed by the person. */
      assist: z.boolean().default(false),
      /** Of a suggestion: what it came from (`faq:12`), and whether the person changed it. */
      from: z.string().max(120).optional(),
      edited: z.boolean().optional(),
      /** What it shows besides, and the basket its price was reckoned for. */
      card: Card.optional(),
      basket: Reckoned.optional(),
      /** The guard asked; the person sends it all the same, for this reason. */
      confirm: z.object({ reason: z.string().trim().min(1).max(200) }).optional(),
    }),
    z.object({
      do: z.literal('note'),
      clientId: z.uuid(),
      text: MessageText,
      /** Said to the agent who has the conversation. */
      whisper: z.boolean().optional(),
    }),
    z.object({ do: z.literal('claim') }),
    z.object({ do: z.literal('take') }),
    z.object({
      do: z.literal('close'),
      /** A question stands open and needs no answer: abuse, a wrong shop. */
      unanswered: z.boolean().optional(),
    }),
    z.object({ do: z.literal('reopen') }),
    z.object({
      do: z.literal('transfer'),
      /** To a person, or else to whoever of a team comes first. */
      to: DbId.optional(),
      team: z.string().optional(),
      note: z.string().trim().max(500).default(''),
    }),
    z.object({ do: z.literal('snooze'), until: Moment }),
    z.object({ do: z.literal('wake') }),
    z.object({ do: z.literal('tag'), tags: z.array(Tag).max(20) }),
    z.object({ do: z.literal('seen'), messageId: LongId }),
    /** The buyer agreed in this message of theirs to keep the goods without a refund. */
    z.object({ do: z.literal('consent'), messageId: LongId }),
  ])
  .meta({ id: 'Command' })
export type Command = z.infer<typeof Command>
