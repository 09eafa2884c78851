import { Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { Icon } from '../../../web/parts/icons.tsx'
import type { campaignContract } from '../contract.ts'
import type { ActivityFact, FactAnswer } from '../domain/activity.ts'

export type Flag = z.output<typeof campaignContract.flags.gives>['flags'][number]

interface FactFormProps {
  fact: ActivityFact
  answer: FactAnswer | undefined
  /** Where a page or the checkout says something else. */
  flags: readonly Flag[]
  /** What the desk found wrong with it. */
  wrong: readonly string[]
  set(answer: FactAnswer | undefined): void
  disabled: boolean
}

/** One fact: in words, known not to exist, or open; beside it what is said elsewhere. */
export const FactForm = ({ fact, answer, flags, wrong, set, disabled }: FactFormProps) => {
  const { t } = useTranslation()
  const name = t(`campaign.fact.${fact}`)
  const is = answer === undefined ? 'open' : 'none' in answer ? 'none' : 'says'
  return (
    <div className="campaign-fact">
      <div className="campaign-fact-head">
        <span className="campaign-fact-name">{name}</span>
        <Segmented<string>
          size="small"
          aria-label={t('campaign.activity.howOf', { fact: name })}
          disabled={disabled}
          value={is}
          onChange={(next) =>
            set(next === 'open' ? undefined : next === 'none' ? { none: true } : { says: '' })
          }
          options={(['open', 'says', 'none'] as const).map((value) => ({
            value,
            label: t(`campaign.activity.is.${value}`),
          }))}
        />
      </div>
      {answer !== undefined && 'says' in answer && (
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={1000}
          aria-label={name}
          placeholder={t(`campaign.factHint.${fact}`)}
          disabled={disabled}
          value={answer.says}
          onChange={(e) => set({ says: e.target.value })}
        />
      )}
      {is === 'none' && <p className="faint small">{t(`campaign.factNone.${fact}`)}</p>}
      {wrong.map((says) => (
        <span key={says} className="campaign-wrong" role="alert">
          {says}
        </span>
      ))}
      {flags.map(({ product, where, there }) => (
        <p key={`${product} ${where}`} className="campaign-flagged">
          <Icon name="alert" size={14} />
          <span>{t(`campaign.activity.differs.${where}`, { product, there })}</span>
        </p>
      ))}
    </div>
  )
}
