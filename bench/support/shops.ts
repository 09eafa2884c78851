import { createChannel } from '../../src/features/channel/index.ts'
import type { Platform } from '../../src/features/shop/domain.ts'
import { createShop, joinShop } from '../../src/features/shop/index.ts'
import type { Db } from '../../src/platform/db/db.ts'

export interface BenchShop {
  id: number
  platform: Platform
  bridge: { key: string; secret: string }
}

const nobody = {
  createAccount: (): never => {
    throw new Error('the owner has an account')
  },
}

/** Another shop of the owner at a running desk, with a bridge. Before the owner asks anything: who belongs where is
 * remembered for some seconds. */
export const addShop = (db: Db, platform: Platform): Promise<BenchShop> =>
  db.tx({ shops: [] }, async (tx) => {
    const now = Date.now()
    const facts = { platform, name: `Bench ${platform}`, timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    const { id } = await createShop(tx, facts, now)
    const { key, secret } = await createChannel(tx, id, { kind: 'bridge', name: 'bench' }, now)
    const owner = { username: 'owner', name: '', role: 'owner', teams: [] } as const
    await joinShop(tx, nobody, id, { ...owner, teams: [] }, now)
    return { id, platform, bridge: { key, secret } }
  })
