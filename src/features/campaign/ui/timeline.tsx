import { Button, Segmented } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY, HOUR } from '../../../shared/time.ts'
import { deskNow, useSecond } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { type Phase, PhaseKind } from '../domain/phase.ts'
import { around, moved, place, type Range, zoomed } from './axis.ts'
import { Axis, Grid } from './timeline-axis.tsx'
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

/** How much is seen: everything, or so many ms about what is looked at. */
const scales = { week: 7 * DAY, day: DAY, hours: 6 * HOUR } as const
type Scale = 'all' | keyof typeof scales

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
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(200, entry.contentRect.width)))
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

/**
 * Waves as rows and their phases as bars on an axis in the shop's time, from months to hours. Keyboard: arrows move, + and
 * − look nearer and farther, Home shows all, N goes to now; each bar is a button that says itself.
 */
export const Timeline = <T extends Phase>({ rows, zone, label, open }: TimelineProps<T>) => {
  const { t, i18n } = useTranslation()
  const { box, width } = useWidth()
  const whole = useMemo(() => around(rows.flatMap(({ phases }) => phases), deskNow()), [rows])
  const [seen, setSeen] = useState<Range | null>(null)
  const [scale, setScale] = useState<Scale | null>('all')
  const range = seen ?? whole
  const middle = (range.from + range.to) / 2

  const look = (next: Range | null, as: Scale | null = null) => {
    setSeen(next)
    setScale(next === null ? 'all' : as)
  }
  const lookAt = (about: number, span: number, as: Scale | null) =>
    look({ from: Math.round(about - span / 2), to: Math.round(about + span / 2) }, as)
  const choose = (next: Scale) => {
    if (next === 'all') return look(null)
    const now = deskNow()
    // Now, where that is in the campaign; else where one looks already.
    lookAt(now > whole.from && now < whole.to ? now : middle, scales[next], next)
  }
  const toNow = () => lookAt(deskNow(), Math.min(range.to - range.from, 2 * DAY), null)

  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => look(moved(range, -0.2), scale === 'all' ? null : scale),
      ArrowRight: () => look(moved(range, 0.2), scale === 'all' ? null : scale),
      '+': () => look(zoomed(range, 0.5, middle)),
      '=': () => look(zoomed(range, 0.5, middle)),
      '-': () => look(zoomed(range, 2, middle)),
      Home: () => look(null),
      n: toNow,
    }
    const deed = deeds[e.key]
    if (!deed) return
    e.preventDefault()
    e.stopPropagation()
    deed()
  }

  // React listens passively to wheels, which then cannot be kept from scrolling or zooming the page.
  const wheel = useRef<(e: WheelEvent) => void>(() => {})
  wheel.current = (e) => {
    const plot = box.current?.getBoundingClientRect()
    if (!plot || (!e.ctrlKey && !e.metaKey && !e.shiftKey)) return
    e.preventDefault()
    if (e.shiftKey) return look(moved(range, Math.sign(e.deltaY || e.deltaX) * 0.1))
    const about = range.from + ((e.clientX - plot.left) / plot.width) * (range.to - range.from)
    look(zoomed(range, e.deltaY > 0 ? 1.25 : 0.8, about))
  }
  useEffect(() => {
    const plot = box.current
    const turn = (e: WheelEvent) => wheel.current(e)
    plot?.addEventListener('wheel', turn, { passive: false })
    return () => plot?.removeEventListener('wheel', turn)
  }, [box])

  const dragged = useRef<{ x: number; range: Range } | null>(null)
  const drag = {
    onPointerDown(e: React.PointerEvent) {
      if (e.button !== 0 || (e.target as Element).closest('button')) return
      dragged.current = { x: e.clientX, range }
      e.currentTarget.setPointerCapture(e.pointerId)
    },
    onPointerMove(e: React.PointerEvent) {
      if (!dragged.current) return
      look(moved(dragged.current.range, (dragged.current.x - e.clientX) / width), scale === 'all' ? null : scale)
    },
    onPointerUp: () => {
      dragged.current = null
    },
  }

  return (
    // biome-ignore-start lint/a11y/noNoninteractiveTabindex: the keys move and zoom what is inside
    <section className="timeline" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: the keys move and zoom what is inside */}
      <div className="timeline-tools">
        <Segmented<Scale | ''>
          aria-label={t('campaign.timeline.scale')}
          value={scale ?? ''}
          onChange={(next) => next !== '' && choose(next)}
          options={(['all', 'week', 'day', 'hours'] as const).map((value) => ({
            value,
            label: t(`campaign.timeline.${value}`),
          }))}
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
      <div className="timeline-body">
        <div className="timeline-names" aria-hidden="true">
          {rows.map(({ key, name, of, phases }) => (
            <div key={key} style={{ height: Math.max(1, lanesOf(phases).length) * LANE + 12 }}>
              {of && <span className="faint small">{of}</span>}
              <span title={name}>{name}</span>
            </div>
          ))}
        </div>
        <div ref={box} className="timeline-plot" {...drag}>
          <Axis range={range} zone={zone} width={width} />
          <div className="timeline-rows">
            <Grid range={range} zone={zone} width={width} />
            {rows.map((row) => {
              const lanes = lanesOf(row.phases)
              return (
                <ul
                  key={row.key}
                  className="timeline-row"
                  aria-label={row.name}
                  style={{ height: Math.max(1, lanes.length) * LANE + 12 }}
                >
                  {row.phases.map((phase) => (
                    <li key={`${phase.kind} ${phase.from}`}>
                      <Bar
                        phase={phase}
                        lane={lanes.indexOf(phase.kind)}
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
              )
            })}
            <NowLine range={range} zone={zone} />
          </div>
        </div>
      </div>
    </section>
  )
}
