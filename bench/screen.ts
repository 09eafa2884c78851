import { get } from 'node:http'
import { loadavg } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { cookiesOf, startBrowser } from '../tests/support/browser.ts'
import { crowdAt, nameOf } from './support/crowd.ts'
import { startBenchDesk } from './support/desk.ts'
import { quantile, rounded } from './support/figures.ts'
import { installGauge, type Measured, profile, readGauge, scriptBytes } from './support/gauge.ts'

/**
 * How the workbench feels with thousands of conversations open and messages pouring in: typing, scrolling, opening.
 * See bench/screen.md.
 */
const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '50' }, // messages/s
    profile: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const CONVERSATIONS = Number(values.conversations)
const RATE = Number(values.rate)
const say = (line: string) => {
  if (!values.json) console.log(line)
}

const TALKATIVE = 7
const LINES = 400
/** A brisk typist, ms a key. */
const KEY = 70
const TEXT = 'qin, xianhuo fukuan hou 48 xiaoshi nei fachu, qing fangxin. '

/** Lets the crowd write until stopped: `RATE` messages a second in ten small batches, some to who is on the screen. */
const pour = (write: (buyers: number[]) => Promise<void>) => {
  const stop = new AbortController()
  let n = 0
  let failed: unknown = null
  const run = async () => {
    let next = performance.now()
    while (!stop.signal.aborted) {
      const buyers = Array.from({ length: Math.round(RATE / 10) }, (_, i) => {
        n++
        return i === 0 && n % 3 === 0 ? TALKATIVE : (n * 7919) % CONVERSATIONS
      })
      await write(buyers)
      next += 100
      await setTimeout(Math.max(0, next - performance.now()))
    }
  }
  const ended = run().catch((error) => {
    failed = error
  })
  return async () => {
    stop.abort()
    await ended
    if (failed) throw failed
    return n
  }
}

/** Size of a file as it is sent (compressed). */
const sentBytes = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
      })
      response.on('end', () => resolve(bytes))
    }).on('error', reject)
  })

const figures = (ms: readonly number[]) => ({
  count: ms.length,
  p50: rounded(quantile(ms, 0.5)),
  p95: rounded(quantile(ms, 0.95)),
  max: rounded(quantile(ms, 1)),
})

const phaseOf = (name: string, seconds: number, m: Measured) => ({
  phase: name,
  seconds: rounded(seconds),
  frames_per_s: rounded(m.gaps.length / seconds),
  gap_p95: rounded(quantile(m.gaps, 0.95)),
  gap_max: rounded(quantile(m.gaps, 1)),
  long_tasks: m.long.length,
  long_max:
    rounded(
      quantile(
        m.long.map((t) => t.duration),
        1,
      ),
    ) ?? 0,
  long_share: rounded((m.long.reduce((sum, t) => sum + t.duration, 0) / seconds / 1000) * 100),
})

const desk = await startBenchDesk()
const crowd = crowdAt(desk)
const { browser, close } = await startBrowser()
try {
  say(`Desk at ${desk.url}; ${CONVERSATIONS} conversations, ${RATE} messages/s; load before: ${loadavg()[0]}`)
  await crowd.gather(CONVERSATIONS)
  await crowd.chatter(TALKATIVE, LINES)

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  await context.addCookies(cookiesOf(desk))
  const page = await context.newPage()
  const began = performance.now()
  await page.goto(desk.url)
  await page.locator('.row').first().waitFor()
  const firstRows = performance.now() - began
  await page.waitForLoadState('networkidle').catch(() => {}) // the event stream stays open
  const workbench = await scriptBytes(page)
  const widget = await sentBytes(`${desk.url}/widget.js`)

  await installGauge(page)
  await page.locator('.find input').fill(nameOf(TALKATIVE))
  await page
    .locator('.row')
    .filter({ hasText: nameOf(TALKATIVE) })
    .click()
  await page.locator('.stream .bubble').first().waitFor()
  await page.locator('.find input').fill('')
  await page.locator(`[aria-setsize="${CONVERSATIONS}"]`).first().waitFor()

  const stop = pour(crowd.write)
  const phases: ReturnType<typeof phaseOf>[] = []
  const all: Record<string, Measured> = {}
  const phase = async (name: string, work: (page: Page) => Promise<void>) => {
    await readGauge(page)
    const done = values.profile ? await profile(page) : null
    const start = performance.now()
    await work(page)
    const measured = await readGauge(page)
    all[name] = measured
    phases.push(phaseOf(name, (performance.now() - start) / 1000, measured))
    if (!done) return
    say(`\n${name}:`)
    console.table(await done())
  }

  await phase('looking on', () => setTimeout(8000))
  await phase('typing', async () => {
    await page.locator('[data-place=composer]').focus()
    await page.keyboard.type(TEXT.repeat(2), { delay: KEY })
  })
  await phase('scrolling the list', async () => {
    await page.mouse.move(220, 500)
    for (let n = 0; n < 120; n++) {
      await page.mouse.wheel(0, n < 80 ? 600 : -600)
      await setTimeout(50)
    }
  })
  await phase('scrolling the messages', async () => {
    await page.mouse.move(700, 400)
    for (let n = 0; n < 120; n++) {
      await page.mouse.wheel(0, n < 60 ? -400 : 400)
      await setTimeout(50)
    }
  })
  await phase('opening by keyboard', async () => {
    await page.locator('[data-place=list]').focus()
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('ArrowDown')
      await setTimeout(250)
    }
  })
  await phase('opening by pointer', async () => {
    for (let n = 0; n < 30; n++) {
      await page.mouse.move(220, 500)
      await page.mouse.wheel(0, 900) // to rows that have not been opened yet
      await setTimeout(150)
      await page.mouse.click(220, 200 + (n % 8) * 70)
      await setTimeout(250)
    }
  })
  const poured = await stop()
  const rows = await page.locator('.row').count()

  const openings = Object.values(all).filter((m) => m.opened.length > 0)
  const result = {
    conversations: CONVERSATIONS,
    rate: RATE,
    poured,
    load: rounded(loadavg()[0] ?? 0),
    first_rows_ms: Math.round(firstRows),
    workbench_script_kb: rounded(workbench / 1000),
    widget_script_kb: rounded(widget / 1000),
    rows_in_page: rows,
    typing_ms: figures(all.typing?.typed ?? []),
    opening_keyboard_ms: figures(all['opening by keyboard']?.opened ?? []),
    opening_pointer_ms: figures(all['opening by pointer']?.opened ?? []),
    until_asked_ms: figures(openings.flatMap((m) => m.asked)),
    until_answered_ms: figures(openings.flatMap((m) => m.answered)),
    phases,
  }
  if (values.json) console.log(JSON.stringify(result))
  else {
    const { phases: _, ...others } = result
    const [times, rest] = Object.entries(others).reduce<[[string, unknown][], [string, unknown][]]>(
      ([t, r], one) =>
        one[0].endsWith('_ms') && typeof one[1] === 'object' ? [[...t, one], r] : [t, [...r, one]],
      [[], []],
    )
    console.table(Object.fromEntries(rest))
    console.table(Object.fromEntries(times))
    console.table(phases)
  }
} finally {
  await crowd.close()
  await close()
  await desk.stop()
}
