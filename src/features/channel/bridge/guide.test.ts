import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { refusals } from '../../../shared/refusal.ts'
import { SECRET, startFakeDesk } from './fake-desk.ts'
import { opening } from './frame.ts'
import { answerId, keyOf } from './sign.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const run = promisify(execFile)
const guide = await readFile(join(ROOT, 'docs/guide/bridge.md'), 'utf8')
const blocks = [...guide.matchAll(/^```(\w*)([^\n]*)\n(.*?)^```$/gms)].map(
  ([, kind = '', mark = '', text = '']) => ({
    kind,
    mark: mark.trim(),
    text,
  }),
)

/** A desk on which the assistant answers every message. */
const startDesk = async () => {
  const first = await startFakeDesk()
  await first.stop()
  const desk = await startFakeDesk({
    clock: { now: () => Date.now() },
    receive: async (parcel) => {
      const received = await first.ports.receive(parcel)
      if (!received.replayed)
        for (const [i, { stored }] of received.outcomes.entries()) {
          const inbound = parcel.inbound[i]
          if (stored && inbound) desk.answer(inbound.buyer.externalId, 'ok', inbound.message.externalId)
        }
      return received
    },
    // It knows its buyers from what was received above.
    read: first.ports.read,
  })
  return { desk, env: { ...process.env, DESK: desk.url, CHANNEL: 'shop-bridge', SECRET } }
}

/** What kind of thing a value is, all the way down. Numbers and texts of an example are only examples. */
const shape = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shape)
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shape(v)]))
}

test('the guide’s shell examples work as they stand, and answer as it says', async () => {
  const { desk, env } = await startDesk()
  desk.want('2026111100001', { do: 'price', payableFen: 28_900, freightFen: 0, wasFen: 29_900 })
  const MARK = '=== end of block ==='
  const script = blocks.filter((b) => b.kind === 'sh').map((b) => `${b.text}\necho; echo '${MARK}'\n`)
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-guide-'))
  const { stdout } = await run('sh', ['-eu', '-c', script.join('')], { env: { ...env, TMPDIR: folder } })
  await rm(folder, { recursive: true })
  const outputs = stdout.split(`${MARK}\n`)
  let compared = 0
  let n = -1
  for (const { kind, mark, text } of blocks) {
    if (kind === 'sh') n += 1
    const said = outputs[n]?.trim() ?? ''
    if (kind === 'text' && mark === '') expect(said).toBe(text.trim())
    if (kind === 'json') expect(shape(JSON.parse(said))).toEqual(shape(JSON.parse(text)))
    if ((kind === 'text' && mark === '') || kind === 'json') compared += 1
  }
  expect(compared).toBe(13)
  // Where the example names a figure that is no example, it is the right one.
  expect(JSON.parse(outputs[4] ?? '')).toMatchObject({
    accepted: 1,
    duplicate: 1,
    refused: [{ field: 'at' }],
  })
  expect([...desk.orders.keys()]).toEqual(['2026111100001'])
  expect(desk.results.get(1)?.state).toBe('done')
  expect(desk.out.dead).toEqual(['20 platform: buyer has closed the chat'])
  expect(desk.faults).toEqual([])
  await desk.stop()
})

test('the guide’s TypeScript example works as it stands', async () => {
  const { desk, env } = await startDesk()
  const code = blocks.find((b) => b.kind === 'ts')?.text ?? ''
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-guide-'))
  const file = join(folder, 'connector.ts')
  await writeFile(file, code.replace("'./src/", `'${ROOT}/src/`))
  const { stdout } = await run(process.execPath, [file], { env })
  expect(stdout).toContain('1 stored, 0 known, 0 refused')
  expect(stdout).toContain('to b-9: ok')
  expect(desk.out.acked).toBe(desk.out.all.at(-1)?.id)
  await rm(folder, { recursive: true })
  await desk.stop()
})

test('the guide’s example of orders works as it stands', async () => {
  const { desk, env } = await startDesk()
  const code = blocks.find((b) => b.kind === 'ts' && b.mark === 'orders')?.text ?? ''
  desk.want('TS-1', { do: 'close', reason: '不想要了' })
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-guide-'))
  const file = join(folder, 'connector.ts')
  await writeFile(file, code.replace("'./src/", `'${ROOT}/src/`))
  const { stdout } = await run(process.execPath, [file], { env })
  expect(stdout).toBe('1 new, 0 changed\nclose of TS-1\n')
  expect(desk.results.get(1)?.state).toBe('done')
  await rm(folder, { recursive: true })
  await desk.stop()
})

test('the guide’s frame is one the desk would say', () => {
  const frame = blocks.find((b) => b.mark === 'frame')?.text.trim() ?? ''
  const open = opening(keyOf(SECRET), answerId('msg_example'))
  expect(open(frame, 1614265330_000)).toEqual({ json: '{"type":"hello","window":500}' })
})

test('the guide names refusals as they are', () => {
  const rows = [...guide.matchAll(/^\| (\d{3}) \| `([\w-]+)` \|/gm)].map(([, status, code]) => [
    code,
    Number(status),
  ])
  expect(rows.length).toBeGreaterThan(10)
  expect(Object.fromEntries(rows)).toMatchObject({ fault: 500 })
  for (const [code, status] of rows)
    if (code !== 'fault') expect([code, refusals[code as keyof typeof refusals]]).toEqual([code, status])
})

test('every rule of the specification is tested, and every rule that tests cite is in it', async () => {
  const spec = await readFile(join(ROOT, 'specs/bridge.md'), 'utf8')
  const rules = new Set([...spec.matchAll(/^- \*\*(BRG-\d+)\*\*/gm)].map(([, rule]) => rule))
  const cited = new Set<string | undefined>()
  for (const name of await readdir(import.meta.dirname))
    if (name.endsWith('.test.ts'))
      for (const [, rule] of (await readFile(join(import.meta.dirname, name), 'utf8')).matchAll(
        /\[(BRG-\d+)\]/g,
      ))
        cited.add(rule)
  expect([...cited].sort()).toEqual([...rules].sort())
})
