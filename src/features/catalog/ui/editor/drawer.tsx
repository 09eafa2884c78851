import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { Tabs } from '../../../../web/parts/tabs.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import { type PriceChange, type Product, plainProduct } from '../../domain/product.ts'
import { catalogApi, PRODUCTS } from '../api.ts'
import { type Draft, draftOf, draftProblems, productOf } from '../draft.ts'
import { Basics } from './basics.tsx'
import { Competitors } from './competitors.tsx'
import { History } from './history.tsx'
import type { PartProps } from './part.ts'
import { Relations } from './relations.tsx'
import { Sections } from './sections.tsx'
import { Skus } from './skus.tsx'

/** px; a table of SKUs with two options fits. */
const WIDE = 880

const tabs = ['basics', 'sections', 'skus', 'relations', 'competitors', 'history'] as const
type Tab = (typeof tabs)[number]

interface FormProps {
  shopId: number
  /** Null while it is being written for the first time. */
  product: Product | null
  changes: readonly PriceChange[]
  close(): void
  openOther(id: string): void
}

const Form = ({ shopId, product, changes, close, openOther }: FormProps) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const [tab, setTab] = useState<Tab>('basics')
  const [kept, keep] = useState(() =>
    draftOf(product ?? plainProduct({ id: '', title: '', priceFen: 0, stock: 0 })),
  )
  const [edited, setEdited] = useState<Draft | null>(null)
  const draft = edited ?? kept
  const set = (change: Partial<Draft>) => setEdited({ ...draft, ...change })
  const part: PartProps = { shopId, draft, set, editable }
  const problems = edited ? draftProblems(edited) : []
  const save = useSave(
    () => {
      const sent = productOf(draft)
      return catalogApi.setProduct({ params: { shopId, productId: sent.id }, body: sent })
    },
    [PRODUCTS, shopId],
    (saved) => {
      keep(draftOf(saved))
      setEdited(null)
      if (!product) close()
    },
  )
  const remove = useSave(
    (productId: string) => catalogApi.removeProduct({ params: { shopId, productId } }),
    [PRODUCTS, shopId],
    close,
    t('catalog.removed'),
  )
  const shown = tabs.filter((one) => one !== 'history' || product !== null)
  return (
    <Drawer
      open
      size={WIDE}
      title={product ? product.title : t('catalog.add')}
      {...(!edited && { onClose: close })}
      closable={!edited}
      extra={
        edited && (
          <Popconfirm title={t('catalog.unsaved')} okText={t('catalog.discard')} onConfirm={close}>
            <Button>{t('app.cancel')}</Button>
          </Popconfirm>
        )
      }
      footer={
        editable && (
          <Space wrap>
            <Button
              type="primary"
              disabled={!edited || problems.length > 0}
              loading={save.isPending}
              onClick={() => save.mutate(undefined)}
            >
              {t('app.save')}
            </Button>
            {product && (
              <Popconfirm
                title={t('catalog.removeSure')}
                onConfirm={() => remove.mutateAsync(product.id).catch(() => {})}
              >
                <Button danger>{t('catalog.remove')}</Button>
              </Popconfirm>
            )}
            {problems.map(({ what, detail }) => (
              <span key={what} className="catalog-problem" role="alert">
                {t(`catalog.problem.${what}`, { detail })}
              </span>
            ))}
          </Space>
        )
      }
    >
      <div className="catalog-tabs">
        <Tabs<Tab>
          label={t('catalog.editor')}
          all={shown}
          chosen={tab}
          choose={setTab}
          draw={(one) => t(`catalog.editorTabs.${one}`)}
        />
      </div>
      <div className="catalog-form" role="tabpanel">
        {tab === 'basics' && <Basics {...part} fresh={product === null} />}
        {tab === 'sections' && <Sections {...part} />}
        {tab === 'skus' && <Skus {...part} />}
        {tab === 'relations' && <Relations {...part} openOther={edited ? undefined : openOther} />}
        {tab === 'competitors' && <Competitors {...part} />}
        {tab === 'history' && product && <History shopId={shopId} product={product} changes={changes} />}
      </div>
    </Drawer>
  )
}

interface DrawerProps {
  shopId: number
  /** Null for a new product. */
  id: string | null
  close(): void
  openOther(id: string): void
}

/** Everything the desk knows of a product, to read and to write. */
export const ProductDrawer = ({ shopId, id, close, openOther }: DrawerProps) => {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: [PRODUCTS, shopId, 'card', id],
    queryFn: () => catalogApi.product({ params: { shopId, productId: id ?? '' } }),
    enabled: id !== null,
  })
  if (id === null) return <Form {...{ shopId, close, openOther }} product={null} changes={[]} />
  if (found.data)
    return (
      <Form {...{ shopId, close, openOther }} product={found.data.product} changes={found.data.changes} />
    )
  return (
    <Drawer open size={WIDE} title={t('catalog.editor')} onClose={close}>
      {found.error ? (
        <Problem error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Skeleton rows={6} height={60} />
      )}
    </Drawer>
  )
}
