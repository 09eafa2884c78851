import { z } from 'zod'
import type { App } from '../../../platform/http/serve.ts'
import {
  BridgeOrder,
  CommandPoll,
  CommandResults,
  CommandsHanded,
  OrdersTaken,
  ResultsTaken,
} from './order-words.ts'
import {
  Ack,
  BRIDGE,
  BridgeMessage,
  Denied,
  Fail,
  Failed,
  Handed,
  limits,
  Poll,
  Reads,
  ReadsTaken,
  Taken,
  Uploaded,
} from './protocol.ts'

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
const file = { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } }
const Batch = z
  .object({ messages: z.array(BridgeMessage).min(1).max(limits.batch) })
  .meta({ id: 'BridgeBatch' })
const OrderBatch = z
  .object({ orders: z.array(BridgeOrder).min(1).max(limits.batch) })
  .meta({ id: 'BridgeOrderBatch' })

/** Every call with what it takes and gives. The socket has no place in OpenAPI: docs/guide/bridge.md has it. */
const calls = [
  { method: 'post', name: 'messages', takes: json(Batch), gives: Taken, says: 'Brings buyers’ messages.' },
  { method: 'post', name: 'pictures', takes: file, gives: Uploaded, says: 'Keeps a picture for a message.' },
  {
    method: 'post',
    name: 'reads',
    takes: json(Reads),
    gives: ReadsTaken,
    says: 'Tells how far buyers have read.',
  },
  { method: 'get', name: 'outbox', query: Poll, gives: Handed, says: 'Hands out replies, waiting for some.' },
  {
    method: 'post',
    name: 'outbox/ack',
    takes: json(Ack),
    gives: z.object({}),
    says: 'Acknowledges replies.',
  },
  { method: 'post', name: 'outbox/fail', takes: json(Fail), gives: Failed, says: 'Reports one that failed.' },
  {
    method: 'post',
    name: 'orders',
    takes: json(OrderBatch),
    gives: OrdersTaken,
    says: 'Brings word of orders.',
  },
  {
    method: 'get',
    name: 'order-commands',
    query: CommandPoll,
    gives: CommandsHanded,
    says: 'Hands out what is to be done to orders, waiting for some.',
  },
  {
    method: 'post',
    name: 'order-commands/results',
    takes: json(CommandResults),
    gives: ResultsTaken,
    says: 'Tells what became of it.',
  },
] as const

/** Puts the bridge's calls into the OpenAPI description, which they are otherwise no part of (see door.ts). */
export const describeBridge = ({ openAPIRegistry: registry }: App): void => {
  registry.registerComponent('securitySchemes', 'bridge', {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description:
      'Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature. See docs/guide/bridge.md.',
  })
  for (const call of calls)
    registry.registerPath({
      method: call.method,
      path: `${BRIDGE}{key}/${call.name}`,
      tags: ['bridge'],
      operationId: `bridge-${call.name.replace('/', '-')}`,
      summary: call.says,
      security: [{ bridge: [] }],
      request: {
        params: z.object({ key: z.string() }),
        ...('query' in call && { query: call.query }),
        ...('takes' in call && { body: { content: call.takes, required: true } }),
      },
      responses: {
        200: { description: 'Done; signed by the desk.', content: json(call.gives) },
        default: { description: 'Refused; nothing was stored.', content: json(Denied) },
      },
    })
}
