import { Button, Popconfirm } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow, useSecond } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { Tabs } from '../../../web/parts/tabs.tsx'
import { useWho } from '../../clock/ui/exposure-who.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import type { Campaign } from '../domain/campaign.ts'
import { byPress } from '../domain/phase-on.ts'
import { phasesAt } from '../domain/phases.ts'
import { Activities } from './activities.tsx'
import { about, campaignApi, useCampaigns } from './api.ts'
import { useBoundary } from './clock-now.ts'
import { countdown } from './countdown.ts'
import { EditDrawer } from './edit.tsx'
import { MakeDialog } from './make.tsx'
import { PhaseTable } from './phase-table.tsx'
import { PhaseTag } from './phase-tag.tsx'
import { type CampaignTab, campaignTabs, goToPlace } from './places.ts'
import { SignUps } from './sign-ups.tsx'
import { Timeline } from './timeline.tsx'
import { lastSecond, said } from './when.ts'

interface PartProps {
  shop: ShopFacts
  campaign: Campaign
}

/** How long until a moment, every second. */
const Until = ({ at }: { at: number }) => {
  const { t } = useTranslation()
  useSecond()
  const left = countdown(at - deskNow())
  return <b className="digits">{'clock' in left ? left.clock : t('campaign.line.days', left)}</b>
}

/** What is on in the campaign, and all that happens next. */
const Now = ({ shop, campaign }: PartProps) => {
  const { t, i18n } = useTranslation()
  const only = useMemo(() => [campaign], [campaign])
  const nextAfter = useCallback((at: number) => phasesAt(only, at).next?.at ?? null, [only])
  const { on, next } = phasesAt(only, useBoundary(nextAfter))
  const wave = (code: string) => campaign.waves.find((one) => one.code === code)?.name ?? code
  return (
    <div className="campaign-now">
      <section className="block">
        <h2 className="block-title">{t('campaign.now.on')}</h2>
        {on.length === 0 ? (
          <p className="faint">{t('campaign.now.nothing')}</p>
        ) : (
          <ul>
            {byPress(on).map((phase) => (
              <li key={`${phase.wave} ${phase.kind} ${phase.from}`}>
                <PhaseTag kind={phase.kind} /> {wave(phase.wave)}
                <span className="faint">
                  {t('campaign.now.until', {
                    time: said(lastSecond(phase.to), shop.timeZone, i18n.language, 'second'),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="block">
        <h2 className="block-title">{t('campaign.now.next')}</h2>
        {next === null ? (
          <p className="faint">{t('campaign.now.over')}</p>
        ) : (
          <>
            <p>
              {said(next.at, shop.timeZone, i18n.language, 'full')} · <Until at={next.at} />
            </p>
            <ul>
              {[
                ...byPress(next.starts).map((phase) => ({ phase, does: 'starts' as const })),
                ...byPress(next.ends).map((phase) => ({ phase, does: 'ends' as const })),
              ].map(({ phase, does }) => (
                <li key={`${does} ${phase.wave} ${phase.kind}`}>
                  <PhaseTag kind={phase.kind} /> {wave(phase.wave)}
                  <span className="faint">{t(`campaign.now.${does}`)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </div>
  )
}

const Phases = ({ shop, campaign }: PartProps) => {
  const { t } = useTranslation()
  const who = useWho(shop.id)
  const [editing, setEditing] = useState(false)
  const editable = mayIn(shop.id, 'settings.edit')
  const rows = useMemo(
    () =>
      campaign.waves.map(({ code, name, owner, phases }) => ({
        ...{ key: code, name, phases },
        ...(owner !== null && { of: who.person(owner) }),
      })),
    [campaign, who],
  )
  const edit = editable ? () => setEditing(true) : undefined
  const empty = campaign.waves.every(({ phases }) => phases.length === 0)
  return (
    <>
      {empty ? (
        <section className="block">
          <Empty
            icon="calendar"
            title={t('campaign.noPhases')}
            says={
              edit && (
                <Button type="primary" onClick={edit}>
                  {t('campaign.editPhases')}
                </Button>
              )
            }
          />
        </section>
      ) : (
        <>
          <Now shop={shop} campaign={campaign} />
          <section className="block">
            <div className="campaign-bar">
              <h2 className="block-title">{t('campaign.timeline.title')}</h2>
              {edit && <Button onClick={edit}>{t('campaign.editPhases')}</Button>}
            </div>
            <Timeline
              rows={rows}
              zone={shop.timeZone}
              label={t('campaign.timeline.title')}
              open={() => edit?.()}
            />
          </section>
          <section className="block">
            <PhaseTable
              waves={campaign.waves}
              zone={shop.timeZone}
              caption={t('campaign.allPhases')}
              standing
            />
          </section>
        </>
      )}
      {editing && <EditDrawer shop={shop} campaign={campaign} close={() => setEditing(false)} />}
    </>
  )
}

const parts: Record<CampaignTab, (props: PartProps) => React.ReactNode> = {
  phases: Phases,
  activities: Activities,
  'sign-ups': SignUps,
}

interface DetailProps {
  shop: ShopFacts
  campaignId: number
  tab: CampaignTab
}

/** One campaign: its time, what buyers are offered in it, and the products signed up for it. */
export const CampaignDetail = ({ shop, campaignId, tab }: DetailProps) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useCampaigns(shop.id)
  const [copying, setCopying] = useState(false)
  const toList = () => goToPlace({ page: 'list', shopId: shop.id })
  const remove = useSave(
    () => campaignApi.removeCampaign({ params: { shopId: shop.id, campaignId } }),
    about(shop.id),
    toList,
    t('campaign.list.removed', { name: data?.find(({ id }) => id === campaignId)?.name ?? '' }),
  )
  const back = (
    <button type="button" className="button button-small" onClick={toList}>
      <Icon name="left" size={14} />
      {t('campaign.back')}
    </button>
  )
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={6} height={80} />
  const campaign = data.find(({ id }) => id === campaignId)
  if (!campaign) return <Empty icon="calendar" title={t('campaign.gone')} says={back} />
  const Shown = parts[tab]
  return (
    <>
      <div className="campaign-bar campaign-head">
        {back}
        <h2>{campaign.name}</h2>
        {campaign.template !== null && (
          <span className="tag">{t(`campaign.template.${campaign.template}`)}</span>
        )}
        <span className="campaign-space" />
        {mayIn(shop.id, 'settings.edit') && (
          <span className="campaign-deeds">
            <Button onClick={() => setCopying(true)}>{t('campaign.list.copy')}</Button>
            <Popconfirm
              title={t('campaign.list.removeSure', { name: campaign.name })}
              description={t('campaign.list.removeSays')}
              okText={t('app.remove')}
              cancelText={t('app.cancel')}
              okButtonProps={{ danger: true, loading: remove.isPending }}
              onConfirm={() => remove.mutateAsync()}
            >
              <Button danger>{t('app.remove')}</Button>
            </Popconfirm>
          </span>
        )}
      </div>
      <Tabs<CampaignTab>
        label={campaign.name}
        all={campaignTabs}
        chosen={tab}
        choose={(next) => goToPlace({ page: 'campaign', shopId: shop.id, campaignId, tab: next }, true)}
        draw={(one) => t(`campaign.tab.${one}`)}
      />
      <Shown shop={shop} campaign={campaign} />
      {copying && <MakeDialog shop={shop} source={{ campaign }} close={() => setCopying(false)} />}
    </>
  )
}
