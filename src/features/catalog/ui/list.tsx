import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select, Table, Tag } from 'antd'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortTime, yuan } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import { sayError } from '../../../web/parts/toast.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import { isWebAddress } from '../domain/card-words.ts'
import type { Product } from '../domain/product.ts'
import { catalogApi, PRODUCTS } from './api.ts'
import { BulkBar } from './bulk.tsx'
import { allOf, MOST } from './chosen.ts'
import { completeness } from './complete.ts'

const ImportDialog = lazy(() => import('./importing/dialog.tsx'))

const PAGE = 50

const Thumb = ({ picture }: { picture: string | undefined }) =>
  picture === undefined ? (
    <span className="catalog-thumb">
      <Icon name="box" size={16} />
    </span>
  ) : (
    <img
      className="catalog-thumb"
      src={isWebAddress(picture) ? picture : `/files/${picture}`}
      alt=""
      loading="lazy"
      referrerPolicy="no-referrer"
    />
  )

/** What a product costs, and the dearest of its SKUs where they differ. */
const Price = ({ product: { priceFen, skus } }: { product: Product }) => {
  const prices = skus.map((sku) => sku.priceFen)
  const low = Math.min(priceFen, ...prices)
  const high = Math.max(priceFen, ...prices)
  return <span className="digits">{low === high ? yuan(low) : `${yuan(low)}–${yuan(high)}`}</span>
}

const Stock = ({ product: { stock, restockAt } }: { product: Product }) => {
  const { t, i18n } = useTranslation()
  return (
    <>
      <span className={stock > 0 ? 'digits' : 'sold-out'}>
        {stock > 0 ? stock.toLocaleString(i18n.language) : t('panel.soldOut')}
      </span>
      {restockAt !== null && (
        <div className="faint small">
          {t('catalog.restocks', { when: shortTime(restockAt, Date.now(), i18n.language) })}
        </div>
      )}
    </>
  )
}

/** How much of a card is filled in; what is missing is said to who points at it, or reads with their ears. */
const Complete = ({ product }: { product: Product }) => {
  const { t } = useTranslation()
  const { done, of, missing } = completeness(product)
  const lacks = missing.map((part) => t(`catalog.part.${part}`)).join(t('catalog.comma'))
  const says = missing.length === 0 ? t('catalog.whole') : t('catalog.missing', { list: lacks })
  return (
    <span className="catalog-complete" title={says}>
      <span className="catalog-bar" aria-hidden="true">
        <span
          style={{ width: `${(done / of) * 100}%` }}
          className={missing.length === 0 ? 'catalog-full' : ''}
        />
      </span>
      <span className="digits small" aria-hidden="true">
        {done}/{of}
      </span>
      <span className="unseen">{says}</span>
    </span>
  )
}

interface ListProps {
  shopId: number
  open(what: { id: string } | 'new'): void
}

/** Products a page at a time: found, chosen, changed together. */
export const ProductList = ({ shopId, open }: ListProps) => {
  const { t, i18n } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const [text, setText] = useState('')
  const [category, setCategory] = useState<string | undefined>(undefined)
  /** The last product of each page before this one. */
  const [before, setBefore] = useState<string[]>([])
  const [chosen, setChosen] = useState<ReadonlyMap<string, Product>>(new Map())
  const [gathering, setGathering] = useState(false)
  const [importing, setImporting] = useState(false)
  const q = useDeferredValue(text.trim())
  const wanted = { q, ...(category !== undefined && { category }) }
  const after = before.at(-1)
  const list = useQuery({
    queryKey: [PRODUCTS, shopId, 'page', wanted, after],
    queryFn: () =>
      catalogApi.products({
        params: { shopId },
        query: { ...wanted, limit: PAGE, ...(after !== undefined && { after }) },
      }),
    placeholderData: keepPreviousData,
  })
  if (list.error) return <Problem error={list.error} retry={() => void list.refetch()} />
  const { products = [], total = 0, categories = [] } = list.data ?? {}
  const from = before.length * PAGE
  const to = from + products.length
  const find = (change: () => void) => {
    change()
    setBefore([])
  }
  const chooseAll = () => {
    setGathering(true)
    allOf(shopId, wanted)
      .then((all) => setChosen(new Map(all.map((product) => [product.id, product]))))
      .catch(sayError)
      .finally(() => setGathering(false))
  }
  const filtered = q !== '' || category !== undefined
  return (
    <section className="block">
      <div className="catalog-actions">
        <label className="find">
          <Icon name="search" size={15} />
          <input
            type="search"
            maxLength={60}
            value={text}
            placeholder={t('panel.findProduct')}
            aria-label={t('panel.findProduct')}
            onChange={(e) => find(() => setText(e.target.value))}
          />
        </label>
        <Select<string>
          allowClear
          showSearch
          className="catalog-category"
          aria-label={t('catalog.field.category')}
          placeholder={t('catalog.allCategories')}
          value={category ?? null}
          options={categories.map((value) => ({ value, label: value }))}
          onChange={(value) => find(() => setCategory(value ?? undefined))}
        />
        <span className="catalog-space" />
        {editable && <Button onClick={() => setImporting(true)}>{t('catalog.importing.open')}</Button>}
        {editable && (
          <Button type="primary" onClick={() => open('new')}>
            {t('catalog.add')}
          </Button>
        )}
      </div>
      {chosen.size > 0 && (
        <BulkBar
          shopId={shopId}
          chosen={chosen}
          categories={categories}
          clear={() => setChosen(new Map())}
          {...(chosen.size < Math.min(total, MOST) && { chooseAll, total: Math.min(total, MOST), gathering })}
        />
      )}
      <Table<Product>
        size="small"
        rowKey="id"
        loading={list.isPending}
        dataSource={products}
        pagination={false}
        scroll={{ x: 820 }}
        {...(editable && {
          rowSelection: {
            selectedRowKeys: [...chosen.keys()],
            preserveSelectedRowKeys: true,
            onChange: (keys, rows) => {
              const known = new Map([
                ...chosen,
                ...rows.flatMap((row) => (row ? [[row.id, row] as const] : [])),
              ])
              setChosen(
                new Map(
                  keys.flatMap((key) => {
                    const product = known.get(String(key))
                    return product ? [[product.id, product] as const] : []
                  }),
                ),
              )
            },
            getCheckboxProps: ({ title }) => ({ 'aria-label': title }),
          },
        })}
        locale={{
          emptyText: filtered ? (
            <Empty icon="search" title={t('catalog.noneFound')} />
          ) : (
            <Empty icon="box" title={t('catalog.none')} says={t('catalog.noneSays')} />
          ),
        }}
        columns={[
          {
            title: t('catalog.field.title'),
            key: 'title',
            render: (_, product) => (
              <div className="catalog-product">
                <Thumb picture={product.pictures[0]} />
                <div>
                  <button type="button" className="catalog-open" onClick={() => open({ id: product.id })}>
                    {product.title}
                  </button>
                  <div className="faint small">
                    {product.id}
                    {product.labelOnly && <Tag className="catalog-tag">{t('catalog.labelOnlyShort')}</Tag>}
                  </div>
                </div>
              </div>
            ),
          },
          {
            title: t('catalog.field.category'),
            key: 'category',
            width: 120,
            render: (_, { category: one }) => one ?? <span className="faint">–</span>,
          },
          {
            title: t('catalog.field.price'),
            key: 'price',
            width: 130,
            align: 'right',
            render: (_, product) => <Price product={product} />,
          },
          {
            title: t('catalog.field.stock'),
            key: 'stock',
            width: 110,
            align: 'right',
            render: (_, product) => <Stock product={product} />,
          },
          {
            title: 'SKU',
            key: 'skus',
            width: 60,
            align: 'right',
            render: (_, { skus }) =>
              skus.length > 0 ? (
                <span className="digits">{skus.length}</span>
              ) : (
                <span className="faint">–</span>
              ),
          },
          {
            title: t('catalog.complete'),
            key: 'complete',
            width: 140,
            render: (_, product) => <Complete product={product} />,
          },
        ]}
      />
      {total > 0 && (
        <div className="catalog-pager">
          <span className="faint digits">
            {t('catalog.range', {
              from: (from + 1).toLocaleString(i18n.language),
              to: to.toLocaleString(i18n.language),
              total: total.toLocaleString(i18n.language),
            })}
          </span>
          <Button size="small" disabled={before.length === 0} onClick={() => setBefore(before.slice(0, -1))}>
            {t('catalog.previous')}
          </Button>
          <Button
            size="small"
            disabled={to >= total || list.isPlaceholderData}
            onClick={() => {
              const last = products.at(-1)
              if (last) setBefore([...before, last.id])
            }}
          >
            {t('catalog.next')}
          </Button>
        </div>
      )}
      {importing && (
        <Suspense fallback={null}>
          <ImportDialog shopId={shopId} close={() => setImporting(false)} />
        </Suspense>
      )}
    </section>
  )
}
