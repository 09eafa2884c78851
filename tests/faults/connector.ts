import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { connectBridge } from '../../src/features/channel/bridge/client.ts'
import { chanceOf } from './chance.ts'
import type { Channel } from './wire.ts'

/**
 * A connector as a program of its own, on the repository's client, so that it can be killed between receiving and
 * acknowledging. Prints each message it delivers, at once, as the channel's place and the message.
 * Run as: node connector.ts SEED CHANNELS (JSON)
 */
const [seed = '', channels = '[]'] = process.argv.slice(2)
const chance = chanceOf(Number(seed))
let failures = 0

for (const [place, { url, key, secret }] of (JSON.parse(channels) as Channel[]).entries()) {
  const client = connectBridge({
    url,
    channelKey: key,
    secret,
    async onMessage(message) {
      if (failures === 0 && chance.happens(0.005)) {
        failures++
        throw new Error('the platform is busy')
      }
      writeSync(1, `${JSON.stringify([place, message])}\n`)
      // Slow platforms make the acknowledgement late, and give the next kill something in hand.
      if (chance.happens(0.2)) await setTimeout(chance.between(1, 15))
    },
  })
  void client.ended.then((refusal) => {
    if (refusal) throw refusal
  })
}
