import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { yuan } from '../../../web/format.ts'
import { languageNow } from '../../../web/i18n.ts'
import type { CardChoice, WhatIf as Ifs, TopUp, Wanted } from '../contract.ts'
import type { Quote } from '../domain/quote.ts'
import { useWhatIf } from './api.ts'
import { momentIn } from './telling.ts'

const signed = (fen: number) => (fen < 0 ? `−${yuan(-fen)}` : `+${yuan(fen)}`)

interface WhatIfProps {
  shopId: number
  wanted: Wanted
  quote: Quote
  zone: string
  /** What a line or product is called. */
  nameOf(product: string, sku: string | null): string
  /** Puts more into the basket. */
  add(more: readonly { product: string; sku: string | null; quantity: number }[]): void
  /** Reckons for another moment. */
  at(moment: number): void
}

const Moments = ({
  moments,
  zone,
  at,
}: {
  moments: Ifs['moments']
  zone: string
  at(moment: number): void
}) => {
  const { t } = useTranslation()
  const language = languageNow()
  const [every, showEvery] = useState(false)
  // What changes nothing is counted: a campaign has a dozen beginnings and ends.
  const others = moments.filter(({ differenceFen }) => differenceFen !== 0)
  const shown = every ? moments : others
  const left = moments.length - shown.length
  return (
    <ul className="price-moments">
      {shown.map((one) => (
        <li key={one.at}>
          <button type="button" className="price-moment" onClick={() => at(one.at)}>
            <span>
              {momentIn(one.at, language, zone)}
              <span className="faint"> {inLanguage(one.says, language)}</span>
            </span>
            <span className="price-bar-fen">
              {yuan(one.payableFen)}{' '}
              {one.differenceFen === 0 ? (
                <span className="faint">{t('pricing.whatIf.same')}</span>
              ) : (
                <span className={one.differenceFen < 0 ? 'price-less' : 'price-more'}>
                  {signed(one.differenceFen)}
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
      {left > 0 && (
        <li>
          <button type="button" className="link small" onClick={() => showEvery(true)}>
            {t('pricing.whatIf.sameAt', { count: left })}
          </button>
        </li>
      )}
    </ul>
  )
}

const TopUps = ({ topUps, add }: { topUps: readonly TopUp[]; add: WhatIfProps['add'] }) => {
  const { t } = useTranslation()
  const language = languageNow()
  return (
    <ul className="price-topups">
      {topUps.map((one) => (
        <li key={`${one.is} ${one.offer} ${one.add.map(({ product, sku }) => `${product} ${sku}`).join()}`}>
          <span className="price-topup-says">
            <strong>{one.add.map(({ title, quantity }) => `${title} ×${quantity}`).join(' + ')}</strong>{' '}
            <span className={one.extraFen <= 0 ? 'price-less' : 'price-more'}>{signed(one.extraFen)}</span>
            <span className="price-sentence">{inLanguage(one.sentence, language)}</span>
          </span>
          <button type="button" className="button button-small" onClick={() => add(one.add)}>
            {t('app.add')}
          </button>
        </li>
      ))}
    </ul>
  )
}

const Cards = ({ cards }: { cards: readonly CardChoice[] }) => {
  const { t } = useTranslation()
  const language = languageNow()
  return (
    <ul className="price-choices">
      {cards.map((one) => (
        <li key={one.offer}>
          <span className="price-bar-head">
            <span className="price-bar-name">
              {inLanguage(one.says, language)}
              {one.taken && <span className="tag price-taken">{t('pricing.whatIf.taken')}</span>}
            </span>
            <span className="price-bar-fen">
              {one.payableFen !== null && yuan(one.payableFen)}{' '}
              {one.differenceFen !== null && one.differenceFen !== 0 && (
                <span className={one.differenceFen < 0 ? 'price-less' : 'price-more'}>
                  {signed(one.differenceFen)}
                </span>
              )}
            </span>
          </span>
          {!one.taken && <span className="price-sentence">{inLanguage(one.sentence, language)}</span>}
        </li>
      ))}
    </ul>
  )
}

/** What would be paid later, what is worth adding, which cards were the best, and whether two orders are cheaper. */
export const WhatIf = ({ shopId, wanted, quote, zone, nameOf, add, at }: WhatIfProps) => {
  const { t } = useTranslation()
  const language = languageNow()
  const asked = useWhatIf(shopId, wanted)
  const ifs = asked.data
  if (!ifs) return null
  const { moments, topUps, cards, split, stoppedEarly } = ifs
  return (
    <section className="price-if" aria-label={t('pricing.whatIf.label')} aria-busy={asked.isPlaceholderData}>
      {moments.length > 0 && (
        <>
          <h3>{t('pricing.whatIf.moments')}</h3>
          <Moments moments={moments} zone={zone} at={at} />
        </>
      )}
      <h3>{t('pricing.whatIf.topUps')}</h3>
      {topUps.length > 0 ? (
        <TopUps topUps={topUps} add={add} />
      ) : (
        <p className="faint small">{t('pricing.whatIf.noTopUp')}</p>
      )}
      {cards.length > 1 && (
        <>
          <h3>{t('pricing.whatIf.cards')}</h3>
          <Cards cards={cards} />
        </>
      )}
      {split && (
        <>
          <h3>{t('pricing.whatIf.split', { amount: yuan(split.savesFen) })}</h3>
          <p className="price-sentence">{inLanguage(split.sentence, language)}</p>
          <ol className="price-split">
            {split.orders.map((order) => (
              <li key={order.map(({ line, quantity }) => `${line} ${quantity}`).join()}>
                {order
                  .map(({ line, quantity }) => {
                    const of = quote.lines.find(({ id }) => id === line)
                    return `${of ? nameOf(of.item, of.sku) : line} ×${quantity}`
                  })
                  .join(' + ')}
              </li>
            ))}
          </ol>
        </>
      )}
      {stoppedEarly.length > 0 && (
        <p className="price-unproven small">
          {t('pricing.whatIf.stopped', {
            what: stoppedEarly.map((one) => t(`pricing.whatIf.searches.${one}`)).join(' / '),
          })}
        </p>
      )}
    </section>
  )
}
