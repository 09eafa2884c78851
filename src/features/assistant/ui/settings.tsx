import { useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { AssistantSettings as Settings } from '../domain/settings.ts'
import { assistantApi } from './api.ts'
import { Trial } from './knowledge-trial.tsx'
import { withoutBlanks } from './rules.ts'
import { OpeningTimes } from './settings-hours.tsx'
import { Limits } from './settings-limits.tsx'
import { Handing, Modes } from './settings-modes.tsx'
import { Words } from './settings-part.tsx'
import { Rules } from './settings-rules.tsx'
import './knowledge.css'

const AssistantSettingsPage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const params = { shopId }
  const saved = useQuery({
    queryKey: ['settings', 'assistant', shopId],
    queryFn: () => assistantApi.assistantSettings({ params }),
  })
  const [edited, setEdited] = useState<Settings | null>(null)
  const save = useSave(
    (body: Settings) => assistantApi.setAssistantSettings({ params, body: withoutBlanks(body) }),
    ['settings', 'assistant'],
    () => setEdited(null),
  )
  // Leaving the page with unsaved rules would lose them.
  useEffect(() => {
    if (!edited) return
    const warn = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [edited])

  if (saved.error) return <Problem error={saved.error} retry={() => void saved.refetch()} />
  const settings = edited ?? saved.data
  if (!settings) return <Skeleton />
  const set = (change: Partial<Settings>) => setEdited({ ...settings, ...change })
  const part = { settings, set, editable }
  return (
    <>
      <section className="block">
        <div className="shortcut" style={{ marginBottom: 12 }}>
          <span className="shortcut-name">
            <strong>{t('assistant.enabled')}</strong>
            <div className="faint small">
              {editable ? t('assistant.enabledHint') : t('settings.readOnly')}
            </div>
          </span>
          <Switch
            aria-label={t('assistant.enabled')}
            disabled={!editable}
            checked={settings.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </div>
        <Words name="greeting" label={t('assistant.greeting')} hint={t('assistant.greetingHint')} {...part} />
      </section>
      <section className="block">
        <h2 className="block-title">{t('assistant.try')}</h2>
        <Trial shopId={shopId} settings={withoutBlanks(settings)} />
      </section>
      <Modes {...part} />
      <Handing {...part} />
      <Rules {...part} />
      <OpeningTimes {...part} />
      <Limits {...part} />
      {edited && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }}>{t('assistant.unsaved')}</span>
          <Button onClick={() => setEdited(null)}>{t('app.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(edited)}>
            {t('app.save')}
          </Button>
        </div>
      )}
    </>
  )
}
export default AssistantSettingsPage
