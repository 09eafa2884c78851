import { type Instant, MINUTE } from '../../../shared/time.ts'
import type { TaskSettings } from './settings.ts'
import { isOver, type Task, type TaskKind } from './task.ts'

type Clocked = Pick<Task, 'state' | 'dueAt' | 'warnAt' | 'warned' | 'broken'>

/** When a task that is due then is warned of (TSK-11): so long before, but never more than half of its time. */
export const warnBefore = (from: Instant, dueAt: Instant, lead: number): Instant =>
  Math.max(dueAt - lead, from + Math.ceil((dueAt - from) / 2))

/** A new task's times and team: its own time where it has one, else its kind's. */
export const clockOf = (
  settings: TaskSettings,
  kind: TaskKind,
  now: Instant,
  dueAt: Instant | null,
): { dueAt: Instant | null; warnAt: Instant | null; team: string | null } => {
  const { minutes, warn, team } = settings.kinds[kind]
  const due = dueAt ?? (minutes === null ? null : now + minutes * MINUTE)
  return { dueAt: due, warnAt: due === null ? null : warnBefore(now, due, warn * MINUTE), team }
}

/** What the clock does to a task: broken counts from the moment it was due, whenever somebody looks (TSK-12). */
export const ticked = (task: Clocked, now: Instant): 'broken' | 'warned' | null => {
  if (isOver(task.state)) return null
  if (task.dueAt !== null && now >= task.dueAt) return task.broken ? null : 'broken'
  if (task.warnAt !== null && now >= task.warnAt && !task.warned) return 'warned'
  return null
}

/** A task as it is once its clock has been looked at, and what to write down of it. */
export const caughtUp = (
  task: Task,
  now: Instant,
): { task: Task; steps: { at: Instant; what: 'warned' | 'broken' }[] } => {
  const what = ticked(task, now)
  if (what === null) return { task, steps: [] }
  if (what === 'warned') return { task: { ...task, warned: true }, steps: [{ at: task.warnAt ?? now, what }] }
  return {
    task: { ...task, warned: true, broken: true, brokenAt: task.dueAt },
    steps: [{ at: task.dueAt ?? now, what }],
  }
}

/** How it stands with a task's time. */
export const standing = (task: Clocked, now: Instant): 'none' | 'fine' | 'soon' | 'late' => {
  if (isOver(task.state) || task.dueAt === null) return 'none'
  if (now >= task.dueAt) return 'late'
  return task.warnAt !== null && now >= task.warnAt ? 'soon' : 'fine'
}

/** How late a task was or is, ms; null where its time was kept. */
export const lateBy = (task: Pick<Task, 'brokenAt' | 'closedAt'>, now: Instant): number | null =>
  task.brokenAt === null ? null : Math.max(0, (task.closedAt ?? now) - task.brokenAt)

/** Soonest due first; without a clock last; of those alike the older one. */
export const byDue = (a: Pick<Task, 'id' | 'dueAt'>, b: Pick<Task, 'id' | 'dueAt'>): number =>
  (a.dueAt ?? Number.POSITIVE_INFINITY) === (b.dueAt ?? Number.POSITIVE_INFINITY)
    ? a.id - b.id
    : (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY)
