import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'
import { useCell } from '../../../web/cell.ts'
import { Empty } from '../../../web/parts/states.tsx'
import { Tabs } from '../../../web/parts/tabs.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import { me } from '../../shop/ui/session.ts'
import { ShopChoice } from '../../shop/ui/shop-choice.tsx'
import { Calendar } from './calendar.tsx'
import { CampaignDetail } from './detail.tsx'
import { CampaignList } from './list.tsx'
import { goToPlace, type PageTab, type Place, pageTabs, placeOf } from './places.ts'
import { Watch } from './watch.tsx'
import './campaigns.css'

const parts: Record<PageTab, (props: { shop: ShopFacts }) => React.ReactNode> = {
  list: CampaignList,
  calendar: Calendar,
  watch: Watch,
}

const Part = ({ place, shop }: { place: Place; shop: ShopFacts }) => {
  const { t } = useTranslation()
  if (place.page === 'campaign')
    return <CampaignDetail key={place.campaignId} shop={shop} campaignId={place.campaignId} tab={place.tab} />
  const Shown = parts[place.page]
  return (
    <>
      <Tabs<PageTab>
        label={t('campaign.title')}
        all={pageTabs}
        chosen={place.page}
        choose={(page) => goToPlace({ page, shopId: shop.id }, true)}
        draw={(one) => t(`campaign.tab.${one}`)}
      />
      <Shown key={shop.id} shop={shop} />
    </>
  )
}

/** The campaigns of a shop: what happens when, what buyers are offered, and whether prices keep the rules. */
const Campaigns = () => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const shops = useCell(me)?.shops ?? []
  const place = placeOf(pathname)
  const shop = (place.shopId === null ? shops[0] : shops.find((one) => one.shop.id === place.shopId))?.shop
  return (
    <Antd>
      <main className="sheet campaigns">
        <div className="sheet-head">
          <h1>{t('campaign.title')}</h1>
          <ShopChoice
            shops={shops.map(({ shop: one }) => one)}
            chosen={shop?.id ?? null}
            choose={(shopId) => goToPlace({ page: place.page === 'campaign' ? 'list' : place.page, shopId })}
          />
        </div>
        {shop ? (
          <Part place={place} shop={shop} />
        ) : (
          <Empty icon="calendar" title={t('campaign.noShop')} says={t('campaign.noShopSays')} />
        )}
      </main>
    </Antd>
  )
}
export default Campaigns
