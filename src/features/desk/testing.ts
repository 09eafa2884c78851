import { SECOND } from '../../shared/time.ts'
import { defaultAssistantSettings } from '../assistant/defaults.ts'
import { prepare } from '../assistant/domain/answer.ts'
import type { Ask } from '../assistant/domain/ask.ts'
import type { AssistantSettings } from '../assistant/domain/settings.ts'
import type { BargainingPolicy } from '../bargaining/domain/policy.ts'
import type { Breach } from '../clock/domain/breach.ts'
import { defaultClockSettings } from '../clock/domain/defaults.ts'
import { prepareClocks, standing } from '../clock/domain/live.ts'
import type { ClockSettings } from '../clock/domain/settings.ts'
import { rulesFor } from '../clock/domain/settings-rules.ts'
import type { Command } from '../conversation/command.ts'
import type { Conceded, Conversation, Message } from '../conversation/domain.ts'
import { prepareGuard } from '../guard/domain/guard.ts'
import type { GuardRecord } from '../guard/domain/record.ts'
import { defaultGuardSettings } from '../guard/domain/settings.ts'
import type { Guard } from '../guard/domain/verdict.ts'
import { byWords, type Classify } from '../routing/domain/classify.ts'
import { defaultRouting } from '../routing/domain/defaults.ts'
import type { ShopFacts } from '../shop/domain.ts'
import { type About, type Input, step, type Talk } from './step.ts'

export const NOON = Date.parse('2026-11-11T12:00:00+08:00')
const assistant: AssistantSettings = {
  ...defaultAssistantSettings('zh-CN'),
  enabled: true,
  greeting: '您好',
  rules: [{ id: 'ship', enabled: true, keywords: ['发货'], match: 'any', answer: '48 小时内发货' }],
  hours: [],
  outOfHours: '打烊了',
  busy: '人多，请稍等',
  busyAbove: 50,
  holdAfter: 40,
  reopenWithin: 120,
  closeAfter: 1440,
}
export const ANNA = 7
export const BO = 8
export const CHIEF = 9

export interface World {
  platform?: ShopFacts['platform']
  clock?: Partial<ClockSettings>
  says?: Partial<AssistantSettings>
  guard?: Guard
  ask?: Ask
  /** People alone meet those who bargain if left out. */
  bargaining?: BargainingPolicy
  onDuty?: number
  /** Nothing is done when it becomes due: what happens comes before the ticker. */
  lazy?: boolean
  members?: About['members']
  room?: About['room']
  /** The shop's words alone if left out. */
  classify?: Classify
}
export const here = { state: 'online', here: true } as const

const aboutOf = ({
  platform = 'douyin',
  clock = {},
  says = {},
  guard,
  ask,
  bargaining,
  onDuty = 2,
  members,
  room,
  classify,
}: World): About => {
  const shop: ShopFacts = { id: 1, platform, name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' }
  const settings = { ...defaultClockSettings(shop), ...clock }
  const routing = defaultRouting('zh-CN')
  return {
    assistant: prepare(shop, { ...assistant, ...says }, settings.holding, ask, bargaining),
    guard: guard ?? prepareGuard(platform, defaultGuardSettings()),
    clocks: prepareClocks(rulesFor(platform, settings), settings, shop.timeZone),
    routing: { settings: routing, classify: classify ?? byWords(routing) },
    around: { onDuty, waiting: 1 },
    members: members ?? new Map([ANNA, BO, CHIEF].map((id) => [id, here])),
    room: room ?? (() => 5),
    anotherOpen: false,
  }
}

/** A conversation of a shop on which things happen in turn. What becomes due in between is done when it is due. */
export const begin = (world: World = {}) => {
  let about = aboutOf(world)
  let talk: Talk = { buyer: null, conversation: null }
  let ids = { message: 1, conversation: 1, buyer: 1 }
  let serial = 0
  let last = 0
  const messages: Message[] = []
  const breaches: (Breach & { at: number })[] = []
  const refusals: string[] = []
  const guarded: GuardRecord[] = []
  const happens = (input: Input, at: number) => {
    last = at
    const decision = step(talk, input, about, ids, at)
    if (!decision.ok) {
      refusals.push(decision.why)
      if (decision.guarded) guarded.push(decision.guarded.record)
    }
    if (!decision.ok || !decision.changed) return
    talk = { buyer: decision.buyer, conversation: decision.conversation }
    ids = { message: ids.message + decision.messages.length, conversation: 2, buyer: 2 }
    messages.push(...decision.messages)
    guarded.push(...decision.guarded)
    for (const breach of decision.breaches)
      breaches.push({ ...breach, at: (breach.recordedAt - NOON) / SECOND })
  }
  const now = (): Conversation => talk.conversation as Conversation
  const passes = (until: number) => {
    for (let i = 0; i < 1000; i++) {
      const due = talk.conversation?.dueAt ?? null
      if (due === null || due > until) return
      // What was due before the last thing happened is done right after it.
      happens({ what: 'due', conversationId: 1 }, Math.max(due, last))
      if (talk.conversation?.dueAt === due) throw new Error(`it stays due at ${(due - NOON) / SECOND} s`)
    }
    throw new Error('it never comes to rest')
  }
  /** Seconds after noon. */
  const at = (s: number): number => {
    const moment = NOON + s * SECOND
    if (!world.lazy) passes(moment)
    return moment
  }
  const self = {
    now,
    messages,
    breaches,
    refusals,
    guarded,
    asks(s: number, text = '这个可以水洗吗', sent = s) {
      const moment = at(s)
      const sentAt = NOON + sent * SECOND
      serial++
      happens(
        {
          what: 'buyer-wrote',
          channelId: 1,
          buyer: { externalId: 'dy1', name: '小雨', verified: false },
          message: { externalId: `m${serial}`, kind: 'text', text, picture: null, size: null, sentAt },
        },
        moment,
      )
      return self
    },
    does(s: number, command: Command, personId = ANNA, mayTake = false) {
      const moment = at(s)
      serial++
      const input = {
        what: 'command',
        id: `c${serial}`,
        conversationId: 1,
        by: { personId, mayTake },
      } as const
      happens({ ...input, command, size: null }, moment)
      return self
    },
    answers(s: number, personId = ANNA) {
      const clientId = '7b0c1b3e-4c9e-4a51-9d7e-0a2f1f0c2d11'
      return self.does(s, { do: 'reply', clientId, text: '可以的', picture: null, assist: false }, personId)
    },
    goesTo(s: number, personId = ANNA) {
      const moment = at(s)
      const why = { rule: 'load', team: 'pre-sales', load: 0, limit: 5, waited: 0, ring: 0 } as const
      happens({ what: 'assigned', conversationId: 1, to: personId, why }, moment)
      return self
    },
    isGiven(s: number, given: Conceded, by = ANNA) {
      happens({ what: 'conceded', conversationId: 1, by, given }, at(s))
      return self
    },
    isTakenBack(s: number, concessionId: number) {
      happens({ what: 'taken-back', conversationId: 1, concessionId }, at(s))
      return self
    },
    isPutBack(s: number, from = ANNA) {
      happens({ what: 'put-back', conversationId: 1, from, why: 'away', by: null }, at(s))
      return self
    },
    until(s: number) {
      at(s)
      return self
    },
    knows(change: World) {
      about = aboutOf({ ...world, ...change })
      return self
    },
    /** What the desk has noted, and what the assistant has said, in short. */
    told: () =>
      messages.flatMap((m) => {
        const seconds = (m.sentAt - NOON) / SECOND
        const { notice, rule } = m.detail ?? {}
        if (notice?.what === 'silence') return [`${seconds} ${notice.step}`]
        if (notice?.what === 'breached') return [`${seconds} breach ${notice.rule}`]
        if (notice) return [`${seconds} ${notice.what}`]
        return m.author === 'assistant-auto' ? [`${seconds} says ${rule}`] : []
      }),
    standing: (s: number) => standing(now(), about.clocks, at(s)),
  }
  return self
}

export type Play = ReturnType<typeof begin>
