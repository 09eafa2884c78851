import { parentPort } from 'node:worker_threads'
import { buffersOf } from './data.ts'
import { BETWEEN, type Done, type Job } from './indexer.ts'
import { train } from './train.ts'

/** The thread that makes large indexes: takes a job, gives the index's arrays away. */
parentPort?.on('message', ({ id, texts, entryOf, entries, rejects }: Job) => {
  try {
    const trained = train({ texts: texts.split(BETWEEN), entryOf, entries }, rejects)
    const done: Done = { id, trained }
    parentPort?.postMessage(done, buffersOf(trained))
  } catch (error) {
    const done: Done = { id, fault: error instanceof Error ? error.message : String(error) }
    parentPort?.postMessage(done)
  }
})
