import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { deskContract } from '../../src/features/desk/contract.ts'
import { routingContract } from '../../src/features/routing/contract.ts'
import { type Preferences, shopContract } from '../../src/features/shop/contract.ts'
import { cookiesOf, startBrowser } from '../support/browser.ts'
import { freePort, type RunningDesk, removeData, startDesk } from '../support/desk-process.ts'
import { type Session, signIn } from '../support/session.ts'

export type Language = 'zh-CN' | 'en'

/** Longest until a screen shows what it should, ms: a machine with two cores that runs a second file at the same time. */
export const PATIENCE = 25_000
/** Waits until something on a screen is as it should be. */
export const eventually = <T>(look: () => T | Promise<T>, within = PATIENCE) =>
  expect.poll(look, { timeout: within, interval: 40 })

export interface Stage {
  desk: RunningDesk
  /** A browser profile of somebody who has never been here. What goes wrong on its pages is noted in `wrong`. */
  profile(language: Language): Promise<BrowserContext>
  /** A buyer on the shop's page, the chat closed. */
  buyer(language: Language): Promise<Page>
  /** Somebody of the shop at the workbench, signed in and online. */
  agent(username: string, language: Language): Promise<Page>
  /** The same person by the API, to prepare and to look behind the screen. */
  session(username: string): Promise<Session>
  passwordOf(username: string): string
  /** Kills the desk on the spot; `back` starts it again on the same data and port. */
  kill(): Promise<void>
  back(): Promise<void>
  /** Errors in consoles, breaches of the pages' rules (CSP), answers of 500 and more. Must be empty after a journey. */
  wrong: string[]
  /** Takes back what was noted and had to be. */
  forgive(what: RegExp): void
  /** Keeps what every open page looks like, under the name of what failed. */
  keepAll(name: string): Promise<void>
  /** Sends everybody home. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** The browser calls every refusal an error. Whether somebody is signed in is asked and answered that way. */
const expected = /^error: Failed to load resource: .* 401 .*\/api\/me\)$/

const follow = (page: Page, wrong: string[]) => {
  page.on('console', (message) => {
    const line = `${message.type()}: ${message.text()} (${message.location().url})`
    if (/^(error|warning)/.test(line) && !expected.test(line)) wrong.push(line)
  })
  page.on('pageerror', (error) => wrong.push(`uncaught: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) wrong.push(`${response.status()} ${response.url()}`)
  })
}

const reportBreaches = `addEventListener('securitypolicyviolation', (e) =>
  console.error('forbidden by the page: ' + e.violatedDirective + ' ' + e.blockedURI))`

/** Somebody who may do everything, and who is given nothing: the owner is offline. */
const OWNER = 'owner'

/**
 * Closes everything that waits, so that who writes next is the first in line; and sends everybody offline: who closed
 * their page a moment ago counts as being there for 45 s, and would be given what is meant for the next test.
 */
const calm = async (stage: Stage): Promise<void> => {
  const session = await stage.session(OWNER)
  const desk = session.api(deskContract)
  const routing = session.api(routingContract)
  const { conversations, members } = await desk.snapshot({})
  for (const { shopId, personId, state } of members)
    if (state === 'online' || state === 'break')
      await routing.setSeat({ params: { shopId, personId }, body: { state: 'offline' } })
  for (const { shopId, id, waitingSince, queuedAt } of conversations)
    if (waitingSince !== null || queuedAt !== null)
      await desk.act({ params: { shopId, id }, body: { do: 'close', unanswered: true } })
}

/** A seeded shop on a desk of its own, with a browser in front of it. */
const open = async (): Promise<Stage> => {
  const starting = startBrowser()
  const started = await startDesk({ empty: false, port: await freePort() }).catch(async (error) => {
    await (await starting).close()
    throw error
  })
  const { browser, close } = await starting
  let desk = started
  const { accounts } = started
  const wrong: string[] = []
  const sessions = new Map<string, Promise<Session>>()

  const passwordOf = (username: string) => {
    const account = accounts.find((a) => a.username === username)
    if (!account) throw new Error(`the desk printed no password for ${username}`)
    return account.password
  }
  const session = (username: string) => {
    const known = sessions.get(username) ?? signIn(started.url, username, passwordOf(username))
    sessions.set(username, known)
    return known
  }
  const profile = async (language: Language) => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: language === 'en' ? 'en-US' : 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE)
    await context.addInitScript(reportBreaches)
    context.on('page', (page) => follow(page, wrong))
    return context
  }
  return {
    get desk() {
      return desk
    },
    wrong,
    profile,
    passwordOf,
    session,
    async buyer(language) {
      const page = await (await profile(language)).newPage()
      await page.goto(`${started.url}/demo/demo`)
      return page
    },
    async agent(username, language) {
      const context = await profile(language)
      const signedIn = await session(username)
      await signedIn.api(shopContract).setState({ body: { state: 'online' } })
      await context.addCookies(cookiesOf(signedIn))
      const page = await context.newPage()
      await page.goto(started.url)
      await page.locator('[data-place=list]').waitFor()
      return page
    },
    kill: () => desk.kill('SIGKILL'),
    async back() {
      desk = await startDesk({ dataDir: started.dataDir, port: started.port })
    },
    forgive(what) {
      const others = wrong.filter((line) => !what.test(line))
      wrong.splice(0, wrong.length, ...others)
    },
    async keepAll(name) {
      const pages = browser.contexts().flatMap((context) => context.pages())
      for (const [n, page] of pages.entries()) await keepPicture(page, `failed-${name}-${n + 1}`)
    },
    async clear() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async close() {
      await close()
      await desk.stop()
      await removeData(started.dataDir)
    },
  }
}

/**
 * A stage for the tests of a file. Before each of them nobody waits; after it its pages are closed, and
 * nothing may have gone wrong on them; pictures of a test that failed are kept.
 */
export const onStage = (): (() => Stage) => {
  vi.setConfig({ testTimeout: 90_000 })
  let stage: Stage | undefined
  beforeAll(async () => {
    stage = await open()
  }, 120_000)
  beforeEach(async () => {
    if (stage) await calm(stage)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage?.keepAll(task.name.replace(/\W+/g, '-'))
    await stage?.clear()
    expect(stage?.wrong.splice(0)).toEqual([])
  })
  afterAll(() => stage?.close())
  return () => {
    if (!stage) throw new Error('the stage is not open yet')
    return stage
  }
}

export const setPreferences = async (
  stage: Stage,
  username: string,
  preferences: Preferences,
): Promise<void> => {
  await (await stage.session(username)).api(shopContract).setPreferences({ body: preferences })
}

/** Whether the desk gives conversations to people in its shops, or people claim them. */
export const setRouting = async (stage: Stage, enabled: boolean): Promise<void> => {
  const session = await stage.session(OWNER)
  const { shops } = await session.api(shopContract).me({})
  for (const { shop } of shops) {
    const params = { shopId: shop.id }
    const { settings } = await session.api(routingContract).routingSettings({ params })
    await session.api(routingContract).setRoutingSettings({ params, body: { ...settings, enabled } })
  }
}

const PICTURES = join(import.meta.dirname, '../../test-results/journeys')

/** Keeps what a page looks like now, for a person to look at. */
export const keepPicture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
