import { Button, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow, useSecond } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { type Phase, PhaseKind } from '../domain/phase.ts'
import { moved, place, type Range, zoomed } from './axis.ts'
import { Axis, Grid } from './timeline-axis.tsx'
import { type Seen, scales, useSeen } from './timeline-seen.ts'
import { said, saidSpan } from './when.ts'

/** What has a row of its own: a wave. */
export interface TimelineRow<T extends Phase = Phase> {
  key: string
  name: string
  /** Above its name: whose it is. */
  of?: string
  phases: readonly T[]
}

interface TimelineProps<T extends Phase> {
  rows: readonly TimelineRow<T>[]
  zone: string
  label: string
  open(phase: T, row: TimelineRow<T>): void
}

const LANE = 24

/** A row's phases in lanes, one for each kind it has, so that phases that are on together stand below each other. */
const lanesOf = (phases: readonly Phase[]): PhaseKind[] =>
  PhaseKind.options.filter((kind) => phases.some((phase) => phase.kind === kind))

const useWidth = () => {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(800)
  useEffect(() => {
    const watched = box.current
    if (!watched) return
    const observer = new ResizeObserver(
      ([entry]) => entry && setWidth(Math.max(200, entry.contentRect.width)),
    )
    observer.observe(watched)
    return () => observer.disconnect()
  }, [])
  return { box, width }
}

const NowLine = ({ range, zone }: { range: Range; zone: string }) => {
  const { t, i18n } = useTranslation()
  useSecond()
  const now = deskNow()
  const at = place(now, range)
  if (at < 0 || at > 1) return null
  return (
    <div className="timeline-now" style={{ left: `${at * 100}%` }}>
      <span>{t('campaign.timeline.now', { time: said(now, zone, i18n.language, 'time') })}</span>
    </div>
  )
}

interface BarProps {
  phase: Phase
  lane: number
  range: Range
  says: string
  open(): void
}

const Bar = ({ phase, lane, range, says, open }: BarProps) => {
  const { t } = useTranslation()
  const from = Math.max(0, place(phase.from, range))
  const to = Math.min(1, place(phase.to, range))
  if (to <= 0 || from >= 1) return null
  return (
    <button
      type="button"
      className={`timeline-bar phase-bar-${phase.kind}`}
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%`, top: lane * LANE + 2 }}
      title={says}
      aria-label={says}
      onClick={open}
    >
      {t(`campaign.phase.${phase.kind}`)}
    </button>
  )
}

/** How much is seen, and where. */
const Tools = ({ seen, zone }: { seen: Seen; zone: string }) => {
  const { t } = useTranslation()
  const { range, scale, look, choose, toNow } = seen
  const middle = (range.from + range.to) / 2
  return (
    <div className="timeline-tools">
      <Segmented<string>
        aria-label={t('campaign.timeline.scale')}
        value={scale ?? ''}
        onChange={(next) => {
          const one = scales.find((known) => known === next)
          if (one) choose(one)
        }}
        options={scales.map((value) => ({ value, label: t(`campaign.timeline.${value}`) }))}
      />
      <Button aria-label={t('campaign.timeline.nearer')} onClick={() => look(zoomed(range, 0.5, middle))}>
        +
      </Button>
      <Button aria-label={t('campaign.timeline.farther')} onClick={() => look(zoomed(range, 2, middle))}>
        −
      </Button>
      <Button
        aria-label={t('campaign.timeline.earlier')}
        icon={<Icon name="left" size={14} />}
        onClick={() => look(moved(range, -0.5))}
      />
      <Button
        aria-label={t('campaign.timeline.later')}
        icon={<Icon name="right" size={14} />}
        onClick={() => look(moved(range, 0.5))}
      />
      <Button onClick={toNow}>{t('campaign.timeline.toNow')}</Button>
      <span className="faint small timeline-hint">{t('campaign.timeline.hint', { zone })}</span>
    </div>
  )
}

/**
 * Waves as rows and their phases as bars on an axis in the shop's time, from months to hours. The keys are those of
 * `keyed`; each bar is a button that says itself.
 */
export const Timeline = <T extends Phase>({ rows, zone, label, open }: TimelineProps<T>) => {
  const { t, i18n } = useTranslation()
  const { box, width } = useWidth()
  const seen = useSeen(rows, box)
  const { range } = seen
  const dragged = useRef<{ x: number; range: Range } | null>(null)
  const drag = {
    onPointerDown(e: React.PointerEvent) {
      if (e.button !== 0 || (e.target instanceof Element && e.target.closest('button'))) return
      dragged.current = { x: e.clientX, range }
      e.currentTarget.setPointerCapture(e.pointerId)
    },
    onPointerMove(e: React.PointerEvent) {
      if (dragged.current) seen.look(moved(dragged.current.range, (dragged.current.x - e.clientX) / width))
    },
    onPointerUp() {
      dragged.current = null
    },
  }
  const heightOf = (phases: readonly Phase[]) => Math.max(1, lanesOf(phases).length) * LANE + 12
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys move and zoom what is inside
    <section className="timeline" aria-label={label} tabIndex={0} onKeyDown={seen.onKeyDown}>
      <Tools seen={seen} zone={zone} />
      <div className="timeline-body">
        <div className="timeline-names" aria-hidden="true">
          {rows.map(({ key, name, of, phases }) => (
            <div key={key} style={{ height: heightOf(phases) }}>
              <span title={name}>{name}</span>
              {of && <span className="faint small">{of}</span>}
            </div>
          ))}
        </div>
        <div ref={box} className="timeline-plot" {...drag}>
          <Axis range={range} zone={zone} width={width} />
          <div className="timeline-rows">
            <Grid range={range} zone={zone} width={width} />
            {rows.map((row) => (
              <ul
                key={row.key}
                className="timeline-row"
                aria-label={row.name}
                style={{ height: heightOf(row.phases) }}
              >
                {row.phases.map((phase) => (
                  <li key={`${phase.kind} ${phase.from}`}>
                    <Bar
                      phase={phase}
                      lane={lanesOf(row.phases).indexOf(phase.kind)}
                      range={range}
                      says={t('campaign.timeline.says', {
                        wave: row.name,
                        phase: t(`campaign.phase.${phase.kind}`),
                        span: saidSpan(phase, zone, i18n.language),
                      })}
                      open={() => open(phase, row)}
                    />
                  </li>
                ))}
              </ul>
            ))}
            <NowLine range={range} zone={zone} />
          </div>
        </div>
      </div>
    </section>
  )
}
