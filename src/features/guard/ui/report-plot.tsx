import { useTranslation } from 'react-i18next'
import { roundUp } from '../../routing/ui/curve.ts'
import { type DayBar, outcomes, type RuleBar } from './report-bars.ts'

const BOX = { width: 640, height: 120 }

/** How often the guard spoke, day by day. The same numbers stand in a table for who cannot see the picture. */
export const DayPlot = ({ bars }: { bars: readonly DayBar[] }) => {
  const { t } = useTranslation()
  const top = roundUp(Math.max(1, ...bars.map(({ total }) => total)))
  const step = BOX.width / bars.length
  const wide = Math.min(36, step * 0.7)
  const total = bars.reduce((n, bar) => n + bar.total, 0)
  const ends = { from: bars[0]?.day ?? '', to: bars.at(-1)?.day ?? '' }
  return (
    <>
      <div className="sheet-head curve-head">
        <h2 className="block-title">{t('guard.report.byDay')}</h2>
        {outcomes.map((outcome) => (
          <span key={outcome} className="curve-key">
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" className={`guard-part-${outcome}`} />
            </svg>
            {t(`guard.outcome.${outcome}`)}{' '}
            <b className="digits">
              {bars.reduce((n, bar) => n + (bar.parts.find((p) => p.outcome === outcome)?.count ?? 0), 0)}
            </b>
          </span>
        ))}
      </div>
      <svg
        className="curve"
        viewBox={`-34 -8 ${BOX.width + 40} ${BOX.height + 32}`}
        role="img"
        aria-label={t('guard.report.byDaySays', { ...ends, count: total })}
      >
        {[0, 0.5, 1]
          .filter((share) => Number.isInteger(top * share))
          .map((share) => (
            <g key={share}>
              <line
                x1="0"
                x2={BOX.width}
                y1={BOX.height * (1 - share)}
                y2={BOX.height * (1 - share)}
                className="curve-grid"
              />
              <text x="-6" y={BOX.height * (1 - share) + 4} className="guard-axis" textAnchor="end">
                {top * share}
              </text>
            </g>
          ))}
        {bars.map(({ day, parts }, i) => {
          let y = BOX.height
          return (
            <g key={day}>
              {parts
                .filter(({ count }) => count > 0)
                .map(({ outcome, count }) => {
                  const tall = (count / top) * BOX.height
                  y -= tall
                  return (
                    <rect
                      key={outcome}
                      x={i * step + (step - wide) / 2}
                      y={y}
                      width={wide}
                      height={tall}
                      className={`guard-part-${outcome}`}
                    >
                      <title>{`${day} · ${t(`guard.outcome.${outcome}`)} ${count}`}</title>
                    </rect>
                  )
                })}
              {(bars.length <= 10 || i === 0 || i === bars.length - 1) && (
                <text x={i * step + step / 2} y={BOX.height + 18} className="guard-axis" textAnchor="middle">
                  {day.slice(5)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <table className="unseen">
        <caption>{t('guard.report.byDay')}</caption>
        <thead>
          <tr>
            <th>{t('guard.report.day')}</th>
            {outcomes.map((outcome) => (
              <th key={outcome}>{t(`guard.outcome.${outcome}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ day, parts }) => (
            <tr key={day}>
              <td>{day}</td>
              {parts.map(({ outcome, count }) => (
                <td key={outcome}>{count}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface RulePlotProps {
  bars: readonly RuleBar[]
  nameOf(rule: string): string
  chosen: string | undefined
  choose(rule: string | undefined): void
}

/** How often each rule spoke. Choosing one narrows everything else to it. */
export const RulePlot = ({ bars, nameOf, chosen, choose }: RulePlotProps) => {
  const { t } = useTranslation()
  const most = Math.max(1, ...bars.map(({ total }) => total))
  return (
    <>
      <h2 className="block-title">{t('guard.report.byRule')}</h2>
      <ul className="guard-rulebars">
        {bars.map(({ rule, total, falseAlarms, parts }) => (
          <li key={rule}>
            <button
              type="button"
              aria-pressed={rule === chosen}
              onClick={() => choose(rule === chosen ? undefined : rule)}
            >
              <span className="guard-rulename">{nameOf(rule)}</span>
              <span className="guard-rulebar" aria-hidden="true">
                {parts
                  .filter(({ count }) => count > 0)
                  .map(({ outcome, count }) => (
                    <span
                      key={outcome}
                      className={`guard-part-${outcome}`}
                      style={{ width: `${(count / most) * 100}%` }}
                      title={`${t(`guard.outcome.${outcome}`)} ${count}`}
                    />
                  ))}
              </span>
              <span className="digits">{total}</span>
              <span className="faint small">
                {falseAlarms > 0 && `${t('guard.report.falseAlarms')} ${falseAlarms}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
