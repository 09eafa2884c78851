import { z } from 'zod'
import { Said } from '../../shared/said.ts'
import { MESSAGE_LIMIT } from '../../shared/text.ts'
import { Card } from '../catalog/domain/shown-card.ts'

export { Card }

/** Who wrote a message and in which mode. Service clocks and figures depend on it, so it is stored on every one. */
export const Author = z.enum(['buyer', 'agent', 'assistant-auto', 'assistant-assist', 'system'])
export type Author = z.infer<typeof Author>

/** text and picture leave the desk; note is for colleagues; notice is a line of history (claimed, closed …). */
export const MessageKind = z.enum(['text', 'picture', 'note', 'notice'])
export type MessageKind = z.infer<typeof MessageKind>

/** Why the desk chose this person (specs/routing.md). The interface makes one sentence of it. */
export const Why = z.object({
  rule: z.enum(['kept', 'recent', 'named', 'load', 'idle', 'id']),
  team: z.string(),
  /** Slots the person had taken, of how many, before this one. */
  load: z.number(),
  limit: z.number(),
  /** How long it had waited, ms. */
  waited: z.number(),
  /** Which overflow ring the person belongs to; 0 is the team itself. */
  ring: z.number(),
  /** Of `recent`: when they last served this buyer. */
  servedAt: z.number().optional(),
  /** Of `idle`: since when they had been given nothing. */
  idleSince: z.number().nullable().optional(),
  /** Of a ring opened before its time: why nobody nearer was asked. */
  early: z.enum(['team-empty', 'team-closed', 'nobody-online', 'too-heavy']).optional(),
})
export type Why = z.infer<typeof Why>

/** Why a conversation left who had it: they are away, gone from the shop, or a supervisor put it back. */
export const QueuedWhy = z.enum(['away', 'left', 'put-back'])
export type QueuedWhy = z.infer<typeof QueuedWhy>

/** What was given in bargaining: money (fen) or a gift. Holds until then, ms. */
export const Conceded = z.object({
  id: z.number(),
  fen: z.number().int().nullable(),
  gift: Said.nullable(),
  until: z.number(),
})
export type Conceded = z.infer<typeof Conceded>

/** How far the bargaining in a conversation has come. */
export const Bargain = z.object({
  /** How often the buyer pressed. */
  asked: z.number().int(),
  /** Answers of value they have heard. */
  values: z.number().int(),
  /** They pressed, and nobody has answered it yet. */
  pressing: z.boolean().optional(),
  /** What was given, once in a conversation. */
  given: Conceded.optional(),
})
export type Bargain = z.infer<typeof Bargain>

export const Notice = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('claimed'),
    by: z.number(),
    /** Who had offered it. */
    from: z.number().nullable().optional(),
  }),
  z.object({ what: z.literal('taken'), by: z.number(), from: z.number() }),
  z.object({
    what: z.literal('transferred'),
    by: z.number(),
    /** A person, or null for whoever of the team comes first. */
    to: z.number().nullable(),
    team: z.string().optional(),
    from: z.number().nullable().optional(),
  }),
  z.object({
    what: z.literal('closed'),
    by: z.number().nullable(),
    /** A question was open, and the person said that it needs no answer (abuse, a wrong shop). */
    unanswered: z.boolean().optional(),
  }),
  z.object({ what: z.literal('reopened'), by: z.number().nullable() }),
  z.object({ what: z.literal('snoozed'), by: z.number(), until: z.number() }),
  z.object({ what: z.literal('woken'), by: z.number().nullable() }),
  /** The desk gave it to somebody, and why to them. */
  z.object({
    what: z.literal('assigned'),
    to: z.number(),
    why: Why,
    /** Who had it until then, where it was moved. */
    from: z.number().nullable().optional(),
  }),
  /** It waits for a person (again). */
  z.object({
    what: z.literal('queued'),
    team: z.string(),
    intent: z.string().nullable(),
    /** Who had it, and why no longer. */
    from: z.number().nullable(),
    why: QueuedWhy,
  }),
  /** What the desk did while the clock of a rule ran. */
  z.object({
    what: z.literal('silence'),
    step: z.enum(['nudge', 'offer', 'move', 'hold', 'supervisor']),
    to: z.number().nullable(),
  }),
  /** The buyer agreed, in the message named, to keep the goods without a refund. */
  z.object({ what: z.literal('consented'), by: z.number(), messageId: z.number() }),
  /** Money off or a gift was given to a buyer who bargained, for this order if it is paid until then (ms). */
  z.object({ what: z.literal('conceded'), by: z.number(), ...Conceded.shape }),
  /** The guard kept back what the assistant was about to say; the rules it would have broken. */
  z.object({ what: z.literal('stopped'), rules: z.array(z.string()) }),
  z.object({
    what: z.literal('breached'),
    rule: z.string(),
    name: z.object({ zh: z.string(), en: z.string() }),
    /** What it costs, fen. */
    money: z.number(),
    dueAt: z.number(),
  }),
])
export type Notice = z.infer<typeof Notice>

/** What a price was reckoned for: small enough to stay with a conversation. */
export const Reckoned = z.object({
  lines: z
    .array(
      z.object({
        product: z.string().max(80),
        sku: z.string().max(80).nullable(),
        quantity: z.number().int(),
      }),
    )
    .max(20),
  cards: z.union([z.literal('all'), z.array(z.string().max(80)).max(40)]),
  channel: z.enum(['shop', 'live']),
  member: z.boolean(),
  region: z.string().max(20).nullable(),
  coins: z.number().int(),
})
export type Reckoned = z.infer<typeof Reckoned>

export const Detail = z.object({
  card: Card.optional(),
  /** What the assistant wrote it from: a rule's id, or source and record (`faq:12`). */
  rule: z.string().optional(),
  /** Of what a person sent on the assistant's suggestion: what it came from, and whether they changed it. */
  assist: z.object({ from: z.string(), edited: z.boolean() }).optional(),
  /** The guard asked, and who wrote it sent it all the same: the rules and the reason given. */
  guard: z.object({ rules: z.array(z.string()), reason: z.string() }).optional(),
  /** Of a buyer's message: contact details were taken out of the text and are kept as leads. */
  masked: z.boolean().optional(),
  /** Holds the line but answers nothing: greeting, "busy", "we are closed". Figures count it apart. */
  filler: z.boolean().optional(),
  notice: Notice.optional(),
  /** Of a note: a supervisor says it to the agent who has the conversation. */
  whisper: z.boolean().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  /** Of a buyer's message: the product it is about, by its id, where the channel or the file tells. */
  item: z.string().optional(),
  /** Of a buyer's message: the order it is about, by the platform's id, where the channel tells. */
  order: z.string().optional(),
  /** Of an imported message: its time is not the file's but a guess. */
  timeAssumed: z.boolean().optional(),
})
export type Detail = z.infer<typeof Detail>

export const Message = z
  .object({
    id: z.number(),
    conversationId: z.number(),
    author: Author,
    kind: MessageKind,
    text: z.string(),
    /** Address of the picture below /files. */
    picture: z.string().nullable(),
    /** The person who wrote it, or confirmed what the assistant suggested. */
    personId: z.number().nullable(),
    /** By the platform's clock, ms. */
    sentAt: z.number(),
    replyTo: z.number().nullable(),
    /** The id under which the platform or the agent's browser sent it. */
    externalId: z.string().nullable(),
    outbound: z.boolean(),
    detail: Detail.nullable(),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

export const Status = z.enum(['open', 'snoozed', 'closed'])
export type Status = z.infer<typeof Status>

/** What the assistant remembers of a conversation. */
export const AssistantMemory = z.object({
  greeted: z.boolean(),
  /** The waiting round (its first message's time) for which it has sent a filler; null if none. */
  heldFor: z.number().nullable(),
  /** Which words this buyer has been held with: none is said twice. */
  said: z.array(z.string()).optional(),
  /** The beginning of what the buyer asked last: “那红色呢” is read together with it. */
  asked: z.string().optional(),
  /** What it answered last (`faq:12`): the same is not said twice in a row. */
  last: z.string().optional(),
  /** The choices it offered last, in order. */
  choices: z.array(z.string()).optional(),
  /** It has handed over and is silent until a person has answered. */
  handed: z.boolean().optional(),
  /** Products the conversation is about, the latest first, and the basket a price was last told for: the guard holds
   * prices against them. A product goes by its id; by its title where the buyer's message gave no more. */
  goods: z.array(z.string().max(80)).max(5).optional(),
  basket: Reckoned.optional(),
  bargain: Bargain.optional(),
  /** The buyer's message by which they agreed to keep the goods without a refund: the guard asks for it. */
  consent: z.number().optional(),
})
export type AssistantMemory = z.infer<typeof AssistantMemory>

/** How far each service clock's question is from its answer (specs/clock.md). Times in ms. */
export const ClockState = z.object({
  /** Since when the buyer waits for a person's own words; for a person's or a suggestion they sent; for anything. The
   * wait for an answer in substance is `waitingSince`. */
  person: z.number().nullable(),
  assist: z.number().nullable(),
  any: z.number().nullable(),
  /** Since when a question has stood that was asked while nobody was on duty. */
  offline: z.number().nullable(),
  /** The best answer this session has had so far. */
  reached: z.enum(['person', 'assist', 'auto', 'any']).nullable(),
  /** What is spoilt and written down already: rule and unit. */
  breached: z.array(z.string()),
  /** Steps against silence that have been taken in this wait. */
  steps: z.number(),
  /** Since when a person has had it in this wait; passing it on does not begin it anew. */
  held: z.number().optional(),
  /** Later questions of the same wait, one in ten minutes: some begin in a window or on a day of their own. */
  asks: z.array(z.number()).optional(),
  /** When the buyer came back so late that a new session began. */
  session: z.number().optional(),
})
export type ClockState = z.infer<typeof ClockState>

/** Where a conversation that needs people stands with them (specs/routing.md). */
export const Route = z.object({
  intent: z.string().nullable(),
  skill: z.string().nullable(),
  /** What it takes of a person's limit while they have it. */
  slots: z.number(),
  assignedAt: z.number().nullable(),
  /** Who had it before it was put away, and gets it back if they can take it. */
  prefer: z.number().nullable(),
  /** People it was taken from in this wait, who are not asked again. */
  passed: z.array(z.number()),
  /** Colleagues may claim it although somebody has it. */
  offered: z.boolean(),
  /** Since when somebody has to see to it though no question stands open: it was put away and came back, or was sent on
   * to a team. */
  wantedAt: z.number().optional(),
  /** The team that was guessed and how likely it was, 0–1 (0: nothing told anything). A surer guess moves it while it is
   * with that team: a team that a person chose is no guess. */
  guess: z.object({ team: z.string(), confidence: z.number() }).optional(),
})
export type Route = z.infer<typeof Route>

export const Conversation = z
  .object({
    shopId: z.number(),
    id: z.number(),
    buyerId: z.number(),
    buyerName: z.string(),
    channelId: z.number(),
    status: Status,
    assignee: z.number().nullable(),
    /** When the buyer wrote the first message that nobody has answered in substance, ms. */
    waitingSince: z.number().nullable(),
    lastAt: z.number(),
    lastText: z.string(),
    lastAuthor: Author,
    lastMessageId: z.number(),
    unread: z.number(),
    buyerReadId: z.number(),
    tags: z.array(z.string()),
    snoozedUntil: z.number().nullable(),
    dueAt: z.number().nullable(),
    openedAt: z.number(),
    closedAt: z.number().nullable(),
    assistant: AssistantMemory,
    /** The team it belongs to; null until it needs people. */
    team: z.string().nullable(),
    /** Since when it has waited for somebody to have it; null if somebody has, or nobody is needed. */
    queuedAt: z.number().nullable(),
    /** Null while nothing runs, and before. */
    clock: ClockState.nullable(),
    route: Route.nullable(),
  })
  .meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof Conversation>

export const Buyer = z
  .object({
    shopId: z.number(),
    id: z.number(),
    channelId: z.number(),
    externalId: z.string(),
    name: z.string(),
    verified: z.boolean(),
    note: z.string(),
    conversationId: z.number().nullable(),
    /** The person of the shop who looks after this buyer (专属客服). */
    agentId: z.number().nullable(),
  })
  .meta({ id: 'Buyer' })
export type Buyer = z.infer<typeof Buyer>

/** The one kind of event conversations have: how it is now, and what was said. Applying it twice changes nothing. */
export const ConversationEvent = z.object({ conversation: Conversation, messages: z.array(Message) })
export type ConversationEvent = z.infer<typeof ConversationEvent>

export const MessageText = z.string().trim().min(1).max(MESSAGE_LIMIT)
export const Tag = z.string().trim().min(1).max(24)

/**
 * Messages as people read them: by the platform's time, then in the order of arrival. A late message takes its
 * place; one arriving shuffled among its neighbours does too.
 */
export const inReadingOrder = (messages: readonly Message[]): Message[] =>
  [...messages].sort((a, b) => a.sentAt - b.sentAt || a.id - b.id)
