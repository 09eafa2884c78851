import { parseArgs } from 'node:util'
import { protectionRules } from '../../features/pricing/domain/after/protection-rules.ts'
import { refundRules } from '../../features/pricing/domain/after/refund-rules.ts'
import type { Pieces } from '../../features/pricing/domain/reckon.ts'
import { unreadable } from '../../platform/files/index.ts'
import { type Language, languageOf } from './words.ts'

const refundIds = refundRules.map(({ id }) => id)
const protectionIds = protectionRules.map(({ id }) => id)

export const help = `Usage: ./peakdesk quote FILE [options]
       ./peakdesk quote - [options] < BASKETS.jsonl

Prices a basket that brings its own offers and rules (JSON; docs/guide/pricing.md has the format and examples), and says
how: every reduction with the sum it was held against, each line's share, what was not used and why, and the cheapest
choice of cards. Needs no desk and no database. With - every line of standard input is one basket and gives one result; a
line that cannot be priced gives its number and what is wrong with it, and the others still come.

  --json            the quote as JSON, one a line; amounts in fen. With the options below it has "whatIf", "refund" and
                    "claims" too. What cannot be priced is {"problems": [{"where", "sentence": {"zh", "en"}}]}, of - with
                    "line", its number
  --lang zh|en      language of the text (default: that of the terminal, LC_ALL, LC_MESSAGES or LANG; else zh)
  --what-if         also: the price when any offer begins or ends; what is worth adding (of "catalog" in the file); each
                    card in turn; whether two orders are cheaper
  --refund LINES    also: what is given back for lines, "2,3:1" being all of line 2 and one piece of line 3; "all"
  --refund-rules R  ${refundIds.join(' or ')} (default ${refundIds[0]})
  --later FILE      also: what is due because prices fell; FILE is the same basket as it costs now
  --protection P    by which rule: ${protectionIds.join(', ')} (default ${protectionIds[0]})

  ./peakdesk quote docs/guide/pricing/tmall-2021.json --what-if
  ./peakdesk quote basket.json --refund 1 --lang en
  ./peakdesk quote - --json < baskets.jsonl | jq .payableFen

Exit codes: 0 everything was priced; 1 of several baskets some were not; 2 the basket or the options cannot be used.`

export interface Options {
  /** null: standard input, a basket a line. */
  file: string | null
  json: boolean
  lang: Language
  whatIf: boolean
  /** null: no refund. */
  refund: 'all' | Pieces[] | null
  refundRules: (typeof refundRules)[number]
  later: string | null
  protection: (typeof protectionRules)[number]
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      lang: { type: 'string' },
      'what-if': { type: 'boolean' },
      refund: { type: 'string' },
      'refund-rules': { type: 'string' },
      later: { type: 'string' },
      protection: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })

/** `2,3:1` */
const piecesOf = (text: string): 'all' | Pieces[] => {
  if (text.trim() === 'all') return 'all'
  return text.split(',').map((part) => {
    const [line = '', count] = part.trim().split(/:(?=\d*$)/)
    if (line === '' || count === '')
      throw unreadable(
        `--refund: “${part}” is no line. Write lines as 2,3:1 (all of line 2, one piece of line 3).`,
      )
    return { line, pieces: count === undefined ? Number.POSITIVE_INFINITY : Number(count) }
  })
}

const oneOf = <R extends { id: string }>(flag: string, rules: readonly R[], id: string | undefined): R => {
  const found = id === undefined ? rules[0] : rules.find((r) => r.id === id)
  if (!found) throw unreadable(`${flag} knows ${rules.map((r) => r.id).join(', ')}; not “${id}”.`)
  return found
}

/** The command's arguments; null: help was asked for. Throws `malformed` with a sentence. */
export const readOptions = (args: string[], env: Record<string, string | undefined>): Options | null => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    throw unreadable(`${(error as Error).message} See ./peakdesk quote --help`)
  }
  const { values: v, positionals } = parsed
  if (v.help) return null
  const [file, ...more] = positionals
  if (file === undefined)
    throw unreadable(
      'Which basket? ./peakdesk quote FILE, or - for one a line from standard input; see --help.',
    )
  if (more.length > 0)
    throw unreadable(
      `One file at a time, please: ${positionals.join(', ')}. For several baskets: - and one a line.`,
    )
  const lang = v.lang ?? languageOf(env)
  if (lang !== 'zh' && lang !== 'en') throw unreadable(`--lang knows zh and en; not “${lang}”.`)
  if (v['refund-rules'] !== undefined && v.refund === undefined)
    throw unreadable('--refund-rules is about a refund: say which lines with --refund.')
  if (v.protection !== undefined && v.later === undefined)
    throw unreadable(
      '--protection is about a later price: give the basket as it costs now with --later FILE.',
    )
  if (file === '-' && v.later !== undefined)
    throw unreadable('--later compares with one basket: name its file instead of -.')
  return {
    file: file === '-' ? null : file,
    json: v.json ?? false,
    lang,
    whatIf: v['what-if'] ?? false,
    refund: v.refund === undefined ? null : piecesOf(v.refund),
    refundRules: oneOf('--refund-rules', refundRules, v['refund-rules']),
    later: v.later ?? null,
    protection: oneOf('--protection', protectionRules, v.protection),
  }
}
