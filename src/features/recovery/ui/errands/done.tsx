import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime, yuan } from '../../../../web/format.ts'
import { More } from '../../../../web/parts/more.tsx'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { shopApi } from '../../../shop/ui/session.ts'
import type { Errand } from '../../errands/contract.ts'
import { api, ERRANDS } from './api.ts'

/** What became of them, the latest first. */
export const Done = ({ shopId }: { shopId: number }) => {
  const { t, i18n } = useTranslation()
  const members = useQuery({
    queryKey: ['members', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
  })
  const found = useInfiniteQuery({
    queryKey: [ERRANDS, shopId, 'done'],
    queryFn: ({ pageParam }) =>
      api.errands({
        params: { shopId },
        query: { state: 'done', ...(pageParam > 0 && { skip: pageParam }) },
      }),
    initialPageParam: 0,
    getNextPageParam: ({ more }, pages) => (more ? pages.length * 100 : null),
  })
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton rows={3} />
  const all = found.data.pages.flatMap(({ errands }) => errands)
  if (all.length === 0) return <Empty icon="check" title={t('errands.doneNone')} />
  const name = (id: number | null) =>
    id === null ? '–' : (members.data?.members.find(({ personId }) => personId === id)?.name ?? `#${id}`)
  return (
    <>
      <Table<Errand>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={all}
        columns={[
          {
            title: t('errands.at'),
            render: (_, e) => (e.doneAt === null ? '' : dateTime(e.doneAt, i18n.language)),
          },
          { title: t('errands.buyer'), render: (_, e) => e.buyerName },
          { title: t('errands.assign.channel'), render: (_, e) => t(`errands.channel.${e.channel}`) },
          {
            title: t('errands.order', { id: '' }),
            render: (_, e) => (
              <span className="selectable">
                {e.orderId} {e.fen !== null && <b className="digits">{yuan(e.fen)}</b>}
              </span>
            ),
          },
          { title: t('errands.by'), render: (_, e) => name(e.owner) },
          {
            title: t('errands.result'),
            render: (_, e) => (
              <>
                {e.outcome !== null && t(`errands.outcome.${e.outcome}`)}
                {e.note !== '' && <div className="faint small">{e.note}</div>}
              </>
            ),
          },
        ]}
      />
      <More of={found} />
    </>
  )
}
