import { SECOND } from '../../shared/time.ts'
import type { Figures } from './tally.ts'

const count = (n: number) => n.toLocaleString('en')
const clock = (seconds: number) =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** A wait as people say it. */
export const wait = (ms: number | null): string => {
  if (ms === null) return '–'
  return ms < SECOND ? `${ms} ms` : `${(ms / SECOND).toFixed(1)} s`
}

export const figuresLine = (f: Figures, buyers: number): string =>
  `${clock(f.seconds)}  sent ${count(f.sent)} | answered ${count(f.answered)} | waiting ${count(f.waiting)} | ` +
  `first answer median ${wait(f.median)}, p99 ${wait(f.p99)} | ${count(f.finished)} of ${count(buyers)} buyers done` +
  (f.refused > 0 ? ` | refused ${count(f.refused)}` : '')

const panel = (f: Figures, buyers: number): string[] => {
  const share = buyers === 0 ? 1 : f.finished / buyers
  const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░')
  return [
    `  ${bar} ${count(f.finished)} of ${count(buyers)} buyers done   ${clock(f.seconds)}`,
    `  sent      ${count(f.sent).padStart(9)}   answered  ${count(f.answered).padStart(9)}   waiting   ${count(f.waiting).padStart(7)}`,
    `  first answer   median ${wait(f.median).padStart(8)}   p99 ${wait(f.p99).padStart(8)}` +
      (f.refused > 0 ? `   refused ${count(f.refused)}` : ''),
  ]
}

/** Shows figures while they change: lines that are drawn again on a terminal, else one line every 5 s. */
export const showing = (out: NodeJS.WriteStream, buyers: number, figures: () => Figures) => {
  let drawn = 0
  const draw = () => {
    const lines = panel(figures(), buyers)
    out.write(`${drawn > 0 ? `\x1b[${drawn}A` : ''}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`)
    drawn = lines.length
  }
  const timer = out.isTTY
    ? setInterval(draw, 200)
    : setInterval(() => out.write(`${figuresLine(figures(), buyers)}\n`), 5 * SECOND)
  return {
    end() {
      clearInterval(timer)
      if (out.isTTY) draw()
    },
  }
}
