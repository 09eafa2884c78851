import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { client } from '../../../web/api.ts'
import { pricingContract } from '../../pricing/contract.ts'

const pricing = client(pricingContract)

interface RuleSetSelectProps {
  shopId: number
  value: string | null
  set(id: string | null): void
}

/** By which rules prices are reckoned in a campaign; none: by those the shop has chosen. */
export const RuleSetSelect = ({ shopId, value, set }: RuleSetSelectProps) => {
  const { t, i18n } = useTranslation()
  const [opened, setOpened] = useState(false)
  const { data, isFetching } = useQuery({
    queryKey: ['rule-sets', shopId],
    queryFn: () => pricing.ruleSets({ params: { shopId } }),
    // Nobody who leaves it alone waits for it.
    enabled: opened || value !== null,
    staleTime: 5 * 60_000,
  })
  const known = (data?.ruleSets ?? []).map(({ id, name }) => ({
    value: id,
    label: inLanguage(name, i18n.language),
  }))
  const other = value !== null && !known.some((one) => one.value === value)
  return (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      aria-label={t('campaign.ruleSet')}
      placeholder={t('campaign.ruleSetNone')}
      loading={isFetching}
      onOpenChange={(open) => open && setOpened(true)}
      value={value}
      onChange={(id) => set(id ?? null)}
      options={other ? [...known, { value, label: value }] : known}
    />
  )
}
