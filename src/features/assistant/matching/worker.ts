import { parentPort } from 'node:worker_threads'
import { buildIndex } from './build.ts'
import { buffersOf } from './data.ts'
import { BETWEEN, type Done, type Job } from './indexer.ts'

/** The thread that makes large indexes: takes a job, gives the index's arrays away. */
parentPort?.on('message', ({ id, texts, entryOf, entries }: Job) => {
  try {
    const data = buildIndex({ texts: texts.split(BETWEEN), entryOf, entries })
    const done: Done = { id, data }
    parentPort?.postMessage(done, buffersOf(data))
  } catch (error) {
    const done: Done = { id, fault: error instanceof Error ? error.message : String(error) }
    parentPort?.postMessage(done)
  }
})
