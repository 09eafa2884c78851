import { parseArgs } from 'node:util'
import { SPLITS, type Split } from '../../features/clock/index.ts'
import { Platform } from '../../features/shop/domain.ts'
import { unreadable } from '../../platform/files/index.ts'
import { DAY, type Instant } from '../../shared/time.ts'
import { commonTimes } from '../../shared/written-time.ts'

export const help = `Usage: ./peakdesk rates --platform NAME FILE [options]

Counts recorded chats by each platform's own rules: response rates, means and first answers. Needs no desk and no
database, and changes nothing. FILE is JSONL, a message a line, with session, buyer, agent, role, at, text (see
docs/guide/rates.md), or anything that "import chats" reads.

  --platform NAME     whose rules: ${Platform.options.join(', ')}
  --rule ID           only this rule, also where it is switched off; may be given several times
  --from TIME         only what begins from then on: a date like 2026-11-11, or a time like 2026-11-11T08:00
  --to TIME           only what begins until then: that day included, or before that time
  --zone ZONE         the shop's (default Asia/Shanghai): for its days and hours, and for times that name none
  --as-of TIME        what is not answered and not due by then is open. By default the file is taken for complete:
                      what it does not hold did not happen
  --by WHAT           also a table by agent, team or day
  --greeting TEXT     a greeting that the assistant sends by itself, word for word; may be given several times
  --json              everything as JSON, with the file's lines behind each unit

  ./peakdesk rates --platform taobao chats.jsonl --from 2026-11-01 --to 2026-11-11 --by agent`

export interface Options {
  file: string
  platform: Platform
  rules: string[]
  from: Instant
  to: Instant
  zone: string
  asOf: Instant
  by: Split | null
  greetings: string[]
  json: boolean
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      platform: { type: 'string' },
      rule: { type: 'string', multiple: true },
      from: { type: 'string' },
      to: { type: 'string' },
      zone: { type: 'string' },
      'as-of': { type: 'string' },
      by: { type: 'string' },
      greeting: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })

const zoneOf = (zone: string): string => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw unreadable(`The time zone “${zone}” is not known. Give one like --zone Asia/Shanghai.`)
  }
}

const oneOf = <T extends string>(flag: string, known: readonly T[], text: string): T => {
  const found = known.find((name) => name === text)
  if (found === undefined) throw unreadable(`${flag} knows ${known.join(', ')}; not “${text}”.`)
  return found
}

const BARE_DATE = /^\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?$/

/** A moment of the zone. `until`: a bare date means that day as well. */
const momentOf = (flag: string, text: string, zone: string, until = false): Instant => {
  const timeOf = commonTimes(zone)
  const at = timeOf(text.trim())
  if (at === null)
    throw unreadable(`${flag}: “${text}” is no time. Give one like 2026-11-11 or 2026-11-11T08:00.`)
  if (!until || !BARE_DATE.test(text.trim())) return at
  // The next midnight, though a day may have 23 or 25 hours.
  const next = new Date(Date.parse(`${dateIn(at, zone)}T12:00:00Z`) + DAY).toISOString().slice(0, 10)
  return timeOf(next) ?? at + DAY
}

/** The calendar's date in a zone. */
export const dateIn = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)

/** The command's arguments; null: help was asked for. Throws `malformed` with a sentence. */
export const readOptions = (args: string[], now: Instant): Options | null => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    throw unreadable(`${(error as Error).message} See ./peakdesk rates --help`)
  }
  const { values: v, positionals } = parsed
  if (v.help) return null
  const [file, ...more] = positionals
  if (file === undefined) throw unreadable('Which file? ./peakdesk rates --platform taobao FILE; see --help.')
  if (more.length > 0) throw unreadable(`One file at a time, please: ${positionals.join(', ')}.`)
  if (v.platform === undefined)
    throw unreadable(`Which platform’s rules? Add --platform with one of ${Platform.options.join(', ')}.`)
  const zone = zoneOf(v.zone ?? 'Asia/Shanghai')
  const from = v.from === undefined ? Number.NEGATIVE_INFINITY : momentOf('--from', v.from, zone)
  const to = v.to === undefined ? Number.POSITIVE_INFINITY : momentOf('--to', v.to, zone, true)
  if (from >= to)
    throw unreadable(`--from ${v.from} is not before --to ${v.to}: nothing lies between. Exchange them.`)
  return {
    file,
    platform: oneOf('--platform', Platform.options, v.platform),
    rules: v.rule ?? [],
    from,
    to,
    zone,
    asOf:
      v['as-of'] === undefined
        ? Number.POSITIVE_INFINITY
        : v['as-of'] === 'now'
          ? now
          : momentOf('--as-of', v['as-of'], zone),
    by: v.by === undefined ? null : oneOf('--by', SPLITS, v.by),
    greetings: v.greeting ?? [],
    json: v.json ?? false,
  }
}
