import { AutoComplete, Button, Checkbox, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { atWall, wallOf } from '../../../shared/wall.ts'
import { yuan } from '../../../web/format.ts'
import { useSave } from '../../../web/parts/save.ts'
import { say } from '../../../web/parts/toast.tsx'
import { shopOf } from '../../shop/ui/session.ts'
import { withSet } from '../domain/card-edit.ts'
import type { Product } from '../domain/product.ts'
import { catalogApi, PRODUCTS } from './api.ts'
import { useCharts } from './charts/use-charts.ts'

type Change = Parameters<typeof catalogApi.editProducts>[0]['body']['set']

/** Products whose prices are shown as they would become. */
const SHOWN = 6

/** Prices as they would become, by the same rule by which the desk sets them. */
const Preview = ({ products, priceTimes }: { products: readonly Product[]; priceTimes: number }) => {
  const { t } = useTranslation()
  const rows = products
    .slice(0, SHOWN)
    .map((product) => ({ product, will: withSet(product, { priceTimes }) }))
  return (
    <div className="catalog-preview">
      <table>
        <tbody>
          {rows.map(({ product: { id, title, priceFen, skus }, will }) => (
            <tr key={id}>
              <td>{title}</td>
              <td className="digits faint">
                <s>{yuan(priceFen)}</s>
              </td>
              <td className="digits">
                {'why' in will ? (
                  <span className="catalog-warn">{t(`catalog.bulk.why.${will.why}`)}</span>
                ) : (
                  <b>{yuan(will.priceFen)}</b>
                )}
              </td>
              <td className="faint small">
                {skus.length > 0 && t('catalog.bulk.skusToo', { count: skus.length })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {products.length > SHOWN && (
        <p className="faint small">{t('catalog.bulk.andMore', { count: products.length - SHOWN })}</p>
      )}
    </div>
  )
}

interface LineProps {
  label: string
  on: boolean
  turn(on: boolean): void
  children: ReactNode
}
/** One field: changed only where its box is ticked. */
const Line = ({ label, on, turn, children }: LineProps) => (
  <div className="catalog-bulk-line">
    <Checkbox checked={on} onChange={(e) => turn(e.target.checked)}>
      {label}
    </Checkbox>
    {on && <div>{children}</div>}
  </div>
)

interface DialogProps {
  shopId: number
  products: readonly Product[]
  categories: readonly string[]
  close(): void
  done(): void
}

const BulkDialog = ({ shopId, products, categories, close, done }: DialogProps) => {
  const { t } = useTranslation()
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  const charts = useCharts(shopId).data ?? []
  const [set, put] = useState<Change>({})
  const has = (name: keyof Change) => set[name] !== undefined
  const turn = <N extends keyof Change>(name: N, on: boolean, first: Change[N]) => {
    const { [name]: _, ...rest } = set
    put(on ? { ...rest, [name]: first } : rest)
  }
  const save = useSave(
    () => catalogApi.editProducts({ params: { shopId }, body: { ids: products.map(({ id }) => id), set } }),
    [PRODUCTS, shopId],
    ({ changed, missing }) => {
      say(
        t(missing.length > 0 ? 'catalog.bulk.doneMissing' : 'catalog.bulk.done', {
          count: changed,
          missing: missing.length,
        }),
      )
      done()
    },
    null,
  )
  const label = (name: 'category' | 'stock' | 'restockAt' | 'sizeChart' | 'labelOnly') =>
    t(`catalog.field.${name}`)
  const { priceTimes } = set
  /** What the desk would refuse the whole change for. */
  const blocked = products.filter((product) => 'why' in withSet(product, set))
  return (
    <Modal
      open
      width={620}
      title={t('catalog.bulk.title', { count: products.length })}
      onCancel={close}
      okText={t('catalog.bulk.go', { count: products.length })}
      okButtonProps={{
        disabled: Object.keys(set).length === 0 || blocked.length > 0,
        loading: save.isPending,
      }}
      onOk={() => save.mutate(undefined)}
    >
      <p className="block-says">{t('catalog.bulk.says')}</p>
      <Line label={label('category')} on={has('category')} turn={(on) => turn('category', on, '')}>
        <AutoComplete
          style={{ width: '100%' }}
          aria-label={label('category')}
          maxLength={80}
          value={set.category ?? ''}
          placeholder={t('catalog.bulk.noCategory')}
          options={categories.map((value) => ({ value }))}
          onChange={(value: string) => put({ ...set, category: value.trim() === '' ? null : value })}
        />
      </Line>
      <Line label={label('stock')} on={has('stock')} turn={(on) => turn('stock', on, 0)}>
        <InputNumber
          aria-label={label('stock')}
          min={0}
          precision={0}
          value={set.stock ?? 0}
          onChange={(stock) => put({ ...set, stock: stock ?? 0 })}
        />
        {blocked.length > 0 ? (
          <p className="catalog-warn small">
            {t('catalog.bulk.why.skus')}:{' '}
            {blocked
              .slice(0, 3)
              .map(({ title }) => title)
              .join(t('catalog.comma'))}
            {blocked.length > 3 && ` (${blocked.length})`}
          </p>
        ) : (
          <span className="faint small"> {t('catalog.bulk.stockSays')}</span>
        )}
      </Line>
      <Line label={label('restockAt')} on={has('restockAt')} turn={(on) => turn('restockAt', on, null)}>
        <Input
          type="datetime-local"
          aria-label={label('restockAt')}
          value={typeof set.restockAt === 'number' ? wallOf(set.restockAt, zone) : ''}
          onChange={(e) => put({ ...set, restockAt: atWall(e.target.value, zone) })}
        />
        <span className="faint small">{t('catalog.bulk.restockSays')}</span>
      </Line>
      <Line label={label('sizeChart')} on={has('sizeChart')} turn={(on) => turn('sizeChart', on, null)}>
        <Select<string>
          allowClear
          style={{ width: '100%' }}
          aria-label={label('sizeChart')}
          placeholder={t('catalog.noChart')}
          value={set.sizeChart ?? null}
          options={charts.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code) => put({ ...set, sizeChart: code ?? null })}
        />
      </Line>
      <Line label={label('labelOnly')} on={has('labelOnly')} turn={(on) => turn('labelOnly', on, true)}>
        <Switch
          aria-label={label('labelOnly')}
          checked={set.labelOnly ?? false}
          onChange={(labelOnly) => put({ ...set, labelOnly })}
        />
      </Line>
      <Line label={t('catalog.bulk.times')} on={has('priceTimes')} turn={(on) => turn('priceTimes', on, 1)}>
        <InputNumber
          aria-label={t('catalog.bulk.times')}
          min={0.01}
          max={10}
          step={0.05}
          value={priceTimes ?? 1}
          onChange={(value) => put({ ...set, priceTimes: value ?? 1 })}
        />
        <span className="faint small"> {t('catalog.bulk.timesSays')}</span>
        <Preview products={products} priceTimes={priceTimes ?? 1} />
      </Line>
    </Modal>
  )
}

interface BarProps {
  shopId: number
  chosen: ReadonlyMap<string, Product>
  categories: readonly string[]
  clear(): void
  /** Chooses everything that was found, where that is more. */
  chooseAll?(): void
  total?: number
  gathering?: boolean
}

/** What can be done to all that are chosen. */
export const BulkBar = ({
  shopId,
  chosen,
  categories,
  clear,
  chooseAll,
  total = 0,
  gathering = false,
}: BarProps) => {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  return (
    <div className="catalog-chosen" role="status">
      <span>{t('catalog.chosen', { count: chosen.size })}</span>
      {chooseAll && (
        <Button size="small" type="link" loading={gathering} onClick={chooseAll}>
          {t('catalog.chooseAll', { count: total })}
        </Button>
      )}
      <span className="catalog-space" />
      <Button size="small" type="primary" onClick={() => setEditing(true)}>
        {t('catalog.bulk.open')}
      </Button>
      <Button size="small" onClick={clear}>
        {t('catalog.bulk.clear')}
      </Button>
      {editing && (
        <BulkDialog
          shopId={shopId}
          products={[...chosen.values()]}
          categories={categories}
          close={() => setEditing(false)}
          done={() => {
            setEditing(false)
            clear()
          }}
        />
      )}
    </div>
  )
}
