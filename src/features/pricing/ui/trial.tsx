import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { deskNow } from '../../../web/clock.ts'
import { yuan } from '../../../web/format.ts'
import { languageNow } from '../../../web/i18n.ts'
import { Empty, Problem as Failed, Skeleton } from '../../../web/parts/states.tsx'
import { useCampaigns } from '../../campaign/ui/api.ts'
import type { Basket as PricedBasket } from '../domain/basket.ts'
import type { Offer } from '../domain/offer.ts'
import { placed } from '../domain/placed.ts'
import { quote as reckon } from '../domain/pricing.ts'
import type { RuleSet } from '../domain/rule-set.ts'
import { Answer, Problems } from './answer.tsx'
import { useActivities, useComing, useGoods, useOffers, useRuleSets } from './api.ts'
import { Basket } from './basket.tsx'
import { emptyDraft } from './basket-edit.ts'
import { Terms } from './terms.tsx'
import { example, trialBasket } from './trial-basket.ts'

interface SideProps {
  basket: PricedBasket
  offers: readonly Offer[]
  ruleSet: RuleSet
  zone: string
}

/** One basket by one rule set. */
const Side = ({ basket, offers, ruleSet, zone }: SideProps) => {
  const language = languageNow()
  const found = reckon(basket, offers, ruleSet)
  return (
    <section className="block price-side" aria-label={inLanguage(ruleSet.name, language)}>
      <h3>{inLanguage(ruleSet.name, language)}</h3>
      {found.ok ? (
        <Answer quote={found.quote} zone={zone} stale={false} />
      ) : (
        <Problems problems={found.problems} />
      )}
    </section>
  )
}

const Difference = ({
  basket,
  offers,
  left,
  right,
}: Omit<SideProps, 'ruleSet' | 'zone'> & Record<'left' | 'right', RuleSet>) => {
  const { t } = useTranslation()
  const [a, b] = [reckon(basket, offers, left), reckon(basket, offers, right)]
  if (!(a.ok && b.ok)) return null
  const fen = Math.abs(a.quote.payableFen - b.quote.payableFen)
  return (
    <p className="price-difference" role="status">
      {fen === 0 ? t('pricing.trial.sameResult') : t('pricing.trial.difference', { amount: yuan(fen) })}
    </p>
  )
}

/** Prices any basket by the offers there are, at any moment, by one rule set or by two side by side. Reckoned here, in the
 * browser, by the same engine: nothing of it is kept or told to anybody. */
export const Trial = ({ shopId, zone }: { shopId: number; zone: string }) => {
  const { t } = useTranslation()
  const language = languageNow()
  const [draft, setDraft] = useState(emptyDraft)
  const [isExample, setExample] = useState(false)
  const [withDisabled, setWithDisabled] = useState(false)
  const [left, setLeft] = useState<string | null>(null)
  const [right, setRight] = useState<string | null>(null)
  const rules = useRuleSets(shopId)
  const offers = useOffers(shopId)
  const campaigns = useCampaigns(shopId).data ?? []
  const activities = useActivities(
    shopId,
    campaigns.map(({ id }) => id),
  )
  const coming = useComing(shopId)
  const goods = useGoods(
    shopId,
    draft.lines.map(({ product }) => product),
  )
  const error = rules.error ?? offers.error
  if (error && !(rules.data && offers.data))
    return <Failed error={error} retry={() => void Promise.all([rules.refetch(), offers.refetch()])} />
  if (!(rules.data && offers.data)) return <Skeleton />

  const { ruleSets, chosen } = rules.data
  const ruleSetNamed = (id: string | null) => ruleSets.find((one) => one.id === id)
  const first = ruleSetNamed(left) ?? ruleSetNamed(chosen) ?? ruleSets[0]
  const second = ruleSetNamed(right)
  const now = deskNow()
  const given = isExample
    ? { ...example(now, zone, t('pricing.trial.exampleItem')), problems: [] }
    : {
        ...trialBasket(draft, goods, now, zone),
        offers: offers.data.offers
          .filter(({ enabled }) => enabled || withDisabled)
          .map((one) => placed(one, { campaigns, activities })),
      }
  const loadExample = () => {
    setExample(true)
    // The two ways to hold thresholds, as far as there are rule sets of both.
    const by = (base: 'residual' | 'itemPrice') =>
      ruleSets.find(({ levels }) => levels.some((one) => one.level === 'cross-shop' && one.base === base))
        ?.id ?? null
    setLeft(by('residual'))
    setRight(by('itemPrice'))
  }
  const options = ruleSets.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) }))
  const { basket } = given
  return (
    <div className="price-trial">
      <p className="block-says">{t('pricing.trial.says')}</p>
      <div className="price-bar-top">
        <div>
          <span className="field-name">{t('pricing.trial.left')}</span>
          <Select
            aria-label={t('pricing.trial.left')}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 300 }}
            value={first?.id ?? null}
            onChange={setLeft}
            options={options}
          />
        </div>
        <div>
          <span className="field-name">{t('pricing.trial.right')}</span>
          <Select
            aria-label={t('pricing.trial.right')}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 300 }}
            value={second?.id ?? ''}
            onChange={(id) => setRight(id === '' ? null : id)}
            options={[{ value: '', label: t('pricing.trial.noRight') }, ...options]}
          />
        </div>
        {basket && first && second && (
          <Difference basket={basket} offers={given.offers} left={first} right={second} />
        )}
      </div>
      <div className="price-trial-cols">
        <section className="block price-trial-in">
          {isExample ? (
            <>
              <p>{t('pricing.trial.exampleSays')}</p>
              <Button onClick={() => setExample(false)}>{t('pricing.trial.leaveExample')}</Button>
            </>
          ) : (
            <>
              <Basket shopId={shopId} draft={draft} goods={goods} quote={null} set={setDraft} />
              <Terms draft={draft} offers={offers.data.offers} coming={coming} zone={zone} set={setDraft} />
              <Checkbox checked={withDisabled} onChange={(e) => setWithDisabled(e.target.checked)}>
                {t('pricing.trial.disabled')}
              </Checkbox>
              <button type="button" className="link small" onClick={loadExample}>
                {t('pricing.trial.example')}
              </button>
            </>
          )}
        </section>
        {given.problems.length > 0 && (
          <section className="block price-side">
            <Problems problems={given.problems} />
          </section>
        )}
        {basket === null && given.problems.length === 0 && (
          <section className="block price-side">
            <Empty icon="tag" title={t('pricing.basket.none')} says={t('pricing.trial.exampleSays')} />
          </section>
        )}
        {basket && first && <Side basket={basket} offers={given.offers} ruleSet={first} zone={zone} />}
        {basket && second && <Side basket={basket} offers={given.offers} ruleSet={second} zone={zone} />}
      </div>
    </div>
  )
}
