import { connectBridge } from '../../src/features/channel/bridge/client.ts'
import type { ConversationEvent } from '../../src/features/conversation/domain.ts'
import { deskContract } from '../../src/features/desk/contract.ts'
import { routingContract } from '../../src/features/routing/contract.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import { MINUTE, SECOND } from '../../src/shared/time.ts'
import { type Session, signIn } from '../../tests/support/session.ts'
import type { Outcome } from '../routing/simulate.ts'
import type { World, WorldAgent, WorldChat, WorldRound } from '../routing/world.ts'

/** As the simulation has them (bench/routing/simulate.ts): the hour is the same, only who keeps it differs. */
const LIMIT = 180 * SECOND
const LATER_PATIENCE = 10 * MINUTE
const IDLE = 55 * SECOND
const KNOWN = 0.85
const FOREIGN = 1.3
const NOTICED = 15 * SECOND
const LAST_WORDS = 2 * MINUTE
/** How often a browser says that it is there; not compressed. */
const BEAT = 10 * SECOND
/** What buyers ask after their first words: it says nothing of any team. */
const MORE = '那这个呢'
/** What may happen where two act at once: somebody else has it meanwhile, or the buyer has left. */
const CROSSED = /"(already-claimed|already-closed|limit-reached)"/

/** Somebody as they are made known to the desk, and where they sign in. */
export interface Hired {
  world: WorldAgent
  personId: number
  username: string
  password: string
  url: string
}

interface Talk {
  name: string
  chat: WorldChat
  rounds: readonly WorldRound[]
  returns: WorldChat['back']
  round: number
  conversationId: number | null
  startedAt: number
  askedAt: number | null
  owner: Person | null
  slots: number
  hadOwner: boolean
  hadAnswer: boolean
  done: boolean
}

interface Person extends Hired {
  session: Session
  atDesk: boolean
  online: boolean
  talks: Set<Talk>
  typing: Talk | null
  turn: number
  load: number
  used: number
  worked: number
  countedAt: number
}

export interface Played extends Omit<Outcome, 'over' | 'moved'> {
  /** Commands that came too late because somebody else had acted. */
  crossed: number
}

/**
 * Plays an hour of a world against a running shop, `speed` times as fast: buyers by the bridge, people by HTTP. `heard` is
 * to be told of every conversation event; what people do follows from what they are told. `ended` resolves when every
 * chat has ended, and rejects with the first fault.
 */
export const playWorld = async (
  world: World,
  speed: number,
  at: {
    shopId: number
    bridge: { key: string; secret: string }
    urls: readonly string[]
    crew: readonly Hired[]
    /** Somebody who closes for buyers who leave, as a platform does. */
    chief: Session
  },
) => {
  const { shopId, urls, chief } = at
  const doors = urls.map((url) => connectBridge({ url, channelKey: at.bridge.key, secret: at.bridge.secret }))
  const finished = Promise.withResolvers<void>()
  finished.promise.catch(() => {})
  const fail = (error: unknown) => finished.reject(error)
  const timers = new Set<NodeJS.Timeout>()
  /** Does something after a time of the world, ms. */
  const after = (ms: number, what: () => void | Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      void (async () => what())().catch(fail)
    }, ms / speed)
    timers.add(timer)
  }
  const out: Played = {
    ...{ waits: [], answered: 0, had6: 0, answered180: 0, rounds: 0, breaches: 0, abandoned: 0 },
    ...{ busy: [], crossed: 0 },
  }
  const passed = (since: number) => (Date.now() - since) * speed
  let left = world.chats.length
  let serial = 0

  const people: Person[] = await Promise.all(
    at.crew.map(async (hired) => ({
      ...hired,
      session: await signIn(hired.url, hired.username, hired.password),
      ...{ atDesk: true, online: true, talks: new Set<Talk>(), typing: null, turn: 0 },
      ...{ load: 0, used: 0, worked: 0, countedAt: 0 },
    })),
  )
  for (const { session } of people) await session.api(shopContract).setState({ body: { state: 'online' } })
  const start = Date.now() + SECOND
  const end = start + (world.minutes * MINUTE) / speed
  const byId = new Map(people.map((p) => [p.personId, p]))
  const talks = new Map<string, Talk>()
  const served = new Map<string, Set<Person>>()

  const count = (p: Person) => {
    const from = Math.max(p.countedAt, start)
    const until = Math.min(Date.now(), end)
    if (until <= from) return
    if (p.atDesk && p.online) {
      p.worked += until - from
      p.used += (until - from) * (p.load / p.world.slots)
    }
    p.countedAt = until
  }
  const carries = (p: Person, by: number) => {
    count(p)
    p.load += by
  }
  /** Asks something of the desk; false where somebody else was faster. */
  const done = async (asked: Promise<unknown>): Promise<boolean> => {
    try {
      await asked
      return true
    } catch (error) {
      if (!CROSSED.test(String(error))) throw error
      out.crossed += 1
      return false
    }
  }
  const on = (talk: Talk) => ({ params: { shopId, id: talk.conversationId ?? 0 } })

  const release = (talk: Talk) => {
    const p = talk.owner
    if (!p) return
    talk.owner = null
    p.talks.delete(talk)
    carries(p, -talk.slots)
    if (p.typing !== talk) return
    p.typing = null
    p.turn += 1
    type(p)
  }
  const finish = (talk: Talk) => {
    talk.done = true
    if (talk.owner) served.set(talk.name, (served.get(talk.name) ?? new Set()).add(talk.owner))
    release(talk)
    const { returns } = talk
    if (returns) after(returns.after, () => begin(talk.chat, returns.rounds, null))
    else left -= 1
    if (left === 0) finished.resolve()
  }
  /** The desk may not have told yet which conversation it is. */
  const closeFor = async (talk: Talk): Promise<void> => {
    if (talk.conversationId === null) return after(SECOND, () => closeFor(talk))
    await done(chief.api(deskContract).act({ ...on(talk), body: { do: 'close', unanswered: true } }))
  }
  const leave = async (talk: Talk, round: number) => {
    if (talk.done || talk.round !== round || talk.askedAt === null) return
    out.abandoned += 1
    out.breaches += 1
    if (!talk.hadAnswer) out.waits.push(passed(talk.startedAt))
    talk.returns = null
    finish(talk)
    await closeFor(talk)
  }
  const asks = async (talk: Talk) => {
    if (talk.done) return
    const { round, name } = talk
    const now = Date.now()
    talk.askedAt = now
    out.rounds += 1
    serial += 1
    const text = round === 0 ? talk.chat.text : MORE
    const door = doors[serial % doors.length]
    after(LATER_PATIENCE, () => leave(talk, round))
    if (talk.owner) type(talk.owner)
    const message = { id: `w${serial}`, buyer: { id: name, name }, at: now, text }
    const { refused = [] } = (await door?.send([message])) ?? {}
    if (refused.length > 0) throw new Error(`the desk refused ${JSON.stringify(refused[0])}`)
  }
  const begin = (chat: WorldChat, rounds: readonly WorldRound[], returns: Talk['returns']) => {
    const talk: Talk = {
      ...{
        name: `w${chat.buyer}`,
        chat,
        rounds,
        returns,
        round: 0,
        conversationId: null,
        startedAt: Date.now(),
      },
      ...{ askedAt: null, owner: null, slots: 1, hadOwner: false, hadAnswer: false, done: false },
    }
    talks.set(talk.name, talk)
    if (returns === chat.back) after(chat.patience, () => (talk.hadOwner ? undefined : leave(talk, 0)))
    return asks(talk)
  }

  const answered = (talk: Talk, p: Person) => {
    if (talk.askedAt === null || talk.done) return
    if (passed(talk.askedAt) > LIMIT) out.breaches += 1
    if (!talk.hadAnswer) {
      const wait = passed(talk.startedAt)
      out.waits.push(wait)
      out.answered += 1
      if (wait <= LIMIT) out.answered180 += 1
    }
    talk.hadAnswer = true
    talk.askedAt = null
    const { gap } = talk.rounds[talk.round] ?? { gap: 0 }
    talk.round += 1
    if (talk.round < talk.rounds.length) after(gap, () => asks(talk))
    else
      after(IDLE, async () => {
        finish(talk)
        const by = p.atDesk ? p.session : chief
        await done(by.api(deskContract).act({ ...on(talk), body: { do: 'close' } }))
      })
  }
  /** Whoever is at their desk answers who has waited longest of theirs, one after another. */
  const type = (p: Person) => {
    if (!p.atDesk || p.typing) return
    let next: Talk | null = null
    for (const talk of p.talks)
      if (talk.askedAt !== null && (next?.askedAt == null || talk.askedAt < next.askedAt)) next = talk
    if (!next) return
    const talk = next
    p.typing = talk
    p.turn += 1
    const { turn } = p
    const { work } = talk.rounds[talk.round] ?? { work: 0 }
    const knows = served.get(talk.name)?.has(p)
    const foreign = !p.world.teams.includes(talk.chat.need)
    after(work * p.world.pace * (knows ? KNOWN : 1) * (foreign ? FOREIGN : 1), async () => {
      if (p.turn !== turn || p.typing !== talk) return
      const body = { do: 'reply', clientId: crypto.randomUUID(), text: '您好，可以的' } as const
      if (await done(p.session.api(deskContract).act({ ...on(talk), body }))) answered(talk, p)
      if (p.turn !== turn) return
      p.typing = null
      type(p)
    })
  }

  const becomes = (p: Person, how: Partial<Pick<Person, 'atDesk' | 'online'>>) => {
    count(p)
    Object.assign(p, how)
    if (!p.atDesk) {
      p.typing = null
      p.turn += 1
    }
    type(p)
  }
  const setState = (p: Person, state: 'online' | 'break') =>
    p.session.api(shopContract).setState({ body: { state } })
  const absent = (p: Person) => {
    for (const { from, to, how } of p.world.absences) {
      const begins = from + (start - Date.now()) * speed
      const lasts = to - from
      after(begins, async () => {
        if (how === 'break') {
          becomes(p, { online: false })
          await setState(p, 'break')
        } else becomes(p, { atDesk: false })
      })
      if (how === 'break') after(begins + LAST_WORDS, () => becomes(p, { atDesk: false }))
      const vanishes = how === 'gone' && NOTICED < lasts
      // A silence of 45 s cannot be compressed: the browser says goodbye instead, when it would have been noticed.
      if (vanishes)
        after(begins + NOTICED, async () => {
          const headers = { origin: p.url, cookie: p.session.cookie }
          const { ok, status } = await fetch(`${p.url}/api/auth/sign-out`, { method: 'POST', headers })
          if (!ok) throw new Error(`signing out failed: ${status}`)
        })
      after(begins + lasts, async () => {
        if (vanishes) p.session = await signIn(p.url, p.username, p.password)
        await setState(p, 'online')
        becomes(p, { atDesk: true, online: true })
      })
    }
  }

  for (const p of people) absent(p)
  const beat = setInterval(() => {
    for (const p of people)
      if (p.atDesk || p.world.absences.every(({ how }) => how !== 'gone'))
        void p.session.api(routingContract).here({}).catch(fail)
  }, BEAT)
  for (const chat of world.chats)
    after(chat.at + (start - Date.now()) * speed, () => begin(chat, chat.rounds, chat.back))

  return {
    heard({ conversation }: ConversationEvent) {
      const talk = talks.get(conversation.buyerName)
      if (!talk || conversation.openedAt < talk.startedAt) return
      talk.conversationId = conversation.id
      const owner = conversation.status === 'open' ? (byId.get(conversation.assignee ?? 0) ?? null) : null
      if (talk.done || owner === talk.owner) return
      release(talk)
      talk.owner = owner
      if (!owner) return
      talk.slots = conversation.route?.slots ?? 1
      owner.talks.add(talk)
      carries(owner, talk.slots)
      if (!talk.hadOwner && passed(talk.startedAt) <= 6 * SECOND) out.had6 += 1
      talk.hadOwner = true
      type(owner)
    },
    /** Resolves when nobody writes any more. `limit`: ms after which it gives up. */
    async ended(limit: number): Promise<Played> {
      const timer = setTimeout(() => fail(new Error(`${left} chats had not ended`)), limit)
      // The last closings are still on their way.
      const last = finished.promise.then(() => new Promise((go) => setTimeout(go, 2 * SECOND)))
      await last.finally(async () => {
        clearTimeout(timer)
        clearInterval(beat)
        for (const timer of timers) clearTimeout(timer)
        await Promise.all(doors.map((door) => door.close()))
      })
      for (const p of people) count(p)
      out.busy = people.filter((p) => p.worked > (10 * MINUTE) / speed).map((p) => p.used / p.worked)
      return out
    },
  }
}
