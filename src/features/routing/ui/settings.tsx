import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../../shared/refusal.ts'
import { Problem as Failed, Skeleton } from '../../../web/parts/states.tsx'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { queries } from '../../../web/query.ts'
import type { Member } from '../../shop/domain.ts'
import { mayIn, me, shopApi } from '../../shop/ui/session.ts'
import type { RoutingSettings } from '../domain/settings.ts'
import { routingApi } from './api.ts'
import { Problems } from './settings-field.tsx'
import { Intents, TryIt } from './settings-intents.tsx'
import { type Problem, problemsOf, same } from './settings-problems.ts'
import { Teams } from './settings-teams.tsx'
import { Times } from './settings-times.tsx'

interface Draft {
  /** What was saved when the editing began: if that has changed, somebody else has edited too. */
  base: RoutingSettings
  now: RoutingSettings
}
/** Edits that are not saved yet, by person and shop: looking at another page and coming back does not lose them. */
const drafts = new Map<string, Draft>()

/** Brings the first thing that has to be mended into view. */
const seeFirst = () =>
  document.querySelector('.routing-wrong:not(.routing-warned)')?.scrollIntoView({ block: 'center' })

interface InUse {
  team: string
  members: number
  conversations: number
}
const inUse = (error: unknown): InUse[] => {
  const found = error instanceof Refusal ? error.detail.problems : undefined
  return Array.isArray(found)
    ? (found as (InUse & { code?: string })[]).filter((p) => p.code === 'team-in-use')
    : []
}

const Page = ({
  shopId,
  saved,
  members,
}: {
  shopId: number
  saved: RoutingSettings
  members: readonly Member[]
}) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const key = `${me.get()?.personId} ${shopId}`
  const [draft, setDraft] = useState<Draft | null>(drafts.get(key) ?? null)
  const settings = draft?.now ?? saved
  const keep = (next: Draft | null) => {
    if (next) drafts.set(key, next)
    else drafts.delete(key)
    setDraft(next)
  }
  const set = (change: Partial<RoutingSettings>) => {
    const now = { ...settings, ...change }
    keep(same(now, saved) ? null : { base: draft?.base ?? saved, now })
  }
  // A reload would lose what is only in this window.
  const dirty = draft !== null
  useEffect(() => {
    if (!dirty) return
    const warn = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])

  const problems: Problem[] = problemsOf(settings, members)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const save = useMutation({
    mutationFn: (body: RoutingSettings) => routingApi.setRoutingSettings({ params: { shopId }, body }),
    onSuccess: async (got) => {
      queries.setQueryData(['settings', 'routing', shopId], got)
      keep(null)
      say(t('app.saved'))
      await queries.invalidateQueries({ queryKey: ['settings'] })
    },
    onError: (error) => inUse(error).length === 0 && sayError(error),
  })
  const used = inUse(save.error)
  const nameOf = (code: string) => saved.teams.find((team) => team.code === code)?.name ?? code
  const part = { settings, set, editable }
  const skills = [...new Set(members.flatMap((m) => m.skills))].sort()
  return (
    <Problems value={problems}>
      <section className="block">
        <div className="shortcut" style={{ borderBottom: 0 }}>
          <span className="shortcut-name">
            <strong>{t('routing.enabled')}</strong>
            <div className="faint small">{editable ? t('routing.enabledSays') : t('settings.readOnly')}</div>
          </span>
          <Switch
            aria-label={t('routing.enabled')}
            disabled={!editable}
            checked={settings.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </div>
      </section>
      {draft && !same(draft.base, saved) && (
        <section className="block routing-wrong" role="alert">
          {t('routing.changedMeanwhile')}{' '}
          <button type="button" className="link" onClick={() => keep(null)}>
            {t('routing.seeTheirs')}
          </button>
        </section>
      )}
      <Teams {...part} members={members} />
      <TryIt settings={settings} />
      <Intents {...part} skills={skills} />
      <Times {...part} />
      {draft && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }}>
            {errors > 0 ? (
              <button type="button" className="link count-red" onClick={seeFirst}>
                {t('routing.invalid', { count: errors })}
              </button>
            ) : (
              t('assistant.unsaved')
            )}
            {used.map(({ team, members: people, conversations }) => (
              <span key={team} className="routing-wrong" role="alert">
                {t('routing.inUse', { team: nameOf(team), members: people, conversations })}
              </span>
            ))}
          </span>
          <Button onClick={() => keep(null)}>{t('routing.discard')}</Button>
          <Button
            type="primary"
            disabled={errors > 0}
            loading={save.isPending}
            onClick={() => save.mutate(settings)}
          >
            {t('app.save')}
          </Button>
        </div>
      )}
    </Problems>
  )
}

/** Teams, the rules that choose one, and the times of routing. */
const RoutingSettingsPage = ({ shopId }: { shopId: number }) => {
  const params = { shopId }
  const saved = useQuery({
    queryKey: ['settings', 'routing', shopId],
    queryFn: () => routingApi.routingSettings({ params }),
  })
  const people = useQuery({
    queryKey: ['settings', 'people', shopId],
    queryFn: () => shopApi.members({ params }),
  })
  const error = saved.error ?? people.error
  if (error) {
    const again = () => void Promise.all([saved.refetch(), people.refetch()])
    return <Failed error={error} retry={again} />
  }
  if (!saved.data || !people.data) return <Skeleton />
  return (
    <Page
      shopId={shopId}
      saved={saved.data.settings}
      members={people.data.members.filter(({ role }) => role !== 'viewer')}
    />
  )
}
export default RoutingSettingsPage
