import { essence, type Features, featuresOf, likeness } from './features.ts'

/** Questions this alike are asked for the same. Higher, and groups of real buyers' questions fall into pieces; lower, and
 * what differs in one word comes together. */
export const JOIN = 0.58
/** A question as close as this to two groups shows that they are one. */
export const MERGE = 0.72
/** Ways of asking a group is known by: the first of them. More would let it drift from what it was founded on. */
export const EXEMPLARS = 8

/** A group as it is kept: what it is known by, in the order in which that came. */
export interface Kept {
  id: number
  exemplars: readonly string[]
  /** Put aside or answered: it takes in what is alike, but is not made one with another. */
  aside: boolean
}

export interface Placed {
  groupId: number
  /** It was founded by this question. */
  founded: boolean
  /** Whether the group is now known by this question too. */
  exemplar: boolean
  /** The younger group that this question has shown to be the same; its questions belong to `groupId` now. */
  merged: number | null
}

interface Group {
  id: number
  aside: boolean
  exemplars: string[]
  essences: Set<string>
  profile: Map<string, number>
  /** Length of the profile as a vector. */
  length: number
}

export interface Grouping {
  /**
   * Puts a question into the group it is most alike to, or founds one under the next id. `twin`: the group in which the
   * same words are already, where the caller knows of one beyond the exemplars.
   */
  place(text: string, twin: number | null): Placed
  /** Takes in groups that are kept already: so that many can be taken in with pauses. */
  know(known: Iterable<Kept>): void
  kept(id: number): Kept | undefined
  /** Says which groups are put aside, all others are not. */
  setAside(ids: readonly number[]): void
  /** The id the next group gets. */
  nextId(): number
}

/**
 * Leader clustering: a question joins the group whose first questions it is most alike to, or founds its own. What it
 * makes of a question depends on the groups alone, so that reading in pieces, in several processes and after a restart
 * gives the same groups as reading all at once. The order counts (the first question founds); the same words always
 * come together. Candidates are the groups that share a feature.
 */
export const createGrouping = (next: number): Grouping => {
  const groups = new Map<number, Group>()
  const having = new Map<string, Set<number>>()
  const twins = new Map<string, number>()
  let free = next

  const learn = (group: Group, text: string, essential: string) => {
    group.exemplars.push(text)
    group.essences.add(essential)
    twins.set(essential, group.id)
    for (const [feature, weight] of featuresOf(text)) {
      group.profile.set(feature, (group.profile.get(feature) ?? 0) + weight)
      const others = having.get(feature)
      if (others) others.add(group.id)
      else having.set(feature, new Set([group.id]))
    }
    let square = 0
    for (const weight of group.profile.values()) square += weight * weight
    group.length = Math.sqrt(square) || 1
  }
  const found = (id: number, aside: boolean): Group => {
    const group = { id, aside, exemplars: [], essences: new Set<string>(), profile: new Map(), length: 1 }
    groups.set(id, group)
    return group
  }
  /**
   * The two groups most alike, the best first; of equals the older. Only groups as alike as JOIN: those that share
   * nothing but a question's most frequent features, together weaker than JOIN, cannot be, and are not looked at.
   */
  const nearest = (features: Features): { group: Group; like: number }[] => {
    const byRarity = [...features].sort(
      ([a], [b]) => (having.get(b)?.size ?? 0) - (having.get(a)?.size ?? 0) || (a < b ? -1 : 1),
    )
    const candidates = new Set<number>()
    let weak = 0
    for (const [feature, weight] of byRarity) {
      weak += weight * weight
      if (weak >= JOIN * JOIN - 1e-9) for (const id of having.get(feature) ?? []) candidates.add(id)
    }
    const found: { group: Group; like: number }[] = []
    for (const id of candidates) {
      const group = groups.get(id)
      if (!group) continue
      const like = likeness(features, group.profile) / group.length
      if (like >= JOIN) found.push({ group, like })
    }
    return found.sort((a, b) => b.like - a.like || a.group.id - b.group.id).slice(0, 2)
  }

  const forget = ({ id, profile }: Group) => {
    groups.delete(id)
    for (const feature of profile.keys()) having.get(feature)?.delete(id)
  }
  /** Makes the younger of two groups part of the older, which goes by what both were known by. */
  const merge = (older: Group, younger: Group) => {
    forget(younger)
    for (const text of younger.exemplars) {
      const essential = essence(text)
      if (older.exemplars.length < EXEMPLARS) learn(older, text, essential)
    }
    for (const [words, id] of twins) if (id === younger.id) twins.set(words, older.id)
  }
  const alike = (a: Group, b: Group): number => likeness(a.profile, b.profile) / (a.length * b.length)

  return {
    place(text, twin) {
      const essential = essence(text)
      const same = twins.get(essential) ?? twin
      if (same !== null && groups.has(same)) {
        twins.set(essential, same)
        return { groupId: same, founded: false, exemplar: false, merged: null }
      }
      const [best, second] = nearest(featuresOf(text))
      if (!best) {
        const group = found(free++, false)
        learn(group, text, essential)
        return { groupId: group.id, founded: true, exemplar: true, merged: null }
      }
      let home = best.group
      let merged: number | null = null
      if (
        second &&
        second.like >= MERGE &&
        !home.aside &&
        !second.group.aside &&
        alike(home, second.group) >= JOIN
      ) {
        const [older, younger] = home.id < second.group.id ? [home, second.group] : [second.group, home]
        merge(older, younger)
        home = older
        merged = younger.id
      }
      const exemplar = home.exemplars.length < EXEMPLARS
      if (exemplar) learn(home, text, essential)
      else twins.set(essential, home.id)
      return { groupId: home.id, founded: false, exemplar, merged }
    },
    know(known) {
      for (const { id, exemplars, aside } of known) {
        const group = found(id, aside)
        for (const text of exemplars) learn(group, text, essence(text))
      }
    },
    kept(id) {
      const group = groups.get(id)
      return group && { id, exemplars: [...group.exemplars], aside: group.aside }
    },
    setAside(ids) {
      const aside = new Set(ids)
      for (const group of groups.values()) group.aside = aside.has(group.id)
    },
    nextId: () => free,
  }
}
