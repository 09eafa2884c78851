import { Button, Modal, Popconfirm } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../../web/clock.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Skeleton } from '../../../../web/parts/states.tsx'
import { sayWrong } from '../../../../web/parts/toast.tsx'
import type { Plan } from '../../domain/plan.ts'
import { errorsOf, planProblems } from '../../domain/problems.ts'
import { about, recoveryApi } from '../api.ts'
import { goToPlace } from '../places.ts'
import { shareText } from '../words.ts'

const Power = lazy(() => import('../results/power.tsx'))

type Move = 'start' | 'pause' | 'resume' | 'end' | 'remove'

const StartDialog = ({
  plan,
  start,
  close,
  busy,
}: {
  plan: Plan
  start(): void
  close(): void
  busy: boolean
}) => {
  const { t } = useTranslation()
  return (
    <Modal
      open
      width={720}
      title={t('recovery.do.startTitle', { name: plan.name })}
      okText={t('recovery.do.start')}
      cancelText={t('app.cancel')}
      confirmLoading={busy}
      onOk={start}
      onCancel={close}
    >
      <p className="block-says">{t('recovery.do.startSays')}</p>
      {plan.control > 0 && (
        <p>
          <b>{t('recovery.do.startControl', { share: shareText(plan.control) })}</b>
        </p>
      )}
      {plan.control > 0 ? (
        <Suspense fallback={<Skeleton rows={2} height={60} />}>
          <Power control={plan.control} planned={plan.planned ?? null} />
        </Suspense>
      ) : (
        plan.trigger !== 'back-in-stock' && <p>{t('recovery.do.startNoControl')}</p>
      )}
    </Modal>
  )
}

/** What can be done with a plan as it stands. */
export const Moves = ({ shopId, plan }: { shopId: number; plan: Plan }) => {
  const { t } = useTranslation()
  const [starting, setStarting] = useState(false)
  const move = useSave(
    (what: Move) => recoveryApi.movePlan({ params: { shopId, planId: plan.id }, body: { do: what } }),
    about(shopId),
    ({ plan: left }) => {
      setStarting(false)
      if (left === null) goToPlace({ page: 'plans', shopId })
    },
  )
  const begin = () => {
    const [first] = errorsOf(planProblems(plan, { now: deskNow() }))
    if (!first) setStarting(true)
    else sayWrong(t(`recovery.problem.${first.code}`, first.with ?? {}))
  }
  const button = (what: Move, primary = false) => (
    <Button
      size="small"
      {...(primary && { type: 'primary' as const })}
      loading={move.isPending && move.variables === what}
      onClick={() => move.mutate(what)}
    >
      {t(`recovery.do.${what}`)}
    </Button>
  )
  const sure = (what: 'end' | 'remove', says: 'endSure' | 'removeSure') => (
    <Popconfirm
      title={t(`recovery.do.${says}`, { name: plan.name })}
      okText={t(`recovery.do.${what}`)}
      cancelText={t('app.cancel')}
      okButtonProps={{ danger: true }}
      onConfirm={() => move.mutateAsync(what)}
    >
      <Button size="small" danger>
        {t(`recovery.do.${what}`)}
      </Button>
    </Popconfirm>
  )
  return (
    <>
      {plan.state === 'draft' && (
        <Button size="small" type="primary" onClick={begin}>
          {t('recovery.do.start')}
        </Button>
      )}
      {plan.state === 'running' && button('pause')}
      {plan.state === 'paused' && button('resume', true)}
      {(plan.state === 'running' || plan.state === 'paused') && sure('end', 'endSure')}
      {plan.state === 'draft' && sure('remove', 'removeSure')}
      {starting && (
        <StartDialog
          plan={plan}
          busy={move.isPending}
          start={() => move.mutate('start')}
          close={() => setStarting(false)}
        />
      )}
    </>
  )
}
