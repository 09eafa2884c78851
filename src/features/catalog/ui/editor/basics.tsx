import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { atWall, wallOf } from '../../../../shared/wall.ts'
import { shopOf } from '../../../shop/ui/session.ts'
import { catalogApi, PRODUCTS } from '../api.ts'
import { useCharts } from '../charts/use-charts.ts'
import { hasSizes } from '../complete.ts'
import { fenOf, productOf } from '../draft.ts'
import { Pairs } from './pairs.tsx'
import type { PartProps } from './part.ts'
import { Pictures } from './pictures.tsx'

/** Name, price, stock, attributes, pictures: what a product’s page says. */
export const Basics = ({ shopId, draft, set, editable, fresh }: PartProps & { fresh: boolean }) => {
  const { t } = useTranslation()
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  const charts = useCharts(shopId).data ?? []
  const categories = useQuery({
    queryKey: [PRODUCTS, shopId, 'categories'],
    queryFn: () => catalogApi.products({ params: { shopId }, query: { limit: 1 } }),
    select: (data) => data.categories,
  })
  const many = draft.skus.length > 0
  return (
    <>
      <div className="field">
        <span className="field-name">{t('catalog.field.title')}</span>
        <Input
          aria-label={t('catalog.field.title')}
          maxLength={200}
          disabled={!editable}
          value={draft.title}
          onChange={(e) => set({ title: e.target.value })}
        />
      </div>
      <div className="catalog-pair">
        <div className="field">
          <span className="field-name">{t('catalog.field.id')}</span>
          <Input
            aria-label={t('catalog.field.id')}
            maxLength={80}
            disabled={!editable || !fresh}
            value={draft.id}
            onChange={(e) => set({ id: e.target.value })}
          />
          <span className="faint small">{t(fresh ? 'catalog.idSays' : 'catalog.idKept')}</span>
        </div>
        <div className="field">
          <span className="field-name">{t('catalog.field.category')}</span>
          <AutoComplete
            style={{ width: '100%' }}
            aria-label={t('catalog.field.category')}
            maxLength={80}
            disabled={!editable}
            value={draft.category ?? ''}
            options={(categories.data ?? []).map((value) => ({ value }))}
            onChange={(category: string) => set({ category })}
          />
        </div>
      </div>
      <div className="catalog-three">
        <div className="field">
          <span className="field-name">{t('catalog.field.price')}</span>
          <InputNumber
            aria-label={t('catalog.field.price')}
            style={{ width: '100%' }}
            prefix="¥"
            min={0}
            max={1_000_000}
            precision={2}
            disabled={!editable}
            value={draft.priceFen / 100}
            onChange={(value) => set({ priceFen: fenOf(value) ?? 0 })}
          />
          {many && <span className="faint small">{t('catalog.priceFrom')}</span>}
        </div>
        <div className="field">
          <span className="field-name">{t('catalog.field.stock')}</span>
          <InputNumber
            aria-label={t('catalog.field.stock')}
            style={{ width: '100%' }}
            min={0}
            precision={0}
            disabled={!editable || many}
            value={many ? productOf(draft).stock : draft.stock}
            onChange={(value) => set({ stock: value ?? 0 })}
          />
          {many && <span className="faint small">{t('catalog.stockOfSkus')}</span>}
        </div>
        <div className="field">
          <span className="field-name">{t('catalog.field.restockAt')}</span>
          <Input
            aria-label={t('catalog.field.restockAt')}
            type="datetime-local"
            disabled={!editable}
            value={draft.restockAt === null ? '' : wallOf(draft.restockAt, zone)}
            onChange={(e) => set({ restockAt: e.target.value === '' ? null : atWall(e.target.value, zone) })}
          />
        </div>
      </div>
      <div className="catalog-pair">
        <div className="field">
          <span className="field-name">{t('catalog.field.sizeChart')}</span>
          <Select<string>
            allowClear
            style={{ width: '100%' }}
            aria-label={t('catalog.field.sizeChart')}
            placeholder={t('catalog.noChart')}
            disabled={!editable}
            value={draft.sizeChart}
            options={charts.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(code) => set({ sizeChart: code ?? null })}
          />
          {draft.sizeChart === null && hasSizes(productOf(draft)) && (
            <span className="catalog-warn small">{t('catalog.wantsChart')}</span>
          )}
        </div>
        <div className="field">
          <span className="field-name">{t('catalog.field.url')}</span>
          <Input
            aria-label={t('catalog.field.url')}
            type="url"
            maxLength={1000}
            disabled={!editable}
            placeholder="https://"
            value={draft.url ?? ''}
            onChange={(e) => set({ url: e.target.value })}
          />
        </div>
      </div>
      <div className="shortcut">
        <span className="shortcut-name">
          {t('catalog.field.labelOnly')} <span className="faint small">{t('catalog.labelOnlySays')}</span>
        </span>
        <Switch
          aria-label={t('catalog.field.labelOnly')}
          disabled={!editable}
          checked={draft.labelOnly}
          onChange={(labelOnly) => set({ labelOnly })}
        />
      </div>
      <Pictures
        shopId={shopId}
        pictures={draft.pictures}
        set={(pictures) => set({ pictures })}
        editable={editable}
      />
      <Pairs
        label={t('catalog.field.attributes')}
        says={t('catalog.attributesSay')}
        name={t('catalog.attributeName')}
        value={t('catalog.attributeValue')}
        add={t('catalog.addAttribute')}
        pairs={draft.attributes}
        set={(attributes) => set({ attributes })}
        editable={editable}
      />
      <Pairs
        label={t('catalog.field.page')}
        says={t('catalog.pageSays')}
        name={t('catalog.pageName')}
        value={t('catalog.pageValue')}
        add={t('catalog.addFact')}
        pairs={draft.page}
        set={(page) => set({ page })}
        editable={editable}
      />
    </>
  )
}
