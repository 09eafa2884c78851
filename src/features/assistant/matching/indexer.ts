import { Worker } from 'node:worker_threads'
import type { Knowable } from '../domain/faq.ts'
import { type Wordings, wordingsOf } from './build.ts'
import { deservesLinear } from './linear.ts'
import { type Matcher, openIndex } from './matcher.ts'
import { type Trained, train } from './train.ts'

/** Wordings up to which an index is made on the spot. 3,700 took 0.4 s, so few; above, a worker thread makes it, because nothing else
 * runs meanwhile and buyers' messages would wait. */
const INLINE = 300

/** What the worker is asked: the wordings as one text, since a string is copied at once and sixty thousand are not. */
export interface Job {
  id: number
  texts: string
  entryOf: Uint32Array
  entries: number
  rejects: readonly string[]
}

export type Done = { id: number; trained: Trained } | { id: number; fault: string }

/** Between the wordings of a job. In a wording it is a blank like any control character. */
export const BETWEEN = '\u0000'

export interface Indexer {
  /**
   * A matcher for these entries. Of two calls the later may be done first: keep what was asked for last. `rejects`:
   * questions known to belong to none of them.
   */
  index(entries: readonly Knowable[], rejects?: readonly string[]): Promise<Matcher>
  /** Ends the worker; what is being made is refused. */
  close(): Promise<void>
}

/** Makes indexes, of many wordings in a worker thread that is started when first needed. */
export const createIndexer = ({ inline = INLINE }: { inline?: number } = {}): Indexer => {
  let worker: Worker | null = null
  let jobs = 0
  const open = new Map<number, { resolve(trained: Trained): void; reject(error: Error): void }>()

  const fail = (error: Error) => {
    worker = null
    for (const { reject } of open.values()) reject(error)
    open.clear()
  }
  const started = (): Worker => {
    if (worker) return worker
    const made = new Worker(new URL('./worker.ts', import.meta.url))
    made.on('message', (done: Done) => {
      const job = open.get(done.id)
      open.delete(done.id)
      if (open.size === 0) made.unref()
      if ('trained' in done) job?.resolve(done.trained)
      else job?.reject(new Error(done.fault))
    })
    made.on('error', fail)
    made.on('exit', () => {
      if (worker === made) fail(new Error('The thread that makes indexes has ended.'))
    })
    worker = made
    return made
  }
  const elsewhere = ({ texts, entryOf, entries }: Wordings, rejects: readonly string[]): Promise<Trained> => {
    const id = ++jobs
    const { promise, resolve, reject } = Promise.withResolvers<Trained>()
    open.set(id, { resolve, reject })
    const thread = started()
    thread.ref()
    const joined = texts.map((text) => text.replaceAll(BETWEEN, ' ')).join(BETWEEN)
    const job: Job = { id, texts: joined, entryOf, entries, rejects }
    thread.postMessage(job)
    return promise
  }
  return {
    index: async (entries, rejects = []) => {
      const wordings = wordingsOf(entries)
      const small = wordings.texts.length <= inline && !deservesLinear(wordings)
      const trained = small ? train(wordings, rejects) : await elsewhere(wordings, rejects)
      return openIndex(trained, entries, wordings.texts)
    },
    close: async () => {
      const ending = worker
      worker = null
      fail(new Error('The indexer is closed.'))
      await ending?.terminate()
    },
  }
}
