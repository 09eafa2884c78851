import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { Bar } from '../../clock/ui/exposure-parts.tsx'
import { useWho } from '../../clock/ui/exposure-who.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import { type Activity, activityFacts } from '../domain/activity.ts'
import type { Campaign } from '../domain/campaign.ts'
import { ActivityDrawer } from './activity-edit.tsx'
import { openFacts } from './activity-facts.ts'
import { about, campaignApi, useActivities, useFlags } from './api.ts'

interface CardProps {
  shop: ShopFacts
  activity: Activity
  /** How many differences from a page or the checkout were found. */
  flags: number
  open(): void
}

/** An activity in the list: who answers for it, how complete it is, and whether something else is said elsewhere. */
const Card = ({ shop, activity: a, flags, open }: CardProps) => {
  const { t } = useTranslation()
  const who = useWho(shop.id)
  const left = openFacts(a.facts)
  const answered = activityFacts.length - left.length
  const complete = t('campaign.activity.answered', { count: answered, of: activityFacts.length })
  const remove = useSave(
    () =>
      campaignApi.removeActivity({
        params: { shopId: shop.id, campaignId: a.campaignId, activityId: a.id },
      }),
    about(shop.id),
    undefined,
    t('campaign.activity.removed', { name: a.name }),
  )
  const editable = mayIn(shop.id, 'settings.edit')
  return (
    <li className="campaign-card">
      <button type="button" className="campaign-name link" onClick={open}>
        {a.name}
      </button>
      <span className="campaign-facts">
        <Bar
          share={answered / activityFacts.length}
          tone={left.length === 0 ? 'good' : 'brand'}
          label={complete}
        />
        <span>{complete}</span>
        <span className="faint">
          {t('campaign.activity.products', { count: a.products.length })}
          {` · ${a.owner === null ? t('campaign.noOwner') : who.person(a.owner)}`}
        </span>
        {flags > 0 && (
          <span className="campaign-flag">
            <Icon name="alert" size={13} />
            {t('campaign.activity.flags', { count: flags })}
          </span>
        )}
        {left.length > 0 && (
          <span className="faint small campaign-open">
            {t('campaign.activity.open', {
              facts: left.map((fact) => t(`campaign.fact.${fact}`)).join(t('campaign.list.comma')),
            })}
          </span>
        )}
      </span>
      <span className="campaign-deeds">
        <Button size="small" onClick={open}>
          {t(editable ? 'app.edit' : 'campaign.activity.look')}
        </Button>
        {editable && (
          <Popconfirm
            title={t('campaign.activity.removeSure', { name: a.name })}
            okText={t('app.remove')}
            cancelText={t('app.cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => remove.mutateAsync()}
          >
            <Button size="small" danger aria-label={t('campaign.list.removeOf', { name: a.name })}>
              {t('app.remove')}
            </Button>
          </Popconfirm>
        )}
      </span>
    </li>
  )
}

/** What buyers are offered in a campaign, wave by wave: the one source that people and the assistant answer from. */
export const Activities = ({ shop, campaign }: { shop: ShopFacts; campaign: Campaign }) => {
  const { t } = useTranslation()
  const activities = useActivities(shop.id, campaign.id)
  const flags = useFlags(shop.id, campaign.id)
  /** The activity in the drawer, or the wave for which one is being written. */
  const [open, setOpen] = useState<Activity | { wave: string } | null>(null)
  const editable = mayIn(shop.id, 'settings.edit')
  if (activities.error) return <Problem error={activities.error} retry={() => void activities.refetch()} />
  if (!activities.data) return <Skeleton rows={4} height={90} />
  const all = activities.data
  const codes = new Set(campaign.waves.map(({ code }) => code))
  const strays = all.filter(({ wave }) => !codes.has(wave))
  const card = (activity: Activity) => (
    <Card
      key={activity.id}
      shop={shop}
      activity={activity}
      flags={flags.data?.filter(({ activityId }) => activityId === activity.id).length ?? 0}
      open={() => setOpen(activity)}
    />
  )
  return (
    <>
      <p className="block-says">{t('campaign.activity.says')}</p>
      {flags.error && (
        <Problem
          title={t('campaign.activity.flagsFailed')}
          error={flags.error}
          retry={() => void flags.refetch()}
        />
      )}
      {campaign.waves.length === 0 && (
        <section className="block">
          <Empty icon="calendar" title={t('campaign.activity.noWaves')} />
        </section>
      )}
      {campaign.waves.map(({ code, name }) => {
        const own = all.filter(({ wave }) => wave === code)
        return (
          <section key={code} className="block">
            <div className="campaign-bar">
              <h2 className="block-title">{name}</h2>
              {editable && (
                <Button icon={<Icon name="plus" size={14} />} onClick={() => setOpen({ wave: code })}>
                  {t('campaign.activity.add')}
                </Button>
              )}
            </div>
            {own.length === 0 ? (
              <p className="faint">{t('campaign.activity.none')}</p>
            ) : (
              <ul className="campaign-cards">{own.map(card)}</ul>
            )}
          </section>
        )
      })}
      {strays.length > 0 && (
        <section className="block">
          <h2 className="block-title">{t('campaign.activity.strays')}</h2>
          <ul className="campaign-cards">{strays.map(card)}</ul>
        </section>
      )}
      {open && (
        <ActivityDrawer
          key={'id' in open ? open.id : `new ${open.wave}`}
          shop={shop}
          campaign={campaign}
          activity={'id' in open ? open : null}
          wave={open.wave}
          flags={'id' in open ? (flags.data?.filter(({ activityId }) => activityId === open.id) ?? []) : []}
          close={() => setOpen(null)}
        />
      )}
    </>
  )
}
