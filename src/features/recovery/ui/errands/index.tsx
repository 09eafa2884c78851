import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../../../web/parts/tabs.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import { Assign } from './assign.tsx'
import { Done } from './done.tsx'
import { ToDo } from './to-do.tsx'
import './errands.css'

const all = ['list', 'assign', 'done'] as const
type Tab = (typeof all)[number]

/** Reminders by hand and calls: what is to be done, by whom, and what became of it. */
const Errands = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const tabs = all.filter((tab) => tab !== 'assign' || mayIn(shopId, 'recovery.edit'))
  const [tab, setTab] = useState<Tab>('list')
  return (
    <div className="errands">
      <Tabs<Tab>
        label={t('errands.tabs.list')}
        all={tabs}
        chosen={tab}
        choose={setTab}
        draw={(one) => t(`errands.tabs.${one}`)}
      />
      <div role="tabpanel">
        {tab === 'list' && <ToDo shopId={shopId} />}
        {tab === 'assign' && <Assign shopId={shopId} given={() => setTab('list')} />}
        {tab === 'done' && <Done shopId={shopId} />}
      </div>
    </div>
  )
}
export default Errands
