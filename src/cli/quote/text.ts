import type { Split, WhatIf } from '../../features/pricing/contract.ts'
import type { Claim } from '../../features/pricing/domain/after/protection.ts'
import type { Refund } from '../../features/pricing/domain/after/refund.ts'
import type { PriceProblem, Quote } from '../../features/pricing/domain/quote.ts'
import { yuan } from '../../shared/money.ts'
import { trustWords } from '../../shared/said.ts'
import { wallOf } from '../../shared/wall.ts'
import { table } from '../rates/table.ts'
import { type Language, type Word, word } from './words.ts'

const moment = (at: number, zone: string): string => wallOf(at, zone).replace('T', ' ')

/** A quote as people read it: the sum first, then how it came about. */
export const quoteText = (
  quote: Quote,
  zone: string,
  lang: Language,
  named: (offer: string) => string,
): string[] => {
  const w = (name: Word) => word(name, lang)
  /** The number of the step that a share is of. */
  const place = (offer: string) => `(${quote.steps.findIndex((step) => step.offer === offer) + 1})`
  const section = (name: Word, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', w(name), ...lines]
  const saved = quote.listFen + quote.freightFen - quote.payableFen
  const { deposit, choice, ruleSet } = quote
  const between = (from: number | null, to: number | null) =>
    `${from === null ? w('anytime') : moment(from, zone)} – ${to === null ? w('anytime') : moment(to, zone)}`
  const header = [w('line'), w('pieces'), w('list'), w('item'), w('cut'), w('pays')]
  const rows = quote.lines.map((line) => [
    `${line.title || line.item}${line.sku === null ? '' : ` (${line.sku})`}`,
    `${line.quantity}`,
    yuan(line.listFen),
    yuan(line.itemFen),
    line.cuts.map(({ offer, fen }) => `${place(offer)}−${yuan(fen)}`).join(' ') || '–',
    yuan(line.paysFen),
  ])
  return [
    `${w('payable')} ${yuan(quote.payableFen)} = ${w('goods')} ${yuan(quote.goodsFen)} + ${w('freight')} ${yuan(quote.freightFen)}${saved > 0 ? ` · ${w('saved')} ${yuan(saved)}` : ''}`,
    ...(deposit
      ? [
          `${w('deposit')} ${yuan(deposit.fen)} · ${w('balance')} ${yuan(deposit.balanceFen)} (${between(deposit.from, deposit.to)})`,
        ]
      : []),
    '',
    ...table(header, rows),
    ...section('steps', [
      ...quote.steps.map((step, i) => `  (${i + 1}) ${step.sentence[lang]}`),
      ...quote.freight.map(({ sentence }) => `  ${sentence[lang]}`),
    ]),
    ...section(
      'gifts',
      quote.gifts.map((gift) => `  ${gift.title || gift.item} ×${gift.quantity} · ${named(gift.offer)}`),
    ),
    ...section(
      'unused',
      quote.unused.map((unused) => `  - ${unused.sentence[lang]}`),
    ),
    ...section(
      'notes',
      quote.notes.map((note) => `  ! ${note.where}: ${note.sentence[lang]}`),
    ),
    '',
    `${w('cards')}: ${choice.cards.map(named).join(' + ') || w('none')} (${choice.proven ? w('proven') : `${w('bound')} ${yuan(choice.boundFen)}`})`,
    `${w('rules')}: ${ruleSet.name[lang]} [${ruleSet.id}] · ${moment(quote.at, zone)} ${zone}`,
    `${w('source')}: ${ruleSet.source[lang]} (${trustWords[ruleSet.trust][lang]})`,
  ]
}

export const whatIfText = (
  whatIf: WhatIf,
  candidates: number,
  zone: string,
  lang: Language,
  named: (offer: string) => string,
): string[] => {
  const w = (name: Word) => word(name, lang)
  const part = (name: Word, of: WhatIf['stoppedEarly'][number]) =>
    `${w(name)}${whatIf.stoppedEarly.includes(of) ? ` (${w('stopped')})` : ''}`
  const difference = (fen: number) => (fen === 0 ? '±0' : fen < 0 ? `−${yuan(-fen)}` : `+${yuan(fen)}`)
  return [
    '',
    part('moments', 'moments'),
    ...whatIf.moments.map(
      (m) =>
        `  ${moment(m.at, zone)}  ${yuan(m.payableFen)} (${difference(m.differenceFen)})  ${m.says[lang]}`,
    ),
    ...(whatIf.moments.length === 0 ? [`  ${w('none')}`] : []),
    '',
    part('topUps', 'top-up'),
    ...whatIf.topUps.map((t) => `  - ${t.sentence[lang]}`),
    ...(whatIf.topUps.length === 0 ? [`  ${w(candidates === 0 ? 'noCatalog' : 'nothing')}`] : []),
    ...(whatIf.cards.length === 0
      ? []
      : ['', part('choices', 'cards'), ...whatIf.cards.map((c) => `  - ${c.sentence[lang]}`)]),
    '',
    part('split', 'split'),
    ...(whatIf.split ? splitText(whatIf.split, lang, named) : [`  ${w('noSplit')}`]),
  ]
}

const splitText = (split: Split, lang: Language, named: (offer: string) => string): string[] => [
  `  ${split.sentence[lang]}`,
  ...split.orders.map((order, i) => {
    const lines = order.map(({ line, quantity }) => `${line} ×${quantity}`).join(', ')
    const cards = (split.cards[i] ?? []).map((card) => ` · ${named(card)}`).join('')
    return `  ${word('order', lang).replace('{n}', `${i + 1}`)}: ${lines}${cards}`
  }),
]

export const refundText = (refund: Refund, lang: Language): string[] => {
  const w = (name: Word) => word(name, lang)
  return [
    '',
    `${w('refund')} ${yuan(refund.refundFen)} = ${w('goods')} ${yuan(refund.goodsFen)} + ${w('freight')} ${yuan(refund.freightFen)}`,
    ...refund.lines.map((l) => `  ${l.line} ×${l.pieces}: ${yuan(l.refundFen)}`),
    ...refund.cards.map(({ sentence }) => `  - ${sentence[lang]}`),
    ...(refund.coinsFen > 0 ? [`  - ${w('coins')}: ${refund.coinsFen}`] : []),
    ...refund.unmet.map(({ sentence }) => `  ! ${sentence[lang]}`),
  ]
}

export const claimsText = (claims: readonly Claim[], lang: Language): string[] => [
  '',
  `${word('claims', lang)}: ${word('due', lang)} ${yuan(claims.reduce((sum, c) => sum + c.dueFen, 0))}`,
  ...claims.map(({ sentence }) => `  - ${sentence[lang]}`),
]

export const problemsText = (problems: readonly PriceProblem[], lang: Language): string[] =>
  problems.map(({ where, sentence }) => `${where === '' ? '' : `${where}: `}${sentence[lang]}`)
