import { Popconfirm, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { deskNow } from '../../../web/clock.ts'
import { languageNow } from '../../../web/i18n.ts'
import type { ShopOffer } from '../contract.ts'
import { kindOf } from '../domain/kinds/index.ts'
import type { Offer } from '../domain/offer.ts'
import type { PriceProblem } from '../domain/quote.ts'
import { Problems } from './answer.tsx'
import { stageOf } from './grouped.ts'
import { isHeld, offerSays } from './kinds.ts'
import { momentIn } from './telling.ts'

/** Which products take part, in a few words. */
const useScopeWords = () => {
  const { t } = useTranslation()
  return ({ scope }: Offer): string => {
    const { categories, items, skus, shops, except } = scope
    const parts = [
      categories && t('pricing.offers.categories', { names: categories.join(' / ') }),
      items && t('pricing.offers.items', { count: items.length }),
      skus && t('pricing.offers.skus', { count: skus.length }),
      shops && t('pricing.offers.shops', { names: shops.join(' / ') }),
    ].filter((part) => part !== undefined)
    const out = Object.values(except ?? {}).reduce((sum, ids) => sum + (ids?.length ?? 0), 0)
    return [
      ...(parts.length === 0 ? [t('pricing.offers.everything')] : parts),
      ...(out > 0 ? [t('pricing.offers.except', { count: out })] : []),
    ].join(' · ')
  }
}

const useWindowWords = (zone: string) => {
  const { t } = useTranslation()
  const language = languageNow()
  const moment = (when: string) => momentIn(Date.parse(when), language, zone)
  return ({ from, to }: Offer, ofCampaign: boolean): string => {
    if (from === null && to === null)
      return t(ofCampaign ? 'pricing.offers.asCampaign' : 'pricing.offers.anyTime')
    if (from !== null && to !== null) return `${moment(from)} – ${moment(to)}`
    return from !== null
      ? t('pricing.offers.from', { at: moment(from) })
      : t('pricing.offers.until', { at: moment(to ?? '') })
  }
}

interface OfferRowProps {
  one: ShopOffer
  all: readonly ShopOffer[]
  campaign: string | undefined
  zone: string
  problems: readonly PriceProblem[]
  editable: boolean
  edit(): void
  duplicate(): void
  enable(enabled: boolean): void
  remove(): void
}

export const OfferRow = ({ one, all, campaign, zone, problems, editable, ...act }: OfferRowProps) => {
  const { t } = useTranslation()
  const language = languageNow()
  const scopeWords = useScopeWords()
  const windowWords = useWindowWords(zone)
  const { offer, enabled } = one
  const says = inLanguage(offerSays(offer), language)
  const kind = kindOf(offer.kind)
  const stage = stageOf(offer, deskNow())
  const other = (id: string) => {
    const found = all.find((each) => each.offer.id === id)
    return found ? inLanguage(offerSays(found.offer), language) : id
  }
  // Either naming the other is enough.
  const apart = [
    ...offer.excludes,
    ...all.filter((each) => each.offer.excludes.includes(offer.id)).map((each) => each.offer.id),
  ]
  const tags = [
    ...(isHeld(offer) ? [t('pricing.offers.held')] : []),
    ...(offer.members ? [t('pricing.offers.members')] : []),
    ...(offer.channel === 'live' ? [t('pricing.offers.live')] : []),
    ...(offer.channel === 'shop' ? [t('pricing.offers.shopChannel')] : []),
    ...(stage === 'over' ? [t('pricing.offers.over')] : []),
    ...(stage === 'not-yet' ? [t('pricing.offers.notYet')] : []),
    ...(enabled ? [] : [t('pricing.offers.disabled')]),
  ]
  return (
    <li className={enabled && stage !== 'over' ? 'price-offer' : 'price-offer price-offer-off'}>
      <div className="price-offer-main">
        <button type="button" className="price-offer-name" onClick={act.edit}>
          {says}
        </button>
        {tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
        <div className="small faint">
          {[
            ...(kind ? [inLanguage(kind.name, language)] : [offer.kind]),
            scopeWords(offer),
            windowWords(offer, one.campaignId !== null),
            ...(campaign === undefined ? [] : [campaign]),
            ...(apart.length > 0
              ? [t('pricing.offers.notWith', { names: [...new Set(apart)].map(other).join(' / ') })]
              : []),
          ].join(' · ')}
        </div>
        <Problems problems={problems} />
      </div>
      {editable && (
        <div className="price-offer-acts">
          <button type="button" className="link small" onClick={act.edit}>
            {t('pricing.offers.edit')}
          </button>
          <button type="button" className="link small" onClick={act.duplicate}>
            {t('pricing.offers.duplicate')}
          </button>
          <Popconfirm
            title={t('pricing.offers.removeAsk', { name: says })}
            okText={t('app.remove')}
            cancelText={t('app.cancel')}
            onConfirm={act.remove}
          >
            <button type="button" className="link small">
              {t('pricing.offers.remove')}
            </button>
          </Popconfirm>
          <Switch
            size="small"
            aria-label={`${t('pricing.offers.enabled')}: ${says}`}
            checked={enabled}
            onChange={act.enable}
          />
        </div>
      )}
    </li>
  )
}
