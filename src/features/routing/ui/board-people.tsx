import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonState } from '../../../shared/access.ts'
import { useCell } from '../../../web/cell.ts'
import { useSecond } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Avatar } from '../../../web/parts/marks.tsx'
import { sayWrong } from '../../../web/parts/toast.tsx'
import { desk } from '../../desk/ui/live/feed.ts'
import type { Occupied } from '../contract.ts'
import { type Judge, type PersonFigures, type TeamFacts, waitsSince } from './board-figures.ts'
import { type Ask, stepRows, TalkLine } from './board-talk.tsx'
import { setLimit, setState } from './directing.ts'
import { Count, Load, Money, Since } from './figures.tsx'
import { toldKey } from './queue.ts'

/** What one may set; `finishing` follows by itself. */
const states = ['online', 'break', 'offline'] as const
/** Most slots a limit may allow, as the desk takes it. */
const MOST = 1000

/** A number that is set where it stands: Enter or leaving it saves, Esc puts it back. */
const Limit = ({
  value,
  label,
  none,
  set,
}: {
  value: number | null
  label: string
  none?: string
  set(n: number | null): void
}) => {
  const [text, setText] = useState<string | null>(null)
  const { t } = useTranslation()
  const numberIn = (typed: string) => (typed.trim() === '' ? null : Number(typed))
  const fits = (typed: string) => {
    const n = numberIn(typed)
    return n === null ? none !== undefined : Number.isInteger(n) && n >= 0 && n <= MOST
  }
  const keep = () => {
    setText(null)
    if (text === null) return
    // What was meant by -1 or 1.5 is not guessed.
    if (!fits(text)) return sayWrong(t('board.badLimit', { most: MOST }))
    const n = numberIn(text)
    if (n !== value) set(n)
  }
  return (
    <input
      className="limit"
      inputMode="numeric"
      aria-label={label}
      title={label}
      placeholder={none}
      value={text ?? value ?? ''}
      onFocus={(e) => e.target.select()}
      onChange={(e) => setText(e.target.value)}
      aria-invalid={text !== null && !fits(text)}
      onBlur={keep}
      onKeyDown={(e) => {
        if (e.key === 'Enter') keep()
        else if (e.key === 'Escape') setText(null)
      }}
    />
  )
}

const StateBox = ({ person, shopId }: { person: PersonFigures; shopId: number }) => {
  const { t } = useTranslation()
  return (
    <select
      className="state-box"
      aria-label={t('board.stateOf', { name: person.name })}
      value={person.state}
      onChange={(e) => {
        const state = PersonState.safeParse(e.target.value)
        if (state.success) void setState(shopId, person.personId, state.data, person.name)
      }}
    >
      {person.state === 'finishing' && (
        <option value="finishing" disabled>
          {t('rail.finishing')}
        </option>
      )}
      {states.map((state) => (
        <option key={state} value={state}>
          {t(`rail.${state}`)}
        </option>
      ))}
    </select>
  )
}

/** What somebody has, the most pressing first. */
const Having = ({ person, shopIds, teams, judge, many, ask }: PersonProps) => {
  const { t } = useTranslation()
  const open = useCell(desk, (s) => s.open)
  const now = useSecond() * 1000
  const talks = [...open.values()]
    .filter((c) => c.assignee === person.personId && c.status === 'open' && shopIds.has(c.shopId))
    .map((c) => ({ conversation: c, judged: judge(c, now) }))
    .sort(
      (a, b) =>
        Number(b.judged.waits) - Number(a.judged.waits) ||
        waitsSince(a.conversation, a.judged) - waitsSince(b.conversation, b.judged),
    )
  if (talks.length === 0) return <p className="faint">{t('board.hasNothing', { name: person.name })}</p>
  return talks.map(({ conversation: c, judged }) => (
    <TalkLine
      key={`${c.shopId} ${c.id}`}
      conversation={c}
      judged={judged}
      says={teams.find((one) => one.shopId === c.shopId && one.code === c.team)?.name ?? ''}
      many={many}
      ask={ask}
    />
  ))
}

interface PersonProps {
  person: PersonFigures
  seats: ReadonlyMap<string, Occupied>
  shopIds: ReadonlySet<number>
  teams: readonly TeamFacts[]
  judge: Judge
  many: boolean
  ask(what: Ask): void
  handOver(person: PersonFigures): void
}

const PersonRow = memo((props: PersonProps & { columns: number }) => {
  const { t } = useTranslation()
  const { person, seats, many, handOver } = props
  const [shown, setShown] = useState(false)
  const [first] = person.shops
  if (!first) return null
  const told = person.shops.flatMap(({ shopId }) => seats.get(toldKey(shopId, person.personId)) ?? [])
  // What they have in shops that are not on this board takes of their limit as well.
  const elsewhere = Math.max(0, (told[0]?.load ?? 0) - told.reduce((n, seat) => n + seat.shopLoad, 0))
  const given = Math.max(person.givenAt ?? 0, ...told.map((seat) => seat.givenAt ?? 0)) || null
  const away = person.state !== 'offline' && !person.here
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            className="person-name"
            data-row
            aria-expanded={shown}
            title={t('board.showTalks', { name: person.name })}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'down' : 'right'} size={14} />
            <Avatar name={person.name} small />
            <span>
              <b>{person.name}</b>
              <span className="faint small person-teams">
                {person.teams.join('、') || t('board.inNoTeam')}
              </span>
            </span>
          </button>
        </th>
        <td>
          <span className="cell-line">
            <span className={`state-dot state-${away ? 'away' : person.state}`} />
            <StateBox person={person} shopId={first.shopId} />
            <span className="faint small">
              <Since at={told[0]?.stateAt ?? null} />
            </span>
            {away && <span className="pill pill-amber">{t('board.away')}</span>}
          </span>
        </td>
        <td>
          <Load
            taken={person.load + elsewhere}
            limit={person.slots}
            label={`${person.name} · ${t('board.slots')}`}
          >
            <Limit
              value={person.slots}
              label={t('board.limitOf', { name: person.name })}
              set={(slots) => slots !== null && void setLimit(first.shopId, person.personId, { slots })}
            />
          </Load>
        </td>
        {!many && (
          <td>
            <span className="cell-line">
              <span className="digits">{first.load}/</span>
              <Limit
                value={first.shopSlots}
                none="–"
                label={t('board.shopLimitOf', { name: person.name })}
                set={(shopSlots) => void setLimit(first.shopId, person.personId, { shopSlots })}
              />
            </span>
          </td>
        )}
        <td>
          <Count n={person.waiting} />
          {person.oldest !== null && (
            <>
              {' · '}
              <Since at={person.oldest} />
            </>
          )}
        </td>
        <td>
          <Count n={person.near} tone="amber" /> / <Count n={person.over} tone="red" />
        </td>
        <td>
          <Money fen={person.stake} />
        </td>
        <td>
          <Since at={given} />
        </td>
        <td>
          <button
            type="button"
            className="icon-button"
            disabled={person.talks === 0}
            aria-label={t('board.handOverTitle', { name: person.name })}
            title={t('board.handOverTitle', { name: person.name })}
            onClick={() => handOver(person)}
          >
            <Icon name="exit" size={16} />
          </button>
        </td>
      </tr>
      {shown && (
        <tr className="person-talks">
          <td colSpan={props.columns}>
            <Having {...props} />
          </td>
        </tr>
      )}
    </>
  )
})
PersonRow.displayName = 'PersonRow'

/** Everybody who serves buyers: state, load and limits, changed where they stand. */
export const People = ({
  people,
  ...props
}: { people: readonly PersonFigures[] } & Omit<PersonProps, 'person'>) => {
  const { t } = useTranslation()
  const { many } = props
  const heads = [
    [t('board.person'), undefined],
    [t('board.state'), t('board.stateSays')],
    [t('board.load'), t('board.loadSays')],
    ...(many ? [] : [[t('board.inShop'), t('board.inShopSays')] as const]),
    [t('board.waitingLongest'), undefined],
    [t('board.nearOver'), t('board.nearSays')],
    [t('board.stake'), t('board.stakeSays')],
    [t('board.given'), t('board.givenSays')],
  ] as const
  return (
    <section className="block" aria-label={t('board.people')}>
      <h2 className="block-title">{t('board.people')}</h2>
      {people.length === 0 ? (
        <p className="faint">{t('board.noPeople')}</p>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrows step between the buttons inside
        <div className="table-scroll" onKeyDown={stepRows}>
          <table className="figures">
            <thead>
              <tr>
                {heads.map(([name, says]) => (
                  <th key={name} scope="col" title={says}>
                    {name}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">{t('board.deeds')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <PersonRow key={person.personId} person={person} columns={heads.length + 1} {...props} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
