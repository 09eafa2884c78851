import { expect, test } from 'vitest'
import type { Scope } from '../../../platform/db/db.ts'
import { startIndexer } from './indexer.ts'

test('an indexer that is closed in the middle of a pass ends', async () => {
  const asked = Promise.withResolvers<Scope>()
  const indexer = startIndexer({
    db: { tx: () => Promise.reject(new Error('there is no shop to index')) },
    hub: { watch: () => () => {} },
    everyShop: () => asked.promise,
  })
  const closed = indexer.close()
  asked.resolve({ shops: [] })
  await expect(closed).resolves.toBeUndefined()
})
