import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** What the desk was told, and an answer to each when the test gives it. */
let told: { text: string; answer(): void }[] = []
beforeEach(() => {
  told = []
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} })
  vi.stubGlobal(
    'fetch',
    (_address: string, init: RequestInit) =>
      new Promise((resolve) => {
        const { text } = JSON.parse(String(init.body)) as { text: string }
        told.push({ text, answer: () => resolve(Response.json({})) })
      }),
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.resetModules()
})

test('an older draft cannot arrive after the empty one of sending', async () => {
  const { saveDraft, unsavedDraft, writeDraft } = await import('./drafts.ts')
  writeDraft('1:1', '亲，', () => {})
  await vi.advanceTimersByTimeAsync(600)
  writeDraft('1:1', '', () => {})
  const saved = saveDraft('1:1')
  const other = saveDraft('1:1')
  await vi.advanceTimersByTimeAsync(0)
  expect(told.map((t) => t.text)).toEqual(['亲，'])
  told[0]?.answer()
  await vi.advanceTimersByTimeAsync(0)
  expect(told.map((t) => t.text)).toEqual(['亲，', ''])
  told[1]?.answer()
  expect(await Promise.all([saved, other])).toEqual([true, true])
  expect(told).toHaveLength(2)
  expect(unsavedDraft('1:1')).toBeUndefined()
})

test('a draft does not wait for that of another conversation', async () => {
  const { saveDraft, writeDraft } = await import('./drafts.ts')
  for (const key of ['1:1', '1:2']) {
    writeDraft(key, key, () => {})
    void saveDraft(key)
  }
  await vi.advanceTimersByTimeAsync(0)
  expect(told.map((t) => t.text)).toEqual(['1:1', '1:2'])
})

test('what a person left unsaved is theirs alone on a shared computer', async () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  const { draftsBelongTo, unsavedDraft, writeDraft } = await import('./drafts.ts')
  draftsBelongTo(7)
  writeDraft('1:1', '还没写完', () => {})
  draftsBelongTo(8)
  expect(unsavedDraft('1:1')).toBeUndefined()
  draftsBelongTo(7)
  expect(unsavedDraft('1:1')).toBe('还没写完')
})
