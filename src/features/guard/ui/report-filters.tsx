import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { mayIn, shopApi } from '../../shop/ui/session.ts'
import type { GuardOutcome } from '../contract.ts'
import { outcomes } from './report-bars.ts'

/** Days that the report may go back, today counted. */
export const periods = { week: 7, month: 30, quarter: 90 } as const
type Period = keyof typeof periods

export interface Wanted {
  period: Period
  rule?: string | undefined
  person?: number | undefined
  outcome?: GuardOutcome | undefined
}

interface FiltersProps {
  shopId: number
  wanted: Wanted
  narrow(change: Partial<Wanted>): void
  /** Those there is something of. */
  rules: readonly string[]
  nameOf(rule: string): string
}

/** What of the report is looked at. Only who leads a shop sees others' messages, so only they choose a person. */
export const Filters = ({ shopId, wanted, narrow, rules, nameOf }: FiltersProps) => {
  const { t } = useTranslation()
  const all = mayIn(shopId, 'routing.direct')
  const people = useQuery({
    queryKey: ['settings', 'people', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
    enabled: all,
  })
  const known = [...new Set([...rules, ...(wanted.rule === undefined ? [] : [wanted.rule])])]
  return (
    <>
      <Select<Period>
        aria-label={t('guard.report.period')}
        style={{ width: 110 }}
        value={wanted.period}
        onChange={(period) => narrow({ period })}
        options={(Object.keys(periods) as Period[]).map((value) => ({
          value,
          label: t(`guard.report.${value}`),
        }))}
      />
      <Select<string>
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('guard.report.rule')}
        placeholder={t('guard.report.rule')}
        style={{ width: 180 }}
        value={wanted.rule ?? null}
        onChange={(rule) => narrow({ rule })}
        options={known.map((value) => ({
          value,
          label: nameOf(value),
        }))}
      />
      {all && (
        <Select<number>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('guard.report.person')}
          placeholder={t('guard.report.person')}
          style={{ width: 140 }}
          value={wanted.person ?? null}
          onChange={(person) => narrow({ person })}
          options={[
            { value: 0, label: t('guard.report.desk') },
            ...(people.data?.members ?? []).map((m) => ({ value: m.personId, label: m.name })),
          ]}
        />
      )}
      <Select<GuardOutcome>
        allowClear
        aria-label={t('guard.report.outcome')}
        placeholder={t('guard.report.outcome')}
        style={{ width: 140 }}
        value={wanted.outcome ?? null}
        onChange={(outcome) => narrow({ outcome })}
        options={outcomes.map((value) => ({ value, label: t(`guard.outcome.${value}`) }))}
      />
    </>
  )
}
