import { describe, expect, test } from 'vitest'
import { defaultAssistantSettings } from '../assistant/defaults.ts'
import { prepare } from '../assistant/domain/answer.ts'
import type { Candidate } from '../assistant/domain/ask.ts'
import { shelfSources } from '../assistant/sources/index.ts'
import { defaultClockSettings } from '../clock/domain/defaults.ts'
import { prepareClocks } from '../clock/domain/live.ts'
import type { Reckoned } from '../conversation/domain.ts'
import { prepareGuard } from '../guard/domain/guard.ts'
import { priceSource } from '../guard/domain/prices.ts'
import { defaultGuardSettings } from '../guard/domain/settings.ts'
import type { Shelf } from '../pricing/domain/shelf.ts'
import { at, bedding, doubleEleven, offered, per300, shelfWith } from '../pricing/testing.ts'
import { byWords } from '../routing/domain/classify.ts'
import { defaultRouting } from '../routing/domain/defaults.ts'
import { type About, type Decision, type Input, step, type Talk } from './step.ts'

const NOW = at('2026-11-11 10:00')
const shop = { id: 1, platform: 'tmall', name: '棉铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
const settings = { ...defaultAssistantSettings('zh-CN'), greeting: '' }

const about = (
  shelf: Shelf | null,
  severities: Record<string, 'off' | 'note' | 'ask' | 'block'> = {},
): About => {
  const { leading } = shelfSources(() => shelf)
  const ask = (question: Parameters<(typeof leading)[number]['find']>[0]) => {
    const candidates = leading.flatMap((source) => source.find(question))
    const [first] = candidates
    const answers: Candidate[] = first && first.score >= 0.9 ? [first] : []
    return {
      decision: answers.length > 0 ? ('answer' as const) : ('hand-over' as const),
      candidates,
      answers,
    }
  }
  const routing = { ...defaultRouting('zh-CN'), enabled: false }
  return {
    assistant: prepare(shop, settings, [], ask),
    clocks: prepareClocks([], { ...defaultClockSettings(shop), steps: [] }, shop.timeZone),
    guard: prepareGuard('tmall', { ...defaultGuardSettings(), severities }, [priceSource(() => shelf)]),
    shelf,
    routing: { settings: routing, classify: byWords(routing) },
    around: { onDuty: 1, waiting: 0 },
    members: new Map([[7, { state: 'online', here: true }]]),
    room: () => 5,
    anotherOpen: false,
  }
}
let serial = 0
const ids = () => ({ message: 100 * ++serial, conversation: 11, buyer: 5 })
const wrote = (text: string, item?: string, sentAt = NOW): Input => ({
  ...{ what: 'buyer-wrote', channelId: 3 },
  buyer: { externalId: 'tb1', name: '小王', verified: false },
  message: {
    ...{ externalId: `m${sentAt}-${text}`, kind: 'text', text, picture: null, size: null, sentAt },
    ...(item !== undefined && { item }),
  },
})
const says = (text: string, basket?: Reckoned): Input => ({
  ...{ what: 'command', id: 'c1', conversationId: 11, by: { personId: 7, mayTake: false }, size: null },
  command: {
    ...{ do: 'reply', clientId: '7b0c1b3e-4c9e-4a51-9d7e-0a2f1f0c2d11', text, picture: null, assist: false },
    ...(basket && { basket }),
  },
})
const changed = (decision: Decision) => {
  if (!decision.ok || !decision.changed) throw new Error(JSON.stringify(decision))
  return decision
}
const talkAfter = (input: Input, on: About, now = NOW): Talk => {
  const { buyer, conversation } = changed(step({ buyer: null, conversation: null }, input, on, ids(), now))
  return { buyer, conversation }
}
const guarded = (decision: Decision) => {
  if (decision.ok || !decision.guarded) throw new Error('it left')
  return decision.guarded.verdict
}

const shelf = shelfWith([per300])

describe('[AST-100] the assistant', () => {
  test('answers what two products cost together, explained, and remembers for what', () => {
    const { messages, conversation } = changed(
      step({ buyer: null, conversation: null }, wrote('四件套加枕芯一共多少钱'), about(shelf), ids(), NOW),
    )
    const answer = messages.find(({ author }) => author === 'assistant-auto')
    expect(answer?.detail?.rule).toBe('price:quote:LB-S18+LB-P1')
    expect(answer?.text).toContain('到手 ¥478')
    expect(answer?.text).toContain('每满300减50 −¥50')
    expect(conversation.assistant).toMatchObject({
      goods: ['LB-S18', 'LB-P1'],
      basket: { lines: [{ product: 'LB-S18' }, { product: 'LB-P1' }] },
    })
    expect(conversation.waitingSince).toBeNull()
  })

  test('what it said before, two of it, and with the pillow', () => {
    const on = about(shelf)
    let talk = talkAfter(wrote('这个多少钱', 'LB-S18'), on)
    const next = (text: string, after: number) => {
      const { buyer, conversation, messages } = changed(
        step(talk, wrote(text, undefined, NOW + after), on, ids(), NOW + after),
      )
      talk = { buyer, conversation }
      return messages.find(({ author }) => author === 'assistant-auto')?.text
    }
    expect(next('买两件呢', 1)).toContain('到手 ¥698')
    expect(next('再加一个枕芯多少钱', 2)).toContain('到手 ¥777')
  })

  test('a keyword rule never says another number', () => {
    const rule = {
      id: 'old',
      enabled: true,
      keywords: ['多少钱'],
      match: 'any' as const,
      answer: '这款299元',
    }
    const on = about(shelf)
    const stale = { ...on, assistant: prepare(shop, { ...settings, rules: [rule] }, [], on.assistant.ask) }
    const ask = (text: string) =>
      changed(step({ buyer: null, conversation: null }, wrote(text, 'LB-S18'), stale, ids(), NOW))
    expect(ask('这个多少钱').messages.at(-1)?.text).toContain('¥349')
    // Where the rule alone answers, the guard keeps it back.
    const { messages, conversation } = ask('不知道多少钱的时候怎么办')
    if (messages.some(({ detail }) => detail?.rule === 'old')) throw new Error('a wrong price was said')
    expect(conversation).toBeDefined()
  })
})

describe('[GRD-44] what people write', () => {
  test('a wrong price typed by hand is blocked, with the right number', () => {
    const on = about(shelf)
    const talk = talkAfter(wrote('在吗', 'LB-S18'), on)
    const verdict = guarded(step(talk, says('亲，现在到手369元哦'), on, ids(), NOW + 1))
    expect(verdict).toMatchObject({
      verdict: 'block',
      findings: [{ rule: 'promise.price', severity: 'block', text: '369元' }],
      suggestion: '亲，现在到手349元哦',
    })
    expect(verdict.findings[0]?.why.zh).toContain('¥349')
    expect(verdict.findings[0]?.cost?.zh).toContain('6 分')
    expect(step(talk, says('亲，现在到手349元哦'), on, ids(), NOW + 1)).toMatchObject({ ok: true })
  })

  test('the basket that goes with the reply is what its price is held against', () => {
    const on = about(shelf)
    const talk = talkAfter(wrote('在吗'), on)
    const basket: Reckoned = {
      lines: [{ product: 'LB-S18', sku: null, quantity: 3 }],
      ...{ cards: 'all', channel: 'shop', member: false, region: null, coins: 0 },
    }
    expect(step(talk, says('一共1047元', basket), on, ids(), NOW + 1)).toMatchObject({ ok: true })
    expect(guarded(step(talk, says('一共1097元', basket), on, ids(), NOW + 1)).suggestion).toBe('一共1047元')
  })

  test('the shop may have it noted, or not looked for at all', () => {
    const talk = talkAfter(wrote('在吗', 'LB-S18'), about(shelf))
    const by = (severity: 'off' | 'note') =>
      step(talk, says('到手369元'), about(shelf, { 'promise.price': severity }), ids(), NOW + 1)
    expect(changed(by('note')).guarded).toMatchObject([{ outcome: 'noted' }])
    expect(changed(by('off')).guarded).toEqual([])
  })

  test('stock and the end of the offer bear out what is scarce', () => {
    const until = offered({
      ...{ id: 'today', kind: 'time-limited-price', params: { priceFen: 9900 }, scope: { items: ['LB-P1'] } },
      to: '2026-11-12T00:00:00+08:00',
    })
    const on = about(shelfWith([until]))
    const talk = talkAfter(wrote('在吗', 'LB-P1'), on)
    const said = (text: string) => step(talk, says(text), on, ids(), NOW + 1)
    expect(said('仅剩7件了')).toMatchObject({ ok: true })
    expect(said('活动最后一天')).toMatchObject({ ok: true })
    expect(guarded(said('仅剩2件了')).findings[0]?.rule).toBe('scarcity.untrue')
    const unknown = about(shelfWith([until], { products: bedding.filter(({ id }) => id !== 'LB-P1') }))
    expect(guarded(step(talk, says('仅剩7件了'), unknown, ids(), NOW + 1)).findings[0]?.rule).toBe(
      'scarcity.unknown',
    )
  })
})

test('[CMP-1] the phase that is on goes along with the question', () => {
  const phases: (string | null)[] = []
  const presale = about(shelfWith([], { campaigns: [doubleEleven] }))
  const ask: About['assistant']['ask'] = (question) => {
    phases.push(question.phase)
    return { decision: 'hand-over', candidates: [], answers: [] }
  }
  const on = { ...presale, assistant: prepare(shop, settings, [], ask) }
  step({ buyer: null, conversation: null }, wrote('怎么付尾款'), on, ids(), at('2026-10-22 12:00'))
  step({ buyer: null, conversation: null }, wrote('怎么付尾款'), on, ids(), at('2026-11-02 12:00'))
  step({ buyer: null, conversation: null }, wrote('怎么付尾款'), on, ids(), at('2026-12-02 12:00'))
  expect([...new Set(phases)]).toEqual(['deposit', 'balance', null])
})
