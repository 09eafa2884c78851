import { expect, test } from 'vitest'
import { createApp } from '../../../platform/http/serve.ts'
import { describeBridge } from './describe.ts'
import { BridgeOrder } from './order-words.ts'
import { BridgeMessage } from './protocol.ts'

test('the OpenAPI description holds every call of the bridge', () => {
  const app = createApp()
  describeBridge(app)
  const { paths = {}, components } = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
  })
  const calls = Object.entries(paths).flatMap(([path, on]) =>
    Object.keys(on ?? {}).map((m) => `${m} ${path}`),
  )
  expect(calls).toEqual([
    'post /bridge/v1/{key}/messages',
    'post /bridge/v1/{key}/pictures',
    'post /bridge/v1/{key}/reads',
    'get /bridge/v1/{key}/outbox',
    'post /bridge/v1/{key}/outbox/ack',
    'post /bridge/v1/{key}/outbox/fail',
    'post /bridge/v1/{key}/orders',
    'get /bridge/v1/{key}/order-commands',
    'post /bridge/v1/{key}/order-commands/results',
  ])
  const message = components?.schemas?.BridgeMessage as { properties: object; required: string[] }
  expect(Object.keys(message.properties)).toEqual(Object.keys(BridgeMessage.shape))
  expect(message.required).toEqual(['id', 'buyer', 'at'])
  const order = components?.schemas?.BridgeOrder as { properties: object; required: string[] }
  expect(Object.keys(order.properties)).toEqual(Object.keys(BridgeOrder.shape))
  expect(order.required).toEqual(['id', 'at'])
})
