import { expect, test } from 'vitest'
import { activityFacts } from '../domain/activity.ts'
import { openFacts, savedFacts } from './activity-facts.ts'

test('“there is none” is an answer; words of blanks are not, and are not saved', () => {
  const facts = {
    'price-protection': { none: true as const },
    gifts: { says: ' 前 100 名送枕套 ' },
    how: { says: '  ' },
  }
  expect(openFacts(facts)).toEqual(
    activityFacts.filter((fact) => fact !== 'price-protection' && fact !== 'gifts'),
  )
  expect(savedFacts(facts)).toEqual({
    gifts: { says: '前 100 名送枕套' },
    'price-protection': { none: true },
  })
})
