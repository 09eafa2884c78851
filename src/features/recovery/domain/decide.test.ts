import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../shared/time.ts'
import type { Order } from '../../order/domain/order.ts'
import { planBody, step, words } from '../testing/plans.ts'
import { after, type Decided, type Due, decide, type Facts, isKept, type Rules } from './decide.ts'
import { defaultRecoverySettings } from './defaults.ts'
import { isAllowed } from './hours.ts'
import type { Plan, PlanBody } from './plan.ts'
import { orderStands } from './stands.ts'

const NOON = Date.parse('2026-11-11T12:00:00+08:00')
const plan = (of: Partial<PlanBody & Pick<Plan, 'state'>> = {}): Plan => ({
  ...planBody(of),
  ...{ id: 1, state: 'running', salt: 's', createdAt: 0, startedAt: 0, endedAt: null },
  ...of,
})
const order = (of: Partial<Order> = {}) => ({
  ...{ id: '1', status: 'unpaid' as const, paidAt: null, refunds: [], payBy: NOON + HOUR },
  lines: [
    {
      ...{ id: '1', product: 'P', sku: null, code: null, title: '四件套', options: {}, said: '' },
      ...{ quantity: 1, priceFen: 1, paysFen: 1 },
    },
  ],
  ...of,
})
const facts = (of: Partial<Facts> = {}): Facts => ({
  ...{ order: order(), settled: null, complaint: false, talking: false, optedOut: new Set(), reminded: [] },
  ...{
    unanswered: 0,
    reachable: true,
    outOfStock: false,
    reason: 'forgot',
    phase: null,
    titles: [],
    spentLi: 0,
  },
  ...of,
})
const due = (of: Partial<Due> = {}): Due => ({
  ...{
    subject: 'order:1',
    buyerKey: 'b',
    buyerName: '小雨',
    orderId: '1',
    fen: 19_900,
    arm: null,
    control: false,
  },
  ...{ beganAt: NOON - 10 * MINUTE, endsAt: NOON + HOUR, step: 0, dueAt: NOON },
  ...of,
})
const rules = (of: Partial<Rules> = {}): Rules => ({
  ...{ settings: defaultRecoverySettings(), platform: 'taobao', zone: 'Asia/Shanghai', locale: 'zh-CN' },
  passes: () => true,
  ...of,
})
const said = (decided: Decided): string => {
  if (decided.do === 'send') return `send ${decided.text}`
  return decided.do === 'hold' ? `hold ${(decided.until - NOON) / HOUR}` : `${decided.do} ${decided.why}`
}
const refund = { id: 'r', kind: 'refund', line: null, fen: null, reason: '', at: 0 } as const
const yesterday = NOON - 24 * HOUR

describe('what becomes of a step', () => {
  test.each<
    [
      string,
      string,
      { plan?: Plan; due?: Partial<Due>; facts?: Partial<Facts>; rules?: Partial<Rules>; now?: number },
      string,
    ]
  >([
    ['RCV-11', 'nothing speaks against it', {}, 'send 四件套还没付款，60 分钟后订单会关闭'],
    ['RCV-12', 'paid', { facts: { order: order({ status: 'paid' }) } }, 'stop paid'],
    ['RCV-12', 'a deposit is paid', { facts: { order: order({ status: 'deposit-paid' }) } }, 'stop paid'],
    ['RCV-12', 'closed', { facts: { order: order({ status: 'closed' }) } }, 'stop cancelled'],
    ['RCV-12', 'nobody knows the order', { facts: { order: null } }, 'stop cancelled'],
    [
      'RCV-12',
      'a refund is asked for',
      { facts: { order: order({ refunds: [{ ...refund, state: 'asked' }] }) } },
      'stop refunding',
    ],
    [
      'RCV-12',
      'a refund was withdrawn',
      { facts: { order: order({ refunds: [{ ...refund, state: 'withdrawn' }] }) } },
      'send 四件套还没付款，60 分钟后订单会关闭',
    ],
    ['RCV-12', 'ordered otherwise', { facts: { settled: 'ordered' } }, 'stop ordered'],
    ['RCV-12', 'over', { due: { endsAt: NOON } }, 'stop expired'],
    ['RCV-13', 'a complaint is open', { facts: { complaint: true } }, 'stop complaint'],
    ['RCV-13', 'a person talks with them', { facts: { talking: true } }, 'suppress talking'],
    ['RCV-1', 'in the control group', { due: { control: true } }, 'stop control'],
    ['RCV-43', 'the plan is paused', { plan: plan({ state: 'paused' }) }, 'suppress paused'],
    ['RCV-43', 'the plan has ended', { plan: plan({ state: 'ended' }) }, 'stop expired'],
    ['RCV-8', 'at night', { now: NOON + 10.5 * HOUR, due: { endsAt: NOON + 40 * HOUR } }, 'hold 20'],
    [
      'RCV-7',
      'at night, and over before the morning',
      { now: NOON + 10.5 * HOUR, due: { endsAt: NOON + 20 * HOUR } },
      'suppress expired',
    ],
    [
      'RCV-20',
      'the next step is due too',
      { plan: plan({ steps: [step('a'), step('b', { when: { kind: 'delay', minutes: 10 } })] }) },
      'suppress expired',
    ],
    [
      'RCV-13',
      'for this reason nobody is reminded',
      { plan: plan({ audience: { ...planBody().audience, exceptReasons: ['forgot'] } }) },
      'suppress reason',
    ],
    ['RCV-16', 'the platform forbids it', { rules: { platform: 'pinduoduo' } }, 'suppress platform'],
    [
      'RCV-16',
      'five messages without a reply',
      {
        rules: { platform: 'pinduoduo' },
        plan: plan({ trigger: 'asked' }),
        due: { orderId: null, endsAt: null },
        facts: { order: null, unanswered: 5, titles: ['x'] },
      },
      'suppress unanswered',
    ],
    ['RCV-15', 'does not want it', { facts: { optedOut: new Set(['chat'] as const) } }, 'suppress opted-out'],
    ['RCV-15', 'does not want any', { facts: { optedOut: new Set(['all'] as const) } }, 'suppress opted-out'],
    [
      'RCV-15',
      'wants no text messages',
      { facts: { optedOut: new Set(['sms'] as const) } },
      'send 四件套还没付款，60 分钟后订单会关闭',
    ],
    ['RCV-19', 'cannot be reached', { facts: { reachable: false } }, 'suppress no-contact'],
    ['RCV-19', 'it is gone', { facts: { outOfStock: true } }, 'suppress out-of-stock'],
    ['RCV-14', 'twice today', { facts: { reminded: [NOON - HOUR, NOON - 2 * HOUR] } }, 'suppress cap-day'],
    [
      'RCV-14',
      'twice yesterday',
      { facts: { reminded: [yesterday, yesterday] } },
      'send 四件套还没付款，60 分钟后订单会关闭',
    ],
    [
      'RCV-14',
      'three times in three days',
      { facts: { reminded: [NOON - HOUR, yesterday, yesterday] } },
      'suppress cap-days',
    ],
    [
      'RCV-14',
      'four days ago',
      { facts: { reminded: [NOON - HOUR, NOON - 72 * HOUR, NOON - 72 * HOUR] } },
      'send 四件套还没付款，60 分钟后订单会关闭',
    ],
    [
      'RCV-17',
      'no wording can be filled',
      {
        plan: plan({ steps: [step('a', { words: [words('{left}')] })] }),
        due: { endsAt: null },
        facts: { order: order({ payBy: null }) },
      },
      'suppress no-wording',
    ],
    [
      'RCV-17',
      'another can',
      {
        plan: plan({
          steps: [step('a', { words: [words('{left}', { reason: 'forgot' }), words('{order} ¥{amount}')] })],
        }),
        due: { endsAt: null },
      },
      'send 1 ¥199',
    ],
    [
      'RCV-17',
      'the reason’s before the phase’s before all',
      {
        plan: plan({
          steps: [
            step('a', {
              words: [words('all'), words('phase', { phase: 'spot' }), words('reason', { reason: 'forgot' })],
            }),
          ],
        }),
        facts: { phase: 'spot' },
      },
      'send reason',
    ],
    [
      'RCV-17',
      'the phase’s before all',
      {
        plan: plan({ steps: [step('a', { words: [words('all'), words('phase', { phase: 'spot' })] })] }),
        facts: { phase: 'spot' },
      },
      'send phase',
    ],
    ['RCV-18', 'the guard', { rules: { passes: () => false } }, 'suppress guard'],
    [
      'RCV-19',
      'no money is left',
      {
        plan: plan({
          budgetFen: 5,
          steps: [step('a', { channel: 'sms', words: [words('x', { template: 'T' })] })],
        }),
      },
      'suppress budget',
    ],
  ])('[%s] %s', (_rule, _says, of, becomes) => {
    const now = of.now ?? NOON
    expect(said(decide(of.plan ?? plan(), due(of.due), facts(of.facts), rules(of.rules), now))).toBe(becomes)
  })
})

test('[RCV-18] the guard judges the shop’s words, not what the order itself tells', () => {
  const judged: string[] = []
  const passes = (text: string) => judged.push(text) > 0
  const one = plan({ steps: [step('a', { words: [words('{buyer}，{product}（{order}）共 ¥{amount}')] })] })
  expect(said(decide(one, due(), facts(), rules({ passes }), NOON))).toBe('send 小雨，四件套（1）共 ¥199')
  expect(judged).toEqual(['{buyer}，四件套（{order}）共 ¥{amount}'])
})

test('[RCV-11] whatever is known: a reminder leaves only in time, at an allowed hour, to whom it may', () => {
  const status = fc.constantFrom(
    'unpaid',
    'paid',
    'deposit-paid',
    'closed',
    'shipped',
    'unknown',
  ) as fc.Arbitrary<Order['status']>
  const moment = fc.integer({ min: NOON - 100 * HOUR, max: NOON + 100 * HOUR })
  fc.assert(
    fc.property(
      fc.record({
        ...{ status, now: moment, began: moment, ends: fc.option(moment), dueAt: fc.option(moment) },
        ...{ control: fc.boolean(), talking: fc.boolean(), complaint: fc.boolean(), stock: fc.boolean() },
        reminded: fc.array(moment, { maxLength: 5 }),
        channel: fc.constantFrom('chat' as const, 'sms' as const, 'phone' as const),
        state: fc.constantFrom('running' as const, 'paused' as const, 'ended' as const),
        step: fc.integer({ min: 0, max: 2 }),
      }),
      (a) => {
        const steps = [step('a', { channel: a.channel, words: [words('x', { template: 'T' })] }), step('b')]
        const one = plan({ steps, state: a.state })
        const at = due({ beganAt: a.began, endsAt: a.ends, dueAt: a.dueAt, control: a.control, step: a.step })
        const known = facts({
          ...{ order: order({ status: a.status }), talking: a.talking, complaint: a.complaint },
          ...{ outOfStock: a.stock, reminded: a.reminded },
        })
        const decided = decide(one, at, known, rules(), a.now)
        const next = after(one, at, decided, rules(), a.now)
        if (decided.do === 'send') {
          expect(orderStands('unpaid', order({ status: a.status }))).toBeNull()
          expect([a.control, a.talking, a.complaint, a.stock, a.state]).toEqual([
            false,
            false,
            false,
            false,
            'running',
          ])
          expect(isAllowed(decided.channel, a.now, rules().settings, 'Asia/Shanghai')).toBe(true)
          expect(decided.until).toBeGreaterThan(a.now)
          if (a.ends !== null) expect(decided.until).toBeLessThanOrEqual(a.ends)
        }
        if (decided.do === 'hold') {
          expect(decided.until).toBeGreaterThan(a.now)
          expect(next.step).toBe(a.step)
        }
        // It always goes on, or comes to its end: no step is decided on for ever.
        if (isKept(decided)) expect(next.step).toBe(a.step + 1)
        if (next.state === 'waiting' && next.nextAt !== null && a.ends !== null)
          expect(next.nextAt).toBeLessThanOrEqual(
            Math.max(a.ends, decided.do === 'hold' ? decided.until : a.ends),
          )
      },
    ),
    { numRuns: 2000 },
  )
})
