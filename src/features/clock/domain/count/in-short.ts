import { SECOND } from '../../../../shared/time.ts'
import type { ChatEvent } from '../chat.ts'
import type { ClockRule, Level } from '../rule.ts'
import { rule } from '../shipped/made.ts'
import { count, type Unit } from './index.ts'

/** Chats and what counters make of them, short enough to be rows of a table. For tests. */

const LEVELS: Record<string, Level> = { person: 'person', assist: 'assist', auto: 'auto', hi: 'any' }

const moment = (time: string): number => {
  const [date, clock] = time.includes('_') ? time.split('_') : ['2026-11-11', time]
  const at = Date.parse(time.includes('T') ? time : `${date}T${clock}+08:00`)
  if (Number.isNaN(at)) throw new Error(`no time: ${time}`)
  return at
}

/**
 * `10:10:15 ask, 10:18:10 person=A, 10:20 to=B, 10:30 end`: times of 2026-11-11 in China, or `2026-11-12_10:00`, or
 * whole ones with their offset; `=A` an agent, `#2` another session, `%c` another buyer.
 */
export const chat = (short: string): ChatEvent[] =>
  short
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part, i) => {
      const [time = '', what = '', ...tags] = part.split(' ')
      const [code = '', agent = null] = what.split('=')
      const tag = (mark: string) => tags.find((text) => text.startsWith(mark))?.slice(1)
      const at = moment(time)
      const level = LEVELS[code] ?? null
      return {
        session: `s${tag('#') ?? '1'}`,
        buyer: `b${tag('%') ?? ''}`,
        agent: agent === '' ? null : agent,
        team: null,
        what:
          code === 'ask'
            ? 'asked'
            : code === 'to'
              ? 'transfer'
              : code === 'end'
                ? 'end'
                : ('answered' as const),
        level,
        at,
        ref: i + 1,
      }
    })

export const ruleLike = (more: Partial<ClockRule>): ClockRule =>
  rule({
    id: 'a-rule',
    platform: 'taobao',
    name: { zh: '规则', en: 'A rule' },
    counted: 'round',
    answeredBy: 'assist',
    autoExcluded: true,
    limit: 180,
    cap: 600,
    from: Date.UTC(2020, 0),
    source: 'a test',
    confidence: 'own',
    ...more,
  })

/** `met 30`, `missed 600 A`, `excluded hours`, `open`; seconds; units of equal start in the order of agents. */
export const inShort = (units: Iterable<Unit>): string =>
  [...units]
    .sort((a, b) => a.start - b.start || ((a.agent ?? '') < (b.agent ?? '') ? -1 : 1))
    .map(({ verdict, why, took, agent }) =>
      [
        verdict,
        ...(why === null ? [] : [why]),
        ...(verdict === 'met' || verdict === 'missed' ? [took === null ? '-' : String(took / SECOND)] : []),
        ...(agent === null ? [] : [agent]),
      ].join(' '),
    )
    .join(', ')

/** Counts a short chat by a rule that differs from the usual one. */
export const counted = (
  short: string,
  rule: ClockRule | readonly ClockRule[],
  { zone = 'Asia/Shanghai', asOf = '' } = {},
): Unit[] => {
  const until = asOf === '' ? Number.POSITIVE_INFINITY : moment(asOf)
  return [...count([rule].flat(), chat(short), { zone, asOf: until })]
}

/** `1/2`: met of counted. */
export const share = (units: readonly Unit[]): string => {
  const met = units.filter(({ verdict }) => verdict === 'met').length
  return `${met}/${met + units.filter(({ verdict }) => verdict === 'missed').length}`
}
