import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../../../web/nav.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Problem as Failed, Skeleton } from '../../../../web/parts/states.tsx'
import { Tabs } from '../../../../web/parts/tabs.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import { SmsSettings, smsProblems } from '../../sms/domain/settings.ts'
import { SMS, smsApi } from './api.ts'
import { Replies, SentMessages } from './lists.tsx'
import { Rules } from './rules.tsx'
import { Setup } from './setup.tsx'
import { Templates } from './templates.tsx'
import './sms.css'

const tabs = ['setup', 'templates', 'rules', 'sent', 'replies'] as const
type Tab = (typeof tabs)[number]

/** How the shop sends text messages, what they cost, what was sent and what came back. */
const SmsPage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const { hash } = useLocation()
  const tab = tabs.find((one) => one === hash) ?? 'setup'
  return (
    <div>
      <Tabs<Tab>
        label={t('sms.title')}
        all={tabs}
        chosen={tab}
        choose={(next) => goTo(`/settings/sms#${next}`, true)}
        draw={(one) => t(`sms.tabs.${one}`)}
      />
      <div role="tabpanel" style={{ marginTop: 14 }}>
        {tab === 'sent' && <SentMessages shopId={shopId} />}
        {tab === 'replies' && <Replies shopId={shopId} />}
        {/* Stays while one looks at the lists, so that what is typed is not lost. */}
        <div hidden={tab === 'sent' || tab === 'replies'}>
          <Editing shopId={shopId} tab={tab} />
        </div>
      </div>
    </div>
  )
}
export default SmsPage

const Editing = ({ shopId, tab }: { shopId: number; tab: Tab }) => {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<SmsSettings | null>(null)
  const [secret, setSecret] = useState('')
  const about = [SMS, shopId, 'settings']
  const saved = useQuery({ queryKey: about, queryFn: () => smsApi.sms({ params: { shopId } }) })
  const save = useSave(
    (body: SmsSettings & { secret?: string | null }) => smsApi.setSms({ params: { shopId }, body }),
    about,
    () => {
      setEdited(null)
      setSecret('')
    },
  )
  if (saved.error) return <Failed error={saved.error} retry={() => void saved.refetch()} />
  if (!saved.data) return <Skeleton />
  const { secretKept, key, ...kept } = saved.data
  const settings = edited ?? kept
  const changed = edited !== null || secret !== ''
  const problems = new Map<string, string>()
  if (changed) {
    for (const { path } of SmsSettings.safeParse(settings).error?.issues ?? [])
      problems.set(path.join('.'), t('problem.empty'))
    for (const { field, code } of smsProblems(settings, { kept: secretKept, given: secret !== '' }, kept))
      problems.set(field, t(`sms.problems.${code}`))
  }
  const part = {
    ...{ shopId, settings, editable: mayIn(shopId, 'settings.edit') },
    set: (change: Partial<SmsSettings>) => setEdited({ ...settings, ...change }),
    wrong: (place: string) => problems.get(place) ?? null,
  }
  return (
    <>
      {tab === 'setup' && (
        <Setup
          {...{ ...part, secret, setSecret, secretKept }}
          callbackKey={key}
          forget={() => save.mutate({ ...kept, enabled: false, secret: null })}
        />
      )}
      {tab === 'templates' && <Templates {...part} saved={!changed} />}
      {tab === 'rules' && <Rules {...part} />}
      {changed && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }} className={problems.size > 0 ? 'count-red' : ''}>
            {problems.size > 0 ? t('sms.invalid', { count: problems.size }) : t('sms.unsaved')}
          </span>
          <Button
            onClick={() => {
              setEdited(null)
              setSecret('')
            }}
          >
            {t('sms.discard')}
          </Button>
          <Button
            type="primary"
            disabled={problems.size > 0}
            loading={save.isPending}
            onClick={() => save.mutate({ ...settings, ...(secret !== '' && { secret }) })}
          >
            {t('app.save')}
          </Button>
        </div>
      )}
    </>
  )
}
