import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Estimate } from '../../../../shared/statistics/estimate.ts'
import type { PlanResults } from '../../domain/results.ts'
import { number, percent, ticks } from './figures.ts'

const BOX = { width: 960, height: 220 }
type Group = 'treated' | 'control'
const groups = ['treated', 'control'] as const

/** Share that has paid by hours since the case began: two lines with their intervals as bands. */
export const Curve = ({ curve }: { curve: PlanResults['curve'] }) => {
  const { t, i18n } = useTranslation()
  const [at, setAt] = useState<number | null>(null)
  const language = i18n.language
  const last = curve.at(-1)
  if (!last || curve.length < 2) return null
  const most = Math.max(0.01, ...curve.flatMap((p) => groups.map((g) => p[g]?.high ?? 0)))
  const marks = ticks(0, most, 4)
  const top = Math.max(most, marks.at(-1) ?? 0)
  const x = (hours: number) => (hours / last.hours) * BOX.width
  const y = (share: number) => BOX.height * (1 - share / top)
  const drawn = (group: Group) =>
    curve.flatMap((p) => (p[group] ? [{ hours: p.hours, of: p[group] as Estimate }] : []))
  const line = (group: Group) =>
    drawn(group)
      .map(({ hours, of }) => `${x(hours)},${y(of.value)}`)
      .join(' ')
  const band = (group: Group) => {
    const all = drawn(group)
    const upper = all.map(({ hours, of }) => `${x(hours)},${y(of.high)}`)
    const lower = all.toReversed().map(({ hours, of }) => `${x(hours)},${y(of.low)}`)
    return [...upper, ...lower].join(' ')
  }
  const shown = curve[at ?? curve.length - 1] ?? last
  const says = (of: Estimate | null) => (of ? percent(of.value, language) : '–')
  const values = { treated: says(shown.treated), control: says(shown.control) }
  return (
    <section className="block">
      <div className="sheet-head curve-head">
        <h2 className="block-title">{t('recovery.results.curve.title')}</h2>
        {groups.map((group) => (
          <span key={group} className="curve-key">
            <svg width="22" height="10" aria-hidden="true">
              <line x1="0" x2="22" y1="5" y2="5" className={`recovery-line recovery-line-${group}`} />
            </svg>
            {t(`recovery.results.groups.${group}`)} <b className="digits">{values[group]}</b>
          </span>
        ))}
        <span className="faint small digits">
          {t('recovery.results.curve.hour', { n: number(shown.hours, language) })}
        </span>
      </div>
      <p className="block-says">{t('recovery.results.curve.says')}</p>
      <svg
        className="curve"
        viewBox={`-44 -8 ${BOX.width + 60} ${BOX.height + 34}`}
        role="img"
        aria-label={t('recovery.results.curve.aria', {
          hours: last.hours,
          treated: says(last.treated),
          control: says(last.control),
        })}
        onPointerMove={(e) => {
          const box = e.currentTarget.getBoundingClientRect()
          const hours =
            (((e.clientX - box.left) / box.width) * (BOX.width + 60) - 44) * (last.hours / BOX.width)
          const step = last.hours / (curve.length - 1)
          setAt(Math.max(0, Math.min(curve.length - 1, Math.round(hours / step))))
        }}
        onPointerLeave={() => setAt(null)}
      >
        {marks.map((share) => (
          <g key={share}>
            <line x1="0" x2={BOX.width} y1={y(share)} y2={y(share)} className="curve-grid" />
            <text x="-6" y={y(share) + 4} className="guard-axis" textAnchor="end">
              {`${number(share * 100, language)}%`}
            </text>
          </g>
        ))}
        {ticks(0, last.hours, 6).map((hours) => (
          <text key={hours} x={x(hours)} y={BOX.height + 20} className="guard-axis" textAnchor="middle">
            {t('recovery.results.curve.hour', { n: number(hours, language) })}
          </text>
        ))}
        {groups.map((group) => (
          <polygon key={group} points={band(group)} className={`recovery-band recovery-band-${group}`} />
        ))}
        {groups.map((group) => (
          <polyline key={group} points={line(group)} className={`recovery-line recovery-line-${group}`} />
        ))}
        {at !== null && (
          <line x1={x(shown.hours)} x2={x(shown.hours)} y1="0" y2={BOX.height} className="recovery-zero" />
        )}
      </svg>
      <table className="unseen">
        <caption>{t('recovery.results.curve.title')}</caption>
        <tbody>
          {curve.map((p) => (
            <tr key={p.hours}>
              <th scope="row">{t('recovery.results.curve.hour', { n: p.hours })}</th>
              <td>{says(p.treated)}</td>
              <td>{says(p.control)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
