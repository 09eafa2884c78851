import { type App, serve } from '../../../platform/http/serve.ts'
import { Refusal, refuse } from '../../../shared/refusal.ts'
import {
  type By,
  byOf,
  changeSettings,
  recallMapping,
  rememberMapping,
  type SettingsDeps,
} from '../../shop/index.ts'
import { OrderMapping } from '../domain/import/layout.ts'
import type { Problem } from '../domain/import/problem.ts'
import type { OrderHook } from '../service.ts'
import { type OrderImportLine, orderImportContract } from './contract.ts'
import { openOrderFile } from './file.ts'
import { type ImportProgress, importOrders } from './run.ts'
import { uploaded } from './upload.ts'

export interface OrderImportDeps extends SettingsDeps {
  noted?: readonly OrderHook[]
  /** What went wrong while an answer was under way already. */
  log(message: string, error: unknown): void
}

/** Files read or written at once by this process: each takes a core. */
const AT_ONCE = 2
/** Between two lines of progress, ms. */
const EVERY = 250
/** Problems in a line of them, and told of in all: a file with more is the wrong file, and the numbers stay whole. */
const BURST = 2000
const MOST_TOLD = 100_000

/** What the file reader says, without the place where the file lies on our disk. */
const inTheirWords = (error: unknown, path: string, name: string): unknown =>
  error instanceof Refusal && typeof error.detail.says === 'string'
    ? refuse(error.code, {
        where: 'file',
        problems: [{ field: 'file', problem: error.detail.says.replaceAll(path, name) }],
      })
    : error

const remember = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  fingerprint: string,
  mapping: OrderMapping | null,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'order', async (tx) => {
    await rememberMapping(tx, shopId, fingerprint, mapping)
    const detail = { fingerprint, columns: mapping?.columns ?? null, statuses: mapping?.statuses ?? null }
    return { gives: {}, audit: { what: 'order-mapping.set', detail } }
  })

export const orderImportRoutes = (app: App, deps: OrderImportDeps): void => {
  let atWork = 0
  serve(app, 'Orders', orderImportContract, {
    setOrderMapping: ({ params, body }, caller) =>
      remember(deps, byOf(caller), params.shopId, body.fingerprint, body.mapping),
    async importOrders({ params, query }, caller) {
      if (atWork >= AT_ONCE) throw refuse('too-many')
      atWork++
      const { shopId } = params
      const upload = await uploaded(caller.raw).catch((error) => {
        atWork--
        throw error
      })
      const over = async () => {
        atWork--
        await upload.remove()
      }
      try {
        const recall = (fingerprint: string) =>
          deps.db.tx({ shops: [shopId] }, (tx) => recallMapping(tx, shopId, fingerprint, OrderMapping))
        const file = await openOrderFile(upload.path, { name: query.name, recall })
        const { personId, address } = byOf(caller)
        return answer(async (say, signal) => {
          try {
            const report = await importOrders(deps, {
              ...{ shopId, file, at: query.at ?? null, modified: query.modified ?? null },
              ...{ write: query.do === 'write', by: { personId, address }, signal },
              ...say,
            })
            return { report }
          } catch (caught) {
            const error = inTheirWords(caught, upload.path, query.name)
            if (error instanceof Refusal) return { error: { code: error.code, detail: error.detail } }
            deps.log('importing orders failed', error)
            return { error: { code: 'not-available', detail: {} } }
          } finally {
            await over()
          }
        })
      } catch (error) {
        await over()
        throw inTheirWords(error, upload.path, query.name)
      }
    },
  })
}

interface Say {
  onProgress(progress: ImportProgress): void
  onProblem(problem: Problem, taken: boolean): void
}

/** An answer of JSON lines: what `work` tells meanwhile, four times a second, and at last what it gives. Whoever hangs up
 * breaks it off. */
const answer = (work: (say: Say, signal: AbortSignal) => Promise<OrderImportLine>): Response => {
  const stop = new AbortController()
  const encoder = new TextEncoder()
  let last = performance.now()
  let told = 0
  let problems: NonNullable<OrderImportLine['problems']> = []
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      const write = (line: OrderImportLine) => {
        if (!stop.signal.aborted) stream.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      const flush = () => {
        if (problems.length > 0) write({ problems })
        problems = []
      }
      const say: Say = {
        onProgress({ read, total, rows, orders, refused }) {
          if (performance.now() - last < EVERY) return
          last = performance.now()
          write({ progress: { read, total, rows, orders, refused } })
        },
        onProblem(problem, taken) {
          if (++told > MOST_TOLD) return
          problems.push({ ...problem, taken })
          if (problems.length >= BURST) flush()
        },
      }
      void work(say, stop.signal).then((end) => {
        if (stop.signal.aborted) return
        // The report holds the first ones itself: a small file is answered in one line.
        const shown = end.report ? end.report.refused.length + end.report.noted.length : 0
        if (told > shown) flush()
        write(end)
        stream.close()
      })
    },
    cancel: () => stop.abort(),
  })
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
  })
}
