import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem as Failed, Skeleton } from '../../../web/parts/states.tsx'
import { say, sayError } from '../../../web/parts/toast.tsx'
import { queries } from '../../../web/query.ts'
import { mayIn, shopApi } from '../../shop/ui/session.ts'
import { BargainingPolicy } from '../domain/policy.ts'
import { api, BARGAINING } from './api.ts'
import { Concessions } from './list.tsx'
import { Enabled, Money, Phases, What, Words } from './parts.tsx'

/** Where a policy is wrong, and how: `offer` → which words. */
type Wrong = 'empty' | 'variables' | 'number'
const problemsOf = (policy: BargainingPolicy): Map<string, Wrong> => {
  const checked = BargainingPolicy.safeParse(policy)
  return new Map<string, Wrong>(
    (checked.error?.issues ?? []).map(({ path, message, code }) => {
      const kind = message.startsWith('needs') ? 'variables' : code === 'custom' ? 'empty' : 'number'
      return [path.join('.'), kind] as const
    }),
  )
}

/** How the shop meets buyers who bargain, what it may cost, and what was given. */
const BargainingSettings = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<BargainingPolicy | null>(null)
  const saved = useQuery({
    queryKey: [BARGAINING, shopId],
    queryFn: () => api.bargaining({ params: { shopId } }),
  })
  const members = useQuery({
    queryKey: ['members', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
    select: ({ members: all }) => all,
  })
  const save = useMutation({
    mutationFn: (policy: BargainingPolicy) => api.setBargaining({ params: { shopId }, body: policy }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [BARGAINING, shopId] })
      setEdited(null)
      say(t('app.saved'))
    },
    onError: sayError,
  })
  const error = saved.error ?? members.error
  if (error)
    return <Failed error={error} retry={() => void Promise.all([saved.refetch(), members.refetch()])} />
  if (!saved.data || !members.data) return <Skeleton />
  const policy = edited ?? saved.data.policy
  const problems = edited ? problemsOf(edited) : new Map<string, Wrong>()
  const part = {
    policy,
    editable: mayIn(shopId, 'settings.edit'),
    set: (change: Partial<BargainingPolicy>) => setEdited({ ...policy, ...change }),
    wrong: (place: string) => {
      const kind = problems.get(place)
      return kind ? t(`bargaining.page.wrong.${kind}`) : null
    },
  }
  return (
    <>
      <Enabled {...part} />
      <Money {...part} budget={saved.data.budget} members={members.data} />
      <What {...part} />
      <Phases {...part} />
      <Words {...part} />
      {mayIn(shopId, 'conversation.reply') && (
        <section className="block">
          <h2 className="block-title">{t('bargaining.list.title')}</h2>
          <Concessions shopId={shopId} members={members.data} />
        </section>
      )}
      {edited && (
        <div className="save-bar" role="status">
          <span style={{ flex: 1 }} className={problems.size > 0 ? 'count-red' : ''}>
            {problems.size > 0
              ? t('bargaining.page.invalid', { count: problems.size })
              : t('bargaining.page.unsaved')}
          </span>
          <Button onClick={() => setEdited(null)}>{t('bargaining.page.discard')}</Button>
          <Button
            type="primary"
            disabled={problems.size > 0}
            loading={save.isPending}
            onClick={() => save.mutate(edited)}
          >
            {t('app.save')}
          </Button>
        </div>
      )}
    </>
  )
}
export default BargainingSettings
