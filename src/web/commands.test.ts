import { expect, test } from 'vitest'
import { may, type Role } from '../shared/access.ts'
import {
  available,
  commandFor,
  commandNamed,
  commands,
  conflict,
  type Deeds,
  keysOf,
  type Scene,
} from './commands.ts'
import { isBare, isReserved } from './keys.ts'

const scene = (talk: Scene['talk'], role: Role = 'agent', atDesk = true): Scene => ({
  atDesk,
  talk,
  personId: 7,
  may: (p) => may(role, p),
})
const plain = { status: 'open', offered: false, question: false } as const
const mine = { ...plain, assignee: 7 } as const
const asked = { ...mine, question: true } as const
const free = { ...plain, assignee: null } as const
const theirs = { ...plain, assignee: 9 } as const
const offered = { ...theirs, offered: true } as const
const closed = { ...mine, status: 'closed' } as const

test('names are unique', () => {
  expect(new Set(commands.map((c) => c.name)).size).toBe(commands.length)
})

test('no two commands share a default shortcut, and none is the browser’s', () => {
  const taken = commands.flatMap((c) => keysOf(c, {}))
  expect(new Set(taken).size).toBe(taken.length)
  expect(taken.filter(isReserved)).toEqual([])
})

test('shortcuts are Mod+…, Mod+Shift+… or a key alone; never Alt', () => {
  for (const combo of commands.flatMap((c) => keysOf(c, {})))
    expect(combo, combo).toMatch(/^(mod\+(shift\+)?)?[^+]+$/)
})

test.each([
  ['c', free, 'agent', false, 'claim'],
  ['c', mine, 'agent', false, undefined],
  ['c', free, 'viewer', false, undefined],
  ['c', free, 'agent', true, undefined],
  ['g', theirs, 'supervisor', false, 'take'],
  ['g', theirs, 'agent', false, undefined],
  ['c', theirs, 'agent', false, undefined],
  ['c', offered, 'agent', false, 'claim'],
  ['c', { ...offered, assignee: 7 }, 'agent', false, undefined],
  // What the desk would refuse is not offered.
  ['t', theirs, 'agent', false, undefined],
  ['z', theirs, 'agent', false, undefined],
  ['x', theirs, 'agent', false, undefined],
  ['e', theirs, 'agent', false, undefined],
  ['t', free, 'agent', false, 'transfer'],
  ['x', theirs, 'supervisor', false, 'close'],
  ['h', mine, 'agent', false, 'transfer-team'],
  ['d', mine, 'agent', false, undefined],
  ['d', asked, 'agent', false, 'close-unanswered'],
  ['i', theirs, 'agent', false, undefined],
  ['i', theirs, 'supervisor', false, 'whisper'],
  ['i', mine, 'supervisor', false, undefined],
  ['u', null, 'agent', false, 'longest-overdue'],
  ['mod+b', mine, 'agent', true, 'longest-overdue'],
  ['o', closed, 'agent', false, 'reopen'],
  ['e', closed, 'agent', false, undefined],
  ['mod+shift+enter', mine, 'agent', true, 'send-and-close'],
  ['mod+k', null, 'viewer', true, 'palette'],
  ['?', null, 'viewer', false, 'help'],
] as const)('%s with %o as %s (typing: %s) → %s', (combo, talk, role, typing, expected) => {
  expect(commandFor(combo, scene(talk, role), {}, typing)?.name).toBe(expected)
})

test('a question that needs no answer is asked about before the conversation is closed', () => {
  const done: string[] = []
  const deeds = new Proxy({} as Deeds, { get: (_, name) => () => done.push(String(name)) })
  commandFor('d', scene(asked), {}, false)?.run(deeds)
  expect(done).toEqual(['closeUnanswered'])
})

test('a remapped command leaves its old key and answers to the new one', () => {
  const remapped = { claim: 'q' }
  expect(commandFor('q', scene(free), remapped, false)?.name).toBe('claim')
  expect(commandFor('c', scene(free), remapped, false)).toBeUndefined()
  expect(commandFor('c', scene(free), { claim: '' }, false)).toBeUndefined()
})

test.each([
  ['mod+t', 'claim', { why: 'reserved' }],
  ['j', 'claim', { why: 'taken', by: commandNamed('next') }],
  ['c', 'claim', null],
  ['q', 'claim', null],
] as const)('giving %s to %s → %o', (combo, name, expected) => {
  expect(conflict(combo, name, {})).toEqual(expected)
})

test('on other pages nothing acts on a conversation', () => {
  for (const c of commands.filter((c) => c.group === 'conversation' || c.group === 'writing'))
    expect(available(c, scene(mine, 'owner', false)), c.name).toBe(false)
  expect(commands.filter((c) => keysOf(c, {}).some((k) => !isBare(k))).length).toBeGreaterThan(3)
})
