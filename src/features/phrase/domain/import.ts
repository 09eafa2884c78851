import { z } from 'zod'
import { excerpt, folded } from '../../../shared/text.ts'
import type { Team } from '../../shop/domain.ts'
import { type PhaseCode, phases } from './phases.ts'
import { CODE_LIMIT, PhraseBody, Scope, TEXT_LIMIT, TITLE_LIMIT } from './phrase.ts'
import { codeNamed, situations } from './situations.ts'

/** Most lines of a file. */
export const MOST_LINES = 2000

/** Why a line was refused. The interface has a sentence for each. */
export const Why = z.enum([
  'no-code',
  'long-code',
  'bad-code',
  'no-text',
  'long-text',
  'long-title',
  'unknown-variable',
  'unknown-scope',
  'not-yours',
  'twice',
  'torn',
])
export type Why = z.infer<typeof Why>

const WhyNot = z.object({
  why: Why,
  /** The words, limit, phase or line it is about. */
  about: z.union([z.string(), z.number()]).nullable(),
})

export const ImportLine = z
  .object({
    /** The line of the file, or the row of the sheet. */
    line: z.number(),
    does: z.enum(['add', 'change', 'same', 'refuse']),
    scope: Scope.nullable(),
    team: z.string().nullable(),
    code: z.string(),
    text: z.string(),
    /** Of a change: what differs. */
    changed: z.array(z.enum(['code', 'situation', 'title', 'text', 'variants'])),
    whyNot: z.array(WhyNot),
  })
  .meta({ id: 'PhraseImportLine' })
export type ImportLine = z.infer<typeof ImportLine>

export const Imported = z
  .object({
    /** Why the file as a whole could not be read; null where it could. */
    fault: z.enum(['empty', 'old-excel', 'not-a-table', 'no-columns', 'no-lines', 'too-many']).nullable(),
    /** The file's columns, and what each was taken for; null for those that are not read. */
    columns: z.array(z.object({ name: z.string(), is: z.string().nullable() })),
    lines: z.array(ImportLine),
    /** To be given back to confirm exactly this. */
    plan: z.string(),
    /** Whether it was done. False after confirming: the phrases had changed since, and this is the plan now. */
    done: z.boolean(),
  })
  .meta({ id: 'PhraseImport' })
export type Imported = z.infer<typeof Imported>

type Field = 'code' | 'situation' | 'title' | 'text' | 'scope' | 'team'
/** A column: one of a phrase's fields, or the words for a phase. */
export type Column = Field | `phase:${PhaseCode}`

/** What shops and the desks they come from call the columns. */
const names: Record<Field, readonly string[]> = {
  code: [
    '代码',
    '编码',
    '快捷码',
    '快捷编码',
    '短语编码',
    '快捷词',
    '快捷键',
    'code',
    'shortcut',
    'short code',
    'key',
  ],
  situation: ['场景', '分类', '分组', '类别', '类型', 'situation', 'category', 'group', 'folder'],
  title: ['标题', '名称', '短语名称', '短语标题', 'title', 'name'],
  text: [
    '内容',
    '短语内容',
    '短语',
    '话术',
    '话术内容',
    '回复',
    '回复内容',
    'text',
    'content',
    'message',
    'reply',
    'phrase',
  ],
  scope: ['归属', '范围', '可见范围', '所属', 'scope', 'whose', 'visibility'],
  team: ['客服组', '团队', '组', '小组', 'team'],
}

/** What a column holds, by its header; null where nobody knows. */
export const columnNamed = (header: string): Column | null => {
  const asked = folded(header)
  for (const [field, known] of Object.entries(names) as [Field, readonly string[]][])
    if (known.some((name) => folded(name) === asked)) return field
  const bare = header.trim().replace(/\s*(话术|内容|文案|text|wording)$/i, '')
  const phase = codeNamed(phases, header) ?? codeNamed(phases, bare)
  return phase === undefined ? null : `phase:${phase}`
}

/** The columns of a file in order; of two that hold the same, the first counts. */
export const columnsOf = (headers: readonly string[]): { name: string; is: Column | null }[] => {
  const taken = new Set<Column>()
  return headers.map((name) => {
    const is = columnNamed(name)
    if (is === null || taken.has(is)) return { name, is: null }
    taken.add(is)
    return { name, is }
  })
}

const words = {
  shop: [
    '全店',
    '店铺',
    '本店',
    '公共',
    '共享',
    '所有人',
    'shop',
    'the shop’s',
    'everybody',
    'all',
    'public',
  ],
  mine: ['仅自己', '自己', '个人', '我的', '私有', 'mine', 'me', 'personal', 'own', 'private'],
  team: ['客服组', '团队', '组', 'team'],
}
const isOne = (list: readonly string[], cell: string) => list.some((word) => folded(word) === folded(cell))

type Whose = Pick<PhraseBody, 'scope' | 'team'>

/** Whose a line is. Without a word of it: the shop's where the person may edit that, else their own. */
const whoseOf = (scope: string, team: string, who: Importer): Whose | null => {
  const teamNamed = (cell: string): Whose | null => {
    const found = who.teams.find((t) => folded(t.code) === folded(cell) || folded(t.name) === folded(cell))
    return found ? { scope: 'team', team: found.code } : null
  }
  if (isOne(words.shop, scope)) return { scope: 'shop', team: null }
  if (isOne(words.mine, scope)) return { scope: 'mine', team: null }
  if (team !== '') return scope === '' || isOne(words.team, scope) ? teamNamed(team) : null
  if (scope !== '') return teamNamed(scope)
  return { scope: who.mayEdit ? 'shop' : 'mine', team: null }
}

export interface Importer {
  /** May change what is not one's own. */
  mayEdit: boolean
  teams: readonly Team[]
}

/** A line as it was read, or why it could not be cut into cells. */
export type Read = { line: number; values: Record<string, string> } | { line: number; why: string }

export interface Known extends PhraseBody {
  id: number
}

export interface Plan {
  lines: ImportLine[]
  add: PhraseBody[]
  change: Known[]
}

/** A phrase is known again by whose it is and its code, whatever its case. */
export const identity = ({ scope, team, code }: Pick<PhraseBody, 'scope' | 'team' | 'code'>): string =>
  `${scope}/${team ?? ''}/${code.toLowerCase()}`

/** What a situation cell says: a known one, one followed by more words (“改单 核对”), or words of the shop's own. */
const situationOf = (cell: string): { situation?: PhraseBody['situation']; title?: string } => {
  if (cell === '') return {}
  const known = codeNamed(situations, cell)
  if (known) return { situation: known }
  const [first = '', ...rest] = cell.split(/[\s/|｜·-]+/)
  const begins = codeNamed(situations, first)
  return { situation: begins ?? 'other', title: excerpt(begins ? rest.join(' ') : cell, TITLE_LIMIT) }
}

const limits: Partial<Record<string, { few: Why; many: Why; most: number }>> = {
  code: { few: 'no-code', many: 'long-code', most: CODE_LIMIT },
  text: { few: 'no-text', many: 'long-text', most: TEXT_LIMIT },
  variants: { few: 'no-text', many: 'long-text', most: TEXT_LIMIT },
  title: { few: 'long-title', many: 'long-title', most: TITLE_LIMIT },
}

/** What is wrong with a phrase, as reasons of the list: of one field the first, an empty code is not also a bad one. */
const wrongWith = (error: z.ZodError): z.infer<typeof WhyNot>[] =>
  error.issues
    .filter(({ path }, i, all) => all.findIndex((one) => one.path.join() === path.join()) === i)
    .map(({ path: [field = ''], code, message }) => {
      const limit = limits[String(field)]
      if (code === 'custom')
        return { why: 'unknown-variable', about: /[{｛].*?[}｝]/.exec(message)?.[0] ?? '' }
      if (code === 'too_big' && limit) return { why: limit.many, about: limit.most }
      if (code === 'too_small' && limit) return { why: limit.few, about: null }
      return { why: 'bad-code', about: null }
    })

const fields = ['code', 'situation', 'title', 'text', 'variants'] as const
const inOrder = (value: unknown): string =>
  JSON.stringify(value && typeof value === 'object' ? Object.entries(value).sort() : value)

/**
 * What a file would do to the phrases there are, line by line. What the file has no column for stays as it is; an empty
 * cell of a phase takes its words away. The same file again changes nothing.
 */
export const planImport = (
  rows: readonly Read[],
  columns: readonly { name: string; is: Column | null }[],
  have: readonly Known[],
  who: Importer,
): Plan => {
  const plan: Plan = { lines: [], add: [], change: [] }
  const known = new Map(have.toReversed().map((phrase) => [identity(phrase), phrase]))
  const seen = new Map<string, number>()
  const header = new Map(columns.flatMap(({ name, is }) => (is ? [[is, name] as const] : [])))
  for (const row of rows) {
    const blank = { line: row.line, scope: null, team: null, code: '', text: '', changed: [] }
    if ('why' in row) {
      plan.lines.push({ ...blank, does: 'refuse', whyNot: [{ why: 'torn', about: null }] })
      continue
    }
    const cell = (column: Column): string =>
      (row.values[header.get(column) ?? '\0'] ?? '').replaceAll('\r\n', '\n').trim()
    const shown = { ...blank, code: cell('code').replace(/^[/／、]/, ''), text: excerpt(cell('text'), 80) }
    const refuseFor = (why: Why, about: string | number | null = null, whose: Whose | null = null) =>
      plan.lines.push({ ...shown, ...whose, does: 'refuse', whyNot: [{ why, about }] })

    const whose = whoseOf(cell('scope'), cell('team'), who)
    if (!whose) {
      refuseFor('unknown-scope', cell('team') || cell('scope'))
      continue
    }
    if (whose.scope !== 'mine' && !who.mayEdit) {
      refuseFor('not-yours', null, whose)
      continue
    }
    const id = identity({ ...whose, code: shown.code })
    const before = known.get(id)
    const from = situationOf(cell('situation'))
    const variants: Record<string, string> = { ...before?.variants }
    for (const { code } of phases) {
      if (!header.has(`phase:${code}`)) continue
      const text = cell(`phase:${code}`)
      if (text === '') delete variants[code]
      else variants[code] = text
    }
    const parsed = PhraseBody.safeParse({
      ...whose,
      code: shown.code,
      situation: from.situation ?? before?.situation ?? 'other',
      title: header.has('title') ? cell('title') : (from.title ?? before?.title ?? ''),
      text: cell('text'),
      variants,
      pictures: before?.pictures ?? [],
    })
    if (!parsed.success) {
      plan.lines.push({ ...shown, ...whose, does: 'refuse', whyNot: wrongWith(parsed.error) })
      continue
    }
    const earlier = seen.get(id)
    if (earlier !== undefined) {
      refuseFor('twice', earlier, whose)
      continue
    }
    seen.set(id, row.line)
    const after = parsed.data
    const changed = before ? fields.filter((field) => inOrder(before[field]) !== inOrder(after[field])) : []
    const does = !before ? 'add' : changed.length > 0 ? 'change' : 'same'
    plan.lines.push({ ...shown, ...whose, does, changed, whyNot: [] })
    if (!before) plan.add.push(after)
    else if (changed.length > 0) plan.change.push({ ...after, id: before.id })
  }
  return plan
}
