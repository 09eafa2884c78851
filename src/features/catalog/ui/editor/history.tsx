import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY } from '../../../../shared/time.ts'
import { deskNow } from '../../../../web/clock.ts'
import { dateTime, shortTime, yuan } from '../../../../web/format.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty } from '../../../../web/parts/states.tsx'
import { mayIn, shopApi } from '../../../shop/ui/session.ts'
import type { PriceChange, Product } from '../../domain/product.ts'
import { catalogApi, PRODUCTS } from '../api.ts'
import { fenOf } from '../draft.ts'
import { type PriceStep, priceSteps, seenPrices, stepLine } from '../steps.ts'

const BOX = { width: 640, height: 150 }
/** Before the first change so much is shown, ms. */
const BEFORE = 7 * DAY

const Plot = ({ steps, seen }: { steps: readonly PriceStep[]; seen: readonly PriceChange[] }) => {
  const { t, i18n } = useTranslation()
  const start = Math.min(...steps.map(({ from }) => from), ...seen.map(({ at }) => at))
  const end = Math.max(...steps.map(({ to }) => to), start + 1)
  const prices = [...steps.map(({ fen }) => fen), ...seen.map(({ isFen }) => isFen)]
  const [low, high] = [Math.min(...prices), Math.max(...prices)]
  const room = Math.max(high - low, 100) * 0.15
  const x = (at: number): number => ((at - start) / (end - start)) * BOX.width
  const y = (fen: number): number => BOX.height * (1 - (fen - low + room) / (high - low + 2 * room || 1))
  const now = deskNow()
  return (
    <svg
      className="curve catalog-plot"
      viewBox={`-64 -10 ${BOX.width + 76} ${BOX.height + 36}`}
      role="img"
      aria-label={t('catalog.history.plot', { low: yuan(low), high: yuan(high) })}
    >
      {[...new Set([low, high])].map((fen) => (
        <g key={fen}>
          <line x1="0" x2={BOX.width} y1={y(fen)} y2={y(fen)} className="curve-grid" />
          <text x="-8" y={y(fen) + 4} textAnchor="end" className="catalog-axis">
            {yuan(fen)}
          </text>
        </g>
      ))}
      <path d={stepLine(steps, x, y)} className="catalog-line" />
      {steps.map(({ from, fen, source }) =>
        source === null ? null : (
          <circle key={`${from} ${fen}`} cx={x(from)} cy={y(fen)} r="3.5" className="catalog-dot">
            <title>{`${dateTime(from, i18n.language)} · ${yuan(fen)}`}</title>
          </circle>
        ),
      )}
      {seen.map(({ id, at, isFen, source }) => (
        <path key={id} d={`M${x(at)} ${y(isFen) - 5}l5 5l-5 5l-5 -5z`} className="catalog-seen">
          <title>{`${dateTime(at, i18n.language)} · ${t(`catalog.source.${source}`)} ${yuan(isFen)}`}</title>
        </path>
      ))}
      <text x="0" y={BOX.height + 20} className="catalog-axis">
        {shortTime(start, now, i18n.language)}
      </text>
      <text x={BOX.width} y={BOX.height + 20} textAnchor="end" className="catalog-axis">
        {t('catalog.history.now')}
      </text>
    </svg>
  )
}

/** Somebody saw a price on the page or at the checkout: written down beside what the desk has. */
const SeePrice = ({ shopId, product, sku }: { shopId: number; product: Product; sku: string | null }) => {
  const { t } = useTranslation()
  const [fen, setFen] = useState<number | null>(null)
  const [where, setWhere] = useState<'page' | 'checkout'>('page')
  const save = useSave(
    (seen: number) =>
      catalogApi.seePrice({
        params: { shopId, productId: product.id },
        body: { sku, fen: seen, at: deskNow(), where },
      }),
    [PRODUCTS, shopId],
    () => setFen(null),
  )
  return (
    <div className="catalog-see">
      <span className="field-name">{t('catalog.history.see')}</span>
      <InputNumber
        prefix="¥"
        min={0}
        max={1_000_000}
        precision={2}
        controls={false}
        aria-label={t('catalog.field.price')}
        value={fen === null ? null : fen / 100}
        onChange={(value) => setFen(fenOf(value))}
      />
      <Select
        aria-label={t('catalog.history.where')}
        value={where}
        options={(['page', 'checkout'] as const).map((value) => ({
          value,
          label: t(`catalog.source.${value}`),
        }))}
        onChange={setWhere}
      />
      <Button
        disabled={fen === null}
        loading={save.isPending}
        onClick={() => fen !== null && save.mutate(fen)}
      >
        {t('catalog.history.write')}
      </Button>
    </div>
  )
}

interface HistoryProps {
  shopId: number
  product: Product
  changes: readonly PriceChange[]
}

/** How the price of a product, or of one of its SKUs, went. The same stands in a table for who cannot see the picture. */
export const History = ({ shopId, product, changes }: HistoryProps) => {
  const { t, i18n } = useTranslation()
  const withChanges = new Set(changes.map(({ sku }) => sku))
  const [sku, setSku] = useState<string | null>(() =>
    withChanges.has(null) ? null : (changes[0]?.sku ?? null),
  )
  const people = useQuery({
    queryKey: ['members', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
    select: ({ members }) => new Map(members.map(({ personId, name }) => [personId, name])),
  }).data
  const mine = changes.filter((change) => change.sku === sku)
  const first = Math.min(...mine.map(({ at }) => at))
  const steps = priceSteps(mine, sku, deskNow(), first - BEFORE)
  const seen = seenPrices(mine, sku)
  const name = (id: string) => {
    const options = Object.values(product.skus.find((one) => one.id === id)?.options ?? {})
    return options.length > 0 ? `${options.join(' ')} · ${id}` : id
  }
  return (
    <>
      {product.skus.length > 0 && (
        <Select<string>
          className="catalog-which"
          aria-label={t('catalog.history.which')}
          value={sku ?? ''}
          options={[
            { value: '', label: t('catalog.history.whole') },
            ...product.skus.map(({ id }) => ({ value: id, label: name(id) })),
          ]}
          onChange={(id) => setSku(id === '' ? null : id)}
        />
      )}
      {steps.length + seen.length > 0 ? (
        <Plot steps={steps} seen={seen} />
      ) : (
        <Empty icon="clock" title={t('catalog.history.none')} says={t('catalog.history.noneSays')} />
      )}
      {mine.length > 0 && (
        <table className="catalog-changes">
          <thead>
            <tr>
              <th scope="col">{t('catalog.history.when')}</th>
              <th scope="col">{t('catalog.history.was')}</th>
              <th scope="col">{t('catalog.history.is')}</th>
              <th scope="col">{t('catalog.history.source')}</th>
              <th scope="col">{t('catalog.history.by')}</th>
            </tr>
          </thead>
          <tbody>
            {mine.map(({ id, at, wasFen, isFen, source, by }) => (
              <tr key={id}>
                <td className="digits">{dateTime(at, i18n.language)}</td>
                <td className="digits">{wasFen === null ? '–' : yuan(wasFen)}</td>
                <td className={wasFen !== null && isFen > wasFen ? 'digits catalog-rose' : 'digits'}>
                  {yuan(isFen)}
                </td>
                <td>{t(`catalog.source.${source}`)}</td>
                <td>{by === null ? '–' : (people?.get(by) ?? `#${by}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayIn(shopId, 'conversation.reply') && <SeePrice shopId={shopId} product={product} sku={sku} />}
    </>
  )
}
