import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { place, type Range } from './axis.ts'
import { type Change, rangeAbout, scaleOf, stepsOf } from './price-steps.ts'
import { said } from './when.ts'

const BOX = { width: 420, height: 96 }

interface PricePlotProps {
  changes: readonly Change[]
  /** The wave that the finding is about. */
  wave: Range | null
  wasFen: number
  isFen: number
  at: number
  zone: string
}

/** The price as steps, the wave as a band, what it may be at most (or least) as a line, and the point in question. */
export const PricePlot = ({ changes, wave, wasFen, isFen, at, zone }: PricePlotProps) => {
  const { t, i18n } = useTranslation()
  const range = rangeAbout(wave ? [wave] : [], at)
  const steps = stepsOf(changes, range)
  const { low, high } = scaleOf([wasFen, isFen, ...steps.map(({ fen }) => fen)])
  const x = (moment: number) => place(moment, range) * BOX.width
  const y = (fen: number) => BOX.height * (1 - (fen - low) / (high - low))
  const path = steps
    .map(({ from, to, fen }, i) => `${i === 0 ? 'M' : 'L'}${x(from)} ${y(fen)}L${x(to)} ${y(fen)}`)
    .join('')
  const day = (moment: number) => said(moment, zone, i18n.language, 'day')
  return (
    <svg
      className="price-plot"
      viewBox={`-58 -10 ${BOX.width + 66} ${BOX.height + 34}`}
      role="img"
      aria-label={t('campaign.watch.plot', {
        steps: steps
          .map(({ from, fen }) => `${said(from, zone, i18n.language, 'second')} ${yuan(fen)}`)
          .join('; '),
      })}
    >
      {wave && (
        <>
          <rect
            className="price-wave"
            x={x(wave.from)}
            y={0}
            width={Math.max(2, x(wave.to) - x(wave.from))}
            height={BOX.height}
          />
          <text className="guard-axis" x={x(wave.from)} y={BOX.height + 16}>
            {day(wave.from)}
          </text>
          <text className="guard-axis" x={x(wave.to)} y={BOX.height + 16} textAnchor="end">
            {day(wave.to - 1)}
          </text>
        </>
      )}
      <line className="price-limit" x1={0} x2={BOX.width} y1={y(wasFen)} y2={y(wasFen)} />
      <text className="guard-axis" x={-6} y={y(wasFen) + 4} textAnchor="end">
        {yuan(wasFen)}
      </text>
      {path !== '' && <path className="price-path" d={path} />}
      <circle className="price-point" cx={x(at)} cy={y(isFen)} r={4.5} />
      {Math.abs(y(isFen) - y(wasFen)) > 12 && (
        <text className="guard-axis price-is" x={-6} y={y(isFen) + 4} textAnchor="end">
          {yuan(isFen)}
        </text>
      )}
    </svg>
  )
}
