import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FakeDesk, SECRET, startFakeDesk } from '../../features/channel/bridge/fake-desk.ts'
import type { ChatTurn } from '../../features/conversation/import/read.ts'
import { arrivals, cast, scriptsOf } from './cast.ts'
import { figuresLine, wait } from './display.ts'
import { help, replay } from './index.ts'
import { readOptions } from './options.ts'
import { atRate } from './pacing.ts'
import { collecting } from './post.ts'
import { createTally } from './tally.ts'

const turn = (session: string, role: ChatTurn['role'], at: number | null, text = 'x'): ChatTurn => ({
  session,
  buyer: `b-${session}`,
  role,
  at,
  text,
  item: null,
  line: 1,
})

describe('a script', () => {
  test.each<[string, ChatTurn[], [gap: number, waits: boolean][][]]>([
    ['nothing', [], []],
    ['an agent alone', [turn('s', 'agent', 0)], []],
    [
      'question, answer, question',
      [turn('s', 'buyer', 0), turn('s', 'agent', 5000), turn('s', 'buyer', 7000)],
      [
        [
          [0, false],
          [2000, true],
        ],
      ],
    ],
    [
      'two lines in a row',
      [turn('s', 'buyer', 0), turn('s', 'buyer', 3000)],
      [
        [
          [0, false],
          [3000, false],
        ],
      ],
    ],
    [
      'a greeting first',
      [turn('s', 'assistant', 0), turn('s', 'buyer', 60_000), turn('s', 'buyer', 61_000)],
      [
        [
          [0, false],
          [1000, false],
        ],
      ],
    ],
    [
      'a notice of the system is no answer',
      [turn('s', 'buyer', 0), turn('s', 'system', 1000), turn('s', 'buyer', 4000)],
      [
        [
          [0, false],
          [3000, false],
        ],
      ],
    ],
    [
      'no times',
      [turn('s', 'buyer', null), turn('s', 'agent', null), turn('s', 'buyer', null)],
      [
        [
          [0, false],
          [8000, true],
        ],
      ],
    ],
    [
      'the next day',
      [turn('s', 'buyer', 0), turn('s', 'buyer', 86_400_000)],
      [
        [
          [0, false],
          [120_000, false],
        ],
      ],
    ],
    [
      'times that go back',
      [turn('s', 'buyer', 9000), turn('s', 'buyer', 0)],
      [
        [
          [0, false],
          [0, false],
        ],
      ],
    ],
    [
      'sessions that overlap in the file',
      [turn('s', 'buyer', 0), turn('t', 'buyer', 1), turn('s', 'agent', 2), turn('s', 'buyer', 5)],
      [
        [
          [0, false],
          [3, true],
        ],
        [[0, false]],
      ],
    ],
  ])('of %s', (_, turns, expected) => {
    expect(scriptsOf(turns).map((lines) => lines.map(({ gap, waits }) => [gap, waits]))).toEqual(expected)
  })
})

test('sessions are played again by new buyers until there are enough', () => {
  const scripts = scriptsOf([turn('s', 'buyer', 0, 'one'), turn('t', 'buyer', 0, 'two')])
  const parts = cast(scripts, 12, 'run')
  expect(parts.map((p) => p.lines[0]?.text)).toEqual(Array.from({ length: 6 }, () => ['one', 'two']).flat())
  expect(new Set(parts.map((p) => p.buyer.id)).size).toBe(12)
  expect(parts[8]?.buyer).toEqual({ id: 'run-9', name: '买家09' })
})

test('buyers come one after the other over the time a session takes', () => {
  const lines = [
    { text: 'x', gap: 0, waits: false },
    { text: 'y', gap: 400, waits: false },
  ]
  expect(arrivals(cast([lines], 4, 'run'))).toEqual([0, 100, 200, 300])
  expect(arrivals([])).toEqual([])
})

describe('the tally', () => {
  test('a round is what a buyer writes before the answer; its wait begins with the first line', () => {
    const tally = createTally(0)
    tally.asks('a', 1000)
    tally.asks('a', 3000)
    tally.asks('b', 3000)
    expect(tally.figures(3000)).toMatchObject({ answered: 0, waiting: 2, median: null, p99: null })
    expect(tally.answers('a', 5000)).toBe(true)
    expect(tally.answers('a', 9000)).toBe(false)
    expect(tally.answers('nobody', 9000)).toBe(false)
    const { median, ...figures } = tally.figures(6000)
    expect(figures).toMatchObject({ seconds: 6, answered: 1, waiting: 1 })
    expect(median).toBeGreaterThan(3960)
    expect(median).toBeLessThan(4040)
    tally.refused('b')
    expect(tally.figures(0)).toMatchObject({ refused: 1, waiting: 0 })
  })

  test('median and p99 are within 1 %', () => {
    const tally = createTally(0)
    for (let i = 1; i <= 1000; i++) {
      tally.asks(`${i}`, 0)
      tally.answers(`${i}`, i * 10)
    }
    const { median, p99 } = tally.figures(0)
    expect(Math.abs((median ?? 0) / 5000 - 1)).toBeLessThan(0.01)
    expect(Math.abs((p99 ?? 0) / 9900 - 1)).toBeLessThan(0.01)
  })
})

test('a rate lets through so many a second, in order', async () => {
  vi.useFakeTimers()
  const turnAt = atRate(10, { now: () => Date.now() }, new AbortController().signal)
  const began = Date.now()
  const times: number[] = []
  for (let i = 0; i < 5; i++) void turnAt().then(() => times.push(Date.now() - began))
  await vi.advanceTimersByTimeAsync(1000)
  vi.useRealTimers()
  expect(times).toEqual([0, 100, 200, 300, 400])
})

test('messages of many buyers travel together, one batch at a time', async () => {
  const sizes: number[] = []
  const post = collecting(async (messages) => {
    sizes.push(messages.length)
    const index = messages.findIndex((m) => m.text === 'bad')
    return {
      accepted: 0,
      duplicate: 0,
      refused: index < 0 ? [] : [{ index, code: 'malformed', field: 'text', problem: '' }],
    }
  })
  const message = (text: string) => ({ id: text, buyer: { id: 'b' }, at: 0, text })
  const many = Array.from({ length: 700 }, (_, i) => post(message(i === 600 ? 'bad' : `${i}`)))
  const taken = await Promise.all(many)
  expect(taken.flatMap((t, i) => (t ? [] : [i]))).toEqual([600])
  expect(sizes).toEqual([500, 200])
  const failing = collecting(() => Promise.reject(new Error('gone')))
  await expect(failing(message('x'))).rejects.toThrow('gone')
})

test.each([
  [null, '–'],
  [0, '0 ms'],
  [999, '999 ms'],
  [1540, '1.5 s'],
])('a wait of %s is shown as %s', (ms, text) => {
  expect(wait(ms)).toBe(text)
})

test('the figures on one line', () => {
  const figures = {
    seconds: 65.2,
    sent: 1234,
    refused: 1,
    answered: 1200,
    waiting: 3,
    finished: 10,
    median: 120,
    p99: null,
  }
  expect(figuresLine(figures, 200)).toBe(
    '01:05  sent 1,234 | answered 1,200 | waiting 3 | first answer median 120 ms, p99 – | 10 of 200 buyers done | refused 1',
  )
})

test.each([
  [['--speed', '0'], '--speed takes a number from 0.01'],
  [['--speed', ''], '--speed takes'],
  [['--buyers', '1.5'], '--buyers takes a whole number from 1'],
  [['--pace', '50'], '--pace takes "recorded" or messages a second like 50/s'],
  [['--pace', '0/s'], '--pace takes a number'],
  [['--sped', '2'], 'Unknown option'],
  [['a', 'b'], 'One file at a time'],
  [['--channel', 'x'], '--channel and --secret belong together'],
])('%j is refused in a sentence', (args, says) => {
  expect(() => readOptions(args)).toThrow(says)
})

test('what is not given', () => {
  expect(readOptions([])).toMatchObject({
    file: expect.stringContaining('seeds/chats/u-need/u-need_examples.json'),
    read: { preset: 'u-need' },
    buyers: null,
    speed: 1,
    pace: null,
    limit: Number.POSITIVE_INFINITY,
    patience: 30_000,
  })
  expect(readOptions(['chats.csv', '--pace', '2.5/s'])).toMatchObject({
    file: 'chats.csv',
    read: {},
    pace: 2.5,
  })
})

describe('against a desk', () => {
  let desk: FakeDesk
  let data: string
  const printed: string[] = []
  beforeEach(async () => {
    desk = await startFakeDesk({ clock: { now: () => Date.now() } })
    data = await mkdtemp(join(tmpdir(), 'peakdesk-replay-'))
    printed.length = 0
    vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await desk.stop()
    await rm(data, { recursive: true })
  })
  const runs = (bridge: object | null) =>
    writeFile(join(data, 'connect.json'), JSON.stringify({ pid: process.pid, url: desk.url, bridge }))
  const run = (...args: string[]) => replay(['--data', data, '--json', ...args])
  /** Answers every buyer at once. */
  const answering = async () => {
    await desk.stop()
    const { receive } = desk.ports
    desk = await startFakeDesk({
      clock: { now: () => Date.now() },
      receive: async (parcel) => {
        const received = await receive(parcel)
        for (const { buyer, message } of parcel.inbound)
          desk.answer(buyer.externalId, 'ok', message.externalId)
        return received
      },
    })
  }

  test('the chats that ship with the desk are played by as many buyers as wanted, and all are answered', async () => {
    await answering()
    await runs({ key: 'shop-bridge', secret: SECRET })
    await run('--buyers', '7', '--speed', '100000')
    const [line = ''] = printed
    expect(JSON.parse(line)).toMatchObject({ buyers: 7, finished: 7, waiting: 0, refused: 0 })
    expect(JSON.parse(line).sent).toBe(43)
    expect(JSON.parse(line).answered).toBeGreaterThan(7)
    expect(JSON.parse(line).p99).toBeLessThan(5000)
  })

  test('buyers write in the order of the recording, and wait where it shows an answer', async () => {
    const stored: string[] = []
    const { receive } = desk.ports
    await desk.stop()
    desk = await startFakeDesk({
      clock: { now: () => Date.now() },
      receive: (parcel) => {
        stored.push(...parcel.inbound.map((m) => m.message.text))
        return receive(parcel)
      },
    })
    await runs({ key: 'shop-bridge', secret: SECRET })
    const file = join(data, 'chats.csv')
    const rows = ['session,buyer,role,time,text']
    for (const [i, role] of ['buyer', 'buyer', 'agent', 'buyer'].entries())
      rows.push(`s1,b1,${role},2026-11-11 00:00:0${i},line ${i}`)
    await writeFile(file, rows.join('\n'))
    // Nobody answers: after its patience the buyer goes on.
    await run(file, '--speed', '1000', '--patience', '0.05')
    expect(stored).toEqual(['line 0', 'line 1', 'line 3'])
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ sent: 3, answered: 0, waiting: 1, finished: 1 })
  })

  test('no more than the limit is sent', async () => {
    await runs({ key: 'shop-bridge', secret: SECRET })
    await run('--buyers', '5', '--pace', '1000/s', '--limit', '3', '--patience', '0')
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ sent: 3 })
    expect(desk.stored).toHaveLength(3)
  })

  const ours = { key: 'shop-bridge', secret: SECRET }
  test.each<{ says: string; bridge?: object | null; args?: string[]; sentence: string }>([
    { says: 'no desk', sentence: 'No desk runs on the data folder' },
    { says: 'no bridge', bridge: null, sentence: 'no demo shop with a bridge' },
    {
      says: 'a desk that is gone',
      bridge: ours,
      args: ['--url', 'http://127.0.0.1:1'],
      sentence: 'No desk answers at http://127.0.0.1:1 (ECONNREFUSED)',
    },
    {
      says: 'another channel',
      bridge: { ...ours, key: 'nobody' },
      sentence: 'no bridge channel "nobody"',
    },
    { says: 'a disabled channel', bridge: { ...ours, key: 'closed' }, sentence: 'is disabled' },
    {
      says: 'another secret',
      bridge: { ...ours, secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      sentence: 'The secret does not belong',
    },
    { says: 'no secret', args: ['--channel', 'shop-bridge', '--secret', 'hello'], sentence: '--secret: ' },
    { says: 'no file', bridge: ours, args: ['/nothing/here.csv'], sentence: 'there is no such file' },
  ])('$says is told in a sentence', async ({ bridge, args = [], sentence }) => {
    if (bridge !== undefined) await runs(bridge)
    const failing = run(...args)
    await expect(failing).rejects.toThrow(sentence)
    await expect(failing).rejects.toMatchObject({ name: 'StartFault' })
  })

  test('an interrupt ends it with the figures so far', async () => {
    await runs({ key: 'shop-bridge', secret: SECRET })
    const running = run('--buyers', '5', '--speed', '1')
    await vi.waitFor(() => expect(desk.stored.length).toBeGreaterThan(0), { interval: 5 })
    process.emit('SIGINT')
    await running
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ buyers: 5, finished: 0 })
  })

  test('another connector on the channel ends it, and that is said', async () => {
    await runs({ key: 'shop-bridge', secret: SECRET })
    const first = run('--buyers', '5', '--speed', '1')
    const failed = expect(first).rejects.toThrow('Another connector has taken the channel over')
    await vi.waitFor(() => expect(desk.stored.length).toBeGreaterThan(0), { interval: 5 })
    await run('--limit', '1', '--patience', '0', '--pace', '100/s')
    await failed
  })

  test('help', async () => {
    await replay(['--help'])
    expect(printed).toEqual([help])
  })
})
