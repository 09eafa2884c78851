import i18next from 'i18next'
import { inLanguage } from '../../../shared/said.ts'
import { deskNow } from '../../../web/clock.ts'
import { untilTime, yuan } from '../../../web/format.ts'
import type { Notice, Why } from '../domain.ts'

/** Names a stream needs. */
export interface Names {
  person(id: number): string | undefined
  team(code: string): string
  /** Why the desk chose somebody: one sentence. */
  why(why: Why, person: string): string
  buyer: string
}

/** A line of history in words. */
export const noticeText = (notice: Notice, names: Names, language: string): string => {
  const { t } = i18next
  const name = (id: number | null) => (id === null ? undefined : names.person(id)) ?? t('stream.someone')
  switch (notice.what) {
    case 'claimed':
      return t('notice.claimed', { by: name(notice.by) })
    case 'closed':
      if (notice.by === null) return t('notice.closedQuiet')
      return t(notice.unanswered ? 'notice.closedUnanswered' : 'notice.closed', { by: name(notice.by) })
    case 'taken':
      return t('notice.taken', { by: name(notice.by), from: name(notice.from) })
    case 'transferred':
      return notice.to === null
        ? t('notice.transferredTeam', { by: name(notice.by), team: names.team(notice.team ?? '') })
        : t('notice.transferred', { by: name(notice.by), to: name(notice.to) })
    case 'snoozed':
      return t('notice.snoozed', { by: name(notice.by), until: untilTime(notice.until, deskNow(), language) })
    case 'reopened':
      return notice.by === null ? t('notice.reopenedBuyer') : t('notice.reopened', { by: name(notice.by) })
    case 'woken':
      return notice.by === null ? t('notice.wokenAuto') : t('notice.woken', { by: name(notice.by) })
    case 'assigned':
      return t('notice.assigned', { why: names.why(notice.why, name(notice.to)) })
    case 'queued':
      return t('notice.queued', {
        team: names.team(notice.team),
        why: t(`notice.queuedWhy.${notice.why}`, { from: name(notice.from) }),
      })
    case 'silence':
      return t(`notice.steps.${notice.step}`, { to: name(notice.to) })
    case 'consented':
      return t('notice.consented', { by: name(notice.by) })
    case 'conceded': {
      const what = notice.gift
        ? t('bargaining.notice.gift', { gift: inLanguage(notice.gift, language) })
        : t('bargaining.notice.money', { money: yuan(notice.fen ?? 0) })
      const until = untilTime(notice.until, deskNow(), language)
      return t('bargaining.notice.conceded', { by: name(notice.by), what, until })
    }
    case 'stopped':
      return t('notice.stopped')
    case 'breached': {
      const rule = notice.name[language === 'en' ? 'en' : 'zh']
      return notice.money === 0
        ? t('notice.breached', { rule })
        : t('notice.breachedCost', { rule, cost: yuan(notice.money) })
    }
  }
}
