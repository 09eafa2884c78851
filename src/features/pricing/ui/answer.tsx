import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage, trustWords } from '../../../shared/said.ts'
import { yuan } from '../../../web/format.ts'
import { languageNow } from '../../../web/i18n.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { PriceProblem, Quote, Step } from '../domain/quote.ts'
import { momentIn } from './telling.ts'
import { type Bar, waterfall } from './waterfall.ts'

const minus = (fen: number) => `−${yuan(-fen)}`

/** The sentence under a name that says the first half of it: “满300减50：参与金额 620，减 100” without “满300减50：”. */
const beside = ({ says, sentence }: Pick<Step, 'says' | 'sentence'>, language: string): string => {
  const whole = inLanguage(sentence, language)
  const name = inLanguage(says, language)
  const rest = whole.startsWith(name) ? whole.slice(name.length) : ''
  return /^[：:]/.test(rest) ? rest.slice(1).trim() : whole
}

const BarRow = ({ bar, name, children }: { bar: Bar; name: ReactNode; children?: ReactNode }) => (
  <li className={`price-bar price-bar-${bar.is}`}>
    <span className="price-bar-head">
      <span className="price-bar-name">{name}</span>
      <span className="price-bar-fen">{bar.fen < 0 ? minus(bar.fen) : yuan(bar.fen)}</span>
    </span>
    <span className="price-track" aria-hidden="true">
      <span style={{ left: `${bar.from * 100}%`, width: `${Math.max(0.6, (bar.to - bar.from) * 100)}%` }} />
    </span>
    {children}
  </li>
)

/** From list to payable, each reduction as a bar with its sentence. */
const Steps = ({ quote }: { quote: Quote }) => {
  const { t } = useTranslation()
  const language = languageNow()
  return (
    <ol className="price-bars" aria-label={t('pricing.answer.steps')}>
      {waterfall(quote).map((bar) => (
        <BarRow
          key={bar.step?.offer ?? bar.is}
          bar={bar}
          name={
            bar.step ? (
              <>
                {inLanguage(bar.step.says, language)}
                <span className="price-level">{t(`pricing.levels.${bar.step.level}`)}</span>
              </>
            ) : (
              t(`pricing.answer.${bar.is === 'step' ? 'list' : bar.is}`)
            )
          }
        >
          {bar.step && (
            <span className="price-sentence">
              {beside(bar.step, language)}
              {bar.step.capped && ` ${t('pricing.answer.capped')}`}
            </span>
          )}
        </BarRow>
      ))}
    </ol>
  )
}

/** What is paid, and when. */
const Total = ({ quote, zone }: { quote: Quote; zone: string }) => {
  const { t } = useTranslation()
  const language = languageNow()
  const { deposit, listFen, freightFen, payableFen, nowFen } = quote
  const saved = listFen + freightFen - payableFen
  const when = (at: number | null) => (at === null ? null : momentIn(at, language, zone))
  return (
    <div className="price-total">
      <div className="price-total-main">
        <span className="faint">{t(deposit ? 'pricing.answer.inAll' : 'pricing.answer.payable')}</span>
        <strong>{yuan(payableFen)}</strong>
        {saved > 0 && (
          <span className="price-saved">{t('pricing.answer.saved', { amount: yuan(saved) })}</span>
        )}
      </div>
      {deposit && (
        <dl className="price-when">
          <div>
            <dt>{t('pricing.answer.atOnce')}</dt>
            <dd>
              <strong>{yuan(nowFen)}</strong>{' '}
              {nowFen === deposit.fen
                ? t('pricing.answer.deposit')
                : t('pricing.answer.withDeposit', { amount: yuan(deposit.fen) })}
            </dd>
          </div>
          <div>
            <dt>{t('pricing.answer.balance')}</dt>
            <dd>
              <strong>{yuan(deposit.balanceFen)}</strong>{' '}
              {deposit.from !== null && t('pricing.answer.from', { at: when(deposit.from) })}{' '}
              {deposit.to !== null && t('pricing.answer.until', { at: when(deposit.to) })}
            </dd>
          </div>
        </dl>
      )}
    </div>
  )
}

/** What sending costs, and by which offer it is free. */
const Freight = ({ quote }: { quote: Quote }) => {
  const language = languageNow()
  if (quote.freight.length === 0) return null
  return (
    <ul className="price-freight small">
      {quote.freight.map((one) => (
        <li key={one.offer}>{inLanguage(one.sentence, language)}</li>
      ))}
    </ul>
  )
}

const Gifts = ({ quote }: { quote: Quote }) => {
  const { t } = useTranslation()
  if (quote.gifts.length === 0) return null
  return (
    <p className="price-gifts small">
      <span className="tag">{t('pricing.answer.gift')}</span>{' '}
      {quote.gifts.map(({ title, item, quantity }) => `${title || item} ×${quantity}`).join(' · ')}
    </p>
  )
}

const Unused = ({ quote }: { quote: Quote }) => {
  const { t } = useTranslation()
  const language = languageNow()
  if (quote.unused.length === 0) return null
  return (
    <details className="price-fold">
      <summary>{t('pricing.answer.unused', { count: quote.unused.length })}</summary>
      <ul className="price-unused">
        {quote.unused.map((one) => (
          <li key={`${one.offer} ${one.why}`}>
            <span className="price-bar-head">
              <span className="price-bar-name">{inLanguage(one.says, language)}</span>
              <span className="price-why">{t(`pricing.why.${one.why}`)}</span>
            </span>
            {(one.instead !== null || one.next !== null) && (
              <span className="price-sentence">{beside(one, language)}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** By which rules it was reckoned, where they come from, and how far to trust them. */
export const RuleSetLine = ({ ruleSet }: { ruleSet: Quote['ruleSet'] }) => {
  const { t, i18n } = useTranslation()
  const language = languageNow()
  return (
    <p className="price-rules small">
      {t('pricing.answer.ruleSet', { name: inLanguage(ruleSet.name, language) })}{' '}
      <span className={`price-trust price-trust-${ruleSet.trust}`}>
        {inLanguage(trustWords[ruleSet.trust], i18n.language)}
      </span>
      <span className="faint"> {inLanguage(ruleSet.source, language)}</span>
    </p>
  )
}

/** What is wrong, where, and what to do. */
export const Problems = ({
  problems,
  mild = false,
}: {
  problems: readonly PriceProblem[]
  mild?: boolean
}) => {
  const language = languageNow()
  if (problems.length === 0) return null
  return (
    <ul className={mild ? 'price-notes' : 'price-problems'} role={mild ? undefined : 'alert'}>
      {problems.map(({ where, sentence }) => (
        <li key={`${where} ${sentence.en}`}>
          <Icon name="alert" size={14} />
          <span>
            {!mild && /[.[]/.test(where) && <code>{where}</code>} {inLanguage(sentence, language)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The price with all that explains it. `stale`: the next one is being reckoned. */
export const Answer = ({ quote, zone, stale }: { quote: Quote; zone: string; stale: boolean }) => {
  const { t } = useTranslation()
  return (
    <section className="price-answer" aria-label={t('pricing.answer.label')} aria-busy={stale}>
      <div role="status">
        <Total quote={quote} zone={zone} />
      </div>
      <Problems problems={quote.notes} mild />
      <Steps quote={quote} />
      <Freight quote={quote} />
      <Gifts quote={quote} />
      <Unused quote={quote} />
      {!quote.choice.proven && (
        <p className="price-unproven small">
          {t('pricing.answer.unproven', { amount: yuan(quote.choice.boundFen) })}
        </p>
      )}
      <RuleSetLine ruleSet={quote.ruleSet} />
    </section>
  )
}
