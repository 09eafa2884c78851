import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))

/** One page to build: its configuration, where it lands, and what it is made of. */
interface Part {
  name: string
  config: string
  out: string
  sources: string[]
}

const shared = ['src/shared', 'package-lock.json']
const parts: Part[] = [
  {
    name: 'workbench',
    config: 'vite.config.ts',
    out: 'dist/web',
    sources: ['vite.config.ts', 'src/web', 'src/features', 'docs/guide/bridge.md', ...shared],
  },
  {
    name: 'chat widget',
    config: 'src/widget/vite.config.ts',
    out: 'dist/widget',
    sources: ['src/widget', 'src/features', ...shared],
  },
]

/** Server files of the features and tests do not reach the browser. */
const inBrowser = (path: string): boolean =>
  !/\.test\.tsx?$/.test(path) && !/\/(store|service|routes|jobs|index)\.ts$/.test(path)

const filesBelow = (path: string): string[] => {
  if (!existsSync(join(root, path))) return []
  if (statSync(join(root, path)).isFile()) return [path]
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  )
}

/** Names, sizes and times of the sources: reading 200 of them takes 10 ms, hashing their content 60. */
const stampOf = (part: Part): string => {
  const hash = createHash('sha256')
  for (const file of part.sources.flatMap(filesBelow).filter(inBrowser).sort()) {
    const { size, mtimeMs } = statSync(join(root, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Leaves a `.gz` beside what shrinks, for the server to send. */
const compress = (file: string) => {
  if (!/\.(js|css|html|svg)$/.test(file)) return
  const whole = readFileSync(file)
  const zipped = gzipSync(whole, { level: 9 })
  if (zipped.length < whole.length * 0.9) writeFileSync(`${file}.gz`, zipped)
}

const stampFile = (part: Part): string => join(root, `${part.out}.stamp`)

const isCurrent = (part: Part, stamp: string): boolean =>
  existsSync(join(root, part.out)) &&
  existsSync(stampFile(part)) &&
  readFileSync(stampFile(part), 'utf8') === stamp

/** Whether every page is built from the sources as they are. */
export const pagesAreCurrent = (): boolean =>
  parts.every((part) => !existsSync(join(root, part.config)) || isCurrent(part, stampOf(part)))

/**
 * Builds the pages whose sources changed since the last build, into `dist/`. Returns the names of those it built.
 * Throws what Vite throws when a source is broken.
 */
const buildWeb = async (say: (line: string) => void = () => {}): Promise<string[]> => {
  const built: string[] = []
  for (const part of parts) {
    if (!existsSync(join(root, part.config))) continue
    const stamp = stampOf(part)
    if (isCurrent(part, stamp)) continue
    const { build } = await import('vite')
    const began = performance.now()
    await build({ configFile: join(root, part.config), logLevel: 'warn', mode: 'production' })
    for (const file of filesBelow(part.out)) compress(join(root, file))
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stampFile(part), stamp)
    say(`Built the ${part.name} in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
    built.push(part.name)
  }
  return built
}

const runDirectly =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (runDirectly) {
  const built = await buildWeb((line) => process.stdout.write(`${line}\n`))
  if (built.length === 0) process.stdout.write('The pages are up to date.\n')
}
