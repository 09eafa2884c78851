import { useQuery } from '@tanstack/react-query'
import { Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Problem } from '../../../../web/parts/states.tsx'
import type { Fared } from '../../learning/contract.ts'
import { handOverShare } from '../../learning/domain/figures.ts'
import { LEARNING, learningApi } from './api.ts'
import { Uses } from './uses.tsx'

const spans = [7, 30, 90] as const
const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`)
const displeasure = ({ figures: f }: Fared): number => f.displeased + f.again

/** How each record of the knowledge fares; a row opens the conversations behind it. */
export const FiguresTable = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [days, setDays] = useState<number>(30)
  const [opened, setOpened] = useState<Fared | null>(null)
  const found = useQuery({
    queryKey: [LEARNING, shopId, 'figures', days],
    queryFn: async () => (await learningApi.learningFigures({ params: { shopId }, query: { days } })).figures,
  })
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  const number = (
    key: string,
    of: (one: Fared) => number,
    draw: (one: Fared) => string = (o) => `${of(o)}`,
  ) => ({
    key,
    title: t(`learning.figures.${key}` as 'learning.figures.uses'),
    align: 'right' as const,
    width: 96,
    render: (_: unknown, one: Fared) => draw(one),
    sorter: (a: Fared, b: Fared) => of(a) - of(b),
    sortDirections: ['descend', 'ascend'] as ('descend' | 'ascend')[],
  })
  return (
    <>
      <div className="learning-bar">
        <Segmented<number>
          value={days}
          onChange={setDays}
          options={spans.map((value) => ({ value, label: t('learning.days', { count: value }) }))}
        />
        <span className="faint small learning-standing">{t('learning.figures.says')}</span>
      </div>
      <Table<Fared>
        size="small"
        rowKey={({ source, record }) => `${source}:${record}`}
        loading={found.isPending}
        dataSource={found.data ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty icon="chats" title={t('learning.figures.none')} /> }}
        columns={[
          {
            title: t('learning.figures.record'),
            render: (_, one) => (
              <button type="button" className="learning-open" onClick={() => setOpened(one)}>
                {one.says ?? t('learning.figures.gone', { key: `${one.source}:${one.record}` })}
              </button>
            ),
          },
          number('uses', (one) => one.figures.uses),
          number(
            'handOvers',
            (one) => handOverShare(one.figures) ?? -1,
            (one) => percent(handOverShare(one.figures)),
          ),
          number('thanks', (one) => one.figures.thanks),
          number('displeased', displeasure),
          number('assists', (one) => one.figures.assists),
          number('edited', (one) => one.figures.edited),
        ]}
      />
      {opened && <Uses shopId={shopId} fared={opened} close={() => setOpened(null)} />}
    </>
  )
}
