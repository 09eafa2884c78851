import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type Refused, unreadable } from '../../platform/files/index.ts'

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** A file of refused lines, as CSV that spreadsheets open (with byte order mark); nothing without a path. */
export const refusedReport = (path: string | undefined) => {
  if (path === undefined) return { add: () => {}, close: async () => {} }
  const file = createWriteStream(path)
  let failed: Error | null = null
  file.on('error', (error) => {
    failed = error
  })
  file.write('\uFEFFline,why\r\n')
  return {
    add: ({ line, why }: Refused) => {
      file.write(`${line},${quoted(why)}\r\n`)
    },
    close: async () => {
      file.end()
      await finished(file).catch(() => {})
      if (failed) throw unreadable(`The report ${path} cannot be written: ${failed.message}.`)
    },
  }
}
