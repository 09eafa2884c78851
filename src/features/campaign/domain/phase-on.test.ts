import { expect, test } from 'vitest'
import { phaseCodes } from '../../phrase/domain/phases.ts'
import { PhaseKind } from './phase.ts'
import { byPress, phaseOn } from './phase-on.ts'

test.each([
  [['preheat'], 'preheat'],
  [['preheat', 'deposit'], 'deposit'],
  [['spot', 'balance'], 'balance'],
  [['deposit', 'spot'], 'deposit'],
  [['after-sale', 'spot'], 'spot'],
  [['after-sale', 'preheat'], 'preheat'],
  [['after-sale'], 'after-sale'],
  [['sign-up'], null],
  [['sign-up', 'after-sale'], 'after-sale'],
  [[], null],
] satisfies [PhaseKind[], string | null][])('while %o are on, words are those of %s', (kinds, phase) => {
  expect(phaseOn(kinds)).toBe(phase)
  expect(phaseOn(kinds.toReversed())).toBe(phase)
})

test('each phase but the sign-up has phrases of its own, and no other has', () => {
  expect(
    PhaseKind.options
      .map((kind) => phaseOn([kind]))
      .filter((phase) => phase !== null)
      .sort(),
  ).toEqual(phaseCodes.toSorted())
})

test('phases are named with the most pressing first', () => {
  const all = PhaseKind.options.map((kind) => ({ kind }))
  expect(byPress(all).map(({ kind }) => kind)).toEqual([
    'balance',
    'deposit',
    'spot',
    'preheat',
    'after-sale',
    'sign-up',
  ])
})
