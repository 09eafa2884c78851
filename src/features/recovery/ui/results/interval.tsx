import type { Estimate } from '../../../../shared/statistics/estimate.ts'

interface IntervalProps {
  of: Estimate
  /** Ends of the axis. */
  axis: readonly [number, number]
  /** Where a line is drawn through all: no difference. */
  zero?: number
  kind: 'treated' | 'control' | 'better' | 'worse' | 'open'
}

/** A point with its interval, on an axis it shares with those above and below. What it says stands beside it. */
export const Interval = ({ of, axis, zero, kind }: IntervalProps) => {
  const [low, high] = axis
  const x = (value: number) => `${1 + ((value - low) / (high - low)) * 98}%`
  return (
    <svg className="recovery-interval" aria-hidden="true">
      <line x1="0" x2="100%" y1="11" y2="11" className="recovery-rail" />
      {zero !== undefined && <line x1={x(zero)} x2={x(zero)} y1="0" y2="22" className="recovery-zero" />}
      <g className={`recovery-${kind}`}>
        <line x1={x(of.low)} x2={x(of.high)} y1="11" y2="11" className="recovery-whisker" />
        <line x1={x(of.low)} x2={x(of.low)} y1="6" y2="16" className="recovery-end" />
        <line x1={x(of.high)} x2={x(of.high)} y1="6" y2="16" className="recovery-end" />
        <circle cx={x(of.value)} cy="11" r="5" className="recovery-point" />
      </g>
    </svg>
  )
}
