import type { z } from 'zod'
import { type Problem, problemAt } from './valid-problem.ts'

type Issue = z.core.$ZodIssue

const pathEnds = (path: Issue['path'], ...names: string[]): boolean => names.includes(String(path.at(-1)))

const ofEnum = (field: string, { path, values }: z.core.$ZodIssueInvalidValue): Problem => {
  const known = values.map(String).join(', ')
  if (pathEnds(path, 'platform')) return problemAt(field, 'unknown-platform', { known })
  if (pathEnds(path, 'counted')) return problemAt(field, 'unknown-kind', { known })
  return problemAt(field, 'unknown-value', { known })
}

const ofSize = (field: string, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Problem => {
  const small = issue.code === 'too_small'
  const limit = Number(small ? issue.minimum : issue.maximum)
  if (pathEnds(issue.path, 'target')) return problemAt(field, 'target-range')
  if (issue.path.at(-2) === 'days') return problemAt(field, 'not-a-day')
  if (issue.origin === 'string')
    return small ? problemAt(field, 'empty') : problemAt(field, 'too-long', { limit })
  if (issue.origin === 'array') return problemAt(field, 'too-many', { limit })
  // "Greater than 0" of a share: 0 itself is too small as well.
  return problemAt(field, small ? 'too-small' : 'too-big', {
    limit: small && !issue.inclusive ? 0.01 : limit,
  })
}

/** A finding of zod as a problem with a code of ours, which screens can translate. */
export const problemOfIssue = (issue: Issue): Problem => {
  const field = issue.path.join('.')
  switch (issue.code) {
    case 'invalid_value':
      return ofEnum(field, issue)
    case 'too_small':
    case 'too_big':
      return ofSize(field, issue)
    case 'invalid_format':
      return problemAt(field, pathEnds(issue.path, 'from', 'to') ? 'not-a-time' : 'bad-id')
    case 'invalid_type':
      if (issue.expected === 'int') return problemAt(field, 'whole-number')
      return problemAt(field, issue.input === undefined ? 'missing' : 'wrong-kind')
    default:
      return problemAt(field, 'wrong-kind')
  }
}
