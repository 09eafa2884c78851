import {
  type ClockRule,
  type Figure,
  figureOf,
  type Recorded,
  rowsBy,
  type Split,
} from '../../features/clock/index.ts'
import { excerpt } from '../../shared/text.ts'
import type { Options } from './options.ts'
import { type Result, worst } from './rules.ts'
import { count, percent, seconds, table } from './table.ts'

const COUNTED: Partial<Record<ClockRule['counted'], string>> = {
  round: 'rounds',
  session: 'sessions',
  'buyer-day': 'buyer-days',
  'first-reply': 'sessions',
}
const SURE: Record<ClockRule['confidence'], string> = {
  official: 'the platform’s own text',
  copy: 'a copy of the platform’s text',
  blog: 'a seller’s blog',
  lore: 'what shops tell each other',
  own: 'a standard of the shop’s own',
}
const NOBODY: Record<Split, string> = { agent: '(nobody)', team: '(no team)', day: '' }
const WORST = 5

const HEADER = ['counted', 'met', 'missed', 'excluded', 'open', 'share', 'mean', 'first answer']
const cells = (figure: Figure): string[] => [
  count(figure.counted),
  count(figure.met),
  count(figure.missed),
  count(figure.excluded),
  count(figure.open),
  percent(figure.share),
  seconds(figure.mean),
  seconds(figure.firstMean),
]

const verdict = ({ judged, reached, counted }: Figure, { target, smallest }: ClockRule): string => {
  if (!judged) return `not judged: ${count(counted)} counted, of at least ${count(Math.max(1, smallest))}`
  if (target === null) return 'no target'
  return `target ${percent(target)} ${reached ? 'reached' : 'MISSED'}`
}

/** Of a rule that is judged day by day: how its days went. */
const daysOf = ({ rule, leaves }: Result): string[] => {
  const figures = rowsBy(leaves, 'day').map(({ tally }) => figureOf(tally, rule))
  if (rule.days > 1 || rule.target === null || figures.length < 2) return []
  const days = (reached: boolean | null) => figures.filter((figure) => figure.reached === reached).length
  return [
    `  It is judged by the day: ${days(true)} reached, ${days(false)} missed, ${days(null)} not judged.`,
  ]
}

/** One rule's figures, for people. */
export const ruleReport = (result: Result, by: Split | null): string[] => {
  const { rule, total, leaves } = result
  const worstAgents = worst(rowsBy(leaves, 'agent'), rule).slice(0, WORST)
  return [
    `${rule.name.en} · ${rule.name.zh} (${rule.id})`,
    ...table([COUNTED[rule.counted] ?? rule.counted, ...HEADER], [['', ...cells(total)]], '  '),
    `  Within ${count(rule.limit)} s: ${verdict(total, rule)}.`,
    ...daysOf(result),
    ...(total.reached === false ? rule.consequences.map(({ en, zh }) => `  Follows: ${en} · ${zh}`) : []),
    `  Source: ${rule.source} (${SURE[rule.confidence]}).`,
    ...(worstAgents.length > 0
      ? [
          '  Most missed:',
          ...table(
            ['agent', 'missed', 'counted', 'share', 'mean'],
            worstAgents.map(({ key, figure }) => [
              key ?? NOBODY.agent,
              count(figure.missed),
              count(figure.counted),
              percent(figure.share),
              seconds(figure.mean),
            ]),
            '    ',
          ),
        ]
      : []),
    ...(by === null
      ? []
      : [
          `  By ${by}:`,
          ...table(
            [by, ...HEADER],
            rowsBy(leaves, by).map(({ key, tally }) => [key ?? NOBODY[by], ...cells(figureOf(tally, rule))]),
            '    ',
          ),
        ]),
  ]
}

/** What was read, what was not, and what was made of it. */
export const fileReport = (recorded: Recorded, { file, platform, zone }: Options): string[] => [
  `${file}: ${count(recorded.lines)} lines taken, ${count(recorded.refusals)} refused. Rules of ${platform}; zone ${zone}.`,
  ...recorded.refused.map(({ why }) => `  ${why}`),
  ...(recorded.refusals > recorded.refused.length
    ? [`  … and ${count(recorded.refusals - recorded.refused.length)} more.`]
    : []),
  ...(recorded.greetings > 0
    ? [
        `${count(recorded.greetings)} messages of the assistant were taken for greetings, which answer nothing: ` +
          `${recorded.greetingTexts.map((text) => `“${excerpt(text, 40)}”`).join(', ')}. ` +
          'Mark "filler": false where one is an answer.',
      ]
    : []),
  ...recorded.shared,
  ...(recorded.overlapping > 0
    ? [
        `${count(recorded.overlapping)} buyers have sessions that overlap in time: rounds and sessions are counted each ` +
          'by itself, buyer-days and first replies over all of a buyer’s.',
      ]
    : []),
]
