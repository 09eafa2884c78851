import { afterEach, expect, test } from 'vitest'
import type { Conversation, Message } from '../../src/features/conversation/domain.ts'
import { SECOND } from '../../src/shared/time.ts'
import { atDesk, openPromotion, type Promotion } from './promotion.ts'

/** Six seconds, the trade's; also what the machine may take for it. */
const PROMISE = 6 * SECOND
const NOON = Date.parse('2026-11-11T12:00:00+08:00')
const BUYERS = 300
const MINUTE_LONG = 60
/** Their platform delivers what they wrote this many seconds after they wrote it. */
const STRAGGLERS = [50, 41, 33, 27, 14, 8]

/** The shop's rules know the first; nobody but a person knows the others. */
const KNOWN = '我想退货怎么弄'
const UNKNOWN = ['这款和去年那款手感一样吗', '客厅是暖光，配哪个颜色好看', '我选了半天还是拿不定主意']

let desk: Promotion
afterEach(() => desk.close())

interface Question {
  id: string
  known: boolean
  at: number
}
interface Answer {
  message: Message
  /** How long the machine took, ms. */
  took: number
}

/** Lets everybody write, and gives what each was answered before anybody came. */
const rush = async (share: number) => {
  const questions: Question[] = []
  const asked = new Map<string, number>()
  const answers = new Map<string, Answer[]>()
  const conversations = new Map<string, Conversation>()
  const names = new Map<number, string>()
  const unwatch = desk.watch(({ conversation, messages }) => {
    for (const message of messages) {
      if (message.author === 'buyer' && message.externalId !== null) names.set(message.id, message.externalId)
      const question = message.replyTo === null ? undefined : names.get(message.replyTo)
      if (question === undefined) continue
      const took = performance.now() - (asked.get(question) ?? Number.NaN)
      answers.set(question, [...(answers.get(question) ?? []), { message, took }])
    }
    const [first] = messages
    const id = first && names.get(first.id)
    if (id !== undefined) conversations.set(id, conversation)
  })
  const write = (n: number, at: number) => {
    const known = (n % 10) / 10 < share
    const question = { id: `q${n}`, known, at }
    questions.push(question)
    asked.set(question.id, performance.now())
    const text = known ? KNOWN : (UNKNOWN[n % UNKNOWN.length] ?? KNOWN)
    return desk.door.send([{ id: question.id, buyer: { id: `b${n}`, name: `买家${n}` }, at, text }])
  }
  const each = BUYERS / MINUTE_LONG
  for (let second = 0; second < MINUTE_LONG; second++) {
    desk.time.now = NOON + second * SECOND
    await Promise.all(Array.from({ length: each }, (_, i) => write(second * each + i, desk.time.now)))
  }
  await Promise.all(STRAGGLERS.map((late, i) => write(BUYERS + i, desk.time.now - late * SECOND)))
  unwatch()
  return { questions, answers, conversations }
}

/** After each thing that happened: what each person has at most. Slots are read off the conversations. */
const mostHad = (story: Awaited<ReturnType<Promotion['story']>>) => {
  const had = new Map<number, number>()
  const most = new Map<number, number>()
  const before = new Map<number, Conversation>()
  const count = (c: Conversation | undefined, by: 1 | -1) => {
    if (c?.status !== 'open' || c.assignee === null) return
    const now = (had.get(c.assignee) ?? 0) + by * (c.route?.slots ?? 1)
    had.set(c.assignee, now)
    most.set(c.assignee, Math.max(most.get(c.assignee) ?? 0, now))
  }
  for (const { conversation } of story) {
    count(before.get(conversation.id), -1)
    count(conversation, 1)
    before.set(conversation.id, conversation)
  }
  return most
}

test.each([
  { platform: 'site', share: 0, wait: { unknown: 180, known: 0 } },
  { platform: 'site', share: 0.5, wait: { unknown: 180, known: 0 } },
  { platform: 'douyin', share: 0.5, wait: { unknown: 120, known: 0 } },
] as const)(
  '[CLK-63, CLK-80, RTG-7, RTG-20] $platform, $share of 300 buyers ask what a rule knows: each is answered within 6 s, nobody is closed unanswered, all are served in order and within limits',
  async ({ platform, share, wait }) => {
    desk = await openPromotion(platform, NOON)
    const chief = atDesk(desk, await desk.staff('chief', 'supervisor'))
    const anna = atDesk(desk, await desk.staff('anna', 'agent', ['pre-sales']))
    const bob = atDesk(desk, await desk.staff('bob', 'agent', ['pre-sales']))
    const limits = new Map([
      [anna.personId, 7],
      [bob.personId, 12],
    ])
    for (const [personId, slots] of limits) await chief.mayHave(slots, personId)

    const { questions, answers, conversations } = await rush(share)

    // Everybody has an answer; what holds the line is told apart from what answers.
    const counted = { substance: 0, fillersOnly: 0 }
    for (const { id, at } of questions) {
      const mine = answers.get(id) ?? []
      expect(mine.length, id).toBeGreaterThan(0)
      // Of what the platform brought late, the desk's time begins when it came.
      const from = Number(id.slice(1)) < BUYERS ? at : desk.time.now
      expect(Math.min(...mine.map(({ message }) => message.sentAt)) - from, id).toBeLessThanOrEqual(PROMISE)
      expect(Math.min(...mine.map(({ took }) => took)), id).toBeLessThanOrEqual(PROMISE)
      if (mine.some(({ message }) => !message.detail?.filler)) counted.substance += 1
      else counted.fillersOnly += 1
    }
    const known = questions.filter((question) => question.known)
    expect(counted).toEqual({ substance: known.length, fillersOnly: questions.length - known.length })
    expect(counted.substance).toBeGreaterThanOrEqual(share * BUYERS)

    // Nothing that still needs somebody can be called solved.
    const waits = ({ known }: Question): number => (known ? wait.known : wait.unknown)
    const left = questions.filter((question) => waits(question) > 0)
    const idOf = ({ id }: Question): number => conversations.get(id)?.id ?? Number.NaN
    const tried = await Promise.all(left.map((question) => chief.triesToClose(idOf(question))))
    expect(new Set(tried)).toEqual(new Set(['question-open']))

    // Two come. They answer one after the other, and close what is answered.
    const dueOf = (question: Question): number => question.at + waits(question) * SECOND
    const byConversation = new Map(left.map((question) => [idOf(question), question]))
    const order: number[] = []
    const { promise: done, resolve, reject } = Promise.withResolvers<void>()
    const hands = new Map([anna, bob].map((agent) => [agent.personId, { agent, turn: Promise.resolve() }]))
    let open = left.length
    const unwatch = desk.watch(({ conversation, messages }) => {
      const given = messages.some(({ detail }) => detail?.notice?.what === 'assigned')
      const hand = given && conversation.assignee !== null ? hands.get(conversation.assignee) : undefined
      if (!hand) return
      order.push(conversation.id)
      const { agent } = hand
      hand.turn = hand.turn
        .then(async () => {
          await agent.replies(conversation.id, '您好，可以的')
          await agent.closes(conversation.id)
          open -= 1
          if (open === 0) resolve()
        })
        .catch(reject)
    })
    await anna.comes()
    await bob.comes()
    await done
    unwatch()

    const dues = order.map((id) => {
      const question = byConversation.get(id)
      return question ? dueOf(question) : Number.NaN
    })
    expect(dues).toEqual(left.map(dueOf).toSorted((a, b) => a - b))
    const story = await desk.story()
    expect(mostHad(story)).toEqual(limits)

    // In the end every question has an answer of substance, of a person where one was needed.
    const said = story.flatMap(({ messages }) => messages)
    for (const question of questions) {
      const about = said.filter(({ conversationId }) => conversationId === idOf(question))
      const by = waits(question) > 0 ? 'agent' : 'assistant-auto'
      expect(
        about.some((m) => m.author === by && m.kind === 'text' && !m.detail?.filler),
        question.id,
      ).toBe(true)
    }
    expect(desk.faults).toEqual([])
  },
  60_000,
)

test('[CLK-80] what an entry answers later can be closed', async () => {
  desk = await openPromotion('site', NOON)
  const chief = atDesk(desk, await desk.staff('chief', 'supervisor'))
  const buyer = { id: 'b1', name: '小王' }
  await desk.door.send([{ id: 'q1', buyer, at: desk.time.now, text: UNKNOWN[0] ?? '' }])
  expect(await chief.triesToClose(1)).toBe('question-open')
  desk.time.now += 20 * SECOND
  await desk.door.send([{ id: 'q2', buyer, at: desk.time.now, text: KNOWN }])
  expect(await chief.triesToClose(1)).toBe(null)
})
