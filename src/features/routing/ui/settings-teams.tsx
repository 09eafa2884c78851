import { Button, Input, InputNumber, Popconfirm, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../../web/nav.ts'
import type { Member } from '../../shop/domain.ts'
import type { RoutingSettings, TeamSettings } from '../domain/settings.ts'
import { Field, HoursField, NumberField, RemoveButton, teamOptions, Wrong } from './settings-field.tsx'
import { freeCode } from './settings-problems.ts'

export interface PartProps {
  settings: RoutingSettings
  set(change: Partial<RoutingSettings>): void
  editable: boolean
}

const toPeople = (e: React.MouseEvent) => {
  e.preventDefault()
  goTo('/settings/people')
}

/** Who helps, and after how long: read from top to bottom like a ladder. */
const Ladder = ({
  team,
  at,
  teams,
  set,
  editable,
}: {
  team: TeamSettings
  at: string
  teams: readonly TeamSettings[]
  set(overflow: TeamSettings['overflow']): void
  editable: boolean
}) => {
  const { t } = useTranslation()
  const { overflow } = team
  const change = (i: number, how: Partial<TeamSettings['overflow'][number]>) =>
    set(overflow.map((ring, j) => (i === j ? { ...ring, ...how } : ring)))
  const used = new Set([team.code, ...overflow.flatMap((ring) => ring.teams)])
  const free = teams.filter(({ code }) => !used.has(code))
  const add = () => {
    const [next] = free
    if (!next) return
    set([...overflow, { after: (overflow.at(-1)?.after ?? 0) + 30, teams: [next.code] }])
  }
  return (
    <Field at={`${at}.overflow`} label={t('routing.overflow')} says={t('routing.overflowSays')}>
      <ol className="ladder">
        <li>
          <span className="ladder-when digits">0 {t('routing.s')}</span>
          <span>{team.name || '…'}</span>
        </li>
        {overflow.map((ring, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a ring is its place on the ladder
          <li key={i}>
            <span className="ladder-when">
              <InputNumber
                size="small"
                style={{ width: 72 }}
                aria-label={t('routing.after', { count: i + 1 })}
                disabled={!editable}
                value={ring.after}
                onChange={(after) => after !== null && change(i, { after })}
              />{' '}
              {t('routing.s')}
            </span>
            <Select
              mode="multiple"
              size="small"
              style={{ flex: 1, minWidth: 100 }}
              aria-label={t('routing.ringTeams', { count: i + 1 })}
              disabled={!editable}
              value={ring.teams}
              onChange={(codes) => change(i, { teams: codes })}
              options={teamOptions(teams.filter(({ code }) => code !== team.code))}
            />
            {editable && <RemoveButton run={() => set(overflow.filter((_, j) => j !== i))} />}
            <span className="ladder-wrong">
              <Wrong at={`${at}.overflow.${i}`} deep />
            </span>
          </li>
        ))}
      </ol>
      {editable && free.length > 0 && (
        <button type="button" className="link small" onClick={add}>
          {t('routing.addRing')}
        </button>
      )}
    </Field>
  )
}

const TeamCard = ({
  at,
  team,
  members,
  settings,
  set,
  remove,
  editable,
}: {
  at: number
  team: TeamSettings
  members: readonly Member[]
  settings: RoutingSettings
  set(change: Partial<TeamSettings>): void
  remove(): void
  editable: boolean
}) => {
  const { t } = useTranslation()
  const field = `teams.${at}`
  return (
    <article className="team-card" aria-label={team.name}>
      <div className="routing-line">
        <div style={{ flex: 1 }}>
          <Input
            aria-label={t('routing.teamName')}
            placeholder={t('routing.teamName')}
            maxLength={40}
            disabled={!editable}
            value={team.name}
            onChange={(e) => set({ name: e.target.value })}
          />
          <Wrong at={`${field}.name`} />
          <Wrong at={`${field}.code`} />
        </div>
        {settings.fallback === team.code && (
          <span className="pill pill-good" title={t('routing.fallbackSays')}>
            {t('routing.isFallback')}
          </span>
        )}
        {editable && settings.teams.length > 1 && (
          <Popconfirm
            title={t('routing.removeTeam', { name: team.name })}
            description={t('routing.removeTeamSays')}
            onConfirm={remove}
          >
            <span>
              <RemoveButton label={t('routing.removeTeam', { name: team.name })} run={() => {}} />
            </span>
          </Popconfirm>
        )}
      </div>
      <p className="team-members">
        <span className="faint">{t('routing.members')} </span>
        {members.map((m) => m.name).join('、') || '–'}{' '}
        <a href="/settings/people" onClick={toPeople}>
          {t('routing.change')}
        </a>
      </p>
      <Wrong at={field} />
      <div className="team-fields">
        <NumberField
          at={`${field}.slots`}
          label={t('routing.slots')}
          says={t('routing.slotsSays')}
          value={team.slots}
          editable={editable}
          set={(slots) => set({ slots })}
        />
        <HoursField
          at={`${field}.hours`}
          hours={team.hours}
          editable={editable}
          set={(hours) => set({ hours })}
        />
        <Ladder
          team={team}
          at={field}
          teams={settings.teams}
          editable={editable}
          set={(overflow) => set({ overflow })}
        />
      </div>
    </article>
  )
}

/** The settings without a team: no ring and no rule may name it any more. */
const without = (settings: RoutingSettings, code: string): Partial<RoutingSettings> => {
  const teams = settings.teams
    .filter((team) => team.code !== code)
    .map((team) => ({
      ...team,
      overflow: team.overflow
        .map((ring) => ({ ...ring, teams: ring.teams.filter((one) => one !== code) }))
        .filter((ring) => ring.teams.length > 0),
    }))
  return {
    teams,
    intents: settings.intents.filter((rule) => rule.team !== code),
    fallback: settings.fallback === code ? (teams[0]?.code ?? code) : settings.fallback,
  }
}

/** The teams: when they are there, what a conversation takes, who helps out, who is in them. */
export const Teams = ({ settings, set, editable, members }: PartProps & { members: readonly Member[] }) => {
  const { t } = useTranslation()
  const { teams } = settings
  const add = () => {
    const code = freeCode(
      '',
      teams.map((team) => team.code),
    )
    set({ teams: [...teams, { code, name: '', hours: [], slots: 1, overflow: [] }] })
  }
  const loose = members.filter((m) => !m.teams.some((code) => teams.some((team) => team.code === code)))
  return (
    <section className="block">
      <div className="sheet-head">
        <div style={{ flex: 1 }}>
          <h2 className="block-title">{t('routing.teams')}</h2>
          <p className="block-says">{t('routing.teamsSays')}</p>
        </div>
        {editable && <Button onClick={add}>{t('routing.addTeam')}</Button>}
      </div>
      <Wrong at="teams" />
      {teams.map((team, i) => (
        <TeamCard
          key={team.code}
          at={i}
          team={team}
          members={members.filter((m) => m.teams.includes(team.code))}
          settings={settings}
          editable={editable}
          set={(how) => set({ teams: teams.map((one) => (one === team ? { ...one, ...how } : one)) })}
          remove={() => set(without(settings, team.code))}
        />
      ))}
      <div className="routing-field" style={{ maxWidth: 420 }}>
        <span className="field-name">{t('routing.fallback')}</span>
        <Select
          aria-label={t('routing.fallback')}
          disabled={!editable}
          value={settings.fallback}
          onChange={(fallback) => set({ fallback })}
          options={teamOptions(teams)}
        />
        <Wrong at="fallback" />
        <span className="faint small">{t('routing.fallbackSays')}</span>
      </div>
      {loose.length > 0 && (
        <div className="routing-loose">
          <span className="field-name">{t('routing.loose')}</span>
          {loose.map((m) => (
            <span key={m.personId} className="cell-line">
              {m.name} <Wrong at={`people.${m.personId}`} />
            </span>
          ))}
          <a href="/settings/people" onClick={toPeople}>
            {t('routing.change')}
          </a>
        </div>
      )}
    </section>
  )
}
