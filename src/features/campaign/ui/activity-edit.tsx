import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import { type Activity, type ActivityBody, activityFacts } from '../domain/activity.ts'
import type { Campaign } from '../domain/campaign.ts'
import { FactForm, type Flag } from './activity-fact.tsx'
import { openFacts, savedFacts } from './activity-facts.ts'
import { ActivityProducts } from './activity-products.tsx'
import { about, campaignApi } from './api.ts'
import { PeopleSelect } from './people-select.tsx'
import { problemsIn, wordsAt } from './problems.ts'

interface ActivityDrawerProps {
  shop: ShopFacts
  campaign: Campaign
  /** Null: one that is being written, for the wave. */
  activity: Activity | null
  wave: string
  flags: readonly Flag[]
  close(): void
}

/** All that can be said of an activity: who answers for it, each fact, and its products with their stock. */
export const ActivityDrawer = ({ shop, campaign, activity, wave, flags, close }: ActivityDrawerProps) => {
  const { t } = useTranslation()
  const [start] = useState<ActivityBody>(
    () => activity ?? { name: '', wave, facts: {}, products: [], owner: null },
  )
  const [body, setBody] = useState(start)
  const [tried, setTried] = useState(false)
  const changed = body !== start
  const disabled = !mayIn(shop.id, 'settings.edit')
  const set = (change: Partial<ActivityBody>) => setBody((before) => ({ ...before, ...change }))
  const params = { shopId: shop.id, campaignId: campaign.id }
  const save = useSave(
    ({ name, wave: of, facts, products, owner }: ActivityBody) => {
      const given = { name: name.trim(), wave: of, facts: savedFacts(facts), products, owner }
      return activity
        ? campaignApi.setActivity({ params: { ...params, activityId: activity.id }, body: given })
        : campaignApi.addActivity({ params, body: given })
    },
    about(shop.id),
    close,
  )
  const problems = problemsIn(save.error)
  const noName = tried && body.name.trim() === ''
  const left = openFacts(body.facts)
  const wrongRows = new Map(body.products.map((_, i) => [i, wordsAt(problems, `products.${i}`)]))
  return (
    <Drawer
      open
      size={860}
      title={activity ? activity.name : t('campaign.activity.add')}
      onClose={close}
      mask={{ closable: !changed }}
      keyboard={!changed}
      extra={
        !disabled && (
          <div className="campaign-deeds">
            <Button onClick={close}>{t('app.cancel')}</Button>
            <Button
              type="primary"
              disabled={!changed}
              loading={save.isPending}
              onClick={() => {
                setTried(true)
                if (body.name.trim() !== '') save.mutate(body)
              }}
            >
              {t('app.save')}
            </Button>
          </div>
        )
      }
    >
      <div className="campaign-three">
        <div className="campaign-field">
          <span className="field-name">{t('campaign.activity.name')}</span>
          <Input
            aria-label={t('campaign.activity.name')}
            maxLength={60}
            disabled={disabled}
            value={body.name}
            status={noName ? 'error' : ''}
            onChange={(e) => set({ name: e.target.value })}
          />
          {noName && (
            <span className="campaign-wrong" role="alert">
              {t('campaign.fault.name')}
            </span>
          )}
        </div>
        <div className="campaign-field">
          <span className="field-name">{t('campaign.wave')}</span>
          <Select
            aria-label={t('campaign.wave')}
            disabled={disabled}
            value={body.wave}
            onChange={(next) => set({ wave: next })}
            options={campaign.waves.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </div>
        <div className="campaign-field">
          <span className="field-name">{t('campaign.owner')}</span>
          <PeopleSelect
            shopId={shop.id}
            value={body.owner}
            label={t('campaign.owner')}
            placeholder={t('campaign.noOwner')}
            disabled={disabled}
            set={(owner) => set({ owner })}
          />
        </div>
      </div>
      <h3 className="campaign-part">
        {t('campaign.activity.facts')}
        <span className="faint small">
          {t('campaign.activity.answered', {
            count: activityFacts.length - left.length,
            of: activityFacts.length,
          })}
        </span>
      </h3>
      <p className="block-says">{t('campaign.activity.factsSay')}</p>
      {activityFacts.map((fact) => (
        <FactForm
          key={fact}
          fact={fact}
          answer={body.facts[fact]}
          flags={flags.filter((flag) => flag.fact === fact)}
          wrong={wordsAt(problems, `facts.${fact}`)}
          disabled={disabled}
          set={(answer) => {
            const { [fact]: _, ...others } = body.facts
            set({ facts: answer === undefined ? others : { ...others, [fact]: answer } })
          }}
        />
      ))}
      <h3 className="campaign-part">{t('campaign.activity.productsTitle')}</h3>
      <p className="block-says">{t('campaign.activity.productsSay')}</p>
      {flags
        .filter(({ fact }) => fact === 'price')
        .map(({ product, where, there }) => (
          <p key={`${product} ${where}`} className="campaign-flagged">
            <Icon name="alert" size={14} />
            <span>
              {t('campaign.activity.price')} · {t(`campaign.activity.differs.${where}`, { product, there })}
            </span>
          </p>
        ))}
      <ActivityProducts
        shopId={shop.id}
        rows={body.products}
        set={(products) => set({ products })}
        wrong={wrongRows}
        disabled={disabled}
      />
    </Drawer>
  )
}
