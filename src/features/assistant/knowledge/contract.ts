import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { DbId, inAddress, Moment } from '../../../shared/ids.ts'
import { MESSAGE_LIMIT } from '../../../shared/text.ts'
import { Finding, Verdict } from '../../guard/domain/verdict.ts'
import { ShopPath } from '../../shop/contract.ts'
import { FaqBody, FaqEntry } from '../domain/faq.ts'
import { FAQ_COLUMNS } from '../domain/faq-file.ts'
import { ImportReasons } from '../domain/faq-import.ts'
import { Pattern, PatternBody } from '../domain/pattern.ts'
import { AssistantSettings, Mode } from '../domain/settings.ts'

const EntryPath = ShopPath.extend({ entryId: inAddress.id })
const PatternPath = ShopPath.extend({ patternId: inAddress.id })
const base = '/api/shops/{shopId}/assistant'

/** An entry as lists show it: with the name files give it. */
export const Entry = FaqEntry.extend({ code: z.string() }).meta({ id: 'KnowledgeEntry' })
export type Entry = z.infer<typeof Entry>

const Problem = z.object({
  line: z.number(),
  id: z.string().nullable(),
  column: z.enum(FAQ_COLUMNS).nullable(),
  reason: z.enum(ImportReasons),
  detail: z.string(),
})

/** What a file does, or has done. Lists are cut to the first 200; the numbers are whole. */
export const ImportReport = z
  .object({
    /** Names this plan: sent back, it is carried out as it was shown. */
    plan: z.string(),
    done: z.boolean(),
    columns: z.array(z.object({ header: z.string(), column: z.enum(FAQ_COLUMNS).nullable() })),
    counts: z.object({
      added: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      refused: z.number(),
      noted: z.number(),
    }),
    added: z.array(z.object({ line: z.number(), code: z.string().nullable(), question: z.string() })),
    changed: z.array(
      z.object({ line: z.number(), code: z.string(), question: z.string(), fields: z.array(z.string()) }),
    ),
    refused: z.array(Problem),
    noted: z.array(Problem),
  })
  .meta({ id: 'KnowledgeImport' })
export type ImportReport = z.infer<typeof ImportReport>

const Side = z.object({
  id: z.number(),
  code: z.string(),
  question: z.string(),
  /** The wording that is meant. */
  wording: z.string(),
  answer: z.string(),
  enabled: z.boolean(),
})
export const Clash = z
  .object({
    /** `twice`: both answer alike; `contradicts`: they answer differently. */
    kind: z.enum(['twice', 'contradicts']),
    /** How alike the wordings are, 0–1; 1: the same. */
    alike: z.number(),
    one: Side,
    other: Side,
  })
  .meta({ id: 'KnowledgeClash' })
export type Clash = z.infer<typeof Clash>

const Thresholds = z.object({ answer: z.number(), choose: z.number() })
export const Standing = z
  .object({
    entries: z.number(),
    wordings: z.number(),
    builtAt: z.number(),
    /** For each threshold: the share of questions answered alone, and of those the share that is wrong. */
    curve: z.array(z.object({ threshold: z.number(), answered: z.number(), wrong: z.number() })),
    thresholds: Thresholds,
    measured: Thresholds,
  })
  .meta({ id: 'KnowledgeStanding' })
export type Standing = z.infer<typeof Standing>

const Candidate = z.object({
  source: z.string(),
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  pictures: z.array(z.string()),
  score: z.number(),
  why: z.array(z.object({ by: z.string(), says: z.string() })),
})
export const Trial = z
  .object({
    decision: z.enum(['answer', 'choose', 'hand-over']),
    candidates: z.array(Candidate),
    answers: z.array(z.object({ source: z.string(), id: z.string() })),
    thresholds: Thresholds.nullable(),
    /** The mode at that moment, and what sets it. */
    mode: Mode,
    because: z.enum(['set', 'schedule', 'rush']),
    /** The word after which only a person answers; null if there is none. */
    intercept: z.string().nullable(),
    /** What would be said now, and what the guard finds in it. */
    says: z.array(
      z.object({
        text: z.string(),
        rule: z.string(),
        filler: z.boolean(),
        verdict: Verdict.shape.verdict,
        findings: z.array(Finding),
      }),
    ),
  })
  .meta({ id: 'AssistantTrial' })
export type Trial = z.infer<typeof Trial>

const optional = { text: z.string().max(200).optional(), category: z.string().max(40).optional() }

export const knowledgeContract = endpoints({
  knowledge: {
    method: 'get',
    path: `${base}/knowledge`,
    params: ShopPath,
    query: z.object({
      ...optional,
      state: z.enum(['on', 'off']).optional(),
      validity: z.enum(['now', 'coming', 'over']).optional(),
      ownerId: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    gives: z.object({
      entries: z.array(Entry),
      total: z.number(),
      categories: z.array(z.object({ category: z.string(), entries: z.number() })),
    }),
    needs: 'settings.read',
    says: 'Entries of the FAQ, by category and newest change, with all categories.',
  },
  addEntry: {
    method: 'post',
    path: `${base}/knowledge`,
    params: ShopPath,
    body: FaqBody,
    gives: Entry,
    needs: 'settings.edit',
    says: 'Adds an entry; the assistant knows it within a second or two.',
  },
  entry: {
    method: 'get',
    path: `${base}/knowledge/{entryId}`,
    params: EntryPath,
    gives: Entry,
    needs: 'settings.read',
    says: 'One entry of the FAQ.',
  },
  setEntry: {
    method: 'put',
    path: `${base}/knowledge/{entryId}`,
    params: EntryPath,
    body: FaqBody.extend({ updatedAt: Moment.optional() }),
    gives: Entry,
    needs: 'settings.edit',
    says: 'Replaces an entry; with `updatedAt`, only if nobody has changed it since.',
  },
  removeEntry: {
    method: 'delete',
    path: `${base}/knowledge/{entryId}`,
    params: EntryPath,
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Removes an entry.',
  },
  changeEntries: {
    method: 'post',
    path: `${base}/knowledge-entries`,
    params: ShopPath,
    body: z.object({
      ids: z.array(DbId).min(1).max(1000),
      to: z.union([
        z.object({ enabled: z.boolean() }),
        z.object({ category: FaqBody.shape.category }),
        z.object({ removed: z.literal(true) }),
      ]),
    }),
    gives: z.object({ changed: z.number() }),
    needs: 'settings.edit',
    says: 'Switches many entries on or off, moves them to a category, or removes them.',
  },
  importKnowledge: {
    method: 'post',
    path: `${base}/knowledge-import`,
    params: ShopPath,
    query: z.object({ name: z.string().max(200).default('faq'), plan: z.string().max(64).optional() }),
    gives: ImportReport,
    needs: 'settings.edit',
    says: 'Looks at an xlsx or csv file (the body, at most 10 MB) and says what it would do; with `plan`, does it.',
  },
  exportKnowledge: {
    method: 'get',
    path: `${base}/knowledge-export`,
    params: ShopPath,
    query: z.object({ form: z.enum(['xlsx', 'csv']).default('xlsx') }),
    gives: z.object({ name: z.string(), type: z.string(), base64: z.string() }),
    needs: 'export',
    says: 'All entries as a file that can be imported again without a change.',
  },
  knowledgeChecks: {
    method: 'get',
    path: `${base}/knowledge-checks`,
    params: ShopPath,
    gives: z.object({ clashes: z.array(Clash), more: z.number() }),
    needs: 'settings.read',
    says: 'Entries that are asked for in the same words, and whether they answer alike; the gravest 200.',
  },
  knowledgeStanding: {
    method: 'get',
    path: `${base}/knowledge-curve`,
    params: ShopPath,
    /** Measured for this share of wrong answers instead of the shop's own. */
    query: z.object({ wrongTarget: z.coerce.number().min(0.001).max(0.5).optional() }),
    gives: z.object({ standing: Standing.nullable() }),
    needs: 'settings.read',
    says: 'How much the assistant knows, how sure it must be, and what other thresholds would mean.',
  },
  patterns: {
    method: 'get',
    path: `${base}/patterns`,
    params: ShopPath,
    gives: z.object({ patterns: z.array(Pattern) }),
    needs: 'settings.read',
    says: 'Regular expressions that find an answer, in the order in which they are tried.',
  },
  addPattern: {
    method: 'post',
    path: `${base}/patterns`,
    params: ShopPath,
    body: PatternBody,
    gives: Pattern,
    needs: 'settings.edit',
    says: 'Adds a pattern (RE2 syntax), tried last.',
  },
  setPattern: {
    method: 'put',
    path: `${base}/patterns/{patternId}`,
    params: PatternPath,
    body: PatternBody,
    gives: Pattern,
    needs: 'settings.edit',
    says: 'Changes a pattern.',
  },
  removePattern: {
    method: 'delete',
    path: `${base}/patterns/{patternId}`,
    params: PatternPath,
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Removes a pattern.',
  },
  askAssistant: {
    method: 'post',
    path: `${base}/ask`,
    params: ShopPath,
    body: z.object({
      text: z.string().max(MESSAGE_LIMIT),
      before: z.string().max(MESSAGE_LIMIT).nullable().default(null),
      item: z.string().max(100).nullable().default(null),
      phase: z.string().max(40).nullable().default(null),
      at: Moment.nullable().default(null),
      settings: AssistantSettings.optional(),
    }),
    gives: Trial,
    needs: 'settings.read',
    says: 'What the assistant makes of a question and would say now, and why; with the given or the saved settings.',
  },
})
