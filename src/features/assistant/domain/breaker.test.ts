import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../shared/time.ts'
import { afterFailure, afterSuccess, type Breaker, mayCall, stateOf, TRUSTED } from './breaker.ts'

const failed = (times: number, now = 0): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((b) => afterFailure(b, now), TRUSTED)

describe('[AST-65] a service that fails is left alone', () => {
  test.each([
    [0, 0, 'closed'],
    [2, 0, 'closed'],
    [3, 0, 'open'],
    [3, MINUTE - 1, 'open'],
    [3, MINUTE, 'half-open'],
    [4, 2 * MINUTE - 1, 'open'],
    [4, 2 * MINUTE, 'half-open'],
    [20, 10 * MINUTE, 'half-open'],
  ])('after %d failures, %d ms later: %s', (times, later, state) => {
    const breaker = failed(times)
    expect(stateOf(breaker, later)).toBe(state)
    expect(mayCall(breaker, later).may).toBe(state !== 'open')
  })

  test('after its rest one tries, the others do not', () => {
    const { may, next } = mayCall(failed(3), MINUTE)
    expect(may).toBe(true)
    expect(mayCall(next, MINUTE).may).toBe(false)
    expect(mayCall(afterFailure(next, MINUTE), MINUTE + 1).may).toBe(false)
    expect(mayCall(afterSuccess(), MINUTE).may).toBe(true)
  })

  test('however calls go, a service that answers again is called again within ten minutes', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.nat(MINUTE), fails: fc.boolean() })), (calls) => {
        let breaker = TRUSTED
        let now = 0
        for (const { wait, fails } of calls) {
          now += wait
          const { may, next } = mayCall(breaker, now)
          breaker = may ? (fails ? afterFailure(next, now) : afterSuccess()) : next
        }
        expect(mayCall(breaker, now + 10 * MINUTE).may).toBe(true)
      }),
    )
  })
})
