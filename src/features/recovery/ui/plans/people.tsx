import { useInfiniteQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../../web/clock.ts'
import { dateTime, untilTime, yuan } from '../../../../web/format.ts'
import { More } from '../../../../web/parts/more.tsx'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { ShopFacts } from '../../../shop/domain.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import { Case } from '../../domain/case.ts'
import { type Plan, Reason } from '../../domain/plan.ts'
import { about, recoveryApi } from '../api.ts'
import { shareText } from '../words.ts'

/** Why somebody has not paid, as the desk takes it; who may answer buyers corrects it. */
export const ReasonSelect = ({
  shopId,
  subject,
  reason,
  confidence,
}: {
  shopId: number
  subject: string
  reason: Reason
  confidence: number
}) => {
  const { t } = useTranslation()
  const correct = useSave(
    (next: Reason) => recoveryApi.correctReason({ params: { shopId }, body: { subject, reason: next } }),
    about(shopId),
    undefined,
    null,
  )
  const sure =
    confidence >= 1 ? t('recovery.people.said') : t('recovery.people.sure', { share: shareText(confidence) })
  if (!mayIn(shopId, 'conversation.reply'))
    return (
      <span>
        {t(`recovery.reason.${reason}`)} <span className="faint small">{sure}</span>
      </span>
    )
  return (
    <span className="reason-select">
      <Select<Reason>
        size="small"
        variant="borderless"
        aria-label={t('recovery.people.correct')}
        popupMatchSelectWidth={false}
        loading={correct.isPending}
        value={correct.isPending && correct.variables ? correct.variables : reason}
        onChange={(next) => correct.mutate(next)}
        options={Reason.options.map((value) => ({ value, label: t(`recovery.reason.${value}`) }))}
      />
      <span className="faint small">{sure}</span>
    </span>
  )
}

const Row = ({ shop, plan, one }: { shop: ShopFacts; plan: Plan; one: Case }) => {
  const { t, i18n } = useTranslation()
  const step = plan.steps[one.step]
  return (
    <tr>
      <td>
        {one.buyerName || one.buyerKey}
        {one.orderId !== null && <div className="faint small digits">{one.orderId}</div>}
      </td>
      <td>
        <ReasonSelect
          shopId={shop.id}
          subject={one.subject}
          reason={one.reason}
          confidence={one.confidence}
        />
      </td>
      <td className="digits">{one.fen === null ? '–' : yuan(one.fen)}</td>
      <td className="digits small">{dateTime(one.beganAt, i18n.language)}</td>
      <td>
        {one.control ? (
          <span className="tag">{t('recovery.people.control')}</span>
        ) : (
          <>
            {t(`recovery.caseState.${one.state}`)}
            {one.why && <div className="faint small">{t(`recovery.why.${one.why}`)}</div>}
          </>
        )}
        {one.paidAt !== null && (
          <div className="plan-good small">
            {t('recovery.people.paid', {
              at: dateTime(one.paidAt, i18n.language),
              amount: yuan(one.paidFen ?? 0),
            })}
          </div>
        )}
      </td>
      <td className="small">
        {one.nextAt !== null && step && (
          <>
            {t(`recovery.channel.${step.channel}`)} · {untilTime(one.nextAt, deskNow(), i18n.language)}
          </>
        )}
      </td>
    </tr>
  )
}

/** Whom a plan is about. */
export const People = ({ shop, plan }: { shop: ShopFacts; plan: Plan }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState<Reason | undefined>()
  const [state, setState] = useState<Case['state'] | undefined>()
  const query = { ...(reason && { reason }), ...(state && { state }) }
  const cases = useInfiniteQuery({
    queryKey: [...about(shop.id), 'cases', plan.id, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      recoveryApi.cases({
        params: { shopId: shop.id, planId: plan.id },
        query: { ...query, ...(after !== undefined && { after }) },
      }),
    getNextPageParam: (page) => (page.more ? page.cases.at(-1)?.subject : undefined),
  })
  const found = cases.data?.pages.flatMap((page) => page.cases) ?? []
  return (
    <section className="block">
      <div className="plan-bar">
        <Select<string>
          aria-label={t('recovery.people.reason')}
          style={{ width: 170 }}
          value={reason ?? ''}
          onChange={(one) => setReason(Reason.safeParse(one).data)}
          options={[
            { value: '', label: t('recovery.people.anyReason') },
            ...Reason.options.map((value) => ({ value, label: t(`recovery.reason.${value}`) })),
          ]}
        />
        <Select<string>
          aria-label={t('recovery.people.state')}
          style={{ width: 140 }}
          value={state ?? ''}
          onChange={(one) => setState(Case.shape.state.safeParse(one).data)}
          options={[
            { value: '', label: t('recovery.people.anyState') },
            ...Case.shape.state.options.map((value) => ({ value, label: t(`recovery.caseState.${value}`) })),
          ]}
        />
      </div>
      {cases.error && <Problem error={cases.error} retry={() => void cases.refetch()} />}
      {cases.isPending && <Skeleton rows={5} height={44} />}
      {cases.data && found.length === 0 && <Empty icon="user" title={t('recovery.people.none')} />}
      {found.length > 0 && (
        <table className="plan-table">
          <thead>
            <tr>
              {(['buyer', 'reason', 'amount', 'began', 'state', 'step'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`recovery.people.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <Row key={one.subject} shop={shop} plan={plan} one={one} />
            ))}
          </tbody>
        </table>
      )}
      <More of={cases} />
    </section>
  )
}
