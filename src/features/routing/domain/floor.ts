import { within } from '../../../shared/hours.ts'
import { type Instant, SECOND } from '../../../shared/time.ts'
import { turnsAt } from './opening.ts'
import { type Colleague, limitOf } from './people.ts'
import type { RoutingSettings } from './settings.ts'

/** A person while conversations are being given out: what they have grows with each. */
export interface Place {
  readonly person: Colleague
  readonly limit: number
  /** The teams they are there for. */
  readonly desks: Desk[]
  load: number
  shopLoad: number
  givenAt: Instant | null
  /** Kept for a heavy conversation: given nothing of those behind it in this round. */
  kept: boolean
}

/** A team and who is there of it. */
interface Desk {
  code: string
  members: number
  open: boolean
  /** When it next opens or closes. */
  turns: Instant | null
  /** Online and here, with room or without. */
  there: Place[]
  /** How many of those have room, and the highest limit among them: at a peak most teams are full, and need no search. */
  spare: number
  reach: number
}

/** Teams that help after a time, ms of waiting; `Infinity`: only where nobody nearer is there. */
interface Ring {
  after: number
  desks: Desk[]
}

/** Everybody, by number and by team, at one moment. */
export interface Floor {
  now: Instant
  settings: RoutingSettings
  places: Map<number, Place>
  /** The rings of a team, the team itself first and the fallback team last (specs/routing.md RTG-14, RTG-15). */
  rings(team: string): readonly Ring[]
  /** When a team next opens or closes; null if none does. */
  turns: Instant | null
}

export const isThere = (p: Colleague): boolean => p.state === 'online' && p.here

/** Slots left, as of now in this round. Spelt out: it runs a million times where thousands wait for a full shop. */
export const roomAt = ({ person, load, shopLoad }: Place): number =>
  person.shopSlots === null ? person.slots - load : Math.min(person.slots - load, person.shopSlots - shopLoad)

/** What a person has of which limit, taking the tighter of the two (RTG-17). */
export const loadAt = ({ person, load, shopLoad }: Place): { load: number; limit: number } =>
  person.shopSlots !== null && shopLoad * person.slots > load * person.shopSlots
    ? { load: shopLoad, limit: person.shopSlots }
    : { load, limit: person.slots }

export const take = (p: Place, slots: number, now: Instant): void => {
  const had = roomAt(p) > 0
  p.load += slots
  p.shopLoad += slots
  p.givenAt = now
  if (had && roomAt(p) <= 0) for (const desk of p.desks) desk.spare -= 1
}

export const floorOf = (
  people: readonly Colleague[],
  settings: RoutingSettings,
  zone: string,
  now: Instant,
): Floor => {
  const places = new Map<number, Place>()
  const desks = new Map<string, Desk>()
  for (const { code, hours } of settings.teams) {
    const open = within(hours, now, zone)
    desks.set(code, {
      code,
      members: 0,
      open,
      turns: turnsAt(hours, now, zone),
      there: [],
      spare: 0,
      reach: 0,
    })
  }
  for (const person of people) {
    const { load, shopLoad, givenAt } = person
    const place: Place = { person, limit: limitOf(person), load, shopLoad, givenAt, kept: false, desks: [] }
    places.set(person.personId, place)
    for (const code of new Set(person.teams)) {
      const desk = desks.get(code)
      if (!desk) continue
      desk.members += 1
      if (!isThere(person)) continue
      desk.there.push(place)
      desk.reach = Math.max(desk.reach, place.limit)
      if (roomAt(place) > 0) desk.spare += 1
      place.desks.push(desk)
    }
  }
  const fallback = desks.get(settings.fallback)
  const ringsOf = (team: string): Ring[] => {
    const asked = new Set<Desk>()
    const ring = (after: number, codes: readonly string[]): Ring => {
      const found = codes.map((code) => desks.get(code)).filter((desk) => desk !== undefined)
      const fresh = found.filter((desk) => !asked.has(desk))
      for (const desk of fresh) asked.add(desk)
      return { after, desks: fresh }
    }
    const overflow = settings.teams.find(({ code }) => code === team)?.overflow ?? []
    return [
      ring(0, [team]),
      ...overflow.map(({ after, teams }) => ring(after * SECOND, teams)),
      ring(Number.POSITIVE_INFINITY, fallback ? [fallback.code] : []),
    ]
  }
  const rings = new Map<string, Ring[]>()
  const turns = [...desks.values()].map((desk) => desk.turns).filter((at) => at !== null)
  return {
    now,
    settings,
    places,
    rings(team) {
      const known = rings.get(team) ?? ringsOf(team)
      rings.set(team, known)
      return known
    },
    turns: turns.length === 0 ? null : Math.min(...turns),
  }
}
