import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { languageNow } from '../../../web/i18n.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem as Failed, Skeleton } from '../../../web/parts/states.tsx'
import { useCampaigns } from '../../campaign/ui/api.ts'
import type { ShopOffer } from '../contract.ts'
import { Problems } from './answer.tsx'
import { pricingApi, useOffers, useRuleSets } from './api.ts'
import { grouped, type OfferGroup } from './grouped.ts'
import { offerSays } from './kinds.ts'
import { blankOffer, newId, OfferForm } from './offer-form.tsx'
import { OfferRow } from './offer-row.tsx'

const GroupHead = ({ group }: { group: OfferGroup }) => {
  const { t } = useTranslation()
  const { level, step, rule } = group
  if (level === null) return <h3 className="price-wrong">{t('pricing.offers.elsewhere')}</h3>
  if (level === 'freight') return <h3>{t('pricing.offers.freightGroup')}</h3>
  return (
    <h3>
      {t('pricing.offers.order', { n: step, level: t(`pricing.levels.${level}`) })}
      {rule && (
        <span className="faint small">
          {' '}
          {t(`pricing.pick.${rule.pick}`)} · {t(`pricing.base.${rule.base}`)}
        </span>
      )}
    </h3>
  )
}

/** The place of a problem begins with the offer: `offers[full-300].params.minusFen`. */
const isAbout = (where: string, id: string): boolean => where.startsWith(`offers[${id}]`)

interface OfferListProps {
  shopId: number
  zone: string
  editable: boolean
}

/** The offers of a shop, by the order of deduction. */
export const OfferList = ({ shopId, zone, editable }: OfferListProps) => {
  const { t } = useTranslation()
  const language = languageNow()
  const [of, setOf] = useState<number | 'all' | 'shop'>('all')
  const [text, setText] = useState('')
  const [editing, setEditing] = useState<{ start: ShopOffer; isNew: boolean } | null>(null)
  const asked = useOffers(shopId)
  const rules = useRuleSets(shopId)
  const campaigns = useCampaigns(shopId).data ?? []
  const about = ['pricing', shopId]
  const put = useSave(
    (one: ShopOffer) => pricingApi.setOffer({ params: { shopId, offerId: one.offer.id }, body: one }),
    about,
  )
  const remove = useSave((offerId: string) => pricingApi.removeOffer({ params: { shopId, offerId } }), about)
  const error = asked.error ?? rules.error
  if (error && !(asked.data && rules.data))
    return <Failed error={error} retry={() => void Promise.all([asked.refetch(), rules.refetch()])} />
  if (!(asked.data && rules.data)) return <Skeleton />
  const { offers, problems } = asked.data
  const campaign = campaigns.find(({ id }) => id === of)
  const { ruleSets, chosen } = rules.data
  const ruleSet =
    ruleSets.find(({ id }) => id === campaign?.ruleSet) ??
    ruleSets.find(({ id }) => id === chosen) ??
    ruleSets[0]
  const said = text.trim().toLowerCase()
  const shown = offers.filter(({ offer, campaignId }) => {
    if (of === 'shop' ? campaignId !== null : of !== 'all' && campaignId !== of) return false
    const { zh, en } = offerSays(offer)
    return `${zh} ${en} ${offer.id} ${offer.kind}`.toLowerCase().includes(said)
  })
  const groups = ruleSet ? grouped(shown, ruleSet).filter((group) => group.offers.length > 0) : []
  const known = new Set(offers.map(({ offer }) => offer.id))
  const loose = problems.filter(({ where }) => ![...known].some((id) => isAbout(where, id)))
  return (
    <>
      <div className="price-bar-top">
        <Select
          aria-label={t('pricing.form.campaign')}
          style={{ width: 210 }}
          value={of}
          onChange={setOf}
          options={[
            { value: 'all' as const, label: t('pricing.offers.all') },
            { value: 'shop' as const, label: t('pricing.offers.shopOnly') },
            ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Input.Search
          aria-label={t('pricing.offers.find')}
          placeholder={t('pricing.offers.find')}
          allowClear
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        {editable && (
          <Button
            type="primary"
            onClick={() =>
              setEditing({ start: blankOffer(null, newId(''), campaign?.id ?? null), isNew: true })
            }
          >
            {t('pricing.offers.add')}
          </Button>
        )}
      </div>
      {ruleSet && (
        <p className="block-says">
          {t('pricing.answer.ruleSet', { name: inLanguage(ruleSet.name, language) })}
        </p>
      )}
      <Problems problems={loose} />
      {offers.length === 0 && (
        <Empty icon="tag" title={t('pricing.offers.none')} says={t('pricing.offers.noneSays')} />
      )}
      {offers.length > 0 && shown.length === 0 && <Empty icon="search" title={t('pricing.offers.noMatch')} />}
      {groups.map((group) => (
        <section key={group.level ?? 'none'} className="block price-group">
          <GroupHead group={group} />
          <ul className="price-offers">
            {group.offers.map((one) => (
              <OfferRow
                key={one.offer.id}
                one={one}
                all={offers}
                campaign={campaigns.find(({ id }) => id === one.campaignId)?.name}
                zone={zone}
                problems={problems.filter(({ where }) => isAbout(where, one.offer.id))}
                editable={editable}
                edit={() => setEditing({ start: one, isNew: false })}
                duplicate={() =>
                  setEditing({
                    start: { ...one, offer: { ...one.offer, id: newId(one.offer.kind) } },
                    isNew: true,
                  })
                }
                enable={(enabled) => put.mutate({ ...one, enabled })}
                remove={() => remove.mutate(one.offer.id)}
              />
            ))}
          </ul>
        </section>
      ))}
      {editing && (
        <OfferForm
          key={editing.start.offer.id}
          shopId={shopId}
          zone={zone}
          start={editing.start}
          isNew={editing.isNew}
          others={offers}
          campaigns={campaigns}
          editable={editable}
          close={() => setEditing(null)}
        />
      )}
    </>
  )
}
