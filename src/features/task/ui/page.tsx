import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'
import { useCell } from '../../../web/cell.ts'
import { Empty } from '../../../web/parts/states.tsx'
import { mayIn, me, shopApi } from '../../shop/ui/session.ts'
import { ShopChoice } from '../../shop/ui/shop-choice.tsx'
import { TaskDrawer } from './drawer.tsx'
import { Kept } from './kept.tsx'
import { TaskList, type TaskView } from './list.tsx'
import './task.css'

/** What the shop owes buyers: open, mine, late, over, and what was not kept. */
const TasksPage = () => {
  const { t } = useTranslation()
  const shops = (useCell(me)?.shops ?? []).filter(({ shop }) => mayIn(shop.id, 'conversation.read'))
  const [chosen, setChosen] = useState<number | null>(null)
  const [view, setView] = useState<TaskView>('open')
  const [open, setOpen] = useState<number | null>(null)
  const shop = (shops.find((one) => one.shop.id === chosen) ?? shops[0])?.shop
  const people = useQuery({
    queryKey: ['members', shop?.id, 'teams'],
    queryFn: () => shopApi.members({ params: { shopId: shop?.id ?? 0 } }),
    enabled: shop !== undefined,
  })
  if (!shop) return <Empty icon="checks" title={t('task.page.none')} />
  const nameOf = (id: number) =>
    people.data?.members.find(({ personId }) => personId === id)?.name ?? t('task.someone')
  const teamOf = (code: string) => people.data?.teams.find((team) => team.code === code)?.name ?? code
  return (
    <Antd>
      <main className="sheet">
        <div className="sheet-head">
          <h1>{t('task.title')}</h1>
          <ShopChoice shops={shops.map(({ shop: one }) => one)} chosen={shop.id} choose={setChosen} />
        </div>
        {view === 'broken' && <Kept key={shop.id} shopId={shop.id} nameOf={nameOf} />}
        <TaskList
          key={shop.id}
          {...{ shopId: shop.id, view, choose: setView, nameOf, teamOf, open: setOpen }}
        />
      </main>
      {open !== null && (
        <TaskDrawer
          key={open}
          {...{ shopId: shop.id, taskId: open, nameOf, teamOf, close: () => setOpen(null) }}
        />
      )}
    </Antd>
  )
}
export default TasksPage
