import { useMutation } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../../web/nav.ts'
import { Problem as Failed, Skeleton } from '../../../web/parts/states.tsx'
import { Tabs } from '../../../web/parts/tabs.tsx'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { GuardRule, ShopGuard } from '../contract.ts'
import { askGuardAnew, guardApi, useGuardRules, useShopGuard } from './api.ts'
import { Leads } from './leads.tsx'
import { Report } from './report.tsx'
import { useDraft } from './settings-draft.ts'
import { More } from './settings-more.tsx'
import { problemsOf } from './settings-problems.ts'
import { Rules } from './settings-rules.tsx'
import { Words } from './settings-words.tsx'
import { TryBox } from './try-box.tsx'

const tabs = ['rules', 'words', 'report', 'leads'] as const
type Tab = (typeof tabs)[number]

const seeFirst = () => document.querySelector('.guard-wrong')?.scrollIntoView({ block: 'center' })

const Editing = ({
  shopId,
  tab,
  shop,
  rules,
}: {
  shopId: number
  tab: 'rules' | 'words'
  shop: ShopGuard
  rules: readonly GuardRule[]
}) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const { settings, dirty, overtaken, set, discard } = useDraft(shopId, shop.settings)
  const ids = useMemo(
    () => new Set([...rules.map(({ id }) => id), ...Object.keys(shop.settings.severities)]),
    [rules, shop],
  )
  // Words of the same list were checked when they were saved: only what can be edited here is looked through again.
  const problems = dirty ? problemsOf(settings, ids) : []
  const save = useMutation({
    mutationFn: () => {
      const { words: _, ...body } = settings
      return guardApi.setGuard({ params: { shopId }, body })
    },
    onSuccess: async () => {
      await askGuardAnew(shopId)
      discard()
      say(t('app.saved'))
    },
    onError: sayError,
  })
  const part = { shopId, settings, set, editable, problems }
  return (
    <>
      {overtaken && (
        <section className="block guard-wrong" role="alert">
          {t('guard.settings.changedMeanwhile')}{' '}
          <button type="button" className="link" onClick={discard}>
            {t('guard.settings.seeTheirs')}
          </button>
        </section>
      )}
      {tab === 'rules' ? (
        <>
          <TryBox platform={shop.platform} settings={settings} />
          <Rules {...part} platform={shop.platform} rules={rules} />
        </>
      ) : (
        <>
          <Words shopId={shopId} words={shop.settings.words} editable={editable} />
          <More {...part} />
        </>
      )}
      {dirty && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }}>
            {problems.length > 0 ? (
              <button type="button" className="link count-red" onClick={seeFirst}>
                {t('guard.settings.invalid', { count: problems.length })}
              </button>
            ) : (
              t('guard.settings.unsaved')
            )}
          </span>
          <Button onClick={discard}>{t('guard.settings.discard')}</Button>
          <Button
            type="primary"
            disabled={problems.length > 0}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t('app.save')}
          </Button>
        </div>
      )}
    </>
  )
}

/** What the guard looks for, the shop's own words, what it did, and what buyers left. */
const GuardSettingsPage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const { hash } = useLocation()
  const shop = useShopGuard(shopId)
  const rules = useGuardRules(shopId)
  const mine: readonly Tab[] = tabs.filter(
    (tab) =>
      (tab !== 'report' || mayIn(shopId, 'conversation.reply')) &&
      (tab !== 'leads' || mayIn(shopId, 'lead.read')),
  )
  const tab = mine.find((one) => one === hash) ?? 'rules'
  const error = shop.error ?? rules.error
  const again = () => void Promise.all([shop.refetch(), rules.refetch()])
  return (
    <div>
      <Tabs<Tab>
        label={t('guard.title')}
        all={mine}
        chosen={tab}
        choose={(next) => goTo(`/settings/guard#${next}`, true)}
        draw={(one) => t(`guard.tabs.${one}`)}
      />
      <div className="guard-tab" role="tabpanel">
        {error && (tab === 'rules' || tab === 'words') && <Failed error={error} retry={again} />}
        {!error && (tab === 'rules' || tab === 'words') && !(shop.data && rules.data) && <Skeleton />}
        {(tab === 'rules' || tab === 'words') && shop.data && rules.data && (
          <Editing shopId={shopId} tab={tab} shop={shop.data} rules={rules.data} />
        )}
        {tab === 'report' && <Report shopId={shopId} rules={rules.data ?? []} />}
        {tab === 'leads' && <Leads shopId={shopId} />}
      </div>
    </div>
  )
}
export default GuardSettingsPage
