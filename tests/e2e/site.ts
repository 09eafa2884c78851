import { assistantContract } from '../../src/features/assistant/contract.ts'
import { clockContract } from '../../src/features/clock/contract.ts'
import { exposureContract } from '../../src/features/clock/exposure/contract.ts'
import { deskContract } from '../../src/features/desk/contract.ts'
import { routingContract } from '../../src/features/routing/contract.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import type { Stage } from './stage.ts'

/** The shop whose page has the chat window, by the API: to set it up, and to look behind the screens. */
export const siteOf = async (stage: Stage) => {
  const session = await stage.session('owner')
  const { shops } = await session.api(shopContract).me({})
  const shop = shops.find((one) => one.shop.platform === 'site')?.shop
  if (!shop) throw new Error('the seed has no shop of its own site')
  return {
    params: { shopId: shop.id },
    assistant: session.api(assistantContract),
    clock: session.api(clockContract),
    desk: session.api(deskContract),
    exposure: session.api(exposureContract),
    routing: session.api(routingContract),
    people: session.api(shopContract),
  }
}
export type Site = Awaited<ReturnType<typeof siteOf>>

/** A conversation that is open, by what was said in it last. */
export const talkOf = async ({ desk, params: { shopId } }: Site, lastText: string) => {
  const { conversations } = await desk.snapshot({})
  const found = conversations.find((c) => c.shopId === shopId && c.lastText === lastText)
  if (!found) throw new Error(`no open conversation ends with “${lastText}”`)
  return found
}

/** What the desk wrote into a conversation of one kind, with its moments, oldest first. */
export const noticesIn = async ({ desk, params }: Site, id: number, what: string) => {
  const { messages } = await desk.conversation({ params: { ...params, id } })
  return messages.filter(({ detail }) => detail?.notice?.what === what)
}

/** Seconds of the rule below. Long enough for slow machines to draw every stage. */
export const LIMIT = 16
export const COSTS = 50
export const RULE = { zh: '16秒内有人回复', en: 'A reply by a person within 16 s' }
export const HOLDING = '您的问题已经记下，同事马上就来，请稍等。'

/** A rule of the shop's own whose clock runs out while one looks, and steps that come one after another meanwhile. */
export const hurry = async ({ clock, assistant, params }: Site) => {
  const { settings } = await clock.clockSettings({ params })
  await clock.setClockSettings({
    params,
    body: {
      ...settings,
      rules: [
        {
          id: 'own-swift',
          platform: null,
          name: RULE,
          counted: 'round',
          starts: 'asked',
          answeredBy: 'assist',
          autoExcluded: false,
          hours: [],
          limit: LIMIT,
          cap: null,
          sameSession: 0,
          days: 1,
          target: 0.9,
          smallest: 0,
          money: COSTS * 100,
          points: 0,
          consequences: [],
          enabled: true,
          from: 0,
          to: null,
          source: 'the shop’s own',
          confidence: 'own',
        },
      ],
      warn: { share: 0.25, seconds: LIMIT / 2 },
      steps: [
        { at: 0.35, do: 'nudge' },
        { at: 0.45, do: 'offer' },
        { at: 0.55, do: 'hold' },
        { at: 0.75, do: 'supervisor' },
        { at: 0.85, do: 'move' },
      ],
      holding: [HOLDING],
    },
  })
  // At any hour, and with one thing to say: when the question has waited for long (`holdAfter`), the assistant has said
  // it and must not say it again.
  const before = await assistant.assistantSettings({ params })
  await assistant.setAssistantSettings({
    params,
    body: { ...before, hours: [], busy: '', holdAfter: LIMIT - 2 },
  })
}
