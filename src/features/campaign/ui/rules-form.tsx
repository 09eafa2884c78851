import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { useSave } from '../../../web/parts/save.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import { datePlus } from '../domain/calendar.ts'
import type { Campaign, CampaignBody } from '../domain/campaign.ts'
import { greatDay } from '../domain/moved.ts'
import { shippedExceptions } from '../domain/rules.ts'
import { about, campaignApi } from './api.ts'

type RulesOf = CampaignBody['rules']

/** What is wrong with the rules; null for nothing. */
const wrongWith = ({ lowest }: RulesOf): 'dates' | 'order' | null => {
  if (!lowest) return null
  if (lowest.from === '' || lowest.to === '') return 'dates'
  return lowest.from > lowest.to ? 'order' : null
}

/** The rules that prices of signed-up products are held to. */
export const Rules = ({ shop, campaign }: { shop: ShopFacts; campaign: Campaign }) => {
  const { t, i18n } = useTranslation()
  const editable = mayIn(shop.id, 'settings.edit')
  const [edited, setEdited] = useState<RulesOf | null>(null)
  const rules = edited ?? campaign.rules
  const set = (change: Partial<RulesOf>) => setEdited({ ...rules, ...change })
  const wrong = wrongWith(rules)
  const save = useSave(
    (given: RulesOf) => {
      const { id, ...body } = campaign
      return campaignApi.setCampaign({
        params: { shopId: shop.id, campaignId: id },
        body: { ...body, rules: given },
      })
    },
    about(shop.id),
    () => setEdited(null),
  )
  const day = greatDay(campaign, shop.timeZone)
  const { lowest } = rules
  const setLowest = (change: Partial<NonNullable<RulesOf['lowest']>>) =>
    lowest && set({ lowest: { ...lowest, ...change } })
  const days = (field: 'holdDays' | 'protectDays') => (
    <div className="campaign-rule">
      <span>{t(`campaign.rules.${field}`)}</span>
      <InputNumber
        min={0}
        max={90}
        precision={0}
        suffix={t('campaign.rules.days')}
        style={{ width: 110 }}
        aria-label={t(`campaign.rules.${field}`)}
        disabled={!editable}
        value={rules[field]}
        onChange={(n) => set({ [field]: n ?? 0 })}
      />
      <span className="faint small">{t(`campaign.rules.${field}Says`)}</span>
    </div>
  )
  return (
    <section className="block">
      <h2 className="block-title">{t('campaign.rules.title')}</h2>
      <p className="block-says">{t('campaign.rules.says')}</p>
      <div className="campaign-rule">
        <span>{t('campaign.rules.noRaise')}</span>
        <Switch
          aria-label={t('campaign.rules.noRaise')}
          disabled={!editable}
          checked={rules.noRaise}
          onChange={(noRaise) => set({ noRaise })}
        />
        <span className="faint small">{t('campaign.rules.noRaiseSays')}</span>
      </div>
      <div className="campaign-rule">
        <span>{t('campaign.rules.except')}</span>
        <Select<string[]>
          mode="tags"
          style={{ width: '100%', maxWidth: 620 }}
          aria-label={t('campaign.rules.except')}
          placeholder={t('campaign.rules.exceptNone')}
          disabled={!editable || !rules.noRaise}
          maxTagTextLength={40}
          value={rules.exceptCategories}
          onChange={(all) =>
            set({
              exceptCategories: [...new Set(all.map((one) => one.trim().slice(0, 40)))].filter(
                (one) => one !== '',
              ),
            })
          }
          options={shippedExceptions.categories.map(({ zh, en }) => ({
            value: zh,
            label: i18n.language === 'en' ? `${zh} (${en})` : zh,
          }))}
        />
        <span className="faint small">
          {t('campaign.rules.exceptSays')} {inLanguage(shippedExceptions.source, i18n.language)}
        </span>
      </div>
      <div className="campaign-rule">
        <span>{t('campaign.rules.lowest')}</span>
        <span className="campaign-lowest">
          <Switch
            aria-label={t('campaign.rules.lowest')}
            disabled={!editable}
            checked={lowest !== null}
            onChange={(on) =>
              set({
                lowest: on
                  ? { share: 0.9, from: day ? datePlus(day, -57) : '', to: day ? datePlus(day, -1) : '' }
                  : null,
              })
            }
          />
          {lowest && (
            <>
              <InputNumber
                min={1}
                max={100}
                precision={1}
                suffix="%"
                style={{ width: 100 }}
                aria-label={t('campaign.rules.share')}
                disabled={!editable}
                value={Math.round(lowest.share * 1000) / 10}
                onChange={(percent) => percent !== null && setLowest({ share: percent / 100 })}
              />
              <Input
                type="date"
                aria-label={t('campaign.rules.lowestFrom')}
                disabled={!editable}
                status={wrong ? 'error' : ''}
                style={{ width: 150 }}
                value={lowest.from}
                onChange={(e) => setLowest({ from: e.target.value })}
              />
              –
              <Input
                type="date"
                aria-label={t('campaign.rules.lowestTo')}
                disabled={!editable}
                status={wrong ? 'error' : ''}
                style={{ width: 150 }}
                value={lowest.to}
                onChange={(e) => setLowest({ to: e.target.value })}
              />
            </>
          )}
        </span>
        <span className="faint small">{t('campaign.rules.lowestSays')}</span>
        {wrong && (
          <span className="campaign-wrong" role="alert">
            {t(`campaign.rules.wrong.${wrong}`)}
          </span>
        )}
      </div>
      {days('holdDays')}
      {days('protectDays')}
      {edited && (
        <div className="campaign-deeds campaign-rules-save">
          <Button onClick={() => setEdited(null)}>{t('app.cancel')}</Button>
          <Button
            type="primary"
            disabled={wrong !== null}
            loading={save.isPending}
            onClick={() => save.mutate(edited)}
          >
            {t('campaign.rules.save')}
          </Button>
        </div>
      )}
    </section>
  )
}
