import { type Instant, MINUTE } from '../../../shared/time.ts'
import type { OrderUpdate } from '../../order/domain/order.ts'
import type { PlanBody, PlanStep, Wording } from '../domain/plan.ts'

export const words = (text: string, of: Partial<Wording> = {}): Wording => ({
  ...{ reason: null, phase: null, arm: null, template: null },
  text,
  ...of,
})

export const step = (code: string, of: Partial<PlanStep> = {}): PlanStep => ({
  code,
  when: { kind: 'delay', minutes: 10 },
  channel: 'chat',
  words: [words('{product}还没付款，{left}后订单会关闭')],
  ...of,
})

/** Reminds of an unpaid order ten minutes after it was made; nobody is in a control group. */
export const planBody = (of: Partial<PlanBody> = {}): PlanBody => ({
  name: '催付',
  trigger: 'unpaid',
  audience: { leastFen: null, mostFen: null, products: [], exceptReasons: [] },
  steps: [step('first')],
  arms: [],
  control: 0,
  budgetFen: null,
  margin: 0.3,
  window: 72,
  from: null,
  until: null,
  ...of,
})

/** An order of a buyer as a platform tells of it, made now, to be paid within half an hour. */
export const orderOf = (id: string, at: Instant, of: Partial<OrderUpdate> = {}): OrderUpdate => ({
  ...{ id, at, createdAt: at, status: 'unpaid', payBy: at + 30 * MINUTE },
  ...{ buyer: { id: `b-${id}`, name: `买家${id}` }, payableFen: 19_900 },
  lines: [
    {
      ...{ id: '1', product: 'P-1', sku: null, code: null, title: '水洗棉四件套', options: {}, said: '' },
      ...{ quantity: 1, priceFen: 19_900, paysFen: 19_900 },
    },
  ],
  ...of,
})

export const paid = (id: string, at: Instant): OrderUpdate => ({ id, at, status: 'paid', paidAt: at })
export const closed = (id: string, at: Instant): OrderUpdate => ({ id, at, status: 'closed', closedAt: at })
