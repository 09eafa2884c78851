import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { deskNow } from '../../../web/clock.ts'
import { languageNow } from '../../../web/i18n.ts'
import { phaseNames } from '../../campaign/domain/phases.ts'
import type { ShopOffer } from '../contract.ts'
import type { PriceDraft } from './basket-edit.ts'
import type { Coming } from './coming.ts'
import { isHeld, offerSays } from './kinds.ts'
import { regions } from './regions.ts'
import { atWallSecond, wallSecond } from './seconds.ts'
import { momentIn } from './telling.ts'

interface TermsProps {
  draft: PriceDraft
  offers: readonly ShopOffer[]
  coming: readonly Coming[]
  zone: string
  set(change: (now: PriceDraft) => PriceDraft): void
}

/** The cards in the buyer's hands: all there are, none, or the ones chosen. */
const Cards = ({ draft, offers, set }: TermsProps) => {
  const { t } = useTranslation()
  const name = useId()
  const language = languageNow()
  const { cards } = draft
  const how = cards === 'all' ? 'all' : cards.length === 0 ? 'none' : 'chosen'
  const held = offers.filter(({ offer, enabled }) => enabled && isHeld(offer))
  if (held.length === 0) return null
  const has = (id: string) => cards === 'all' || cards.includes(id)
  const choose = (next: 'all' | readonly string[]) => set((now) => ({ ...now, cards: next }))
  const toggle = (id: string) =>
    choose(held.map(({ offer }) => offer.id).filter((one) => (one === id ? !has(one) : has(one))))
  return (
    <fieldset className="price-cards">
      <legend className="field-name">{t('pricing.terms.cards')}</legend>
      <span className="price-radios">
        {(['all', 'none'] as const).map((one) => (
          <label key={one} className="price-check">
            <input
              type="radio"
              name={name}
              checked={how === one}
              onChange={() => choose(one === 'all' ? 'all' : [])}
            />
            {t(`pricing.terms.${one}`)}
          </label>
        ))}
        {how === 'chosen' && (
          <label className="price-check">
            <input type="radio" name={name} checked readOnly />
            {t('pricing.terms.chosen')}
          </label>
        )}
      </span>
      <ul>
        {held.map(({ offer }) => (
          <li key={offer.id}>
            <label className="price-check">
              <input type="checkbox" checked={has(offer.id)} onChange={() => toggle(offer.id)} />
              {inLanguage(offerSays(offer), language)}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

/** For which moment: now, the beginning of a phase to come, or any other. */
const MomentField = ({ draft, coming, zone, set }: TermsProps) => {
  const { t } = useTranslation()
  const language = languageNow()
  const { at } = draft
  const known = coming.some((one) => one.at === at)
  const choose = (next: number | null) => set((now) => ({ ...now, at: next }))
  const other = at !== null && !known
  return (
    <div className="field">
      <label>
        <span className="field-name">{t('pricing.terms.at')}</span>
        <select
          className="input"
          value={at === null ? '' : other ? 'other' : String(at)}
          onChange={(e) => {
            const { value } = e.target
            if (value === '') choose(null)
            // A whole minute ahead: that is no beginning of a phase, and people change it from there.
            else if (value === 'other') choose(Math.ceil(deskNow() / 60_000) * 60_000 + 1000)
            else choose(Number(value))
          }}
        >
          <option value="">{t('pricing.terms.now')}</option>
          {coming.map((one) => (
            <option key={one.at} value={one.at}>
              {`${momentIn(one.at, language, zone)} · ${one.starts
                .map(({ wave, kind }) => `${wave} ${inLanguage(phaseNames[kind], language)}`)
                .join(' / ')}`}
            </option>
          ))}
          <option value="other">{t('pricing.terms.otherTime')}</option>
        </select>
      </label>
      {other && (
        <input
          className="input price-other"
          type="datetime-local"
          step={1}
          aria-label={t('pricing.terms.otherTime')}
          value={wallSecond(at, zone)}
          onChange={(e) => {
            const moment = atWallSecond(e.target.value, zone)
            if (moment !== null) choose(moment)
          }}
        />
      )}
    </div>
  )
}

/** What is known of the buyer and the moment, by which prices differ. */
export const Terms = (props: TermsProps) => {
  const { t } = useTranslation()
  const { draft, set } = props
  const change = (some: Partial<PriceDraft>) => set((now) => ({ ...now, ...some }))
  return (
    <div className="price-terms">
      <MomentField {...props} />
      <Cards {...props} />
      <div className="price-pair">
        <label className="field">
          <span className="field-name">{t('pricing.terms.region')}</span>
          <select
            className="input"
            value={draft.region ?? ''}
            onChange={(e) => change({ region: e.target.value === '' ? null : e.target.value })}
          >
            <option value="">{t('pricing.terms.noRegion')}</option>
            {draft.region !== null && !regions.some((one) => one === draft.region) && (
              <option value={draft.region}>{draft.region}</option>
            )}
            {regions.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="field-name">{t('pricing.terms.coins')}</span>
          <input
            className="input"
            inputMode="numeric"
            value={draft.coins === 0 ? '' : String(draft.coins)}
            placeholder="0"
            onChange={(e) => {
              const digits = e.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, 8)
              change({ coins: Number(digits) })
            }}
          />
        </label>
      </div>
      <span className="price-radios">
        <label className="price-check">
          <input
            type="checkbox"
            checked={draft.member}
            onChange={(e) => change({ member: e.target.checked })}
          />
          {t('pricing.terms.member')}
        </label>
        <label className="price-check">
          <input
            type="checkbox"
            checked={draft.channel === 'live'}
            onChange={(e) => change({ channel: e.target.checked ? 'live' : 'shop' })}
          />
          {t('pricing.terms.live')}
        </label>
      </span>
    </div>
  )
}
