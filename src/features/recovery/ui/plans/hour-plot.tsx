import { useTranslation } from 'react-i18next'
import { HOUR } from '../../../../shared/time.ts'
import { dateTime } from '../../../../web/format.ts'

const BOX = { width: 640, height: 96 }

/** How much would be sent in each hour of a time. The same numbers stand in a table for who cannot see the picture. */
export const HourPlot = ({
  hours,
  from,
  to,
}: {
  hours: readonly { at: number; sent: number }[]
  from: number
  to: number
}) => {
  const { t, i18n } = useTranslation()
  const most = Math.max(1, ...hours.map(({ sent }) => sent))
  const count = Math.max(1, Math.ceil((to - from) / HOUR))
  const wide = BOX.width / count
  const said = (at: number) => dateTime(at, i18n.language)
  return (
    <>
      <svg
        className="curve"
        viewBox={`-34 -8 ${BOX.width + 40} ${BOX.height + 30}`}
        role="img"
        aria-label={t('recovery.preview.plot', { from: said(from), to: said(to), most })}
      >
        {[0, 1].map((share) => (
          <g key={share}>
            <line
              x1="0"
              x2={BOX.width}
              y1={BOX.height * (1 - share)}
              y2={BOX.height * (1 - share)}
              className="curve-grid"
            />
            <text x="-6" y={BOX.height * (1 - share) + 4} className="guard-axis" textAnchor="end">
              {most * share}
            </text>
          </g>
        ))}
        {hours
          .filter(({ sent }) => sent > 0)
          .map(({ at, sent }) => {
            const tall = (sent / most) * BOX.height
            return (
              <rect
                key={at}
                className="hour-bar"
                x={Math.max(0, ((at - from) / HOUR) * wide)}
                y={BOX.height - tall}
                width={Math.max(1.5, wide * 0.8)}
                height={tall}
              >
                <title>{`${said(at)} · ${sent}`}</title>
              </rect>
            )
          })}
        <text x="0" y={BOX.height + 16} className="guard-axis">
          {said(from)}
        </text>
        <text x={BOX.width} y={BOX.height + 16} className="guard-axis" textAnchor="end">
          {said(to)}
        </text>
      </svg>
      <table className="unseen">
        <caption>{t('recovery.preview.byHour')}</caption>
        <tbody>
          {hours.map(({ at, sent }) => (
            <tr key={at}>
              <td>{said(at)}</td>
              <td>{sent}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
