import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cell, useCell } from '../../../web/cell.ts'
import { yuan } from '../../../web/format.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { say, sayError } from '../../../web/parts/toast.tsx'
import type { AssistantMemory, Card, Reckoned } from '../../conversation/domain.ts'
import { Answer, Problems } from './answer.tsx'
import { useComing, useGoods, useLooked, useOffers, usePaused, useQuote, useWhatIf } from './api.ts'
import { Basket } from './basket.tsx'
import { type PriceDraft, reckonedOf, startOf, wantedOf, withPiece } from './basket-edit.ts'
import { lineName } from './naming.ts'
import { asCard, inWords, languageFor } from './telling.ts'
import { Terms } from './terms.tsx'
import { WhatIf } from './what-if.tsx'
import './pricing.css'

/** Baskets that somebody has changed here, by conversation: looking at another one and coming back does not lose them. */
const drafts = cell<ReadonlyMap<string, PriceDraft>>(new Map())
const keep = (key: string, draft: PriceDraft | null) =>
  drafts.update((all) => {
    const next = new Map(all)
    if (draft) next.set(key, draft)
    else next.delete(key)
    return next
  })

export interface Priced {
  text: string
  payableFen: number
  card: Card | null
  basket: Reckoned | null
}

interface PricePanelProps {
  shopId: number
  /** Of the conversation. */
  talk: string
  zone: string
  locale: 'zh-CN' | 'en'
  memory: Pick<AssistantMemory, 'basket' | 'goods'> | undefined
  /** The id or title of the product the buyer looked at last. */
  about: string | null
  messages: readonly { author: string; text: string }[]
  /** Puts words into the reply; the basket goes with it. Without, this person may not write here. */
  insert: ((priced: Priced) => void) | null
  send: ((priced: Priced) => Promise<boolean>) | null
}

/** What the buyer would pay: a basket, its price with every step, and the ways to tell it. */
export const PricePanel = (props: PricePanelProps) => {
  const { shopId, talk, zone, locale, memory, about, messages, insert, send } = props
  const { t } = useTranslation()
  const mine = useCell(drafts, (all) => all.get(talk))
  const looked = useLooked(shopId, about)
  const draft = mine ?? startOf(memory, looked)
  // What was kept a moment ago, not what was drawn: two changes may come with one event.
  const set = (change: (now: PriceDraft) => PriceDraft) =>
    keep(talk, change(drafts.get().get(talk) ?? startOf(memory, looked)))

  const wanted = wantedOf(draft)
  const paused = usePaused(wanted)
  const asked = useQuote(shopId, paused)
  const offers = useOffers(shopId)
  const coming = useComing(shopId)
  const goods = useGoods(
    shopId,
    draft.lines.map(({ product }) => product),
  )
  const answer = wanted === null ? null : (asked.data ?? null)
  const quote = answer?.quote ?? null
  const ifs = useWhatIf(shopId, quote === null ? null : paused)
  const nameOf = (product: string, sku: string | null) => lineName({ product, sku }, goods.get(product))

  const [other, setOther] = useState(false)
  const answered = languageFor(messages, locale)
  const language = other ? (answered === 'en' ? 'zh-CN' : 'en') : answered
  // What is shown must be what was asked for: a price on its way is not told.
  const settled = quote !== null && !asked.isPlaceholderData && paused === wanted
  const until = ifs.isPlaceholderData
    ? null
    : (ifs.data?.moments.find(({ differenceFen }) => differenceFen !== 0)?.at ?? null)
  const told = {
    ...{ language, zone, until, later: draft.at !== null },
    titleOf: (line: { item: string; sku: string | null; title: string }) =>
      lineName({ product: line.item, sku: line.sku, title: line.title }, goods.get(line.item)),
  }
  const priced = (card: boolean): Priced | null =>
    quote === null
      ? null
      : {
          text: inWords(quote, { ...told, card }),
          payableFen: quote.payableFen,
          card: card ? asCard(quote, told) : null,
          basket: reckonedOf(draft),
        }
  const [sending, setSending] = useState(false)
  const sendIt = async (card: boolean) => {
    const what = priced(card)
    if (!what || !send) return
    setSending(true)
    try {
      if (await send(what)) say(t('pricing.tell.sent'))
    } finally {
      setSending(false)
    }
  }
  const copy = async () => {
    const what = priced(false)
    if (!what) return
    try {
      await navigator.clipboard.writeText(what.text)
      say(t('app.copied'))
    } catch (error) {
      sayError(error)
    }
  }

  return (
    <div className="price">
      <div className="price-body">
        <Basket shopId={shopId} draft={draft} goods={goods} quote={quote} set={set} />
        {mine && (
          <button type="button" className="link small price-anew" onClick={() => keep(talk, null)}>
            {t(
              memory?.basket || memory?.goods?.length || looked
                ? 'pricing.basket.anew'
                : 'pricing.basket.empty',
            )}
          </button>
        )}
        <details className="price-fold">
          <summary>{t('pricing.terms.label')}</summary>
          <Terms draft={draft} offers={offers.data?.offers ?? []} coming={coming} zone={zone} set={set} />
        </details>
        {wanted === null && (
          <Empty icon="tag" title={t('pricing.basket.none')} says={t('pricing.basket.noneSays')} />
        )}
        {wanted !== null && asked.error && !asked.data && (
          <Problem error={asked.error} retry={() => void asked.refetch()} />
        )}
        {wanted !== null && asked.isPending && <Skeleton rows={3} height={52} />}
        {answer && <Problems problems={answer.problems} />}
        {quote && <Answer quote={quote} zone={zone} stale={!settled} />}
        {quote && paused && (
          <WhatIf
            shopId={shopId}
            wanted={paused}
            quote={quote}
            zone={zone}
            nameOf={nameOf}
            add={(more) =>
              set((now) => ({
                ...now,
                lines: more.reduce(
                  (lines, { product, sku, quantity }) => withPiece(lines, product, sku, quantity),
                  now.lines,
                ),
              }))
            }
            at={(at) => set((now) => ({ ...now, at }))}
          />
        )}
      </div>
      {quote && (
        <div className="price-foot">
          <div className="price-foot-line">
            <span className="faint small">{t('pricing.tell.as')}</span>
            <strong>{yuan(quote.payableFen)}</strong>
            <button
              type="button"
              className="button button-small"
              title={t('pricing.tell.language')}
              aria-label={t('pricing.tell.language')}
              onClick={() => setOther(!other)}
            >
              {language === 'en' ? 'EN' : '中'}
            </button>
            <button
              type="button"
              className="button button-small"
              disabled={!settled}
              onClick={() => void copy()}
            >
              {t('app.copy')}
            </button>
          </div>
          {insert && send && (
            <div className="price-foot-line">
              <button
                type="button"
                className="button button-small"
                disabled={!settled}
                onClick={() => {
                  const what = priced(false)
                  if (what) insert(what)
                }}
              >
                {t('pricing.tell.insert')}
              </button>
              <button
                type="button"
                className="button button-small"
                disabled={!settled || sending}
                onClick={() => void sendIt(false)}
              >
                {t('pricing.tell.text')}
              </button>
              <button
                type="button"
                className="button button-small button-main"
                disabled={!settled || sending}
                onClick={() => void sendIt(true)}
              >
                {t('pricing.tell.card')}
              </button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}
