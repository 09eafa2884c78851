import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Quote } from '../../features/pricing/domain/quote.ts'

const LAUNCHER = new URL('../../../peakdesk', import.meta.url).pathname
const EXAMPLE = new URL('../../../docs/guide/pricing/tmall-2021.json', import.meta.url).pathname

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-quote-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The launcher as a shell would start it. */
const run = (args: string[], input: string | Uint8Array = '', env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(LAUNCHER, ['quote', ...args], {
      env: { ...process.env, LC_ALL: '', LANG: 'C.UTF-8', ...env },
    })
    const [out, err]: [string[], string[]] = [[], []]
    child.stdout.setEncoding('utf8').on('data', (text) => out.push(text))
    child.stderr.setEncoding('utf8').on('data', (text) => err.push(text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }))
    child.stdin.end(input)
  })
const file = async (name: string, value: unknown): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}
const BASKET = {
  at: '2021-11-11T12:00:00+08:00',
  ruleSet: 'tmall-2021-d11',
  lines: [
    { item: 'a', title: '茶', priceFen: 40_000 },
    { item: 'b', title: 'Cup', priceFen: 5_000, quantity: 2 },
  ],
  offers: [
    { id: 'cross', kind: 'cross-shop', params: { everyFen: 50_000, minusFen: 5_000 } },
    { id: 'packet', kind: 'cash-red-packet', params: { minusFen: 900 }, to: '2021-11-12T00:00:00+08:00' },
  ],
}

test('a file, explained in Chinese or English, by flag or by the terminal', async () => {
  const zh = await run([EXAMPLE])
  expect({ code: zh.code, err: zh.err }).toEqual({ code: 0, err: '' })
  expect(zh.out).toMatch(/^应付 1028 = 商品 1028 \+ 运费 0 · 比原价省 638\n/)
  expect(zh.out).toContain('跨店每满200减30：参与金额 1366，减 180，再买 34 可再减 30')
  const en = await run([EXAMPLE, '--lang', 'en'])
  expect(en.out).toMatch(/^To pay 1028 = goods 1028 \+ freight 0 · below list 638\n/)
  expect((await run([EXAMPLE], '', { LANG: 'en_GB.UTF-8' })).out).toBe(en.out)
  expect((await run([EXAMPLE, '--lang', 'zh'], '', { LC_ALL: 'en_US.UTF-8' })).out).toBe(zh.out)
})

test('--json is a quote by its schema, amounts in fen', async () => {
  const { code, out } = await run([EXAMPLE, '--json'])
  expect(code).toBe(0)
  const quote = Quote.strict().parse(JSON.parse(out))
  expect(quote.payableFen).toBe(102_800)
  expect(quote.lines.reduce((sum, line) => sum + line.paysFen, 0)).toBe(quote.goodsFen)
})

test('--what-if, --refund and --later answer beside the quote, as text and as JSON', async () => {
  const later = await file('later.json', {
    ...BASKET,
    lines: [{ ...BASKET.lines[0], priceFen: 35_000 }, BASKET.lines[1]],
  })
  const paid = await file('paid.json', {
    ...BASKET,
    catalog: [{ item: 'c', title: 'Plate', priceFen: 50_000 }],
    phases: [{ at: '2021-11-11T20:00:00+08:00', says: { zh: '晚场', en: 'evening' } }],
  })
  const asked = ['--what-if', '--refund', '2:1', '--later', later]
  const { code, out } = await run([paid, '--json', ...asked])
  expect(code).toBe(0)
  const all = JSON.parse(out)
  expect(all.payableFen).toBe(44_100)
  expect(all.whatIf.moments.map((m: { payableFen: number }) => m.payableFen)).toEqual([44_100, 45_000])
  expect(all.whatIf.topUps).toMatchObject([{ is: 'step', add: [{ product: 'c' }], extraFen: 45_000 }])
  // 441 on 500: one piece of 50 of the line of 100 was paid with 44.1.
  expect(all.refund).toMatchObject({ refundFen: 4_410, cards: [{ offer: 'packet', back: false }] })
  // The red packet and the cross-shop cut do not count for the default rule: 400 then, 350 now.
  expect(all.claims).toMatchObject([
    { line: '1', dueFen: 5_000 },
    { line: '2', dueFen: 0 },
  ])
  const text = await run([paid, '--lang', 'en', ...asked])
  for (const part of ['evening', 'Add Plate (500)', 'Refund 44.1 =', 'Due 50'])
    expect(text.out).toContain(part)
})

test('--refund all of what is left; the packet comes back with it', async () => {
  const path = await file('refund.json', { ...BASKET, order: { refunded: { 2: 1 }, unsent: true } })
  const { out } = await run([path, '--json', '--refund', 'all'])
  expect(JSON.parse(out).refund).toMatchObject({ refundFen: 44_100 - 4_410, cards: [{ back: true }] })
})

test('- prices a basket a line; a bad one gives its number, the others still come, and the exit code is 1', async () => {
  const lines = [
    JSON.stringify(BASKET),
    '{"at":',
    '',
    JSON.stringify({ ...BASKET, lines: [{ item: 'a', priceFen: 1.5 }] }),
    JSON.stringify(BASKET),
  ]
  const { code, out, err } = await run(['-', '--json'], `${lines.join('\n')}\n`)
  expect(code).toBe(1)
  const [first, second, third, fourth, ...more] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(more).toEqual([])
  expect([first.payableFen, fourth.payableFen]).toEqual([44_100, 44_100])
  expect(second).toMatchObject({ line: 2, problems: [{ where: '' }] })
  expect(third).toMatchObject({ line: 4, problems: [{ where: 'lines[0].priceFen' }] })
  expect(err).toMatch(/^Line 2: .*JSON/)
  expect(err).toMatch(/\nLine 4: lines\[0\]\.priceFen: /)
  const text = await run(['-', '--lang', 'en'], lines.join('\r\n'))
  expect(text.out.match(/^# \d+$/gm)).toEqual(['# 1', '# 2', '# 4', '# 5'])
})

test('bytes that are no text, and a line that is too long, are told with their number', async () => {
  const good = Buffer.from(`${JSON.stringify(BASKET)}\n`)
  const { code, out } = await run(
    ['-', '--json'],
    Buffer.concat([
      Buffer.from([0xff, 0xfe, 10]),
      good,
      Buffer.alloc(17 * 1024 * 1024, 32),
      Buffer.from('\n'),
      good,
    ]),
  )
  expect(code).toBe(1)
  const all = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(all.map(({ line, payableFen }) => line ?? payableFen)).toEqual([1, 44_100, 3, 44_100])
})

test.each([
  ['no file', [], '', /Which basket\?/],
  ['a file that is not there', ['/nowhere.json'], '', /^\/nowhere\.json cannot be read \(ENOENT\)/],
  ['two files', ['a', 'b'], '', /One file at a time/],
  ['an unknown flag', ['x', '--loud'], '', /quote --help/],
  ['an unknown language', ['x', '--lang', 'fr'], '', /--lang knows zh and en; not “fr”/],
  [
    'unknown refund rules',
    ['x', '--refund', '1', '--refund-rules', 'nice'],
    '',
    /--refund-rules knows by-share, reckon-anew; not “nice”/,
  ],
  ['refund rules without a refund', ['x', '--refund-rules', 'by-share'], '', /say which lines with --refund/],
  ['lines that are none', ['x', '--refund', '1,,2'], '', /Write lines as 2,3:1/],
  ['--later with many baskets', ['-', '--later', 'x'], '', /name its file instead of -/],
  ['an empty standard input', ['-'], '\n\n', /There was no basket/],
] as const)('%s: one sentence, exit code 2', async (_, args, input, says) => {
  const { code, out, err } = await run([...args], input)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(says)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test.each([
  ['no JSON', '{"at": 1,}', /^.*broken\.json: It cannot be priced\nThis is no JSON/],
  ['a list', [], /one JSON object/],
  [
    'negative fen',
    { ...BASKET, lines: [{ item: 'a', priceFen: -1 }] },
    /\nlines\[0\]\.priceFen: An amount must not be below 0 fen/,
  ],
  [
    'an unknown kind',
    { ...BASKET, offers: [{ id: 'x', kind: 'magic' }] },
    /\noffers\[0\]\.kind: There is no kind of offer "magic"/,
  ],
  [
    'an unknown rule set',
    { ...BASKET, ruleSet: 'tmall-1999' },
    /\nruleSet: There is no rule set "tmall-1999"\. There are: /,
  ],
  ['a misspelt field', { ...BASKET, cardz: [] }, /Unknown: "cardz"/],
  [
    'a catalog with half fen',
    { ...BASKET, catalog: [{ item: 'c', priceFen: 0.5 }] },
    /\ncatalog\[0\]\.priceFen: /,
  ],
  [
    '1,001 lines',
    { ...BASKET, lines: Array.from({ length: 1001 }, () => ({ item: 'a', priceFen: 1 })) },
    /\nlines: .*1000 at most/,
  ],
] as const)('a basket with %s: where, what, what to do; exit code 2', async (_, value, says) => {
  const path = await file('broken.json', value)
  const { code, out, err } = await run([path, '--lang', 'en'])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(says)
  const { out: json } = await run([path, '--json'])
  expect(JSON.parse(json).problems.length).toBeGreaterThan(0)
})

test('a refund of what is not there names the line and those there are', async () => {
  const { code, err } = await run([await file('r.json', BASKET), '--refund', '9', '--lang', 'en'])
  expect(code).toBe(2)
  expect(err).toContain('refund[0]: There is no line “9”; there are 1, 2.')
})

test('--help shows the options and examples that are there', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  for (const word of ['--what-if', '--refund', '--later', '--json', 'Exit codes']) expect(out).toContain(word)
  const named = out.match(/docs\/guide\/pricing\/\S+\.json/)?.[0] ?? ''
  expect(await readFile(new URL(`../../../${named}`, import.meta.url), 'utf8')).toContain('ruleSet')
})
