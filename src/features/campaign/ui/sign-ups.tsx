import { Button, InputNumber, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { Tabs } from '../../../web/parts/tabs.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import type { Campaign, SignUp } from '../domain/campaign.ts'
import { about, campaignApi, useSignUps } from './api.ts'
import { mergedSignUps } from './paste.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { problemsIn, wordsAt } from './problems.ts'
import { ProductName, ProductSelect, SkuSelect } from './products.tsx'
import { Rules } from './rules-form.tsx'
import { said } from './when.ts'

/** A row that is edited: without a time, it has not been saved; without a price, it cannot be. */
export interface Row {
  wave: string
  product: string
  sku: string | null
  priceFen: number | null
  signedAt: number | null
}

/** Rows of a page: each asks for its product. */
const PAGE = 20

interface EditorProps {
  shop: ShopFacts
  campaign: Campaign
  saved: readonly SignUp[]
}

const Editor = ({ shop, campaign, saved }: EditorProps) => {
  const { t, i18n } = useTranslation()
  const editable = mayIn(shop.id, 'settings.edit')
  const [edited, setEdited] = useState<Row[] | null>(null)
  const [wave, setWave] = useState(campaign.waves[0]?.code ?? '')
  const [pasting, setPasting] = useState(false)
  const rows: readonly Row[] = edited ?? saved
  const save = useSave(
    (all: readonly Row[]) =>
      campaignApi.setSignUps({
        params: { shopId: shop.id, campaignId: campaign.id },
        body: {
          signUps: all.flatMap(({ priceFen, wave: of, product, sku }) =>
            priceFen === null ? [] : [{ wave: of, product, sku, priceFen }],
          ),
        },
      }),
    about(shop.id),
    () => setEdited(null),
  )
  // What the desk refused is about the rows as they were sent.
  const problems = save.variables === edited ? problemsIn(save.error) : []
  const unpriced = rows.filter(({ priceFen }) => priceFen === null).length
  const change = (row: Row, next: Partial<Row>) =>
    setEdited(rows.map((one) => (one === row ? { ...one, ...next } : one)))
  const nameOf = (code: string) => campaign.waves.find((one) => one.code === code)?.name ?? code
  const shown = rows.filter((row) => row.wave === wave)
  const strays = rows.filter((row) => campaign.waves.every(({ code }) => code !== row.wave)).length
  return (
    <section className="block">
      <div className="campaign-bar">
        <h2 className="block-title">{t('campaign.signUp.title', { count: rows.length })}</h2>
        {editable && (
          <Button icon={<Icon name="note" size={14} />} onClick={() => setPasting(true)}>
            {t('campaign.signUp.paste')}
          </Button>
        )}
      </div>
      <p className="block-says">{t('campaign.signUp.says')}</p>
      <Tabs<string>
        label={t('campaign.wave')}
        all={campaign.waves.map(({ code }) => code)}
        chosen={wave}
        choose={setWave}
        draw={(code) => (
          <>
            {nameOf(code)} <span className="tab-count">{rows.filter((row) => row.wave === code).length}</span>
          </>
        )}
      />
      {strays > 0 && <p className="campaign-wrong">{t('campaign.signUp.strays', { count: strays })}</p>}
      {editable && (
        <div className="campaign-add">
          <ProductSelect
            shopId={shop.id}
            label={t('campaign.signUp.add', { wave: nameOf(wave) })}
            take={({ id, priceFen }) =>
              setEdited([{ wave, product: id, sku: null, priceFen, signedAt: null }, ...rows])
            }
          />
        </div>
      )}
      <Table<Row>
        size="small"
        dataSource={shown}
        rowKey={(row) => String(rows.indexOf(row))}
        pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty icon="box" title={t('campaign.signUp.none', { wave: nameOf(wave) })} /> }}
        columns={[
          {
            key: 'product',
            title: t('campaign.product.name'),
            render: (_, row) => (
              <>
                <ProductName shopId={shop.id} id={row.product} sku={null} />
                {wordsAt(problems, `signUps.${rows.indexOf(row)}`).map((says) => (
                  <span key={says} className="campaign-wrong" role="alert">
                    {says}
                  </span>
                ))}
              </>
            ),
          },
          {
            key: 'sku',
            title: t('campaign.product.sku'),
            width: 220,
            render: (_, row) => (
              <SkuSelect
                shopId={shop.id}
                product={row.product}
                value={row.sku}
                disabled={!editable}
                set={(sku) => change(row, { sku })}
              />
            ),
          },
          {
            key: 'price',
            title: t('campaign.signUp.price'),
            width: 150,
            render: (_, row) => (
              <InputNumber
                prefix="¥"
                min={0.01}
                max={1_000_000}
                precision={2}
                style={{ width: 130 }}
                aria-label={`${t('campaign.signUp.price')} ${row.product}`}
                disabled={!editable}
                status={row.priceFen === null ? 'error' : ''}
                value={row.priceFen === null ? null : row.priceFen / 100}
                onChange={(yuan) => change(row, { priceFen: yuan === null ? null : Math.round(yuan * 100) })}
              />
            ),
          },
          {
            key: 'at',
            title: t('campaign.signUp.at'),
            width: 190,
            render: (_, { signedAt }) =>
              signedAt === null ? (
                <span className="faint">{t('campaign.signUp.new')}</span>
              ) : (
                <span className="digits">{said(signedAt, shop.timeZone, i18n.language, 'second')}</span>
              ),
          },
          {
            key: 'remove',
            width: 50,
            render: (_, row) =>
              editable && (
                <Button
                  type="text"
                  icon={<Icon name="cross" size={15} />}
                  aria-label={t('campaign.list.removeOf', { name: row.product })}
                  onClick={() => setEdited(rows.filter((one) => one !== row))}
                />
              ),
          },
        ]}
      />
      {edited && (
        <div className="save-bar" role="status">
          <span className="campaign-space">
            {unpriced > 0
              ? t('campaign.signUp.unpriced', { count: unpriced })
              : problems.length > 0
                ? t('campaign.edit.wrong', { count: problems.length })
                : t('campaign.signUp.unsaved')}
          </span>
          <Button onClick={() => setEdited(null)}>{t('app.cancel')}</Button>
          <Button
            type="primary"
            disabled={unpriced > 0}
            loading={save.isPending}
            onClick={() => save.mutate(edited)}
          >
            {t('app.save')}
          </Button>
        </div>
      )}
      {pasting && (
        <PasteDialog
          waves={campaign.waves}
          wave={wave}
          take={(of, pasted) => {
            setEdited(
              mergedSignUps<Row>(
                rows,
                pasted.map(({ product, sku, priceFen }) => {
                  const before = saved.find(
                    (one) => one.wave === of && one.product === product && one.sku === sku,
                  )
                  return { wave: of, product, sku, priceFen, signedAt: before?.signedAt ?? null }
                }),
              ),
            )
            setWave(of)
          }}
          close={() => setPasting(false)}
        />
      )}
    </section>
  )
}

/** The products signed up for each wave at their prices, and the rules these are held to. */
export const SignUps = ({ shop, campaign }: { shop: ShopFacts; campaign: Campaign }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useSignUps(shop.id, campaign.id)
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={5} height={70} />
  return (
    <>
      <Rules shop={shop} campaign={campaign} />
      {campaign.waves.length === 0 ? (
        <section className="block">
          <Empty icon="calendar" title={t('campaign.signUp.noWaves')} />
        </section>
      ) : (
        <Editor shop={shop} campaign={campaign} saved={data} />
      )}
    </>
  )
}
