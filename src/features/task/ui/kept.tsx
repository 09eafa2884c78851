import { useQuery } from '@tanstack/react-query'
import { Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../../web/parts/states.tsx'
import type { KeptReport } from '../contract.ts'
import { TASKS, taskApi } from './api.ts'
import { type NameOf, useSpan } from './parts/marks.tsx'

const DAYS = [7, 30, 90]

/** Who kept what was promised in time, and how late the rest was. */
export const Kept = ({ shopId, nameOf }: { shopId: number; nameOf: NameOf }) => {
  const { t, i18n } = useTranslation()
  const span = useSpan()
  const [days, setDays] = useState(30)
  const found = useQuery({
    queryKey: [TASKS, shopId, 'kept', days],
    queryFn: () => taskApi.keptTasks({ params: { shopId }, query: { days } }),
  })
  const share = ({ kept, broken }: { kept: number; broken: number }) =>
    kept + broken === 0
      ? '–'
      : (kept / (kept + broken)).toLocaleString(i18n.language, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <section className="block">
      <div className="tasks-bar">
        <h2 className="block-title">{t('task.page.report')}</h2>
        <Select
          size="small"
          aria-label={t('task.page.report')}
          value={days}
          options={DAYS.map((value) => ({ value, label: t('task.page.days', { count: value }) }))}
          onChange={setDays}
        />
      </div>
      {found.error ? (
        <Problem error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Table<KeptReport['people'][number]>
          size="small"
          rowKey={({ personId }) => personId ?? 0}
          loading={found.isPending}
          dataSource={found.data?.people ?? []}
          pagination={false}
          scroll={{ x: 640 }}
          locale={{ emptyText: t('task.page.noReport') }}
          columns={[
            {
              title: t('task.page.owner'),
              key: 'who',
              render: (_, { personId }) => (personId === null ? t('task.nobody') : nameOf(personId)),
            },
            { title: t('task.page.kept'), dataIndex: 'kept', align: 'right' },
            { title: t('task.page.brokenCount'), dataIndex: 'broken', align: 'right' },
            { title: t('task.page.share'), key: 'share', align: 'right', render: (_, row) => share(row) },
            {
              title: t('task.page.median'),
              dataIndex: 'medianMs',
              align: 'right',
              render: (ms: number | null) => (ms === null ? '–' : span(ms)),
            },
            {
              title: t('task.page.worst'),
              dataIndex: 'worstMs',
              align: 'right',
              render: (ms: number | null) => (ms === null ? '–' : span(ms)),
            },
            { title: t('task.page.openLate'), dataIndex: 'openLate', align: 'right' },
          ]}
        />
      )}
    </section>
  )
}
