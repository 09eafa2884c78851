import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSecond } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { waitText } from '../../conversation/ui/wait.ts'
import { desk } from '../../desk/ui/live/feed.ts'
import { keyOf } from '../../desk/ui/live/state.ts'
import type { Queued } from '../contract.ts'
import type { Board, TeamFacts } from './board-figures.ts'
import { type Ask, stepRows, TalkLine } from './board-talk.tsx'
import { Since } from './figures.tsx'
import { type QueueTalk, queueRows, toldKey } from './queue.ts'

const HEAD = 34
const TALK = 54

/** Reasons that time alone will change. The group's head says the reason, its rows when. */
const soon = { 'waits-for': 0, 'team-closed': 0, 'skill-busy': 0, 'all-full': 0 }
type Soon = keyof typeof soon

interface QueueProps {
  queue: Board['queue']
  told: ReadonlyMap<string, Queued>
  teams: readonly TeamFacts[]
  many: boolean
  ask(what: Ask): void
}

const QueueLine = ({
  row,
  teamName,
  many,
  ask,
}: { row: QueueTalk; teamName: string } & Pick<QueueProps, 'many' | 'ask'>) => {
  const { t } = useTranslation()
  const now = useSecond() * 1000
  const { conversation: c, judged, told } = row
  const nameOf = (personId: number | null | undefined) =>
    personId == null ? '' : (desk.get().members.get(keyOf({ shopId: c.shopId, id: personId }))?.name ?? '')
  const said: string[] = teamName ? [teamName] : []
  if (c.assignee !== null) said.push(t('board.movedFrom', { name: nameOf(c.assignee) }))
  if (told?.reason && told.until !== null) {
    const time = waitText(Math.max(0, told.until - now))
    if (told.reason in soon)
      said.push(t(`board.until.${told.reason as Soon}`, { time, name: nameOf(told.personId) }))
  }
  return <TalkLine conversation={c} judged={judged} says={said.join(' · ')} many={many} ask={ask} />
}

/** Everybody who waits for a person, by the reason for it. Hundreds of rows, of which only the visible ones exist. */
export const Queue = ({ queue, told, teams, many, ask }: QueueProps) => {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => queueRows(queue, told), [queue, told])
  const names = useMemo(() => new Map(teams.map((x) => [`${x.shopId} ${x.code}`, x.name])), [teams])
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (i) => (rows[i]?.is === 'head' ? HEAD : TALK),
    getItemKey: (i) => {
      const row = rows[i]
      if (!row) return i
      return row.is === 'head' ? row.group : toldKey(row.conversation.shopId, row.conversation.id)
    },
    overscan: 6,
  })
  return (
    <section id="board-queue" className="block queue" tabIndex={-1} aria-label={t('board.queue')}>
      <h2 className="block-title">
        {t('board.queue')} <span className="digits faint">{queue.length}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="alarm-none">
          <Icon name="check" size={16} />
          {t('board.queueEmpty')}
        </p>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrows step between the buttons inside
        <div ref={box} className="queue-box" onKeyDown={stepRows}>
          <div style={{ height: list.getTotalSize(), position: 'relative' }}>
            {list.getVirtualItems().map((item) => {
              const row = rows[item.index]
              if (!row) return null
              return (
                <div key={item.key} className="queue-row" style={{ height: item.size, top: item.start }}>
                  {row.is === 'head' ? (
                    <h3 className="queue-head">
                      {t(`board.reason.${row.group}`)}
                      <span className="badge">{row.count}</span>
                      <span className="faint small">
                        {t('board.longest')} <Since at={row.oldest} />
                      </span>
                    </h3>
                  ) : (
                    <QueueLine
                      row={row}
                      teamName={names.get(`${row.conversation.shopId} ${row.conversation.team}`) ?? ''}
                      many={many}
                      ask={ask}
                    />
                  )}
                </div>
              )
            })}
          </div>
        </div>
      )}
    </section>
  )
}
