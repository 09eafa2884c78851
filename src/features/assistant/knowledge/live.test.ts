import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../../shared/time.ts'
import { changeSettings, saveSettings } from '../../shop/index.ts'
import { openAdministration } from '../../shop/testing.ts'
import type { Question } from '../domain/ask.ts'
import type { FaqBody } from '../domain/faq.ts'
import { createKnowledge, type KnowledgeDeps } from './live.ts'
import { deleteEntries, everyEntry, insertEntry, saveEntry } from './store.ts'
import { exactEngine } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(() => {})
})
afterAll(() => desk.close())
beforeEach(async () => {
  serial += 1
  shopId = (await desk.shop(`店${serial}`)).id
})

const body = (question: string, answer: string): FaqBody => ({
  enabled: true,
  question,
  wordings: [],
  answer,
  pictures: [],
  category: '',
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
  ownerId: null,
})
const by = () => ({ personId: null, at: desk.time.now })

/** A change as the desk makes it: in a transaction with its event. */
const changing = (shop: number, work: (tx: Parameters<typeof insertEntry>[0]) => Promise<unknown>) =>
  changeSettings(desk.deps, { personId: null, address: null }, shop, 'knowledge', async (tx) => {
    await work(tx)
    return { gives: null, audit: { what: 'faq.changed', detail: {} } }
  })
const add = (question: string, answer: string, shop = shopId) =>
  changing(shop, (tx) => insertEntry(tx, shop, body(question, answer), by()))

/** Knowledge whose timers run when they are told to. */
const open = (more: Partial<KnowledgeDeps> = {}) => {
  const engine = exactEngine()
  const timers = new Set<() => void>()
  const faults: unknown[] = []
  const knowledge = createKnowledge({
    db: desk.db,
    hub: desk.deps.hub,
    clock: desk.deps.clock,
    engine: engine.engine,
    log: (_, error) => faults.push(error),
    later(work) {
      timers.add(work)
      return () => timers.delete(work)
    },
    ...more,
  })
  const timeComes = () => {
    for (const work of [...timers]) {
      timers.delete(work)
      work()
    }
  }
  return { ...engine, knowledge, timers, timeComes, faults }
}
const asking = (text: string): Question => ({
  text,
  before: null,
  at: desk.time.now,
  item: null,
  phase: null,
})
const until = async (what: () => boolean) => {
  while (!what()) await new Promise((go) => setImmediate(go))
}

describe('[AST-53] what a shop knows', () => {
  test('is ready when it is first asked for, and once for all', async () => {
    await add('几天到', '三天')
    const { knowledge, built } = open()
    const [ask] = await Promise.all([knowledge.of(shopId), knowledge.of(shopId), knowledge.of(shopId)])
    expect(ask(asking('几天到')).answers[0]?.answer).toBe('三天')
    expect(built).toHaveLength(1)
    expect(knowledge.ready([shopId])).toBeNull()
    await knowledge.close()
  })

  test('is renewed after a change; the old answers until the new is ready', async () => {
    await add('几天到', '三天')
    const desk_ = open()
    const { knowledge } = desk_
    const ask = await knowledge.of(shopId)
    desk_.hold()
    await add('包邮吗', '包邮')
    expect(desk_.timers.size).toBe(1)
    desk_.timeComes()
    await until(() => desk_.waiting() === 1)
    expect(ask(asking('包邮吗')).decision).toBe('hand-over')
    expect(ask(asking('几天到')).decision).toBe('answer')
    desk_.release()
    await knowledge.settled(shopId)
    expect(ask(asking('包邮吗')).decision).toBe('answer')
    await knowledge.close()
  })

  test('changes that come together are built together, and never two builds at once', async () => {
    const desk_ = open()
    const { knowledge, built } = desk_
    const ask = await knowledge.of(shopId)
    desk_.hold()
    for (const n of [1, 2, 3]) await add(`问${n}`, '答')
    desk_.timeComes()
    await until(() => desk_.waiting() === 1)
    for (const n of [4, 5, 6]) await add(`问${n}`, '答')
    expect(desk_.timers.size).toBe(0)
    desk_.release()
    await knowledge.settled(shopId)
    expect(built.map(({ entries }) => entries.length)).toEqual([0, 3, 6])
    expect(ask(asking('问6')).decision).toBe('answer')
    await knowledge.close()
  })

  test('of another shop does not change with it', async () => {
    const other = (await desk.shop('邻店')).id
    const desk_ = open()
    await desk_.knowledge.of(shopId)
    await add('几天到', '三天', other)
    expect(desk_.timers.size).toBe(0)
    const ask = await desk_.knowledge.of(shopId)
    expect(ask(asking('几天到')).decision).toBe('hand-over')
    await desk_.knowledge.close()
  })

  test('a broken entry does not cost the others', async () => {
    await add('几天到', '三天')
    await changing(shopId, async (tx) => {
      const { id } = await insertEntry(tx, shopId, body('坏', '坏'), by())
      await saveEntry(tx, shopId, id, { ...body('坏', ''), question: '坏' }, by())
    })
    const { knowledge, built } = open()
    expect((await knowledge.of(shopId))(asking('几天到')).decision).toBe('answer')
    expect(built[0]?.entries).toHaveLength(1)
    await knowledge.close()
  })

  test('one that cannot be built knows nothing, says so in the log, and is tried again', async () => {
    await add('fault', 'x')
    const desk_ = open()
    const ask = await desk_.knowledge.of(shopId)
    expect(ask(asking('几天到')).decision).toBe('hand-over')
    expect(desk_.faults).toHaveLength(1)
    expect(await desk_.knowledge.state(shopId)).toBeNull()
    await changing(shopId, (tx) => insertEntry(tx, shopId, body('几天到', '三天'), by()))
    await desk.db.tx({ shops: [shopId] }, async (tx) => {
      const faulty = (await everyEntry(tx, shopId, 10)).filter(({ question }) => question === 'fault')
      await deleteEntries(
        tx,
        shopId,
        faulty.map(({ id }) => id),
      )
    })
    desk_.timeComes()
    await desk_.knowledge.settled(shopId)
    expect(ask(asking('几天到')).decision).toBe('answer')
    await desk_.knowledge.close()
  })

  test('other thresholds need no new index', async () => {
    await add('几天到', '三天')
    const desk_ = open()
    const { knowledge, built } = desk_
    const ask = await knowledge.of(shopId)
    await changeSettings(desk.deps, { personId: null, address: null }, shopId, 'assistant', async (tx) => {
      await saveSettings(tx, shopId, 'assistant', {
        confidence: { wrongTarget: 0.1, answer: null, choose: null },
      })
      return { gives: null, audit: { what: 'assistant.changed', detail: {} } }
    })
    await knowledge.settled(shopId)
    expect(ask(asking('几天到')).answers[0]?.score).toBe(0.9)
    expect((await knowledge.state(shopId))?.thresholds.answer).toBe(0.9)
    expect(built).toHaveLength(1)
    await knowledge.close()
  })

  test('[AST-54] makes room for what is asked; what was dropped is fetched again', async () => {
    const second = (await desk.shop('二')).id
    await add('几天到', '三天')
    await add('几天到', '五天', second)
    const desk_ = open({ memory: 1500 })
    const { knowledge, built } = desk_
    const ask = await knowledge.of(shopId)
    desk.time.now += HOUR
    const other = await knowledge.of(second)
    expect(other(asking('几天到')).answers[0]?.answer).toBe('五天')
    await knowledge.ready([shopId])
    expect(ask(asking('几天到')).answers[0]?.answer).toBe('三天')
    expect(built).toHaveLength(3)
    await knowledge.close()
  })

  test('of many shops, few are built at the same time', async () => {
    const shops = await Promise.all(Array.from({ length: 6 }, (_, i) => desk.shop(`多${i}`)))
    const desk_ = open()
    await desk_.knowledge.ready(shops.map(({ id }) => id))
    expect(desk_.built).toHaveLength(6)
    expect(desk_.most()).toBeLessThanOrEqual(2)
    await desk_.knowledge.close()
  })

  test('after closing nothing is built any more', async () => {
    const desk_ = open()
    const ask = await desk_.knowledge.of(shopId)
    await desk_.knowledge.close()
    await add('几天到', '三天')
    expect(desk_.timers.size).toBe(0)
    expect(ask(asking('几天到')).decision).toBe('hand-over')
    expect(desk_.built).toHaveLength(1)
  })
})
