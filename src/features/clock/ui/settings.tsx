import { useMutation, useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import { client } from '../../../web/api.ts'
import { Problem as Failed, Skeleton } from '../../../web/parts/states.tsx'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { queries } from '../../../web/query.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn, shopOf } from '../../shop/ui/session.ts'
import { clockContract, type ShopClock } from '../contract.ts'
import type { ClockRule } from '../domain/rule.ts'
import type { ClockSettings } from '../domain/settings.ts'
import { AT_SAVING, checkSettings } from '../domain/valid.ts'
import type { Problem } from '../domain/valid-problem.ts'
import { type Editing, editingOf, RuleDrawer } from './settings-drawer.tsx'
import { Problems, Wrong } from './settings-field.tsx'
import { Rules } from './settings-rules.tsx'
import { Closing, Holding } from './settings-said.tsx'
import { Steps } from './settings-steps.tsx'
import { type Shown, shownRules, switched, tightest, withVersion, writtenOf } from './settings-versions.ts'
import './settings.css'

const api = client(clockContract)

/** Edits that are not saved yet, by shop: looking at another shop's page and coming back does not lose them. */
const drafts = new Map<number, ClockSettings>()

/** Limits to draw the line by where no rule is in force. */
const USUAL_LIMIT = 180

const freeId = (rules: readonly ClockRule[], n = 1): string =>
  rules.some(({ id }) => id === `own-${n}`) ? freeId(rules, n + 1) : `own-${n}`

/** A standard nobody has filled in yet. */
const blank = (id: string): ClockRule => ({
  id,
  platform: null,
  name: { zh: '', en: '' },
  counted: 'round',
  starts: 'asked',
  answeredBy: 'person',
  autoExcluded: false,
  hours: [],
  limit: 60,
  cap: null,
  sameSession: 0,
  days: 1,
  target: 0.9,
  smallest: 0,
  money: 0,
  points: 0,
  consequences: [],
  enabled: true,
  from: AT_SAVING,
  to: null,
  source: '',
  confidence: 'own',
})

/** Asks before the page is left with edits that are not saved. */
const Leaving = ({ dirty, discard }: { dirty: boolean; discard(): void }) => {
  const { t } = useTranslation()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Modal
      open
      title={t('clockSettings.leave')}
      okText={t('clockSettings.stay')}
      cancelText={t('clockSettings.discard')}
      closable={false}
      onOk={blocker.reset}
      onCancel={() => {
        discard()
        blocker.proceed()
      }}
      keyboard={false}
      mask={{ closable: false }}
    >
      {t('clockSettings.leaveSays')}
    </Modal>
  )
}

const Page = ({ shop, saved }: { shop: ShopFacts; saved: ShopClock }) => {
  const { t } = useTranslation()
  const { id: shopId, platform, timeZone: zone } = shop
  const editable = mayIn(shopId, 'settings.edit')
  const [edited, setEdited] = useState<ClockSettings | null>(drafts.get(shopId) ?? null)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [editing, setEditing] = useState<(Editing & { id: string | null }) | null>(null)
  const { now } = saved
  const settings = edited ?? saved.settings
  const { rules } = settings
  const keep = (next: ClockSettings | null) => {
    if (next) drafts.set(shopId, next)
    else drafts.delete(shopId)
    setEdited(next)
    setProblems([])
  }
  const set = (change: Partial<ClockSettings>) => {
    const next = { ...settings, ...change }
    keep(JSON.stringify(next) === JSON.stringify(saved.settings) ? null : next)
  }
  const check = (proposed: ClockSettings, at: Instant) =>
    checkSettings(proposed, { saved: saved.settings, platform, now: at }).problems ?? []

  const save = useMutation({
    mutationFn: (body: ClockSettings) => api.setClockSettings({ params: { shopId }, body }),
    onSuccess: async (got) => {
      queries.setQueryData(['settings', 'clock', shopId], got)
      keep(null)
      say(t('app.saved'))
      await queries.invalidateQueries({ queryKey: ['settings', 'clock'] })
    },
    onError: (error) => {
      const found = error instanceof Refusal ? error.detail.problems : undefined
      if (Array.isArray(found) && found.length > 0) setProblems(found as Problem[])
      else sayError(error)
    },
  })
  const trySaving = () => {
    const found = check(settings, now)
    setProblems(found)
    if (found.length === 0) save.mutate(settings)
  }

  const shown = shownRules(platform, rules, now)
  const limit = tightest(shown)
  const part = { settings, set, editable }
  const edit = (one: Shown) => setEditing({ ...editingOf(one, rules), id: one.rule.id })
  return (
    <Problems value={problems}>
      <Leaving dirty={edited !== null} discard={() => keep(null)} />
      <Rules
        rules={shown}
        zone={zone}
        editable={editable}
        turn={(one, enabled) => set({ rules: switched(rules, one, enabled, now) })}
        open={({ head }) => edit(head)}
        add={() => setEditing({ version: blank(freeId(rules)), instead: null, id: null })}
      />
      <Steps {...part} limit={Number.isFinite(limit) ? limit : USUAL_LIMIT} />
      <Holding {...part} />
      <Closing {...part} />
      {editing && (
        <RuleDrawer
          key={`${editing.id} ${editing.version.from}`}
          shown={shown.find(({ id }) => id === editing.id) ?? null}
          editing={editing}
          zone={zone}
          editable={editable}
          now={now}
          apply={(version, instead) => {
            const next = withVersion(rules, version, instead, now)
            const at = `rules.${next.length - 1}`
            const found = check({ ...settings, rules: next }, now).filter(({ field }) =>
              field.startsWith(`${at}.`),
            )
            if (found.length > 0) return { problems: found, at }
            set({ rules: next })
            return null
          }}
          edit={edit}
          withdraw={(one) => {
            const written = writtenOf(one, rules)
            set({ rules: rules.filter((rule) => rule !== written) })
            setEditing(null)
          }}
          close={() => setEditing(null)}
        />
      )}
      {edited && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }}>
            {problems.length > 0
              ? t('clockSettings.invalid', { count: problems.length })
              : t('clockSettings.unsaved')}
            <Wrong at="rules" deep />
          </span>
          <Button onClick={() => keep(null)}>{t('app.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={trySaving}>
            {t('app.save')}
          </Button>
        </div>
      )}
    </Problems>
  )
}

const ClockSettingsPage = ({ shopId }: { shopId: number }) => {
  const shop = shopOf(shopId)
  const saved = useQuery({
    queryKey: ['settings', 'clock', shopId],
    queryFn: () => api.clockSettings({ params: { shopId } }),
  })
  if (saved.error) return <Failed error={saved.error} retry={() => void saved.refetch()} />
  if (!saved.data || !shop) return <Skeleton />
  return <Page shop={shop} saved={saved.data} />
}
export default ClockSettingsPage
