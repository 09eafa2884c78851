import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { queries } from './query.ts'

afterEach(() => queries.clear())

/** Somebody who looks at an answer; each time it is asked for, the test answers. */
const looking = () => {
  const asked: ((answer: string) => void)[] = []
  const observer = new QueryObserver(queries, {
    queryKey: ['tasks', 1],
    queryFn: () => new Promise<string>((answer) => asked.push(answer)),
  })
  const off = observer.subscribe(() => {})
  return { asked, off, data: () => observer.getCurrentResult().data }
}
const settled = () => new Promise((done) => setImmediate(done))

test('news while something is asked for the first time asks again: the first answer may be older', async () => {
  const { asked, data, off } = looking()
  void queries.invalidateQueries({ queryKey: ['tasks'] })
  await settled()
  expect(asked).toHaveLength(2)
  asked[0]?.('before the news')
  await settled()
  expect(data()).toBeUndefined()
  asked[1]?.('after it')
  await settled()
  expect(data()).toBe('after it')
  off()
})

test('what has an answer shows it until there is a newer one; what others ask for goes on', async () => {
  const { asked, data, off } = looking()
  asked[0]?.('old')
  await settled()
  void queries.invalidateQueries({ queryKey: ['tasks'] })
  await settled()
  expect(data()).toBe('old')
  expect(asked).toHaveLength(2)
  void queries.invalidateQueries({ queryKey: ['phrases'] })
  await settled()
  expect(asked).toHaveLength(2)
  asked[1]?.('new')
  await settled()
  expect(data()).toBe('new')
  off()
})
