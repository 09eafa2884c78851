import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { yuan } from '../../../web/format.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { link } from '../../desk/ui/live/feed.ts'
import { ShopChoice } from '../../shop/ui/shop-choice.tsx'
import { Alarms } from './board-alarms.tsx'
import { HourCurve } from './board-curve.tsx'
import { GiveDialog, HandOverDialog, WhisperDialog } from './board-dialogs.tsx'
import type { Board as Figures, PersonFigures } from './board-figures.ts'
import { People } from './board-people.tsx'
import { Queue } from './board-queue.tsx'
import type { Ask } from './board-talk.tsx'
import { Teams } from './board-teams.tsx'
import { Since } from './figures.tsx'
import { useBoard, useDirected } from './live-board.ts'

const Totals = ({ board }: { board: Figures }) => {
  const { t } = useTranslation()
  const all: [string, React.ReactNode, string?][] = [
    [t('board.openTalks'), board.open],
    [t('board.waiting'), board.waiting],
    [t('board.longest'), <Since key="longest" at={board.oldest} />],
    [t('board.near'), board.near, board.near > 0 ? 'count-amber' : ''],
    [t('board.over'), board.over, board.over > 0 ? 'count-red' : ''],
    [t('board.stake'), yuan(board.stake), board.stake > 0 ? 'count-amber' : ''],
    [t('board.lost'), yuan(board.lost), board.lost > 0 ? 'count-red' : ''],
  ]
  return (
    <dl className="totals">
      {all.map(([name, value, tone = '']) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={`digits ${tone}`}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type Doing = Ask | { what: 'hand-over'; person: PersonFigures }

/** The supervisor's board: every team, everybody, everything that waits, now. */
const Board = () => {
  const { t } = useTranslation()
  const directed = useDirected()
  const connection = useCell(link)
  const [shopId, setShopId] = useState<number | null>(null)
  const [doing, setDoing] = useState<Doing | null>(null)
  const shops = useMemo(
    () => directed.filter(({ id }) => shopId === null || id === shopId),
    [directed, shopId],
  )
  const shopIds = useMemo(() => new Set(shops.map(({ id }) => id)), [shops])
  const live = useBoard(shops)
  const { board } = live
  const handOver = useCallback((person: PersonFigures) => setDoing({ what: 'hand-over', person }), [])
  if (directed.length === 0)
    return <Empty icon="shield" title={t('board.notYours')} says={t('board.notYoursSays')} />
  const starting = connection.is === 'starting' || live.loading
  const many = shops.length > 1
  const close = () => setDoing(null)
  return (
    <main className="sheet board">
      <div className="sheet-head">
        <h1>{t('board.title')}</h1>
        <ShopChoice together shops={directed} chosen={shopId} choose={setShopId} />
      </div>
      {live.error !== null && <Problem error={live.error} retry={live.retry} />}
      {starting && live.error === null ? (
        <Skeleton rows={8} height={64} />
      ) : (
        <>
          <Totals board={board} />
          <Alarms alarms={live.alarms} many={many} />
          <div className="board-columns">
            <div>
              <Teams teams={board.teams} many={many} />
              <People
                people={board.people}
                seats={live.seats}
                shopIds={shopIds}
                teams={live.teams}
                judge={live.judge}
                many={many}
                ask={setDoing}
                handOver={handOver}
              />
            </div>
            <div>
              <Queue queue={board.queue} told={live.told} teams={live.teams} many={many} ask={setDoing} />
              <HourCurve curve={live.curve} />
            </div>
          </div>
        </>
      )}
      {doing?.what === 'give' && (
        <GiveDialog
          conversation={doing.conversation}
          people={board.people}
          teams={board.teams}
          close={close}
        />
      )}
      {doing?.what === 'whisper' && <WhisperDialog conversation={doing.conversation} close={close} />}
      {doing?.what === 'hand-over' && (
        <HandOverDialog person={doing.person} people={board.people} close={close} />
      )}
    </main>
  )
}
export default Board
