import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../web/clock.ts'
import { shortTime } from '../../../web/format.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Avatar, PlatformMark } from '../../../web/parts/marks.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { Marked } from '../../conversation/ui/marked.tsx'
import { shopOf } from '../../shop/ui/session.ts'
import { deskApi } from './live/feed.ts'

/** What was said, in all shops. The question is in the address, so that going back finds the answer again. */
const Search = () => {
  const { t, i18n } = useTranslation()
  const { search } = useLocation()
  const asked = String((search as { q?: unknown }).q ?? '')
  const [text, setText] = useState(asked)
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: () => deskApi.search({ query: { q: asked } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const q = text.trim()
    if (q !== '') goTo(`/search?q=${encodeURIComponent(q)}`, true)
  }
  const hits = found.data?.hits ?? []
  return (
    <main className="sheet">
      <search>
        <form className="search-form" onSubmit={submit}>
          <label className="find find-big">
            <Icon name="search" size={18} />
            <input
              type="search"
              // biome-ignore lint/a11y/noAutofocus: the page was opened to type here
              autoFocus
              value={text}
              maxLength={100}
              placeholder={t('search.hint')}
              aria-label={t('search.title')}
              onChange={(e) => setText(e.target.value)}
            />
          </label>
          <button type="submit" className="button button-main" disabled={text.trim() === ''}>
            {t('rail.search')}
          </button>
        </form>
      </search>
      {asked === '' && <Empty icon="search" title={t('search.title')} says={t('search.start')} />}
      {asked !== '' && found.isPending && <Skeleton rows={6} />}
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.data && hits.length === 0 && (
        <Empty icon="search" title={t('search.none', { q: asked })} says={t('search.noneSays')} />
      )}
      {found.data && hits.length > 0 && (
        <>
          <p className="faint" role="status">
            {t('search.found', { count: hits.length })}
            {!found.data.complete && ` · ${t('search.incomplete')}`}
          </p>
          <ul className="hits">
            {hits.map(({ shopId, conversation: c, message: m }) => {
              const shop = shopOf(shopId)
              return (
                <li key={`${shopId}:${m.id}`}>
                  <button
                    type="button"
                    className="hit"
                    onClick={() => goTo(addressOfTalk(shopId, c.id, m.id))}
                  >
                    <Avatar name={c.buyerName} />
                    <span className="hit-body">
                      <span className="row-line">
                        <span className="row-name">{c.buyerName}</span>
                        {shop && <PlatformMark platform={shop.platform} />}
                        <span className="faint">{shop?.name}</span>
                        <span className="row-time">{shortTime(m.sentAt, deskNow(), i18n.language)}</span>
                      </span>
                      <span className="hit-text">
                        {m.author !== 'buyer' && (
                          <Icon name={m.kind === 'note' ? 'note' : 'send'} size={13} />
                        )}
                        <Marked text={m.text} find={asked} />
                      </span>
                    </span>
                  </button>
                </li>
              )
            })}
          </ul>
        </>
      )}
    </main>
  )
}
export default Search
