import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type ChatTurn, importChats, readChats } from '../src/features/conversation/import/index.ts'
import {
  indexOnce,
  searchMessages,
  startIndexer,
  tokensOf,
} from '../src/features/conversation/search/index.ts'
import { createShop } from '../src/features/shop/index.ts'
import { startCluster } from '../src/platform/db/cluster/index.ts'
import { type Db, openDb } from '../src/platform/db/db.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { storable } from '../src/shared/text.ts'

/** Search over a million messages. How to run and the last result: search.md. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '20' },
    preset: { type: 'string' },
    data: { type: 'string' },
    quiet: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const MESSAGES = Number(values.messages)
const SECONDS = Number(values.seconds)
const SHIPPED = join(import.meta.dirname, '../seeds/chats/u-need/u-need_examples.json')
const file = positionals[0] ?? process.env.PEAKDESK_CHATS ?? SHIPPED

/** The same numbers every time (mulberry32). */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const say = (line: string) => values.json || console.log(line)

const realTexts = async (): Promise<string[]> => {
  const texts: string[] = []
  for await (const turn of readChats(file, values.preset === undefined ? {} : { preset: values.preset }))
    if (!('why' in turn)) texts.push(turn.text)
  if (texts.length === 0) throw new Error(`${file} holds no turns`)
  return texts
}

/** The beginning of one real message and the end of another: as varied as a million real ones, with rare pairs. */
const blender = (texts: readonly string[], seed: number) => {
  const random = chance(seed)
  const pick = () => texts[Math.floor(random() * texts.length)] ?? ''
  return () => {
    const [a, b] = [pick(), pick()]
    const [head, tail] = [Math.ceil(random() * a.length), Math.floor(random() * b.length)]
    return storable((a.slice(0, head) + b.slice(tail)).slice(0, 500))
  }
}

const PER_TALK = 10

const fill = async (connection: pg.ClientConfig, shopId: number, next: () => string) => {
  const client = new pg.Client(connection)
  await client.connect()
  client.on('error', () => {}) // ends with the server when something else has failed
  const base = Date.now() - MESSAGES * 1000
  for (let from = 1; from <= MESSAGES; from += 5000) {
    const texts = Array.from({ length: Math.min(5000, MESSAGES - from + 1) }, next)
    await client.query(
      `insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound, author, kind, text)
       select $1::int, (id - 1) / ${PER_TALK} + 1, id, to_timestamp($3::float8 / 1000 + id), now(), 1, false,
         case id % 2 when 0 then 'agent' else 'buyer' end, 'text', text
       from (select $2::bigint + n - 1 as id, text from json_array_elements_text($4::json) with ordinality as t(text, n)) m`,
      [shopId, from, base, JSON.stringify(texts)],
    )
  }
  const talks = Math.ceil(MESSAGES / PER_TALK)
  await client.query(`insert into buyer (shop_id, buyer_id, channel_id, external_id, name, conversation_id)
    select ${shopId}, n, 1, 'b' || n, '买家' || n, n from generate_series(1, ${talks}) n`)
  await client.query(`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text,
      last_author, last_message_id, opened_at, closed_at, assistant)
    select ${shopId}, n, n, 1, 'closed', now(), '', 'agent', n * ${PER_TALK}, now(), now(), '{"greeted":true,"heldFor":null}'
    from generate_series(1, ${talks}) n`)
  await client.query(
    `update shop_log set message_id = ${MESSAGES}, conversation_id = ${talks}, buyer_id = ${talks} where shop_id = ${shopId}`,
  )
  await client.query('analyze')
  await client.end()
}

/** Words of two characters by how often they are: one message in 20 or more, in 100 to 1,000, in 50,000 or fewer. */
const wordsByFrequency = (next: () => string, random: () => number) => {
  const seen = new Map<string, number>()
  const sample = Math.min(MESSAGES, 250_000)
  for (let i = 0; i < sample; i++)
    for (const token of tokensOf(next()))
      if (/^\p{Script=Han}{2}$/u.test(token)) seen.set(token, (seen.get(token) ?? 0) + 1)
  const between = (low: number, high: number) => {
    const words = [...seen].filter(([, n]) => n / sample >= low && n / sample <= high).map(([word]) => word)
    return Array.from({ length: 60 }, () => words[Math.floor(random() * words.length)] ?? '')
  }
  return { frequent: between(1 / 20, 1), middling: between(1 / 1000, 1 / 100), rare: between(0, 1 / 50_000) }
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)) / 10

const measure = async (db: Db, shopId: number, words: Record<string, string[]>, seconds: number) => {
  const taken: Record<string, number[]> = Object.fromEntries(Object.keys(words).map((kind) => [kind, []]))
  let hits = 0
  const until = performance.now() + seconds * 1000
  for (let i = 0; performance.now() < until; i++)
    for (const [kind, list] of Object.entries(words)) {
      const began = performance.now()
      const found = await db.tx({ shops: [shopId] }, (tx) =>
        searchMessages(tx, [shopId], list[i % list.length] ?? '', 50),
      )
      taken[kind]?.push(performance.now() - began)
      hits += found.hits.length
    }
  const figures = (ms: number[]) => {
    const sorted = ms.toSorted((a, b) => a - b)
    return {
      searches: sorted.length,
      p50_ms: at(sorted, 0.5),
      p95_ms: at(sorted, 0.95),
      max_ms: at(sorted, 1),
    }
  }
  if (hits === 0) throw new Error('nothing was found: the measurement is void')
  return {
    ...Object.fromEntries(Object.entries(taken).map(([kind, ms]) => [kind, figures(ms)])),
    all: figures(Object.values(taken).flat()),
  }
}

const table = (
  title: string,
  result: Record<string, { searches: number; p50_ms: number; p95_ms: number; max_ms: number }>,
) => {
  say(`\n${title.padEnd(26)} searches    p50 ms    p95 ms    max ms`)
  for (const [kind, f] of Object.entries(result))
    say(
      `  ${kind.padEnd(24)} ${[f.searches, f.p50_ms, f.p95_ms, f.max_ms].map((n) => String(n).padStart(8)).join('  ')}`,
    )
}

const texts = await realTexts()
const dataDir = values.data ?? (await mkdtemp(join(tmpdir(), 'peakdesk-search-')))
if (!values.data) await chmod(dataDir, 0o711)
const cluster = await startCluster({ dataDir, log: (line) => console.error(line) })
try {
  await migrate({ connection: cluster.connection })
  const db = openDb(cluster.connection, { poolSize: 4 })
  let [shopId] = (await db.everyShop()).shops
  let indexedPerSecond: number | null = null
  if (shopId === undefined) {
    const facts = { platform: 'jd', name: 'bench', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    shopId = (await db.tx({ shops: [] }, (tx) => createShop(tx, facts, Date.now()))).id
    say(`${MESSAGES.toLocaleString('en')} messages from ${texts.length.toLocaleString('en')} real ones …`)
    await fill(cluster.connection, shopId, blender(texts, 1))
    const began = performance.now()
    let indexed = 0
    while (indexed < MESSAGES) {
      const step = await indexOnce(db, shopId, 2000)
      if (step.indexed === 0) throw new Error('the index is stuck')
      indexed += step.indexed
    }
    indexedPerSecond = Math.round(indexed / ((performance.now() - began) / 1000))
    say(`indexed ${indexedPerSecond.toLocaleString('en')} messages a second, without rests`)
  }
  const shop = shopId
  const words = wordsByFrequency(blender(texts, 2), chance(3))
  const singles = [...new Set(words.middling.map((word) => word.slice(0, 1)))].slice(0, 20)
  await measure(db, shop, words, 1)
  const calm = await measure(db, shop, words, SECONDS)
  table('alone', calm)
  const single = await measure(db, shop, { 'one character': singles }, Math.min(5, SECONDS))
  table('alone', single)

  let beside: Awaited<ReturnType<typeof measure>> | null = null
  let written = 0
  if (!values.quiet) {
    const stop = new AbortController()
    const blend = blender(texts, 4)
    const endless = async function* (): AsyncGenerator<ChatTurn> {
      for (let i = 0; ; i++) {
        const session = `${process.pid} ${Math.floor(i / 8)}`
        yield {
          session,
          buyer: session,
          role: 'buyer',
          at: Date.now(),
          text: blend() || '在吗',
          item: null,
          line: i,
        }
      }
    }
    const indexer = startIndexer({ db, hub: { watch: () => () => {} }, everyShop: db.everyShop })
    const writing = importChats(db, {
      shopId: shop,
      turns: endless(),
      source: 'bench',
      signal: stop.signal,
      onProgress: (p) => {
        written = p.stored
      },
    })
    beside = await measure(db, shop, words, SECONDS)
    stop.abort()
    await writing
    await indexer.close()
    table('beside writing, indexing', beside)
    say(`  written meanwhile: ${Math.round(written / SECONDS).toLocaleString('en')} messages a second`)
  }
  if (values.json)
    console.log(
      JSON.stringify({
        messages: MESSAGES,
        indexed_per_s: indexedPerSecond,
        alone: calm,
        one_character: single,
        beside,
        written_per_s: Math.round(written / SECONDS),
      }),
    )
  await db.close()
} finally {
  await cluster.stop()
  if (!values.data) await rm(dataDir, { recursive: true, force: true })
}
