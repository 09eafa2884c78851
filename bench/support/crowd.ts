import { connectBridge } from '../../src/features/channel/bridge/client.ts'
import { HOUR, MINUTE, SECOND } from '../../src/shared/time.ts'

interface Door {
  url: string
  bridge: { key: string; secret: string }
}

/** Nothing here has a rule: whoever asks it waits for a person. */
const questions = [
  '这款和去年那款手感一样吗',
  '我想给爸妈买，他们喜欢硬一点的',
  '能不能帮我看看哪个颜色耐脏',
  '昨天说好帮我留一套的，还在吗',
  '客厅是暖光，配哪个颜色好看',
  '我选了半天还是拿不定主意，帮我推荐一下吧',
]
/** Whoever asks this is answered by the assistant. */
const answered = '什么时候发货呀'
/** Every fourth is content with the assistant. */
const CONTENT = 4

/**
 * Buyers of a bridge channel, by number from 0, each of whom has a conversation open once they have written. The same
 * every time.
 */
export const crowdAt = ({ url, bridge }: Door) => {
  const client = connectBridge({ url, channelKey: bridge.key, secret: bridge.secret })
  const run = Math.random().toString(36).slice(2, 8)
  let said = 0
  const message = (buyer: number, text: string, at: number) => ({
    id: `${run}-${said++}`,
    buyer: { id: `crowd-${buyer}`, name: nameOf(buyer) },
    at,
    text,
  })
  const send = async (messages: ReturnType<typeof message>[]) => {
    const { refused } = await client.send(messages)
    if (refused.length > 0) throw new Error(`the desk refused ${JSON.stringify(refused[0])}`)
  }
  const question = (n: number) => questions[n % questions.length] ?? answered
  return {
    /** Lets `count` buyers write their first line, over the last hour. */
    async gather(count: number) {
      const now = Date.now()
      const text = (buyer: number) => (buyer % CONTENT === 0 ? answered : question(buyer))
      const at = (buyer: number) => now - HOUR + Math.round((buyer / count) * (HOUR - MINUTE))
      await send(Array.from({ length: count }, (_, buyer) => message(buyer, text(buyer), at(buyer))))
    },
    /** A buyer who has had much to say. */
    chatter: (buyer: number, lines: number) => {
      const begin = Date.now() - lines * SECOND
      return send(
        Array.from({ length: lines }, (_, n) =>
          message(buyer, `${question(n)}，第 ${n + 1} 句`, begin + n * SECOND),
        ),
      )
    },
    /** One line of each of these buyers, now. */
    write: (buyers: readonly number[]) =>
      send(buyers.map((buyer) => message(buyer, question(buyer + said), Date.now()))),
    close: () => client.close(),
  }
}

export const nameOf = (buyer: number): string => `买家${String(buyer).padStart(4, '0')}`
