import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answer, type ProblemId, readProblem } from './problem.ts'
import { solve } from './solve.ts'

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

describe('two exercises about Double Eleven', () => {
  const cases: [ProblemId, number][] = [
    ['23566', 0],
    ['23566', 1],
    ['25561', 0],
    ['25561', 1],
  ]
  test.each(cases)('%s, case %i', (id, n) => {
    expect(answer(solve(id, readProblem(id, text(`${id}/${n}.in`))))).toBe(text(`${id}/${n}.out`).trim())
  })

  test('the printed second example of 25561', () => {
    const input = '3 2\n1:100 2:120\n1:300\n2:180\n100-20 200-50 300-90 400-140\n200-100 250-80\n'
    expect(answer(solve('25561', readProblem('25561', input)))).toBe('310')
  })

  test.each([
    ['a shop without coupons', '1 2\n1:100 2:100\n\n100-80\n', '20'],
    ['no coupons at all', '1 2\n1:100 2:90\n', '90'],
    ['Windows line ends and blanks', '1 1\r\n 1 : 300 \r\n300-20\r\n', '230'],
  ])('reads %s', (_, input, paid) => {
    expect(answer(solve('25561', readProblem('25561', input)))).toBe(paid)
  })

  test.each([
    ['', 'Line 0'],
    ['2 1\n1:100\n', 'Line 4: 2 items were announced, 1 are there'],
    ['1 1\nabc\n', 'Line 2: cannot read the price in "abc"'],
  ])('says what it cannot read in %j', (input, says) => {
    expect(() => readProblem('25561', input)).toThrow(says)
  })
})
