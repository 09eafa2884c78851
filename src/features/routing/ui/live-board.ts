import { replaceEqualDeep, useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useCell } from '../../../web/cell.ts'
import { deskNow, useSecond } from '../../../web/clock.ts'
import { queries } from '../../../web/query.ts'
import { judge } from '../../clock/ui/judge.ts'
import { desk } from '../../desk/ui/live/feed.ts'
import { clocks } from '../../desk/ui/live/rules.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn, me } from '../../shop/ui/session.ts'
import type { Occupied, Queued } from '../contract.ts'
import { type Alarm, alarmsOf } from './alarms.ts'
import { askQueueAnew, routingApi } from './api.ts'
import { type Board, boardOf, type Judge, type MemberAt, type TeamFacts } from './board-figures.ts'
import { type Curve, together } from './curve.ts'
import { toldKey } from './queue.ts'

/** The board is figured at most so often while messages pour in, ms. */
const PACE = 250
/** How often the desk is asked why who waits waits, ms; and at most, when the queue changes. */
const ASK = 5000
const ASK_SOON = 1500

/** The shops this person may direct. */
export const useDirected = (): readonly ShopFacts[] => {
  const person = useCell(me)
  return useMemo(
    () => (person?.shops ?? []).map(({ shop }) => shop).filter(({ id }) => mayIn(id, 'routing.direct')),
    [person],
  )
}

/** The desk's state, but not more often than the eye needs it. */
const useDeskSlowly = () => {
  const shown = useRef(desk.get())
  return useSyncExternalStore(
    useMemo(
      () => (heard: () => void) => {
        let timer: ReturnType<typeof setTimeout> | undefined
        const off = desk.follow(() => {
          timer ??= setTimeout(() => {
            timer = undefined
            shown.current = desk.get()
            heard()
          }, PACE)
        })
        return () => {
          off()
          clearTimeout(timer)
        }
      },
      [],
    ),
    () => shown.current,
  )
}

export interface LiveBoard {
  board: Board
  alarms: readonly Alarm[]
  teams: readonly TeamFacts[]
  judge: Judge
  told: ReadonlyMap<string, Queued>
  /** What the desk says of each person, by shop and person. */
  seats: ReadonlyMap<string, Occupied>
  curve: Curve
  /** Teams or queue have not been learnt yet. */
  loading: boolean
  error: unknown
  retry(): void
}

/** The board of some shops as it is this second. */
export const useBoard = (shops: readonly ShopFacts[]): LiveBoard => {
  const settings = useQueries({
    queries: shops.map((shop) => ({
      queryKey: ['settings', 'routing', shop.id],
      queryFn: () => routingApi.routingSettings({ params: { shopId: shop.id } }),
    })),
    combine: (all) => ({
      teams: all.map((one, i): TeamFacts[] => {
        const { settings: found } = one.data ?? {}
        const shop = shops[i]
        if (!found || !shop) return []
        return found.teams.map(({ code, name, hours }) => ({
          ...{ shopId: shop.id, code, name, hours, zone: shop.timeZone },
          fallback: code === found.fallback,
        }))
      }),
      error: all.find((one) => one.error)?.error ?? null,
      loading: all.some((one) => one.isPending),
    }),
  })
  const queue = useQueries({
    queries: shops.map((shop) => ({
      queryKey: ['queue', shop.id],
      queryFn: () => routingApi.queue({ params: { shopId: shop.id } }),
      refetchInterval: ASK,
      staleTime: 0,
    })),
    combine: (all) => ({
      answers: all.map((one, i) => ({ shopId: shops[i]?.id ?? 0, ...one.data })),
      error: all.find((one) => one.error)?.error ?? null,
      loading: all.some((one) => one.isPending),
    }),
  })
  const { told, seats, curve } = useMemo(
    () => ({
      told: new Map(
        queue.answers.flatMap(({ shopId, waiting = [] }) =>
          waiting.map((w) => [toldKey(shopId, w.conversationId), w] as const),
        ),
      ),
      seats: new Map(
        queue.answers.flatMap(({ shopId, people = [] }) =>
          people.map((p) => [toldKey(shopId, p.personId), p] as const),
        ),
      ),
      curve: together(queue.answers.map((answer) => answer.curve ?? [])),
    }),
    [queue.answers],
  )
  const teams = useMemo(() => settings.teams.flat(), [settings.teams])
  const state = useDeskSlowly()
  const shopClocks = useCell(clocks)
  const judged: Judge = useCallback((c, now) => judge(c, shopClocks, now), [shopClocks])
  const second = useSecond()
  const shown = useRef<Board | null>(null)
  const { board, alarms } = useMemo(() => {
    const ids = new Set(shops.map(({ id }) => id))
    const open = [...state.open.values()].filter((c) => ids.has(c.shopId))
    const members: MemberAt[] = [...state.members.values()].filter((m) => ids.has(m.shopId))
    // `second` makes it anew; the moment itself is the finer one.
    const fresh = boardOf(open, members, teams, judged, Math.max(second * 1000, deskNow()))
    // A row whose figures are the same is not drawn again: of 40 rows, one or two change in a second.
    const figures = {
      ...fresh,
      teams: replaceEqualDeep(shown.current?.teams, fresh.teams),
      people: replaceEqualDeep(shown.current?.people, fresh.people),
    }
    shown.current = figures
    const called = (c: (typeof open)[number]) => {
      const steps = shopClocks.get(c.shopId)?.settings.steps ?? []
      return steps.slice(0, c.clock?.steps ?? 0).some((step) => step.do === 'supervisor')
    }
    return { board: figures, alarms: alarmsOf(figures, open, called, curve) }
  }, [state, teams, judged, second, shops, shopClocks, curve])

  // Why something waits changes with who is there and what else waits: then it is asked before its time.
  const changed = `${board.queue.length} ${board.people.map((p) => `${p.state}${p.here}${p.load}`).join()}`
  const asked = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change is the reason, whatever it is
  useEffect(() => {
    const wait = Math.max(0, asked.current + ASK_SOON - Date.now())
    const timer = setTimeout(() => {
      asked.current = Date.now()
      void askQueueAnew()
    }, wait)
    return () => clearTimeout(timer)
  }, [changed])

  return {
    board,
    alarms,
    teams,
    judge: judged,
    told,
    seats,
    curve,
    loading: settings.loading || queue.loading,
    error: settings.error ?? queue.error,
    retry: () => {
      void queries.invalidateQueries({ queryKey: ['settings', 'routing'] })
      void askQueueAnew()
    },
  }
}
