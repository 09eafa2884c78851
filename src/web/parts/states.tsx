import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../i18n.ts'
import { Icon, type IconName } from './icons.tsx'

/** Nothing to show, and what to do about it. */
export const Empty = ({ icon, title, says }: { icon: IconName; title: string; says?: ReactNode }) => (
  <div className="state">
    <Icon name={icon} size={36} />
    <p className="state-title">{title}</p>
    {says && <p className="state-says">{says}</p>}
  </div>
)

/** Something could not be shown: why, and a button to try again. */
export const Problem = ({ error, title, retry }: { error: unknown; title?: string; retry?: () => void }) => {
  const { t } = useTranslation()
  return (
    <div className="state" role="alert">
      <Icon name="alert" size={36} />
      <p className="state-title">{title ?? t('error.title')}</p>
      <p className="state-says">{errorText(error)}</p>
      {retry && (
        <button type="button" className="button" onClick={retry}>
          {t('app.retry')}
        </button>
      )}
    </div>
  )
}

/** Grey shapes where rows will be. */
export const Skeleton = ({ rows = 6, height = 68 }: { rows?: number; height?: number }) => {
  const { t } = useTranslation()
  return (
    <div className="skeleton" role="status" aria-label={t('app.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never change places
        <div key={i} className="skeleton-row" style={{ height }}>
          <span className="skeleton-round" />
          <span className="skeleton-lines">
            <span style={{ width: `${40 + ((i * 17) % 30)}%` }} />
            <span style={{ width: `${60 + ((i * 23) % 35)}%` }} />
          </span>
        </div>
      ))}
    </div>
  )
}
