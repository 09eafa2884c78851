import { z } from 'zod'
import { Said, Trust } from '../../../shared/said.ts'
import { TaskKind, taskKinds } from './task.ts'

/** How long a kind of task may take, when its owner is warned, and whose it is while nobody has it. */
export const KindSettings = z.object({
  /** Minutes from when it is made; null: it has no clock but the one it is given (a promise has its own). */
  minutes: z.number().int().min(1).max(43_200).nullable(),
  /** Minutes before it is due; never more than half of the time it has. */
  warn: z.number().int().min(0).max(10_080),
  team: z.string().max(40).nullable(),
  source: Said,
  trust: Trust,
  /** Since when it holds. */
  since: z.iso.date(),
})
export type KindSettings = z.infer<typeof KindSettings>

/** A shop's times for what it owes (specs/task.md TSK-10). */
export const TaskSettings = z
  .object({
    kinds: z.record(TaskKind, KindSettings),
    /** Whether promises in what agents send become tasks by themselves. */
    readPromises: z.boolean(),
  })
  .meta({ id: 'TaskSettings' })
export type TaskSettings = z.infer<typeof TaskSettings>

const HOURS = 60
const own: Said = {
  zh: '店铺起始值，请按自己的承诺修改',
  en: 'What a shop begins with: change it to what you promise',
}
const habit: Said = {
  zh: '商家通行做法（2026）：改单要赶在发货前，退款多承诺 24 小时',
  en: 'Habit of shops (2026): a change has to come before shipping, refunds are mostly promised within 24 hours',
}

const times: Record<TaskKind, [minutes: number | null, warn: number, team: string | null, source: Said]> = {
  change: [30, 10, 'order-change', habit],
  refund: [24 * HOURS, 2 * HOURS, 'after-sales', habit],
  return: [48 * HOURS, 4 * HOURS, 'after-sales', own],
  exchange: [48 * HOURS, 4 * HOURS, 'after-sales', own],
  missing: [24 * HOURS, 2 * HOURS, 'after-sales', own],
  damaged: [24 * HOURS, 2 * HOURS, 'after-sales', own],
  dispute: [12 * HOURS, 2 * HOURS, 'after-sales', own],
  promise: [null, 30, null, own],
  'follow-up': [24 * HOURS, 60, null, own],
}

export const defaultTaskSettings = (): TaskSettings => ({
  readPromises: true,
  kinds: Object.fromEntries(
    taskKinds.map((kind) => {
      const [minutes, warn, team, source] = times[kind]
      const trust = source === habit ? 'lore' : 'own'
      return [kind, { minutes, warn, team, source, trust, since: '2026-11-01' }]
    }),
  ) as TaskSettings['kinds'],
})
