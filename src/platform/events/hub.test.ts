import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { follow } from './follow.ts'
import { createHub, type Hub, type Logged } from './hub.ts'

const entry = (seq: number, shopId = 1): Logged => ({
  shopId,
  seq,
  kind: 'k',
  at: seq,
  data: { seq },
  json: `{"seq":${seq}}`,
})

/** A log as the database has it: entries are committed in order, and can be read from then on. */
const database = () => {
  const committed: Logged[] = []
  let reads = 0
  return {
    committed,
    commit(shopId = 1) {
      const seq = committed.filter((e) => e.shopId === shopId).length + 1
      const next = entry(seq, shopId)
      committed.push(next)
      return next
    },
    read: async (shopId: number, after: number, limit: number) => {
      reads++
      return committed.filter((e) => e.shopId === shopId && e.seq > after).slice(0, limit)
    },
    reads: () => reads,
  }
}
const fail = (error: unknown) => {
  throw error
}
/** Lets everything that is under way in memory come to rest. */
const rest = async () => {
  for (let i = 0; i < 50; i++) await Promise.resolve()
  await new Promise((go) => setImmediate(go))
  for (let i = 0; i < 50; i++) await Promise.resolve()
}
const collect = (hub: Hub) => {
  const got: Logged[] = []
  hub.watch({ logged: (entries) => got.push(...entries) })
  return got
}
const seqs = (entries: readonly Logged[], shopId = 1) =>
  entries.filter((e) => e.shopId === shopId).map((e) => e.seq)
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe('[EVT-1] the hub', () => {
  test('hands on each entry once and in order, however its writers overtake each other or stay silent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ told: fc.constantFrom('publish', 'heard', 'never'), late: fc.nat(5) }), {
          minLength: 1,
          maxLength: 40,
        }),
        async (plan) => {
          const db = database()
          const hub = createHub(db.read, fail)
          const got = collect(hub)
          // The first is told, so that the hub knows where it began.
          hub.publish([db.commit()])
          const telling = plan.map(({ told, late }, i) => ({ told, when: i + late, entry: db.commit() }))
          telling.sort((a, b) => a.when - b.when)
          for (const { told, entry: e } of telling) {
            if (told === 'publish') hub.publish([e])
            if (told === 'heard') hub.heard(1, e.seq)
          }
          hub.heard(1, db.committed.length)
          await rest()
          expect(seqs(got)).toEqual(upTo(db.committed.length))
        },
      ),
      { numRuns: 100 },
    )
  })

  test('what comes in order from this process is not read from the database', async () => {
    const db = database()
    const hub = createHub(db.read, fail)
    const got = collect(hub)
    for (let i = 0; i < 10; i++) hub.publish([db.commit()])
    await rest()
    expect(seqs(got)).toEqual(upTo(10))
    expect(db.reads()).toBe(0)
  })

  test('one watcher’s fault does not keep the news from the others', () => {
    const faults: unknown[] = []
    const hub = createHub(database().read, (error) => faults.push(error))
    hub.watch({
      logged() {
        throw new Error('broken')
      },
    })
    const got = collect(hub)
    hub.publish([entry(1)])
    expect(seqs(got)).toEqual([1])
    expect(faults).toHaveLength(1)
  })
})

describe('[EVT-1] a follower', () => {
  const following = (hub: Hub, db: ReturnType<typeof database>, cursor: Cursor) => {
    const got: Logged[] = []
    let lost = 0
    const follower = follow(hub, db.read, cursor, {
      entries: (entries) => got.push(...entries),
      lost: () => lost++,
      fault: fail,
    })
    return { got, follower, lost: () => lost }
  }

  test('reads what it missed, then hears what comes: each once, in order, for each of its shops', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20),
        fc.nat(20),
        fc.array(fc.constantFrom('commit', 'other', 'pause', 'resume', 'rest'), { maxLength: 60 }),
        async (before, seen, acts) => {
          const db = database()
          const hub = createHub(db.read, fail)
          for (let i = 0; i < before; i++) hub.publish([db.commit()])
          const from = Math.min(seen, before)
          const { got, follower } = following(
            hub,
            db,
            new Map([
              [1, from],
              [2, 0],
            ]),
          )
          for (const act of acts) {
            if (act === 'commit') hub.publish([db.commit()])
            if (act === 'other') hub.publish([db.commit(2)])
            if (act === 'pause') follower.pause()
            if (act === 'resume') follower.resume()
            if (act === 'rest') await rest()
          }
          follower.resume()
          await rest()
          expect(seqs(got, 1)).toEqual(upTo(seqs(db.committed, 1).length).slice(from))
          expect(seqs(got, 2)).toEqual(upTo(seqs(db.committed, 2).length))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('a shop that is not in its cursor is not told', async () => {
    const db = database()
    const hub = createHub(db.read, fail)
    const { got } = following(hub, db, new Map([[1, 0]]))
    hub.publish([db.commit(2)])
    await rest()
    expect(got).toEqual([])
  })

  test('is told when what it needs is gone', async () => {
    const db = database()
    const hub = createHub(db.read, fail)
    for (let i = 0; i < 10; i++) db.commit()
    db.committed.splice(0, 6)
    const { got, lost } = following(hub, db, new Map([[1, 2]]))
    await rest()
    expect(lost()).toBe(1)
    expect(got).toEqual([])
  })
})

describe('a cursor as text', () => {
  test.each([
    [
      '1.205,2.77',
      new Map([
        [1, 205],
        [2, 77],
      ]),
    ],
    ['', new Map()],
    ['1.0', new Map([[1, 0]])],
  ])('%s', (text, cursor) => {
    expect(readCursor(text)).toEqual(cursor)
    expect(writeCursor(cursor)).toBe(text)
  })
  test.each(['x', '1', '1.2.3', '1.2,', '-1.2', '1.99999999999999999'])('%s is none', (text) => {
    expect(readCursor(text)).toBeNull()
  })
})
