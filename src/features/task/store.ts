import { all, moment, one, type RawBuilder, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { KeptReport } from './contract.ts'
import type { Task, TaskKind, TaskStep } from './domain/task.ts'

const ms = (column: string, as: string): RawBuilder<unknown> =>
  sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8 as ${sql.ref(as)}`

/** What differs between kinds lies in one document. */
type Detail = Pick<Task, 'change' | 'case' | 'promised' | 'asked' | 'confirmed'>
type Row = Omit<Task, keyof Detail | 'warned' | 'broken'> & {
  detail: Partial<Detail>
  warnedAt: Instant | null
}

const TASK: RawBuilder<unknown> = sql`task_id as id, kind, state, order_id as "orderId",
  conversation_id as "conversationId", buyer_id as "buyerId", buyer_name as "buyerName", owner, team, words,
  message_id::float8 as "messageId", detail, created_by as "createdBy", ${ms('created_at', 'createdAt')},
  ${ms('due_at', 'dueAt')}, ${ms('warn_at', 'warnAt')}, ${ms('warned_at', 'warnedAt')},
  ${ms('broken_at', 'brokenAt')}, ${ms('closed_at', 'closedAt')}, why`
const OPEN = sql`state in ('open', 'asking')`

const taskOf = ({ detail, warnedAt, ...row }: Row): Task => ({
  ...row,
  ...{ change: null, case: null, promised: null, asked: null, confirmed: null },
  ...detail,
  warned: warnedAt !== null,
  broken: row.brokenAt !== null,
})
const tasks = async (tx: Tx, query: RawBuilder<Row>): Promise<Task[]> => (await all(tx, query)).map(taskOf)

const detailOf = (task: Detail): string => {
  const { change, case: facts, promised, asked, confirmed } = task
  return JSON.stringify({ change, case: facts, promised, asked, confirmed })
}

export type NewTask = Omit<
  Task,
  'id' | 'state' | 'asked' | 'confirmed' | 'warned' | 'broken' | 'brokenAt' | 'closedAt' | 'why'
>

/** Stores a new task; null where its message has made one of its kind before. */
export const addTask = async (tx: Tx, shopId: number, t: NewTask): Promise<Task | null> => {
  const detail = detailOf({ ...t, asked: null, confirmed: null })
  const [task] = await tasks(
    tx,
    sql<Row>`insert into task (shop_id, kind, order_id, conversation_id, buyer_id, buyer_name, owner, team, words,
        message_id, detail, created_by, created_at, due_at, warn_at)
      values (${shopId}, ${t.kind}, ${t.orderId}, ${t.conversationId}, ${t.buyerId}, ${t.buyerName}, ${t.owner}, ${t.team},
        ${t.words}, ${t.messageId}, ${detail}::json, ${t.createdBy}, ${moment(t.createdAt)}, ${moment(t.dueAt)},
        ${moment(t.warnAt)})
      on conflict (shop_id, message_id, kind) where message_id is not null do nothing
      returning ${TASK}`,
  )
  return task ?? null
}

export const taskOfMessage = async (
  tx: Tx,
  shopId: number,
  messageId: number,
  kind: TaskKind,
): Promise<Task | undefined> =>
  (
    await tasks(
      tx,
      sql<Row>`select ${TASK} from task where shop_id = ${shopId} and message_id = ${messageId} and kind = ${kind}`,
    )
  )[0]

/** Of these messages, those that a task of a kind was made from. */
export const messagesWithTask = async (
  tx: Tx,
  shopId: number,
  messages: readonly number[],
  kind: TaskKind,
): Promise<Set<number>> =>
  new Set(
    (
      await all(
        tx,
        sql<{ id: number }>`select message_id::float8 as id from task
          where shop_id = ${shopId} and kind = ${kind} and message_id = any(${[...messages]}::bigint[])`,
      )
    ).map(({ id }) => id),
  )

export const lockTask = async (tx: Tx, shopId: number, id: number): Promise<Task | undefined> =>
  (
    await tasks(
      tx,
      sql<Row>`select ${TASK} from task where shop_id = ${shopId} and task_id = ${id} for update`,
    )
  )[0]

export const taskById = async (tx: Tx, shopId: number, id: number): Promise<Task | undefined> =>
  (await tasks(tx, sql<Row>`select ${TASK} from task where shop_id = ${shopId} and task_id = ${id}`))[0]

export const saveTask = async (tx: Tx, shopId: number, task: Task, now: Instant): Promise<void> => {
  await sql`update task set state = ${task.state}, owner = ${task.owner}, team = ${task.team}, words = ${task.words},
      detail = ${detailOf(task)}::json, due_at = ${moment(task.dueAt)}, warn_at = ${moment(task.warnAt)},
      warned_at = ${task.warned ? sql`coalesce(warned_at, ${moment(now)})` : sql`null`},
      broken_at = ${moment(task.brokenAt)}, closed_at = ${moment(task.closedAt)}, why = ${task.why}
    where shop_id = ${shopId} and task_id = ${task.id}`.execute(tx)
}

export const addSteps = async (
  tx: Tx,
  shopId: number,
  taskId: number,
  steps: readonly TaskStep[],
): Promise<void> => {
  for (const { at, personId, what, detail } of steps)
    await sql`insert into task_step (shop_id, task_id, at, person_id, what, detail)
      values (${shopId}, ${taskId}, ${moment(at)}, ${personId}, ${what}, ${JSON.stringify(detail)}::json)`.execute(
      tx,
    )
}

export const stepsOf = (tx: Tx, shopId: number, taskId: number): Promise<TaskStep[]> =>
  all(
    tx,
    sql<TaskStep>`select ${ms('at', 'at')}, person_id as "personId", what, detail from task_step
      where shop_id = ${shopId} and task_id = ${taskId} order by step_id`,
  )

/** Whose tasks count as one's own: those one has, and those that nobody of one's teams has taken. */
export interface Whose {
  personId: number
  teams: readonly string[]
}
const mine = ({ personId, teams }: Whose): RawBuilder<unknown> =>
  sql`(owner = ${personId} or (owner is null and team = any(${[...teams]}::text[])))`

/** Tasks that are not over, soonest due first. `late`: whose time is over. */
export const openTasks = (
  tx: Tx,
  shopId: number,
  wanted: { view: 'open' | 'mine' | 'late'; kind: TaskKind | null; whose: Whose; limit: number },
  now: Instant,
): Promise<Task[]> =>
  tasks(
    tx,
    sql<Row>`select ${TASK} from task where shop_id = ${shopId} and ${OPEN}
      ${wanted.kind === null ? sql`` : sql`and kind = ${wanted.kind}`}
      ${wanted.view === 'mine' ? sql`and ${mine(wanted.whose)}` : sql``}
      ${wanted.view === 'late' ? sql`and due_at <= ${moment(now)}` : sql``}
      order by due_at nulls last, task_id limit ${wanted.limit}`,
  )

/** What is over, the latest made first; or what was not kept, the latest first. `before`: the last task seen. */
export const pastTasks = (
  tx: Tx,
  shopId: number,
  wanted: { view: 'over' | 'broken'; kind: TaskKind | null; before: number | null; limit: number },
): Promise<Task[]> => {
  const { view, kind, before, limit } = wanted
  const ofKind = kind === null ? sql`` : sql`and kind = ${kind}`
  return tasks(
    tx,
    view === 'over'
      ? sql<Row>`select ${TASK} from task where shop_id = ${shopId} and state not in ('open', 'asking') ${ofKind}
          and (${before}::int is null or task_id < ${before}::int) order by task_id desc limit ${limit}`
      : sql<Row>`select ${TASK} from task where shop_id = ${shopId} and broken_at is not null ${ofKind}
          and (${before}::int is null or (broken_at, task_id) < (select broken_at, task_id from task
            where shop_id = ${shopId} and task_id = ${before}::int))
          order by broken_at desc, task_id desc limit ${limit}`,
  )
}

export interface Counts {
  open: number
  mine: number
  late: number
  mineLate: number
}
export const countTasks = async (tx: Tx, shopId: number, whose: Whose, now: Instant): Promise<Counts> => {
  const row = await one(
    tx,
    sql<Counts>`select count(*)::int as open, (count(*) filter (where ${mine(whose)}))::int as mine,
        (count(*) filter (where due_at <= ${moment(now)}))::int as late,
        (count(*) filter (where due_at <= ${moment(now)} and ${mine(whose)}))::int as "mineLate"
      from task where shop_id = ${shopId} and ${OPEN}`,
  )
  return row ?? { open: 0, mine: 0, late: 0, mineLate: 0 }
}

/** What is open with a buyer, and what was closed since a moment; soonest due first. */
export const tasksOfBuyer = (tx: Tx, shopId: number, buyerId: number, since: Instant): Promise<Task[]> =>
  tasks(
    tx,
    sql<Row>`select ${TASK} from task where shop_id = ${shopId} and buyer_id = ${buyerId}
      and (${OPEN} or closed_at >= ${moment(since)})
      order by (state in ('open', 'asking')) desc, due_at nulls last, task_id limit 50`,
  )

/** What is or was to be done about an order, open ones first, soonest due. */
export const tasksOfOrder = (tx: Tx, shopId: number, orderId: string): Promise<Task[]> =>
  tasks(
    tx,
    sql<Row>`select ${TASK} from task where shop_id = ${shopId} and order_id = ${orderId}
      order by (${OPEN}) desc, due_at nulls last, task_id limit 50`,
  )

const due = (now: Instant): RawBuilder<unknown> => sql`${OPEN} and due_at is not null
  and ((due_at <= ${moment(now)} and broken_at is null) or (warn_at <= ${moment(now)} and warned_at is null))`

export const isAnyDue = async (tx: Tx, shopId: number, now: Instant): Promise<boolean> =>
  (await one(tx, sql`select 1 from task where shop_id = ${shopId} and ${due(now)} limit 1`)) !== undefined

/** Tasks whose clock says something that is not written down yet, the longest due first; no two processes get the same. */
export const lockDue = (tx: Tx, shopId: number, now: Instant, limit: number): Promise<Task[]> =>
  tasks(
    tx,
    sql<Row>`select ${TASK} from task where shop_id = ${shopId} and ${due(now)}
      order by due_at, task_id limit ${limit} for update skip locked`,
  )

/** Who kept what was promised and due in a time, and how late the rest was. What was withdrawn does not count. */
export const keptBetween = (
  tx: Tx,
  shopId: number,
  from: Instant,
  to: Instant,
): Promise<KeptReport['people']> =>
  all(
    tx,
    sql<KeptReport['people'][number]>`select owner as "personId",
        (count(*) filter (where broken_at is null and not ${OPEN}))::int as kept,
        (count(*) filter (where broken_at is not null))::int as broken,
        (count(*) filter (where broken_at is not null and ${OPEN}))::int as "openLate",
        (percentile_disc(0.5) within group (order by extract(epoch from coalesce(closed_at, ${moment(to)}) - broken_at) * 1000)
          filter (where broken_at is not null))::float8 as "medianMs",
        (max(extract(epoch from coalesce(closed_at, ${moment(to)}) - broken_at) * 1000))::float8 as "worstMs"
      from task where shop_id = ${shopId} and state <> 'withdrawn'
        and coalesce(broken_at, due_at) >= ${moment(from)} and coalesce(broken_at, due_at) < ${moment(to)}
      group by owner order by broken desc, kept desc, owner nulls last`,
  )

/** Takes the shop's place in what is read for promises; null while another process has it. */
export const lockReading = async (tx: Tx, shopId: number): Promise<number | null> => {
  await sql`insert into task_reading (shop_id) values (${shopId}) on conflict do nothing`.execute(tx)
  const row = await one(
    tx,
    sql<{
      id: number
    }>`select message_id::float8 as id from task_reading where shop_id = ${shopId} for update skip locked`,
  )
  return row?.id ?? null
}
export const moveReading = async (tx: Tx, shopId: number, to: number): Promise<void> => {
  await sql`update task_reading set message_id = ${to} where shop_id = ${shopId}`.execute(tx)
}

/** What an agent sent to a buyer. */
export interface SentWords {
  id: number
  conversationId: number
  personId: number | null
  text: string
  sentAt: Instant
}

/** The next messages after one, as far as they are agents' words that left not before a moment; `to` and `more`: how far that
 * is. History that was imported promises nothing any more. */
export const sentAfter = async (
  tx: Tx,
  shopId: number,
  after: number,
  { since, limit }: { since: Instant; limit: number },
): Promise<{ sent: SentWords[]; to: number; more: boolean }> => {
  const rows = await all(
    tx,
    sql<
      SentWords & { counts: boolean }
    >`select message_id::float8 as id, conversation_id as "conversationId", person_id as "personId",
        author in ('agent', 'assistant-assist') and kind = 'text' and sent_at >= ${moment(since)}
          and (outbound or channel_id not in (select channel_id from channel where shop_id = ${shopId} and kind = 'import')) as counts,
        case when author in ('agent', 'assistant-assist') and kind = 'text' then text else '' end as text,
        ${ms('sent_at', 'sentAt')}
      from message where shop_id = ${shopId} and message_id > ${after} order by message_id limit ${limit}`,
  )
  return {
    sent: rows.filter(({ counts }) => counts).map(({ counts: _, ...words }) => words),
    to: rows.at(-1)?.id ?? after,
    more: rows.length === limit,
  }
}
