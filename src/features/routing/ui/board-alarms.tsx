import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { shopOf } from '../../shop/ui/session.ts'
import type { Alarm } from './alarms.ts'
import type { TeamFigures } from './board-figures.ts'

/** Teams named where nobody is online; the table marks the others. */
const NAMED = 3

/** Brings a part of the board into view and gives it the keyboard. */
export const lookAt = (id: string) => {
  const part = document.getElementById(id)
  part?.scrollIntoView({ block: 'center' })
  part?.focus({ preventScroll: true })
}
export const teamPart = (shopId: number, code: string) => `team-${shopId}-${code}`

const lead = (alarm: Alarm) => {
  switch (alarm.what) {
    case 'breached':
    case 'called':
      return goTo(addressOfTalk(alarm.first.shopId, alarm.first.id))
    case 'nobody':
      return lookAt(teamPart(alarm.team.shopId, alarm.team.code))
    case 'unmanned': {
      const [first] = alarm.teams
      return first && lookAt(teamPart(first.shopId, first.code))
    }
    case 'growing':
      return lookAt('board-queue')
  }
}

/** What needs the supervisor now, each a button that leads there. */
export const Alarms = ({ alarms, many }: { alarms: readonly Alarm[]; many: boolean }) => {
  const { t } = useTranslation()
  const called = (team: TeamFigures) =>
    many ? `${shopOf(team.shopId)?.name ?? ''} · ${team.name}` : team.name
  const words = (alarm: Alarm) => {
    switch (alarm.what) {
      case 'breached':
        return t(alarm.lost > 0 ? 'board.alarm.breachedCost' : 'board.alarm.breached', {
          count: alarm.count,
          money: yuan(alarm.lost),
        })
      case 'called':
        return t('board.alarm.called', { count: alarm.count })
      case 'nobody':
        return t(alarm.team.members === 0 ? 'board.alarm.noMembers' : 'board.alarm.nobody', {
          team: called(alarm.team),
          count: alarm.team.waiting,
        })
      case 'unmanned':
        return t('board.alarm.unmanned', {
          teams: alarm.teams.slice(0, NAMED).map(called).join(t('board.comma')),
          more: alarm.teams.length > NAMED ? '…' : '',
        })
      case 'growing':
        return t('board.alarm.growing', { from: alarm.from, to: alarm.to, count: alarm.minutes })
    }
  }
  const leads = (alarm: Alarm) =>
    t(
      alarm.what === 'breached' || alarm.what === 'called'
        ? 'board.alarm.openLongest'
        : alarm.what === 'nobody' || alarm.what === 'unmanned'
          ? 'board.alarm.seeTeam'
          : 'board.alarm.seeQueue',
    )
  return (
    <section className="alarms" aria-label={t('board.alarms')} aria-live="polite">
      {alarms.length === 0 && (
        <p className="alarm-none">
          <Icon name="check" size={16} />
          {t('board.alarm.none')}
        </p>
      )}
      {alarms.map((alarm) => (
        <button
          key={alarm.what === 'nobody' ? `nobody ${alarm.team.shopId} ${alarm.team.code}` : alarm.what}
          type="button"
          className={
            alarm.what === 'breached' || alarm.what === 'called' ? 'alarm alarm-red' : 'alarm alarm-amber'
          }
          onClick={() => lead(alarm)}
        >
          <Icon name="alert" size={16} />
          <span>{words(alarm)}</span>
          <span className="alarm-leads">{leads(alarm)} ›</span>
        </button>
      ))}
    </section>
  )
}
