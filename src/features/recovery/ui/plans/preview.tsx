import { useMutation } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY } from '../../../../shared/time.ts'
import { atWall, wallOf } from '../../../../shared/wall.ts'
import { deskNow } from '../../../../web/clock.ts'
import { dateTime } from '../../../../web/format.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { ShopFacts } from '../../../shop/domain.ts'
import type { Preview } from '../../contract.ts'
import type { Why } from '../../domain/case.ts'
import type { PlanBody, SendingChannel } from '../../domain/plan.ts'
import { recoveryApi } from '../api.ts'
import { Named } from '../named.tsx'
import { costText, shareText } from '../words.ts'
import { HourPlot } from './hour-plot.tsx'

const Shown = ({
  preview: p,
  plan,
  from,
  to,
}: {
  preview: Preview
  plan: PlanBody
  from: number
  to: number
}) => {
  const { t, i18n } = useTranslation()
  const stepName = (code: string) => {
    const at = plan.steps.findIndex((one) => one.code === code)
    return at < 0 ? code : t('recovery.flow.step', { n: at + 1 })
  }
  const said = t(p.more ? 'recovery.preview.moreOrders' : 'recovery.preview.orders', { count: p.orders })
  if (p.cases === 0)
    return (
      <Empty
        icon="again"
        title={t('recovery.preview.none')}
        says={
          <>
            {said}
            <br />
            {t('recovery.preview.noneSays')}
          </>
        }
      />
    )
  return (
    <>
      <p className="faint small">{said}</p>
      <dl className="plan-counters preview-sums">
        <div>
          <dt>{t('recovery.preview.cases')}</dt>
          <dd className="digits">{p.cases}</dd>
        </div>
        <div>
          <dt>{t('recovery.preview.control')}</dt>
          <dd className="digits">{p.control}</dd>
        </div>
        <div>
          <dt>{t('recovery.preview.cost')}</dt>
          <dd className="digits">{costText(p.costLi)}</dd>
        </div>
        {p.detectable !== null && (
          <div>
            <dt>{t('recovery.preview.detectable')}</dt>
            <dd className="digits">{shareText(p.detectable, 1)}</dd>
          </div>
        )}
      </dl>
      <h3 className="block-title">{t('recovery.preview.byStep')}</h3>
      <table className="plan-table">
        <thead>
          <tr>
            <th scope="col">{t('recovery.preview.step')}</th>
            <th scope="col">{t('recovery.edit.channel')}</th>
            <th scope="col">{t('recovery.preview.sent')}</th>
            <th scope="col">{t('recovery.list.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {p.steps.map(({ step, channel, sent, costLi }) => (
            <tr key={`${step} ${channel}`}>
              <td>{stepName(step)}</td>
              <td>{t(`recovery.channel.${channel as SendingChannel}`)}</td>
              <td className="digits">{sent}</td>
              <td className="digits">{costText(costLi)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className="block-title">{t('recovery.preview.byHour')}</h3>
      <HourPlot hours={p.hours} from={from} to={Math.max(to, (p.hours.at(-1)?.at ?? to) + 3_600_000)} />
      {p.suppressed.length > 0 && (
        <>
          <h3 className="block-title">{t('recovery.preview.suppressed')}</h3>
          <ul className="why-bars">
            {p.suppressed
              .toSorted((a, b) => b.count - a.count)
              .map(({ why, count }) => (
                <li key={why}>
                  <span>{t(`recovery.why.${why as Why}`)}</span>
                  <span className="why-bar" aria-hidden="true">
                    <span
                      style={{
                        width: `${(count / Math.max(...p.suppressed.map((one) => one.count))) * 100}%`,
                      }}
                    />
                  </span>
                  <span className="digits">{count}</span>
                </li>
              ))}
          </ul>
        </>
      )}
      {p.sample.length > 0 && (
        <>
          <h3 className="block-title">{t('recovery.preview.sample')}</h3>
          <p className="faint small">{t('recovery.preview.sampleSays')}</p>
          <table className="plan-table">
            <thead>
              <tr>
                <th scope="col">{t('recovery.preview.at')}</th>
                <th scope="col">{t('recovery.preview.buyer')}</th>
                <th scope="col">{t('recovery.preview.step')}</th>
                <th scope="col">{t('recovery.preview.text')}</th>
              </tr>
            </thead>
            <tbody>
              {p.sample.map((one) => (
                <tr key={`${one.subject} ${one.step}`}>
                  <td className="digits small">{dateTime(one.dueAt, i18n.language)}</td>
                  <td>
                    {one.buyerName}
                    <div className="faint small">{t(`recovery.reason.${one.reason}`)}</div>
                  </td>
                  <td>{stepName(one.step)}</td>
                  <td className="small">
                    {one.state === 'suppressed' ? (
                      <span className="faint">{one.why && t(`recovery.why.${one.why}`)}</span>
                    ) : (
                      one.text
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}

/** Triggers that begin with an order: past orders tell what would have happened. */
const ofOrders = new Set(['unpaid', 'balance'])
const spans = [1, 7, 30]

/** Plays a plan over past orders. Nothing is sent, which it says first. */
export const PreviewDrawer = ({ shop, plan, close }: { shop: ShopFacts; plan: PlanBody; close(): void }) => {
  const { t } = useTranslation()
  const [span, setSpan] = useState(() => ({ from: deskNow() - 7 * DAY, to: deskNow() }))
  const run = useMutation({
    mutationFn: (body: { from: number; to: number }) =>
      recoveryApi.previewPlan({ params: { shopId: shop.id }, body: { plan, ...body } }),
  })
  const zone = shop.timeZone
  const tryDays = (days: number) => {
    const next = { from: deskNow() - days * DAY, to: deskNow() }
    setSpan(next)
    run.mutate(next)
  }
  const field = (name: 'from' | 'to') => (
    <Named name={t(`recovery.preview.${name}`)}>
      <Input
        type="datetime-local"
        value={wallOf(span[name], zone)}
        onChange={(e) => setSpan({ ...span, [name]: atWall(e.target.value, zone) ?? span[name] })}
      />
    </Named>
  )
  return (
    <Drawer
      open
      size="min(820px, 100vw)"
      title={t('recovery.preview.title', { name: plan.name })}
      onClose={close}
    >
      <p className="preview-says" role="note">
        {t('recovery.preview.says')}
      </p>
      {ofOrders.has(plan.trigger) ? (
        <>
          <div className="edit-row">
            {spans.map((count) => (
              <Button key={count} size="small" onClick={() => tryDays(count)}>
                {t('recovery.preview.days', { count })}
              </Button>
            ))}
            {field('from')}
            {field('to')}
            <Button
              type="primary"
              loading={run.isPending}
              disabled={span.to <= span.from}
              onClick={() => run.mutate(span)}
            >
              {t('recovery.preview.run')}
            </Button>
          </div>
          {run.error && <Problem error={run.error} retry={() => run.mutate(span)} />}
          {run.isPending && <Skeleton rows={5} height={60} />}
          {run.data && run.variables && (
            <Shown preview={run.data} plan={plan} from={run.variables.from} to={run.variables.to} />
          )}
        </>
      ) : (
        <Empty icon="again" title={t('recovery.preview.nothing')} />
      )}
    </Drawer>
  )
}
