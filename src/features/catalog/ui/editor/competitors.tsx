import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { localTime } from '../../../../shared/time.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Empty } from '../../../../web/parts/states.tsx'
import { shopOf } from '../../../shop/ui/session.ts'
import type { Draft } from '../draft.ts'
import { fenOf } from '../draft.ts'
import type { PartProps } from './part.ts'

type Competitor = Draft['competitors'][number]
const MOST = 20

/** What others offer, with where and when that was seen. For the agents' own knowledge: it is not said of them to buyers. */
export const Competitors = ({ shopId, draft, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  const all = draft.competitors
  const change = (at: number, part: Partial<Competitor>) =>
    set({ competitors: all.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  const add = () => {
    const seenOn = localTime(Date.now(), zone).date
    set({ competitors: [...all, { name: '', says: '', priceFen: null, source: '', seenOn }] })
  }
  return (
    <>
      <p className="faint small">{t('catalog.competitorsSay')}</p>
      {all.length === 0 && <Empty icon="box" title={t('catalog.noCompetitors')} />}
      {all.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; everything in it changes while it is typed
        <div key={at} className="catalog-competitor">
          <div className="catalog-three">
            <div className="field">
              <span className="field-name">{t('catalog.competitor.name')}</span>
              <Input
                aria-label={t('catalog.competitor.name')}
                maxLength={80}
                disabled={!editable}
                value={one.name}
                onChange={(e) => change(at, { name: e.target.value })}
              />
            </div>
            <div className="field">
              <span className="field-name">{t('catalog.field.price')}</span>
              <InputNumber
                aria-label={t('catalog.field.price')}
                style={{ width: '100%' }}
                prefix="¥"
                min={0}
                max={1_000_000}
                precision={2}
                disabled={!editable}
                value={one.priceFen === null ? null : one.priceFen / 100}
                onChange={(value) => change(at, { priceFen: fenOf(value) })}
              />
            </div>
            <div className="field">
              <span className="field-name">{t('catalog.competitor.seenOn')}</span>
              <Input
                aria-label={t('catalog.competitor.seenOn')}
                type="date"
                disabled={!editable}
                value={one.seenOn}
                onChange={(e) => e.target.value !== '' && change(at, { seenOn: e.target.value })}
              />
            </div>
          </div>
          <div className="field">
            <span className="field-name">{t('catalog.competitor.source')}</span>
            <Input
              aria-label={t('catalog.competitor.source')}
              maxLength={300}
              disabled={!editable}
              placeholder={t('catalog.competitor.sourceSays')}
              value={one.source}
              onChange={(e) => change(at, { source: e.target.value })}
            />
          </div>
          <div className="field">
            <span className="field-name">{t('catalog.competitor.says')}</span>
            <Input.TextArea
              aria-label={t('catalog.competitor.says')}
              autoSize={{ minRows: 1, maxRows: 5 }}
              maxLength={400}
              disabled={!editable}
              value={one.says}
              onChange={(e) => change(at, { says: e.target.value })}
            />
          </div>
          {editable && (
            <button
              type="button"
              className="icon-button catalog-competitor-remove"
              aria-label={`${t('app.remove')}: ${one.name}`}
              onClick={() => set({ competitors: all.filter((_, i) => i !== at) })}
            >
              <Icon name="cross" size={14} />
            </button>
          )}
        </div>
      ))}
      {editable && all.length < MOST && (
        <div>
          <Button size="small" onClick={add}>
            {t('catalog.addCompetitor')}
          </Button>
        </div>
      )}
    </>
  )
}
