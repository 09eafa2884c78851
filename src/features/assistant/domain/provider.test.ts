import { describe, expect, test } from 'vitest'
import { NO_PROVIDER, type ProviderSettings, providerProblems } from './provider.ts'

const on = (more: Partial<ProviderSettings>): ProviderSettings => ({
  ...NO_PROVIDER,
  enabled: true,
  baseUrl: 'https://api.example.com/v1',
  ...more,
})
const none = { kept: false, given: false }
const codes = (settings: ProviderSettings, key = none, before = settings) =>
  providerProblems(settings, key, before).map(({ code }) => code)

describe('[AST-64] an outside model', () => {
  test.each<[string, ProviderSettings, string[]]>([
    ['off, with nothing', NO_PROVIDER, []],
    ['on, with an address', on({}), []],
    ['on this machine', on({ baseUrl: 'http://127.0.0.1:11434/v1' }), []],
    ['on without an address', on({ baseUrl: '' }), ['provider-address']],
    ['file', on({ baseUrl: 'file:///etc/passwd' }), ['provider-address']],
    ['ftp, though off', { ...NO_PROVIDER, baseUrl: 'ftp://x' }, ['provider-address']],
    ['script', on({ baseUrl: 'javascript:alert(1)' }), ['provider-address']],
    ['no address', on({ baseUrl: 'api.example.com' }), ['provider-address']],
    ['a name in the address', on({ baseUrl: 'https://me:secret@api.example.com' }), ['provider-user']],
    ['a query', on({ baseUrl: 'https://api.example.com/v1?key=1' }), ['provider-user']],
    ['drafts without a model', on({ drafts: true }), ['provider-model']],
    ['embeddings without a model', on({ embeddings: true }), ['provider-model']],
    ['both named', on({ drafts: true, chatModel: 'a', embeddings: true, embeddingModel: 'b' }), []],
  ])('%s', (_, settings, expected) => {
    expect(codes(settings)).toEqual(expected)
  })

  test('a key is not sent to another address than the one it was given for', () => {
    const moved = on({ baseUrl: 'https://other.example/v1' })
    expect(codes(moved, { kept: true, given: false }, on({}))).toEqual(['provider-key'])
    expect(codes(moved, { kept: true, given: true }, on({}))).toEqual([])
    expect(
      codes(on({ baseUrl: 'https://api.example.com/v2' }), { kept: true, given: false }, on({})),
    ).toEqual([])
  })
})
