import { Button, Dropdown, Popconfirm } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import { type Campaign, Template } from '../domain/campaign.ts'
import { phasesAt } from '../domain/phases.ts'
import { about, campaignApi, useCampaigns } from './api.ts'
import { useBoundary } from './clock-now.ts'
import { EditDrawer } from './edit.tsx'
import { MakeDialog, type Source } from './make.tsx'
import { PhaseTag } from './phase-tag.tsx'
import { addressOf, openCampaign } from './places.ts'
import { byStanding, standingOf } from './standing.ts'
import { Timeline } from './timeline.tsx'
import { lastSecond, said } from './when.ts'

interface CardProps {
  shop: ShopFacts
  campaign: Campaign
  now: number
  copy(): void
}

/** A campaign in the list: its days, what is on, and what can be done with it. */
const Card = ({ shop, campaign, now, copy }: CardProps) => {
  const { t, i18n } = useTranslation()
  const { id, name, template, waves } = campaign
  const editable = mayIn(shop.id, 'settings.edit')
  const standing = standingOf(
    waves.flatMap(({ phases }) => phases),
    now,
  )
  const on = phasesAt([campaign], now).on
  const remove = useSave(
    () => campaignApi.removeCampaign({ params: { shopId: shop.id, campaignId: id } }),
    about(shop.id),
    undefined,
    t('campaign.list.removed', { name }),
  )
  const day = (at: number) => said(at, shop.timeZone, i18n.language, 'dayOfYear')
  return (
    <li className="campaign-card">
      <a
        className="campaign-name"
        href={addressOf({ page: 'campaign', shopId: shop.id, campaignId: id, tab: 'phases' })}
        onClick={(e) => {
          if (e.ctrlKey || e.metaKey || e.shiftKey) return
          e.preventDefault()
          openCampaign(shop.id, id)
        }}
      >
        {name}
      </a>
      <span className="campaign-facts">
        <span className={`campaign-standing campaign-${standing.is}`}>
          {t(`campaign.standing.${standing.is}`)}
        </span>
        {on.length > 0 &&
          [...new Set(on.map(({ kind }) => kind))].map((kind) => <PhaseTag key={kind} kind={kind} />)}
        <span className="faint">
          {standing.is !== 'empty' &&
            t('campaign.fromTo', { from: day(standing.from), to: day(lastSecond(standing.to)) })}
          {` · ${t('campaign.list.waves', { count: waves.length })}`}
          {template !== null && ` · ${t(`campaign.template.${template}`)}`}
        </span>
      </span>
      {editable && (
        <span className="campaign-deeds">
          <Button size="small" onClick={copy}>
            {t('campaign.list.copy')}
          </Button>
          <Popconfirm
            title={t('campaign.list.removeSure', { name })}
            description={t('campaign.list.removeSays')}
            okText={t('app.remove')}
            cancelText={t('app.cancel')}
            okButtonProps={{ danger: true, loading: remove.isPending }}
            onConfirm={() => remove.mutateAsync()}
          >
            <Button size="small" danger aria-label={t('campaign.list.removeOf', { name })}>
              {t('app.remove')}
            </Button>
          </Popconfirm>
        </span>
      )}
    </li>
  )
}

/** The ways to a new campaign: a template, or by hand. Copying one stands at the one that is copied. */
const Make = ({ make, blank }: { make(source: Source): void; blank(): void }) => {
  const { t } = useTranslation()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...Template.options.map((template) => ({
            key: template,
            label: t(`campaign.template.${template}`),
            onClick: () => make({ template }),
          })),
          { type: 'divider' as const },
          { key: 'blank', label: t('campaign.list.blank'), onClick: blank },
        ],
      }}
    >
      <Button type="primary" icon={<Icon name="plus" size={15} />}>
        {t('campaign.list.new')}
      </Button>
    </Dropdown>
  )
}

/** The campaigns of a shop: on one axis of time, and one by one. */
export const CampaignList = ({ shop }: { shop: ShopFacts }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useCampaigns(shop.id)
  const [source, setSource] = useState<Source | null>(null)
  const [blank, setBlank] = useState(false)
  const nextAfter = useCallback((at: number) => (data && phasesAt(data, at).next?.at) ?? null, [data])
  const now = useBoundary(nextAfter)
  const sorted = useMemo(() => byStanding(data ?? [], now), [data, now])
  const rows = useMemo(
    () =>
      sorted
        .filter(
          ({ waves }) =>
            standingOf(
              waves.flatMap(({ phases }) => phases),
              now,
            ).is !== 'over',
        )
        .flatMap(({ id, name, waves }) =>
          waves.map((wave) => ({
            key: `${id} ${wave.code}`,
            name: wave.name,
            of: name,
            phases: wave.phases.map((phase) => ({ ...phase, campaignId: id })),
          })),
        )
        .filter(({ phases }) => phases.length > 0),
    [sorted, now],
  )
  const editable = mayIn(shop.id, 'settings.edit')
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={5} height={80} />
  const make = editable && <Make make={setSource} blank={() => setBlank(true)} />
  return (
    <>
      {data.length === 0 ? (
        <section className="block">
          <Empty
            icon="calendar"
            title={t('campaign.list.none')}
            says={
              <>
                <span>{t(editable ? 'campaign.list.noneSays' : 'campaign.list.noneYet')}</span>
                <div className="campaign-first">{make}</div>
              </>
            }
          />
        </section>
      ) : (
        <>
          {rows.length > 0 && (
            <section className="block">
              <h2 className="block-title">{t('campaign.list.ahead')}</h2>
              <Timeline
                rows={rows}
                zone={shop.timeZone}
                label={t('campaign.list.ahead')}
                open={({ campaignId }) => openCampaign(shop.id, campaignId)}
              />
            </section>
          )}
          <section className="block">
            <div className="campaign-bar">
              <h2 className="block-title">{t('campaign.list.all', { count: data.length })}</h2>
              {make}
            </div>
            <ul className="campaign-cards">
              {sorted.map((campaign) => (
                <Card
                  key={campaign.id}
                  shop={shop}
                  campaign={campaign}
                  now={now}
                  copy={() => setSource({ campaign })}
                />
              ))}
            </ul>
          </section>
        </>
      )}
      {source && <MakeDialog shop={shop} source={source} close={() => setSource(null)} />}
      {blank && <EditDrawer shop={shop} campaign={null} close={() => setBlank(false)} />}
    </>
  )
}
