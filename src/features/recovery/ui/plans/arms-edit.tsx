import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import type { Arm, PlanBody } from '../../domain/plan.ts'
import { Named } from '../named.tsx'
import { Wrong } from './problem.tsx'

const letters = 'abcdef'

/** Arms: other delays here, other wordings where those are written. */
export const ArmsEdit = ({ plan, set }: { plan: PlanBody; set(arms: Arm[]): void }) => {
  const { t } = useTranslation()
  const { arms, steps } = plan
  const change = (i: number, next: Partial<Arm>) =>
    set(arms.map((one, at) => (at === i ? { ...one, ...next } : one)))
  const add = () => {
    const codes = [...letters].filter((code) => !arms.some((one) => one.code === code))
    // One alone is compared with nothing: the first time there are two.
    const wanted = codes.slice(0, arms.length === 0 ? 2 : 1)
    set([...arms, ...wanted.map((code) => ({ code, name: code.toUpperCase(), weight: 1, minutes: {} }))])
  }
  const withMinutes = (arm: Arm, step: string, minutes: number | null): Arm['minutes'] => {
    const { [step]: _, ...others } = arm.minutes
    return minutes === null ? others : { ...others, [step]: minutes }
  }
  return (
    <section className="edit-part">
      <h3>{t('recovery.edit.arms')}</h3>
      <p className="faint small">{t('recovery.edit.armsSays')}</p>
      <ul className="arms-edit">
        {arms.map((arm, i) => (
          <li key={arm.code}>
            <div className="arm-row">
              <Named name={t('recovery.edit.armName')}>
                <Input
                  maxLength={40}
                  value={arm.name}
                  onChange={(e) => change(i, { name: e.target.value })}
                />
              </Named>
              <Named name={t('recovery.edit.weight')}>
                <InputNumber
                  min={1}
                  max={100}
                  precision={0}
                  value={arm.weight}
                  onChange={(weight) => change(i, { weight: weight ?? 1 })}
                />
              </Named>
              {steps.map((step, n) => (
                <Named
                  key={step.code}
                  name={t('recovery.edit.armMinutes', { step: t('recovery.flow.step', { n: n + 1 }) })}
                >
                  <InputNumber
                    min={0}
                    max={43_200}
                    precision={0}
                    placeholder={String(step.when.kind === 'hours' ? step.when.after : step.when.minutes)}
                    value={arm.minutes[step.code] ?? null}
                    onChange={(minutes) => change(i, { minutes: withMinutes(arm, step.code, minutes) })}
                  />
                </Named>
              ))}
              <button
                type="button"
                className="icon-button"
                aria-label={t('recovery.edit.removeArm')}
                onClick={() => set(arms.filter((_, at) => at !== i))}
              >
                <Icon name="cross" size={14} />
              </button>
            </div>
            <Wrong at={`arms.${i}`} deep />
          </li>
        ))}
      </ul>
      <Wrong at="arms" />
      <Button size="small" disabled={arms.length >= 6} onClick={add}>
        {t('recovery.edit.addArm')}
      </Button>
    </section>
  )
}
