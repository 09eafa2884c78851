import type { Colleague } from './people.ts'
import { limitOf } from './people.ts'
import type { RoutingSettings, TeamSettings } from './settings.ts'

/** What can be wrong with a shop's routing (specs/routing.md RTG-50, RTG-51). The list is closed: each is translated. */
export const routingProblems = {
  'same-code': 'two teams have this code: give one of them another',
  'same-name': 'two teams have this name: people could not tell them apart',
  'unknown-team': 'there is no such team: choose one of the list, or add it',
  'own-ring': 'a team cannot help itself: name another team',
  'asked-before': 'this team is asked by a ring before: leave it out here',
  'ring-order': 'must be later than the ring before: raise the seconds, or change the order',
  'no-days': 'no day is chosen: choose days, or remove these hours',
  'recent-order': 'must not be more than the hours for who is online',
  'no-members': 'nobody is in this team: its conversations go to the rings and the fallback team',
  'no-team': 'is in no team: is given only buyers of their own',
  'too-heavy': 'nobody of this team may have that many slots at once: lower it, or raise somebody’s limit',
  'never-fits': 'has neither words nor stages, so it fits nothing',
} as const
export type RoutingProblemCode = keyof typeof routingProblems

export interface RoutingProblem {
  /** Where in the settings (`teams.0.overflow.1.after`), or `people.7` for a person. */
  field: string
  code: RoutingProblemCode
  problem: string
  severity: 'error' | 'warning'
}

/** Somebody as far as their place in the teams goes. */
export type Belonging = Pick<Colleague, 'personId' | 'teams' | 'slots' | 'shopSlots'>

const warnings: ReadonlySet<RoutingProblemCode> = new Set([
  'no-members',
  'no-team',
  'too-heavy',
  'never-fits',
])
const problem = (field: string, code: RoutingProblemCode): RoutingProblem => ({
  field,
  code,
  problem: routingProblems[code],
  severity: warnings.has(code) ? 'warning' : 'error',
})

const repeated = (values: readonly string[]): number[] =>
  values.map((_, i) => i).filter((i) => values.indexOf(values[i] ?? '') < i)

const ofRings = (team: TeamSettings, at: string, known: ReadonlySet<string>): RoutingProblem[] => {
  const found: RoutingProblem[] = []
  const asked = new Set<string>()
  team.overflow.forEach(({ after, teams }, ring) => {
    const field = `${at}.overflow.${ring}`
    const before = team.overflow[ring - 1]
    if (before && after <= before.after) found.push(problem(`${field}.after`, 'ring-order'))
    teams.forEach((code, i) => {
      if (!known.has(code)) found.push(problem(`${field}.teams.${i}`, 'unknown-team'))
      else if (code === team.code) found.push(problem(`${field}.teams.${i}`, 'own-ring'))
      else if (asked.has(code)) found.push(problem(`${field}.teams.${i}`, 'asked-before'))
      asked.add(code)
    })
  })
  return found
}

const ofTeam = (team: TeamSettings, at: string, people: readonly Belonging[]): RoutingProblem[] => {
  const found: RoutingProblem[] = []
  team.hours.forEach(({ days }, i) => {
    if (days.length === 0) found.push(problem(`${at}.hours.${i}.days`, 'no-days'))
  })
  const members = people.filter(({ teams }) => teams.includes(team.code))
  if (members.length === 0) found.push(problem(at, 'no-members'))
  else if (members.every((p) => limitOf(p) < team.slots)) found.push(problem(`${at}.slots`, 'too-heavy'))
  return found
}

/** Everything wrong with the settings for these people; errors are to be refused, warnings shown. [] for nothing. */
export const routingProblemsOf = (
  settings: RoutingSettings,
  people: readonly Belonging[],
): RoutingProblem[] => {
  const { teams, intents, fallback, recent } = settings
  const known = new Set(teams.map(({ code }) => code))
  return [
    ...repeated(teams.map(({ code }) => code)).map((i) => problem(`teams.${i}.code`, 'same-code')),
    ...repeated(teams.map(({ name }) => name)).map((i) => problem(`teams.${i}.name`, 'same-name')),
    ...teams.flatMap((team, i) => [
      ...ofRings(team, `teams.${i}`, known),
      ...ofTeam(team, `teams.${i}`, people),
    ]),
    ...intents.flatMap(({ team, words, stages }, i) => [
      ...(known.has(team) ? [] : [problem(`intents.${i}.team`, 'unknown-team')]),
      ...(words.length === 0 && stages.length === 0 ? [problem(`intents.${i}`, 'never-fits')] : []),
    ]),
    ...(known.has(fallback) ? [] : [problem('fallback', 'unknown-team')]),
    ...(recent.always > recent.online ? [problem('recent.always', 'recent-order')] : []),
    ...people
      .filter(({ teams: of }) => !of.some((code) => known.has(code)))
      .map(({ personId }) => problem(`people.${personId}`, 'no-team')),
  ]
}
