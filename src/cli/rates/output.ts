import { writeSync } from 'node:fs'

const PIECE = 64 * 1024
const STDOUT = 1

/** Writes to stdout and waits for whoever reads it: process.stdout would keep a gigabyte of JSON in memory. */
export const output = () => {
  let held: string[] = []
  let length = 0
  const flush = (): void => {
    let bytes = Buffer.from(held.join(''))
    held = []
    length = 0
    while (bytes.length > 0)
      try {
        bytes = bytes.subarray(writeSync(STDOUT, bytes))
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'EPIPE') return // `| head` has seen enough
        if (code !== 'EAGAIN') throw error
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      }
  }
  return {
    write: (text: string): void => {
      held.push(text)
      length += text.length
      if (length >= PIECE) flush()
    },
    flush,
  }
}
