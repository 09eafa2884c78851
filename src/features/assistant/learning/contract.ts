import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { DbId, inAddress } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'
import { FaqBody } from '../domain/faq.ts'
import { Figures } from './domain/figures.ts'
import { Mend } from './domain/mending.ts'
import { Proposal } from './domain/proposing.ts'

const Path = ShopPath.extend({ id: inAddress.id })
const base = '/api/shops/{shopId}/assistant/learning'

/** Days of which a group's trend tells, today last. */
export const TREND_DAYS = 14

export const QuestionGroup = z
  .object({
    id: z.number(),
    /** The most typical of its questions. */
    question: z.string(),
    size: z.number(),
    /** Asked in the last seven days. */
    lately: z.number(),
    firstAt: z.number(),
    lastAt: z.number(),
    /** Questions a day, of the last 14, today last. */
    trend: z.array(z.number()),
    /** The newest, those that differ. */
    examples: z.array(
      z.object({ conversationId: z.number(), messageId: z.number(), text: z.string(), at: z.number() }),
    ),
    /** What people answered, those that say the same together, the most frequent first. */
    answers: z.array(
      z.object({
        text: z.string(),
        size: z.number(),
        people: z.array(z.number()),
        conversationId: z.number(),
        messageId: z.number(),
      }),
    ),
    /** Answers that hold for one buyer or day alone (an order, a date, an address), and are not shown to be offered. */
    personal: z.number(),
    /** Which two of the answers contradict each other. */
    contradiction: z.tuple([z.number(), z.number()]).nullable(),
    proposal: Proposal.nullable(),
    aside: z
      .object({
        how: z.enum(['ignored', 'settled']),
        at: z.number(),
        by: z.number().nullable(),
        why: z.string(),
        /** The entry that was made of it, `faq:12`. */
        to: z.string().nullable(),
        size: z.number(),
      })
      .nullable(),
  })
  .meta({ id: 'QuestionGroup' })
export type QuestionGroup = z.infer<typeof QuestionGroup>

export const Fared = z
  .object({
    source: z.string(),
    record: z.string(),
    /** Its question, or what else it is called; null where it is gone. */
    says: z.string().nullable(),
    figures: Figures,
    lastDay: z.string(),
  })
  .meta({ id: 'LearningFigures' })
export type Fared = z.infer<typeof Fared>

const WeekName = z.string().regex(/^\d{4}-W\d{2}$/)

export const learningContract = endpoints({
  questionGroups: {
    method: 'get',
    path: `${base}/groups`,
    params: ShopPath,
    query: z.object({
      show: z.enum(['open', 'ignored', 'settled']).default('open'),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    gives: z.object({
      groups: z.array(QuestionGroup),
      total: z.number(),
      /** Questions in all groups shown under this heading. */
      questions: z.number(),
      /** When the messages were last read, and whether newer ones wait; null before the first time. */
      readAt: z.number().nullable(),
      behind: z.boolean(),
    }),
    needs: 'settings.read',
    says: 'Questions the assistant could not answer, in groups, the most asked lately first; 20 at a time.',
  },
  readNow: {
    method: 'post',
    path: `${base}/read`,
    params: ShopPath,
    gives: z.object({ read: z.number(), more: z.boolean() }),
    needs: 'settings.edit',
    says: 'Reads what was said since the last time now, rather than within a minute; at most some thousand messages.',
  },
  makeEntry: {
    method: 'post',
    path: `${base}/groups/{id}/entry`,
    params: Path,
    body: FaqBody.pick({ question: true, wordings: true, answer: true, category: true }),
    gives: z.object({ entryId: z.number() }),
    needs: 'settings.edit',
    says: 'Makes a new entry of the FAQ of a group; who confirmed it is audited.',
  },
  makeWordings: {
    method: 'post',
    path: `${base}/groups/{id}/wordings`,
    params: Path,
    body: z.object({ entryId: DbId, wordings: FaqBody.shape.wordings.min(1).max(50) }),
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Adds a group’s ways of asking to an entry there is; who confirmed it is audited.',
  },
  ignoreGroup: {
    method: 'post',
    path: `${base}/groups/{id}/ignore`,
    params: Path,
    body: z.object({ why: z.string().trim().max(200) }),
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Puts a group aside until it has grown by half, and by three questions at least.',
  },
  restoreGroup: {
    method: 'post',
    path: `${base}/groups/{id}/restore`,
    params: Path,
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Takes a group up again.',
  },
  learningFigures: {
    method: 'get',
    path: `${base}/figures`,
    params: ShopPath,
    query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    gives: z.object({ figures: z.array(Fared) }),
    needs: 'settings.read',
    says: 'How each record of the knowledge fared: uses, hand-overs after it, buyers’ reactions, assist.',
  },
  recordUses: {
    method: 'get',
    path: `${base}/uses`,
    params: ShopPath,
    query: z.object({
      source: z.string().max(40),
      record: z.string().max(100),
      before: inAddress.longId.optional(),
    }),
    gives: z.object({
      uses: z.array(
        z.object({
          messageId: z.number(),
          conversationId: z.number(),
          buyerName: z.string(),
          at: z.number(),
          asked: z.string(),
          assist: z.boolean(),
          edited: z.boolean(),
          handedOver: z.boolean(),
          reaction: z.enum(['thanks', 'displeased', 'again']).nullable(),
        }),
      ),
    }),
    needs: 'settings.read',
    says: 'The conversations in which a record was used, newest first, 50 at a time.',
  },
  mendingList: {
    method: 'get',
    path: `${base}/week`,
    params: ShopPath,
    query: z.object({ week: WeekName.optional() }),
    gives: z.object({
      week: z.string(),
      from: z.string(),
      to: z.string(),
      list: z.array(Mend),
      /** On the list of the week before, and no longer. */
      mended: z.array(Mend),
    }),
    needs: 'settings.read',
    says: 'What to mend in a week (ISO, in the shop’s zone; this one by default), and what changed since the one before.',
  },
})
