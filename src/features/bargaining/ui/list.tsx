import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { dateTime, yuan } from '../../../web/format.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { More } from '../../../web/parts/more.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { sayError } from '../../../web/parts/toast.tsx'
import { queries } from '../../../web/query.ts'
import type { Member } from '../../shop/domain.ts'
import { mayIn, me } from '../../shop/ui/session.ts'
import type { Concession } from '../contract.ts'
import { api, BARGAINING } from './api.ts'

/** What was given, to whom, by whom, and what became of it. */
export const Concessions = ({ shopId, members }: { shopId: number; members: readonly Member[] }) => {
  const { t, i18n } = useTranslation()
  const found = useInfiniteQuery({
    queryKey: [BARGAINING, shopId, 'concessions'],
    queryFn: ({ pageParam }) =>
      api.concessions({
        params: { shopId },
        query: pageParam === null ? {} : { before: pageParam },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ concessions, more }) => (more ? (concessions.at(-1)?.givenAt ?? null) : null),
  })
  const settle = useMutation({
    mutationFn: ({ id, state }: { id: number; state: 'paid' | 'withdrawn' }) =>
      api.settleConcession({ params: { shopId, concessionId: id }, body: { state } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [BARGAINING, shopId] }),
    onError: sayError,
  })
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton rows={4} />
  const all = found.data.pages.flatMap(({ concessions }) => concessions)
  if (all.length === 0)
    return <Empty icon="scale" title={t('bargaining.list.none')} says={t('bargaining.list.noneSays')} />
  const name = (id: number) => members.find(({ personId }) => personId === id)?.name ?? `#${id}`
  const mine = (c: Concession) => c.personId === me.get()?.personId || mayIn(shopId, 'routing.direct')
  return (
    <>
      <Table<Concession>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={all}
        columns={[
          { title: t('bargaining.list.at'), render: (_, c) => dateTime(c.givenAt, i18n.language) },
          {
            title: t('bargaining.list.buyer'),
            render: (_, c) => (
              <button
                type="button"
                className="link"
                onClick={() => goTo(addressOfTalk(shopId, c.conversationId))}
              >
                {c.buyerName}
              </button>
            ),
          },
          { title: t('bargaining.list.by'), render: (_, c) => name(c.personId) },
          {
            title: t('bargaining.list.what'),
            render: (_, c) =>
              c.gift
                ? inLanguage(c.gift, i18n.language)
                : t('bargaining.notice.money', { money: yuan(c.fen ?? 0) }),
          },
          {
            title: t('bargaining.list.basket'),
            align: 'right',
            render: (_, c) => (c.basketFen === null ? '–' : yuan(c.basketFen)),
          },
          { title: t('bargaining.list.until'), render: (_, c) => dateTime(c.until, i18n.language) },
          { title: t('bargaining.list.state'), render: (_, c) => t(`bargaining.list.states.${c.state}`) },
          {
            key: 'do',
            render: (_, c) =>
              mine(c) && (c.state === 'open' || c.state === 'lapsed') ? (
                <span style={{ display: 'inline-flex', gap: 8 }}>
                  <button
                    type="button"
                    className="link"
                    onClick={() => settle.mutate({ id: c.id, state: 'paid' })}
                  >
                    {t('bargaining.list.paid')}
                  </button>
                  {c.state === 'open' && (
                    <button
                      type="button"
                      className="link"
                      onClick={() => settle.mutate({ id: c.id, state: 'withdrawn' })}
                    >
                      {t('bargaining.list.withdraw')}
                    </button>
                  )}
                </span>
              ) : null,
          },
        ]}
      />
      <More of={found} />
    </>
  )
}
