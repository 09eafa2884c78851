import { randomUUID } from 'node:crypto'
import type { Inbound } from '../../src/features/channel/domain.ts'
import { exposureRoutes } from '../../src/features/clock/exposure/routes.ts'
import type { Command } from '../../src/features/conversation/command.ts'
import { conversationStore } from '../../src/features/conversation/index.ts'
import { createPipeline, type Pipeline } from '../../src/features/desk/pipeline.ts'
import { openAdministration } from '../../src/features/shop/testing.ts'
import { all, sql } from '../../src/platform/db/db.ts'
import type { Instant } from '../../src/shared/time.ts'

/** A desk on a database of its own, with the real pipeline and a clock that is moved by hand. */
export const openService = async () => {
  const desk = await openAdministration(exposureRoutes)
  const { db, deps, time, connection } = desk
  let pipeline: Pipeline
  const open = () => {
    pipeline = createPipeline({
      ...deps,
      connection,
      log: (message, error) => desk.faults.push(`${message}: ${error}`),
    })
  }
  open()
  let serial = 0

  /** Lets time pass. What becomes due in between is done when it is due. */
  const until = async (to: Instant) => {
    const { shops } = await db.everyShop()
    for (;;) {
      const [next] = await db.tx({ shops }, (tx) =>
        all(
          tx,
          sql<{ at: number; shop_id: number }>`select due_at as at, shop_id from conversation
            where due_at <= to_timestamp(${to}::float8 / 1000) order by due_at limit 1`,
        ),
      )
      if (!next) break
      time.now = Math.max(time.now, next.at)
      const due = await db.tx({ shops }, (tx) => conversationStore.dueConversations(tx, time.now, 500))
      await Promise.all(
        due.map((row) =>
          pipeline.submit({
            shopId: row.shop_id,
            inputs: [{ what: 'due', conversationId: row.conversation_id }],
          }),
        ),
      )
    }
    time.now = to
  }

  const deliver = async (shopId: number, buyers: readonly string[], at: Instant): Promise<number[]> => {
    const inbound = buyers.map(
      (name): Inbound => ({
        channelId: 1,
        buyer: { externalId: name, name, verified: false },
        message: {
          externalId: `m${++serial}`,
          kind: 'text',
          text: '盘扣是什么材质的呀',
          picture: null,
          size: null,
          sentAt: at,
        },
      }),
    )
    const received = await pipeline.receive({ shopId, inbound })
    if (received.replayed) throw new Error('was new')
    return received.outcomes.map(({ conversationId }) => conversationId)
  }

  return {
    ...desk,
    until,
    /** Who is at their desk, from now on. */
    async here(people: readonly number[]) {
      const { shops } = await db.everyShop()
      await db.tx({ shops }, async (tx) => {
        await sql`insert into presence (person_id, seen_at, here)
          select person_id, now(), person_id = any(${`{${people}}`}::int[]) from person
          on conflict (person_id) do update set here = excluded.here`.execute(tx)
        await sql`update membership set state = 'online' where role = 'agent'`.execute(tx)
        await sql`update seat set slots = 1000`.execute(tx)
      })
      // The old one remembers for some seconds who was there.
      await pipeline.close()
      open()
    },
    /** Buyers ask, each in a conversation of their own, at a moment. Gives these. */
    async ask(shopId: number, buyers: readonly string[], at: Instant): Promise<number[]> {
      await until(at)
      return deliver(shopId, buyers, at)
    },
    /** A message that the platform delivers now, sent long before. */
    deliverLate: (shopId: number, buyer: string, sentAt: Instant) => deliver(shopId, [buyer], sentAt),
    /** A person does something in conversations at a moment. */
    async act(
      shopId: number,
      conversations: readonly number[],
      { by, at, command }: { by: number; at: Instant; command: Command | 'answer' },
    ) {
      await until(at)
      const done = await pipeline.submit({
        shopId,
        inputs: conversations.map((conversationId) => {
          const id = randomUUID()
          const answer: Command = {
            do: 'reply',
            clientId: id,
            text: '是铜的，不会掉色',
            picture: null,
            assist: false,
          }
          return {
            what: 'command',
            id,
            conversationId,
            by: { personId: by, mayTake: true },
            command: command === 'answer' ? answer : command,
            size: null,
          }
        }),
      })
      const refused = done.replayed ? [] : done.outcomes.filter((outcome) => !outcome.ok)
      if (refused.length > 0) throw new Error(JSON.stringify(refused))
    },
    async close() {
      await pipeline.close()
      await desk.close()
    },
  }
}
