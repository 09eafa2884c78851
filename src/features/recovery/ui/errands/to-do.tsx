import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { More } from '../../../../web/parts/more.tsx'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { mayIn, shopApi } from '../../../shop/ui/session.ts'
import { api, ERRANDS } from './api.ts'
import { Card } from './card.tsx'

const whose = ['me', 'nobody', 'all'] as const
const channels = ['all', 'chat', 'phone'] as const

/** What is to be done, what is due first on top. */
export const ToDo = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [who, setWho] = useState<(typeof whose)[number]>(mayIn(shopId, 'recovery.edit') ? 'all' : 'me')
  const [channel, setChannel] = useState<(typeof channels)[number]>('all')
  const members = useQuery({
    queryKey: ['members', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
    select: (all) => all.members,
  })
  const loads = useQuery({
    queryKey: [ERRANDS, shopId, 'loads'],
    queryFn: () => api.errandLoads({ params: { shopId } }),
  })
  const found = useInfiniteQuery({
    queryKey: [ERRANDS, shopId, 'open', who, channel],
    queryFn: ({ pageParam }) =>
      api.errands({
        params: { shopId },
        query: {
          ...(who !== 'all' && { owner: who }),
          ...(channel !== 'all' && { channel }),
          ...(pageParam > 0 && { skip: pageParam }),
        },
      }),
    initialPageParam: 0,
    getNextPageParam: ({ more }, pages) => (more ? pages.length * 100 : null),
  })
  const people = members.data ?? []
  const name = (id: number) => people.find(({ personId }) => personId === id)?.name ?? `#${id}`
  const all = found.data?.pages.flatMap(({ errands }) => errands) ?? []
  return (
    <>
      <div className="errands-bar">
        <Segmented
          aria-label={t('errands.by')}
          value={who}
          options={whose.map((value) => ({
            value,
            label: `${t(`errands.who.${value}`)}${value === 'nobody' && loads.data?.nobody ? ` ${loads.data.nobody}` : ''}`,
          }))}
          onChange={setWho}
        />
        <Segmented
          aria-label={t('errands.assign.channel')}
          value={channel}
          options={channels.map((value) => ({ value, label: t(`errands.channel.${value}`) }))}
          onChange={setChannel}
        />
      </div>
      {who === 'all' && (
        <p className="faint small errands-loads">
          {loads.data?.people
            .filter(({ open, doneToday }) => open + doneToday > 0)
            .map(({ personId, open, doneToday, onDuty }) => (
              <span key={personId}>
                {t('errands.loads', { name: name(personId), open, done: doneToday })}
                {!onDuty && ` (${t('errands.off')})`}
              </span>
            ))}
        </p>
      )}
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton rows={3} />}
      {found.data && all.length === 0 && (
        <Empty icon="check" title={t('errands.none')} says={t('errands.noneSays')} />
      )}
      {all.map((errand) => (
        <Card key={errand.id} {...{ shopId, errand, people, name }} />
      ))}
      <More of={found} />
    </>
  )
}
