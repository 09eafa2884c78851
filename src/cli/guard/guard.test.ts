import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkCommand } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-guard-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const stream = async function* (...pieces: (string | Uint8Array)[]) {
  for (const piece of pieces) yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece
}
const run = async (args: string[], ...input: (string | Uint8Array)[]) => {
  const said: string[] = []
  const err = vi
    .spyOn(console, 'error')
    .mockImplementation((...words: unknown[]) => void said.push(words.join(' ')))
  const out: string[] = []
  try {
    const code = await checkCommand(args, stream(...input), (text) => void out.push(text), 0)
    const lines = out.join('').split('\n').filter(Boolean)
    return { code, lines, said: said.join('\n') }
  } finally {
    err.mockRestore()
  }
}
const PDD = ['--platform', 'pinduoduo']

test('one JSON line a line, whatever the pieces of the stream, the empty ones too', async () => {
  const bytes = new TextEncoder().encode('加V❤ abc12345\r\n\n你好')
  const { code, lines } = await run(PDD, bytes.subarray(0, 5), bytes.subarray(5, 6), bytes.subarray(6))
  expect(code).toBe(0)
  const [first, ...rest] = lines.map((line) => JSON.parse(line))
  expect(first).toEqual({
    verdict: 'block',
    findings: [
      { rule: 'contact.wechat', text: '加V❤ abc12345', at: [0, 12], why: expect.stringMatching(/微信/) },
    ],
    suggestion: '请在这里留言，我一直在',
  })
  const passed = { verdict: 'pass', findings: [], suggestion: null }
  expect(rest).toEqual([passed, passed])
})

test('--lang en gives reasons in English, --settings a shop’s own words', async () => {
  const file = join(folder, 'settings.json')
  await writeFile(
    file,
    JSON.stringify({ words: [{ word: '甩卖', severity: 'note', why: 'not here', instead: '' }] }),
  )
  const { lines } = await run([...PDD, '--lang', 'en', '--settings', file], '甩 卖\n扫一扫\n')
  const [word, qr] = lines.map((line) => JSON.parse(line))
  expect(word).toMatchObject({ verdict: 'note', findings: [{ rule: 'word:甩卖', why: 'not here' }] })
  expect(qr.findings[0].why).toMatch(/^A QR code/)
})

test.each([
  ['no platform', [], 'x', /Which platform/],
  ['an unknown one', ['--platform', 'amazon'], 'x', /--platform knows .*taobao.*not “amazon”/],
  ['an unknown flag', [...PDD, '--loud'], 'x', /guard check --help/],
  ['an unknown language', [...PDD, '--lang', 'fr'], 'x', /--lang knows zh and en/],
  ['no such settings', [...PDD, '--settings', '/nowhere.json'], 'x', /cannot be read \(ENOENT\)/],
  ['nothing', PDD, '', /nothing to look at/],
] as const)('%s: one sentence, exit code 1', async (_, args, input, says) => {
  const { code, said, lines } = await run([...args], input)
  expect({ code, lines }).toEqual({ code: 1, lines: [] })
  expect(said).toMatch(says)
})

test.each([
  ['{', /is no JSON/],
  ['[]', /one JSON object/],
  ['{"wordz": []}', /does not fit at its top.*wordz/],
  ['{"words": [{"word": ""}]}', /does not fit at words\.0\.word/],
  ['{"hosts": ["http://x"]}', /does not fit at hosts\.0/],
] as const)('settings %s: says where they are broken', async (text, says) => {
  const file = join(folder, 'broken.json')
  await writeFile(file, text)
  const { code, said } = await run([...PDD, '--settings', file], 'x')
  expect(code).toBe(1)
  expect(said).toMatch(says)
})

test('bytes that are no UTF-8: the line’s number; what came before was looked at', async () => {
  const { code, lines, said } = await run(PDD, 'ok\n', Uint8Array.of(0xff, 0xfe, 10))
  expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 1 })
  expect(said).toMatch(/^Line 2 is not UTF-8/)
})

test('a line of 100,000 characters, and one of more than 4 MiB', async () => {
  const { code, lines } = await run(PDD, `${'微信'.repeat(50_000)}\n`)
  expect({ code, lines: lines.length }).toEqual({ code: 0, lines: 1 })
  const long = await run(PDD, new Uint8Array(5 * 1024 * 1024).fill(97))
  expect(long).toMatchObject({ code: 1, said: expect.stringMatching(/longer than 4 MiB/) })
})

test('--help explains itself', async () => {
  const { code, lines } = await run(['--help'])
  expect(code).toBe(0)
  expect(lines.join('\n')).toContain('--settings FILE')
})
