import type pg from 'pg'
import { createPipeline } from '../../src/features/desk/pipeline.ts'
import { createRecovery, type TextMessage, type TextSent } from '../../src/features/recovery/index.ts'
import { openDb } from '../../src/platform/db/db.ts'
import { createHub } from '../../src/platform/events/hub.ts'
import { readLog } from '../../src/platform/events/log.ts'
import type { Place } from './server-places.ts'

/**
 * A server of the evening (evening.ts): the real loop and pipeline on the database it is told of, with the clock that its
 * parent hands in. Text messages go to the parent, who plays the provider.
 */
export type ToServer =
  | { now: number; tick: number; die?: Place | undefined }
  | { sent: number; answer: TextSent | null }
export type FromServer =
  | { ready: true }
  | { ticked: number; sent: number }
  | { text: TextMessage; serial: number; shopId: number; now: number }
  | { fault: string }

const connection = JSON.parse(process.argv[2] ?? '{}') as pg.ClientConfig
const time = { now: 0 }
const clock = { now: () => time.now }
const tell = (message: FromServer) => process.send?.(message)
const log = (message: string, error: unknown) => tell({ fault: `${message}: ${error}` })

const db = openDb(connection, { poolSize: 6, onError: (error) => log('a connection broke', error) })
const hub = createHub(
  (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
  (error) => log('the hub failed', error),
)
const pipeline = createPipeline({ connection, db, clock, hub, log })
const answers = new Map<number, (answer: TextSent | null) => void>()
let serial = 0
let dying: Place | undefined
/** Killed by its own hand at the place it was told: the kernel gives it no chance to tidy up either. */
const maybeDie = (place: Place) => {
  if (dying === place) process.kill(process.pid, 'SIGKILL')
}
const recovery = createRecovery({
  ...{ db, hub, clock, log },
  pipeline: {
    config: pipeline.config,
    async submit(batch) {
      maybeDie('decided')
      const done = await pipeline.submit(batch)
      maybeDie('said')
      return done
    },
  },
  texts: {
    ready: async () => true,
    async send(shopId, text) {
      maybeDie('claimed')
      const mine = ++serial
      const answer = await new Promise<TextSent | null>((resolve) => {
        answers.set(mine, resolve)
        tell({ text, serial: mine, shopId, now: time.now })
      })
      answers.delete(mine)
      maybeDie('taken')
      if (!answer) throw new Error('the provider did not answer')
      return answer
    },
  },
})

process.on('message', (message: ToServer) => {
  if ('sent' in message) return answers.get(message.sent)?.(message.answer)
  time.now = message.now
  dying = message.die
  return recovery.tick().then(
    ({ sent }) => tell({ ticked: message.tick, sent }),
    (error) => {
      log('a look failed', error)
      tell({ ticked: message.tick, sent: 0 })
    },
  )
})
// Whoever started it is gone: nobody will.
process.on('disconnect', () => process.exit(0))
tell({ ready: true })
