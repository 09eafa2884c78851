import type { BridgeMessage } from '../../src/features/channel/bridge/client.ts'
import type { Chance } from './chance.ts'

/** What a buyer writes, and which of the assistant's rules answers it. */
export interface Said {
  message: BridgeMessage & { text: string; at: number }
  rule: string
}

/** Messages of one channel that are delivered in one call. */
export interface Delivery {
  channel: number
  said: Said[]
}

const SIGNS = [...'甲乙丙丁戊己庚辛壬癸']
/** So many that no buyer's neighbouring messages ask the same, however they are shuffled: asked the same twice in a row,
 * the assistant would hand over (AST-17). */
export const RULES = SIGNS.flatMap((a) =>
  SIGNS.map((b) => ({ id: `rule-${a}${b}`, keyword: `第${a}${b}号问题` })),
)

/** What buyers' texts may hold and careless storing breaks: array literals, quotes, breaks, pairs of surrogates. */
const TAILS = ['', '？', ' {a,b} NULL', ' "quoted" \\ back\\slash', '\n第二行', ' 😀👍🏽', ", 'x'); --"]

/** How far a delivery strays from its place, in messages; and how far one in ten does. */
const WINDOW = 40
const FAR = 300
const BATCH = 20

/**
 * Buyers' messages for some channels, in the order in which they were written, and the deliveries by which they reach
 * the desk: each message three times, shuffled within a window, in batches of 1 to 20. Ids of messages and buyers are
 * the same on every channel, as platforms count each from 1; only together with the channel do they name anything.
 */
export const planOf = (
  chance: Chance,
  {
    messages,
    channels,
    buyers,
    since,
  }: { messages: number; channels: number; buyers: number; since: number },
): { said: Said[][]; deliveries: Delivery[] } => {
  const said: Said[][] = Array.from({ length: channels }, () => [])
  const askedBy = new Map<string, number>()
  const copies: { place: number; channel: number; said: Said }[] = []
  for (let n = 0; n < messages; n++) {
    const channel = chance.between(0, channels - 1)
    const own = said[channel] as Said[]
    const buyer = chance.between(1, buyers)
    const asked = (askedBy.get(`${channel} ${buyer}`) ?? chance.between(0, RULES.length - 1)) + 1
    askedBy.set(`${channel} ${buyer}`, asked)
    const rule = RULES[asked % RULES.length] as (typeof RULES)[number]
    const one: Said = {
      rule: rule.id,
      message: {
        id: `m${own.length + 1}`,
        buyer: { id: `b${buyer}`, name: `买家${buyer}` },
        at: since + n * 100 + chance.between(0, 99),
        text: `请问${rule.keyword}呢，第 ${own.length + 1} 句${chance.pick(TAILS)}`,
      },
    }
    own.push(one)
    for (let copy = 0; copy < 3; copy++) {
      const stray = chance.next() * (chance.happens(0.1) ? FAR : WINDOW)
      copies.push({ place: n + stray, channel, said: one })
    }
  }
  copies.sort((a, b) => a.place - b.place)

  const deliveries: Delivery[] = []
  const filling: { size: number; said: Said[] }[] = said.map(() => ({
    size: chance.between(1, BATCH),
    said: [],
  }))
  const send = (channel: number) => {
    const { said } = filling[channel] as { said: Said[] }
    if (said.length > 0) deliveries.push({ channel, said })
    filling[channel] = { size: chance.between(1, BATCH), said: [] }
  }
  for (const copy of copies) {
    const batch = filling[copy.channel] as { size: number; said: Said[] }
    batch.said.push(copy.said)
    if (batch.said.length === batch.size) send(copy.channel)
  }
  for (const channel of filling.keys()) send(channel)
  return { said, deliveries }
}
