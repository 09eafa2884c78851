import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Pagination, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../../web/format.ts'
import { languageNow } from '../../../../web/i18n.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import type { QuestionGroup } from '../../learning/contract.ts'
import { LEARNING, learningApi } from './api.ts'
import { Confirm } from './confirm.tsx'
import { Group } from './group.tsx'
import { Ignore } from './ignore.tsx'

const PAGE = 20
const shows = ['open', 'settled', 'ignored'] as const
type Show = (typeof shows)[number]

/** Questions the assistant could not answer, in groups, and what to make of each. */
export const Groups = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const [show, setShow] = useState<Show>('open')
  const [page, setPage] = useState(1)
  const [making, setMaking] = useState<{ group: QuestionGroup; as: 'entry' | 'wording' } | null>(null)
  const [ignoring, setIgnoring] = useState<QuestionGroup | null>(null)
  const params = { shopId }
  const found = useQuery({
    queryKey: [LEARNING, shopId, 'groups', show, page],
    queryFn: () => learningApi.questionGroups({ params, query: { show, offset: (page - 1) * PAGE } }),
    placeholderData: keepPreviousData,
  })
  const read = useSave(() => learningApi.readNow({ params }), [LEARNING], undefined, null)
  const restore = useSave(
    (id: number) => learningApi.restoreGroup({ params: { shopId, id } }),
    [LEARNING],
    undefined,
    t('learning.restored'),
  )
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  const data = found.data
  return (
    <>
      <div className="learning-bar">
        <Segmented<Show>
          value={show}
          onChange={(next) => {
            setShow(next)
            setPage(1)
          }}
          options={shows.map((value) => ({ value, label: t(`learning.shows.${value}`) }))}
        />
        <span className="faint small learning-standing">
          {data && t('learning.counts', { groups: data.total, questions: data.questions })}
          {data?.readAt != null &&
            ` · ${t('learning.readAt', { time: dateTime(data.readAt, languageNow()) })}`}
        </span>
        {editable && (
          <Button size="small" loading={read.isPending} onClick={() => read.mutate(undefined)}>
            {t('learning.readNow')}
          </Button>
        )}
      </div>
      {!data && <Skeleton />}
      {data?.groups.length === 0 && (
        <Empty
          icon="check"
          title={t(`learning.none.${show}`)}
          says={show === 'open' && t('learning.noneSays')}
        />
      )}
      {data?.groups.map((group) => (
        <Group
          key={group.id}
          shopId={shopId}
          group={group}
          {...(editable && {
            make: (as: 'entry' | 'wording') => setMaking({ group, as }),
            ignore: () => setIgnoring(group),
            restore: () => restore.mutate(group.id),
          })}
        />
      ))}
      {data && data.total > PAGE && (
        <Pagination
          current={page}
          pageSize={PAGE}
          total={data.total}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      {making && <Confirm key={making.group.id} shopId={shopId} {...making} close={() => setMaking(null)} />}
      {ignoring && <Ignore shopId={shopId} group={ignoring} close={() => setIgnoring(null)} />}
    </>
  )
}
