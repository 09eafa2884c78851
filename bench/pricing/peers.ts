import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Plain, PlainLine } from './world.ts'

const FOLDER = fileURLToPath(new URL('peers/', import.meta.url))
const PEERS = { medusa: '@medusajs/promotion', vendure: '@vendure/core' }

type Prepare = (lines: readonly PlainLine[], offers: readonly Plain[]) => unknown
/** A program that reckons what is paid for one basket, as often as it is called. */
export interface Peer {
  name: string
  version: string
  prepare: (lines: readonly PlainLine[], offers: readonly Plain[]) => Promise<() => Promise<number>>
}

const Loaded = z.object({ prepare: z.custom<Prepare>((value) => typeof value === 'function') })
const Run = z.custom<() => Promise<number>>((value) => typeof value === 'function')
const Version = z.object({ version: z.string() })

const install = (): string | null => {
  if (Object.values(PEERS).every((name) => existsSync(`${FOLDER}node_modules/${name}`))) return null
  console.log('Installing the peers into bench/pricing/peers (once, some 400 MB) …')
  const flags = [
    'install',
    '--ignore-scripts',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const { status, stderr, error } = spawnSync('npm', flags, { cwd: FOLDER, encoding: 'utf8' })
  return status === 0 ? null : (error?.message ?? stderr.trim().split('\n')[0] ?? `npm ended with ${status}`)
}

/** The peers, installed on demand; those that cannot be are told. They are never dependencies of the desk. */
export const peers = (): { peers: Peer[]; missing: string[] } => {
  const failed = install()
  if (failed !== null) return { peers: [], missing: [`The peers cannot be installed: ${failed}`] }
  const require = createRequire(`${FOLDER}package.json`)
  const missing: string[] = []
  const found = Object.entries(PEERS).flatMap(([file, name]): Peer[] => {
    try {
      const { prepare } = Loaded.parse(require(`./${file}.cjs`))
      const { version } = Version.parse(require(`${FOLDER}node_modules/${name}/package.json`))
      return [{ name, version, prepare: async (lines, offers) => Run.parse(await prepare(lines, offers)) }]
    } catch (error) {
      missing.push(`${name} cannot be loaded: ${(error as Error).message.split('\n')[0]}`)
      return []
    }
  })
  return { peers: found, missing }
}
