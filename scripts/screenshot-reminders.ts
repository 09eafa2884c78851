import { fromTemplate, planTemplates } from '../src/features/recovery/domain/templates.ts'
import { havePlan, simplePlan, simulate } from '../src/features/recovery/results/testing.ts'
import { openDb } from '../src/platform/db/db.ts'
import { DAY } from '../src/shared/time.ts'
import type { RunningDesk } from '../tests/support/desk-process.ts'

/** Two plans of a shop: one that has just begun, and one of a fortnight, with a tenth of people never reminded. Gives their
 * numbers. What people did in the second is made up by chance. */
export const haveReminders = async (
  desk: RunningDesk,
  shopId: number,
): Promise<{ running: number; measured: number }> => {
  const db = openDb(desk.database)
  const now = Date.now()
  try {
    return await db.tx({ shops: [shopId] }, async (tx) => {
      const [rush] = planTemplates
      if (!rush) throw new Error('there is no template')
      const running = await havePlan(tx, shopId, { at: now, body: fromTemplate(rush, 'zh') })
      const from = now - 21 * DAY
      const body = { ...simplePlan, planned: 9000, until: now - 7 * DAY }
      const measured = await havePlan(tx, shopId, { at: from, body, state: 'ended' })
      await simulate(tx, shopId, measured, {
        ...{ cases: 10_000, control: 0.1, base: 0.31, effect: { soon: 0.02, morning: 0.06 } },
        ...{ from, to: now - 7 * DAY },
      })
      return { running, measured }
    })
  } finally {
    await db.close()
  }
}
