import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeXlsx from 'write-excel-file/node'
import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import { assertUnpacksWithin, openTable } from '../../platform/files/index.ts'
import { bodyBytes } from '../../platform/http/body.ts'
import type { Caller } from '../../platform/http/serve.ts'
import { Refusal } from '../../shared/refusal.ts'
import { byOf, changeSettings, type SettingsDeps, teamsOf } from '../shop/index.ts'
import {
  type Column,
  columnNamed,
  columnsOf,
  type Imported,
  type Importer,
  type Known,
  MOST_LINES,
  type Plan,
  planImport,
  type Read,
} from './domain/import.ts'
import { phases } from './domain/phases.ts'
import { nameOf, situations } from './domain/situations.ts'
import { isEditor, teamsSeen } from './seen.ts'
import { stored, whose } from './service.ts'
import * as store from './store.ts'

/** Largest file, bytes. 2,000 phrases of 200 characters take 1 MB as CSV. */
const FILE_LIMIT = 2 * 1024 * 1024
/** And unpacked: a sheet's XML is about four times its words. */
const UNPACKED_LIMIT = 24 * 1024 * 1024

interface Sheet {
  columns: { name: string; is: Column | null }[]
  rows: Read[]
}
const nothing: Imported = { fault: null, columns: [], lines: [], plan: '', done: false }

/** The reader of files takes a place on the disk: it reads files of gigabytes piece by piece. */
const onDisk = async <T>(bytes: Uint8Array, read: (path: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-phrases-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes, { mode: 0o600 })
    return await read(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const begins = (bytes: Uint8Array, mark: string): boolean =>
  Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark

/** The rows of a file, or what is wrong with it as a whole. */
const read = async (bytes: Uint8Array): Promise<Sheet | Imported> => {
  if (bytes.length === 0) return { ...nothing, fault: 'empty' }
  if (begins(bytes, 'ÐÏ\x11à')) return { ...nothing, fault: 'old-excel' }
  try {
    if (begins(bytes, 'PK')) assertUnpacksWithin(bytes, UNPACKED_LIMIT)
    return await onDisk(bytes, async (path) => {
      const table = await openTable(path, {
        knows: (columns) => columns.filter((name) => columnNamed(name) !== null).length,
      })
      const columns = columnsOf(table.columns)
      const known = new Set(columns.map(({ is }) => is))
      if (!known.has('code') || !known.has('text')) return { ...nothing, fault: 'no-columns', columns }
      const rows: Read[] = []
      for await (const row of table.rows()) {
        if (rows.length === MOST_LINES) return { ...nothing, fault: 'too-many', columns }
        rows.push(row)
      }
      return rows.length === 0 ? { ...nothing, fault: 'no-lines', columns } : { columns, rows }
    })
  } catch (error) {
    // A sentence of the reader's about the file as a whole; the interface says what can be read.
    if (error instanceof Refusal && error.code === 'malformed') return { ...nothing, fault: 'not-a-table' }
    throw error
  }
}

const knownTo = async (tx: Tx, { actor }: Caller, shopId: number): Promise<Known[]> => {
  const phrases = await store.phrasesFor(tx, shopId, actor.personId, await teamsSeen(tx, actor, shopId))
  return phrases.map(({ personId, ...phrase }) => ({ ...phrase, ...whose({ personId, team: phrase.team }) }))
}

const planned = async (
  tx: Tx,
  caller: Caller,
  shopId: number,
  { rows, columns }: Sheet,
): Promise<{ plan: Plan; seal: string }> => {
  const who: Importer = { mayEdit: isEditor(caller.actor, shopId), teams: await teamsOf(tx, shopId) }
  const plan = planImport(rows, columns, await knownTo(tx, caller, shopId), who)
  const seal = createHash('sha256').update(JSON.stringify(plan)).digest('base64url')
  return { plan, seal }
}

/**
 * Says what a file would do, and with `confirm` of that plan does it. Should phrases have changed since, nothing is done
 * and the plan as it is now is given. Refuses `too-large`.
 */
export const importPhrases = async (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  confirm: string | undefined,
): Promise<Imported> => {
  const sheet = await read(await bodyBytes(caller.raw, FILE_LIMIT))
  if ('fault' in sheet) return sheet
  const given = ({ plan, seal }: { plan: Plan; seal: string }, done: boolean): Imported => ({
    fault: null,
    columns: sheet.columns,
    lines: plan.lines,
    plan: seal,
    done,
  })
  if (confirm === undefined)
    return deps.db.tx({ shops: [shopId] }, async (tx) =>
      given(await planned(tx, caller, shopId, sheet), false),
    )

  const { personId } = caller.actor
  return changeSettings(deps, byOf(caller), shopId, 'phrases', async (tx) => {
    const now = await planned(tx, caller, shopId, sheet)
    if (now.seal !== confirm) return { gives: given(now, false), audit: null }
    const { add, change } = now.plan
    await store.insertPhrases(
      tx,
      shopId,
      add.map((body) => stored(body, personId)),
      deps.clock.now(),
    )
    await store.savePhrases(
      tx,
      shopId,
      change.map(({ id, ...body }) => ({ id, ...stored(body, personId) })),
    )
    const others = <T extends { scope: string }>(all: readonly T[]) =>
      all.filter(({ scope }) => scope !== 'mine').length
    const detail = { added: others(add), changed: others(change) }
    return {
      gives: given(now, true),
      audit: detail.added + detail.changed === 0 ? null : { what: 'phrase.imported', detail },
    }
  })
}

const headers = {
  'zh-CN': {
    code: '代码',
    situation: '场景',
    title: '标题',
    scope: '归属',
    text: '内容',
    shop: '全店',
    mine: '仅自己',
  },
  en: {
    code: 'Code',
    situation: 'Situation',
    title: 'Title',
    scope: 'Whose',
    text: 'Text',
    shop: 'The shop’s',
    mine: 'Mine',
  },
} as const

/** What a person sees as a sheet, with the columns that an import reads. Audited: the shop's words leave the desk. */
export const exportPhrases = async (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  language: 'zh-CN' | 'en',
): Promise<{ file: string }> => {
  const { phrases, teams } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    const phrases = await knownTo(tx, caller, shopId)
    const detail = { phrases: phrases.length }
    await record(tx, { shopId, ...byOf(caller), what: 'phrase.exported', detail }, deps.clock.now())
    return { phrases, teams: await teamsOf(tx, shopId) }
  })
  const say = headers[language]
  const rows = [
    [
      say.code,
      say.situation,
      say.title,
      say.scope,
      say.text,
      ...phases.map(({ code }) => nameOf(phases, code, language)),
    ],
    ...phrases.map(({ code, situation, title, scope, team, text, variants }) => [
      code,
      nameOf(situations, situation, language),
      title,
      scope === 'team' ? (teams.find((t) => t.code === team)?.name ?? team ?? '') : say[scope],
      text,
      ...phases.map((phase) => variants[phase.code] ?? ''),
    ]),
  ]
  const sheet = rows.map((row, i) =>
    row.map((value) => ({ value, type: String, ...(i === 0 && { fontWeight: 'bold' as const }) })),
  )
  const widths = [10, 14, 20, 12, 80, ...phases.map(() => 40)]
  const file = await writeXlsx(sheet, { columns: widths.map((width) => ({ width })) }).toBuffer()
  return { file: file.toString('base64') }
}
