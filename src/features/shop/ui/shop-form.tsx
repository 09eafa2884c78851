import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import type { ShopFacts } from '../domain.ts'
import { learnMe, mayIn, shopApi, shopOf } from './session.ts'

type Given = Pick<ShopFacts, 'name' | 'timeZone' | 'locale'>

const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))

const ShopForm = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const shop = shopOf(shopId)
  const editable = mayIn(shopId, 'settings.edit')
  const save = useSave(
    (body: Given) => shopApi.setShop({ params: { shopId }, body }),
    ['settings'],
    () => void learnMe(),
  )
  if (!shop) return null
  return (
    <section className="block">
      <h2 className="block-title">{t('settings.shop')}</h2>
      <p className="block-says">{editable ? t(`platform.${shop.platform}`) : t('settings.readOnly')}</p>
      <Form<Given>
        layout="vertical"
        initialValues={shop}
        disabled={!editable}
        onFinish={(given) => save.mutate(given)}
        style={{ maxWidth: 420 }}
      >
        <Form.Item name="name" label={t('shop.name')} rules={[{ required: true, max: 60 }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="timeZone"
          label={t('shop.zone')}
          extra={t('shop.zoneHint')}
          rules={[{ required: true }]}
        >
          <Select showSearch options={zones} />
        </Form.Item>
        <Form.Item name="locale" label={t('shop.locale')} rules={[{ required: true }]}>
          <Select
            options={[
              { value: 'zh-CN', label: '简体中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('app.save')}
        </Button>
      </Form>
    </section>
  )
}
export default ShopForm
