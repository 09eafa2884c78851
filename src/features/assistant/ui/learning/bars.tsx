import { useTranslation } from 'react-i18next'

/** Questions a day, today last, as small bars. */
export const Bars = ({ trend }: { trend: readonly number[] }) => {
  const { t } = useTranslation()
  const most = Math.max(1, ...trend)
  return (
    <span
      className="bars"
      role="img"
      aria-label={t('learning.trend', { days: trend.length, counts: trend.join(' ') })}
    >
      {trend.map((count, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
          key={i}
          className={count === 0 ? 'bar bar-none' : 'bar'}
          style={{ height: `${Math.max(8, (count / most) * 100)}%` }}
        />
      ))}
    </span>
  )
}
