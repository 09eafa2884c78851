import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../../web/parts/tabs.tsx'
import { Checks } from './knowledge-checks.tsx'
import { Sureness } from './knowledge-curve.tsx'
import { EntryDrawer } from './knowledge-editor.tsx'
import { EntryList } from './knowledge-list.tsx'
import { Patterns } from './knowledge-patterns.tsx'
import { ProviderForm } from './knowledge-provider.tsx'
import { Trial } from './knowledge-trial.tsx'
import './knowledge.css'

const tabs = ['list', 'checks', 'trial', 'curve', 'patterns', 'provider'] as const
type Tab = (typeof tabs)[number]

/** The knowledge base of a shop: what the assistant answers from, and how sure it must be. */
const KnowledgePage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [tab, choose] = useState<Tab>('list')
  /** The entry in the drawer; `new` for one that is being written. */
  const [open, setOpen] = useState<number | 'new' | null>(null)
  return (
    <>
      <section className="block knowledge">
        <h2 className="block-title">{t('knowledge.title')}</h2>
        <p className="block-says">{t('knowledge.says')}</p>
        <Tabs<Tab>
          label={t('knowledge.title')}
          all={tabs}
          chosen={tab}
          choose={choose}
          draw={(one) => t(`knowledge.tabs.${one}`)}
        />
        {tab === 'list' && <EntryList shopId={shopId} open={setOpen} />}
        {tab === 'checks' && <Checks shopId={shopId} open={setOpen} />}
        {tab === 'trial' && <Trial shopId={shopId} open={setOpen} />}
        {tab === 'curve' && <Sureness shopId={shopId} />}
        {tab === 'patterns' && <Patterns shopId={shopId} />}
        {tab === 'provider' && <ProviderForm shopId={shopId} />}
      </section>
      {open !== null && (
        <EntryDrawer
          key={open}
          shopId={shopId}
          id={open === 'new' ? null : open}
          close={() => setOpen(null)}
        />
      )}
    </>
  )
}
export default KnowledgePage
