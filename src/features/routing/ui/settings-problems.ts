import { RoutingSettings } from '../domain/settings.ts'
import {
  type Belonging,
  type RoutingProblem,
  type RoutingProblemCode,
  routingProblemsOf,
} from '../domain/valid.ts'

/** What does not even have the shape of settings, in words of its own: an empty name, a number that is out of bounds. */
export type ShapeCode = 'missing' | 'too-small' | 'too-big' | 'not-a-time' | 'not-a-code' | 'malformed'

export interface Problem {
  field: string
  code: RoutingProblemCode | ShapeCode
  severity: RoutingProblem['severity']
  /** Of a number out of bounds: the bound. */
  bound?: number
}

type Issue = NonNullable<ReturnType<typeof RoutingSettings.safeParse>['error']>['issues'][number]

const shapeOf = (issue: Issue): Pick<Problem, 'code' | 'bound'> => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'missing' }
        : { code: 'too-small', bound: Number(issue.minimum) }
    case 'too_big':
      return { code: 'too-big', bound: Number(issue.maximum) }
    case 'invalid_format':
      return { code: /(^|\.)(from|to)$/.test(issue.path.join('.')) ? 'not-a-time' : 'not-a-code' }
    default:
      return { code: 'malformed' }
  }
}

/** Everything wrong with settings as they are being edited, at its field. Errors keep them from being saved. */
export const problemsOf = (settings: RoutingSettings, people: readonly Belonging[]): Problem[] => {
  const { error } = RoutingSettings.safeParse(settings)
  const shape = (error?.issues ?? []).map((issue): Problem => {
    const field = issue.path.join('.')
    return { field, severity: 'error', ...shapeOf(issue) }
  })
  return [
    ...shape,
    ...routingProblemsOf(settings, people).map(({ field, code, severity }) => ({ field, code, severity })),
  ]
}

/** A code for a new team, out of its name as far as that has letters: `vip`, else `team-5`. None is given twice. */
export const freeCode = (name: string, taken: readonly string[]): string => {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
  const base = plain || 'team'
  if (plain && !taken.includes(plain)) return plain
  for (let n = 2; ; n++) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`
}

/** Where a change leaves nothing different, there is nothing to save. */
export const same = (a: RoutingSettings, b: RoutingSettings): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
