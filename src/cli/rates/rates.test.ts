import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type ClockRule, shippedRules } from '../../features/clock/index.ts'
import { ratesCommand } from './index.ts'
import { readOptions } from './options.ts'
import { percent, table } from './table.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-rates-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const file = async (name: string, lines: readonly string[]) => {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}
const run = async (rules: readonly ClockRule[], ...args: string[]) => {
  const said: string[] = []
  const err = vi
    .spyOn(console, 'error')
    .mockImplementation((...words: unknown[]) => void said.push(words.join(' ')))
  const out: string[] = []
  try {
    const code = await ratesCommand(args, rules, (text) => void out.push(text))
    return { code, out: out.join(''), said: said.join('\n') }
  } finally {
    err.mockRestore()
  }
}
const line = (time: string, role: string, more: object = {}) =>
  JSON.stringify({
    session: 's',
    buyer: 'b',
    agent: '小明',
    role,
    at: `2026-11-11T${time}+08:00`,
    text: '在的呢亲这款有货',
    ...more,
  })
const TAOBAO = [
  line('10:10:15', 'buyer'),
  line('10:15:20', 'buyer'),
  line('10:18:10', 'agent'),
  line('10:18:30', 'buyer'),
  line('10:19:00', 'agent'),
]

test('[CLK-10] Taobao’s example, with the rules that come with the desk', async () => {
  const path = await file('taobao.jsonl', TAOBAO)
  const { code, out } = await run(shippedRules, '--platform', 'taobao', path, '--json')
  expect(code).toBe(0)
  const found = JSON.parse(out)
  const three = found.rules.find(({ rule }: { rule: ClockRule }) => rule.id === 'taobao-3min')
  expect(three.total).toMatchObject({
    counted: 2,
    met: 1,
    missed: 1,
    share: 0.5,
    mean: (475_000 + 30_000) / 2,
  })
  expect(three.units.map(({ refs, agent }: { refs: number[]; agent: string }) => [refs, agent])).toEqual([
    [[1, 2, 3], '小明'],
    [[4, 5], '小明'],
  ])
  expect(three.agents).toEqual([expect.objectContaining({ key: '小明', counted: 2 })])
  expect(three.days).toEqual([expect.objectContaining({ key: '2026-11-11', counted: 2 })])
})

test('[CLK-18] Pinduoduo: 100 buyers, 31 missed: 69 %, with what follows', async () => {
  const lines = Array.from({ length: 100 }, (_, i) => {
    const who = { session: `s${i}`, buyer: `b${i}` }
    return [line('10:00:00', 'buyer', who), line(i < 31 ? '10:05:01' : '10:01:00', 'agent', who)]
  }).flat()
  lines.push(
    line('07:59:00', 'buyer', { session: 'x', buyer: 'x' }),
    line('23:00:00', 'buyer', { session: 'y', buyer: 'y' }),
  )
  const path = await file('pdd.jsonl', lines)
  const { out } = await run(shippedRules, '--platform', 'pinduoduo', path, '--rule', 'pinduoduo-5min')
  expect(out).toMatch(/buyer-days\s+counted[^\n]*\n\s+100\s+69\s+31\s+2\s+0\s+69\.0 %/)
  expect(out).toMatch(/target 70\.0 % MISSED/)
  expect(out.match(/Follows:/g)).toHaveLength(3)
})

test('[CLK-24] JD: 8:56 asked, 9:01 answered is left out', async () => {
  const path = await file('jd.jsonl', [line('08:56:00', 'buyer'), line('09:01:00', 'agent')])
  const { code, out } = await run(shippedRules, '--platform', 'jd', path, '--rule', 'jd-first-30s', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out).rules[0].total).toMatchObject({
    counted: 0,
    excluded: 1,
    share: null,
    judged: false,
  })
})

test('for people: the table, the target, the source, who missed most, and a table by agent', async () => {
  const path = await file('people.jsonl', [
    ...TAOBAO,
    line('11:00:00', 'buyer', { session: 's2', agent: '小红' }),
  ])
  const { out } = await run(
    shippedRules,
    '--platform',
    'taobao',
    path,
    '--rule',
    'taobao-3min-assessed',
    '--by',
    'agent',
  )
  expect(out).toMatch(/6 lines taken, 0 refused\. Rules of taobao; zone Asia\/Shanghai/)
  expect(out).toMatch(/3分钟响应率（考核口径） \(taobao-3min-assessed\)/)
  expect(out).toMatch(/not judged: 3 counted, of at least 100/)
  expect(out).toMatch(/Source: .*a copy of the platform’s text/)
  expect(out).toMatch(/Most missed:[\s\S]*小红 +1 +1 +0\.0 %[\s\S]*小明 +1 +2 +50\.0 %/)
  expect(out).toMatch(/By agent:[\s\S]*小明 +2 +1 +1/)
})

test('without --rule: what is switched off is not counted, standards of any platform are', async () => {
  const path = await file('some.jsonl', TAOBAO)
  const { out } = await run(shippedRules, '--platform', 'taobao', path, '--json')
  const ids = JSON.parse(out).rules.map(({ rule }: { rule: ClockRule }) => rule.id)
  expect(ids).toContain('taobao-3min')
  expect(ids).toContain('own-answer')
  expect(ids).not.toContain('taobao-3min-assessed')
  expect(ids.some((id: string) => id.startsWith('tmall'))).toBe(false)
})

test('a period: what begins in it, whatever answered it later; the day of --to included', async () => {
  const days = ['09', '10', '11'].flatMap((day) => [
    line('10:00:00', 'buyer', { session: day, at: `2026-11-${day}T22:59:30+08:00` }),
    line('10:00:00', 'agent', { session: day, at: `2026-11-${day}T23:00:30+08:00` }),
  ])
  const path = await file('days.jsonl', days)
  const of = async (...args: string[]) =>
    JSON.parse(
      (await run(shippedRules, '--platform', 'taobao', '--rule', 'taobao-3min', path, '--json', ...args)).out,
    ).rules[0].days.map(({ key, met }: { key: string; met: number }) => [key, met])
  expect(await of()).toEqual([
    ['2026-11-09', 1],
    ['2026-11-10', 1],
    ['2026-11-11', 1],
  ])
  expect(await of('--from', '2026-11-10')).toEqual([
    ['2026-11-10', 1],
    ['2026-11-11', 1],
  ])
  expect(await of('--from', '2026-11-10', '--to', '2026-11-10')).toEqual([['2026-11-10', 1]])
  expect(await of('--to', '2026-11-10T22:59:31')).toEqual([
    ['2026-11-09', 1],
    ['2026-11-10', 1],
  ])
  expect(await of('--to', '2026-11-10T22:59:30')).toEqual([['2026-11-09', 1]])
})

test('--as-of leaves open what is not due', async () => {
  const path = await file('open.jsonl', [line('10:00:00', 'buyer')])
  const total = async (...args: string[]) =>
    JSON.parse(
      (await run(shippedRules, '--platform', 'taobao', '--rule', 'taobao-3min', path, '--json', ...args)).out,
    ).rules[0].total
  expect(await total('--as-of', '2026-11-11T10:02:00')).toMatchObject({ open: 1, counted: 0 })
  expect(await total()).toMatchObject({ open: 0, missed: 1 })
})

test('refused lines are told beside the figures; greetings and shared sessions too', async () => {
  const path = await file('bad.jsonl', [
    ...TAOBAO,
    line('10:30:00', 'boss'),
    line('10:30:00', 'assistant-auto', { text: '您好' }),
    line('10:31:00', 'buyer', { buyer: 'c' }),
    ...Array.from({ length: 25 }, () => 'no json'),
  ])
  const { code, out } = await run(shippedRules, '--platform', 'taobao', path)
  expect(code).toBe(0)
  expect(out).toMatch(/7 lines taken, 26 refused/)
  expect(out).toMatch(/Line 6, role: "boss" is not known/)
  expect(out).toMatch(/… and 6 more/)
  expect(out).toMatch(/1 messages of the assistant were taken for greetings[^\n]*“您好”/)
  expect(out).toMatch(/Session s has two buyers, b \(line 1\) and c \(line 8\)/)
})

describe('what cannot be counted says why, and exits with 1', () => {
  test.each<[says: string, args: string[], said: RegExp]>([
    ['no file', ['--platform', 'taobao'], /Which file\?/],
    ['no platform', ['x.jsonl'], /Which platform’s rules\? .*taobao, tmall/],
    ['an unknown platform', ['--platform', 'ebay', 'x.jsonl'], /--platform knows taobao.*not “ebay”/],
    ['an unknown flag', ['--bad', 'x'], /--bad.*--help/s],
    ['two files', ['--platform', 'jd', 'x', 'y'], /One file at a time/],
    [
      'a missing file',
      ['--platform', 'jd', '/none.jsonl'],
      /\/none\.jsonl cannot be read: there is no such file/,
    ],
    ['an unknown zone', ['--platform', 'jd', 'x', '--zone', 'Mars'], /“Mars” is not known/],
    ['an unknown rule', ['--platform', 'jd', 'x', '--rule', 'nope'], /no rule “nope” of jd.*jd-first-30s/],
    [
      'an incident is no rate',
      ['--platform', 'douyin', 'x', '--rule', 'douyin-rude'],
      /no rule “douyin-rude”/,
    ],
    [
      'from after to',
      ['--platform', 'jd', 'x', '--from', '2026-11-12', '--to', '2026-11-10'],
      /--from 2026-11-12 is not before --to 2026-11-10/,
    ],
    ['a time that is none', ['--platform', 'jd', 'x', '--from', 'soon'], /--from: “soon” is no time/],
    ['an unknown division', ['--platform', 'jd', 'x', '--by', 'mood'], /--by knows agent, team, day/],
  ])('%s', async (_says, args, said) => {
    const result = await run(shippedRules, ...args)
    expect(result.said).toMatch(said)
    expect(result.code).toBe(1)
  })
  test('only bad lines', async () => {
    const path = await file('none.jsonl', ['{"session":"s","role":"buyer","text":"x"}', 'no'])
    const { code, out, said } = await run(shippedRules, '--platform', 'jd', path)
    expect(code).toBe(1)
    expect(out).toMatch(/0 lines taken, 2 refused[\s\S]*Line 1, at: is missing[\s\S]*Line 2 is not JSON/)
    expect(said).toMatch(/no line that can be counted/)
  })
  test('nobody asked in the period', async () => {
    const path = await file('early.jsonl', TAOBAO)
    const { code, out, said } = await run(
      shippedRules,
      '--platform',
      'taobao',
      path,
      '--from',
      '2026-11-12',
      '--json',
    )
    expect(code).toBe(1)
    expect(JSON.parse(out).rules.every(({ units }: { units: unknown[] }) => units.length === 0)).toBe(true)
    expect(said).toMatch(/Nothing could be counted/)
  })
})

test('--help', async () => {
  const { code, out } = await run([], '--help')
  expect(code).toBe(0)
  expect(out).toMatch(/Usage: \.\/peakdesk rates/)
})

test.each<[zone: string, to: string, moment: string]>([
  ['Asia/Shanghai', '2026-11-11', '2026-11-12T00:00:00+08:00'],
  ['Europe/Berlin', '2026-10-25', '2026-10-26T00:00:00+01:00'],
  ['Europe/Berlin', '2026-03-29', '2026-03-30T00:00:00+02:00'],
  ['Europe/Berlin', '2026-03-29T12:00', '2026-03-29T12:00:00+02:00'],
])('--to in %s: %s', (zone, to, moment) => {
  expect(readOptions(['x', '--platform', 'jd', '--zone', zone, '--to', to], 0)?.to).toBe(Date.parse(moment))
})

test('columns line up, with Chinese names of double width, and shares are never rounded up', () => {
  expect(
    table(
      ['who', 'n'],
      [
        ['小明', '1'],
        ['ab', '10'],
      ],
    ),
  ).toEqual(['who    n', '小明   1', 'ab    10'])
  expect([percent(0.69), percent(0.89999), percent(1), percent(null)]).toEqual([
    '69.0 %',
    '89.9 %',
    '100.0 %',
    '–',
  ])
})
