import { SingleBar } from 'cli-progress'
import type { ImportProgress } from '../../features/conversation/import/index.ts'

const count = (n: number) => n.toLocaleString('en')
const mega = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

/** How much was taken, known already, refused. */
type Told = Pick<ImportProgress, 'stored' | 'duplicates' | 'refused'>

export interface ProgressLine {
  bytes(read: number, total: number): void
  stored(progress: Told): void
  end(): void
  seconds(): number
}

/** How far an import has come: a bar on a terminal, else a line for every tenth. On stderr. */
export const progressLine = (): ProgressLine => {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  let [read, total, tenth] = [0, 0, 0]
  let now: Told = { stored: 0, duplicates: 0, refused: 0 }
  let ended = false
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: '{bar} {percentage}% {says}',
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
      })
    : null
  bar?.start(1, 0, { says: '' })
  const says = () =>
    `${mega(read)} of ${mega(total)} | ${count(now.stored)} stored, ${count(now.duplicates)} known, ` +
    `${count(now.refused)} refused | ${count(Math.round((now.stored + now.duplicates) / seconds()))}/s`
  return {
    seconds,
    bytes: (bytes, size) => {
      read = bytes
      total = size
    },
    stored: (progress) => {
      now = { ...progress }
      if (bar) bar.update(total === 0 ? 0 : read / total, { says: says() })
      else if (total > 0 && Math.floor((10 * read) / total) > tenth) {
        tenth = Math.floor((10 * read) / total)
        process.stderr.write(`${says()}\n`)
      }
    },
    end: () => {
      if (ended) return
      ended = true
      bar?.stop()
    },
  }
}
