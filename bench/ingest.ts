import { parseArgs } from 'node:util'
import { bareRate } from './support/bare.ts'
import { type BenchDesk, startBenchDesk } from './support/desk.ts'
import { rounded } from './support/figures.ts'
import { fullLoad, requests, setRules, steadyLoad } from './support/load.ts'

/**
 * How many buyer messages a second the desk takes through signed bridge batches, each answered by the keyword
 * assistant, committed, and seen on a workbench's event stream. See bench/ingest.md.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
    batches: { type: 'string', default: '1,10,50' },
    soak: { type: 'string' }, // minutes at half load, watching memory
    profile: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const say = (line: string) => {
  if (!values.json) console.log(line)
}

const soak = async (desk: BenchDesk, make: ReturnType<typeof requests>, minutes: number) => {
  const { perSecond } = await fullLoad(desk, make, 10, 5)
  say(`\nSoak: ${minutes} minutes at ${Math.round(perSecond / 2)} messages/s in batches of 10`)
  const memory: number[] = []
  for (let minute = 1; minute <= minutes; minute++) {
    const { screen } = await steadyLoad(desk, make, 10, perSecond / 2, 60)
    memory.push(await desk.memory())
    say(`  minute ${minute}: ${memory.at(-1)} MiB, p99 to screen ${screen.p99} ms`)
  }
  return { rate: Math.round(perSecond / 2), memory_mib: memory }
}

const desk = await startBenchDesk(
  values.profile ? { nodeArgs: ['--cpu-prof', '--cpu-prof-dir=bench/profile'] } : {},
)
try {
  await setRules(desk)
  const make = requests(desk)
  const idle = await desk.memory()
  say(`Desk at ${desk.url}, Node ${process.version}, ${idle} MiB idle`)
  const result: Record<string, unknown> = {}
  let peak = idle
  const watching = setInterval(async () => {
    peak = Math.max(peak, await desk.memory().catch(() => 0))
  }, 250)
  if (values.soak !== undefined) result.soak = await soak(desk, make, Number(values.soak))
  else {
    await fullLoad(desk, make, 10, 3) // buyers known, code warm
    const batches: Record<string, unknown> = {}
    const table = []
    for (const size of values.batches.split(',').map(Number)) {
      const full = await fullLoad(desk, make, size, seconds)
      const loads = []
      for (const share of [0.1, 0.5, 0.9])
        loads.push(await steadyLoad(desk, make, size, full.perSecond * share, Math.max(5, seconds / 3)))
      // Last: making and dropping its database leaves the disk busy.
      const bare = await bareRate(desk, Math.max(1, Math.round(full.flush)), Math.min(10, seconds))
      const [tenth, half, most] = loads
      batches[size] = {
        answered_per_s: Math.round(full.perSecond),
        bare_per_s: Math.round(bare),
        ratio: rounded(full.perSecond / bare, 2),
        p99_screen_ms_half: half?.screen.p99,
        flush_inputs: Math.round(full.flush),
        load_10: tenth,
        load_50: half,
        load_90: most,
      }
      const of = (l: typeof half) =>
        `${l?.committed.p50}/${l?.committed.p99} ${l?.screen.p50}/${l?.screen.p99}`
      table.push({
        batch: size,
        'answered/s': Math.round(full.perSecond),
        'bare/s': Math.round(bare),
        ratio: rounded(full.perSecond / bare, 2),
        'inputs/flush': Math.round(full.flush),
        '10 %: commit, screen p50/p99 ms': of(tenth),
        '50 %': of(half),
        '90 %': of(most),
      })
      say(`batch ${size}: ${Math.round(full.perSecond)}/s (bare ${Math.round(bare)}/s)`)
    }
    result.batches = batches
    if (!values.json) console.table(table)
  }
  clearInterval(watching)
  result.memory_mib = { idle, peak }
  say(`Memory of the Node process: ${idle} MiB idle, ${peak} MiB at most`)
  if (values.json) console.log(JSON.stringify(result))
} finally {
  await desk.stop()
}
