import { useTranslation } from 'react-i18next'

interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage(): unknown
}

/** Below a list of which there is more: the next page of it. Nothing where all is shown. */
export const More = ({ of }: { of: Paged }) => {
  const { t } = useTranslation()
  if (!of.hasNextPage) return null
  return (
    <button
      type="button"
      className="button more"
      disabled={of.isFetchingNextPage}
      onClick={() => void of.fetchNextPage()}
    >
      {t('app.more')}
    </button>
  )
}
