import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SECOND } from '../../../shared/time.ts'
import { useSecond } from '../../../web/clock.ts'
import { dateTime } from '../../../web/format.ts'
import { More } from '../../../web/parts/more.tsx'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import { lateBy } from '../domain/due.ts'
import { isOver, type Task, type TaskKind, taskKinds } from '../domain/task.ts'
import { TASKS, taskApi } from './api.ts'
import { DueMark, KindMark, type NameOf, OwnerMark, StateMark, useSpan } from './parts/marks.tsx'
import { What } from './parts/what.tsx'

export type TaskView = 'open' | 'mine' | 'late' | 'over' | 'broken'
const views: TaskView[] = ['open', 'mine', 'late', 'over', 'broken']

const LateBy = ({ task }: { task: Task }) => {
  const { t } = useTranslation()
  const now = useSecond() * SECOND
  const span = useSpan()
  const late = lateBy(task, now)
  if (late === null) return null
  return (
    <span className="task-late small digits">
      {t('task.page.lateBy', { time: span(late) })}
      {!isOver(task.state) && ` · ${t('task.page.stillOpen')}`}
    </span>
  )
}

interface ListProps {
  shopId: number
  view: TaskView
  choose(view: TaskView): void
  nameOf: NameOf
  teamOf(code: string): string
  open(taskId: number): void
}

/** Tasks of a shop in one of their views. */
export const TaskList = ({ shopId, view, choose, nameOf, teamOf, open }: ListProps) => {
  const { t, i18n } = useTranslation()
  const [kind, setKind] = useState<TaskKind | null>(null)
  const list = useInfiniteQuery({
    queryKey: [TASKS, shopId, 'page', view, kind],
    queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
      taskApi.tasks({
        params: { shopId },
        query: {
          view,
          ...(kind !== null && { kind }),
          ...(pageParam !== undefined && { before: pageParam }),
        },
      }),
    initialPageParam: undefined as number | undefined,
    // Open ones come all at once: the first hundred, soonest due.
    getNextPageParam: (page) =>
      page.more && (view === 'over' || view === 'broken') ? page.tasks.at(-1)?.id : undefined,
    placeholderData: keepPreviousData,
  })
  const counts = list.data?.pages[0]?.counts
  const tasks = (list.data?.pages ?? []).flatMap((page) => page.tasks)
  const label = (name: TaskView) => {
    const count = name === 'open' || name === 'mine' || name === 'late' ? counts?.[name] : undefined
    return count ? `${t(`task.page.${name}`)} ${count}` : t(`task.page.${name}`)
  }
  const none = {
    ...{ open: t('task.page.none'), mine: t('task.page.none'), over: t('task.page.none') },
    ...{ late: t('task.page.noneLate'), broken: t('task.page.noneBroken') },
  }[view]
  return (
    <section className="block">
      <div className="tasks-bar">
        <Segmented<TaskView>
          aria-label={t('task.page.views')}
          value={view}
          options={views.map((value) => ({ value, label: label(value) }))}
          onChange={choose}
        />
        <Select<TaskKind>
          allowClear
          aria-label={t('task.page.kinds')}
          placeholder={t('task.page.kinds')}
          style={{ minWidth: 140 }}
          value={kind}
          options={taskKinds.map((value) => ({ value, label: t(`task.kind.${value}`) }))}
          onChange={(value) => setKind(value ?? null)}
        />
      </div>
      {list.error ? (
        <Problem error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Table<Task>
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={tasks}
          pagination={false}
          scroll={{ x: 860 }}
          onRow={({ id }) => ({ onClick: () => open(id), className: 'tasks-row' })}
          locale={{
            emptyText: (
              <Empty icon="checks" title={none} says={view === 'open' ? t('task.page.noneSays') : null} />
            ),
          }}
          columns={[
            {
              title: t('task.page.what'),
              key: 'what',
              render: (_, task) => (
                <>
                  <button
                    type="button"
                    className="link"
                    onClick={(e) => {
                      e.stopPropagation()
                      open(task.id)
                    }}
                  >
                    <KindMark task={task} />
                  </button>
                  <div className="tasks-clip">
                    <What task={{ ...task, case: task.case && { ...task.case, pictures: [] } }} />
                  </div>
                </>
              ),
            },
            {
              title: t('task.page.buyer'),
              key: 'buyer',
              width: 170,
              render: (_, task) => (
                <>
                  <div>{task.buyerName || '–'}</div>
                  {task.orderId !== null && <div className="faint small digits">{task.orderId}</div>}
                </>
              ),
            },
            {
              title: t('task.page.owner'),
              key: 'owner',
              width: 150,
              render: (_, task) => <OwnerMark task={task} nameOf={nameOf} teamOf={teamOf} />,
            },
            {
              title: t('task.page.due'),
              key: 'due',
              width: 170,
              render: (_, task) => (
                <>
                  {view === 'broken' ? <LateBy task={task} /> : <DueMark task={task} />}
                  <div className="faint small digits">
                    {task.dueAt === null ? '' : dateTime(task.dueAt, i18n.language)}
                  </div>
                </>
              ),
            },
            {
              title: t('task.page.state'),
              key: 'state',
              width: 130,
              render: (_, task) => <StateMark task={task} />,
            },
          ]}
        />
      )}
      <More of={list} />
    </section>
  )
}
