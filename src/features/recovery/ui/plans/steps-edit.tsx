import { Button, InputNumber, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PlanBody, PlanStep, StepWhen } from '../../domain/plan.ts'
import { sendingChannels } from '../../domain/plan.ts'
import { offeredFor } from '../../domain/wordings.ts'
import { whenText } from '../words.ts'
import { useProblems, Wrong, wrongness } from './problem.tsx'
import { WordsEdit } from './words-edit.tsx'

interface StepsProps {
  shopId: number
  language: 'zh' | 'en'
  plan: PlanBody
  goodHours: string[]
  set(steps: PlanStep[]): void
}

/** Another kind of time keeps the minutes where there were some. */
const toKind = (when: StepWhen, kind: StepWhen['kind'], hours: string[]): StepWhen => {
  const minutes = when.kind === 'hours' ? when.after : when.minutes
  if (kind === 'hours') return { kind, hours, after: minutes }
  return { kind, minutes: kind === 'before-end' ? Math.min(10_080, Math.max(1, minutes)) : minutes }
}

const WhenEdit = ({
  step,
  at,
  goodHours,
  set,
}: {
  step: PlanStep
  at: string
  goodHours: string[]
  set(when: StepWhen): void
}) => {
  const { t } = useTranslation()
  const { when } = step
  const wrong = wrongness(useProblems(`${at}.when`))
  return (
    <div className="when-edit">
      <Segmented
        aria-label={t('recovery.edit.when')}
        value={when.kind}
        onChange={(kind) => set(toKind(when, kind, goodHours))}
        options={(['delay', 'hours', 'before-end'] as const).map((kind) => ({
          value: kind,
          label: t(`recovery.edit.kind.${kind}`),
        }))}
      />
      {when.kind === 'hours' && (
        <Select
          mode="tags"
          aria-label={t('recovery.edit.hours')}
          style={{ minWidth: 220 }}
          tokenSeparators={[',', ' ', '，', '、']}
          value={when.hours}
          {...wrong}
          onChange={(all) => {
            const hours = all.filter((one) => /^([01]\d|2[0-3]):[0-5]\d$/.test(one)).toSorted()
            if (hours.length > 0) set({ ...when, hours: hours.slice(0, 12) })
          }}
          options={goodHours.map((value) => ({ value, label: value }))}
        />
      )}
      <InputNumber
        aria-label={t(when.kind === 'hours' ? 'recovery.edit.after' : 'recovery.edit.minutes')}
        min={when.kind === 'before-end' ? 1 : 0}
        max={when.kind === 'before-end' ? 10_080 : 43_200}
        precision={0}
        value={when.kind === 'hours' ? when.after : when.minutes}
        {...wrong}
        onChange={(n) => {
          const minutes = n ?? 0
          set(
            when.kind === 'hours'
              ? { ...when, after: minutes }
              : { ...when, minutes: when.kind === 'before-end' ? Math.max(1, minutes) : minutes },
          )
        }}
      />
      <span className="faint small">
        {t(when.kind === 'hours' ? 'recovery.edit.after' : 'recovery.edit.minutes')}
      </span>
    </div>
  )
}

/** A code that no step has yet. */
const freeCode = (steps: readonly PlanStep[]): string => {
  for (let n = steps.length + 1; ; n++)
    if (!steps.some(({ code }) => code === `step-${n}`)) return `step-${n}`
}

/** The steps of a plan, in their order. */
export const StepsEdit = ({ shopId, language, plan, goodHours, set }: StepsProps) => {
  const { t } = useTranslation()
  const { steps } = plan
  const change = (i: number, next: Partial<PlanStep>) =>
    set(steps.map((one, at) => (at === i ? { ...one, ...next } : one)))
  const add = () => {
    const before = steps.at(-1)?.when
    const when: StepWhen =
      before?.kind === 'before-end'
        ? { kind: 'before-end', minutes: Math.max(1, Math.floor(before.minutes / 2)) }
        : {
            kind: 'hours',
            hours: goodHours,
            after: (before?.kind === 'hours' ? before.after : (before?.minutes ?? 0)) + 1200,
          }
    set([
      ...steps,
      { code: freeCode(steps), when, channel: 'chat', words: offeredFor(plan.trigger, 'again', language) },
    ])
  }
  return (
    <section className="edit-part">
      <h3>{t('recovery.edit.steps')}</h3>
      <ol className="steps-edit">
        {steps.map((step, i) => (
          <li key={step.code}>
            <div className="step-head">
              <b>{t('recovery.flow.step', { n: i + 1 })}</b>
              <Segmented
                aria-label={t('recovery.edit.channel')}
                value={step.channel}
                onChange={(channel) => change(i, { channel })}
                options={sendingChannels.map((value) => ({ value, label: t(`recovery.channel.${value}`) }))}
              />
              <span className="plan-space" />
              <button
                type="button"
                className="link small"
                onClick={() =>
                  change(i, { words: offeredFor(plan.trigger, i === 0 ? 'first' : 'again', language) })
                }
              >
                {t('recovery.edit.offered')}
              </button>
              {steps.length > 1 && (
                <button
                  type="button"
                  className="link small"
                  onClick={() => set(steps.filter((_, at) => at !== i))}
                >
                  {t('recovery.edit.removeStep')}
                </button>
              )}
            </div>
            <Wrong at={`steps.${i}.channel`} />
            <WhenEdit
              step={step}
              at={`steps.${i}`}
              goodHours={goodHours}
              set={(when) => change(i, { when })}
            />
            <p className="faint small">{whenText(step.when, plan.trigger, t)}</p>
            <Wrong at={`steps.${i}.when`} />
            <Wrong at={`steps.${i}.code`} />
            <WordsEdit
              shopId={shopId}
              plan={plan}
              step={step}
              at={`steps.${i}`}
              set={(words) => change(i, { words })}
            />
          </li>
        ))}
      </ol>
      <Button size="small" disabled={steps.length >= 10} onClick={add}>
        {t('recovery.edit.addStep')}
      </Button>
    </section>
  )
}
