import { expect, test } from 'vitest'
import { initialsOf } from './marks.tsx'

test.each([
  ['王小雨', '小雨'],
  ['t**3_小明', '小明'],
  ['Alice Wong', 'AW'],
  ['rainbow', 'RA'],
  ['🐱猫', '猫'],
  ['***', '?'],
])('%s → %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
