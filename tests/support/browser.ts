import { rmSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { installFonts } from './fonts.ts'

/** Not the package's own list, which among others switches the same-origin policy off. */
const switches = [
  '--no-sandbox', // root has none, and neither has an ordinary user in a container
  '--font-render-hinting=none',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Pages of two people are open at once, and only one of them is in front.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
]

/** What the package looks for in the environment while it is loaded and unpacks, and changes there. */
const UNPACKING = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'] as const

/**
 * Unpacks the browser with the libraries it needs into a folder. The environment is put back afterwards: those
 * libraries are not for the desk and its PostgreSQL.
 */
const unpack = async (folder: string): Promise<string> => {
  const before = UNPACKING.map((name) => [name, process.env[name]] as const)
  process.env.TMPDIR = folder // an older browser in the shared one would be taken without a word
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    return await packed.executablePath()
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}

const PREFIX = 'peakdesk-browser-'

/** Takes away the folders of test runs that were killed: the process in their name is no more. */
const sweep = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (pid > 0 && !alive(pid))
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {}) // another user's
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export interface TestBrowser {
  browser: Browser
  close(): Promise<void>
}

/**
 * The browser that comes with the tests, in a private folder that goes with it (220 MB; 1.8 s). It needs nothing of
 * the machine, fonts included, and runs as any user. Pages are as the desk serves them, with its rules for the
 * browser (CSP) in force.
 */
export const startBrowser = async (): Promise<TestBrowser> => {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  const [executablePath, fonts] = await Promise.all([unpack(folder), installFonts(folder)])
  const browser = await chromium.launch({
    executablePath,
    args: switches,
    env: {
      PATH: process.env.PATH ?? '',
      TMPDIR: folder,
      HOME: folder,
      FONTCONFIG_FILE: fonts,
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(delimiter),
    },
  })
  return {
    browser,
    async close() {
      await browser.close()
      process.off('exit', remove)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** A session's `Cookie` header as a browser keeps it. */
export const cookiesOf = ({ url, cookie }: { url: string; cookie: string }) =>
  cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })
