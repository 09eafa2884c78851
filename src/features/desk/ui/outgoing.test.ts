import { describe, expect, test } from 'vitest'
import type { Sending } from '../../conversation/ui/lines.ts'
import { outgoing } from './outgoing.ts'

const line = (clientId: string): Sending => ({
  clientId,
  kind: 'text',
  text: clientId,
  picture: null,
  at: 0,
  failed: false,
})

/** A desk that takes what `takes` lets through, and a window's storage. */
const desk = () => {
  const arrived: string[] = []
  const errors: unknown[] = []
  const kept = new Map<string, string>()
  const refused = new Set<string>()
  const unfit = new Set<string>()
  const back: string[] = []
  const open = () => {
    const out = outgoing({
      post: async (key, { clientId }) => {
        await Promise.resolve()
        if (refused.has(clientId) || unfit.has(clientId)) throw new Error(clientId)
        arrived.push(`${key} ${clientId}`)
      },
      failed: (error) => errors.push(error),
      givesBack: (_, key, { clientId, text }) => {
        if (!unfit.has(clientId)) return false
        back.push(`${key} ${text}`)
        return true
      },
      storage: {
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => void kept.set(name, value),
      },
    })
    out.belongTo(7)
    return out
  }
  return { arrived, errors, kept, refused, unfit, back, open }
}
const shown = (out: ReturnType<ReturnType<typeof desk>['open']>, key = '1:1') =>
  (out.sending.get().get(key) ?? []).map((s) => `${s.clientId}${s.failed ? ' failed' : ''}`)

describe('lines of one conversation', () => {
  test('arrive in the order they were written, and nothing of them is left', async () => {
    const { arrived, open } = desk()
    const out = open()
    expect(await Promise.all(['a', 'b', 'c'].map((id) => out.send('1:1', line(id))))).toEqual([
      true,
      true,
      true,
    ])
    expect(arrived).toEqual(['1:1 a', '1:1 b', '1:1 c'])
    expect([out.sending.get().size, out.leaving()]).toEqual([0, 0])
  })

  test('one that the guard keeps back goes back to its writer; those behind it go on', async () => {
    const { arrived, back, unfit, errors, open } = desk()
    const out = open()
    unfit.add('b')
    const sent = await Promise.all(['a', 'b', 'c'].map((id) => out.send('1:1', line(id))))
    expect(sent).toEqual([true, false, true])
    expect([arrived, back, errors.length]).toEqual([['1:1 a', '1:1 c'], ['1:1 b'], 1])
    expect(out.sending.get().size).toBe(0)
  })

  test.each([
    ['is sent again', true, ['1:1 a', '1:1 b', '1:1 c', '1:1 d']],
    ['is discarded', false, ['1:1 a', '1:1 c', '1:1 d']],
  ])('wait behind one that failed until it %s', async (_, again, all) => {
    const { arrived, refused, errors, open } = desk()
    const out = open()
    refused.add('b')
    expect(await Promise.all(['a', 'b', 'c'].map((id) => out.send('1:1', line(id))))).toEqual([
      true,
      false,
      false,
    ])
    expect(await out.send('1:1', line('d'))).toBe(false)
    expect(arrived).toEqual(['1:1 a'])
    expect(shown(out)).toEqual(['b failed', 'c', 'd'])
    expect([errors.length, out.leaving()]).toEqual([1, 0])
    refused.clear()
    if (again) expect(await out.sendAgain('1:1', 'b')).toBe(true)
    else {
      out.discard('1:1', 'b')
      expect(await out.send('1:1', line('z'))).toBe(true)
    }
    expect(arrived).toEqual(again ? all : [...all, '1:1 z'])
    expect(shown(out)).toEqual([])
  })

  test('do not wait for another conversation', async () => {
    const { arrived, refused, open } = desk()
    const out = open()
    refused.add('a')
    await out.send('1:1', line('a'))
    expect(await out.send('1:2', line('b'))).toBe(true)
    expect(arrived).toEqual(['1:2 b'])
  })
})

describe('after a reload', () => {
  const failing = async () => {
    const at = desk()
    at.refused.add('a')
    const before = at.open()
    await Promise.all(['a', 'b'].map((id) => before.send('1:1', line(id))))
    at.refused.clear()
    return { ...at, before }
  }
  test('what had not arrived is there again, to be sent in order', async () => {
    const { arrived, open } = await failing()
    const out = open()
    expect(shown(out)).toEqual(['a failed', 'b'])
    expect(arrived).toEqual([])
    await out.sendAgain('1:1', 'a')
    expect(arrived).toEqual(['1:1 a', '1:1 b'])
    expect(shown(open())).toEqual([])
  })
  test('it is not shown to another person, nor kept for long', async () => {
    const { before, open } = await failing()
    before.belongTo(null)
    expect(shown(before)).toEqual([])
    before.belongTo(8)
    expect(shown(before)).toEqual([])
    expect(shown(open())).toEqual([])
  })
  test('who signs in again has it', async () => {
    const { before } = await failing()
    before.belongTo(null)
    before.belongTo(7)
    expect(shown(before)).toEqual(['a failed', 'b'])
  })
  test('what cannot be read is nothing', async () => {
    const { kept, open } = await failing()
    for (const name of kept.keys()) kept.set(name, '{')
    expect(shown(open())).toEqual([])
  })
})
