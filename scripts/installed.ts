import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * After `npm install`: everything that would make the first start wait. The pages are built, the desk's code is
 * compiled into Node's cache, and what the installation wrote goes to the disk: PostgreSQL's first commits would
 * otherwise wait for those hundreds of megabytes (15 s instead of 2 on a busy disk).
 */
const root = join(import.meta.dirname, '..')
const run = (command: string, args: string[], env: NodeJS.ProcessEnv = process.env): number =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status ?? 0

process.exitCode = run(process.execPath, ['scripts/build-web.ts'])
run(process.execPath, ['--disable-warning=ExperimentalWarning', '--eval', "import('./src/cli/start.ts')"], {
  ...process.env,
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
})
run('sync', []) // not on Windows, where it is only slower
