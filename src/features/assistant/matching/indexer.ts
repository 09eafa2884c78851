import { Worker } from 'node:worker_threads'
import type { Knowable } from '../domain/faq.ts'
import { buildIndex, type Wordings, wordingsOf } from './build.ts'
import type { IndexData } from './data.ts'
import { type Matcher, openIndex } from './matcher.ts'

/** Wordings up to which an index is made on the spot: about 60 ms. Above, a worker thread makes it, because nothing else
 * runs meanwhile and buyers' messages would wait. */
const INLINE = 2000

/** What the worker is asked: the wordings as one text, since a string is copied at once and sixty thousand are not. */
export interface Job {
  id: number
  texts: string
  entryOf: Uint32Array
  entries: number
}

export type Done = { id: number; data: IndexData } | { id: number; fault: string }

/** Between the wordings of a job. In a wording it is a blank like any control character. */
export const BETWEEN = '\u0000'

export interface Indexer {
  /** A matcher for these entries. Of two calls the later may be done first: keep what was asked for last. */
  index(entries: readonly Knowable[]): Promise<Matcher>
  /** Ends the worker; what is being made is refused. */
  close(): Promise<void>
}

/** Makes indexes, of many wordings in a worker thread that is started when first needed. */
export const createIndexer = ({ inline = INLINE }: { inline?: number } = {}): Indexer => {
  let worker: Worker | null = null
  let jobs = 0
  const open = new Map<number, { resolve(data: IndexData): void; reject(error: Error): void }>()

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
      if ('data' in done) job?.resolve(done.data)
      else job?.reject(new Error(done.fault))
    })
    made.on('error', fail)
    made.on('exit', () => {
      if (worker === made) fail(new Error('The thread that makes indexes has ended.'))
    })
    worker = made
    return made
  }
  const elsewhere = ({ texts, entryOf, entries }: Wordings): Promise<IndexData> => {
    const id = ++jobs
    const { promise, resolve, reject } = Promise.withResolvers<IndexData>()
    open.set(id, { resolve, reject })
    const thread = started()
    thread.ref()
    const joined = texts.map((text) => text.replaceAll(BETWEEN, ' ')).join(BETWEEN)
    const job: Job = { id, texts: joined, entryOf, entries }
    thread.postMessage(job)
    return promise
  }
  return {
    index: async (entries) => {
      const wordings = wordingsOf(entries)
      const data = wordings.texts.length <= inline ? buildIndex(wordings) : await elsewhere(wordings)
      return openIndex(data, entries, wordings.texts)
    },
    close: async () => {
      const ending = worker
      worker = null
      fail(new Error('The indexer is closed.'))
      await ending?.terminate()
    },
  }
}
