import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { goTo } from '../../../web/nav.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import type { WatchFinding } from '../contract.ts'
import type { Campaign } from '../domain/campaign.ts'
import { saleOf, waveOf } from '../domain/phases.ts'
import { openCampaign } from './places.ts'
import { PricePlot } from './price-plot.tsx'
import { skuName, useProduct } from './products.tsx'
import { useSentence } from './watch-words.ts'
import { said } from './when.ts'

interface FindingRowProps {
  shop: ShopFacts
  finding: WatchFinding
  campaign: Campaign | undefined
}

/** One finding: its sentence, the price changes that show it, and the price as a plot. */
export const FindingRow = ({ shop, finding, campaign }: FindingRowProps) => {
  const { t, i18n } = useTranslation()
  const zone = shop.timeZone
  const sentence = useSentence(zone)
  const { data } = useProduct(shop.id, finding.product)
  const { product, sku, evidence, excepted } = finding
  const known = data?.product.skus.find(({ id }) => id === sku)
  const title = data?.product.title ?? product
  const name = sku === null ? title : `${title}（${known ? skuName(known) : sku}）`
  const wave = campaign && waveOf(campaign, finding.wave)
  // A product's own price holds for its SKUs that have none of their own.
  const ofSku = (data?.changes ?? []).filter((change) => change.sku === sku)
  const changes = ofSku.length > 0 ? ofSku : (data?.changes ?? []).filter((change) => change.sku === null)
  const shown = (data?.changes ?? []).filter(({ id }) => evidence.includes(id))
  const toProduct = `/products?shop=${shop.id}&product=${encodeURIComponent(product)}`
  return (
    <li className={excepted === null ? 'watch-row' : 'watch-row watch-excepted'}>
      <div className="watch-what">
        <p className="watch-sentence">{sentence(finding, campaign, name)}</p>
        {excepted !== null && (
          <p className="campaign-trust">{t('campaign.watch.isExcepted', { category: excepted })}</p>
        )}
        <p className="faint small">
          <a
            href={toProduct}
            onClick={(e) => {
              if (e.ctrlKey || e.metaKey || e.shiftKey) return
              e.preventDefault()
              goTo(toProduct)
            }}
          >
            {t('campaign.watch.toProduct')}
          </a>
          {campaign && (
            <>
              {' · '}
              <button
                type="button"
                className="link"
                onClick={() => openCampaign(shop.id, campaign.id, 'sign-ups')}
              >
                {campaign.name}
              </button>
            </>
          )}
        </p>
        {shown.length > 0 && (
          <ul className="watch-evidence" aria-label={t('campaign.watch.evidence')}>
            {shown
              .toSorted((a, b) => a.at - b.at)
              .map(({ id, at, wasFen, isFen, source }) => (
                <li key={id}>
                  <span className="digits">{said(at, zone, i18n.language, 'second')}</span>{' '}
                  <span className="digits">
                    {wasFen === null ? yuan(isFen) : `${yuan(wasFen)} → ${yuan(isFen)}`}
                  </span>{' '}
                  <span className="faint">{t(`campaign.watch.source.${source}`)}</span>
                </li>
              ))}
          </ul>
        )}
      </div>
      <PricePlot
        changes={changes}
        wave={(wave && saleOf(wave)) ?? null}
        wasFen={finding.wasFen}
        isFen={finding.isFen}
        at={finding.at}
        zone={zone}
      />
    </li>
  )
}
