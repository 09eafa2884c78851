import { folded } from '../../../shared/text.ts'
import type { Instant } from '../../../shared/time.ts'
import { atWall, wallOf } from '../../../shared/wall.ts'
import type { FaqBody } from './faq.ts'

/** Columns of an FAQ file, in the order in which one is written. */
export const FAQ_COLUMNS = [
  'id',
  'question',
  'wordings',
  'answer',
  'category',
  'items',
  'phases',
  'validFrom',
  'validTo',
  'enabled',
  'pictures',
  'owner',
] as const
export type FaqColumn = (typeof FAQ_COLUMNS)[number]

/** Headers as they are written, with what tells a list of one thing per line from one with separators. */
export const HEADERS: Record<'zh-CN' | 'en', Record<FaqColumn, string>> = {
  'zh-CN': {
    id: '编号',
    question: '问题',
    wordings: '相似问（一行一个）',
    answer: '答案',
    category: '分类',
    items: '商品（一行一个）',
    phases: '活动阶段（一行一个）',
    validFrom: '生效时间',
    validTo: '失效时间',
    enabled: '启用',
    pictures: '图片（一行一个）',
    owner: '负责人',
  },
  en: {
    id: 'id',
    question: 'question',
    wordings: 'wordings (one per line)',
    answer: 'answer',
    category: 'category',
    items: 'items (one per line)',
    phases: 'phases (one per line)',
    validFrom: 'valid from',
    validTo: 'valid to',
    enabled: 'enabled',
    pictures: 'pictures (one per line)',
    owner: 'owner',
  },
}

/** Other names such columns have in exports of this trade. */
const ALSO: Record<FaqColumn, string[]> = {
  id: ['ID', '序号', '编码', '知识ID', '知识编号', '问题ID', 'faq id', 'code'],
  question: [
    '标准问',
    '标准问题',
    '标准问法',
    '知识标题',
    '标题',
    '买家问题',
    'title',
    'q',
    'standard question',
  ],
  wordings: [
    '相似问',
    '相似问题',
    '相似问法',
    '扩展问',
    '其他问法',
    '问法',
    'wordings',
    'similar questions',
    'variants',
    'other wordings',
  ],
  answer: ['回复', '答复', '回答', '标准答案', '回复内容', '答案内容', 'a', 'reply', 'response'],
  category: ['类别', '类目', '知识分类', '问题分类', '分类名称', 'group', 'topic'],
  items: ['商品', '商品ID', '关联商品', '适用商品', 'items', 'products', 'product ids'],
  phases: ['活动阶段', '阶段', '适用阶段', 'phases', 'campaign phases'],
  validFrom: ['生效日期', '开始时间', '有效期开始', '有效期起', '有效期从', 'from', 'validfrom', 'start'],
  validTo: ['失效日期', '结束时间', '有效期结束', '有效期止', '有效期至', 'to', 'until', 'validto', 'end'],
  enabled: ['状态', '是否启用', 'active', 'on'],
  pictures: ['图片', 'pictures', 'images'],
  owner: ['维护人', '责任人', 'owner name', 'maintainer'],
}

const byName = new Map<string, FaqColumn>(
  FAQ_COLUMNS.flatMap((column) =>
    [HEADERS['zh-CN'][column], HEADERS.en[column], ...ALSO[column]].map((name): [string, FaqColumn] => [
      folded(name),
      column,
    ]),
  ),
)
const ONE_PER_LINE = /一行一个|oneperline/

/** The column a header names; null if it is none of ours. Width, case, blanks and punctuation do not matter. */
export const columnOf = (header: string): FaqColumn | null => byName.get(folded(header)) ?? null

/** What a row of a file says: only the columns that the file has. */
export interface FaqRow {
  line: number
  cells: Partial<Record<FaqColumn, string>>
}

/** The things of a list cell. Where the header does not say “one per line”, a line end, `|`, `；` or `;` parts them. */
export const listOf = (cell: string, header: string): string[] => {
  const parts =
    ONE_PER_LINE.test(folded(header)) || cell.includes('\n') ? cell.split('\n') : cell.split(/[|｜;；]/)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}

const YES = new Set([
  '是',
  '启用',
  '已启用',
  '开',
  '开启',
  '有效',
  'y',
  'yes',
  'true',
  'on',
  '1',
  'enabled',
  'active',
])
const NO = new Set([
  '否',
  '停用',
  '已停用',
  '禁用',
  '关',
  '关闭',
  '无效',
  'n',
  'no',
  'false',
  'off',
  '0',
  'disabled',
  'inactive',
])

/** A yes or no; null for what is neither. */
export const switchOf = (cell: string): boolean | null => {
  const said = folded(cell)
  if (YES.has(said)) return true
  return NO.has(said) ? false : null
}

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?$/

/**
 * The moment a cell means by the shop's clocks; null for what is none. A day alone (or with 00:00:00, as sheets have
 * days) is its beginning, as an end the whole day: `to` 11-11 holds until 11-12 00:00.
 */
export const momentOf = (cell: string, zone: string, end: boolean): Instant | null => {
  const found = DATE.exec(cell.trim())
  if (!found) return null
  const [, year = '', month = '', day = '', hour, minute = '00', second] = found
  const wholeDay = hour === undefined || (second === '00' && minute === '00' && Number(hour) === 0)
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + (end && wholeDay ? 1 : 0)))
  const named = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (named.getUTCMonth() !== Number(month) - 1 || Number(hour ?? 0) > 23 || Number(minute) > 59) return null
  const clock = wholeDay ? '00:00' : `${(hour ?? '00').padStart(2, '0')}:${minute}`
  return atWall(`${date.toISOString().slice(0, 10)}T${clock}`, zone)
}

const written = (at: Instant | null, zone: string): string =>
  at === null ? '' : wallOf(at, zone).replace('T', ' ')

/** An entry as a row of a file: cells in the order of `FAQ_COLUMNS`. Read again, it is the same entry. */
export const cellsOf = (
  entry: FaqBody & { code: string },
  about: { zone: string; locale: 'zh-CN' | 'en'; owners: ReadonlyMap<number, string> },
): string[] => {
  const { zone, locale, owners } = about
  const cells: Record<FaqColumn, string> = {
    id: entry.code,
    question: entry.question,
    wordings: entry.wordings.join('\n'),
    answer: entry.answer,
    category: entry.category,
    items: entry.items.join('\n'),
    phases: entry.phases.join('\n'),
    validFrom: written(entry.validFrom, zone),
    validTo: written(entry.validTo, zone),
    enabled: (locale === 'en' ? ['no', 'yes'] : ['否', '是'])[Number(entry.enabled)] ?? '',
    pictures: entry.pictures.join('\n'),
    owner: entry.ownerId === null ? '' : (owners.get(entry.ownerId) ?? ''),
  }
  return FAQ_COLUMNS.map((column) => cells[column])
}
