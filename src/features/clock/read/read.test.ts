import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/refusal.ts'
import type { ChatEvent } from '../domain/chat.ts'
import { readEvents } from './index.ts'

let folder: string
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-rates-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const read = async (
  content: string,
  { name = 'a.jsonl', own = [] as string[], zone = 'Asia/Shanghai' } = {},
) => {
  const path = join(folder, `${++files}-${name}`)
  await writeFile(path, content)
  return readEvents(path, { zone, greetings: own })
}
const T = Date.parse('2026-11-11T10:10:15+08:00')
const line = (more: object) =>
  JSON.stringify({ session: 's', buyer: 'b', agent: 'A', role: 'buyer', at: T, text: '在吗', ...more })
const short = (event: ChatEvent | undefined) => event && [event.what, event.level, event.agent]

describe('[CLK-28] roles', () => {
  test.each<[says: string, line: object, event: unknown[] | undefined]>([
    ['a buyer', {}, ['asked', null, 'A']],
    ['a person', { role: 'agent' }, ['answered', 'person', 'A']],
    ['a person’s filler', { role: 'agent', filler: true }, ['answered', 'any', 'A']],
    ['a person’s “您好”: a platform counts it', { role: 'agent', text: '您好' }, ['answered', 'person', 'A']],
    ['assisted', { role: 'assistant-assist' }, ['answered', 'assist', 'A']],
    ['by itself', { role: 'assistant-auto', text: '有货' }, ['answered', 'auto', 'A']],
    ['by itself, flagged', { role: 'assistant-auto', text: '有货', filler: true }, ['answered', 'any', 'A']],
    ['by itself, plainly a greeting', { role: 'assistant-auto', text: '亲，您好' }, ['answered', 'any', 'A']],
    [
      '… and flagged as an answer',
      { role: 'assistant-auto', text: '亲，您好', filler: false },
      ['answered', 'auto', 'A'],
    ],
    ['by itself, a picture', { role: 'assistant-auto', text: '' }, ['answered', 'auto', 'A']],
    ['the system with an agent: a transfer', { role: 'system', agent: 'B' }, ['transfer', null, 'B']],
    ['the system’s end', { role: 'system', end: true }, ['end', null, 'A']],
    ['the system without an agent', { role: 'system', agent: null }, undefined],
    ['no agent', { agent: '' }, ['asked', null, null]],
    ['an agent by number', { agent: 7 }, ['asked', null, '7']],
  ])('%s', async (_says, more, event) => {
    const found = await read(line(more))
    expect(found.refusals).toBe(0)
    expect(short(found.events[0])).toEqual(event)
  })
  test('greetings are counted and shown, the shop’s own among them', async () => {
    const said = ['您好', '您好', '主人来啦', '有货']
    const found = await read(said.map((text) => line({ role: 'assistant-auto', text })).join('\n'), {
      own: ['主人，来啦！'],
    })
    expect(found).toMatchObject({ greetings: 3, greetingTexts: ['您好', '主人来啦'] })
  })
})

describe('[CLK-28] times', () => {
  test.each<[at: string | number, moment: number, zone?: string]>([
    ['2026-11-11T10:10:15+08:00', T],
    ['2026-11-11T02:10:15Z', T],
    ['2026-11-11T10:10:15.250+08:00', T + 250],
    ['2026-11-11T10:10:15', T],
    ['2026-11-11 10:10:15', T],
    ['2026-11-11T03:10:15', T, 'Europe/Berlin'],
    [T, T],
    [String(T), T],
    [T / 1000, T],
    [T / 1000 + 0.5, T + 500],
  ])('%s', async (at, moment, zone = 'Asia/Shanghai') => {
    expect((await read(line({ at }), { zone })).events[0]?.at).toBe(moment)
  })
})

describe('[CLK-29] refused lines: the line, the field, how to mend it; the others are taken', () => {
  test.each<[says: string, line: string, why: RegExp]>([
    ['no time', line({ at: undefined }), /^Line 2, at: is missing\. Add when it was said, like "2026/],
    ['an empty time', line({ at: '' }), /^Line 2, at: is missing/],
    ['an unreadable time', line({ at: 'yesterday' }), /^Line 2, at: "yesterday" is no time like .*Mend it/],
    ['an impossible time', line({ at: '2026-13-45T99:00' }), /^Line 2, at: "2026-13-45T99:00" is no time/],
    ['a time of no kind', line({ at: { ms: 1 } }), /^Line 2, at: \{"ms":1\} is no time/],
    [
      'an unknown role',
      line({ role: 'boss' }),
      /^Line 2, role: "boss" is not known\. Write one of buyer, agent, assistant-auto/,
    ],
    ['no role', line({ role: undefined }), /^Line 2, role: is missing/],
    ['no session', line({ session: undefined }), /^Line 2, session: is missing/],
    ['a session of no kind', line({ session: ['x'] }), /^Line 2, session: \["x"\] is no name/],
    ['a flag of no kind', line({ filler: 'yes' }), /^Line 2, filler: "yes" is neither true nor false/],
    ['not JSON', '{"session": "s", "role"', /^Line 2 is not JSON .*Mend or remove it/],
    ['not an object', '[1, 2]', /^Line 2 holds no object but \[1,2\]/],
  ])('%s', async (_says, bad, why) => {
    const found = await read([line({}), bad, '', line({ role: 'agent' })].join('\n'))
    expect(found.refused).toEqual([{ line: 2, why: expect.stringMatching(why) }])
    expect(found).toMatchObject({ refusals: 1, lines: 2 })
    expect(found.events.map(({ ref }) => ref)).toEqual([1, 4])
  })
  test('twenty are kept, all are counted', async () => {
    const found = await read([line({}), ...Array.from({ length: 30 }, () => line({ role: 'x' }))].join('\n'))
    expect(found.refused).toHaveLength(20)
    expect(found.refusals).toBe(30)
  })
  test('a file of bad lines alone is still one of lines', async () => {
    expect((await read('what\nis this\n')).refused.map(({ line }) => line)).toEqual([1, 2])
  })
  test.each([
    ['missing', '/none.jsonl', /there is no such file/],
    ['a folder', tmpdir(), /is not a file/],
  ])('%s', async (_says, path, says) => {
    const error = await readEvents(path, { zone: 'UTC' }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Refusal)
    expect(String((error as Refusal).detail.says)).toMatch(says)
  })
})

describe('[CLK-29] sessions', () => {
  test('one name with two buyers is two sessions, and that is told', async () => {
    const found = await read(
      [
        line({}),
        line({ buyer: 'c' }),
        line({ buyer: 'c', role: 'agent' }),
        line({ buyer: undefined, role: 'agent' }),
        line({ role: 'agent' }),
      ].join('\n'),
    )
    expect(found.shared).toEqual([
      'Session s has two buyers, b (line 1) and c (line 2): counted as two sessions, one for each.',
    ])
    const of = (session: string) =>
      found.events.filter((event) => event.session === session).map(({ ref }) => ref)
    expect(of('s')).toEqual([1, 5])
    expect(of('s (c)')).toEqual([2, 3, 4])
  })
  test('sessions of one buyer that overlap are counted; those that follow are not', async () => {
    const at = (session: string, buyer: string, minute: number) =>
      line({ session, buyer, at: T + minute * 60_000 })
    const found = await read(
      [
        at('1', 'b', 0),
        at('1', 'b', 10),
        at('2', 'b', 5),
        at('2', 'b', 20),
        at('3', 'c', 0),
        at('3', 'c', 5),
        at('4', 'c', 6),
      ].join('\n'),
    )
    expect(found.overlapping).toBe(1)
  })
  test('no buyer: the session stands for one', async () => {
    expect((await read(line({ buyer: undefined }))).events[0]?.buyer).toBe('s')
  })
  test('numbers beyond 2^53 stay apart', async () => {
    const found = await read(
      ['9007199254740993', '9007199254740992'].map((id) => line({}).replace('"s"', id)).join('\n'),
    )
    expect(found.events.map(({ session }) => session).sort()).toEqual([
      '9007199254740992',
      '9007199254740993',
    ])
  })
  test('a team told once holds for all lines of the agent', async () => {
    const found = await read([line({}), line({ role: 'agent', at: T + 1, team: '售前' })].join('\n'))
    expect(found.events.map(({ team }) => team)).toEqual(['售前', '售前'])
  })
  test('events come in order', async () => {
    const found = await read([line({ at: T + 2 }), line({ at: T }), line({ at: T + 1 })].join('\n'))
    expect(found.events.map(({ ref }) => ref)).toEqual([2, 3, 1])
  })
})

describe('files that import chats reads', () => {
  test('CSV with an agent’s column; the assistant spoke by itself', async () => {
    const found = await read(
      '会话ID,买家昵称,身份,客服,发送时间,内容\nS,小明,买家,小七,2026-11-11 10:10:15,有货吗\nS,小明,机器人,,2026-11-11 10:10:16,有\nS,小明,客服,小七,2026-11-11 10:10:17,有的\nS,小明,客服,小七,,有的\n',
      { name: 'a.csv' },
    )
    expect(found.events.map(short)).toEqual([
      ['asked', null, '小七'],
      ['answered', 'auto', null],
      ['answered', 'person', '小七'],
    ])
    expect(found.refused).toEqual([{ line: 5, why: expect.stringMatching(/Line 5, time: is missing/) }])
  })
  test('a client’s chat log: sub-accounts by their names', async () => {
    const found = await read(
      '小明 (2026-11-11 10:10:15):\n有货吗\n云朵:小七 (2026-11-11 10:10:30):\n有的\n',
      { name: 'a.txt' },
    )
    expect(found.events.map(short)).toEqual([
      ['asked', null, null],
      ['answered', 'person', '云朵:小七'],
    ])
  })
  test('JSONL of other names', async () => {
    const found = await read(
      '{"sid":"1","sender":"buyer","time":"2026-11-11 10:10:15","content":"hi"}\n{"sid":"1","sender":"agent","time":"2026-11-11 10:10:20","content":"yes"}\n',
    )
    expect(found.events.map(({ what, at }) => [what, at])).toEqual([
      ['asked', T],
      ['answered', T + 5000],
    ])
  })
})
