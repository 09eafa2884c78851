import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../web/format.ts'
import { type Curve, pointsOf, roundUp, type Series } from './curve.ts'

const BOX = { width: 560, height: 120 }
/** Each line also has its own dash, so that none depends on colour alone. */
const series: readonly Series[] = ['asked', 'answered', 'waiting']

/** The last hour: how much was asked, answered, and how many waited. The same numbers stand in a table for who cannot
 * see the picture. */
export const HourCurve = ({ curve }: { curve: Curve }) => {
  const { t, i18n } = useTranslation()
  const top = roundUp(Math.max(0, ...curve.flatMap((p) => series.map((s) => p[s]))))
  const ends = [curve[0], curve.at(-1)].filter((p) => p !== undefined)
  return (
    <section className="block" aria-label={t('board.hour')}>
      <div className="sheet-head curve-head">
        <h2 className="block-title">{t('board.hour')}</h2>
        {series.map((s) => (
          <span key={s} className="curve-key">
            <svg width="22" height="8" aria-hidden="true">
              <line x1="0" y1="4" x2="22" y2="4" className={`curve-line curve-${s}`} />
            </svg>
            {t(`board.curve.${s}`)} <b className="digits">{curve.at(-1)?.[s] ?? 0}</b>
          </span>
        ))}
      </div>
      {curve.length === 0 ? (
        <p className="faint">{t('board.curve.none')}</p>
      ) : (
        <>
          <svg
            className="curve"
            viewBox={`-34 -8 ${BOX.width + 40} ${BOX.height + 32}`}
            role="img"
            aria-label={t('board.curve.says', {
              from: clockTime(ends[0]?.at ?? 0, i18n.language),
              asked: curve.reduce((n, p) => n + p.asked, 0),
              answered: curve.reduce((n, p) => n + p.answered, 0),
              waiting: curve.at(-1)?.waiting ?? 0,
            })}
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
                  <text x="-6" y={BOX.height * (1 - share) + 5} className="curve-text" textAnchor="end">
                    {top * share}
                  </text>
                </g>
              ))}
            {ends.map((p, i) => (
              <text
                key={p.at}
                x={i === 0 ? 0 : BOX.width}
                y={BOX.height + 20}
                className="curve-text"
                textAnchor={i === 0 ? 'start' : 'end'}
              >
                {clockTime(p.at, i18n.language)}
              </text>
            ))}
            {series.map((s) => (
              <polyline key={s} points={pointsOf(curve, s, top, BOX)} className={`curve-line curve-${s}`} />
            ))}
          </svg>
          <table className="unseen">
            <caption>{t('board.hour')}</caption>
            <thead>
              <tr>
                <th>{t('board.curve.from')}</th>
                {series.map((s) => (
                  <th key={s}>{t(`board.curve.${s}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {curve.map((p) => (
                <tr key={p.at}>
                  <td>{clockTime(p.at, i18n.language)}</td>
                  {series.map((s) => (
                    <td key={s}>{p[s]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
