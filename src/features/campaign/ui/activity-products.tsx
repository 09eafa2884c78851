import { Button, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import type { ActivityBody } from '../domain/activity.ts'
import { ProductName, ProductSelect, SkuSelect } from './products.tsx'

type Row = ActivityBody['products'][number]

interface ActivityProductsProps {
  shopId: number
  rows: readonly Row[]
  set(rows: Row[]): void
  /** What the desk found wrong, by row. */
  wrong: ReadonlyMap<number, readonly string[]>
  disabled: boolean
}

/** The products of an activity, with what is set aside for the spot sale and for the pre-sale apart. */
export const ActivityProducts = ({ shopId, rows, set, wrong, disabled }: ActivityProductsProps) => {
  const { t } = useTranslation()
  const change = (at: number, row: Partial<Row>) =>
    set(rows.map((one, i) => (i === at ? { ...one, ...row } : one)))
  const stock = (at: number, row: Row, field: 'spotStock' | 'presaleStock') => (
    <InputNumber
      min={0}
      precision={0}
      style={{ width: 104 }}
      aria-label={`${t(`campaign.activity.${field}`)} ${row.product}`}
      placeholder={t('campaign.activity.notSet')}
      disabled={disabled}
      value={row[field]}
      onChange={(pieces) => change(at, { [field]: pieces })}
    />
  )
  return (
    <>
      {rows.length > 0 && (
        <table className="campaign-table">
          <thead>
            <tr>
              <th>{t('campaign.product.name')}</th>
              <th>{t('campaign.product.sku')}</th>
              <th>{t('campaign.activity.spotStock')}</th>
              <th>{t('campaign.activity.presaleStock')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same product may stand there twice while one edits
              <tr key={i}>
                <td>
                  <ProductName shopId={shopId} id={row.product} sku={null} />
                  {wrong.get(i)?.map((says) => (
                    <span key={says} className="campaign-wrong" role="alert">
                      {says}
                    </span>
                  ))}
                </td>
                <td>
                  <SkuSelect
                    shopId={shopId}
                    product={row.product}
                    value={row.sku}
                    set={(sku) => change(i, { sku })}
                    disabled={disabled}
                  />
                </td>
                <td>{stock(i, row, 'spotStock')}</td>
                <td>{stock(i, row, 'presaleStock')}</td>
                <td className="campaign-end">
                  {!disabled && (
                    <Button
                      type="text"
                      icon={<Icon name="cross" size={15} />}
                      aria-label={t('campaign.list.removeOf', { name: row.product })}
                      onClick={() => set(rows.filter((_, at) => at !== i))}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!disabled && rows.length < 2000 && (
        <div className="campaign-add">
          <ProductSelect
            shopId={shopId}
            label={t('campaign.activity.addProduct')}
            take={({ id }) => set([...rows, { product: id, sku: null, spotStock: null, presaleStock: null }])}
          />
        </div>
      )}
    </>
  )
}
