import { figureOf, type Recorded, rowsBy, SPLITS, type Unit } from '../../features/clock/index.ts'
import type { Instant } from '../../shared/time.ts'
import type { Options } from './options.ts'
import type { Result } from './rules.ts'

const iso = (at: Instant): string | null => (Number.isFinite(at) ? new Date(at).toISOString() : null)

/** Everything as one JSON value, written piece by piece: the units of a year are never held. */
export const jsonReport = (write: (text: string) => void) => {
  let rules = 0
  let units = 0
  return {
    begin: (recorded: Recorded, { file, platform, zone, from, to, asOf }: Options): void => {
      const { lines, refused, refusals, greetings, greetingTexts, shared, overlapping } = recorded
      const head = {
        ...{ file, platform, zone, from: iso(from), to: iso(to), asOf: iso(asOf), lines },
        refused: { count: refusals, first: refused },
        greetings: { count: greetings, texts: greetingTexts },
        sharedSessions: shared,
        overlappingBuyers: overlapping,
      }
      write(`${JSON.stringify(head).slice(0, -1)},"rules":[`)
    },
    unit: (unit: Unit): void =>
      write(`${units++ === 0 ? `${rules > 0 ? ',' : ''}{"units":[` : ','}${JSON.stringify(unit)}`),
    rule: ({ rule, total, leaves }: Result): void => {
      const splits = SPLITS.map((split) => [
        `${split}s`,
        rowsBy(leaves, split).map(({ key, tally }) => ({ key, ...figureOf(tally, rule) })),
      ])
      const rest = JSON.stringify({ rule, total, ...Object.fromEntries(splits) }).slice(1)
      write(`${units === 0 ? `${rules > 0 ? ',' : ''}{"units":[` : ''}],${rest}`)
      rules++
      units = 0
    },
    end: (): void => write(']}\n'),
  }
}
