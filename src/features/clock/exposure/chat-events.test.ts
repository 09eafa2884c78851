import { expect, test } from 'vitest'
import { type Author, Notice } from '../../conversation/domain.ts'
import { chatEvents, ownerAt, type Said, type Stands } from './chat-events.ts'

const why = { rule: 'load', team: 'pre-sales', load: 0, limit: 5, waited: 0, ring: 0 }
/** Short for a message: who says it, or what the desk noted. A number after an author: the person. */
type Line = [Author, number?] | 'filler' | object

const talk = (lines: readonly Line[]): Said[] =>
  lines.map((line, i): Said => {
    const said = { conversationId: 1, id: i + 1, at: i * 1000, personId: null, filler: false, notice: null }
    if (line === 'filler') return { ...said, author: 'assistant-auto', filler: true }
    if (Array.isArray(line)) return { ...said, author: line[0], personId: line[1] ?? null }
    return { ...said, author: 'system', notice: Notice.parse(line) }
  })
const stands = (more: Partial<Stands> = {}): Stands => ({ buyerId: 3, assignee: null, team: null, ...more })

/** `asked@7` by a buyer whose conversation 7 has; `transfer→7`; `answered:person@7`. */
const inShort = (lines: readonly Line[], now: Partial<Stands> = {}) =>
  chatEvents(talk(lines), stands(now)).map(({ what, agent, level }) =>
    what === 'transfer' ? `→${agent ?? '-'}` : `${what}${level ? `:${level}` : ''}@${agent ?? '-'}`,
  )

const claimed = { what: 'claimed', by: 7 }
const assigned = { what: 'assigned', to: 8, why }
const back = { what: 'reopened', by: null }

test.each<[string, Line[], Partial<Stands>, string[]]>([
  [
    'answers and their levels',
    [['buyer'], ['agent', 7], ['assistant-assist', 7], ['assistant-auto'], 'filler'],
    {},
    ['asked@-', 'answered:person@7', 'answered:assist@7', 'answered:auto@-', 'answered:any@-'],
  ],
  ['claimed', [['buyer'], claimed, ['buyer']], {}, ['asked@-', '→7', 'asked@7']],
  [
    'taken by a supervisor',
    [claimed, { what: 'taken', by: 9, from: 7 }, ['buyer']],
    {},
    ['→7', '→9', 'asked@9'],
  ],
  [
    'transferred to a person',
    [claimed, { what: 'transferred', by: 7, to: 8 }, ['buyer']],
    {},
    ['→7', '→8', 'asked@8'],
  ],
  [
    'transferred to a team',
    [claimed, { what: 'transferred', by: 7, to: null, team: 'after-sales' }, ['buyer']],
    {},
    ['→7', '→-', 'asked@-'],
  ],
  [
    'put back into the queue',
    [claimed, { what: 'queued', team: 'pre-sales', intent: null, from: 7, why: 'away' }, ['buyer'], assigned],
    {},
    ['→7', '→-', 'asked@-', '→8'],
  ],
  [
    'moved while its owner had it',
    [claimed, ['buyer'], { what: 'silence', step: 'move', to: 7 }, ['buyer'], assigned],
    {},
    ['→7', 'asked@7', 'asked@7', '→8'],
  ],
  ['ended', [claimed, { what: 'closed', by: 7 }], {}, ['→7', 'end@7']],
  [
    'put away by whoever has nothing',
    [['buyer'], { what: 'snoozed', by: 7, until: 9 }, ['buyer']],
    {},
    ['asked@-', '→7', 'asked@7'],
  ],
  [
    'put away keeps its owner',
    [claimed, { what: 'snoozed', by: 9, until: 9 }, ['buyer']],
    {},
    ['→7', 'asked@7'],
  ],
  ['reopened by a person', [{ what: 'reopened', by: 9 }, ['buyer']], {}, ['→9', 'asked@9']],
  [
    'came back, waited, was given',
    [claimed, back, ['buyer'], assigned, ['buyer']],
    { assignee: 8 },
    ['→7', '→-', 'asked@-', '→8', 'asked@8'],
  ],
  ['came back and still waits', [claimed, back, ['buyer']], {}, ['→7', '→-', 'asked@-']],
  ['came back to its owner, who has it', [claimed, back, ['buyer']], { assignee: 7 }, ['→7', 'asked@7']],
  [
    'came back to its owner, then moved',
    [claimed, back, ['buyer'], { what: 'silence', step: 'move', to: 7 }, assigned],
    { assignee: 8 },
    ['→7', 'asked@7', '→8'],
  ],
  [
    'came back to its owner, then offered',
    [claimed, back, ['buyer'], { what: 'silence', step: 'offer', to: 7 }, { what: 'claimed', by: 8 }],
    { assignee: 8 },
    ['→7', 'asked@7', '→8'],
  ],
  [
    'came back to its owner, then taken',
    [claimed, back, ['buyer'], { what: 'taken', by: 9, from: 7 }],
    { assignee: 9 },
    ['→7', 'asked@7', '→9'],
  ],
  [
    'the same person again is no transfer',
    [claimed, { what: 'assigned', to: 7, why }, ['buyer']],
    {},
    ['→7', 'asked@7'],
  ],
])('[CLK-94] %s', (_, lines, now, events) => expect(inShort(lines, now)).toEqual(events))

test.each<[string, Line[], Partial<Stands>, (string | null)[]]>([
  [
    'told by nobody: as it stands',
    [['buyer'], ['agent', 7]],
    { team: 'bargaining' },
    ['bargaining', 'bargaining'],
  ],
  [
    'given for a team: it was that one’s before',
    [['buyer'], assigned],
    { team: 'after-sales' },
    ['pre-sales', 'pre-sales'],
  ],
  [
    'sent to a team: of before nothing is known',
    [['buyer'], { what: 'transferred', by: 7, to: null, team: 'after-sales' }, ['buyer']],
    { team: 'after-sales' },
    [null, 'after-sales'],
  ],
])('[CLK-94] the team, %s', (_, lines, now, teams) => {
  expect(chatEvents(talk(lines), stands(now)).map(({ team }) => team)).toEqual(teams)
})

test.each([
  [0, null],
  [1000, 7],
  [2500, 7],
  [3000, 8],
])('[CLK-92] at %i ms it stood with %s', (at, person) => {
  const said = talk([['buyer'], claimed, ['buyer'], { what: 'transferred', by: 7, to: 8 }, ['agent', 8]])
  expect(ownerAt(said, stands({ assignee: 8 }), at).assignee).toBe(person)
})
