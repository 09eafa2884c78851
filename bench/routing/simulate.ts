import { byWords } from '../../src/features/routing/domain/classify.ts'
import { defaultRouting } from '../../src/features/routing/domain/defaults.ts'
import type { Colleague, Waiter } from '../../src/features/routing/domain/people.ts'
import { type Instant, MINUTE, SECOND } from '../../src/shared/time.ts'
import { type Agenda, agenda } from './agenda.ts'
import type { Policy } from './policies.ts'
import type { World, WorldAgent, WorldRound } from './world.ts'

/** What came of an hour. Times in ms. */
export interface Outcome {
  /** One of each chat: until a person's first answer, or until the buyer left. */
  waits: number[]
  answered: number
  /** Chats that somebody had within 6 s; whose first answer by a person came within 180 s. */
  had6: number
  answered180: number
  /** Questions, and those that no person answered within 180 s, the buyer gone or not. */
  rounds: number
  breaches: number
  abandoned: number
  /** Of each person, the mean share of their limit in use while they were at work. */
  busy: number[]
  /** Given beyond a limit. */
  over: number
  moved: number
}

/** Of most platforms. After it, the queue's own limit is the next to run out. */
const LIMIT = 180 * SECOND
const QUEUE_LIMIT = 300 * SECOND
/** Nobody who is with a person, or had an answer, waits longer than this for the next. */
const LATER_PATIENCE = 10 * MINUTE
/** How long the slot of a finished talk stays taken: until the shop's idle time ends it. */
const IDLE = 55 * SECOND
/** Works faster for a buyer they know, slower on what another team knows better. */
const KNOWN = 0.85
const FOREIGN = 1.3
/** A browser counts as gone when it has missed its heartbeats for so long. */
const NOTICED = 15 * SECOND
/** Of a break, the start is spent answering what is open. */
const LAST_WORDS = 2 * MINUTE
/** People have served the same buyers before the hour began; the desk's clock is far from zero then. */
const EPOCH = 1_800_000_000_000

interface Talk {
  id: number
  buyer: number
  need: string
  rounds: readonly WorldRound[]
  back: { after: number; rounds: readonly WorldRound[] } | null
  team: string
  slots: number
  skill: string | null
  round: number
  askedAt: Instant | null
  startedAt: Instant
  queuedAt: Instant | null
  owner: Person | null
  assignedAt: Instant
  prefer: number | null
  passed: number[]
  done: boolean
  hadAnswer: boolean
  hadOwner: boolean
}

interface Person {
  world: WorldAgent
  state: Colleague['state']
  here: boolean
  awaySince: Instant | null
  atDesk: boolean
  load: number
  givenAt: Instant | null
  talks: Set<Talk>
  typing: Talk | null
  /** Grows when what they were typing no longer counts. */
  turn: number
  /** Load × time while at work, and that time. */
  used: number
  worked: number
  countedAt: Instant
}

export const simulate = (world: World, policy: Policy, settings = defaultRouting('zh-CN')): Outcome => {
  const todo: Agenda<() => void> = agenda()
  const classify = byWords(settings)
  const slotsOf = new Map(settings.teams.map(({ code, slots }) => [code, slots]))
  const start = EPOCH
  const end = start + world.minutes * MINUTE
  let now: Instant = start
  const at = (when: Instant, what: () => void) => todo.add(Math.max(when, now), what)

  const people: Person[] = world.agents.map((agent) => ({
    world: agent,
    state: 'online',
    here: true,
    awaySince: null,
    atDesk: true,
    load: 0,
    givenAt: null,
    talks: new Set(),
    typing: null,
    turn: 0,
    used: 0,
    worked: 0,
    countedAt: start,
  }))
  const byId = new Map(people.map((p) => [p.world.id, p]))
  const talks = new Map<number, Talk>()
  const waiting = new Set<Talk>()
  const served = new Map<number, { personId: number; at: Instant }[]>()
  const out: Outcome = {
    waits: [],
    answered: 0,
    had6: 0,
    answered180: 0,
    rounds: 0,
    breaches: 0,
    abandoned: 0,
    busy: [],
    over: 0,
    moved: 0,
  }
  let changed = true
  let lookAt: Instant | null = null

  /** Adds up what somebody had since the last change, for the hour and while they were at work. */
  const count = (p: Person) => {
    const until = Math.min(now, end)
    if (until > p.countedAt && p.atDesk && p.state === 'online') {
      p.worked += until - p.countedAt
      p.used += (until - p.countedAt) * (p.load / p.world.slots)
    }
    p.countedAt = now
  }
  const setLoad = (p: Person, by: number) => {
    count(p)
    p.load += by
    changed = true
  }

  const release = (talk: Talk) => {
    const p = talk.owner
    if (!p) return
    talk.owner = null
    p.talks.delete(talk)
    setLoad(p, -talk.slots)
    if (p.typing === talk) {
      p.turn += 1
      p.typing = null
      type(p)
    }
  }
  const toQueue = (talk: Talk) => {
    talk.queuedAt ??= now
    waiting.add(talk)
    changed = true
  }
  const finish = (talk: Talk) => {
    talk.done = true
    waiting.delete(talk)
    talk.queuedAt = null
    if (talk.owner) {
      const past = served.get(talk.buyer) ?? []
      served.set(talk.buyer, [{ personId: talk.owner.world.id, at: now }, ...past])
    }
    release(talk)
    const { back } = talk
    if (back)
      at(now + back.after, () => begin({ ...talk, id: talk.id + 1_000_000, rounds: back.rounds, back: null }))
  }

  const leave = (talk: Talk, round: number) => {
    if (talk.done || talk.round !== round || talk.askedAt === null) return
    out.abandoned += 1
    // The question stays unanswered for ever.
    out.breaches += 1
    if (!talk.hadAnswer) out.waits.push(now - talk.startedAt)
    talk.back = null
    finish(talk)
  }

  /** What the desk does about an owner who is away or silent. Looks again when that may become so. */
  const watch = (talk: Talk) => {
    const p = talk.owner
    if (!policy.moves || !p || talk.done || talk.askedAt === null || talk.queuedAt !== null) return
    const silentAt = Math.max(talk.askedAt, talk.assignedAt) + settings.silence * SECOND
    const awayAt = p.awaySince === null ? null : p.awaySince + settings.away * SECOND
    if (awayAt !== null && now >= awayAt) {
      out.moved += 1
      talk.prefer = p.world.id
      release(talk)
      return toQueue(talk)
    }
    if (now >= silentAt) {
      out.moved += 1
      return toQueue(talk)
    }
    at(Math.min(silentAt, awayAt ?? silentAt), () => watch(talk))
  }

  const answered = (talk: Talk, p: Person) => {
    if (talk.askedAt === null) return
    if (now - talk.askedAt > LIMIT) out.breaches += 1
    if (!talk.hadAnswer) {
      const wait = now - talk.startedAt
      out.waits.push(wait)
      out.answered += 1
      if (wait <= LIMIT) out.answered180 += 1
    }
    talk.hadAnswer = true
    talk.askedAt = null
    // They answered before anybody else took it.
    waiting.delete(talk)
    talk.queuedAt = null
    const { gap } = talk.rounds[talk.round] ?? { gap: 0 }
    talk.round += 1
    if (talk.round < talk.rounds.length) at(now + gap, () => asks(talk))
    else at(now + IDLE, () => finish(talk))
    p.typing = null
    type(p)
  }

  /** Somebody at their desk answers who has waited longest of theirs, one after another. */
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
    const knows = served.get(talk.buyer)?.some(({ personId }) => personId === p.world.id)
    const foreign = !p.world.teams.includes(talk.need)
    const takes = work * p.world.pace * (knows ? KNOWN : 1) * (foreign ? FOREIGN : 1)
    at(now + takes, () => {
      if (p.turn === turn && p.typing === talk) answered(talk, p)
    })
  }

  const asks = (talk: Talk) => {
    if (talk.done) return
    talk.askedAt = now
    out.rounds += 1
    const { round } = talk
    at(now + LATER_PATIENCE, () => leave(talk, round))
    if (talk.owner) {
      type(talk.owner)
      watch(talk)
    } else toQueue(talk)
  }

  const begin = (talk: Talk) => {
    Object.assign(talk, {
      round: 0,
      startedAt: now,
      queuedAt: null,
      owner: null,
      prefer: null,
      passed: [],
      done: false,
    })
    talk.hadAnswer = false
    talk.hadOwner = false
    talks.set(talk.id, talk)
    asks(talk)
  }

  const give = (talk: Talk, p: Person) => {
    if (talk.owner) {
      talk.passed = [...talk.passed, talk.owner.world.id]
      release(talk)
    }
    waiting.delete(talk)
    if (now - talk.startedAt <= 6 * SECOND && !talk.hadOwner) out.had6 += 1
    talk.hadOwner = true
    talk.queuedAt = null
    talk.owner = p
    talk.assignedAt = now
    p.talks.add(talk)
    p.givenAt = now
    setLoad(p, talk.slots)
    if (p.load > p.world.slots) out.over += 1
    type(p)
    watch(talk)
  }

  const waiterOf = (talk: Talk): Waiter => {
    const asked = talk.askedAt ?? talk.startedAt
    const due = [asked + LIMIT, asked + QUEUE_LIMIT].find((limit) => limit >= now)
    return {
      conversationId: talk.id,
      buyerId: talk.buyer,
      team: talk.team,
      skill: talk.skill,
      slots: talk.slots,
      queuedAt: talk.queuedAt ?? now,
      dueAt: due ?? null,
      prefer: talk.prefer,
      passed: talk.passed,
      holder: talk.owner?.world.id ?? null,
      agentId: null,
      served: served.get(talk.buyer) ?? [],
      campaign: false,
      value: 0,
    }
  }
  const colleagueOf = (p: Person): Colleague => ({
    personId: p.world.id,
    state: p.state,
    here: p.here,
    teams: p.world.teams,
    skills: [],
    load: p.load,
    slots: p.world.slots,
    shopLoad: p.load,
    shopSlots: null,
    givenAt: p.givenAt,
  })
  const place = () => {
    changed = false
    if (waiting.size === 0) return
    const { gives, next } = policy.place([...waiting].map(waiterOf), people.map(colleagueOf), now)
    for (const { conversationId, to } of gives) {
      const [talk, p] = [talks.get(conversationId), byId.get(to)]
      if (talk && p) give(talk, p)
    }
    // One alarm at a time: the earliest. An earlier look sets the next one anew.
    if (next !== null && (lookAt === null || next < lookAt)) {
      lookAt = next
      at(next, () => {
        if (lookAt === now) [lookAt, changed] = [null, true]
      })
    }
  }

  const becomes = (p: Person, how: Partial<Pick<Person, 'state' | 'here' | 'atDesk' | 'awaySince'>>) => {
    count(p)
    Object.assign(p, how)
    if (!p.atDesk) {
      p.typing = null
      p.turn += 1
    }
    changed = true
    type(p)
    for (const talk of p.talks) watch(talk)
  }
  for (const p of people)
    for (const { from, to, how } of p.world.absences) {
      const [leaves, returns] = [start + from, start + to]
      if (how === 'break') {
        at(leaves, () => becomes(p, { state: 'break' }))
        at(leaves + LAST_WORDS, () => becomes(p, { atDesk: false }))
      } else at(leaves, () => becomes(p, { atDesk: false }))
      if (how === 'gone' && leaves + NOTICED < returns)
        at(leaves + NOTICED, () => becomes(p, { here: false, awaySince: now }))
      at(returns, () => becomes(p, { state: 'online', here: true, atDesk: true, awaySince: null }))
    }
  for (const chat of world.chats) {
    if (chat.served) served.set(chat.buyer, [{ personId: chat.served.agent, at: start - chat.served.ago }])
    at(start + chat.at, () => {
      const { team, skill } = classify({ text: chat.text, stage: null })
      const talk: Talk = {
        id: chat.id,
        buyer: chat.buyer,
        need: chat.need,
        rounds: chat.rounds,
        back: chat.back,
        team,
        skill,
        slots: slotsOf.get(team) ?? 1,
        round: 0,
        askedAt: null,
        startedAt: now,
        queuedAt: null,
        owner: null,
        assignedAt: now,
        prefer: null,
        passed: [],
        done: false,
        hadAnswer: false,
        hadOwner: false,
      }
      begin(talk)
      at(now + chat.patience, () => {
        // Who is with a person waits longer: facts of the trade know patience only for the queue.
        if (!talk.hadOwner) leave(talk, 0)
      })
    })
  }

  for (let event = todo.next(); event; event = todo.next()) {
    now = event.at
    event.what()
    if (changed) place()
  }
  for (const p of people) count(p)
  out.busy = people.filter((p) => p.worked > 10 * MINUTE).map((p) => p.used / p.worked)
  return out
}
