import { createHash } from 'node:crypto'
import { bodyBytes } from '../../../platform/http/body.ts'
import { refuse } from '../../../shared/refusal.ts'
import { type By, changeSettings, membersOf, type SettingsDeps } from '../../shop/index.ts'
import { cellsOf } from '../domain/faq-file.ts'
import { type ImportPlan, planImport } from '../domain/faq-import.ts'
import { loadSettings } from '../load.ts'
import type { ImportReport } from './contract.ts'
import { type FaqFile, faqCsv, faqXlsx, readFaqFile } from './files.ts'
import { MOST_ENTRIES } from './load.ts'
import * as store from './store.ts'

/** Bytes of an FAQ file: 20,000 entries with five wordings each have 6 MB as CSV. */
export const FILE_LIMIT = 10 * 1024 * 1024
/** Entries and problems shown one by one. */
const SHOWN = 200

const planFor = (deps: SettingsDeps, shopId: number, file: FaqFile) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop } = await loadSettings(tx, shopId)
    const stamp = await store.stampOf(tx, shopId)
    const members = await membersOf(tx, shopId)
    const owners = new Map(
      [
        ...members.map((m) => [m.name, m.personId] as const),
        ...members.map((m) => [m.username, m.personId] as const),
      ].map(([name, id]) => [name.toLowerCase(), id]),
    )
    const known = await store.everyEntry(tx, shopId, MOST_ENTRIES)
    const plan = planImport(file.rows, known, { shopId, zone: shop.timeZone, owners, most: MOST_ENTRIES })
    plan.refused.unshift(...file.refused)
    return { plan, stamp }
  })

/** Names what a plan would write. */
const nameOf = ({ added, changed }: ImportPlan): string =>
  createHash('sha256')
    .update(JSON.stringify([added, changed]))
    .digest('base64url')
    .slice(0, 32)

const report = (file: FaqFile, plan: ImportPlan, done: boolean): ImportReport => ({
  plan: nameOf(plan),
  done,
  columns: file.columns,
  counts: {
    added: plan.added.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged,
    refused: plan.refused.length,
    noted: plan.noted.length,
  },
  added: plan.added.slice(0, SHOWN).map(({ line, code, body }) => ({ line, code, question: body.question })),
  changed: plan.changed
    .slice(0, SHOWN)
    .map(({ line, code, body, fields }) => ({ line, code, question: body.question, fields })),
  refused: plan.refused.slice(0, SHOWN),
  noted: plan.noted.slice(0, SHOWN),
})

/**
 * Says what a file would do, or with the name of such a plan does exactly that: refuses `changed-meanwhile` where the
 * entries or the file are no longer those that were looked at. The file is read and compared before the shop's turn is
 * taken: its messages would wait for it (specs/assistant.md AST-56…AST-59).
 */
export const importFile = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  given: { raw: Request; name: string; plan?: string | undefined },
): Promise<ImportReport> => {
  const file = await readFaqFile(await bodyBytes(given.raw, FILE_LIMIT), given.name)
  const { plan, stamp } = await planFor(deps, shopId, file)
  if (given.plan === undefined) return report(file, plan, false)
  if (given.plan !== nameOf(plan)) throw refuse('changed-meanwhile')
  const writer = { personId: by.personId, at: deps.clock.now() }
  return changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    if ((await store.stampOf(tx, shopId)) !== stamp) throw refuse('changed-meanwhile')
    const { added, changed } = plan
    if (added.length > 0) await store.insertEntries(tx, shopId, added, writer)
    if (changed.length > 0) await store.saveEntries(tx, shopId, changed, writer)
    const gives = report(file, plan, true)
    const nothing = added.length + changed.length === 0
    const { refused } = gives.counts
    const detail = { file: given.name, added: added.length, changed: changed.length, refused }
    return { gives, audit: nothing ? null : { what: 'faq.imported', detail } }
  })
}

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** All entries as a file in the shop's language. */
export const exportFile = async (
  deps: SettingsDeps,
  shopId: number,
  form: 'xlsx' | 'csv',
): Promise<{ name: string; type: string; base64: string }> => {
  const { shop, rows } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop } = await loadSettings(tx, shopId)
    const owners = new Map((await membersOf(tx, shopId)).map((m) => [m.personId, m.username]))
    const about = { zone: shop.timeZone, locale: shop.locale, owners }
    const entries = await store.everyEntry(tx, shopId, MOST_ENTRIES)
    return { shop, rows: entries.map((entry) => cellsOf(entry, about)) }
  })
  const bytes = form === 'csv' ? faqCsv(rows, shop.locale) : await faqXlsx(rows, shop.locale)
  return { name: `faq-${shopId}.${form}`, type: TYPES[form], base64: Buffer.from(bytes).toString('base64') }
}
