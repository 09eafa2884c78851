import { describe, expect, test } from 'vitest'
import { defaultAssistantSettings } from '../assistant/defaults.ts'
import { prepare } from '../assistant/domain/answer.ts'
import { type Ask, asksNothing } from '../assistant/domain/ask.ts'
import type { AssistantSettings } from '../assistant/domain/settings.ts'
import { defaultClockSettings } from '../clock/domain/defaults.ts'
import { prepareClocks } from '../clock/domain/live.ts'
import type { Command } from '../conversation/command.ts'
import {
  type Buyer,
  type Card,
  type Conversation,
  inReadingOrder,
  type Reckoned,
} from '../conversation/domain.ts'
import { prepareGuard } from '../guard/domain/guard.ts'
import { defaultGuardSettings } from '../guard/domain/settings.ts'
import { byWords } from '../routing/domain/classify.ts'
import { defaultRouting } from '../routing/domain/defaults.ts'
import type { ShopFacts } from '../shop/domain.ts'
import { type About, type Decision, type Input, step, type Talk } from './step.ts'

const NOON = Date.parse('2026-11-11T12:00:00+08:00')
const shop: ShopFacts = { id: 1, platform: 'site', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' }
const settings: AssistantSettings = {
  ...defaultAssistantSettings('zh-CN'),
  enabled: true,
  greeting: '您好，欢迎光临{shop}',
  rules: [{ id: 'ship', enabled: true, keywords: ['发货'], match: 'any', answer: '{buyer}，48 小时内发货' }],
  hours: [],
  outOfHours: '',
  busy: '人多，请留言',
  busyAbove: 50,
  holdAfter: 20,
  reopenWithin: 10,
  closeAfter: 60,
}
const about = (change: Partial<About> = {}, assistant: Partial<AssistantSettings> = {}): About => ({
  assistant: prepare(shop, { ...settings, ...assistant }),
  around: { onDuty: 1, waiting: 0 },
  clocks: prepareClocks([], { ...defaultClockSettings(shop), steps: [] }, shop.timeZone),
  guard: prepareGuard(shop.platform, defaultGuardSettings()),
  routing: {
    settings: { ...defaultRouting('zh-CN'), enabled: false },
    classify: byWords(defaultRouting('zh-CN')),
  },
  members: new Map([7, 8, 9].map((id) => [id, { state: 'online', here: true }])),
  room: () => null,
  anotherOpen: false,
  ...change,
})
const ids = { message: 101, conversation: 11, buyer: 5 }

const wrote = (text: string, sentAt = NOON, externalId = 'm1'): Input => ({
  what: 'buyer-wrote',
  channelId: 3,
  buyer: { externalId: 'tb123', name: '小王', verified: false },
  message: { externalId, kind: 'text', text, picture: null, size: null, sentAt },
})
const by = (personId: number, mayTake = false) => ({ personId, mayTake })
const command = (personId: number, given: Command, mayTake = false): Input => ({
  what: 'command',
  id: 'clientId' in given ? given.clientId : 'c1',
  conversationId: 11,
  by: by(personId, mayTake),
  command: given,
  size: null,
})
const uuid = '7b0c1b3e-4c9e-4a51-9d7e-0a2f1f0c2d11'
const reply = (text: string): Command => ({ do: 'reply', clientId: uuid, text, picture: null, assist: false })

const changed = (decision: Decision) => {
  if (!decision.ok || !decision.changed) throw new Error(`expected a change, got ${JSON.stringify(decision)}`)
  return decision
}
/** A conversation after the inputs, as the pipeline would keep it. */
const given = (inputs: [Input, number?, About?][]): { talk: Talk; last: Decision } => {
  let talk: Talk = { buyer: null, conversation: null }
  let next = { ...ids }
  let last: Decision | undefined
  for (const [input, now = NOON, with_ = about()] of inputs) {
    last = step(talk, input, with_, next, now)
    if (!last.ok || !last.changed) continue
    talk = { buyer: last.buyer, conversation: last.conversation }
    next = {
      message: next.message + last.messages.length,
      conversation: Math.max(next.conversation, last.conversation.id + 1),
      buyer: Math.max(next.buyer, last.buyer.id + 1),
    }
  }
  if (!last) throw new Error('no inputs')
  return { talk, last }
}
const conversationOf = (talk: Talk): Conversation => talk.conversation as Conversation

describe('[AST-90] a reply keeps which suggestion it stems from', () => {
  test.each([
    ['sent as it was', { assist: true, from: 'faq:12', edited: false }, { from: 'faq:12', edited: false }],
    ['changed before', { assist: true, from: 'faq:12', edited: true }, { from: 'faq:12', edited: true }],
    ['own words', { assist: false, from: 'faq:12', edited: false }, undefined],
    ['of no record', { assist: true }, undefined],
  ])('%s', (_, stem, expected) => {
    const { talk } = given([[wrote('能便宜点吗')]])
    const said: Input = {
      what: 'command',
      id: uuid,
      conversationId: 11,
      by: { personId: 7, mayTake: false },
      command: { do: 'reply', clientId: uuid, text: '好的', picture: null, ...stem },
      size: null,
    }
    const last = changed(step(talk, said, about(), { ...ids, message: 200 }, NOON + 1000)).messages.at(-1)
    expect(last?.author).toBe(stem.assist ? 'assistant-assist' : 'agent')
    expect(last?.detail?.assist).toEqual(expected)
  })
})

describe('a buyer writes', () => {
  test('[CNV-1 AST-1 AST-2] the first words open a conversation, are greeted and answered at once', () => {
    const { conversation, buyer, messages } = changed(
      step({ buyer: null, conversation: null }, wrote('什么时候发货？'), about(), ids, NOON),
    )
    expect(buyer).toMatchObject({ id: 5, externalId: 'tb123', conversationId: 11 })
    expect(messages.map((m) => [m.id, m.author, m.text, m.outbound, m.replyTo])).toEqual([
      [101, 'buyer', '什么时候发货？', false, null],
      [102, 'assistant-auto', '您好，欢迎光临小铺', true, 101],
      [103, 'assistant-auto', '小王，48 小时内发货', true, 101],
    ])
    expect(conversation).toMatchObject({
      id: 11,
      status: 'open',
      waitingSince: null,
      unread: 1,
      lastMessageId: 103,
      lastAuthor: 'assistant-auto',
      dueAt: null,
    })
  })

  test('[RCV-81] who asks to be left alone gets no answer from the knowledge', () => {
    const { conversation, messages } = changed(
      step(
        { buyer: null, conversation: null },
        wrote('别再给我发消息了，什么时候发货我自己看'),
        about(),
        ids,
        NOON,
      ),
    )
    expect(messages.map((m) => m.text)).not.toContain('小王，48 小时内发货')
    expect(conversation.waitingSince).toBe(NOON)
  })

  test('[CNV-6 AST-4] what no rule answers waits, and is due to be held after holdAfter', () => {
    const { conversation, messages } = changed(
      step({ buyer: null, conversation: null }, wrote('能便宜点吗'), about(), ids, NOON),
    )
    expect(messages.map((m) => m.author)).toEqual(['buyer', 'assistant-auto'])
    expect(messages[1]?.detail).toEqual({ rule: 'greeting', filler: true })
    expect(conversation).toMatchObject({ waitingSince: NOON, dueAt: NOON + 20_000 })
  })

  test('[CNV-7 AST-4] a filler is no answer: the wait goes on, once held it is not held again in the same round', () => {
    const { talk, last } = given([
      [wrote('能便宜点吗')],
      [{ what: 'due', conversationId: 11 }, NOON + 20_000],
    ])
    expect(changed(last).messages.map((m) => m.text)).toEqual(['人多，请留言'])
    expect(conversationOf(talk)).toMatchObject({ waitingSince: NOON, dueAt: null })
    const again = step(talk, { what: 'due', conversationId: 11 }, about(), ids, NOON + 60_000)
    expect(again).toMatchObject({ ok: true, changed: false })
  })

  const waits: [string, [Input, number?, About?][], number | null][] = [
    [
      'further questions join the round',
      [[wrote('在吗')], [wrote('有人吗', NOON + 9000, 'm2'), NOON + 9000]],
      NOON,
    ],
    [
      'a late message moves its start back',
      [[wrote('在吗')], [wrote('你好', NOON - 5000, 'm2'), NOON]],
      NOON - 5000,
    ],
    ['a clock ahead of ours does not count', [[wrote('在吗', NOON + 90_000)]], NOON],
    ['an answered question ends it', [[wrote('在吗')], [wrote('何时发货', NOON + 1, 'm2'), NOON + 1]], null],
    ['a reply ends it', [[wrote('在吗')], [command(7, reply('在的')), NOON + 1]], null],
    [
      'a note does not',
      [[wrote('在吗')], [command(7, { do: 'note', clientId: uuid, text: '老客户' })]],
      NOON,
    ],
    ['claiming does not', [[wrote('在吗')], [command(7, { do: 'claim' })]], NOON],
    ['closing ends it', [[wrote('在吗')], [command(7, { do: 'close', unanswered: true })]], null],
  ]
  test.each(waits)('[CNV-6 CNV-7 CNV-9] the wait: %s', (_says, inputs, waitingSince) => {
    expect(conversationOf(given(inputs).talk).waitingSince).toBe(waitingSince)
  })

  const alone = about({ around: { onDuty: 0, waiting: 1 } })
  const fillers: [string, [Input, number?, About?][], number][] = [
    ['what was said is not said again at once', [[wrote('在吗'), NOON, alone]], 1],
    [
      'nor what was said when its time to be held came',
      [
        [wrote('在吗'), NOON],
        [{ what: 'due', conversationId: 11 }, NOON + 20_000],
      ],
      1,
    ],
    [
      'nor in a conversation that a person has',
      [
        [wrote('在吗'), NOON],
        [{ what: 'due', conversationId: 11 }, NOON + 20_000],
        [command(7, { do: 'claim' }), NOON + 21_000],
      ],
      1,
    ],
    ['what was never said is still to be said', [[wrote('在吗'), NOON]], 0],
  ]
  test.each(fillers)('[AST-7] a late message leaves a round the same: %s', (_says, before, said) => {
    const lateAt = NOON + 25_000
    const { talk, last } = given([...before, [wrote('你好', NOON - 5000, 'm2'), lateAt, alone]])
    const busy = (decision: Decision) => changed(decision).messages.filter((m) => m.text === settings.busy)
    expect(conversationOf(talk).waitingSince).toBe(NOON - 5000)
    expect(busy(last)).toHaveLength(1 - said)
    expect(conversationOf(talk).dueAt).toBeNull()
    expect(step(talk, { what: 'due', conversationId: 11 }, alone, ids, lateAt)).toMatchObject({
      changed: false,
    })
  })

  test('[CNV-4] messages are read in the order of the platform, whatever order they came in', () => {
    let talk: Talk = { buyer: null, conversation: null }
    const all = []
    for (const [i, n] of [2, 0, 1].entries()) {
      const decision = changed(
        step(
          talk,
          wrote(`${n}`, NOON + n, `m${n}`),
          about({}, { enabled: false }),
          { ...ids, message: 101 + i },
          NOON + 5,
        ),
      )
      talk = { buyer: decision.buyer, conversation: decision.conversation }
      all.push(...decision.messages)
    }
    expect(inReadingOrder(all).map((m) => m.text)).toEqual(['0', '1', '2'])
    expect(conversationOf(talk).lastText).toBe('2')
  })

  test('[AST-2] rules see what the buyer typed, not the product that goes along', () => {
    const about_ = wrote('你好\n【发货快的四件套】 https://shop.example/1')
    if (about_.what !== 'buyer-wrote') throw new Error('a buyer’s message')
    const input = { ...about_, message: { ...about_.message, typed: '你好' } }
    const { messages } = changed(step({ buyer: null, conversation: null }, input, about(), ids, NOON))
    expect(messages.map((m) => m.detail?.rule)).toEqual([undefined, 'greeting'])
    expect(messages[0]?.text).toContain('四件套')
  })
  test('[AST-2] also where the address of that product looks like a number', () => {
    const about_ = wrote('你好\n【发货快的四件套】 http://127.0.0.1:33291/demo/13800138000')
    if (about_.what !== 'buyer-wrote') throw new Error('a buyer’s message')
    const input = { ...about_, message: { ...about_.message, typed: '你好' } }
    const { messages, leads } = changed(step({ buyer: null, conversation: null }, input, about(), ids, NOON))
    expect(leads.length).toBeGreaterThan(0)
    expect(messages.map((m) => m.detail?.rule)).toEqual([undefined, 'greeting'])
  })
  test('[CNV-8] the list shows the question, not the filler that followed it', () => {
    const { talk } = given([[wrote('能便宜点吗')], [{ what: 'due', conversationId: 11 }, NOON + 20_000]])
    expect(conversationOf(talk)).toMatchObject({ lastText: '能便宜点吗', lastAuthor: 'buyer' })
  })

  const quiet: [string, [Input, number?, About?][], number, boolean][] = [
    ['an answered conversation is closed', [[wrote('何时发货')]], NOON + 3_600_000, true],
    ['not before its time', [[wrote('何时发货')]], NOON + 3_599_999, false],
    [
      'nor while a buyer waits',
      [[wrote('在吗')], [{ what: 'due', conversationId: 11 }, NOON + 20_000]],
      NOON + 9e7,
      false,
    ],
  ]
  test.each(quiet)('[CNV-16] after a quiet time %s', (_says, before, now, closes) => {
    const { talk } = given(before)
    const decision = step(talk, { what: 'due', conversationId: 11 }, about(), ids, now)
    if (!decision.ok) throw new Error(decision.why)
    expect(decision.conversation.status).toBe(closes ? 'closed' : 'open')
  })
  test('[CNV-16] a shop may keep them open for ever', () => {
    const { talk } = given([[wrote('何时发货')]])
    const never = about({}, { closeAfter: 0 })
    expect(step(talk, { what: 'due', conversationId: 11 }, never, ids, NOON + 9e9)).toMatchObject({
      changed: false,
    })
  })

  const closedAt = NOON + 60_000
  const closing: [Input, number][] = [
    [wrote('在吗'), NOON],
    [command(7, { do: 'close', unanswered: true }), closedAt],
  ]
  test('[CNV-2] within reopenWithin minutes after closing it is the same conversation', () => {
    const { conversation } = changed(
      given([...closing, [wrote('还有', closedAt + 1, 'm2'), closedAt + 600_000]]).last,
    )
    expect(conversation).toMatchObject({ id: 11, status: 'open', closedAt: null })
  })
  test('[CNV-2] later it is a new one', () => {
    const { conversation, buyer } = changed(
      given([...closing, [wrote('还有', closedAt + 600_001, 'm2'), closedAt + 600_001]]).last,
    )
    expect(conversation).toMatchObject({ id: 12, status: 'open', assignee: null })
    expect(buyer.conversationId).toBe(12)
  })

  test('[AST-5] the assistant leaves a conversation that a person has to that person', () => {
    const { last } = given([
      [wrote('在吗')],
      [command(7, { do: 'claim' })],
      [wrote('发货呢', NOON + 1, 'm2')],
    ])
    expect(changed(last).messages.map((m) => m.author)).toEqual(['buyer'])
  })

  test('[CNV-13] a snoozed conversation wakes when the buyer writes', () => {
    const { talk } = given([
      [wrote('在吗')],
      [command(7, { do: 'snooze', until: NOON + 3_600_000 })],
      [wrote('在吗', NOON + 1, 'm2'), NOON + 1],
    ])
    expect(conversationOf(talk)).toMatchObject({ status: 'open', snoozedUntil: null })
  })
})

describe('people command', () => {
  const open: [Input, number?][] = [[wrote('在吗')]]
  const held: [Input, number?][] = [...open, [command(8, { do: 'claim' })]]
  const closed: [Input, number?][] = [...open, [command(8, { do: 'close', unanswered: true })]]
  const refusals: [string, [Input, number?][], Input, string, Partial<About>?][] = [
    ['claiming what a colleague has', held, command(7, { do: 'claim' }), 'already-claimed'],
    ['answering what a colleague has', held, command(7, reply('在')), 'already-claimed'],
    ['taking without the right to', held, command(7, { do: 'take' }), 'not-allowed'],
    ['closing what a colleague has', held, command(7, { do: 'close', unanswered: true }), 'already-claimed'],
    ['answering a closed one', closed, command(8, reply('在')), 'already-closed'],
    ['an empty reply', open, command(7, reply('  ')), 'malformed'],
    ['reopening an open one', open, command(7, { do: 'reopen' }), 'not-closed'],
    ['reopening beside another', closed, command(7, { do: 'reopen' }), 'another-open', { anotherOpen: true }],
    ['giving it to a stranger', open, command(7, { do: 'transfer', to: 99, note: '' }), 'not-a-member'],
    ['giving it to who has it', held, command(8, { do: 'transfer', to: 8, note: '' }), 'same-person'],
    ['snoozing into the past', open, command(7, { do: 'snooze', until: NOON }), 'in-the-past'],
  ]
  test.each(refusals)('[CNV-10 to CNV-14] refused: %s', (_says, before, input, why, change) => {
    const { talk } = given(before)
    expect(step(talk, input, about(change), ids, NOON)).toEqual({ ok: false, why })
  })

  test('[CNV-10] the first to answer has the conversation', () => {
    const { talk, last } = given([...open, [command(7, reply('在的'))]])
    expect(conversationOf(talk)).toMatchObject({ assignee: 7, unread: 0, waitingSince: null })
    expect(changed(last).messages.map((m) => [m.kind, m.author, m.personId, m.outbound])).toEqual([
      ['notice', 'system', 7, false],
      ['text', 'agent', 7, true],
    ])
  })
  test('[AST-6] a confirmed suggestion is stored as the assistant’s, with who confirmed it', () => {
    const { last } = given([...open, [command(7, { ...reply('在的'), assist: true } as Command)]])
    expect(changed(last).messages.at(-1)).toMatchObject({ author: 'assistant-assist', personId: 7 })
  })
  test('[CNV-11] a supervisor takes', () => {
    const { talk } = given([...held, [command(9, { do: 'take' }, true)]])
    expect(conversationOf(talk).assignee).toBe(9)
  })
  test('[CNV-12] a transfer carries its note for colleagues only', () => {
    const { talk, last } = given([...held, [command(8, { do: 'transfer', to: 9, note: '要改地址' })]])
    expect(conversationOf(talk).assignee).toBe(9)
    expect(changed(last).messages.map((m) => [m.kind, m.text, m.outbound])).toEqual([
      ['notice', '', false],
      ['note', '要改地址', false],
    ])
  })
  test('[CNV-13] a snooze ends by itself at its time', () => {
    const until = NOON + 1000
    const { talk } = given([
      ...held,
      [command(8, reply('稍等，我问一下'))],
      [command(8, { do: 'snooze', until })],
    ])
    expect(conversationOf(talk)).toMatchObject({ status: 'snoozed', dueAt: until })
    const woken = changed(step(talk, { what: 'due', conversationId: 11 }, about(), ids, until))
    expect(woken.conversation).toMatchObject({ status: 'open', snoozedUntil: null })
  })
  test('what changes nothing writes nothing', () => {
    const { talk } = given(held)
    for (const same of [
      command(8, { do: 'claim' }),
      command(8, { do: 'tag', tags: [] }),
      command(8, { do: 'wake' }),
    ])
      expect(step(talk, same, about(), ids, NOON)).toMatchObject({ ok: true, changed: false })
  })
  test('a buyer’s reading goes forward only, and not beyond the last message', () => {
    const { talk } = given(open)
    const read = changed(
      step(talk, { what: 'buyer-read', conversationId: 11, messageId: 999 }, about(), ids, NOON),
    )
    expect(read.conversation.buyerReadId).toBe(conversationOf(talk).lastMessageId)
    const back = { ...talk, conversation: read.conversation }
    expect(
      step(back, { what: 'buyer-read', conversationId: 11, messageId: 1 }, about(), ids, NOON),
    ).toMatchObject({ changed: false })
  })
  test('a conversation that is not there is not found', () => {
    expect(
      step(
        { buyer: null as Buyer | null, conversation: null },
        command(7, { do: 'claim' }),
        about(),
        ids,
        NOON,
      ),
    ).toEqual({ ok: false, why: 'not-found' })
  })

  test('[OUT-3] what is delivered again is the same word for word, and answers nothing anew', () => {
    const { talk } = given([[wrote('能便宜点吗')]])
    const said = {
      author: 'assistant-auto',
      kind: 'text',
      text: '您好，欢迎光临小铺',
      picture: null,
      personId: null,
      detail: { rule: 'greeting', filler: true },
    } as const
    const input: Input = { what: 'again', id: uuid, conversationId: 11, said }
    const { conversation, messages } = changed(step(talk, input, about(), ids, NOON + 5000))
    expect(messages).toMatchObject([{ ...said, outbound: true, externalId: uuid }])
    expect(conversation).toMatchObject({ waitingSince: NOON, assignee: null, unread: 1 })
    const closed = given([...held, [command(8, { do: 'close', unanswered: true })]])
    expect(step(closed.talk, input, about(), ids, NOON)).toEqual({ ok: false, why: 'already-closed' })
  })
})

describe('cards', () => {
  const card: Extract<Card, { kind: 'product' }> = {
    kind: 'product',
    product: 'LB-1',
    sku: null,
    title: '水洗棉四件套',
    priceFen: 32900,
    picture: null,
    url: null,
  }
  const quote: Card = {
    kind: 'quote',
    lines: [{ title: '四件套', quantity: 2, paysFen: 60800 }],
    payableFen: 60800,
    steps: ['满300减50'],
    until: null,
  }
  const basket: Reckoned = {
    lines: [
      { product: 'LB-2', sku: null, quantity: 2 },
      { product: 'LB-3', sku: 'LB-3-M', quantity: 1 },
    ],
    ...{ cards: 'all', channel: 'shop', member: false, region: null, coins: 0 },
  }
  const shows = (more: Partial<Extract<Command, { do: 'reply' }>>, text = '您看这款'): Input =>
    command(7, { do: 'reply', clientId: uuid, text, picture: null, assist: false, ...more })
  /** On a platform that forbids ways out. */
  const strict = about({ guard: prepareGuard('douyin', defaultGuardSettings()) })
  const showing = (input: Input, before: [Input][] = [[wrote('有推荐吗')]]) => {
    const { talk } = given(before)
    return step(talk, input, strict, { ...ids, message: 200 }, NOON + 1000)
  }

  test('[CNV-20 CNV-24] a card stays with its reply, and what it shows with the conversation', () => {
    const { messages, conversation } = changed(showing(shows({ card })))
    expect(messages.at(-1)).toMatchObject({
      kind: 'text',
      text: '您看这款',
      outbound: true,
      detail: { card },
    })
    expect(conversation.assistant.goods).toEqual(['LB-1'])
  })

  test('[CNV-24] the basket of a told price is remembered, and its products', () => {
    const { conversation } = changed(showing(shows({ card: quote, basket })))
    expect(conversation.assistant).toMatchObject({ basket, goods: ['LB-2', 'LB-3'] })
  })

  test.each<[string, Partial<Extract<Command, { do: 'reply' }>>, string?]>([
    ['without words', { card }, ' '],
    ['beside a picture', { card, picture: '1/abc' }],
    ['a script for an address', { card: { ...card, url: 'javascript:alert(1)' } }],
    ['a name before an @', { card: { ...card, url: 'https://a.example@b.example' } }],
    ['a picture of another shop', { card: { ...card, picture: '2/abcdef' } }],
    ['a picture that leads elsewhere', { card: { ...card, picture: '1/../../api' } }],
  ])('[CNV-20] refused: %s', (_, more, text) => {
    expect(showing(shows(more, text))).toMatchObject({ ok: false, why: 'malformed' })
  })

  test.each<[string, Card, string]>([
    ['a title', { ...card, title: '加微信 shop_helper01 更优惠' }, 'contact.'],
    ['an address elsewhere', { ...card, url: 'https://cheaper.example.com/1' }, 'link.outside'],
    ['a picture elsewhere', { ...card, picture: 'https://qr.example.com/1.png' }, 'link.outside'],
    [
      'a line of a quote',
      { ...quote, lines: [{ title: '加微信 shop_helper01', quantity: 1, paysFen: 1 }] },
      'contact.',
    ],
    ['a step of a quote', { ...quote, steps: ['微信 shop_helper01 转账更便宜'] }, 'contact.'],
  ])('[CNV-22] the guard reads %s', (_, shown, rule) => {
    const decision = showing(shows({ card: shown }))
    if (decision.ok) throw new Error('it left')
    expect(decision.why).toBe('guarded')
    const { findings, suggestion } = decision.guarded?.verdict ?? { findings: [], suggestion: '' }
    expect(findings.map((f) => f.rule).some((id) => id.startsWith(rule))).toBe(true)
    // Its place is the end of what was written: nothing of that is wrong.
    expect(findings.map((f) => f.at)).toEqual(findings.map(() => [4, 4]))
    expect(suggestion).toBeNull()
  })

  test('[CNV-22] what words and card both say is told once', () => {
    const url = 'https://cheaper.example.com/1'
    const decision = showing(shows({ card: { ...card, url } }, `水洗棉四件套 ¥329 ${url}`))
    if (decision.ok) throw new Error('it left')
    expect(decision.guarded?.verdict.findings).toHaveLength(1)
  })

  test('[CNV-22] sent again, a card is read again', () => {
    const { talk } = given([[wrote('有推荐吗')]])
    const said = { author: 'agent', kind: 'text', text: '您看', picture: null, personId: 7 } as const
    const again = (shown: Card) =>
      step(
        talk,
        { what: 'again', id: 'a1', conversationId: 11, said: { ...said, detail: { card: shown } } },
        strict,
        { ...ids, message: 200 },
        NOON + 1000,
      )
    expect(again({ ...card, title: '加微信 shop_helper01' })).toMatchObject({ ok: false, why: 'guarded' })
    expect(changed(again(card)).messages.at(-1)?.detail?.card).toEqual(card)
  })

  const asks = (text: string, item?: string, sentAt = NOON): Input => ({
    ...{ what: 'buyer-wrote', channelId: 3 },
    buyer: { externalId: 'tb123', name: '小王', verified: false },
    message: {
      ...{ externalId: `m${sentAt}`, kind: 'text', text, picture: null, size: null, sentAt },
      ...(item !== undefined && { item }),
    },
  })
  test.each<[string, [Input][], string[] | undefined]>([
    ['nothing', [[asks('在吗')]], undefined],
    ['an id from the channel', [[asks('有货吗', 'LB-9')]], ['LB-9']],
    ['the line of a page', [[asks('有货吗\n【水洗棉】 https://shop.example/1')]], ['水洗棉']],
    ['one after the other', [[asks('这个', 'A')], [asks('那个呢', 'B', NOON + 1)]], ['B', 'A']],
  ])('[CNV-24] what the buyer looks at: %s', (_, inputs, goods) => {
    expect(conversationOf(given(inputs).talk).assistant.goods).toEqual(goods)
  })

  test('[CNV-25] it goes along with the question to the assistant, also when a later message says nothing of it', () => {
    const items: (string | null)[] = []
    const ask: Ask = (question) => {
      items.push(question.item)
      return asksNothing(question)
    }
    const curious = about({ assistant: prepare(shop, { ...settings, mode: 'assistant-first' }, [], ask) })
    given([
      [asks('这个怎么洗', 'LB-9'), NOON, curious],
      [asks('会缩水吗会不会褪色', undefined, NOON + 1), NOON + 1, curious],
    ])
    expect(items.length).toBeGreaterThan(1)
    expect(new Set(items)).toEqual(new Set(['LB-9']))
  })

  test('the product stays with the buyer’s message', () => {
    const { messages } = changed(
      step({ buyer: null, conversation: null }, asks('有货吗', 'LB-9'), about(), ids, NOON),
    )
    expect(messages[0]?.detail).toEqual({ item: 'LB-9' })
  })
})
