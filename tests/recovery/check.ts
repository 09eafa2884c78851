import { defaultRecoverySettings } from '../../src/features/recovery/domain/defaults.ts'
import { drawn } from '../../src/features/recovery/domain/draw.ts'
import { isAllowed } from '../../src/features/recovery/domain/hours.ts'
import type { SendingChannel } from '../../src/features/recovery/domain/plan.ts'
import { planStore } from '../../src/features/recovery/index.ts'
import { all, type Db, sql, type Tx } from '../../src/platform/db/db.ts'
import { DAY, localTime } from '../../src/shared/time.ts'
import type { Text } from './evening.ts'

export interface Broken {
  rule: string
  what: string
}

export interface Figures {
  orders: number
  kills: number
  seconds: number
  cases: number
  control: number
  paid: number
  sent: Record<string, number>
  uncertain: number
  suppressed: Record<string, number>
  stopped: Record<string, number>
  /** Reminders that were called off after they had been decided. */
  calledOff: number
}

interface Reminder {
  sendingId: number
  channel: SendingChannel
  at: number
}

interface Row {
  id: number
  planId: number
  subject: string
  step: string
  channel: SendingChannel
  key: string
  orderId: string
  state: string
  why: string | null
  settled: number | null
}

const ZONE = 'Asia/Shanghai'
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
const counts = (list: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const one of list) found[one] = (found[one] ?? 0) + 1
  return found
}

const read = async (tx: Tx, shopId: number) => ({
  plans: (await planStore.plans(tx, shopId)).map(({ plan }) => plan),
  cases: await all(
    tx,
    sql<{
      planId: number
      subject: string
      key: string
      orderId: string
      control: boolean
      state: string
      why: string | null
      step: number
      began: number
      arm: string | null
      paidAt: number | null
    }>`select plan_id as "planId", subject, buyer_key as key, order_id as "orderId", control, state, why, step, arm,
      ${ms('began_at')} as began, ${ms('paid_at')} as "paidAt" from recovery_case where shop_id = ${shopId}`,
  ),
  sendings: await all(
    tx,
    sql<Row>`select sending_id as id, plan_id as "planId", subject, step, channel, buyer_key as key, order_id as "orderId",
      state, why, ${ms('settled_at')} as settled from recovery_sending where shop_id = ${shopId}`,
  ),
  messages: await all(
    tx,
    sql<{
      sendingId: number
      id: number
      at: number
      seq: number
    }>`select substr(m.external_id, 10)::bigint as "sendingId",
        m.message_id as id, ${ms('m.sent_at')} as at, e.seq
      from message m left join said e on e.shop_id = m.shop_id and e.message_id = m.message_id
      where m.shop_id = ${shopId} and m.external_id like 'recovery:%'`,
  ),
  errands: await all(
    tx,
    sql<{ sendingId: number; at: number }>`select sending_id as "sendingId", ${ms('made_at')} as at
      from recovery_errand where shop_id = ${shopId}`,
  ),
  orders: new Map(
    (
      await all(
        tx,
        sql<{
          id: string
          payBy: number
          created: number
          key: string
        }>`select order_id as id, ${ms('pay_by')} as "payBy",
          ${ms('created_at')} as created, buyer_key as key from shop_order where shop_id = ${shopId}`,
      )
    ).map((order) => [order.id, order]),
  ),
})

/** In which event a reminder was told of, and in which its order was last changed: their numbers are the order of commits. */
const numbered = (tx: Tx) =>
  sql`create temporary table said on commit drop as
    select v.shop_id, (j ->> 'id')::bigint as message_id, v.seq
    from event v cross join lateral json_array_elements(v.data -> 'messages') j
    where v.kind = 'conversation' and j ->> 'externalId' like 'recovery:%'`.execute(tx)

/** When (log number) orders were settled: every event that named them after their first. */
const settledSeqs = async (tx: Tx, shopId: number): Promise<Map<string, number>> =>
  new Map(
    (
      await all(
        tx,
        sql<{ id: string; seq: number }>`with named as (
            select j.id, v.seq, row_number() over (partition by j.id order by v.seq) as n
            from event v cross join lateral json_array_elements_text(v.data -> 'orders') as j(id)
            where v.shop_id = ${shopId} and v.kind = 'orders')
          select id, seq from named where n = 2`,
      )
    ).map(({ id, seq }) => [id, seq]),
  )

/** Looks at everything that was said, written and kept during an evening; gives what was broken. */
export const checkEvening = async (
  db: Db,
  about: {
    shops: readonly number[]
    texts: readonly Text[]
    optedOut: ReadonlySet<string>
    faults: readonly string[]
  },
): Promise<{ broken: Broken[]; figures: Figures }> => {
  const broken: Broken[] = about.faults.map((what) => ({ rule: 'no faults', what }))
  const settings = defaultRecoverySettings()
  const sentBy: string[] = []
  const whys: string[] = []
  const stops: string[] = []
  let [cases, control, paid, uncertain, calledOff] = [0, 0, 0, 0, 0]
  const is = (rule: string, kept: boolean, what: string) => {
    if (!kept) broken.push({ rule, what })
  }
  for (const shopId of about.shops)
    await db.tx({ shops: [shopId] }, async (tx) => {
      await numbered(tx)
      const found = await read(tx, shopId)
      const settled = await settledSeqs(tx, shopId)
      const plans = new Map(found.plans.map((plan) => [plan.id, plan]))
      const sendings = new Map(found.sendings.map((row) => [row.id, row]))
      const texts = about.texts.filter((text) => text.shopId === shopId)
      const reminders: Reminder[] = [
        ...found.messages.map(({ sendingId, at }) => ({ sendingId, at, channel: 'chat' as const })),
        ...texts.map(({ sendingId, at }) => ({ sendingId, at, channel: 'sms' as const })),
        ...found.errands.map(({ sendingId, at }) => ({ sendingId, at, channel: 'phone' as const })),
      ]

      // Never after paying: as the witnesses saw it, and by the numbers of the log.
      const seen = await all(
        tx,
        sql<{
          id: number
          status: string | null
          refunding: boolean
        }>`select w.sending_id as id, w.status, w.refunding
          from witness w join recovery_sending s using (sending_id) where s.shop_id = ${shopId}`,
      )
      for (const { id, status, refunding } of seen)
        is('never after paying', status === 'unpaid' && !refunding, `sending ${id} saw ${status}`)
      is('everything was witnessed', seen.length >= reminders.length, `${seen.length} of ${reminders.length}`)
      for (const { sendingId, seq } of found.messages) {
        const order = settled.get(sendings.get(sendingId)?.orderId ?? '')
        is(
          'never after paying',
          seq !== null && (order === undefined || seq < order),
          `message of ${sendingId}: ${seq} > ${order}`,
        )
      }

      // Never twice, and the books agree.
      const times = counts(reminders.map(({ sendingId }) => `${sendingId}`))
      for (const [id, n] of Object.entries(times)) is('never twice', n === 1, `sending ${id}: ${n} times`)
      const steps = counts(found.sendings.map((row) => `${row.planId}/${row.subject}/${row.step}`))
      for (const [key, n] of Object.entries(steps)) is('never twice', n === 1, `${key}: ${n} rows`)
      for (const { id, state, why, channel } of found.sendings) {
        is('nothing stays on its way', state !== 'queued', `sending ${id}`)
        if (state === 'sent') sentBy.push(channel)
        if (state === 'sent') is('what was sent was sent', times[id] === 1, `sending ${id} by ${channel}`)
        if (state === 'suppressed')
          is('what was left out was', times[id] === undefined, `sending ${id}: ${why}`)
        if (state === 'uncertain') {
          uncertain++
          is('only texts are uncertain', channel === 'sms', `sending ${id}`)
        }
        is('a reason for each', (state === 'suppressed') === (why !== null), `sending ${id}: ${state} ${why}`)
        if (why) whys.push(why)
      }
      calledOff += found.sendings.filter((row) => row.state === 'suppressed' && row.settled !== null).length

      // To whom, and when.
      const byBuyer = new Map<string, { day: string; at: number }[]>()
      for (const { sendingId, at, channel } of reminders) {
        const row = sendings.get(sendingId)
        const plan = row && plans.get(row.planId)
        const order = row && found.orders.get(row.orderId)
        if (!row || !plan || !order) {
          is('what was sent was decided', false, `sending ${sendingId}`)
          continue
        }
        is(
          'quiet hours',
          isAllowed(channel, at, settings, ZONE),
          `sending ${sendingId} at ${new Date(at).toISOString()}`,
        )
        is('the order’s life', at >= order.created && at < order.payBy, `sending ${sendingId}`)
        is('the control group', !drawn(plan, row.key).control, `sending ${sendingId}`)
        is('who does not want it', !about.optedOut.has(`${shopId}/${row.key}`), `sending ${sendingId}`)
        const list = byBuyer.get(row.key) ?? []
        list.push({ day: localTime(at, ZONE).date, at })
        byBuyer.set(row.key, list)
      }
      for (const [key, list] of byBuyer) {
        for (const n of Object.values(counts(list.map(({ day }) => day))))
          is('caps', n <= settings.caps.day, `${key}: ${n} in a day`)
        const { count, within } = settings.caps.days
        for (const { at } of list) {
          const n = list.filter((other) => other.at <= at && other.at > at - within * DAY).length
          is('caps', n <= count, `${key}: ${n} in ${within} days`)
        }
      }

      // Every case is explained to its end.
      for (const one of found.cases) {
        const plan = plans.get(one.planId)
        if (!plan) continue
        cases++
        if (one.paidAt !== null) paid++
        const lot = drawn(plan, one.key)
        is('lots are what they are', lot.control === one.control && lot.arm === one.arm, one.subject)
        if (one.control) {
          control++
          is('the control group', one.why === 'control' && one.state === 'done', one.subject)
          continue
        }
        is(
          'every case comes to an end',
          one.state !== 'waiting',
          `${one.planId}/${one.subject} at ${one.step}`,
        )
        if (one.state === 'stopped') {
          is('a reason for each', one.why !== null, one.subject)
          stops.push(one.why ?? 'none')
        }
        const decided = one.state === 'done' ? plan.steps.length : one.step
        for (const { code } of plan.steps.slice(0, decided))
          is(
            'a reason for each',
            steps[`${one.planId}/${one.subject}/${code}`] === 1,
            `${one.subject} ${code}`,
          )
      }
    })
  return {
    broken,
    figures: {
      ...{ orders: 0, kills: 0, seconds: 0, cases, control, paid, uncertain, calledOff },
      sent: counts(sentBy),
      suppressed: counts(whys),
      stopped: counts(stops),
    },
  }
}
