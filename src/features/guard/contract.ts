import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { MESSAGE_LIMIT } from '../../shared/text.ts'
import { Author } from '../conversation/domain.ts'
import { ShopPath } from '../shop/contract.ts'
import { Platform } from '../shop/domain.ts'
import { GuardSettings, GuardWord } from './domain/settings.ts'
import { Said, Severity, Verdict } from './domain/verdict.ts'

/** What a message is checked against. */
export const ShopGuard = z.object({ platform: Platform, settings: GuardSettings }).meta({ id: 'ShopGuard' })
export type ShopGuard = z.infer<typeof ShopGuard>

export const GuardRule = z
  .object({
    id: z.string(),
    name: Said,
    /** As shipped, and as it holds in this shop. */
    shipped: Severity,
    inForce: z.enum(['off', ...Severity.options]),
    why: Said,
    cost: Said.nullable(),
    source: Said,
    /** Of the source, YYYY-MM or YYYY-MM-DD; empty where it bears none. */
    date: z.string(),
    /** The platform's or the law's own text; somebody's copy of it; hearsay. */
    confidence: z.enum(['official', 'reported', 'lore']),
  })
  .meta({ id: 'GuardRule' })
export type GuardRule = z.infer<typeof GuardRule>

/** What became of a message: it did not leave; its writer was asked; it left after that, with a reason; it left with a
 * note to its writer. */
export const GuardOutcome = z.enum(['stopped', 'asked', 'sent-anyway', 'noted'])
export type GuardOutcome = z.infer<typeof GuardOutcome>

export const GuardEvent = z
  .object({
    id: z.number(),
    at: z.number(),
    conversationId: z.number(),
    buyerName: z.string().nullable(),
    messageId: z.number().nullable(),
    personId: z.number().nullable(),
    author: Author.exclude(['buyer']),
    outcome: GuardOutcome,
    /** Contact details are masked. */
    finds: z.array(z.object({ rule: z.string(), severity: Severity, text: z.string() })),
    reason: z.string().nullable(),
    falseAlarm: z.object({ by: z.number(), at: z.number() }).nullable(),
  })
  .meta({ id: 'GuardEvent' })
export type GuardEvent = z.infer<typeof GuardEvent>

/** How often a rule led to an outcome on a day of the shop. A message of two rules counts under both. */
export const GuardCount = z.object({
  day: z.string(),
  rule: z.string(),
  outcome: GuardOutcome,
  count: z.number(),
  falseAlarms: z.number(),
})
export type GuardCount = z.infer<typeof GuardCount>

/** A line of a file of words that was not taken, and why. `says` is the sentence of whoever read the file. */
export const RefusedWord = z.object({
  line: z.number(),
  word: z.string(),
  code: z.enum(['empty', 'long', 'severity', 'allowed', 'twice', 'full', 'unreadable']),
  says: z.string().optional(),
})
export type RefusedWord = z.infer<typeof RefusedWord>

const Day = z.iso.date('a day like 2026-11-11')
const Which = z.object({
  /** First and last day in the shop's time zone; the last seven days, if left out. */
  from: Day.optional(),
  to: Day.optional(),
  rule: z.string().max(200).optional(),
  /** 0: nobody, that is, the desk itself. */
  person: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  outcome: GuardOutcome.optional(),
})

export const guardContract = endpoints({
  guard: {
    method: 'get',
    path: '/api/shops/{shopId}/guard',
    params: ShopPath,
    gives: ShopGuard,
    needs: 'conversation.read',
    says: 'Platform and settings of a shop’s guard: what a message needs to be checked before it is sent.',
  },
  setGuard: {
    method: 'put',
    path: '/api/shops/{shopId}/guard',
    params: ShopPath,
    body: GuardSettings.partial({ words: true }),
    gives: ShopGuard,
    needs: 'settings.edit',
    says: 'Replaces the settings; in force with the next message. Words that are left out stay as they are. Refused with the places that are wrong.',
  },
  guardRules: {
    method: 'get',
    path: '/api/shops/{shopId}/guard/rules',
    params: ShopPath,
    gives: z.object({ rules: z.array(GuardRule) }),
    needs: 'settings.read',
    says: 'The shipped rules of the shop’s platform: severity, what they may cost, source, date and how far to trust it.',
  },
  changeGuardWords: {
    method: 'post',
    path: '/api/shops/{shopId}/guard/words',
    params: ShopPath,
    body: z.object({
      put: z.array(GuardWord).max(1000).default([]),
      remove: z.array(z.string().max(60)).max(20_000).default([]),
    }),
    gives: z.object({ words: z.number(), added: z.number(), changed: z.number(), removed: z.number() }),
    needs: 'settings.edit',
    says: 'Adds, changes and removes words of the shop’s own.',
  },
  importGuardWords: {
    method: 'post',
    path: '/api/shops/{shopId}/guard/words/import',
    params: ShopPath,
    gives: z.object({
      added: z.number(),
      changed: z.number(),
      same: z.number(),
      /** How many lines were refused, and the first 200 of them. */
      refusedLines: z.number(),
      refused: z.array(RefusedWord),
    }),
    needs: 'settings.edit',
    says: 'Takes words from a file (xlsx, csv or json as the body, 8 MB at most) with the columns word, severity, why, instead. Taken twice, it changes nothing more.',
  },
  allowPhrase: {
    method: 'post',
    path: '/api/shops/{shopId}/guard/allowed',
    params: ShopPath,
    body: z.object({ phrase: z.string().trim().min(1).max(100) }),
    gives: z.object({ allowed: z.array(z.string()) }),
    needs: 'settings.edit',
    says: 'Allows a phrase from now on: nothing is found in it. A word of the shop’s own that is the same is removed.',
  },
  tryGuard: {
    method: 'post',
    path: '/api/shops/{shopId}/guard/try',
    params: ShopPath,
    body: z.object({
      text: z.string().max(MESSAGE_LIMIT),
      /** Instead of the shop’s own. */
      platform: Platform.optional(),
      /** Instead of the saved ones. */
      settings: GuardSettings.optional(),
    }),
    gives: Verdict,
    needs: 'settings.read',
    says: 'What the guard says of a text. Nothing is sent or written down.',
  },
  guardReport: {
    method: 'get',
    path: '/api/shops/{shopId}/guard/report',
    params: ShopPath,
    query: Which,
    gives: z.object({ from: z.string(), to: z.string(), counts: z.array(GuardCount) }),
    needs: 'conversation.reply',
    says: 'How often each rule stopped, asked or noted, by day. An agent is told of their own messages only.',
  },
  guardEvents: {
    method: 'get',
    path: '/api/shops/{shopId}/guard/events',
    params: ShopPath,
    query: Which.extend({ before: inAddress.longId.optional() }),
    gives: z.object({ events: z.array(GuardEvent), more: z.boolean() }),
    needs: 'conversation.reply',
    says: 'What was stopped, asked about, sent anyway or noted, newest first, 50 at a time. An agent is told of their own messages only.',
  },
  exportGuardReport: {
    method: 'get',
    path: '/api/shops/{shopId}/guard/report/export',
    params: ShopPath,
    query: Which,
    gives: z.object({ csv: z.string(), rows: z.number() }),
    needs: 'export',
    says: 'The same events as the text of a CSV file, 50,000 at most. The audit tells of it.',
  },
  markFalseAlarm: {
    method: 'put',
    path: '/api/shops/{shopId}/guard/events/{eventId}/false-alarm',
    params: ShopPath.extend({ eventId: inAddress.longId }),
    body: z.object({ falseAlarm: z.boolean() }),
    gives: GuardEvent,
    needs: 'conversation.reply',
    says: 'Says that the guard was wrong, or that it was not after all. An agent may say so of their own messages.',
  },
})
