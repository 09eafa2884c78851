import { useInfiniteQuery } from '@tanstack/react-query'
import { Select, Table } from 'antd'
import i18next from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'
import { dateTime } from '../../../web/format.ts'
import { More } from '../../../web/parts/more.tsx'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import type { AuditEntry } from '../contract.ts'
import { actions, detailText } from './audit-text.ts'
import { mayIn, me, shopApi } from './session.ts'

const PAGE = 100

/** An action in words; one without words shows its code. */
const actionName = (what: string): string => {
  const key = `audit.actions.${what.replace(/[.-]/g, '_')}`
  return i18next.exists(key) ? i18next.t(key as 'audit.actions.sign_in') : what
}

const Audit = () => {
  const { t, i18n } = useTranslation()
  const shops = (me.get()?.shops ?? []).filter(({ shop }) => mayIn(shop.id, 'audit.read'))
  const [shopId, setShopId] = useState(shops[0]?.shop.id)
  const [what, setWhat] = useState('')
  const entries = useInfiniteQuery({
    queryKey: ['audit', shopId, what],
    enabled: shopId !== undefined,
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam }) => {
      const query = { ...(pageParam !== undefined && { before: pageParam }), ...(what !== '' && { what }) }
      return (await shopApi.audit({ params: { shopId: shopId ?? 0 }, query })).entries
    },
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
  })
  return (
    <Antd>
      <main className="sheet">
        <div className="sheet-head">
          <h1>{t('audit.title')}</h1>
          {shops.length > 1 && (
            <Select
              aria-label={t('settings.which')}
              value={shopId}
              onChange={setShopId}
              options={shops.map(({ shop }) => ({ value: shop.id, label: shop.name }))}
            />
          )}
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('audit.filter')}
            aria-label={t('audit.filter')}
            style={{ width: 220 }}
            value={what === '' ? undefined : what}
            onChange={(chosen?: string) => setWhat(chosen ?? '')}
            options={actions.map((value) => ({ value, label: actionName(value) }))}
          />
        </div>
        {entries.error ? (
          <Problem error={entries.error} retry={() => void entries.refetch()} />
        ) : (
          <Table<AuditEntry>
            size="small"
            rowKey="id"
            loading={entries.isPending}
            dataSource={entries.data?.pages.flat() ?? []}
            pagination={false}
            locale={{ emptyText: <Empty icon="audit" title={t('audit.none')} /> }}
            columns={[
              {
                title: t('audit.at'),
                dataIndex: 'at',
                width: 150,
                render: (at: number) => dateTime(at, i18n.language),
              },
              {
                title: t('audit.person'),
                dataIndex: 'person',
                width: 130,
                render: (name: string | null) => name ?? t('audit.desk'),
              },
              { title: t('audit.what'), dataIndex: 'what', width: 190, render: actionName },
              {
                title: t('audit.detail'),
                dataIndex: 'detail',
                render: (detail: unknown) => <span className="faint small">{detailText(detail)}</span>,
              },
              { title: t('audit.address'), dataIndex: 'address', width: 130 },
            ]}
          />
        )}
        <More of={entries} />
      </main>
    </Antd>
  )
}
export default Audit
