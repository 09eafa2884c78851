import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../web/api.ts'
import { useCell } from '../../../web/cell.ts'
import { commandNamed, keysOf } from '../../../web/commands.ts'
import { isBare } from '../../../web/keys.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Keycaps } from '../../../web/parts/keys.tsx'
import { preferences } from '../../shop/ui/preferences.ts'
import { type Suggestion, suggestContract } from '../suggest/contract.ts'
import { offered, taken } from './suggesting.ts'
import './suggestions.css'

const { suggestions: endpoint } = suggestContract
const api = client({ suggestions: endpoint })

interface SuggestionsProps {
  /** The conversation's key on the screen. */
  conversation: string
  shopId: number
  id: number
  /** The buyer's last message: another one asks anew, typing does not. */
  asked: number
  take(suggestion: Suggestion): void
  /** Goes back to writing. */
  leave(): void
}

/**
 * What the assistant would answer, above the composer. It stands between the messages and the composer, so that the
 * composer stays where it is when it comes and goes.
 */
export const Suggestions = ({ conversation, shopId, id, asked, take, leave }: SuggestionsProps) => {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: ['suggestions', shopId, id, asked],
    queryFn: async () => (await api.suggestions({ params: { shopId, id } })).suggestions,
    // What stood there stays until the new is there, or the line would flicker with every line of the buyer.
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
  const all = found.data
  useEffect(() => {
    if (!all) return
    offered.update((now) =>
      now?.conversation === conversation && now.asked === asked
        ? { ...now, all }
        : { conversation, asked, all, taken: null },
    )
  }, [all, conversation, asked])
  useEffect(() => () => offered.set(null), [])
  const used = useCell(offered, (now) => (now?.conversation === conversation ? now.taken : null))
  const { shortcuts } = useCell(preferences)
  const command = commandNamed('insert-suggestion')
  // The one that works while writing.
  const combo = command && keysOf(command, shortcuts).find((keys) => !isBare(keys))
  // Nobody asked for it: where it fails, there is nothing to say.
  if (!all || all.length === 0) return null
  const choose = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return
    taken(suggestion.key)
    take(suggestion)
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.nativeEvent.isComposing || e.ctrlKey || e.metaKey || e.altKey) return
    const number = Number(e.key)
    if (e.key === 'Escape') leave()
    else if (number >= 1 && number <= all.length) choose(all[number - 1])
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <section className="suggestions" aria-label={t('suggestions.title')} onKeyDown={onKeyDown}>
      <span className="suggestions-name" title={t('suggestions.says')}>
        <Icon name="bolt" size={14} />
        {t('suggestions.title')}
        {combo && <Keycaps combo={combo} />}
      </span>
      <ol>
        {all.map((one, i) => (
          <li key={one.key}>
            <button
              type="button"
              className="suggestion"
              aria-pressed={one.key === used}
              title={one.text}
              {...(i === 0 && { 'data-place': 'suggestions' })}
              onClick={() => choose(one)}
            >
              <span className="suggestion-number" aria-hidden="true">
                {i + 1}
              </span>
              <span className="suggestion-text">{one.text}</span>
              {one.pictures.length > 0 && (
                <span className="suggestion-mark">
                  {t('suggestions.pictures', { count: one.pictures.length })}
                </span>
              )}
              {one.mended && <span className="suggestion-mark">{t('suggestions.mended')}</span>}
              <span className="suggestion-score">
                {one.source === 'draft'
                  ? t('suggestions.draft')
                  : t('suggestions.score', { percent: Math.round(one.score * 100) })}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
