import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../../../web/parts/tabs.tsx'
import { FiguresTable } from './figures.tsx'
import { Groups } from './groups.tsx'
import { WeekList } from './week.tsx'
import './learning.css'

const tabs = ['groups', 'figures', 'week'] as const
type Tab = (typeof tabs)[number]

/** What the assistant learns: questions nobody has taught it to answer, how its answers fare, what to mend this week. */
const LearningPage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [tab, choose] = useState<Tab>('groups')
  return (
    <section className="block learning">
      <h2 className="block-title">{t('learning.title')}</h2>
      <p className="block-says">{t('learning.says')}</p>
      <Tabs<Tab>
        label={t('learning.title')}
        all={tabs}
        chosen={tab}
        choose={choose}
        draw={(one) => t(`learning.tabs.${one}`)}
      />
      {tab === 'groups' && <Groups shopId={shopId} />}
      {tab === 'figures' && <FiguresTable shopId={shopId} />}
      {tab === 'week' && <WeekList shopId={shopId} />}
    </section>
  )
}
export default LearningPage
