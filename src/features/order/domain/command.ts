import { z } from 'zod'
import { Fen } from '../../../shared/money.ts'
import { Address, Flag, type Order, OrderStatus } from './order.ts'

/** What is to be done to an order on its platform. */
export const OrderCommand = z
  .discriminatedUnion('do', [
    z.object({ do: z.literal('remark'), remark: z.string().trim().max(500), flag: Flag.nullable() }),
    /** Before payment: what is to be paid for the whole order, and of that the freight. */
    z.object({
      do: z.literal('price'),
      payableFen: Fen,
      freightFen: Fen,
      /** What was to be paid when it was wanted; the desk fills it in. */
      wasFen: Fen.nullish(),
    }),
    z.object({
      do: z.literal('address'),
      address: Address.partial().refine(
        (a) => Object.values(a).some((v) => v !== undefined),
        'one field at least',
      ),
    }),
    /** Another SKU of the same product for a line. */
    z.object({
      do: z.literal('sku'),
      line: z.string().max(80),
      sku: z.string().max(80),
      options: z.record(z.string(), z.string()),
    }),
    z.object({ do: z.literal('close'), reason: z.string().trim().max(200) }),
    /** Money back for the order or a line, as an after-sale task decided. */
    z.object({
      do: z.literal('refund'),
      line: z.string().max(80).nullable(),
      fen: Fen,
      reason: z.string().max(200),
    }),
  ])
  .meta({ id: 'OrderCommand' })
export type OrderCommand = z.infer<typeof OrderCommand>

/** What may still be done to an order in a state (specs/order.md ORD-30). The platform may allow less: it answers then. */
const allowed: Record<OrderCommand['do'], readonly OrderStatus[]> = {
  remark: OrderStatus.options,
  price: ['unpaid'],
  address: ['unpaid', 'deposit-paid', 'paid'],
  sku: ['unpaid', 'deposit-paid', 'paid'],
  close: ['unpaid'],
  refund: ['deposit-paid', 'paid', 'part-shipped', 'shipped', 'finished'],
}

export const mayStill = ({ status }: Pick<Order, 'status'>, what: OrderCommand['do']): boolean =>
  allowed[what].includes(status)

export const canDo = (order: Pick<Order, 'status'>): OrderCommand['do'][] =>
  (Object.keys(allowed) as OrderCommand['do'][]).filter((what) => mayStill(order, what))

/** The order once a command has been carried out: what an update of that moment says. */
export const doneTo = (order: Order, command: OrderCommand): Partial<Omit<Order, 'id'>> => {
  switch (command.do) {
    case 'remark':
      return { remark: command.remark, flag: command.flag }
    case 'price':
      return { payableFen: command.payableFen, freightFen: command.freightFen }
    case 'address': {
      const empty = { name: '', phone: '', province: '', city: '', district: '', detail: '' }
      const given = Object.fromEntries(Object.entries(command.address).filter(([, v]) => v !== undefined))
      return { address: { ...empty, ...order.address, ...given } }
    }
    case 'sku':
      return {
        lines: order.lines.map((line) =>
          line.id === command.line
            ? {
                ...line,
                sku: command.sku,
                options: command.options,
                said: Object.values(command.options).join(' '),
              }
            : line,
        ),
      }
    case 'close':
      return { status: 'closed', closeReason: command.reason }
    case 'refund':
      // Only the platform knows whether and when the money went back.
      return {}
  }
}
