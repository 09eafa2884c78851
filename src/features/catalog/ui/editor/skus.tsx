import { Button, Input, InputNumber, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { atWall, wallOf } from '../../../../shared/wall.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Empty } from '../../../../web/parts/states.tsx'
import { shopOf } from '../../../shop/ui/session.ts'
import { type Draft, fenOf, freshKey } from '../draft.ts'
import type { PartProps } from './part.ts'

type Row = Draft['skus'][number]
/** Lines of the table at a time: a product may have 500 SKUs. */
const PAGE = 20

export const Skus = ({ shopId, draft, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  const { skus, optionNames } = draft
  const change = (key: number, part: Partial<Row>) =>
    set({ skus: skus.map((sku) => (sku.key === key ? { ...sku, ...part } : sku)) })
  const rename = (at: number, name: string) =>
    set({ optionNames: optionNames.map((one, i) => (i === at ? name : one)) })
  const addOption = (name: string) =>
    set({
      optionNames: [...optionNames, name],
      skus: skus.map((sku) => ({ ...sku, values: [...sku.values, ''] })),
    })
  const dropOption = (at: number) =>
    set({
      optionNames: optionNames.filter((_, i) => i !== at),
      skus: skus.map((sku) => ({ ...sku, values: sku.values.filter((_, i) => i !== at) })),
    })
  const add = () => {
    const last = skus.at(-1)
    const fresh: Row = {
      key: freshKey(),
      id: `${draft.id}-${skus.length + 1}`,
      options: {},
      values: optionNames.map((_, i) => last?.values[i] ?? ''),
      priceFen: last?.priceFen ?? draft.priceFen,
      stock: 0,
      restockAt: null,
      picture: null,
    }
    set({ skus: [...skus, fresh] })
  }
  return (
    <>
      <p className="faint small">{t('catalog.skusSay')}</p>
      <div className="catalog-options">
        {optionNames.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place; its name changes while it is typed
          <span key={at} className="catalog-option">
            <Input
              size="small"
              aria-label={`${t('catalog.option')} ${at + 1}`}
              maxLength={40}
              disabled={!editable}
              value={name}
              onChange={(e) => rename(at, e.target.value)}
            />
            {editable && (
              <button
                type="button"
                className="icon-button"
                aria-label={`${t('app.remove')}: ${name}`}
                onClick={() => dropOption(at)}
              >
                <Icon name="cross" size={12} />
              </button>
            )}
          </span>
        ))}
        {editable && optionNames.length < 6 && (
          <Button
            size="small"
            onClick={() => addOption(t(optionNames.length === 0 ? 'catalog.colour' : 'catalog.size'))}
          >
            {t('catalog.addOption')}
          </Button>
        )}
      </div>
      <Table<Row>
        size="small"
        rowKey="key"
        dataSource={skus}
        scroll={{ x: 610 + optionNames.length * 100 }}
        pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty icon="box" title={t('catalog.noSkus')} /> }}
        columns={[
          {
            title: t('catalog.field.id'),
            key: 'id',
            width: 150,
            render: (_, sku) => (
              <Input
                size="small"
                aria-label={t('catalog.field.id')}
                maxLength={80}
                disabled={!editable}
                value={sku.id}
                onChange={(e) => change(sku.key, { id: e.target.value })}
              />
            ),
          },
          ...optionNames.map((name, at) => ({
            title: name,
            key: `option-${at}`,
            width: 100,
            render: (_: unknown, sku: Row) => (
              <Input
                size="small"
                aria-label={`${sku.id} ${name}`}
                maxLength={80}
                disabled={!editable}
                value={sku.values[at] ?? ''}
                onChange={(e) =>
                  change(sku.key, { values: sku.values.map((one, i) => (i === at ? e.target.value : one)) })
                }
              />
            ),
          })),
          {
            title: t('catalog.field.price'),
            key: 'price',
            width: 110,
            render: (_, sku) => (
              <InputNumber
                size="small"
                prefix="¥"
                aria-label={`${sku.id} ${t('catalog.field.price')}`}
                min={0}
                max={1_000_000}
                precision={2}
                controls={false}
                disabled={!editable}
                value={sku.priceFen / 100}
                onChange={(value) => change(sku.key, { priceFen: fenOf(value) ?? 0 })}
              />
            ),
          },
          {
            title: t('catalog.field.stock'),
            key: 'stock',
            width: 80,
            render: (_, sku) => (
              <InputNumber
                size="small"
                aria-label={`${sku.id} ${t('catalog.field.stock')}`}
                min={0}
                precision={0}
                controls={false}
                disabled={!editable}
                value={sku.stock}
                onChange={(value) => change(sku.key, { stock: value ?? 0 })}
              />
            ),
          },
          {
            title: t('catalog.field.restockAt'),
            key: 'restockAt',
            width: 210,
            render: (_, sku) => (
              <Input
                size="small"
                type="datetime-local"
                aria-label={`${sku.id} ${t('catalog.field.restockAt')}`}
                disabled={!editable}
                value={sku.restockAt === null ? '' : wallOf(sku.restockAt, zone)}
                onChange={(e) =>
                  change(sku.key, {
                    restockAt: e.target.value === '' ? null : atWall(e.target.value, zone),
                  })
                }
              />
            ),
          },
          ...(editable
            ? [
                {
                  key: 'remove',
                  width: 40,
                  render: (_: unknown, sku: Row) => (
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={`${t('app.remove')}: ${sku.id}`}
                      onClick={() => set({ skus: skus.filter(({ key }) => key !== sku.key) })}
                    >
                      <Icon name="cross" size={13} />
                    </button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editable && skus.length < 500 && (
        <div>
          <Button size="small" onClick={add}>
            {t('catalog.addSku')}
          </Button>
        </div>
      )}
    </>
  )
}
