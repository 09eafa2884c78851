import { Button, Input, InputNumber, Popconfirm, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { problemText } from '../../../../web/problems.ts'
import { measuresOf } from '../../domain/fit.ts'
import { Measure, type SizeChart } from '../../domain/size.ts'
import { FitBox } from './fit-box.tsx'

interface EditorProps {
  chart: SizeChart
  editable: boolean
  set(chart: SizeChart): void
  remove(): void
  problems: readonly { field: string; problem: string }[]
}

type Size = SizeChart['sizes'][number]

/** Moves one of a list by a step. */
const moved = <T,>(all: readonly T[], from: number, by: 1 | -1): T[] => {
  const next = [...all]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(from + by, 0, one)
  return next
}

/** Sizes × measures, each with the range it is made for. */
export const ChartEditor = ({ chart, editable, set, remove, problems }: EditorProps) => {
  const { t } = useTranslation()
  const measures = measuresOf(chart)
  const left = Measure.options.filter((measure) => !measures.includes(measure))
  const put = (sizes: Size[]) => set({ ...chart, sizes })
  const change = (at: number, size: Partial<Size>) =>
    put(chart.sizes.map((one, i) => (i === at ? { ...one, ...size } : one)))
  const range = (at: number, measure: Measure, end: 0 | 1, value: number | null) => {
    const fits: Size['fits'] = chart.sizes[at]?.fits ?? {}
    const now = fits[measure]
    if (value === null) {
      const { [measure]: _, ...rest } = fits
      change(at, { fits: rest })
      return
    }
    const [from, to] = now ?? [value, value + 1]
    change(at, { fits: { ...fits, [measure]: end === 0 ? [value, to] : [from, value] } })
  }
  /** A measure begins with a range in the first size, for only then has the chart it. */
  const addMeasure = (measure: Measure) => {
    const start = { height: 150, weight: 40, age: 12, foot: 220, chest: 80, waist: 60 }[measure]
    put(
      chart.sizes.map((one, i) => ({
        ...one,
        fits: { ...one.fits, [measure]: [start + i * 10, start + i * 10 + 10] },
      })),
    )
  }
  const dropMeasure = (measure: Measure) =>
    put(
      chart.sizes.map((one) => {
        const { [measure]: _, ...fits } = one.fits
        return { ...one, fits }
      }),
    )
  const wrong = (at: number, part: string) =>
    problems.some(({ field }) => field.endsWith(`.sizes.${at}.${part}`)) ? ('error' as const) : ('' as const)
  return (
    <div className="charts-editor">
      <div className="catalog-pair">
        <div className="field">
          <span className="field-name">{t('catalog.charts.name')}</span>
          <Input
            aria-label={t('catalog.charts.name')}
            maxLength={60}
            disabled={!editable}
            value={chart.name}
            onChange={(e) => set({ ...chart, name: e.target.value })}
          />
        </div>
        <div className="field">
          <span className="field-name">{t('catalog.charts.code')}</span>
          <Input
            aria-label={t('catalog.charts.code')}
            maxLength={40}
            disabled={!editable}
            value={chart.code}
            onChange={(e) => set({ ...chart, code: e.target.value })}
          />
        </div>
      </div>
      <div className="charts-scroll">
        <table className="charts-table">
          <thead>
            <tr>
              <th scope="col">{t('catalog.charts.size')}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col">
                  {t(`catalog.measure.${measure}`)}{' '}
                  <span className="faint">{t(`catalog.unit.${measure}`)}</span>
                  {editable && (
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={`${t('app.remove')}: ${t(`catalog.measure.${measure}`)}`}
                      onClick={() => dropMeasure(measure)}
                    >
                      <Icon name="cross" size={11} />
                    </button>
                  )}
                </th>
              ))}
              {editable && (
                <th>
                  {left.length > 0 && (
                    <Select<Measure | null>
                      size="small"
                      value={null}
                      placeholder={t('catalog.charts.addMeasure')}
                      aria-label={t('catalog.charts.addMeasure')}
                      popupMatchSelectWidth={false}
                      options={left.map((value) => ({ value, label: t(`catalog.measure.${value}`) }))}
                      onChange={(measure) => measure && addMeasure(measure)}
                    />
                  )}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {chart.sizes.map(({ size, fits }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a size is its place in the order; names change while they are typed
              <tr key={at}>
                <td>
                  <Input
                    className="charts-size"
                    aria-label={`${t('catalog.charts.size')} ${at + 1}`}
                    maxLength={20}
                    disabled={!editable}
                    status={wrong(at, 'size')}
                    value={size}
                    onChange={(e) => change(at, { size: e.target.value })}
                  />
                </td>
                {measures.map((measure) => (
                  <td key={measure}>
                    <span className="charts-range">
                      {([0, 1] as const).map((end) => (
                        <InputNumber
                          key={end}
                          controls={false}
                          min={0}
                          disabled={!editable}
                          status={wrong(at, `fits.${measure}`)}
                          aria-label={`${size} ${t(`catalog.measure.${measure}`)} ${t(end === 0 ? 'catalog.charts.from' : 'catalog.charts.to')}`}
                          value={fits[measure]?.[end] ?? null}
                          onChange={(value) => range(at, measure, end, value)}
                        />
                      ))}
                    </span>
                  </td>
                ))}
                {editable && (
                  <td className="charts-moves">
                    <button
                      type="button"
                      className="icon-button"
                      disabled={at === 0}
                      aria-label={`${t('catalog.charts.up')}: ${size}`}
                      onClick={() => put(moved(chart.sizes, at, -1))}
                    >
                      <Icon name="up" size={13} />
                    </button>
                    <button
                      type="button"
                      className="icon-button"
                      disabled={at === chart.sizes.length - 1}
                      aria-label={`${t('catalog.charts.down')}: ${size}`}
                      onClick={() => put(moved(chart.sizes, at, 1))}
                    >
                      <Icon name="down" size={13} />
                    </button>
                    <button
                      type="button"
                      className="icon-button"
                      disabled={chart.sizes.length === 1}
                      aria-label={`${t('app.remove')}: ${size}`}
                      onClick={() => put(chart.sizes.filter((_, i) => i !== at))}
                    >
                      <Icon name="cross" size={13} />
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problems.length > 0 && (
        <ul className="catalog-problems" role="alert">
          {problems.map((problem) => (
            <li key={problem.field + problem.problem}>{problemText(problem)}</li>
          ))}
        </ul>
      )}
      {editable && (
        <div className="catalog-actions">
          <Button size="small" onClick={() => put([...chart.sizes, { size: '', fits: {} }])}>
            {t('catalog.charts.addSize')}
          </Button>
          <span className="catalog-space" />
          <Popconfirm title={t('catalog.charts.removeSure')} onConfirm={remove}>
            <Button size="small" danger>
              {t('catalog.charts.remove')}
            </Button>
          </Popconfirm>
        </div>
      )}
      <div className="field">
        <span className="field-name">{t('catalog.charts.note')}</span>
        <Input
          aria-label={t('catalog.charts.note')}
          maxLength={200}
          disabled={!editable}
          placeholder={t('catalog.charts.noteSays')}
          value={chart.note}
          onChange={(e) => set({ ...chart, note: e.target.value })}
        />
      </div>
      <div className="charts-try">
        <h3>{t('catalog.fit.try')}</h3>
        <FitBox chart={chart} />
      </div>
    </div>
  )
}
