import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { PlatformMark } from '../../../web/parts/marks.tsx'
import { shopOf } from '../../shop/ui/session.ts'
import { teamPart } from './board-alarms.tsx'
import type { TeamFigures } from './board-figures.ts'
import { Count, Load, Money, Since } from './figures.tsx'

const Heads = () => {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        <th scope="col">{t('board.team')}</th>
        <th scope="col">{t('board.people')}</th>
        <th scope="col" title={t('board.slotsSays')}>
          {t('board.slots')}
        </th>
        <th scope="col" title={t('board.busySays')}>
          {t('board.busy')}
        </th>
        <th scope="col">{t('board.waiting')}</th>
        <th scope="col">{t('board.longest')}</th>
        <th scope="col" title={t('board.nearSays')}>
          {t('board.near')}
        </th>
        <th scope="col">{t('board.over')}</th>
        <th scope="col" title={t('board.stakeSays')}>
          {t('board.stake')}
        </th>
      </tr>
    </thead>
  )
}

const TeamRow = memo(({ team, many }: { team: TeamFigures; many: boolean }) => {
  const { t } = useTranslation()
  const shop = shopOf(team.shopId)
  const there = [
    ['online', team.online],
    ['break', team.paused],
    ['away', team.away],
    ['offline', team.offline],
  ] as const
  return (
    <tr
      id={teamPart(team.shopId, team.code)}
      tabIndex={-1}
      className={team.open && team.online === 0 ? 'row-empty' : undefined}
    >
      <th scope="row">
        <span className="cell-line">
          {many && shop && <PlatformMark platform={shop.platform} />}
          {team.name}
          <span className={team.open ? 'pill pill-good' : 'pill'}>
            {t(team.open ? 'board.open' : 'board.closed')}
          </span>
        </span>
        {many && <span className="faint small">{shop?.name}</span>}
      </th>
      <td>
        {team.members === 0 ? (
          <span className="count-red">{t('board.noMembers')}</span>
        ) : (
          <span className="cell-line">
            {there
              .filter(([state, n]) => n > 0 || state === 'online')
              .map(([state, n]) => (
                <span
                  key={state}
                  className={`there there-${state}`}
                  title={`${t(`board.there.${state}`)}: ${n}`}
                >
                  <span className={`state-dot state-${state}`} />
                  <span className="unseen">{t(`board.there.${state}`)}</span>
                  {n}
                </span>
              ))}
          </span>
        )}
      </td>
      <td>
        <Load taken={team.taken} limit={team.slots} label={`${team.name} · ${t('board.slots')}`} />
      </td>
      <td>
        <span className="digits">
          {team.busy}/{team.online}
        </span>
      </td>
      <td>
        <Count n={team.waiting} />
        {team.queued > 0 && (
          <span className="faint small"> {t('board.queuedOf', { count: team.queued })}</span>
        )}
      </td>
      <td>
        <Since at={team.oldest} />
      </td>
      <td>
        <Count n={team.near} tone="amber" />
      </td>
      <td>
        <Count n={team.over} tone="red" />
      </td>
      <td>
        <Money fen={team.stake} />
      </td>
    </tr>
  )
})
TeamRow.displayName = 'TeamRow'

/** Every team, how it is staffed and how it fares. */
export const Teams = ({ teams, many }: { teams: readonly TeamFigures[]; many: boolean }) => {
  const { t } = useTranslation()
  return (
    <section className="block" aria-label={t('board.teams')}>
      <h2 className="block-title">{t('board.teams')}</h2>
      <div className="table-scroll">
        <table className="figures">
          <Heads />
          <tbody>
            {teams.map((team) => (
              <TeamRow key={`${team.shopId} ${team.code}`} team={team} many={many} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
