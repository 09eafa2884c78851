import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage, trustWords } from '../../../shared/said.ts'
import { deskNow } from '../../../web/clock.ts'
import { useSave } from '../../../web/parts/save.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { dateOf } from '../domain/calendar.ts'
import type { Campaign, CampaignBody, Template } from '../domain/campaign.ts'
import { copied, fromTemplate, greatDay } from '../domain/moved.ts'
import { templateFor } from '../domain/templates/index.ts'
import { about, campaignApi } from './api.ts'
import { nameAt, nextYearsDay, usualDay } from './make-day.ts'
import { PhaseTable } from './phase-table.tsx'
import { openCampaign } from './places.ts'

export type Source = { template: Template } | { campaign: Campaign }

interface Given {
  name: string
  day: string
}

const isDay = (day: string | undefined): day is string =>
  day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))

/** What would be made, as the desk will make it. */
const preview = (source: Source, { name, day }: Given, shop: ShopFacts): CampaignBody => {
  const zone = shop.timeZone
  if ('campaign' in source) return copied(source.campaign, { name, day, zone })
  const language = shop.locale === 'en' ? 'en' : 'zh'
  return fromTemplate(templateFor(source.template, shop.platform), { name, day, zone, language })
}

/** Where the dates of a template come from, and which of them nobody has published. */
const Origin = ({ template, shop }: { template: Template; shop: ShopFacts }) => {
  const { t, i18n } = useTranslation()
  const { source, trust, assumed } = templateFor(template, shop.platform)
  return (
    <p className="block-says">
      <span className="campaign-trust">{inLanguage(trustWords[trust], i18n.language)}</span>{' '}
      {inLanguage(source, i18n.language)}
      {assumed && (
        <>
          <br />
          {t('campaign.make.assumed', { what: inLanguage(assumed, i18n.language) })}
        </>
      )}
    </p>
  )
}

/** Makes a campaign from a template or from another (last year's): a name, the day that matters, and it is there. */
export const MakeDialog = ({ shop, source, close }: { shop: ShopFacts; source: Source; close(): void }) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Given>()
  const today = dateOf(deskNow(), shop.timeZone)
  const before = 'campaign' in source ? greatDay(source.campaign, shop.timeZone) : null
  const copyDay = before === null ? today : nextYearsDay(before, today)
  const initial: Given =
    'campaign' in source
      ? { name: nameAt(source.campaign.name, before ?? copyDay, copyDay), day: copyDay }
      : { name: '', day: usualDay(source.template, today) }
  const named = 'template' in source && {
    name: t('campaign.make.nameOf', {
      template: t(`campaign.template.${source.template}`),
      year: initial.day.slice(0, 4),
    }),
  }
  const start = { ...initial, ...named }
  const given = Form.useWatch<Given | undefined>([], form) ?? start
  const make = useSave(
    ({ name, day }: Given) =>
      campaignApi.campaignFrom({
        params: { shopId: shop.id },
        body: {
          name,
          day,
          from: 'campaign' in source ? { campaignId: source.campaign.id } : { template: source.template },
        },
      }),
    about(shop.id),
    ({ id }) => {
      close()
      openCampaign(shop.id, id)
    },
    t('campaign.make.made'),
  )
  const shown = isDay(given.day) ? preview(source, given, shop) : null
  return (
    <Modal
      open
      width={760}
      title={t('campaign' in source ? 'campaign.make.copyTitle' : 'campaign.make.title', {
        name: 'campaign' in source ? source.campaign.name : t(`campaign.template.${source.template}`),
      })}
      okText={t('campaign.make.do')}
      cancelText={t('app.cancel')}
      confirmLoading={make.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {'template' in source && <Origin template={source.template} shop={shop} />}
      <Form<Given> form={form} layout="vertical" initialValues={start} onFinish={(all) => make.mutate(all)}>
        <div className="campaign-pair">
          <Form.Item
            name="name"
            label={t('campaign.name')}
            rules={[{ required: true, whitespace: true, max: 60 }]}
          >
            <Input autoFocus maxLength={60} />
          </Form.Item>
          <Form.Item
            name="day"
            label={t('campaign.make.day')}
            extra={before === null ? t('campaign.make.daySays') : t('campaign.make.dayWas', { day: before })}
            rules={[{ required: true }]}
          >
            <Input type="date" />
          </Form.Item>
        </div>
      </Form>
      {shown && (
        <div className="campaign-preview">
          <PhaseTable waves={shown.waves} zone={shop.timeZone} caption={t('campaign.make.preview')} />
        </div>
      )}
    </Modal>
  )
}
