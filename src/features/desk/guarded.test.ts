import { describe, expect, test } from 'vitest'
import type { Command } from '../conversation/command.ts'
import type { Finding, Guard, GuardContext, Severity } from '../guard/domain/verdict.ts'
import { ANNA, begin, NOON } from './testing.ts'

const found = (rule: string, severity: Severity, text: string): Finding => ({
  ...{ rule, severity, text, at: [0, text.length], why: { zh: '为什么', en: 'why' }, cost: null },
})
const contexts: GuardContext[] = []
/** Finds three words, one of each severity; a refusal of a refund only where the buyer has not agreed. */
const guard: Guard = {
  platform: 'douyin',
  leadDays: 30,
  check(text, context) {
    contexts.push(context)
    const words: [string, Severity][] = [
      ['微信', 'block'],
      ['第一', 'ask'],
      ['亲爱的', 'note'],
      ...(context.consent ? [] : [['不能退款', 'ask'] as [string, Severity]]),
    ]
    const findings = words.flatMap(([word, severity]) =>
      text.includes(word) ? [found(`word.${word}`, severity, word)] : [],
    )
    return { verdict: findings[0]?.severity ?? 'pass', findings, suggestion: null }
  },
}
let serial = 0
const reply = (text: string, more: Partial<Extract<Command, { do: 'reply' }>> = {}): Command => {
  const clientId = `7b0c1b3e-4c9e-4a51-9d7e-${String(++serial).padStart(12, '0')}`
  return { do: 'reply', clientId, text, picture: null, assist: false, ...more }
}
const sent = (play: ReturnType<typeof begin>) =>
  play.messages.filter((m) => m.outbound && m.author !== 'assistant-auto').map((m) => m.text)

describe('GRD-60 what a person writes', () => {
  test.each<[string, string, string | null, string[], string | null]>([
    ['nothing found: it leaves', '可以的', null, ['可以的'], null],
    ['a note: it leaves and is written down', '亲爱的，可以', null, ['亲爱的，可以'], 'noted'],
    ['asked: it stays until a reason is given', '第一好', null, [], 'asked'],
    ['asked, with a reason: it leaves', '第一好', '型号名', ['第一好'], 'sent-anyway'],
    ['blocked: it stays', '加微信', null, [], 'stopped'],
    ['blocked, whatever the reason', '加微信', '买家要的', [], 'stopped'],
  ])('%s', (_, text, reason, leaves, outcome) => {
    const play = begin({ guard, says: { enabled: false } }).asks(0)
    play.does(5, reply(text, reason === null ? {} : { confirm: { reason } }))
    expect(sent(play)).toEqual(leaves)
    expect(play.guarded.map((g) => g.outcome)).toEqual(outcome === null ? [] : [outcome])
    expect(play.refusals).toEqual(leaves.length > 0 ? [] : ['guarded'])
    // What is kept back answers nobody and gives the conversation to nobody.
    expect(play.now().waitingSince).toBe(leaves.length > 0 ? null : NOON)
    expect(play.now().assignee).toBe(leaves.length > 0 ? ANNA : null)
  })

  test('why it was sent all the same stays with the message', () => {
    const play = begin({ guard })
      .asks(0, '在')
      .does(5, reply('第一好', { confirm: { reason: '型号名' } }))
    expect(play.messages.at(-1)?.detail?.guard).toEqual({ rules: ['word.第一'], reason: '型号名' })
    expect(play.guarded).toMatchObject([
      { personId: ANNA, reason: '型号名', messageId: play.messages.at(-1)?.id },
    ])
  })

  test('a note for colleagues does not leave, and is not checked', () => {
    const note = {
      do: 'note',
      clientId: '7b0c1b3e-4c9e-4a51-9d7e-0a2f1f0c2d99',
      text: '买家给了微信',
    } as const
    const play = begin({ guard }).asks(0).does(5, note)
    expect(play.refusals).toEqual([])
  })
})

test('GRD-61 with the buyer’s consent recorded, a refund may be refused', () => {
  const play = begin({ guard }).asks(0, '那我留着吧，不退了').does(5, reply('那就不能退款了'))
  expect(play.refusals).toEqual(['guarded'])
  const { lastMessageId } = play.now()
  play.does(6, { do: 'consent', messageId: lastMessageId }).does(7, reply('那就不能退款了'))
  expect(play.refusals).toEqual(['guarded'])
  expect(sent(play)).toEqual(['那就不能退款了'])
  expect(play.messages.some((m) => m.detail?.notice?.what === 'consented')).toBe(true)
})

test('consent names a message that exists', () => {
  const play = begin({ guard }).asks(0).does(5, { do: 'consent', messageId: 999 })
  expect(play.refusals).toEqual(['not-found'])
})

describe('GRD-62 what the assistant says', () => {
  const rules = (answer: string) => [
    { id: 'r', enabled: true, keywords: ['发货'], match: 'any' as const, answer },
  ]
  test.each([
    ['nothing found: it is said', '48 小时', ['r'], []],
    ['a note: it is said', '亲爱的，48 小时', ['r'], ['noted']],
    ['what would be asked is not said: there is nobody to ask', '第一快', [], ['stopped']],
    ['what is blocked is not said', '加微信', [], ['stopped']],
  ])('%s', (_, answer, said, outcomes) => {
    const play = begin({ guard, says: { greeting: '', rules: rules(answer) } }).asks(0, '什么时候发货')
    const auto = play.messages.filter((m) => m.author === 'assistant-auto')
    expect(auto.map((m) => m.detail?.rule)).toEqual(said)
    expect(play.guarded.map((g) => g.outcome)).toEqual(outcomes)
    // The question stands open, and people are told why.
    expect(play.now().waitingSince).toBe(said.length > 0 ? null : NOON)
    expect(play.messages.some((m) => m.detail?.notice?.what === 'stopped')).toBe(said.length === 0)
  })
})

test('GRD-63 contexts name the author and the moment', () => {
  contexts.length = 0
  begin({ guard, says: { greeting: '您好' } })
    .asks(0)
    .does(5, reply('好', { assist: true, from: 'faq:1' }))
  expect(contexts.map((c) => [c.author, c.now])).toEqual([
    ['assistant-auto', NOON],
    ['assistant-assist', NOON + 5000],
  ])
})

describe('AST-15 choices', () => {
  const found = (id: string, score: number) => ({
    ...{ source: 'faq', id, question: `问题${id}`, answer: `答案${id}`, pictures: [], score, why: [] },
  })
  const offered = () =>
    begin({
      says: { greeting: '' },
      ask: ({ text }) =>
        text === '问题2'
          ? { decision: 'answer', candidates: [found('2', 1)], answers: [found('2', 1)] }
          : { decision: 'choose', candidates: [found('1', 0.5), found('2', 0.4)], answers: [] },
    }).asks(0, '多大')
  const auto = (play: ReturnType<typeof begin>) =>
    play.messages.filter((m) => m.author === 'assistant-auto').map((m) => m.detail?.rule)

  test('they answer nothing: a person is called at once', () => {
    const play = offered()
    expect([play.now().queuedAt, play.now().waitingSince]).toEqual([NOON, NOON])
  })
  test('whoever chooses is answered, even when a person has got the conversation meanwhile', () => {
    const play = offered().goesTo(2).asks(5, '2')
    expect(auto(play)).toEqual(['choices', 'faq:2'])
    expect(play.now().waitingSince).toBeNull()
  })
  test('but not once that person has spoken', () => {
    const play = offered().goesTo(2).answers(4).asks(5, '2')
    expect(auto(play)).toEqual(['choices'])
    expect(play.now().waitingSince).toBe(NOON + 5000)
  })
  test('nor to anything that is no choice', () => {
    expect(auto(offered().goesTo(2).asks(5, '还有别的吗'))).toEqual(['choices'])
  })
})
