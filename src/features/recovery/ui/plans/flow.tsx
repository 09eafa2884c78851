import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime, yuan } from '../../../../web/format.ts'
import { Icon, type IconName } from '../../../../web/parts/icons.tsx'
import type { PlanBody, PlanStep, SendingChannel, Wording } from '../../domain/plan.ts'
import { variableNames } from '../../domain/wording.ts'
import { useRecoverySettings } from '../api.ts'
import { shareText, whenText } from '../words.ts'

export const channelIcon: Record<SendingChannel, IconName> = { chat: 'chats', sms: 'note', phone: 'user' }

/** Variables stand out, by their names: they are no words. */
const Marked = ({ text }: { text: string }) => {
  const { t } = useTranslation()
  return text.split(/(\{[a-z]+\})/).map((part, i) => {
    const name = variableNames.find((one) => part === `{${one}}`)
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text never change places
    return name ? <mark key={i}>{t(`recovery.edit.variable.${name}`)}</mark> : part
  })
}

const ForWhom = ({ word, plan }: { word: Wording; plan: Pick<PlanBody, 'arms'> }) => {
  const { t } = useTranslation()
  const arm = plan.arms.find(({ code }) => code === word.arm)
  const tags = [
    word.reason !== null && t(`recovery.reason.${word.reason}`),
    word.phase !== null && t(`recovery.phase.${word.phase}`),
    word.arm !== null && (arm?.name ?? word.arm),
  ].filter((tag) => tag !== false)
  return (
    <span className="flow-for">
      {(tags.length > 0 ? tags : [t('recovery.flow.all')]).map((tag) => (
        <span key={tag} className="tag">
          {tag}
        </span>
      ))}
      {word.template && (
        <span className="faint small">{t('recovery.flow.template', { code: word.template })}</span>
      )}
    </span>
  )
}

const Step = ({ step, n, plan }: { step: PlanStep; n: number; plan: PlanBody }) => {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const general = step.words.filter(({ reason, phase, arm }) => !reason && !phase && !arm)
  const shown = all ? step.words : general.slice(0, 1)
  return (
    <li className="flow-step">
      <span className="flow-dot" aria-hidden="true">
        <Icon name={channelIcon[step.channel]} size={15} />
      </span>
      <div>
        <p className="flow-when">
          <b>{t('recovery.flow.step', { n })}</b> {whenText(step.when, plan.trigger, t)}
          <span className="tag">{t(`recovery.channel.${step.channel}`)}</span>
        </p>
        {plan.arms
          .filter(({ minutes }) => minutes[step.code] !== undefined)
          .map(({ code, name, minutes }) => (
            <p key={code} className="faint small">
              {name}
              {': '}
              {whenText(
                step.when.kind === 'hours'
                  ? { ...step.when, after: minutes[step.code] ?? 0 }
                  : { ...step.when, minutes: minutes[step.code] ?? 0 },
                plan.trigger,
                t,
              )}
            </p>
          ))}
        <ul className="flow-words">
          {shown.map((word, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: wordings have no name of their own
            <li key={i}>
              {all && <ForWhom word={word} plan={plan} />}
              <span className="flow-text">
                <Marked text={word.text} />
              </span>
            </li>
          ))}
        </ul>
        {step.words.length > 1 && (
          <button type="button" className="link small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('recovery.flow.less') : `${t('recovery.flow.more')} (${step.words.length})`}
          </button>
        )}
      </div>
    </li>
  )
}

/** The steps of a plan, each with its time and words. */
export const Steps = ({ plan }: { plan: PlanBody }) =>
  plan.steps.map((step, i) => <Step key={step.code} step={step} n={i + 1} plan={plan} />)

/** A plan as it runs, readable from top to bottom: who, split by chance, each step with its time and words, what stops it. */
export const Flow = ({ plan, shopId }: { plan: PlanBody; shopId: number }) => {
  const { t, i18n } = useTranslation()
  const settings = useRecoverySettings(shopId).data
  const { audience, control, budgetFen, from, until } = plan
  const whom = [
    audience.leastFen !== null && t('recovery.flow.least', { amount: yuan(audience.leastFen) }),
    audience.mostFen !== null && t('recovery.flow.most', { amount: yuan(audience.mostFen) }),
    audience.products.length > 0 && t('recovery.flow.products', { count: audience.products.length }),
  ].filter((one) => one !== false)
  return (
    <ol className="flow">
      <li className="flow-step flow-begin">
        <span className="flow-dot" aria-hidden="true">
          <Icon name="bolt" size={15} />
        </span>
        <div>
          <p className="flow-when">
            <b>{t(`recovery.begins.${plan.trigger}`)}</b>
          </p>
          <p className="faint small">
            {whom.length > 0 ? whom.join(' · ') : t('recovery.flow.everybody')}
            {audience.exceptReasons.length > 0 &&
              ` · ${t('recovery.flow.except', {
                reasons: audience.exceptReasons
                  .map((one) => t(`recovery.reason.${one}`))
                  .join(t('problem.in')),
              })}`}
            {from !== null && ` · ${t('recovery.flow.from', { at: dateTime(from, i18n.language) })}`}
            {until !== null && ` · ${t('recovery.flow.until', { at: dateTime(until, i18n.language) })}`}
          </p>
        </div>
      </li>
      {control > 0 && (
        <li className="flow-split">
          <div className="flow-bar" aria-hidden="true">
            <span style={{ flexGrow: control }} className="flow-control" />
            <span style={{ flexGrow: 1 - control }} className="flow-treated" />
          </div>
          <p className="small">
            <b>{t('recovery.flow.control', { share: shareText(control) })}</b>{' '}
            <span className="faint">{t('recovery.flow.controlSays')}</span>
            {' · '}
            <b>{t('recovery.flow.treated', { share: shareText(1 - control) })}</b>
          </p>
          {plan.arms.length > 0 && (
            <p className="small faint">
              {t('recovery.flow.arms')}
              {': '}
              {plan.arms.map(({ name, weight }) => `${name} ×${weight}`).join(' · ')}
            </p>
          )}
        </li>
      )}
      <Steps plan={plan} />
      <li className="flow-step flow-end">
        <span className="flow-dot" aria-hidden="true">
          <Icon name="shield" size={15} />
        </span>
        <div className="small">
          <p>
            <b>{t('recovery.flow.stops')}</b>
          </p>
          <p className="faint">{t('recovery.flow.stopsAre')}</p>
          {settings && <p className="faint">{t('recovery.flow.held', settings.quiet)}</p>}
          <p className="faint">
            {t('recovery.flow.window', { hours: plan.window })}
            {' · '}
            {budgetFen === null
              ? t('recovery.flow.noBudget')
              : t('recovery.flow.budget', { amount: yuan(budgetFen) })}
          </p>
        </div>
      </li>
    </ol>
  )
}
