import { bodyBytes } from '../../../platform/http/body.ts'
import { limitBy, party } from '../../../platform/http/security.ts'
import type { App } from '../../../platform/http/serve.ts'
import { refuse } from '../../../shared/refusal.ts'
import { type CallbackDeps, takeReplies, takeReports } from './callbacks.ts'
import { providers } from './provider/index.ts'
import * as store from './store.ts'

/** Bytes of a callback: a hundred reports have some 30 kB. */
const LARGEST = 256 * 1024
/** Of one address: providers push what has gathered, not each report by itself. */
const PACE = { points: 600, seconds: 60 }

/**
 * Where providers report and hand replies on: `/sms/{key}/report`, `/sms/{key}/reply` (SMS-19). Neither signs its callbacks, so
 * the address itself is the secret: 256 random bits, renewed in the settings. What came is answered after it is stored; what
 * cannot be read is refused and not stored.
 */
export const smsDoor = (app: App, deps: CallbackDeps): void => {
  const pace = limitBy({ ...PACE, key: (c) => `sms ${party(c.get('address'))}` })
  const shopOf = async (key: string): Promise<number> => {
    const shopId = /^[\w-]{43}$/.test(key)
      ? await deps.db.tx({ shops: [] }, (tx) => store.shopByKey(tx, key))
      : null
    if (shopId === null) throw refuse('unknown-channel')
    return shopId
  }
  for (const what of ['report', 'reply'] as const)
    app.post(`/sms/:key/${what}`, pace, async (c) => {
      const shopId = await shopOf(c.req.param('key'))
      const bytes = await bodyBytes(c.req.raw, LARGEST)
      const malformed = (problem: string) =>
        refuse('malformed', { where: 'body', problems: [{ field: '', problem }] })
      let body: unknown
      try {
        body = JSON.parse(Buffer.from(bytes).toString('utf8'))
      } catch {
        throw malformed('not JSON')
      }
      const { settings } = await deps.db.tx({ shops: [shopId] }, (tx) => store.loadSms(tx, shopId))
      const provider = providers[settings.provider]
      // An empty list is how consoles try the address.
      const empty = Array.isArray(body) && body.length === 0
      if (what === 'report') {
        const { found } = provider.reports(body)
        if (found.length === 0 && !empty) throw malformed('no report of this provider')
        await takeReports(deps, shopId, found)
      } else {
        const { found } = provider.replies(body)
        if (found.length === 0 && !empty) throw malformed('no reply of this provider')
        await takeReplies(deps, shopId, found)
      }
      return c.json(provider.taken)
    })
}
