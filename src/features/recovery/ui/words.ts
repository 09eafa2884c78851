import type { TFunction } from 'i18next'
import type { StepWhen, Trigger } from '../domain/plan.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** So many minutes as people say it: `1 d 4 h`. */
export const spanText = (minutes: number, t: TFunction<'web'>): string => {
  if (minutes === 0) return t('recovery.time.now')
  const parts = [
    ['days', Math.floor(minutes / DAY)],
    ['hours', Math.floor((minutes % DAY) / HOUR)],
    ['minutes', minutes % HOUR],
  ] as const
  return parts
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => t(`recovery.time.${unit}`, { count }))
    .join(' ')
}

/** When a step is due, in words. */
export const whenText = (when: StepWhen, trigger: Trigger, t: TFunction<'web'>): string => {
  if (when.kind === 'before-end')
    return t(`recovery.time.beforeEnd.${trigger}`, { span: spanText(when.minutes, t) })
  const minutes = when.kind === 'delay' ? when.minutes : when.after
  const after =
    minutes === 0
      ? t('recovery.time.now')
      : t(`recovery.time.after.${trigger}`, { span: spanText(minutes, t) })
  return when.kind === 'delay'
    ? after
    : t('recovery.time.hoursAfter', { after, hours: when.hours.join(' / ') })
}

/** Thousandths of a yuan: `¥1.20`. */
export const costText = (li: number): string => `¥${(li / 1000).toFixed(2)}`
export const shareText = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}%`
