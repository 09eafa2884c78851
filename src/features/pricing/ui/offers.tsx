import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../../web/nav.ts'
import { Tabs } from '../../../web/parts/tabs.tsx'
import { mayIn, shopOf } from '../../shop/ui/session.ts'
import { OfferList } from './offer-list.tsx'
import { RuleList } from './rule-list.tsx'
import { Trial } from './trial.tsx'
import './pricing.css'

const tabs = ['offers', 'rules', 'try'] as const
type Tab = (typeof tabs)[number]

/** What a shop offers, by which rules that is deducted, and what comes of it. */
const OffersPage = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const { hash } = useLocation()
  const tab = tabs.find((one) => one === hash) ?? 'offers'
  const editable = mayIn(shopId, 'settings.edit')
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  return (
    <div className="price-page">
      <Tabs<Tab>
        label={t('pricing.offers.title')}
        all={tabs}
        chosen={tab}
        choose={(next) => goTo(`/settings/offers#${next}`, true)}
        draw={(one) => t(`pricing.offers.tabs.${one}`)}
      />
      <div className="price-tab" role="tabpanel">
        {!editable && <p className="block-says">{t('settings.readOnly')}</p>}
        {tab === 'offers' && (
          <>
            <p className="block-says">{t('pricing.offers.says')}</p>
            <OfferList shopId={shopId} zone={zone} editable={editable} />
          </>
        )}
        {tab === 'rules' && <RuleList shopId={shopId} editable={editable} />}
        {tab === 'try' && <Trial shopId={shopId} zone={zone} />}
      </div>
    </div>
  )
}
export default OffersPage
