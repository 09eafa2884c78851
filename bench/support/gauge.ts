import type { Page } from 'playwright-core'

/**
 * What is measured inside the page. An input's time is the browser's own (`timeStamp`), what it led to is on the
 * screen one task after the next frame.
 */
const inside = `
gauge = { long: [], gaps: [], typed: [], opened: [], asked: [], answered: [] }
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) gauge.long.push({ startTime, duration })
}).observe({ type: 'longtask', buffered: false })

const painted = (then) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => then(performance.now())
  port2.postMessage(null)
})

let last = 0
const frame = (now) => {
  if (last) gauge.gaps.push(now - last)
  last = now
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)

addEventListener('keydown', (e) => {
  if (e.target.dataset.place === 'composer') painted((at) => gauge.typed.push(at - e.timeStamp))
}, true)

// A conversation is open when another stream than before has messages in it.
let waiting = null
const opening = (e) => {
  waiting = { since: e.timeStamp, before: document.querySelector('.stream') }
}
addEventListener('pointerdown', (e) => e.target.closest?.('.row') && opening(e), true)
addEventListener('keydown', (e) => e.target.dataset.place === 'list' && e.key === 'ArrowDown' && opening(e), true)
new MutationObserver(() => {
  if (!waiting) return
  const now = document.querySelector('.stream')
  if (!now || now === waiting.before || !now.querySelector('.bubble')) return
  const { since } = waiting
  waiting = null
  const fetched = performance.getEntriesByType('resource').findLast((r) => /conversations\\/\\d+$/.test(r.name))
  if (fetched && fetched.startTime > since) {
    gauge.asked.push(fetched.startTime - since)
    gauge.answered.push(fetched.responseEnd - fetched.startTime)
  }
  painted((at) => gauge.opened.push(at - since))
}).observe(document.documentElement, { subtree: true, childList: true })
`

export interface Measured {
  /** Tasks of more than 50 ms, ms. */
  long: { startTime: number; duration: number }[]
  /** Between frames, ms. */
  gaps: number[]
  /** From a key to its letter on the screen, ms. */
  typed: number[]
  /** From choosing a conversation to its messages on the screen, ms. */
  opened: number[]
  /** Of it: until the desk was asked, and until it had answered, ms. */
  asked: number[]
  answered: number[]
}

export const installGauge = (page: Page): Promise<unknown> => page.evaluate(`(() => {${inside}})()`)

/** What was measured since the last reading. */
export const readGauge = (page: Page): Promise<Measured> =>
  page.evaluate<Measured>(`(() => {
    const read = structuredClone(gauge)
    for (const list of Object.values(gauge)) list.length = 0
    return read
  })()`)

/** Script that a page has loaded, in bytes as sent (compressed). */
export const scriptBytes = (page: Page): Promise<number> =>
  page.evaluate<number>(`performance.getEntriesByType('resource')
    .filter((r) => /\\.js$/.test(new URL(r.name).pathname))
    .reduce((sum, r) => sum + r.encodedBodySize, 0)`)

/** The functions that took the most of the page's time between the call and its end, with their share of it. */
export const profile = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 500 }) // µs
  await session.send('Profiler.start')
  return async (): Promise<{ function: string; place: string; share: number }[]> => {
    const { profile: taken } = await session.send('Profiler.stop')
    const own = new Map<string, number>()
    const nodes = new Map(taken.nodes.map((node) => [node.id, node.callFrame]))
    const times = taken.timeDeltas ?? []
    let total = 0
    for (const [n, id] of (taken.samples ?? []).entries()) {
      const at = nodes.get(id)
      if (!at || at.functionName === '(idle)') continue
      const time = times[n] ?? 0
      total += time
      const name = `${at.functionName || '(anonymous)'} ${at.url.split('/').at(-1) ?? ''}:${at.lineNumber}:${at.columnNumber}`
      own.set(name, (own.get(name) ?? 0) + time)
    }
    return [...own]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 25)
      .map(([name, time]) => {
        const [fn = '', place = ''] = name.split(' ')
        return { function: fn, place, share: Math.round((time / total) * 1000) / 10 }
      })
  }
}
